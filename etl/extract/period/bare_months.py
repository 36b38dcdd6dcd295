"""Months named without their year: the year they lie in, and the ones that only name a contract."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from etl.extract.language import phrases
from etl.extract.period.time_mentions import word_list

_AHEAD = frozenset(
    {
        "will",
        "would",
        "expected",
        "expect",
        "expects",
        "due",
        "starting",
        "planned",
        "plans",
        "should",
        "next",
        "joins",
        "hopes",
        "hope",
        "aims",
        "intends",
        "scheduled",
        "slated",
        "upcoming",
        "planning",
    }
)
_UNTIL = frozenset({"by", "before", "until", "till", "from"})
_MOVED = frozenset({"up", "down", "higher", "lower"})
_YEAR = 12  # months
_YEAR_DIGITS = 3
_NEAR = 4  # months ahead within which a day without its year lies
_SOON = 6  # months ahead of publication that a month without its year may lie
_SETTLED = frozenset({"closed", "settled", "finished", "traded", "expired"})
_WHILE = frozenset({"week", "day", "session"})


def lies_ahead(words: Sequence[str], place: int, month: int, published: date | None) -> bool:
    """Whether a month is still to come: "will rise from 1 January", "order before March"."""
    if published is None:
        return False
    lead, months = place - 1 - (place > 0 and words[place - 1].isdecimal()), (month - published.month) % 12
    due = lead >= 0 and words[lead] == "by" and not (lead and words[lead - 1] in _MOVED)
    if not 1 <= months < (_YEAR if due else _SOON):
        return False
    if (due or months <= _NEAR and _names_day(words, place)) and not _tells_past(words):
        return True
    if not _AHEAD.isdisjoint(words[max(0, place - 20) : place + 6]):
        return True
    if lead < 0 or words[lead] not in _UNTIL or (lead and words[lead - 1] in _MOVED):
        return False
    return not _tells_past(words)


def _names_day(words: Sequence[str], place: int) -> bool:
    """Whether a day is named with a month: "on May 10"; one long past would be told with its year."""
    return any(word.isdecimal() and len(word) < _YEAR_DIGITS for word in words[max(0, place - 1) : place + 2])


def _tells_past(words: Sequence[str]) -> bool:
    return not _past().isdisjoint(words) or any(word.endswith("ed") and len(word) > 4 for word in words)


def names_contract(words: Sequence[str], place: int) -> bool:
    """Whether a month is the one a contract falls due in: "December futures", "January beans finished at $10"."""
    behind = words[place + 1 : place + 5]
    if not behind or not behind[0].isalpha():
        return False
    ended = behind[:2] == ["ended", "the"] and not _WHILE.isdisjoint(behind)
    return ended or not word_list("contracts").isdisjoint(behind[:2]) or not _SETTLED.isdisjoint(behind[:3])


@cache
def _past() -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["tenses"]["past"])
