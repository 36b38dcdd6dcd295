"""Numbers, units and periods written for people; the exact value stays one hover away."""

import math
import re
from datetime import date, timedelta

from etl.model.document import Zone
from etl.model.finding import CheckType, Grade, Severity, Verdict
from etl.model.noun import plural
from etl.rows.verdicts import UNCHECKED

# Verdicts as word and sign, so that colour is never the only carrier. "unchecked" is a claim no check could use.
VERDICT_SIGNS: dict[str, str] = {
    Verdict.CONTRADICTION: "✕",
    Verdict.UPDATE: "↻",
    Verdict.IMPLIED: "∴",
    Verdict.CONSISTENT: "✓",
    UNCHECKED: "·",
}
VERDICT_WORDS: dict[str, str] = {
    Verdict.CONTRADICTION: "Contradiction",
    Verdict.UPDATE: "Update",
    Verdict.IMPLIED: "Implied",
    Verdict.CONSISTENT: "Consistent",
    UNCHECKED: "Not checked",
}
VERDICT_MEANINGS: dict[str, str] = {
    Verdict.CONTRADICTION: "What is stated and what follows cannot both be true.",
    Verdict.UPDATE: "The same quantity, given again later with another value.",
    Verdict.IMPLIED: "A number that follows from others and is stated nowhere.",
    Verdict.CONSISTENT: "Stated and implied can both be true.",
    UNCHECKED: "No check could use this claim.",
}
GRADE_WORDS: dict[str, str] = {
    Grade.EXACT: "agrees exactly",
    Grade.WITHIN_ROUNDING: "agrees within rounding",
    Grade.ONLY_BY_ROUNDING: "agrees only thanks to rounding",
    Grade.APART: "apart even with rounding",
    Grade.NOT_STATED: "stated nowhere",
}
SEVERITIES: tuple[str, ...] = tuple(Severity)
ZONE_WORDS: dict[str, str] = {Zone.TOC: "table of contents", Zone.YAML: "front matter"}
CHECK_WORDS: dict[str, str] = {
    CheckType.GROWTH_MULTIPLE: "Growth multiple",
    CheckType.CAGR: "Annual growth (CAGR)",
    CheckType.GROWTH_RATE: "Growth rate",
    CheckType.RATIO: "Ratio",
    CheckType.CONVERSION: "Conversion",
    CheckType.PERCENT_OF: "Percent of",
    CheckType.YOY_BASE: "Base a year before",
    CheckType.PART_WHOLE: "Parts and whole",
    CheckType.RESTATEMENT: "Restatement",
    CheckType.SELF_REFERENCE: "Self-reference",
    CheckType.UNIT_PRICE: "Unit price",
    CheckType.ENUMERATION: "Enumeration",
    CheckType.PLAUSIBILITY: "Plausibility",
    CheckType.OTHER: "Other",
}

_WORDS = ((1e15, "quadrillion"), (1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PREFIXES = ((1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_SYMBOLS = {
    "byte": "B", "bit": "bit", "watt": "W", "watt_hour": "Wh", "hertz": "Hz", "FLOPS": "FLOPS", "meter": "m",
    "gram": "g", "byte/s": "B/s", "byte/second": "B/s", "bit/second": "bit/s", "joule": "J",
}  # fmt: skip
_SIGNS = {"percent": "%", "percentage_point": " pp", "ratio": "×"}
# What stands before its figure; of other currencies it is their code.
_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"}
_ARTICLES = {
    "second": "a",
    "minute": "a",
    "hour": "an",
    "day": "a",
    "week": "a",
    "month": "a",
    "quarter": "a",
    "year": "a",
}
_CODE = re.compile("[A-Z]{3}")
_LEADING = re.compile(r"((?:[A-Z]{3} )?[−$€£¥₹₩\d.,e+]+)(.*)")
_RARE = 0.005  # below it a ratio is how many there are among 100,000
_EN_SPACE = "\u202f"


def _trim(value: float, digits: int = 4) -> str:
    text = f"{value:.{digits}g}"
    return text if "e" in text else f"{float(text):,.12g}"


def plain(value: float) -> str:
    """A number with thousands separators and nothing lost: 63,100,000,000."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    text = f"{value:,.15g}" if abs(value) < 1e18 else f"{value:.15g}"
    return text.replace("-", "−")


def compact(value: float) -> str:
    """A number as people say it: 63.1 billion."""
    if math.isinf(value):
        return plain(value)
    size = abs(value)
    for scale, word in _WORDS:
        if size >= scale * 0.99995 and size < 1e18:
            return f"{_trim(value / scale)} {word}".replace("-", "−")
    return (_trim(value, 6 if size >= 1000 else 4)).replace("-", "−")


def unit_words(unit: str) -> str:
    """A unit for reading: USD/watt_hour → USD per watt hour, token/day → token a day."""
    over, _, under = unit.partition("/")
    return over.replace("_", " ") + _tail(under)


def _tail(under: str) -> str:
    if not under:
        return ""
    return f" {_ARTICLES.get(under, 'per')} " + under.replace("_", " ").replace("/", " per ")


def unit_title(unit: str) -> str:
    """A unit over a column or an axis: tokens a day, USD, numbers."""
    over, slash, under = unit.partition("/")
    return unit_words(_plural({"count": "number", "": "number"}.get(over, over)) + slash + under)


def axis(unit: str) -> dict[str, object]:
    """How an axis in this unit labels its ticks: $60B, 72GW, 40%; otherwise its title says the unit."""
    if unit in _CURRENCIES:
        return {"tickprefix": _CURRENCIES[unit]}
    if unit in _SYMBOLS:
        return {"ticksuffix": _SYMBOLS[unit], "exponentformat": "SI"}
    if unit in _SIGNS:
        return {"ticksuffix": _SIGNS[unit].replace(" ", _EN_SPACE)}
    return {"title": {"text": unit_title(unit), "font": {"size": 12}}}


def _prefixed(value: float, symbol: str) -> str:
    size = abs(value)
    for scale, prefix in _PREFIXES:
        if size >= scale * 0.99995:
            return f"{_trim(value / scale)}{_EN_SPACE}{prefix}{symbol}".replace("-", "−")
    return f"{_trim(value)}{_EN_SPACE}{symbol}".replace("-", "−")


def figure(value: float | None, unit: str) -> str:
    """A value with its unit for people: $63.1 billion, 112 GB, 3.2×, 34.5%, 140 trillion tokens a day.

    >>> figure(63.1e9, "USD")
    '$63.1 billion'
    """
    if value is None or math.isnan(value):
        return "–"
    return plain(value) if math.isinf(value) else _with_unit(value, unit)


def _plural(unit: str) -> str:
    return plural(unit.replace("_", " "))


def _with_unit(value: float, unit: str) -> str:
    if unit == "gram" and abs(value) >= 1e6:
        return f"{compact(value / 1e6)} tonnes"
    over, _, under = unit.partition("/")
    if unit in _SYMBOLS or over in _SYMBOLS:
        return _prefixed(value, _SYMBOLS[unit]) if unit in _SYMBOLS else _prefixed(value, _SYMBOLS[over]) + _tail(under)
    if under and 0 < abs(value) < 1e-3:
        return f"{_with_unit(value * 1e6, over)} per million {unit_words(_plural(under))}"
    if over in _CURRENCIES or _CODE.fullmatch(over):
        sign = _CURRENCIES.get(over, f"{over} ")
        return f"{'−' if value < 0 else ''}{sign}{compact(abs(value))}{_tail(under)}"
    if unit in _SIGNS:
        is_rare = unit == "ratio" and 0 < abs(value) < _RARE
        return (
            f"{compact(value * 1e5)} per 100,000" if is_rare else compact(value) + _SIGNS[unit].replace(" ", _EN_SPACE)
        )
    return f"{compact(value)} {_counted(value, unit)}".rstrip()


def _counted(value: float, unit: str) -> str:
    """The unit behind a value: 1 year, 20 years, 140 tokens a day; nothing behind a bare number."""
    over, _, under = unit.partition("/")
    counted = "" if over == "count" else over if value == 1 else _plural(over)
    return (unit_words(counted) + _tail(under)).lstrip()


def tick(value: float, unit: str) -> str:
    """A value on an axis: $20B, 72 GW, 5%."""
    if unit in _SYMBOLS or unit in _SIGNS:
        return figure(value, unit)
    letters = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
    scale, letter = next(((scale, letter) for scale, letter in letters if value >= scale), (1.0, ""))
    return f"{_CURRENCIES.get(unit, '')}{_trim(value / scale)}{letter}"


def exact(value: float | None, unit: str) -> str:
    """A value with every digit, for hovers and titles."""
    if value is None or math.isnan(value):
        return "–"
    if unit in _SIGNS:
        return plain(value) + _SIGNS[unit].replace(" ", _EN_SPACE)
    return f"{plain(value)} {_counted(value, unit)}".rstrip()


def span(low: float | None, high: float | None, unit: str) -> str:
    """An interval for people; an open end is said in words."""
    if low is None or high is None:
        return "–"
    if math.isinf(low) or math.isinf(high):
        return _open_span(low, high, unit)
    if low == high or figure(low, unit) == figure(high, unit):
        return figure(low, unit)
    left, right = _LEADING.fullmatch(figure(low, unit)), _LEADING.fullmatch(figure(high, unit))
    if left and right and left[2] == right[2]:
        return f"{left[1]} to {figure(high, unit)}"
    return f"{figure(low, unit)} to {figure(high, unit)}"


def _open_span(low: float, high: float, unit: str) -> str:
    if math.isinf(low) and math.isinf(high):
        return "any value"
    return f"at least {figure(low, unit)}" if math.isinf(high) else f"at most {figure(high, unit)}"


def share(gap: float | None) -> str:
    """How far apart two intervals are: 0.034 → 3.4%."""
    if gap is None or math.isnan(gap):
        return "–"
    if math.isinf(gap) or gap >= 10:
        return "more than tenfold"
    return f"{_trim(gap * 100, 3)}%"


def day(value: date | None) -> str:
    """A date as 25 Mar 2026; a dash where there is none."""
    return "–" if value is None else f"{value.day} {value:%b %Y}"


def period(first: date, last: date) -> str:
    """A stretch of days: 17 Apr 2026, Mar 2026, 2025, 1 Apr 2026 – 3 Jun 2027.

    >>> period(date(2026, 3, 1), date(2026, 3, 31)), period(date(2025, 1, 1), date(2026, 12, 31))
    ('Mar 2026', '2025 – 2026')
    """
    if first == last:
        return day(first)
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_whole and (first.month, last.month) == (1, 12):
        ends = [str(first.year), str(last.year)]
    else:
        ends = [f"{first:%b %Y}", f"{last:%b %Y}"] if is_whole else [day(first), day(last)]
    return " – ".join(dict.fromkeys(ends))


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 claim, 1,204 claims."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def check_word(kind: str) -> str:
    """A check's type for people."""
    return CHECK_WORDS.get(kind, kind.replace("_", " ").capitalize())
