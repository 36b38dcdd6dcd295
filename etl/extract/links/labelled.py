"""A figure of running text and the line of a table or fact sheet with the same label, where one swaps the other's digits."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from etl.extract.links.items import Item, Passage, link, written_digits
from etl.model.claim import Link, Relation
from etl.model.document import Zone

_LINE = re.compile(r"^\W*([a-z][\w-]*(?: [\w-]+){0,2}):\s*[~$€£¥]*\s*$")
_NAMED = re.compile(
    r"((?:[a-z][\w-]*\s){1,3})(?:of|is|was|are|were)\s+(?:about |around |nearly |almost |roughly |some |just |over |only )*[~$€£¥]*\s*$"
)
_LINKING = frozenset({"of", "is", "was", "are", "were"})
_HEDGES = 8  # words and signs that may stand between these and a figure
_FEWEST_DIGITS = 3
# Without a label, only digits as many as these are told by their likeness.
_DIGITS_ALONE = 4


def find_labelled(passages: Sequence[Passage]) -> Iterator[Link]:
    """Restatements that can only be slips: one label, one unit, the same digits in another order."""
    lines: dict[tuple[str, str], list[Item]] = defaultdict(list)
    named: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for passage in passages:
        for item in passage.items:
            if not item.is_level:
                continue
            if label := _label(item):
                lines[(label, item.unit)].append(item)
            elif item.claim.zone is not Zone.TABLE and (words := _named(item.before)):
                for first in range(len(words)):
                    named[(" ".join(words[first:]), item.unit)].append(item)
    for key in sorted(lines.keys() & named.keys()):
        yield from _slips(lines[key], named[key])
    yield from _told_again(passages)


def _told_again(passages: Sequence[Passage]) -> Iterator[Link]:
    """As in "1,248 patients" in two places and "1,428 adults" in a third: a long count, its digits in another order."""
    counts: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for passage in passages:
        for item in passage.items:
            if (
                item.claim.dimension == "count"
                and item.is_level
                and len(digits := written_digits(item)) >= _DIGITS_ALONE
            ):
                counts[(item.claim.subject, "".join(sorted(digits)))].append(item)
    for _, items in sorted(counts.items()):
        told = Counter(item.value for item in items)
        repeated = [value for value, times in told.items() if times > 1]
        if len(told) != 2 or len(repeated) != 1:
            continue
        same = [item for item in items if item.value == repeated[0]]
        lone = next(item for item in items if item.value != repeated[0])
        blocks = {item.sentence.block for item in same}
        timed = all(_other_time(item, lone) for item in same)
        apart = lone.sentence.block not in blocks and len(blocks) > 1 and not timed
        if apart and lone.claim.zone is not Zone.TABLE and _swapped(same[0], lone):
            # The undated lead: that they hold for any time is what makes the lone figure a slip and no update.
            ordered = sorted(same, key=lambda each: (each.claim.period is not None, each.claim.start))
            yield link(Relation.RESTATEMENT, [("statement", each) for each in [*ordered, lone]])


def _named(before: str) -> list[str]:
    """The words that name the figure behind them: "the peak load was about"."""
    if _LINKING.isdisjoint(before.rsplit(None, _HEDGES)):
        return []
    said = _NAMED.search(before)
    return said[1].split() if said is not None else []


def _label(item: Item) -> str:
    """What a line of a fact sheet or the cell of a table is labelled with."""
    if item.claim.zone is Zone.TABLE:
        return item.claim.metric.lower()
    line = _LINE.match(item.before) if item.position == 0 else None
    return line[1] if line else ""


def _slips(lines: Sequence[Item], named: Sequence[Item]) -> Iterator[Link]:
    """Pairs of figures of which neither is told again where the other stands."""
    known, said = {item.value for item in lines}, {item.value for item in named}
    for line in lines:
        for item in named:
            apart = item.value not in known and line.value not in said
            if apart and _swapped(line, item) and not _other_time(line, item):
                ordered = sorted((line, item), key=lambda each: each.claim.start)
                yield link(Relation.RESTATEMENT, [("statement", each) for each in ordered])


def _swapped(first: Item, second: Item) -> bool:
    one, other = written_digits(first), written_digits(second)
    swapped = len(one) >= _FEWEST_DIGITS and one != other and sorted(one) == sorted(other)
    return swapped and 1 / 3 < first.value / second.value < 3


def _other_time(first: Item, second: Item) -> bool:
    one, other = first.claim.period, second.claim.period
    return one is not None and other is not None and one.text != other.text
