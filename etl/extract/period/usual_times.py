"""The year or quarter a text dates most of its statements by, leaving out what it only plans or holds them against."""

import re
from collections import Counter
from collections.abc import Iterable

from etl.model.period import ANY_MONTH, Period

# The patterns of years and quarters begin with a set of characters, so that the search skips to them.
_YEAR = re.compile(r"[12](?<=[ \n].)(?:(?<=1)9|(?<=2)0)\d\d\b")
_ANY_YEAR = re.compile(r"[12](?<![\w.,$£€₹/-].)(?:(?<=1)9|(?<=2)0)\d\d(?![\w%]|[.,]\d)")
_MONTH = re.compile(rf"\b(?:{ANY_MONTH})[a-z]*\.?(?: \d{{1,2}},?)? $", re.IGNORECASE)
_DATING = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Ff]or|of) (?:fiscal )?$")  # before a year
_BEFORE_YEAR = 15
_QUARTER = re.compile(
    r"[IiDdFfAa](?:(?<=\b[Ii])n|(?<=\b[Dd])uring|(?<=\b[Ff])or|(?<=\b[Aa])t) (?:the )?"
    r"(?:Q(?P<number>[1-4])|(?P<ordinal>first|second|third|fourth) quarter(?: of)?),? (?P<year>20\d\d)\b"
)
_ORDINALS = ("first", "second", "third", "fourth")
# what a figure is held against
_HELD_AGAINST = re.compile(
    r"\b(?:from|than|against|compared|versus|since|until|by)\b(?:[^.;,()\n]|\.(?=\d))*$"
)  # before a year
_COMPARED = re.compile(
    r"\b(?:from|than|against|compared|versus)\b[^.;()\n]*(?:\n[^.;()\n]*)?$|\b(?:over|on) (?:its |the )?$"
)
_CLAUSE, _COMPARING = 50, 80  # characters
_FEWEST = 3
# what is to come
_AHEAD = re.compile(
    r"(?:\b|(?<=[’']))(?:will|ll|plan(?:s|ned|ning)?|expects?|expected|going to|intends?|aims?|hopes?|expectations?|projecting|forecasts?)\b"
)
_END = re.compile(r"[.!?](?=\s)|\n")
_REACH = 200  # characters of a sentence


def dating_years(text: str) -> list[re.Match[str]]:
    """The years statements are dated by: "in 2024", "for fiscal 2024"."""
    return [match for match in _YEAR.finditer(text) if _DATING.search(text, *_before(match, _BEFORE_YEAR))]


def usual_year(text: str, fewest: int = _FEWEST) -> Period | None:
    """The year most statements are dated by, where one stands out."""
    told = (match for match in dating_years(text) if not _is_held_against(text, match) and not _is_planned(text, match))
    return _most_named((match[0] for match in told), fewest)


def implied_year(text: str) -> int:
    """The year figures hold in that are held against the one before it, or followed by an outlook on the next; 0 for none."""
    years = list(_YEAR.finditer(text))
    held = [int(match[0]) for match in years if _COMPARED.search(text, *_before(match, _COMPARING))]
    ahead = [int(match[0]) for match in dating_years(text) if _is_planned(text, match)]
    told = max(held) + 1 if held else 0
    return min(ahead) - 1 if ahead and not 0 < told < min(ahead) else told


def lone_year(text: str) -> int:
    """The only year a text names, with a month of it; 0 where it names several or none."""
    found = list(_ANY_YEAR.finditer(text))
    if len({match[0] for match in found}) != 1:
        return 0
    return int(found[0][0]) if any(_MONTH.search(text, *_before(match, _BEFORE_YEAR)) for match in found) else 0


def usual_quarter(text: str) -> Period | None:
    """The quarter most statements are dated by, where one stands out."""
    told = (match for match in _QUARTER.finditer(text) if not _is_planned(text, match))
    return _most_named((_named_quarter(match) for match in told), _FEWEST)


def _named_quarter(match: re.Match[str]) -> str:
    return f"{match['year']}-Q{match['number'] or _ORDINALS.index(match['ordinal']) + 1}"


def _is_held_against(text: str, match: re.Match[str]) -> bool:
    return _HELD_AGAINST.search(text, *_before(match, _CLAUSE)) is not None


def _is_planned(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence a time stands in says what is to come."""
    start = match.start() - _REACH
    for end in _END.finditer(text, max(0, start), match.start()):
        start = end.end()
    closing = _END.search(text, match.end(), match.end() + _REACH)
    return _AHEAD.search(text, max(0, start), closing.start() if closing else match.end() + _REACH) is not None


def _before(match: re.Match[str], characters: int) -> tuple[int, int]:
    return max(0, match.start() - characters), match.start()


def _most_named(named: Iterable[str], fewest: int) -> Period | None:
    times = Counter(named)
    if not times:
        return None
    (time, count), total = times.most_common(1)[0], times.total()
    return Period.parse(time) if count >= fewest and 2 * count >= total else None
