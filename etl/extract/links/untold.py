"""What follows from two figures that words tie, where the text leaves the third to the reader: a share, a rate, a base.

These never accuse: the words say what belongs together, and the reader is told what it comes to.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.extract.links.direction import REACHED, goes_down, is_start
from etl.extract.links.items import Item, Passage, akin, alike, link
from etl.extract.links.roles import POINTS, is_step
from etl.model.claim import Link, Relation
from etl.model.quantity import Bound

_OF = re.compile(
    r"^\s*(?:[\w-]+ ){0,2}?(?:out )?of (?:(?:the|its|their|all|a total of|[\w-]+['’]s|more than|over|about|nearly|some) )*[~$€£¥]*\s*$"
)
_LED_OF = re.compile(
    r"(?:^|[.;:,]\s)\W*(?:out )?of (?:(?:the|its|their|all|a|our|those|these|total|more than|over|about|nearly|some) )+[~$€£¥]*\s*$"
)
_INCLUDING = re.compile(
    r"^[^.;:()]{0,60}\b(?:including|includes?|included|of which|of whom|among them|among which)\b(?! the)[^.;:(),]{0,25}$"
)
_AND = re.compile(r"^[^.;:()]{0,30}(?:,|\band\b)\s*(?:about |around |some |nearly |over |a )*[~$€£¥]*\s*$")
_BRINGING = re.compile(
    r"^[^.;:()]{0,50}\b(?:bringing|taking|lifting|raising|pushing|to bring)\b[^.;:()]{0,60}\bto (?:about |around |some |nearly |over |more than |a total of )*[~$€£¥]*\s*$"
)
_WITHIN = re.compile(
    r"^[^.;:(),]{0,30}\b(?:in|over|within|during)\s+(?:(?:a|the|little|just|about|around|some|nearly|almost|over|under|less than|more than|next|past|last|coming|following|roughly) )*$"
)
_NO_SPAN = re.compile(r"^\s*(?:ago|earlier|before|old|later|period|ending|ended|of|to|from)\b")
_SINCE = re.compile(
    r"^(?: points?)?(?: [\w-]+){0,2}? (?:from|on|over|than|compared (?:with|to)|against|since|year[- ]o[nv]e?r?[- ]year|yoy|versus)\b[^.;,()]{0,30}?"
    r"\b(?:earlier|ago|before|previous|prior|last|year|quarter|month|week|(?:19|20)\d\d)\b"
)
_MANY = 50  # of fewer things nobody asks how many there were a year
_SPANS = ("year", "month", "week", "day", "hour", "minute", "second")


def find_untold(passage: Passage) -> Iterator[Link]:
    """Parts with their whole, amounts with the time they take, and ends with their step, of one sentence."""
    for first, second in pairwise(passage.items):
        if first.is_incidental or second.is_incidental:
            continue
        if not _told_in_percent(first, second, passage):
            yield from _part_of(first, second)
        yield from _within(first, second)
        yield from _including(first, second, passage)
        if _BRINGING.match(second.before) and _is_part(first, second):
            yield link(Relation.SHARE, [("part", first), ("whole", second)])


def _is_part(part: Item, whole: Item) -> bool:
    return part.is_level and whole.is_level and alike(part, whole) and 0 < part.value < whole.value


def _told_in_percent(first: Item, last: Item, passage: Passage) -> bool:
    """Whether a share stands right beside two figures."""
    near = passage.items[max(0, first.position - 1) : last.position + 2]
    return any(other.is_percent or other.is_ratio for other in near)


def _part_of(first: Item, second: Item) -> Iterator[Link]:
    """As in "26 of the 29 states"; "Of the 40 schools, 12 closed"."""
    if not (first.is_level and second.is_level and akin(first, second)):
        return
    if _OF.match(second.before) and 0 < first.value < second.value:
        yield link(Relation.SHARE, [("part", first), ("whole", second)])
    led = first.position == 0 and 0 < second.value < first.value and _LED_OF.search(first.before)
    if led and not (is_step(second) or is_start(second)):
        yield link(Relation.SHARE, [("part", second), ("whole", first)])


def _including(first: Item, second: Item, passage: Passage) -> Iterator[Link]:
    """As in "175 GW, which includes 100 GW of solar and 60 GW of wind"."""
    if not (_INCLUDING.match(second.before) and _is_part(second, first)) or first.unit != second.unit:
        return
    for part in passage.items[second.position :]:
        if part is not second and not (_AND.match(part.before) and part.unit == first.unit):
            return
        if _is_part(part, first) and not _told_in_percent(part, part, passage):
            yield link(Relation.SHARE, [("part", part), ("whole", first)])


def _within(first: Item, span: Item) -> Iterator[Link]:
    """As in "1,674 miles in 48 hours"; "40 billion over the next five years"."""
    amount = first.is_level and "/" not in first.unit and first.unit not in POINTS and first.value > 0
    if REACHED.search(first.before) or (first.claim.dimension == "count" and first.value < _MANY):
        return
    timed = span.is_duration and span.unit in _SPANS and span.value > 1 and not _NO_SPAN.match(span.behind)
    if amount and timed and first.claim.bound is not Bound.UP_TO and _WITHIN.match(span.before):
        yield link(Relation.PER_UNIT, [("amount", first), ("divisor", span)])


def find_steps_alone(passage: Passage, used: set[str]) -> Iterator[Link]:
    """Ends with the step that led to them: "963,000, down 78,000 from a year earlier"; `used` are figures tied already."""
    for step in passage.items[1:]:
        if step.claim_id in used or not _is_step_since(step):
            continue
        ends = [item for item in passage.items[: step.position] if _may_end(item, step)]
        if ends:
            yield link(Relation.CHANGE, [("end", ends[-1]), ("loss" if goes_down(step) else "delta", step)])


def _is_step_since(step: Item) -> bool:
    return is_step(step) and (step.is_level or step.unit in POINTS) and bool(_SINCE.match(step.behind))


def _may_end(item: Item, step: Item) -> bool:
    if step.unit in POINTS:
        return item.is_percent and item.value > 0 and not is_start(item)
    return item.is_level and alike(item, step) and item.value > step.value and not (is_step(item) or is_start(item))
