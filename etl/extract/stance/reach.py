"""How far a word reaches that says how surely a figure is meant.

Verbs govern the figures that follow in their clause, up to what is told of the past there, and the figure that is what
they say something of; nouns the figure beside them; a condition its own clause and what follows from it.
"""

from functools import cache

from etl.extract.language import phrases
from etl.extract.sentence import Mention, Sentence
from etl.extract.stance.existing import HEDGES, REVISED, TO_COME, is_existing, is_past_aside
from etl.extract.stance.marks import Mark, Reading, deliberate
from etl.model.claim import Modality
from etl.model.document import Zone
from etl.model.quantity import Kind

_NEAR = 6
_BESIDE = 3
_PARTICIPLES = frozenset(
    {"expected", "planned", "proposed", "projected"}
)  # behind a noun: "250 full-time staff expected"
_SHARED = frozenset(
    {"commitments", "commitment", "pledges", "pledge", "target", "targets", "forecast", "forecasts", "goal"}
)
_PHRASE = 6  # words of that noun
_APART = frozenset({"and", "but", ",", ";", "(", "—", "that"})
_OPENING = 2  # words before a condition a sentence opens with
_WOULD = frozenset({"would", "could", "might"})
_AHEAD = frozenset({"would", "could", "might", "may", "will", "'ll"})
_OF_BOUND = frozenset({"more", "less", "fewer", "greater", "rather", "other", "later", "longer"})
_BROKEN = frozenset({",", ";", "and", "("})
# --- a figure that is what a verb says something of
_FARTHEST = 12  # words from a figure to the verb
_BE = frozenset({"is", "are", "still", "also", "now"})
_BE_OR_WERE = _BE | {"was", "were"}
_MAY = frozenset({"may", "might"})
_SAYING = frozenset({"will", "'ll", "must"})
_VERBS = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "said", "says", "which", "that", "who", "whose", "it", "they", "he", "she",
     "we", "you", "i", "there", "where", "when", "if", "and", "but", ",", ";", ":", "(", ")", "—", "–", '"', "“", "”", "to", "can", "do", "does"}
)  # fmt: skip
_ENDING = _VERBS | frozenset({"of", "in", "for", "with", "from", "at", "on", "than", "by", "as"})
_KNOWN = frozenset(
    {"the", "its", "their", "his", "her", "our", "all", "these", "those", "this", "every", "each", "both", "whose"}
)
_ENDS = frozenset({"to", "from", "by"})
_BREAKING = frozenset({";", "and", "but", "which", "after", "because", "as", "while", "when"})
_CHANGING = 5  # words around a target that say it is changed
_LEADING = frozenset(
    {"with", "at", "after", "by", "within", "from", "under", "in", "for", "to", "on", "than", "into", "per", "across", "among",
     "between", "as", "s", "'s", "’s", "and", "or", "-", "since", "during", "through", "against"}
)  # fmt: skip


def governing(reading: Reading, sentence: Sentence, mention: Mention) -> tuple[Modality, bool]:
    """The modality of the mark that governs a figure, and whether that stands right beside it."""
    beside = _beside(reading, sentence.words, mention)
    if beside is not None:
        return beside, True
    modality = _reached(reading, sentence, mention)
    return (Modality.ACTUAL if is_existing(sentence.words, mention, modality) else modality), False


def _reached(reading: Reading, sentence: Sentence, mention: Mention) -> Modality:
    clause, words = reading.clauses[mention.first], sentence.words
    ahead = [mark for mark in reading.forward if mark.last < mention.first and mark.clause == clause]
    if any(_supposes(words, first, last, mention) for first, last in reading.conditions):
        sure = [mark for mark in reading.forward if mark.modality in (Modality.ESTIMATE, Modality.PROJECTION)]
        inside = [mark for mark in sure if "as" in words[max(0, mark.first - 4) : mark.first]]
        return inside[0].modality if inside else Modality.HYPOTHETICAL
    if _follows_if(words, reading.conditions, mention) and (not ahead or ahead[-1].verb in _WOULD):
        return Modality.HYPOTHETICAL
    if ahead:
        return Modality.ACTUAL if is_past_aside(words, ahead[-1], mention) else ahead[-1].modality
    return _without_mark_ahead(reading, sentence, mention)


def _without_mark_ahead(reading: Reading, sentence: Sentence, mention: Mention) -> Modality:
    """The modality of a figure with no mark before it in its clause."""
    clause = reading.clauses[mention.first]
    if any(mark.clause < clause and mark.modality is Modality.ESTIMATE for mark in reading.forward):
        return Modality.ESTIMATE
    if _is_headline_of_plan(sentence, mention):
        return Modality.TARGET
    behind = [mark for mark in reading.forward if mark.first > mention.last]
    said = next((mark for mark in behind if _is_said_of(sentence.words, mark, mention)), None)
    said = said or next((mark for mark in behind if _is_parenthetical(sentence, mark)), None)
    return said.modality if said is not None else Modality.ACTUAL


def _is_said_of(words: list[str], mark: Mark, mention: Mention) -> bool:
    """Whether a verb of what is to come says it of a figure before it: "A £21m school is due", "half of it will go"."""
    between = words[mention.last + 1 : mark.first]
    passive = bool(between) and between[-1] in _BE or mark.verb in _BE or mark.verb == "likely"
    if mark.verb in _MAY:  # "2 million may have died"
        passive = words[mark.last + 1 : mark.last + 2] == ["have"]
    elif mark.modality not in TO_COME:
        return False
    if not (passive or mark.verb in _SAYING) or mention.kind is Kind.DURATION:
        return False
    while between and between[-1] in _BE_OR_WERE:
        between.pop()
    between = between[2:] if between[:2] == ["of", "it"] else between
    if len(between) > _FARTHEST or not _VERBS.isdisjoint(between):
        return False
    at = mention.first - 1
    while at >= 0 and words[at] in HEDGES | _OF_BOUND | {"than"}:
        at -= 1
    lead = words[at] if at >= 0 else ""
    level = mention.kind is Kind.LEVEL and mention.dimension != "count"
    measured = lead == "the" and level and between[:1] != ["of"] and mark.verb != "must"
    return lead not in _LEADING and (lead not in _KNOWN or measured)


def _is_headline_of_plan(sentence: Sentence, mention: Mention) -> bool:
    """Whether a headline tells by a bare infinitive what is to be done: "City to spend £12 million"."""
    words = sentence.words
    if sentence.zone is not Zone.HEADING or "to" not in words[1 : mention.first]:
        return False
    at = words.index("to", 1)
    return words[at + 1] in deliberate()


def _follows_if(words: list[str], conditions: list[tuple[int, int]], mention: Mention) -> bool:
    """Whether a figure stands in what follows from a condition the sentence opens with: "If all return, 8% is lost"."""
    return any(
        first <= _OPENING and last < mention.first and words[last : last + 1] == [","] for first, last in conditions
    )


def _beside(reading: Reading, words: list[str], mention: Mention) -> Modality | None:
    for mark in reading.near:
        if mark.last < mention.first:
            between = words[mark.last + 1 : mention.first]
            if len(between) <= _NEAR and not _APART & set(between):
                return mark.modality
        elif 0 < mark.first - mention.last <= (_PHRASE if words[mark.first] in _PARTICIPLES else _BESIDE):
            behind = words[mention.last + 1 : mark.first]
            if words[mark.first] in _SHARED and behind[:1] == ["of"]:
                continue  # "only 30 % of such commitments were new"
            if _BROKEN.isdisjoint(behind) and (mark.first - mention.last <= _BESIDE or _ENDING.isdisjoint(behind)):
                return mark.modality
    return _revised(reading, words, mention)


def _revised(reading: Reading, words: list[str], mention: Mention) -> Modality | None:
    """What a target or forecast that is changed says of both ends of the change: "cut its goal from 550 to 460"."""
    lead = mention.first - 1
    while lead >= 0 and words[lead] in HEDGES:
        lead -= 1
    if lead < 0 or words[lead] not in _ENDS or any(mark.modality is Modality.ESTIMATE for mark in reading.forward):
        return None
    for mark in reversed(reading.near):
        if (
            mark.last < lead
            and words[mark.first] in REVISED
            and _BREAKING.isdisjoint(words[mark.last + 1 : mention.first])
        ):
            around = words[max(0, mark.first - _CHANGING) : mark.first] + words[mark.last + 1 : mark.last + _CHANGING]
            return mark.modality if not _changes().isdisjoint(around) else None
    return None


@cache
def _changes() -> frozenset[str]:
    """What is done to a target: "raise", "cut"."""
    return frozenset(phrases.catalogue("modality")["revising"]["verbs"])


def _supposes(words: list[str], first: int, last: int, mention: Mention) -> bool:
    """Whether a figure is in a condition, or in a sentence one closes: "It would cost 5 million, if it were built"."""
    if last >= len(words) and words[first - 1 : first] == [","]:
        return "," in words[first + 1 : first + 4] or mention.first > first or not _AHEAD.isdisjoint(words[:first])
    return first < mention.first <= last


def _is_parenthetical(sentence: Sentence, mark: Mark) -> bool:
    """Whether a verb tells behind the comma who says what stands before: "…, projected Lin Hao, an economist"."""
    words, after = sentence.words, mark.last + 1
    if mark.first < 1 or after >= len(words) or mark.modality is Modality.TARGET:
        return False
    if words[mark.first - 1] == ",":
        return sentence.text[sentence.starts[after]].isupper()
    closes = words[after] in {",", "."} and mark.modality is Modality.PROJECTION
    return closes and sentence.text[sentence.starts[mark.first - 1]].isupper()
