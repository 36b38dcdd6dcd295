"""The unit a label means where none stands: "Operating margin | 11.2" in a table of euros, "Average age: 41"."""

import re
from functools import lru_cache

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.vocabulary import words_of
from etl.model.metric import find_metric
from etl.model.record import replace

SIZES = {"acreage": ("acre", "area"), "tonnage": ("tonne", "mass"), "hectarage": ("hectare", "area")}
_DIMENSIONS = {"percent": "share", "ratio": "ratio", "employee": "count", **dict(SIZES.values())}
_PLAIN = frozenset({"percent", "ratio", "year", "token", "parameter", "employee"})  # told without kilo or mega
_PERCENTS = words_of("percent_labels")
_RATIOS = frozenset({"ratio", "ratios", "multiple", "leverage", "cover", "gearing"})
_TIMES = {"days": "day", "weeks": "week", "months": "month", "hours": "hour", "years": "year", "minutes": "minute"}
_ENDS = frozenset({"at", "as", "by", "in", "during", "per"})
_WORD = re.compile(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*")
_BRACKETS = re.compile(r"[(\[].*")
_LONGEST = 6
_WHOLE = 100.0
_FEW = 10.0  # a ratio from here on is told in percent


@lru_cache(maxsize=2048)
def unit_of_label(label: str) -> str:
    """The unit a label means by its last words, empty where it leaves it open.

    >>> unit_of_label("Operating margin"), unit_of_label("Days sales outstanding"), unit_of_label("Revenue")
    ('percent', 'day', '')
    """
    words = _WORD.findall(_BRACKETS.sub("", label.lower().replace("_", " ")))
    stop = next((place for place, word in enumerate(words) if place and word in _ENDS), len(words))
    words = words[:stop]
    if not words or len(words) > _LONGEST:
        return ""
    if words[0] in _TIMES and len(words) > 1 and words[1] not in {"of", "ended"}:
        return _TIMES[words[0]]
    found = find_metric([part for word in words for part in word.split("-")])
    if found is not None and found[0].unit in _PLAIN:
        return found[0].unit
    if words[-1] in SIZES:
        return SIZES[words[-1]][0]
    if words[-1] in _PERCENTS or words[:2] == ["share", "of"]:
        return "percent"
    return "ratio" if words[-1] in _RATIOS else ""


def with_label(amount: Amount, label: str, *, among_money: bool) -> Amount:
    """The amount in the unit its label means, where it may be so many; as it is where it may not."""
    name = unit_of_label(label)
    if name == "ratio" and abs(amount.high) >= _FEW:
        name = "percent"
    fits = abs(amount.high) <= _WHOLE or name not in {"percent", "ratio"}
    told_apart = not among_money or amount.numeral.step < 1 or "margin" not in label.lower()
    if not name or not fits or not told_apart or amount.unit is not None and not amount.unit.is_money:
        return amount
    dimension = _DIMENSIONS.get(name, "information")
    dimension = "time" if name in _TIMES.values() else dimension
    marks = amount.marks | {"age"} if name == "year" else amount.marks
    return replace(amount, unit=Unit(amount.last, amount.last, name, dimension), marks=marks)
