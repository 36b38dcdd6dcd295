"""Word classes: closed lists, verbs with their forms, what the object of a verb is called. All from the catalogue."""

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from etl.catalog import CATALOG
from etl.model.record import record

# Tags of tokens. D determiner, P preposition, C conjunction, B auxiliary, A adverb, R pronoun, N noun or adjective,
# V verb, S possessive, M part of a mention, T time, X anything else.
_CLASSES = {
    "determiners": "D",
    "pronouns": "R",
    "prepositions": "P",
    "conjunctions": "C",
    "auxiliaries": "B",
    "months": "T",
    "times": "T",
}
_PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_GROUPS = ("level", "change", "have", "act", "other")
_SIBILANTS = ("s", "sh", "ch", "x", "z", "o")
_SHORTEST_PAST, _SHORTEST_ADVERB = 5, 6  # letters
FORMS_OF_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


@record
class Verb:
    """A form of a verb: its lemma, the class verbs.toml gives it, and how it is inflected."""

    lemma: str
    group: str
    form: str  # base, s, past, ing
    participle: str


@cache
def word_list(*names: str) -> frozenset[str]:
    """The words of a list of catalog/grammar.toml, or of several."""
    return frozenset(word for name in names for word in _read("grammar.toml")[name].split())


@cache
def _plain_words() -> frozenset[str]:
    return frozenset((CATALOG / "plain_words.txt").read_text("utf-8").split())


def is_plain(word: str) -> bool:
    """Whether a word in lower case is an ordinary one, in the singular or the plural, so that capitals make no name of it."""
    plain = _plain_words()
    return word in plain or word.removesuffix("s") in plain or word.removesuffix("es") in plain


def with_plain_digits(text: str) -> str:
    """A text with the digits of formulas on the line: "CO₂" is "CO2"."""
    return text if text.isascii() else text.translate(_PLAIN_DIGITS)


def grammar_lines(name: str) -> list[str]:
    """The lines of an entry of catalog/grammar.toml that is no plain list of words."""
    return [line for line in str(_read("grammar.toml")[name]).splitlines() if line.strip()]


@cache
def verb_list(name: str) -> frozenset[str]:
    """A list of words of catalog/verbs.toml that is no class of verbs: `nouns`, `gerunds`, `doubling`."""
    return frozenset(_read("verbs.toml")[name].split())


@cache
def tags_of_words() -> dict[str, str]:
    """The tag of every word of a closed class."""
    tags = {word: "A" for word in word_list("adverbs")}
    for name, tag in _CLASSES.items():
        tags |= dict.fromkeys(word_list(name), tag)
    tags["'s"] = tags["’s"] = "S"
    return tags


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> str:
    """What a word can be by itself: the tag of its closed class, or one of the shapes.

    # digits, ! a sign, v a form of a verb, d what ends like a past, a an adverb, n a noun.
    """
    closed = tags_of_words().get(word)
    if closed is not None:
        return closed
    if not word[0].isalpha():
        return "#" if word[0].isdigit() else "!"
    if word in verb_forms():
        return "v"
    if word.endswith("ed") and len(word) >= _SHORTEST_PAST and not word.endswith("eed"):
        return "d"
    is_adverb = word.endswith("ly") and len(word) >= _SHORTEST_ADVERB and word not in word_list("no_adverbs")
    return "a" if is_adverb else "n"


@lru_cache(maxsize=1 << 14)
def is_quality(word: str, *, alone: bool) -> bool:
    """Whether no name of a thing ends with a word: an adjective, or a participle that stands alone ("aged")."""
    return (word in word_list("adjectives") and word not in word_list("states")) or (alone and shape_of(word) == "d")


@cache
def implied_metrics() -> dict[str, str]:
    """What the object of a verb is called: raise → funding raised."""
    return dict(_read("verbs.toml")["implied"])


@cache
def verb_times() -> dict[str, str]:
    """What the time is called that something is done for: treat → treatment period."""
    return dict(_read("verbs.toml")["times"])


@cache
def verb_forms() -> dict[str, Verb]:
    """Every form of every verb in catalog/verbs.toml."""
    forms: dict[str, Verb] = {}
    for group in _GROUPS:
        for entry in _read("verbs.toml")[group].split():
            for verb, form in _inflect(entry, group):
                forms.setdefault(form, verb)
    return forms | {form: Verb("be", "level", "s", "been") for form in FORMS_OF_BE}


def verb_of(form: str) -> Verb:
    """The verb of a form; one of no list is a past of its own."""
    return verb_forms().get(form) or Verb(form.removesuffix("ed"), "other", "past", form)


@cache
def _read(name: str) -> dict[str, Any]:
    with (CATALOG / name).open("rb") as file:
        return tomllib.load(file)


def _inflect(entry: str, group: str) -> Iterable[tuple[Verb, str]]:
    """The forms of a verb: "rise:rose:risen" names the past and the participle that are not regular."""
    lemma, *irregular = entry.split(":")
    consonant_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    stem = lemma[:-1] if lemma.endswith("e") else lemma + lemma[-1] * (lemma in verb_list("doubling"))
    third = lemma[:-1] + "ies" if consonant_y else lemma + ("es" if lemma.endswith(_SIBILANTS) else "s")
    past = irregular[0] if irregular else lemma[:-1] + "ied" if consonant_y else stem + "ed"
    participle = irregular[-1] if irregular else past
    progressive = (lemma if lemma.endswith("ee") else stem) + "ing"
    for form, name in ((lemma, "base"), (third, "s"), (past, "past"), (participle, "past"), (progressive, "ing")):
        yield Verb(lemma, group, name, participle), form
