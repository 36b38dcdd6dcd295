"""When words or times alone tell that two figures, however alike they are told, are of two things."""

import re
from collections.abc import Sequence

from etl.extract.links.contexts import NUMBER, Context, stems_of

_ARTICLES = (" a ", " an ")
_SERIES = 8  # figures of one metric
# "the Castings group", "our Mills segment"
_NAMED_PART = re.compile(
    r"\b((?:[A-Z][\w’'-]*(?: (?:&|and) (?=[A-Z])| ))+)"
    r"(?:group|segment|division|unit|arm|business|branch|subsidiary|plant|mill|mine|site)\b"
)


def are_of_two_things(mine: Context, other: Context) -> bool:
    """Whether a sentence speaks of a named part, of any thing of a size, or of other figures in the same words.

    `mine` is the figure that is said less often.
    """
    return (
        (_is_any(mine) and not _is_any(other))
        or _is_of_named_part(mine, other)
        or _is_of_named_part(other, mine)
        or _is_other_record(mine, other)
    )


def _is_any(context: Context) -> bool:
    """Whether the text speaks of any thing of a size, not of the one it told of: "on a 70-billion-parameter model"."""
    return "-" in context.item.claim.quote and context.item.before.endswith(_ARTICLES)


def _is_of_named_part(mine: Context, other: Context) -> bool:
    """Whether a sentence speaks of a part of a firm by a name that the other sentence has no word of."""
    sentence, known = mine.item.sentence, stems_of(other.item.sentence.written)
    named = (stems_of(found[1]) for found in _NAMED_PART.finditer(sentence.text, sentence.start, sentence.end))
    return any(name and not name <= known for name in named)


def _is_other_record(mine: Context, other: Context) -> bool:
    """Whether two lines have the same words and several other figures: "Fires: 63,312, acres: 4,595" of two years."""
    here, there = mine.item.sentence.written.lower(), other.item.sentence.written.lower()
    if NUMBER.sub("", here) != NUMBER.sub("", there):
        return False
    figures: list[tuple[str, str]] = list(zip(NUMBER.findall(here), NUMBER.findall(there), strict=True))
    return sum(one != rival for one, rival in figures) > 1


def are_of_series(mine: Sequence[Context], others: Sequence[Context], figures: int) -> bool:
    """Whether the figures of one side tell their time and those of the other do not, of a metric told month by month.

    `figures` is how many the text has of the metric.
    """
    if figures < _SERIES:
        return False
    here, there = ([context.item.claim.period is None for context in each] for each in (mine, others))
    return (all(here) and not any(there)) or (all(there) and not any(here))
