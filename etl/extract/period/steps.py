"""Over how long a stated rate counts, and which figures hold at no time."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from etl.extract.language import phrases
from etl.extract.sentence import Mention, Sentence
from etl.model.document import Zone
from etl.model.period import Period
from etl.model.quantity import Kind

_MEASURED = frozenset({"to", "was", "were", "at", "averaged", "reached", "and"})
_SIZES = (["long"], ["tall"], ["high"], ["deep"], ["wide"], ["thick"])  # "the 399 metre long ship"
_QUOTES = frozenset({'"', "“", "‘", "'"})
_UNITS = frozenset({"year", "month", "week", "quarter", "season", "winter", "summer", "spring", "autumn", "fall"})
_OPINIONS = frozenset(
    {"say", "believe", "think", "agree", "disagree", "prefer", "favour", "favor", "oppose", "feel", "want"}
)
_ASKED = frozenset(
    {"%", "percent", "cent", "half", "third", "thirds", "quarter", "quarters", "respondents", "them", "voters"}
)
_THESE = frozenset({"this", "the", "last", "past", "current"})
_ANNUAL = frozenset({"annual", "yearly"})
_BESIDE = 6  # words from a change to what changed: "a 38% fall in annual profit"
_RESULTS_UNTIL = 4  # the month up to which the results of the year before are told
_COMPOUND = re.compile(r"[\d.,]+[-‑][A-Za-z-]+")
_POINTERS = frozenset({("read", "more"), ("learn", "more"), ("read", "also"), ("see", "also"), ("also", "read")})
_HEADING = 60  # characters of a heading
_STEPS = {"yoy": 12, "qoq": 3, "mom": 1, "year-on-year": 12}
_SAID = {
    "year - on": 12, "year - over": 12, "year on year": 12, "year over year": 12, "y / y": 12, "a year ago": 12,
    "quarter - on": 3, "quarter - over": 3, "quarter on quarter": 3, "quarter over quarter": 3, "q / q": 3,
    "month - on": 1, "month - over": 1, "month on month": 1, "month over month": 1, "m / m": 1, "sequentially": 3,
    "over the month": 1, "on the month": 1,
    "over the quarter": 3, "on the quarter": 3, "over the year": 12, "on the year": 12, "change on year": 12, "annual change": 12, "quarter ly": 3,
}  # fmt: skip


def said_step(words: Sequence[str]) -> int:
    """12 for "year-on-year", "y/y", "YoY"; 3 and 1 for quarters and months."""
    for word in words:
        if word in _STEPS:
            return _STEPS[word]
    text = " ".join(words)
    return next((months for said, months in _SAID.items() if said in text), 0)


def is_timeless(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure is a property of a thing, which holds at no time: size of a model, clock of a chip."""
    if mention.unit in _timeless_units() or (mention.unit == "meter" and 0 < mention.high < 1e-4):
        return True
    if mention.unit == "watt" and 0 < mention.high < 1e5:
        return True
    return is_compound(sentence, mention)


def is_compound(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure only says what kind of thing is spoken of: "a 64-metre telescope"."""
    if mention.unit == "meter" and sentence.words[mention.last + 1 : mention.last + 2] in _SIZES:
        return True
    return mention.kind is Kind.LEVEL and _COMPOUND.fullmatch(sentence.text, mention.start, mention.end) is not None


def is_standing(sentence: Sentence, leads: Sequence[str]) -> bool:
    """Whether a sentence says what a thing is by nature: "the group employs 900 people", all under "About the group"."""
    words = sentence.words
    if not _past().isdisjoint(words):
        return False
    headed = any(
        not _list("aside").isdisjoint(lead.lower().strip(" #*_:").split()[:2])
        for lead in leads
        if len(lead) <= _HEADING
    )
    if headed:
        return True
    return not _list("standing").isdisjoint(words) and not _is_momentary(words)


def _is_momentary(words: Sequence[str]) -> bool:
    """Whether a sentence speaks of the moment: "now", "this year"; not of a usual one: "40 a year"."""
    if not _list("momentary").isdisjoint(words):
        return True
    if any(place and words[place - 1] in _ASKED for place in phrases.places_of(_OPINIONS, words)):
        return True  # "72 percent say that it is important"
    return any(place and words[place - 1] in _THESE for place in phrases.places_of(_UNITS, words))


def is_measured(sentence: Sentence, mention: Mention) -> bool:
    """Whether a duration is what was measured, and no stretch of time: "recovery fell to 18 minutes", a table's cell."""
    if sentence.zone is Zone.TABLE:
        return True
    lead = sentence.words[mention.first - 1] if mention.first else ""
    return lead in _MEASURED and not _past().isdisjoint(sentence.words)


def is_generic(sentence: Sentence) -> bool:
    """Whether a sentence says what always holds: "Every dollar saves 40 cents", "When a test fails, one in six"."""
    words = [word for word in sentence.words[:4] if word not in _QUOTES]
    if points_elsewhere(sentence.words):
        return True
    if not words or not _past().isdisjoint(sentence.words) or _is_momentary(sentence.words):
        return False
    if words[0] == "for" and words[1:2] in (["a"], ["an"], ["every"], ["each"]):
        return True
    return words[0] in _list("generic")


def points_elsewhere(words: Sequence[str]) -> bool:
    """Whether a line only names another text: "Read more: How we reached 4,000 readers"."""
    return tuple(words[:2]) in _POINTERS


def tells_past(sentence: Sentence) -> bool:
    """Whether a sentence tells what was, or has no verb that says otherwise, as a cell or a note."""
    words = sentence.words
    if not _past().isdisjoint(words) or any(word.endswith("ed") and len(word) > 4 for word in words):
        return True
    return _present().isdisjoint(words) and sentence.zone is not Zone.BODY


def is_stock(words: Sequence[str]) -> bool:
    """Whether words name what is counted at the end of a period and not over it: "net debt", "order book"."""
    if not _list("stocks").isdisjoint(words):
        return True
    return any(f"{first} {second}" in _list("stocks") for first, second in pairwise(words))


def annual_year(sentence: Sentence, mention: Mention, published: date) -> Period | None:
    """The year that is told of where news early in the next one tell a result of the year: "annual profit fell to"."""
    words = sentence.words[: mention.last + _BESIDE if mention.kind is Kind.GROWTH else mention.first]
    full = (words[place : place + 3] == ["full", "-", "year"] for place in phrases.places_of(("full",), words))
    if (
        _ANNUAL.isdisjoint(words)
        and not any(full)
        or published.month > _RESULTS_UNTIL
        or _past().isdisjoint(sentence.words)
    ):
        return None
    return Period.parse(f"{published.year - 1:04d}")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["timeless"][name])


@cache
def _past() -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["tenses"]["past"])


@cache
def _present() -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["tenses"]["present"])


@cache
def _timeless_units() -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["timeless"]["units"])
