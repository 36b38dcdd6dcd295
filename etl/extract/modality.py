"""How surely a figure is meant: what came to be, a forecast, a target, an estimate, a supposition.

A word of the catalogue marks the clause it stands in and what follows up to the next break; then time decides what
the words leave open: what lies wholly before publication is no forecast, what lies after it is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from etl.extract import phrases
from etl.extract.phrases import Phrases
from etl.extract.sentence import Mention, Sentence
from etl.model.claim import Modality
from etl.model.period import Period

_BREAKS = frozenset({";", "?", "!"})
_TURNS = frozenset({"while", "whereas", "but", "although", "though", "yet", "however"})
_ASSERTED = frozenset({Modality.PROJECTION, Modality.TARGET, Modality.ESTIMATE})


@dataclass(frozen=True, slots=True)
class _Mark:
    first: int
    last: int
    modality: Modality
    clause: int


@cache
def _marks() -> Phrases:
    lists = phrases.catalogue("modality")
    return phrases.index({name: lists[name] for name in ("projection", "target", "estimate", "hypothetical")})


def modalities_of(
    sentence: Sentence, mentions: Sequence[Mention], periods: Sequence[Period | None], today: date | None
) -> list[Modality]:
    """The modality of each mention of a sentence."""
    marks, clauses = _read(sentence)
    return [
        _timed(_nearest(marks, clauses, mention), period, today)
        for mention, period in zip(mentions, periods, strict=True)
    ]


def _read(sentence: Sentence) -> tuple[list[_Mark], list[int]]:
    """The marks of a sentence, and the number of the clause each token stands in."""
    words, index = sentence.words, _marks()
    marks: list[_Mark] = []
    clauses: list[int] = []
    clause, skip = 0, -1
    for place, word in enumerate(words):
        if word in _BREAKS or word in _TURNS:
            clause += 1
        clauses.append(clause)
        if place <= skip or word not in index:
            continue
        found = phrases.starting_at(index, words, place)
        if found is not None and _holds(words, place, found[0]):
            marks.append(_Mark(place, found[0], Modality(found[1]), clause))
            skip = found[0]
    return marks, clauses


def _holds(words: list[str], first: int, last: int) -> bool:
    """Whether a word is a mark here and not a name or another sense."""
    word = words[first]
    before = words[first - 1] if first else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    if word == "will" and before in {"the", "a", "his", "her", "political", "free"}:
        return False
    if word in {"project", "projects", "plan", "plans", "bid", "targets", "offer"} and before.isdecimal():
        return False
    if word in {"project", "projects"}:
        return before not in {
            "the",
            "a",
            "pilot",
            "this",
            "its",
            "of",
            "new",
            "research",
            "and",
            "each",
            "per",
        } and after not in {",", "."}
    if word == "likely" and before in {"most", "very", "more", "less"}:
        return after == "to"
    return not (word == "estimated" and before == "previously")


def _nearest(marks: list[_Mark], clauses: list[int], mention: Mention) -> Modality:
    """The modality of the mark that governs a figure: of its clause, the closest one before it, else behind it."""
    clause = clauses[mention.first]
    near = [mark for mark in marks if mark.clause == clause] or [
        mark
        for mark in marks
        if mark.clause < clause and mark.modality in _ASSERTED and mark.modality is not Modality.PROJECTION
    ]
    if not near:
        return Modality.ACTUAL
    asserted = [mark for mark in near if mark.modality in _ASSERTED]
    pool = asserted or near
    best = min(pool, key=lambda mark: mention.first - mark.last if mark.last < mention.first else 1000 + mark.first)
    return best.modality


def _timed(modality: Modality, period: Period | None, today: date | None) -> Modality:
    """What the words say, held against the time of the figure."""
    if period is None or today is None:
        return modality
    if modality is Modality.PROJECTION and period.end < today.replace(day=1):
        return Modality.ACTUAL
    ahead = period.start if not period.is_interval else period.end
    if modality in (Modality.ACTUAL, Modality.ESTIMATE) and ahead > today and period.end.year > today.year:
        return Modality.PROJECTION
    return modality
