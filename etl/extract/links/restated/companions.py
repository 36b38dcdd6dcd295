"""Figures told in one breath with another, which tell it from its like: one row of figures told of two companies, two quarters."""

import re
from collections.abc import Callable, Iterator, Sequence

from etl.extract.links.contexts import Context
from etl.extract.links.direction import is_start
from etl.extract.links.sameness import meets
from etl.model.quantity import Kind

_FIRST, _SECOND = "and before", "and behind"
_SHORT = 40  # characters from where something came to where it is
_SEVERAL = 2
_MOST = 60  # figures of a sentence that are looked at
RowOf = Callable[[Context], Sequence[Context]]


_BESIDE = re.compile(
    r"^\W*(?:of (?:the|all|its|their) [\w-]+\W+)?(?:(?:or|to|of|up|down|an?|about|around|nearly|over|just|more|less|than|higher|lower|rise|fall|increase|decrease|decline|gain|drop|growth|which|is|"
    r"was|were|equivalent|representing|compared|for|total|record|per|share|by|from) ?)*[\s~$€£¥(+−-]*$"
)


def told_with_others(mine: Context, others: Sequence[Context], row_of: RowOf) -> bool:
    """Whether a figure stands in one breath with a figure that is beside none of the others.

    `row_of` gives the figures of the sentence, or the row of a table, that a figure stands in.
    """
    theirs = [each for other in others for each in _companions(other, row_of)]
    if _is_whole(mine, others, row_of):
        return True
    for tie, companion in _companions(mine, row_of):
        same = [their for their_tie, their in theirs if their_tie == tie]
        known = [their.item for their in same if their.domain == companion.domain]
        if known and not any(meets(companion.item, their) for their in known):
            return True
        if tie == _SECOND and not same and any(their_tie == _FIRST for their_tie, _ in theirs):
            return True  # the six months of "3 and 5 million in three and six months"
    return False


def goes_on_otherwise(rows: Sequence[Context], others: Sequence[Context]) -> bool:
    """Whether the sentences next to two figures tell the same several things, in the same words, with other figures."""
    if not _SEVERAL <= len(rows) == len(others):
        return False
    return all(
        one.domain == other.domain and len(one.head & other.head) > 1 and not meets(one.item, other.item)
        for one, other in zip(rows, others, strict=True)
    )


def _is_whole(mine: Context, others: Sequence[Context], row_of: RowOf) -> bool:
    """Whether each of the others is told as a share of a whole, and the figure, larger, is not: "54 %, or 31 votes", and 57."""
    if _is_share(mine, row_of) or not all(_is_share(other, row_of) for other in others):
        return False
    return all(mine.item.value > other.item.value for other in others)


def _is_share(context: Context, row_of: RowOf) -> bool:
    companions = (companion.item.claim for _, companion in _companions(context, row_of))
    return any(claim.kind is Kind.SHARE for claim in companions)


def _companions(mine: Context, row_of: RowOf) -> Iterator[tuple[str, Context]]:
    """The figures told in one breath with a figure: "9 %, to 40 million", "1.9 %, up from 1.5 %", "3 and 5 million"."""
    row = [context for context in row_of(mine)[:_MOST] if not context.item.is_duration]
    at = next((number for number, context in enumerate(row) if context.item is mine.item), None)
    if at is None:
        return
    for one, other in ((at, at + 1), (at - 1, at)):
        if one < 0 or other >= len(row):
            continue
        tie = _tie(row[one], row[other])
        if tie:
            yield f"{tie} {'before' if one == at else 'behind'}", row[other if one == at else one]


def _tie(one: Context, other: Context) -> str:
    """What ties two figures that follow on each other; empty where nothing does."""
    if one.domain != other.domain:
        return "said" if _BESIDE.match(other.item.before) else ""
    if is_start(other.item) and len(other.item.before) <= _SHORT:
        return "moved"
    return "and" if other.item.before.strip(" $€£¥") == "and" else ""
