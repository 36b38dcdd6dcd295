"""Months named without their year: the year they lie in, and the ones that only name a contract."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from etl.extract import phrases
from etl.extract.time_mentions import word_list

_AHEAD = frozenset(
    {"will", "would", "expected", "expect", "expects", "due", "starting", "planned", "plans", "should", "next", "joins"}
)
_UNTIL = frozenset({"by", "before", "until", "till", "from"})
_MOVED = frozenset({"up", "down", "higher", "lower"})
_SOON = 6  # months ahead of publication that a month without its year may lie
_SETTLED = frozenset({"closed", "settled", "finished", "traded", "expired"})
_WHILE = frozenset({"week", "day", "session"})


def lies_ahead(words: Sequence[str], place: int, month: int, published: date | None) -> bool:
    """Whether a month is still to come: "will rise from 1 January", "order before March"."""
    if published is None or not 1 <= (month - published.month) % 12 < _SOON:
        return False
    if not _AHEAD.isdisjoint(words[max(0, place - 20) : place + 6]):
        return True
    lead = place - 2 if place and words[place - 1].isdecimal() else place - 1
    if lead < 0 or words[lead] not in _UNTIL or (lead and words[lead - 1] in _MOVED):
        return False
    return _past().isdisjoint(words) and not any(word.endswith("ed") and len(word) > 4 for word in words)


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
