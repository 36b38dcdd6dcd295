"""Shares whose part and whole stand in other sentences: what a share says of itself in words.

Its part is the amount beside it, or the one a sentence before that "this represented" points back to, or one called by the
words it is said of; its whole is the amount called by the words behind "of", wherever that was told.
"""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.derived.percentage_cues import is_no_share
from etl.extract.links.direction import is_start
from etl.extract.links.items import Item, alike
from etl.extract.links.named.names import Names, keys_of
from etl.extract.links.sameness import at_one_time
from etl.extract.links.share import part_of
from etl.extract.links.wordings import says
from etl.model.quantity import Kind
from etl.model.record import record

_ALL = r"\b(?:all|total|overall|whole|entire|combined)\b"
_DETERMINED = rf"(?:(?:the|its|their|our|those|these|this|that|{_ALL})\s+)*"
_OF = re.compile(rf"^[\s)\]*]*of (?P<all>{_DETERMINED})(?P<named>[a-z][^.,;:()\d]*)")
_SHARE_OF = re.compile(
    r"\b(?:share|proportion|percentage|portion) of (?P<part>[a-z][^.,;:()\d]{2,60}?)(?: (?:in|of|within) (?P<named>[a-z][^.,;:()\d]{2,60}?))?"
    r" (?:was|were|is|are|stood|fell|rose|at|to|came|reached)\b[^.;:]*$"
)
# Where the name of a whole ends, and where what tells it closer ends.
_VERB = r"was|were|is|are|has|have|had|will|would|came|come|comes|but|while|if|when|because|compared|up|down"
_CLOSER_ENDS = re.compile(rf"(?<!\bwho )(?<!\bthat )(?<!\bwhich )\b(?:{_VERB})\b")
_CORE_ENDS = re.compile(
    rf"\b(?:in|from|for|who|that|which|with|by|on|at|to|during|since|between|over|under|among|across|into|through|as|than|and|or|"
    rf"where|per|{_VERB})\b"
)
_POINTS_BACK = re.compile(
    r"^\W*(?:this|that|these|those|it|they|which)\b(?: [\w'-]+){0,3}? (?:represent|account|correspond|equat|equal|amount|ma[dk]e|constitut|"
    r"compris|contribut|is|was|are|were|works? out|c[oa]me)\w*\b"
)
_MADE_UP = re.compile(
    r"\b(?:account(?:ed|s|ing)? for|represent(?:ed|s|ing)?|ma[dk]e?s? up|making up|comprised?s?|constituted?s?|contributed?s?)\b[^.;:]*$"
)
_MADE_UP_KEYS = keys_of("account represent make comprise constitute contribute approximately roughly")
_FROM = re.compile(r"^[\s)]*(?:(?:come|came|was|were) )?(?:from|by|in|among|for|to|on) ([a-z][^.,;:()\d]{2,60})")
_CLAUSE = re.compile(r"[;:.]\s|, (?:and|while|but|whereas)?\b|\b(?:while|whereas|but)\b")
_BEYOND = 1.02
_SAID = 8
_LONG = 3  # words of a name, one of which may be left out


@record
class Named:
    """A share and what its words call: `core` those every name of the whole holds, `closer` those that tell it closer.

    `said` are those behind them: what is said of the part.
    """

    place: int
    core: frozenset[str]
    closer: frozenset[str]
    is_all: bool
    said: frozenset[str] = frozenset()


def is_share(item: Item) -> bool:
    """Whether a figure is the part of some whole."""
    claim = item.claim
    if claim.kind is not Kind.SHARE or claim.low != claim.high or not 0 < item.value or item.is_incidental:
        return False
    if not (item.value < 100 if item.is_percent else item.is_ratio and item.value < 1):
        return False
    return not says(item, "change") and not is_no_share(item)


def named_whole(names: Names, place: int) -> Named | None:
    """What a share says it is of, in words."""
    item = names.items[place]
    found = _OF.match(item.behind)
    if found is None:
        found = _SHARE_OF.search(item.before)
        named = (found["named"] or found["part"]) if found else ""
        if not found or not (found["named"] or re.match(_ALL, named)):
            return None
        said = named
    else:
        named, said = found["named"], found["all"] + found["named"][:30]
    core = keys_of(_CORE_ENDS.split(named)[0])
    name, *rest = _CLOSER_ENDS.split(named)
    closer = keys_of(name) - core
    return Named(place, core, closer, bool(re.search(_ALL, said)), keys_of(" ".join(rest)) - core) if core else None


def wholes_of(names: Names, said: Named, part: Item, *, loose: bool = False) -> list[Item]:
    """The amounts that may be the whole a share names, the likeliest first; loose where one word of it may be left out."""
    items = names.items
    missing = 1 if loose and len(said.core) >= _LONG else 0
    found = [
        place
        for place in names.meant(said.core, said.place, missing=missing)
        if items[place] is not part and items[place].value * _BEYOND >= part.value and _alike(items[place], part, loose)
    ]

    def rank(place: int) -> tuple[object, ...]:
        item = items[place]
        closer = len(said.closer & names.of(place))
        now = at_one_time(item, items[said.place]) and not is_start(item)
        return (not now, -closer, -item.value if said.is_all else 0.0, abs(place - said.place))

    return [items[place] for place in sorted(found, key=rank)]


def _alike(whole: Item, part: Item, loose: bool) -> bool:
    """Whether two amounts are of one unit; loosely, women and guests are, both counted."""
    counted = loose and all(item.claim.dimension.startswith("count") for item in (whole, part))
    return counted or alike(whole, part)


def part_beside(items: Sequence[Item], place: int) -> tuple[Item | None, bool]:
    """The amount a share is said of, beside it or in the sentence it points back to; and whether grammar is sure of it."""
    item = items[place]
    first = place - item.position
    here = tuple(other for other in items[first : place + 2] if other.sentence is item.sentence)
    part = part_of(item, here)
    if part is not None:
        return (part, True) if not is_start(part) else (None, False)
    if item.position or not first or not _POINTS_BACK.search(item.before):
        return None, False
    before = items[first - 1]
    if before.sentence.block != item.sentence.block:
        return None, False
    told = [other for other in items[max(0, first - 6) : first] if other.sentence is before.sentence and other.is_level]
    told = [other for other in told if not is_start(other)]
    return (told[-1], len({other.unit for other in told}) == len(told)) if told else (None, False)


def parts_around(names: Names, said: Named) -> Iterator[Item]:
    """The amounts that may be the part of a share where none stands right beside it.

    They stand before it in its sentence, or are called by the words it is said of: "men made up 65 % of all patients",
    "33 % from biomass".
    """
    items = names.items
    item = items[said.place]
    yield from (other for other in items[said.place - item.position : said.place] if other.is_level)
    behind = _FROM.match(item.behind)
    told = behind[1] if behind else _CLAUSE.split(item.before)[-1] if _MADE_UP.search(item.before) else ""
    own = keys_of(_CLOSER_ENDS.split(told)[0] if behind else told) - _MADE_UP_KEYS - said.core
    if own:
        yield from called(names, own, said)
    for key in sorted(said.said)[:_SAID]:
        yield from called(names, frozenset((key,)), said)


def called(names: Names, own: frozenset[str], said: Named) -> Iterator[Item]:
    """The amounts of the time of a share that are called by some words, and by half of those of its whole."""
    for place in names.meant(own, said.place, missing=1 if len(own) >= _LONG else 0):
        item = names.items[place]
        if 2 * len(said.core & names.of(place)) >= len(said.core) and at_one_time(item, names.items[said.place]):
            yield item


def share_of_part(item: Item) -> frozenset[str]:
    """What a share says it is the share of, in words: "the proportion of energy from wind rose to 5.6 %"."""
    found = _SHARE_OF.search(item.before)
    return keys_of(found["part"]) if found and not found["named"] else frozenset()


def fits(part: Item, whole: Item, share: Item) -> bool:
    """Whether a share may be that of two amounts, as far as the digits and a hedge say."""
    scale = 100.0 if share.is_percent else 1.0
    (a, b), (c, d), (low, high) = part.interval, whole.interval, share.interval
    return c > 0 and a / d * scale <= high and low <= b / c * scale
