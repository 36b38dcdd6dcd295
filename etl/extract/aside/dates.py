"""Numbers of the calendar and the clock: days, years, times of day."""

from etl.extract.numbers.letters import read_letter
from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.proportions import begins_odds
from etl.extract.numbers.quantities import read_currency_before
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.units_behind import read_unit
from etl.extract.numbers.vocabulary import SCALES, words_of

_MONTHS = words_of("months")
_QUARTERS = words_of("quarters")
_NUMBERS_OF_QUARTERS = frozenset("1234")
_YEAR_LEADS = words_of("year_leads")
_YEAR_NOUNS = words_of("year_nouns")
_ERAS = frozenset({"AD", "BC", "BCE", "CE"})
_BEGIN_ERAS = frozenset({"ad", "bc", "bce", "ce", "b"})
_HYPHENS = frozenset({"-", "‑", "‐", "–", "−"})
_HOURS = words_of("hours")
_CLOCKS = _HOURS - {"et", "pt"}
AFTER_TIMES = _CLOCKS | {"am", "pm", "a", "p"}  # what may stand behind a time of day
_HAN_DATES = frozenset({"年", "月", "日", "号"})


def is_year(word: str) -> bool:
    """Whether a figure may be a year of our time."""
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2199"


def _is_half_day(tokens: Tokens, index: int) -> bool:
    """Whether "am" or "p.m." stands there."""
    after = tokens.at[index]
    return after in {"am", "pm"} or after in {"a", "p"} and tokens.at[index + 1] == "." and tokens.at[index + 2] == "m"


def read_time(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Clock times: "18:27 UTC", "8 a.m."."""
    last = index
    while (
        tokens.at[last + 1] == ":"
        and tokens.is_glued(last + 1)
        and tokens.is_glued(last + 2)
        and tokens.is_number(last + 2)
    ):
        last += 2
    after = tokens.at[last + 1]
    if _is_half_day(tokens, last + 1):
        return last, "time"
    if after in {"and", "to", "-", "–"} and tokens.is_number(last + 2) and _is_half_day(tokens, last + 3):
        return last + 2, "time"  # "between 8 and 10 a.m."
    if last > index and not begins_odds(tokens, index):
        dashed = tokens.at[last + 1] in {"-", "–"} and tokens.is_glued(last + 2) and tokens.is_number(last + 2)
        return last + 2 * dashed, "time"
    return (last, "time") if after in _CLOCKS and tokens.cased(last + 1).isupper() else None


def read_date(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Days, months and years."""
    word, before = tokens.at[index], tokens.at[index - 1]
    if not word.isdecimal():
        return None
    if len(word) <= 4 and _is_of_era(tokens, index):
        return index, "date"
    if len(word) <= 2 and 1 <= int(word) <= 31:
        last = _end_of_day(tokens, index)
        if last >= 0:
            return last, "date"
    if (
        tokens.at[index + 1] in _HAN_DATES
        and tokens.is_glued(index + 1)
        and (len(word) == 4 or tokens.at[index + 1] != "年")
    ):
        return index + 1, "date"
    is_quarter = before in _QUARTERS and (is_year(word) or len(word) <= 2)
    is_quarter = is_quarter or before == "quarter" and word in _NUMBERS_OF_QUARTERS
    if is_quarter or before in {"'", "’"} and len(word) == 2 and tokens.is_glued(index):
        return index, "date"
    return _read_year(tokens, index) if is_year(word) and not read_currency_before(tokens, index) else None


def _is_of_era(tokens: Tokens, index: int) -> bool:
    """Whether the figure is a year before or after Christ: "A.D. 1000 and 1260", "300 BC"."""
    after, before = tokens.at[index + 1], tokens.at[index - 1]
    if after in _BEGIN_ERAS and (
        tokens.cased(index + 1) in _ERAS or tokens.words[index + 1 : index + 4] == ["b", ".", "c"]
    ):
        return True
    if (
        before in _BEGIN_ERAS
        and tokens.cased(index - 1) in _ERAS
        or before == "."
        and tokens.words[max(0, index - 4) : index - 1] == ["a", ".", "d"]
    ):
        return True
    linked = before in {"and", "to", "-", "–"} and tokens.at[index - 2].isdecimal()
    return linked and _is_of_era(tokens, index - 2)


def _end_of_day(tokens: Tokens, index: int) -> int:
    """The last token of the day of a month that begins here; -1 where there is none."""
    before, after = tokens.at[index - 1], tokens.at[index + 1]
    in_month = before in _MONTHS or before == "." and tokens.at[index - 2] in _MONTHS
    ranged = _day_range(tokens, index) > index and not has_unit(tokens, index + 2)
    if in_month and (ranged or not has_unit(tokens, index)) and (before != "may" or tokens.is_capital(index - 1)):
        return _day_range(tokens, index)
    if _leads_to_month(tokens, index + 1):
        return index
    of_month = after in _MONTHS and (after not in {"may", "march"} or tokens.is_capital(index + 1))
    return index + 1 if of_month else -1


def _leads_to_month(tokens: Tokens, index: int) -> bool:
    """Whether "20–23 October", "4 and 25 September" follows."""
    joined = tokens.at[index] in {"–", "-", "and", "to", ",", "or", "&", "/"}
    day = tokens.at[index + 1]
    return (
        joined
        and day.isdecimal()
        and len(day) <= 2
        and tokens.at[index + 2] in _MONTHS
        and tokens.is_capital(index + 2)
    )


def _day_range(tokens: Tokens, index: int) -> int:
    """As in "March 3–5": the second day belongs to the date."""
    if tokens.at[index + 1] in _HYPHENS and tokens.at[index + 2].isdecimal() and len(tokens.at[index + 2]) <= 2:
        return index + 2
    return index


def _read_year(tokens: Tokens, index: int) -> tuple[int, str] | None:
    after = tokens.at[index + 1]
    if after in {"-", "–", "/"} and is_year(tokens.at[index + 2]) and tokens.is_glued(index + 1):
        return index + 2, "date"
    if (
        after in {"-", "–", "/"}
        and tokens.is_glued(index + 2)
        and len(tokens.at[index + 2]) == 2
        and tokens.at[index + 2].isdecimal()
    ):
        return index + 2, "date"
    if "1900" <= tokens.at[index] <= "2100" and tokens.at[index - 1] in _YEAR_LEADS:
        return None if _is_measure(tokens, index) else (index, "date")
    if has_unit(tokens, index) or tokens.at[index] < "1900" and tokens.at[index - 1] not in _YEAR_LEADS:
        return None
    if (
        is_plural(after)
        and not tokens.is_capital(index + 1)
        and after not in _YEAR_NOUNS
        and tokens.at[index - 1] not in {"the", "its", "their", "our", "'s"}
    ):
        return None
    return index, "date"


def _is_measure(tokens: Tokens, index: int) -> bool:
    """Whether "around 2000 km" has a unit in spite of its look."""
    unit = read_unit(tokens, index + 1)
    if tokens.at[index - 1] in _MONTHS and tokens.at[index + 1] in {"quarter", "half", "year"}:
        return False  # "the September 2023 quarter"
    return unit is not None and len(tokens.at[unit.last]) > 1 or tokens.at[index + 1] == "%"


def has_unit(tokens: Tokens, index: int) -> bool:
    """Whether a scale or a unit follows the figure at `index`, which makes it a quantity."""
    if tokens.at[index + 1] in SCALES or read_letter(tokens, index + 1, money=False):
        return True
    return (
        read_unit(tokens, index + 1) is not None
        or tokens.at[index + 1] in {"times", "-"}
        and tokens.is_glued(index + 1)
    )
