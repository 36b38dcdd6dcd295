"""Sentences that go on with the figure before them: "That is 17 % below the present level." is planned as that was."""

from collections.abc import Sequence

from etl.extract.sentence import Mention, Sentence, Stance
from etl.model.claim import Modality
from etl.model.quantity import Kind
from etl.model.record import replace

_TO_COME = (Modality.PROJECTION, Modality.TARGET, Modality.HYPOTHETICAL)
_THAT = frozenset({"that", "this"})
_EQUALS = frozenset({"is", "'s", "’s", "works", "comes", "makes", "equals", "amounts", "means", "corresponds"})
_OF_IT = (["of", "this", ","], ["of", "that", ","])
_OPENING = 8  # words before the figure
_GAP = 3  # characters between two sentences
_PAST = frozenset({"was", "were", "had", "has", "have", "been"})
_OPENERS = frozenset({'"', "“", "and"})


def resumed_stances(
    held: Sequence[tuple[Sentence, Sequence[Mention]]], stances: Sequence[tuple[Stance, ...]]
) -> list[tuple[Stance, ...]]:
    """The stances of the sentences of a document, in which what only puts the last figure otherwise is what that is."""
    found = list(stances)
    for place in range(1, len(held)):
        (before, _), (sentence, mentions) = held[place - 1], held[place]
        if sentence.block != before.block or not 0 <= sentence.start - before.end < _GAP:
            continue
        if not found[place - 1] or not mentions or found[place - 1][-1].modality not in _TO_COME:
            continue
        if _resumes(sentence.words, mentions[0]):
            found[place] = _told_alike(found[place], mentions, found[place - 1][-1].modality)
    return found


def _resumes(words: list[str], mention: Mention) -> bool:
    """Whether a sentence says what the figure before it comes to: "That is", "This works out at", "Of this,"."""
    first = 1 if words[0] in _OPENERS else 0
    lead, clause = words[first : mention.first], words[: words.index(";")] if ";" in words else words
    if len(lead) > _OPENING or not _PAST.isdisjoint(clause):
        return False
    return lead in _OF_IT or (len(lead) > 1 and lead[0] in _THAT and lead[1] in _EQUALS)


def _told_alike(stances: tuple[Stance, ...], mentions: Sequence[Mention], modality: Modality) -> tuple[Stance, ...]:
    return tuple(
        replace(stance, modality=modality)
        if stance.modality is Modality.ACTUAL and (place == 0 or mention.kind in (Kind.GROWTH, Kind.RATIO))
        else stance
        for place, (stance, mention) in enumerate(zip(stances, mentions, strict=True))
    )
