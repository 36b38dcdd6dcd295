"""Words that say that figures add up: a total, its parts, what is left of it, and where a list ends."""

import re

from etl.extract.links.items import Item
from etl.extract.links.wordings import BEFORE, BEHIND, wordings

_BESIDE = 70
# "31 in one year, 44 in the next and 18 in the last: 93"
_COLON_AND = re.compile(r"^[^.;:()]{0,40}:\s*[~$€£¥₹]*\s*$")
_OPEN = re.compile(
    r"\b(?:the rest|the remainder|the others|others|the balance|among others|and so on|including|such as)\b"
)
_NEW_LIST = re.compile(r";|\.\s|\b(?:while|whereas|but|although)\b")


def is_total(item: Item) -> bool:
    """Whether the words beside a figure say that others add up to it."""
    return bool(
        _COLON_AND.search(item.before)
        or wordings("total", "before").search(item.before[-_BESIDE:])
        or wordings("total", "behind").match(item.behind[:BEHIND])
    )


def divides(first: Item, total: Item) -> bool:
    """Whether the words between a figure and those behind it say that it is made of these."""
    return first.sentence is total.sentence and bool(wordings("parts", "between").search(first.before))


def points_at_parts(first: Item) -> bool:
    """Whether a sentence opens by dividing the figure of the one before."""
    return first.position == 0 and bool(wordings("parts", "opening").match(first.before))


def is_rest(item: Item) -> bool:
    """Whether a figure is what is left of another."""
    return bool(
        wordings("rest", "before").search(item.before[-_BESIDE:])
        or wordings("rest", "behind").match(item.behind[:BEHIND])
    )


def is_counter(item: Item) -> bool:
    """Whether a part counts against its total."""
    return bool(wordings("counter", "before").search(item.before[-BEFORE:]))


def is_left(item: Item) -> bool:
    """Whether a figure is what is left once others are taken away."""
    return bool(
        wordings("left", "before").search(item.before[-BEFORE:])
        or wordings("left", "behind").match(item.behind[:BEHIND])
    )


def is_open(last: Item) -> bool:
    """Whether the words behind the last part say that there are more."""
    return bool(_OPEN.search(last.behind[:80]))


def breaks(item: Item) -> bool:
    """Whether a new statement opens before a figure of a list."""
    return bool(_NEW_LIST.search(item.before))


def is_whole_list(first: Item, last: Item) -> bool:
    """Whether the words before the first part or the last say that the list is of all parts."""
    return bool(wordings("whole", "between").search(first.before) or is_rest(last))
