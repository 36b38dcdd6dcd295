"""Words that set a figure apart from those beside it: of an earlier time, measured from, in brackets."""

import re
from functools import lru_cache

from etl.extract.links.direction import is_start
from etl.extract.links.items import Item
from etl.extract.links.wordings import REMEMBERED, says, says_before

# "Fell from 38 in 2010 to 29 last year" ends at 29.
_REACHED = re.compile(r"\bto\s+(?:(?:about|around|nearly|almost|over|just|only|some|an?|the)\s+)*[~$€£¥₹]*\s*$")


def is_base(item: Item) -> bool:
    """Whether a figure is one of an earlier time, or what another is measured from."""
    if says_before(item, "base"):
        return True
    return not _is_reached(item.before) and (is_start(item) or says(item, "base"))


@lru_cache(REMEMBERED)
def _is_reached(before: str) -> bool:
    return _REACHED.search(before) is not None


def is_aside(item: Item) -> bool:
    """Whether a figure stands in brackets, or is one of an earlier time."""
    return in_brackets(item) or is_base(item)


def in_brackets(item: Item) -> bool:
    """Whether a bracket opens right before a figure."""
    return item.before.rstrip(" ~$€£¥₹")[-1:] in ("(", "[")
