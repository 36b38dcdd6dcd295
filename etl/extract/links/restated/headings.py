"""A figure of a heading that the text below does not tell again, but tells otherwise.

What a heading promises stands below it too, exactly or rounded. Where no figure of its unit agrees and one alone comes
near, in the same words, one of the two is a slip.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from etl.extract.links.contexts import stems_of
from etl.extract.links.items import BARE, Item, Passage, link
from etl.extract.links.magnitude import within
from etl.extract.links.restated.two_things import of_others
from etl.extract.links.sameness import at_one_time, meets
from etl.model.claim import Link, Modality, Relation
from etl.model.document import Zone
from etl.model.quantity import Kind

_NEAR, _ROUNDED = 1.62, 0.06
# Words that a heading and a sentence have in common besides the thing counted; a percentage needs more.
_SHARED, _SHARED_OF_PERCENT = 1, 2
_SMALLEST = 12
# What stands right below a heading is about it: there a figure may be off by more.
_LEAD, _WIDEST, _SHARED_OF_LEAD = 2, 3.0, 2


def find_heading_links(passages: Sequence[Passage]) -> Iterator[Link]:
    """Figures of headings with the one near figure of the text that says otherwise."""
    known: dict[str, list[Item]] = defaultdict(list)
    for passage in passages:
        for item in passage.items:
            known[item.unit].append(item)
    for passage in passages:
        if passage.zone is not Zone.HEADING:
            continue
        words = stems_of(passage.text)
        for item in passage.items:
            if _is_told(item):
                yield from _rival(item, words, known[item.unit])


def _is_told(item: Item) -> bool:
    """Whether a figure says how much of something: no small number, no bare one, no change."""
    named = item.unit not in BARE and (item.is_level or (item.is_percent and item.claim.kind is Kind.SHARE))
    exact = item.claim.low == item.claim.high
    return named and exact and abs(item.value) > _SMALLEST and item.claim.modality is not Modality.HYPOTHETICAL


def _rival(said: Item, words: frozenset[str], same: Sequence[Item]) -> Iterator[Link]:
    others = [item for item in same if item.sentence is not said.sentence and item.value > 0]
    if any(meets(said, item) or abs(item.value / said.value - 1) < _ROUNDED for item in others):
        return
    lead = _lead(said, words, others)
    if lead is not None:
        yield link(Relation.RESTATEMENT, [("statement", said), ("statement", lead)])
        return
    near = [item for item in others if _may_be(said, item) and within(item.value / said.value, _NEAR)]
    noun = {said.unit} if said.claim.dimension.startswith("count") else set()
    needed = _SHARED_OF_PERCENT if said.is_percent or not noun else _SHARED
    like = [item for item in near if len((words & _words(item)) - noun) >= needed]
    if len({item.value for item in like}) == 1 and len({item.value for item in near}) <= 2:
        yield link(Relation.RESTATEMENT, [("statement", said), ("statement", like[0])])


def _lead(said: Item, words: frozenset[str], others: Sequence[Item]) -> Item | None:
    """The only figure of its sort in the first sentence below a heading that has any, told in words of the heading."""
    block = said.sentence.block
    below = [item for item in others if block < item.sentence.block <= block + _LEAD]
    below = [item for item in below if item.claim.kind is said.claim.kind and item.sentence is below[0].sentence]
    if len({item.value for item in below}) != 1 or not within(below[0].value / said.value, _WIDEST):
        return None
    shared = (words & _words(below[0])) - {said.unit}
    return below[0] if len(shared) >= _SHARED_OF_LEAD and _may_be(said, below[0]) else None


def _may_be(said: Item, item: Item) -> bool:
    """Whether a figure stands in the text, and nothing says that it is of another sort or time."""
    one, other = said.claim, item.claim
    is_text = other.zone not in (Zone.TOC, Zone.HEADING)
    are_one = one.kind is other.kind and of_others(said) == of_others(item)
    return are_one and other.low == other.high and at_one_time(said, item) and is_text


def _words(item: Item) -> frozenset[str]:
    return stems_of(re.sub(r"\s+", " ", item.sentence.written.lower()))
