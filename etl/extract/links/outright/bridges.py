"""What made an amount change, told in the sentence behind the change: "The increase was driven by 13.1 million in volume, offset by …"."""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.items import Item, Passage, link
from etl.model.claim import Link, Relation

_DRIVEN = re.compile(
    r"^\W*(?:the|this|that|these)\s+(?:[\w-]+ ){0,3}?(?P<way>increases?|rises?|growth|gains?|improvements?|decreases?|declines?|falls?|drops?|"
    r"reductions?|change|changes|difference)\b[^.;]{0,60}?\b(?:driven by|due to|attribut\w+ to|reflect\w*|result\w* (?:from|of)|consist\w* of|"
    r"because of|relat\w+ to|comprised|explained by|made up of|came from)\b"
)
_DOWN = re.compile(r"^(?:decrease|decline|fall|drop|reduction)")
# Where the text names the chief causes only, these may come to less than the change, hardly to more.
_CHIEF = re.compile(
    r"\b(?:primarily|mainly|largely|mostly|principally|chiefly|in part|partly|partially due|predominantly|including|such as)\b"
)
_OFFSET = re.compile(r"\b(?:offset|countered|tempered|net of|less|despite|mitigated)\b")
_AGAIN = re.compile(r"\b(?:as well as|in addition|also|plus)\b")
_ASIDE = re.compile(r"\b(?:from|compared (?:to|with)|to|versus|total(?:l?ing|l?ed)?)\s+[~$€£¥]*\s*$")
# How far causes may come from the change and still be meant to make it.
_LEAST, _LARGEST, _OVER = 0.4, 2.5, 1.1
_MOST = 6


def find_bridges(here: Passage, earlier: Sequence[Passage], changes: Sequence[Link]) -> Iterator[Link]:
    """The start of the only change told in the sentence before, what was added and lost, and its end."""
    told = _DRIVEN.match(here.text)
    moves = [dict(tie.members) for tie in changes]
    moves = [move for move in moves if {"start", "end"} <= move.keys()]
    if told is None or len(moves) != 1 or not 1 < len(here.items) <= _MOST:
        return
    by_name = {item.claim_id: item for passage in earlier for item in passage.items}
    start, end = by_name.get(moves[0]["start"]), by_name.get(moves[0]["end"])
    if start is None or end is None or not start.is_level or start.value == end.value:
        return
    causes = [*_causes(here, start)]
    if len(causes) != len(here.items):
        return
    falls = end.value < start.value
    if _DOWN.match(told["way"]) is not None and not falls:
        return
    yield from _bridge(start, end, causes, is_chief=bool(_CHIEF.search(here.text)))


def _causes(here: Passage, start: Item) -> Iterator[tuple[Item, bool]]:
    """Each amount with whether it went against the change."""
    against = False
    for item in here.items:
        if item.unit != start.unit or not item.is_level or _ASIDE.search(item.before):
            return
        against = bool(_OFFSET.search(item.before)) or (against and not _AGAIN.search(item.before))
        yield item, against


def _bridge(start: Item, end: Item, causes: Sequence[tuple[Item, bool]], *, is_chief: bool) -> Iterator[Link]:
    moved = abs(end.value - start.value)
    made = sum(-item.value if against else item.value for item, against in causes)
    slack = sum(item.claim.resolution for item in (start, end, *(cause for cause, _ in causes))) / 2
    fits = abs(made - moved) <= slack * 1.0001
    near = _LEAST < made / moved < _LARGEST
    if not (fits or near) or (is_chief and not fits and made < moved * _OVER):
        return
    with_it, against_it = ("part", "less") if end.value > start.value else ("less", "part")
    members = [
        ("part", start),
        *((against_it if against else with_it, item) for item, against in causes),
        ("total", end),
    ]
    yield link(Relation.PARTS, members)
