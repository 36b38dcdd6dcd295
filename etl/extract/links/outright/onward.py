"""What a sentence says of the figures of the one before: the growth they make, and the parts they leave."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.extract.links.direction import goes_down
from etl.extract.links.items import Item, Passage, alike, link
from etl.extract.links.magnitude import within
from etl.extract.links.outright.bridges import find_bridges
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation

_THAT_IS = re.compile(
    r"^\W*(?:(?:so|and|in all|overall),? )?(?:that|this|it|which)(?:['’]s| is| was| represents| marks| means| makes| amounts to| shows| reflects| constitutes| equates to| translates (?:in)?to)"
    r"(?: an?)?(?: [\w-]+){0,2}? (?:rise|increase|growth|gain|jump|fall|drop|decline|decrease|reduction|improvement)"
    r"(?: [\w-]+){0,2}? of " + BEFORE_FIGURE
)
_AGO_IT_WAS = re.compile(
    r"^\W*(?:an?|one|two|three|five|six|ten|twelve) (?:year|month|quarter)s? (?:ago|earlier|before),? "
    r"(?:it|this|that|the (?:figure|number|total)) (?:was|stood at|had been|came to)\s+" + BEFORE_FIGURE
)
_OF_THIS = re.compile(r"^\W*of (?:this|that|these|those|which|the total|it)\b")
_REMAINING = re.compile(
    r"\b(?:the (?:remaining|other)|the (?:rest|remainder|balance)(?: of)?,?)\s+(?:[\w-]+ ){0,1}?" + BEFORE_FIGURE
)
_OF_THE = re.compile(r"\bof (?:the|its|their|this|that|these|those|a total of)\s+" + BEFORE_FIGURE)
_CONTRIBUTED = re.compile(r"\b(?:contributed|brought in|accounted for)\s+" + BEFORE_FIGURE)
_AND = re.compile(r"^[^.;:]{0,30}\band\b[^.;:]{0,60}$")
# Farther off, the figures were none of one thing.
_FARTHEST = 2.5
_MOST_GROWTH = 5.0
# What is named beside its whole may leave something out, but cannot come to more.
_LEAST_SUM, _MOST_SUM = 0.98, 1.3


def find_onward(passages: Sequence[Passage], index: int, changes: Sequence[Link]) -> Iterator[Link]:
    """Links of a sentence with what the sentences before it tell; `changes` are those of the sentence before."""
    here, earlier = passages[index], passages[max(0, index - 2) : index]
    if not here.items or not earlier:
        return
    yield from _growth(here, earlier, changes)
    yield from find_bridges(here, earlier, changes)
    yield from _remaining(here, earlier[-1])
    yield from _contributed(here, earlier[-1])


def _growth(here: Passage, earlier: Sequence[Passage], changes: Sequence[Link]) -> Iterator[Link]:
    """As in "It stands at 9,840, up from 7,180. That is a rise of 37 %"; "A year ago it was 14,900. That is …"."""
    growth = here.items[0]
    if not (growth.is_percent and _THAT_IS.match(growth.before)):
        return
    by_name = {item.claim_id: item for passage in earlier for item in passage.items}
    moves = [dict(tie.members) for tie in changes]
    told = [(move["start"], move["end"]) for move in moves if {"start", "end"} <= move.keys()]
    role = "fall" if goes_down(growth) else "growth"
    if len(told) == 1 and set(told[0]) <= by_name.keys():
        start, end = (by_name[claim] for claim in told[0])
        if start.is_level and end.is_level:
            yield link(Relation.CHANGE, [("start", start), ("end", end), (role, growth)])
    elif not told and len(earlier) > 1 and earlier[-1].items and _AGO_IT_WAS.match(earlier[-1].items[0].before):
        start = earlier[-1].items[0]
        ends = [end for end in earlier[-2].items if end.is_level and alike(end, start) and _within(end, start)]
        if ends and start.is_level:
            yield link(Relation.CHANGE, [("start", start), ("end", ends[-1]), (role, growth)])


def _within(end: Item, start: Item) -> bool:
    return start.value > 0 and within(end.value / start.value, _MOST_GROWTH)


def _remaining(here: Passage, previous: Passage) -> Iterator[Link]:
    """As in "The cost is 3.2 billion. Of this, 1.9 has been found; the remaining 1.3 has not"."""
    items = here.items
    for first, rest in pairwise(items):
        if not (first.is_level and rest.is_level and first.unit == rest.unit and _REMAINING.search(rest.before)):
            continue
        largest = max(first.value, rest.value)
        before = items[first.position - 1] if first.position else None
        if before is not None and _OF_THE.search(before.before):
            totals = [before]
        elif before is None and _OF_THIS.match(here.text):
            totals = list(previous.items)
        else:
            continue
        totals = [item for item in totals if item.is_level and item.unit == first.unit and item.value > largest]
        if len({item.value for item in totals}) == 1 and totals[0].value * _FARTHEST > first.value + rest.value:
            yield link(Relation.PARTS, [("part", first), ("part", rest), ("total", totals[0])])


def _contributed(here: Passage, previous: Passage) -> Iterator[Link]:
    """As in "Revenue was 486 million. Systems contributed 315 million and services 171 million"."""
    parts = [item for item in here.items if item.is_level]
    if len(parts) != 2 or parts[0].unit != parts[1].unit or parts[0].position != 0 or not previous.items:
        return
    first, second = parts
    total = previous.items[0]
    told = _CONTRIBUTED.search(first.before) and _AND.match(second.before) and second.position == 1
    whole = total.is_level and total.unit == first.unit and total.value > max(0.0, first.value, second.value)
    if told and whole and _LEAST_SUM <= (first.value + second.value) / total.value <= _MOST_SUM:
        yield link(Relation.PARTS, [("part", first), ("part", second), ("total", total)])
