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
_JOINING = frozenset({"and", "so"})
_SOMEBODY = frozenset({"he", "she", "it", "they", "we", "there", "i", "you"})
_COINS = frozenset({"$", "€", "£", "¥", "₹"})
_WORTH = frozenset({"adds", "moves", "worth", "costs", "saves", "cuts", "takes", "changes", "raises", "lowers"})
_GERUND = 5  # letters of "going", which opens no such clause
_CLOSING = frozenset({'"', "”"})
_STOPS = frozenset({",", ".", "?", "!"})
_SUPPOSED = frozenset({"if", "unless", "even", "were", "suppose", "without", "had"})
_OURSELVES = frozenset({"i", "we"})
_WILLED = frozenset({"will", "'ll", "shall", "is", "are", "would", "due", "scheduled", "slated"})  # "is to", "due to"
_RAISING = frozenset({"increase", "decrease", "double", "triple", "halve", "extend", "expand", "provide", "reduce"})
_PASSED_OVER = frozenset({"not", "also", "now", "then", "only", "be", "to"})
_REPORTED = frozenset({"said", "announced", "told", "says", "decided", "agreed", "promised", "plans", "voted"})
# words that are nouns as well as verbs: "the projects and their cost", "research projects in 12 countries"
_MAY = frozenset({"may", "might"})
_LIKELY = frozenset({"well", "have", "already", "extend", "include", "involve", "contain"})  # "may well", "may extend"
_LAWS = frozenset(
    {"proposed", "bill", "legislation", "rule", "rules", "amendment", "measure", "directive", "regulation"}
)
_BEFORE_VERB = 7  # words from what is proposed to what it would do
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
    return frozenset({*_forward(), *_near(), *_conditions(), "should", "every", "even"})


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


@cache
def _ruling() -> frozenset[str]:
    """What a law does: "require", "cap"."""
    return frozenset(phrases.catalogue("modality")["ruling"]["verbs"])


def read_marks(sentence: Sentence) -> Reading:
    """The marks and conditions of a sentence."""
    words = sentence.words
    forward, near, conditions = _forward(), _near(), _conditions()
    reading = Reading([], [], [], _clauses(words))
    if _supposes_change(words):
        reading.conditions.append((0, len(words)))
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


def _supposes_change(words: list[str]) -> bool:
    """Whether a sentence says what a change would come to: "A fall of 25 % would", "Every $5 in the price adds"."""
    opening = words[1:] if words[:1] == ["even"] else words
    if opening[:1] in (["a"], ["an"]):
        return opening[1:2] != [] and opening[1] in _moving() and ("would" in words or opening is not words)
    return "every" in words[:-1] and words[words.index("every") + 1][0] in _COINS and not _WORTH.isdisjoint(words)


@cache
def _moving() -> frozenset[str]:
    return frozenset(phrases.catalogue("modality")["moving"]["nouns"])


def _clauses(words: list[str]) -> list[int]:
    """The clause each token is in; a quotation that ends a clause ends one, too: "…, as it would", said X, which"."""
    turns = [word in _TURNS or word in _CLOSING and words[place - 1] in _STOPS for place, word in enumerate(words)]
    for place in phrases.places_of(_JOINING, words):
        if words[place - 1] == "," and words[place + 1 : place + 2] and words[place + 1] in _SOMEBODY:
            turns[place] = True  # ", and he is"
    return list(accumulate(turns))


def _holds(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word is a mark here and not a name or another sense."""
    words = sentence.words
    if words[first] in _MAY and not _may_happen(words, last):
        return False  # "you may claim"
    word, before = words[first], words[first - 1] if first else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    if word in {"will", "may"}:
        named = sentence.text[sentence.starts[first]].isupper() and first > 0 and sentence.zone is not Zone.HEADING
        return not named and before not in {"the", "a", "his", "her", "political", "free"}
    if word in _NOUNS:
        behind = after in _BEHIND_NOUN and (word == "projects" or after == "of" and not _is_figure(sentence, last + 2))
        return after == "that" or before not in _OWNED and not behind
    if word == "guide":  # "A Guide to"
        return sentence.text[sentence.starts[first]].islower() and before not in {"a", "the", "your", "this"}
    if word in {"shall", "must"}:  # in a law "shall" says what holds
        return after != "have" if word == "must" else before in _OURSELVES
    return not (word == "estimated" and before in {"previously", "be"})


def _weighed(words: list[str], first: int, last: int, modality: Modality) -> Modality:
    """What "will" and "would" come to with the words around them."""
    if modality is Modality.HYPOTHETICAL:
        return modality
    if words[first] == "would":
        if not _SUPPOSED.isdisjoint(words) or _is_deed(words, first):
            return Modality.HYPOTHETICAL
    elif words[first] not in _WILLED or modality is not Modality.PROJECTION:
        return modality
    following = next((word for word in words[last + 1 : last + 5] if word not in _PASSED_OVER), "")
    if (
        words[first] == "would"
        and following in _ruling()
        and not _LAWS.isdisjoint(words[max(0, first - _BEFORE_VERB) : first])
    ):
        return Modality.TARGET  # "The bill would require"
    if words[first - 1] in _OURSELVES and following in _RAISING:
        return Modality.TARGET  # "I shall increase the allowance"
    if words[last] == "due":  # "is due to open", "is due to enter"
        decided = following in deliberate()
    elif words[first] == "would":
        decided = following in deliberate() and not _REPORTED.isdisjoint(words[:first])
    else:
        decided = following in deliberate() or following.isalpha() and following not in _happening()
    return Modality.TARGET if decided else modality


def _may_happen(words: list[str], last: int) -> bool:
    """Whether what may be comes about by itself, and is not what somebody is free to do: "may reach", "may apply"."""
    following = next((word for word in words[last + 1 : last + 5] if word not in _PASSED_OVER - {"be"}), "")
    if following == "be":  # "may be entitled to", "may be raised by"
        at = words.index("be", last + 1) + 1
        return at < len(words) and not words[at].endswith(("ed", "ble"))
    return following in _happening() or following in _LIKELY


def _is_figure(sentence: Sentence, place: int) -> bool:
    """Whether a figure stands at a token or right behind it: "estimates of about 5%"."""
    return any(word[0].isdigit() or word in _COINS for word in sentence.words[place : place + 2])


def _is_deed(words: list[str], would: int) -> bool:
    """Whether what would follow is said of something nobody has done: "Reversing these shares would lower"."""
    opening = words[0]
    return len(opening) > _GERUND and opening.endswith("ing") and words[1] != "," and "," not in words[:would]


def _end_of_condition(words: list[str], first: int, last: int) -> int:
    """The last token of a condition: up to the comma, or the whole sentence for ", if verified,"."""
    comma = next((place for place in range(last + 1, len(words)) if words[place] in {",", ";", "—"}), len(words))
    aside = first > 0 and words[first - 1] == "," and comma - first <= 3
    return len(words) if aside else comma
