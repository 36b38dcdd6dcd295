"""When two figures may be compared at all, and when they agree: units, sorts of statement, comparisons as factors."""

from etl.extract.links.comparison import ratio_role
from etl.extract.links.items import Item
from etl.model.quantity import Kind

_LEAST = 1e-9


def domain(item: Item) -> tuple[str, str]:
    """What figures must have in common to be compared at all: unit and sort of statement."""
    claim = item.claim
    if claim.dimension == "count":
        return "count", claim.metric_id
    if claim.kind is Kind.RATIO and claim.unit in ("percent", "ratio"):
        return "factor", ""
    return claim.unit, claim.kind.value if claim.unit in ("percent", "ratio") else ""


def sort_of(told: tuple[str, str]) -> str:
    """What figures of a domain must have in common for one to be a slip of another: the same, or only that they count."""
    return "count" if told[0] == "count" else ":".join(told)


def value_of(item: Item) -> tuple[float, float]:
    """Low and high; of a comparison as the factor it says: "67 % less" is 0.33, "20 %" of it 0.2."""
    low, high = item.claim.low, item.claim.high
    if item.claim.kind is Kind.RATIO and domain(item)[0] == "factor":
        low, high = _factor(item, low), _factor(item, high)
    if low == high:
        return (value := float(f"{low:.9g}"), value)
    return float(f"{min(low, high):.9g}"), float(f"{max(low, high):.9g}")


def _factor(item: Item, value: float) -> float:
    value = value / 100 if item.is_percent else value
    role = ratio_role(item)
    return 1 - value if role == "less" else 1 + value if role == "more" else value


def role_of(item: Item) -> str:
    """The role of a restatement: a plain statement, or how a comparison is worded."""
    return {"times_more": "times"}.get(role := ratio_role(item), role) if domain(item)[0] == "factor" else "statement"


def meets(first: Item, second: Item) -> bool:
    """Whether two figures can be one: half-open, as digits are, so that 744 and 745 cannot."""
    if domain(first)[0] == "factor":
        (low, high), (other_low, other_high) = value_of(first), value_of(second)
        slack = 0.12 * max(abs(high), abs(other_high))
        return low - slack <= other_high and other_low - slack <= high
    low, high = first.interval
    other_low, other_high = second.interval
    least = _LEAST * max(abs(high), abs(other_high))  # binary fractions of two decimals may cross
    return first.value == second.value or (other_high - low > least and high - other_low > least)


def at_one_time(first: Item, second: Item) -> bool:
    """Whether two figures may be of one time, as far as the text dates them."""
    one, other = first.claim.period, second.claim.period
    return one is None or other is None or one.meets(other)
