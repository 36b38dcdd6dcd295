"""The words of a sentence that say how surely its figures are meant, and the conditions it supposes."""

from functools import cache
from itertools import accumulate

from etl.extract.language import phrases
from etl.extract.language.phrases import Phrases
from etl.extract.sentence import Sentence
from etl.model.claim import Modality
from etl.model.document import Zone
from etl.model.record import record

_TURNS = frozenset({";", "?", "!", "while", "whereas", "but", "although", "though", "yet", "however"})
_GERUND = 5  # letters of "going", which opens no such clause
_CLOSING = frozenset({'"', "”"})
_STOPS = frozenset({",", ".", "?", "!"})
_SUPPOSED = frozenset({"if", "unless", "even", "were", "suppose", "without", "had"})
_WILLED = frozenset({"will", "'ll", "is", "are", "would", "due", "scheduled", "slated"})  # "is to", "due to"
_PASSED_OVER = frozenset({"not", "also", "now", "then", "only", "be", "to"})
_REPORTED = frozenset({"said", "announced", "told", "says", "decided", "agreed", "promised", "plans", "voted"})
# words that are nouns as well as verbs: "the projects and their cost", "research projects in 12 countries"
_NOUNS = frozenset({"projects", "estimates", "forecasts", "targets", "pledge", "outlook"})
_OWNED = frozenset({"the", "pilot", "these", "its", "of", "new", "research", "and", "per", "two"})
_BEHIND_NOUN = frozenset(
    {"and", "or", "in", "of", "for", "with", "worth", "on", "across", "such", "like", "including", "have", "has", "are", "were"}
)  # fmt: skip


@record
class Mark:
    """Tokens `first` to `last` say a modality; `clause` counts the turns of the sentence before them."""

    first: int
    last: int
    modality: Modality
    clause: int
    verb: str = ""


@record
class Reading:
    """The marks of one sentence, in order; `conditions` are ranges of tokens that only suppose."""

    forward: list[Mark]
    near: list[Mark]
    conditions: list[tuple[int, int]]
    clauses: list[int]


@cache
def triggers() -> frozenset[str]:
    """The words a mark or condition begins with."""
    return frozenset({*_forward(), *_near(), *_conditions(), "should"})


@cache
def _forward() -> Phrases:
    return phrases.index(phrases.catalogue("modality")["forward"])


@cache
def _near() -> Phrases:
    return phrases.index(phrases.catalogue("modality")["near"])


@cache
def _conditions() -> Phrases:
    return phrases.index({"hypothetical": phrases.catalogue("modality")["condition"]["words"]})


@cache
def deliberate() -> frozenset[str]:
    """What someone decides to do: "open", "invest"."""
    return frozenset(phrases.catalogue("modality")["deliberate"]["verbs"])


@cache
def _happening() -> frozenset[str]:
    return frozenset(phrases.catalogue("modality")["happening"]["verbs"])


def read_marks(sentence: Sentence) -> Reading:
    """The marks and conditions of a sentence."""
    words = sentence.words
    forward, near, conditions = _forward(), _near(), _conditions()
    reading = Reading([], [], [], _clauses(words))
    skip = -1
    for place in phrases.places_of(triggers(), words):
        word, clause = words[place], reading.clauses[place]
        if word in conditions and (condition := phrases.starting_at(conditions, words, place)):
            reading.conditions.append((place, _end_of_condition(words, place, condition[0])))
        if word == "should" and place == 0 and "?" not in words:  # "Should it fail, a third is lost"
            reading.conditions.append((place, _end_of_condition(words, place, place)))
        if word in near and (beside := phrases.starting_at(near, words, place)):
            reading.near.append(Mark(place, beside[0], Modality(beside[1]), clause))
        found = phrases.starting_at(forward, words, place) if place > skip and word in forward else None
        if found is not None and _holds(sentence, place, found[0]):
            modality = _weighed(words, place, found[0], Modality(found[1]))
            reading.forward.append(Mark(place, found[0], modality, clause, word))
            skip = found[0]
    return reading


def _clauses(words: list[str]) -> list[int]:
    """The clause each token is in; a quotation that ends a clause ends one, too: "…, as it would", said X, which"."""
    turns = [word in _TURNS or word in _CLOSING and words[place - 1] in _STOPS for place, word in enumerate(words)]
    return list(accumulate(turns))


def _holds(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word is a mark here and not a name or another sense."""
    words = sentence.words
    word, before = words[first], words[first - 1] if first else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    if word in {"will", "may"}:
        named = sentence.text[sentence.starts[first]].isupper() and first > 0 and sentence.zone is not Zone.HEADING
        return not named and before not in {"the", "a", "his", "her", "political", "free"}
    if word in _NOUNS:
        return after == "that" or before not in _OWNED and not (word == "projects" and after in _BEHIND_NOUN)
    if word == "guide":  # "A Guide to"
        return sentence.text[sentence.starts[first]].islower() and before not in {"a", "the", "your", "this"}
    if word == "must":
        return after != "have"
    return not (word == "estimated" and before in {"previously", "be"})


def _weighed(words: list[str], first: int, last: int, modality: Modality) -> Modality:
    """What "will" and "would" come to with the words around them."""
    if words[first] == "would":
        supposed = not _SUPPOSED.isdisjoint(words) or _is_deed(words, first)
        if supposed or words[last + 1 : last + 2] == ["have"]:  # "would have cost", "would have to"
            return Modality.HYPOTHETICAL
    elif words[first] not in _WILLED or modality is not Modality.PROJECTION:
        return modality
    following = next((word for word in words[last + 1 : last + 5] if word not in _PASSED_OVER), "")
    if words[last] == "due":  # "is due to open", "is due to enter"
        decided = following in deliberate()
    elif words[first] == "would":
        decided = following in deliberate() and not _REPORTED.isdisjoint(words[:first])
    else:
        decided = following in deliberate() or following.isalpha() and following not in _happening()
    return Modality.TARGET if decided else modality


def _is_deed(words: list[str], would: int) -> bool:
    """Whether what would follow is said of something nobody has done: "Reversing these shares would lower"."""
    opening = words[0]
    return len(opening) > _GERUND and opening.endswith("ing") and words[1] != "," and "," not in words[:would]


def _end_of_condition(words: list[str], first: int, last: int) -> int:
    """The last token of a condition: up to the comma, or the whole sentence for ", if verified,"."""
    comma = next((place for place in range(last + 1, len(words)) if words[place] in {",", ";", "—"}), len(words))
    aside = first > 0 and words[first - 1] == "," and comma - first <= 3
    return len(words) if aside else comma
