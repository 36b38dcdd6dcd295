"""Of which classes of a population a figure is told: men or women, urban or rural, an age from 16 to 17.

The classes of one set share a whole out between them (catalog/classes.txt); ranges of age do where one goes on from the other.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from etl.catalog import CATALOG
from etl.extract.links.items import Item
from etl.model.record import record

# A class is told by its set and its number in it; a range of ages by its ends.
Class = tuple[int, int]

_LINES = [
    line for line in (CATALOG / "classes.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]
SETS: tuple[tuple[tuple[str, ...], ...], ...] = tuple(
    tuple(tuple(term.strip() for term in part.split(",")) for part in line.split("|")) for line in _LINES
)
_TERMS: dict[str, tuple[Class, ...]] = {}
for _number, _set in enumerate(SETS):
    for _part, _terms in enumerate(_set):
        for _term in _terms:
            _TERMS[_term] = (*_TERMS.get(_term, ()), (_number, _part))
# Sets that share a class tell one thing more or less finely.
KIN: tuple[frozenset[int], ...] = tuple(
    frozenset(number for part in parts for term in part for number, _ in _TERMS[term]) for parts in SETS
)
_FIRST_WORDS = frozenset(re.split(r"[ -]", term)[0] for term in _TERMS)
_TERM = re.compile(
    r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(_TERMS, key=lambda term: (-len(term), term)))) + r")(?![\w-])"
)
_AGES = re.compile(
    r"\b(?:aged|ages?)(?: from| between| of)? (\d{1,2})(?: to | and |[-–])(\d{1,2})\b|\b(\d{1,2})(?: to |[-–])(\d{1,2})[- ]year[- ]olds?\b"
)
# The words of each term, by set and class, and those without which no age is told.
_WORDS = tuple(tuple(tuple(frozenset(re.split(r"[ -]", term)) for term in part) for part in parts) for parts in SETS)
_OF_AGE = frozenset({"age", "ages", "aged", "old", "olds"})
_CLAUSE = re.compile(r"[;:]|\s[–—-]\s|,(?!\d)|\b(?:and|but|while|whereas|compared|against|versus)\b")
_GOES_WITH = re.compile(r"and (?!\d)\w")
_FARTHEST = 90


# "For males, …" opens a paragraph on males; "the numbers", "they" go on with what the sentence before was of.
_OPENS = re.compile(r"\W*(?:for|among|amongst|in the case of) ")
_GOES_ON = re.compile(r"\W*(?:the (?:numbers?|figures?|totals?|amounts?)|this|these|they|it|that)\b")


@record
class Sighting:
    """An amount, its place among those of the text, and the classes named of it: by set, the number of the class.

    `ages` is the range of ages it is of. `around` are the words of its clause without those of classes; `plain` says that
    the classes stand in its clause, not before it.
    """

    item: Item
    place: int
    classes: Mapping[int, int]
    ages: tuple[int, int] | None
    around: str
    plain: bool = True


def may_share_out(items: Sequence[Item]) -> bool:
    """Whether the sentences of some figures have words for all classes of a set, or ages; in most texts they have neither."""
    sentences = {item.sentence.start: item.sentence for item in items}.values()
    words = frozenset().union(*(sentence.words for sentence in sentences))
    if any(all(any(term <= words for term in part) for part in parts) for parts in _WORDS):
        return True
    told = [sentence for sentence in sentences if not _OF_AGE.isdisjoint(sentence.words)]
    return any(_AGES.search(sentence.written.lower()) for sentence in told)


def sightings(items: Sequence[Item]) -> list[Sighting]:
    """The amounts of a text with their classes; `items` are the figures outside tables, in reading order."""
    found: list[Sighting] = []
    for _, group in groupby(items, key=lambda item: item.sentence.block):
        lead: dict[int, int] = {}
        lasts = False
        for number, (_, sentence) in enumerate(groupby(group, key=lambda item: item.sentence.start)):
            row = list(sentence)
            text = _start(row[0])
            lasts = lasts or (number == 0 and _OPENS.match(text) is not None)
            lead = _in_sentence(row, lead if lasts or _GOES_ON.match(text) else {}, found)
    return found


def _start(item: Item) -> str:
    return item.sentence.text[item.sentence.start : item.sentence.start + _FARTHEST].lower()


def _in_sentence(items: list[Item], lead: dict[int, int], found: list[Sighting]) -> dict[int, int]:
    """Add the amounts of a sentence with their classes; return those the next sentence may go on with."""
    sentence = items[0].sentence
    amounts = [item for item in items if item.is_level and not item.is_incidental]
    may_name = not _FIRST_WORDS.isdisjoint(sentence.words)
    named = classes_of(sentence.written.lower()) if may_name else {}
    named |= dict.fromkeys((kin for number, part in named.items() if part < 0 for kin in KIN[number]), -1)
    lead = {number: part for number, part in lead.items() if number not in named}
    if named:
        opening = classes_of(sentence.text[sentence.start : items[0].claim.start].lower())
        lead |= {number: part for number, part in opening.items() if named.get(number) == part >= 0}
    for number, item in enumerate(amounts):
        before, behind = _beside(amounts, number)
        own = _own(before, behind) if named else {}
        from_lead = {at: part for at, part in lead.items() if at not in own}
        ages = _AGES.search(behind) or _AGES.search(before)
        span = [int(end) for end in ages.groups() if end] if ages is not None else []
        around = f"{before} {behind}"
        around = _AGES.sub(" ", _TERM.sub(" ", around) if may_name else around)
        found.append(
            Sighting(item, len(found), own | from_lead, (span[0], span[1]) if span else None, around, not from_lead)
        )
        lead |= {at: part for at, part in own.items() if named[at] == part}  # "30 domestic flights compared with 46"
    return lead


def classes_of(words: str) -> dict[int, int]:
    """The classes some words name, by set; -1 for a set of which they name several."""
    told: dict[int, int] = {}
    for found in _TERM.finditer(words):
        for number, part in _TERMS[found[0]]:
            told[number] = part if told.get(number, part) == part else -1
    return told


def _own(before: str, behind: str) -> dict[int, int]:
    """The classes of an amount's clause: those named behind it, else before it."""
    found = classes_of(before) | classes_of(behind)
    return {number: part for number, part in found.items() if part >= 0}


def _beside(amounts: Sequence[Item], number: int) -> tuple[str, str]:
    """The words of an amount: from the clause before it that is no other's, up to where its own ends."""
    item, sentence = amounts[number], amounts[number].sentence
    first = amounts[number - 1].claim.end if number else sentence.start
    last = amounts[number + 1].claim.start if number + 1 < len(amounts) else sentence.end
    before = sentence.text[max(first, item.claim.start - _FARTHEST) : item.claim.start].lower()
    behind = sentence.text[item.claim.end : min(last, item.claim.end + _FARTHEST)].lower()
    end = _CLAUSE.search(behind)
    if end is not None and _GOES_WITH.match(behind, end.start()):  # "67 men and women", "domestic and foreign firms"
        behind = behind[: end.start()]
        last_term = max(
            (found.start() for found in _TERM.finditer(behind) if not behind[found.end() :].strip()), default=None
        )
        behind, end = behind[:last_term], None
    if number:  # what stands right behind the amount before is of that one
        start = _CLAUSE.search(before)
        before = before[start.end() :] if start is not None else ""
    return before, behind[: end.start()] if end is not None else behind
