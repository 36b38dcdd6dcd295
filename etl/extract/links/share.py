"""A part with its share of a whole: "300 billion, accounting for 15.1 % of the market", "11,700 of them (65 %)"."""

import re
from collections.abc import Iterator

from etl.extract.links.change import goes_down, has_direction
from etl.extract.links.items import Item, Passage, link
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_BREAK = re.compile(r"\.\s|;|\bwhile\b|\bbut\b")
_OPENS = re.compile(
    r"^(?:[^.;]{0,50}?[,(\[–—-]|[^.;(]{0,40})\W*(?:or|about|around|roughly|nearly|almost|just|i\.e\.|accounting for|representing|equal to|equivalent to|making up|an?|some|that is|which is|with an? [\w ]+ margin of)?\W*(?:about |around |roughly |nearly |almost |just |over )?$"
)
_OF = re.compile(
    r"^\W*(?:[\w’'-]+\W+){0,2}?of (?:the |its |their |all |a total of |our |those )?(?:[\w'’-]+ ){0,2}[~$€£¥]*\s*$"
)
_OF_WHICH = re.compile(r"\b(?:of which|of these|of them|of those)\b")


def find_shares(passage: Passage, previous: Passage | None) -> list[Link]:
    """Parts with their shares, and the whole where the sentence names it."""
    found = list(_shares(passage, previous))
    return found


def _shares(passage: Passage, previous: Passage | None) -> Iterator[Link]:
    items = passage.items
    for item in items:
        if (
            not item.is_percent
            or item.claim.kind in (Kind.GROWTH, Kind.PROBABILITY)
            or (item.claim.kind is not Kind.SHARE and has_direction(item))
        ):
            continue
        part = _part(item, items)
        if part is None:
            continue
        whole, sure = _whole(item, part, passage, previous)
        if whole is not None:
            yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", item)], certain=sure)
        elif not goes_down(item):
            yield link(Relation.SHARE, [("part", part), ("share", item)])


def _part(item: Item, items: tuple[Item, ...]) -> Item | None:
    """The level right before the share, or right behind: "57.4 % and EBITDA of"."""
    before = items[item.position - 1] if item.position else None
    if before is not None and before.is_level and len(item.before) < 70 and not _BREAK.search(item.before):
        return before if _OPENS.match(item.before) or item.before.count(" ") <= 6 else None
    behind = items[item.position + 1] if item.position + 1 < len(items) else None
    if (
        behind is not None
        and behind.is_level
        and re.match(r"\W*(?:of [^.;,]{0,60})?(?:, or|,|\(|–|—|:)\W*(?:about |around |roughly )?\W*$", behind.before)
    ):
        return behind
    return None


def _whole(item: Item, part: Item, passage: Passage, previous: Passage | None) -> tuple[Item | None, bool]:
    """The whole a share is of, and whether the grammar is sure of it."""
    items = passage.items
    behind = items[item.position + 1] if item.position + 1 < len(items) else None
    if behind is not None and behind.unit == part.unit and behind is not part and _OF.match(behind.before):
        return behind, True
    before = [other for other in items[: part.position] if other.unit == part.unit and other.is_level]
    between = part.before
    if (
        before
        and before[-1].position == part.position - 1
        and (_OF_WHICH.search(between) or re.match(r"\W*of them\b", part.behind))
    ):
        return before[-1], True
    if (
        before
        and re.search(r"\bof (?:the |its |all )?(?:[\w'’-]+ ){0,2}\W*$", before[-1].before)
        and before[-1].position == part.position - 1
    ):
        return before[-1], True
    second = next((other for other in items if other.position == part.position + 1 and other.unit == part.unit), None)
    if (
        second is not None
        and second.position < item.position
        and re.match(r"\W*(?:[\w-]+ ){0,2}of (?:the |its |all )?\W*$", second.before)
    ):
        return second, True
    if previous is not None and re.match(r"\W*of (?:these|those|them|which|this)\b", passage.text):
        earlier = [other for other in previous.items if other.unit == part.unit and other.is_level]
        return (earlier[0], True) if earlier else (None, False)
    return None, False
