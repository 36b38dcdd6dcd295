"""Word classes and noun phrases of a sentence, by closed lists and endings; no model, one pass over the tokens."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.extract.sentence import Mention, Sentence
from etl.model.document import Zone

_CATALOG = Path(__file__).parent.parent / "catalog"

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
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_MULTIPLYING = frozenset(
    ["doubled", "tripled", "quadrupled", "halved", "doubles", "triples", "quadruples", "halves", "doubling", "tripling"]
)
_SHORT_LINE = 60
_JOINERS = frozenset("-/&+.·‑–_")
_QUOTES = frozenset("\"“”'‘’")


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb: its lemma, the class verbs.toml gives it, and how it is inflected."""

    lemma: str
    group: str
    form: str  # base, s, past, ing
    participle: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` of a noun phrase without its determiner; `owner` is the phrase of its possessor."""

    first: int
    last: int
    owner: int = -1


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence with a tag for each token, its noun phrases, and which phrase each token belongs to (-1: none)."""

    sentence: Sentence
    tags: list[str]
    phrases: list[Phrase]
    phrase_at: list[int]
    verbs: dict[int, Verb]
    titled: bool

    def words(self, phrase: Phrase) -> list[str]:
        """The words of a phrase in lower case."""
        return self.sentence.words[phrase.first : phrase.last + 1]

    def text(self, phrase: Phrase) -> str:
        """A phrase as written."""
        return self.sentence.quote(phrase.first, phrase.last)

    def is_capital(self, index: int) -> bool:
        """Whether a token is written with a capital."""
        return self.sentence.text[self.sentence.starts[index]].isupper()


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of words of catalog/grammar.toml."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    with (_CATALOG / "grammar.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _tag_of_word() -> dict[str, str]:
    tags = {word: "A" for word in word_list("adverbs")}
    for name, tag in _CLASSES.items():
        tags |= dict.fromkeys(word_list(name), tag)
    tags["'s"] = tags["’s"] = "S"
    return tags


@cache
def implied_metrics() -> dict[str, str]:
    """What the object of a verb is called: raise → funding raised."""
    with (_CATALOG / "verbs.toml").open("rb") as file:
        return dict(tomllib.load(file)["implied"])


@cache
def verb_forms() -> dict[str, Verb]:
    """Every form of every verb in catalog/verbs.toml."""
    with (_CATALOG / "verbs.toml").open("rb") as file:
        lists = tomllib.load(file)
    groups: dict[str, str] = {key: lists[key] for key in ("level", "change", "have", "act", "other")}
    forms: dict[str, Verb] = {}
    for group, entries in groups.items():
        for entry in entries.split():
            for verb, form in _inflect(entry, group):
                forms.setdefault(form, verb)
    forms |= {form: Verb("be", "level", "s", "been") for form in _BE}
    return forms


@cache
def _noun_like() -> frozenset[str]:
    with (_CATALOG / "verbs.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["nouns"].split())


@cache
def _gerunds() -> frozenset[str]:
    with (_CATALOG / "verbs.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["gerunds"].split())


def _inflect(entry: str, group: str) -> Iterable[tuple[Verb, str]]:
    lemma, *irregular = entry.split(":")
    doubled = lemma + lemma[-1] if _doubles(lemma) else lemma
    stem = lemma[:-1] if lemma.endswith("e") else doubled
    third = lemma[:-1] + "ies" if _is_consonant_y(lemma) else lemma + ("es" if lemma.endswith(_SIBILANTS) else "s")
    past = irregular[0] if irregular else lemma[:-1] + "ied" if _is_consonant_y(lemma) else stem + "ed"
    participle = irregular[-1] if irregular else past
    progressive = (lemma if lemma.endswith("ee") else stem) + "ing"
    for form, name in ((lemma, "base"), (third, "s"), (past, "past"), (participle, "past"), (progressive, "ing")):
        yield Verb(lemma, group, name, participle), form


_SIBILANTS = ("s", "sh", "ch", "x", "z", "o")
_DOUBLING = frozenset({"top", "cut", "drop", "slip", "plan", "set", "ship", "run", "get", "put", "sit", "trim", "dip", "win",
                       "begin", "stop", "commit", "permit", "submit", "transfer", "incur", "swap", "drag", "fit", "map", "swim",
                       "lag", "sign_"})  # fmt: skip


def _doubles(lemma: str) -> bool:
    return lemma in _DOUBLING


def _is_consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2] not in "aeiou"


def parse(sentence: Sentence, mentions: Iterable[Mention]) -> Parse:
    """Tag the tokens of a sentence and cut its noun phrases."""
    in_mention = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    titled = _is_titled(sentence)
    verbs: dict[int, Verb] = {}
    tags: list[str] = []
    for index in range(len(sentence.words)):
        tag = "M" if index in in_mention else _tag(sentence, index, tags, titled)
        if tag == "V" or (tag == "B" and sentence.words[index] in _BE) or (tag == "M" and sentence.words[index] in _MULTIPLYING):
            verbs[index] = verb_forms()[sentence.words[index]]
        tags.append(tag)
    phrases, phrase_at = _cut_phrases(sentence, tags)
    return Parse(sentence, tags, phrases, phrase_at, verbs, titled)


def _is_titled(sentence: Sentence) -> bool:
    text, capitals, long_words = sentence.text, 0, 0
    for start, word in zip(sentence.starts, sentence.words, strict=True):
        if len(word) > 3 and word.isalpha():
            long_words += 1
            capitals += text[start].isupper()
    return long_words > 3 and capitals > 0.7 * long_words


def _tag(sentence: Sentence, index: int, tags: list[str], titled: bool) -> str:
    word = sentence.words[index]
    capital = sentence.text[sentence.starts[index]].isupper()
    closed = _tag_of_word().get(word)
    if closed in ("P", "A", "D", "B") and _opens_compound(sentence, index, tags):
        return "N"
    if closed is not None and not (
        capital and closed in "PRA" and index and tags[index - 1] != "X" and not titled
    ):
        return "N" if word == "us" and capital and sentence.quote(index, index) == "US" else closed
    if word[0].isdigit():
        return _tag_digits(sentence, index, tags)
    if not word[0].isalpha():
        return _tag_sign(sentence, index, tags)
    if capital and index and not titled:
        return "N"
    verb = verb_forms().get(word)
    if verb is not None and _is_verb(sentence, index, tags, verb):
        return "V"
    return "A" if word.endswith("ly") and len(word) > 5 and word not in _NOT_ADVERBS else "N"


def _opens_compound(sentence: Sentence, index: int, tags: list[str]) -> bool:
    """Whether a small word begins a word with a hyphen: in-house, on-device."""
    words, following = sentence.words, index + 2
    return (
        following < len(words)
        and words[index + 1] in "-‑"
        and sentence.is_adjacent(index + 1)
        and sentence.is_adjacent(following)
        and words[following].isalpha()
        and not (index and sentence.is_adjacent(index))
        and _tag_of_word().get(words[following]) != "T"
    )


_NOT_ADVERBS = frozenset(
    {"supply", "family", "monthly", "weekly", "yearly", "quarterly", "hourly", "assembly", "italy", "early"}
)


def _tag_digits(sentence: Sentence, index: int, tags: list[str]) -> str:
    word = sentence.words[index]
    if index and tags[index - 1] == "T":
        return "T"
    named = index and tags[index - 1] == "N" and sentence.text[sentence.starts[index - 1]].isupper()
    if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20"):
        return "T"
    glued = index + 1 < len(sentence.words) and sentence.is_adjacent(index + 1) and sentence.words[index + 1].isalpha()
    return "N" if named or glued or (index and sentence.is_adjacent(index) and tags[index - 1] == "N") else "X"


def _tag_sign(sentence: Sentence, index: int, tags: list[str]) -> str:
    word = sentence.words[index]
    if not index:
        return "X"
    nexts = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    if word in _JOINERS and tags[index - 1] == "N" and nexts[:1].isalnum():
        close = sentence.is_adjacent(index) and sentence.is_adjacent(index + 1)
        return "N" if close or word == "&" else "X"
    if word in "'’" and tags[index - 1] == "N" and sentence.words[index - 1].endswith("s") and nexts[:1].isalpha():
        opened = any(sentence.words[k] in "'‘’" and not sentence.is_adjacent(k) for k in range(index))
        return "X" if opened else "S"
    return "X"


def _is_verb(sentence: Sentence, index: int, tags: list[str], verb: Verb) -> bool:
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    if not index:
        return (verb.form == "ing" and not following.isalpha()) or (
            verb.form == "past" and verb.lemma != verb.participle
        )
    before, previous = tags[index - 1], sentence.words[index - 1]
    if before in "DS" or previous in ("-", "‑") or following in ("-", "‑"):
        return False
    if before == "P":
        return _is_verb_behind_preposition(sentence, index, verb)
    if before == "N":
        return _is_verb_behind_noun(sentence, index, verb)
    if before == "A" and index > 1 and tags[index - 2] in "DSP":
        return False
    if before == "V":
        return verb.form in ("past", "ing") and following in _tag_of_word()
    if before == "M" and verb.form == "ing":
        return False
    doubtful = verb.form in ("base", "s") and before in "MXT" and (verb.form == "base" or verb.lemma in _noun_like())
    return before in "BARCMXT" and not (doubtful and not _takes_object(sentence, index))


def _is_verb_behind_preposition(sentence: Sentence, index: int, verb: Verb) -> bool:
    previous = sentence.words[index - 1]
    if verb.form == "base":
        return previous == "to"
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    return verb.form == "ing" and (not following.isalpha() or following in _tag_of_word())


def _is_verb_behind_noun(sentence: Sentence, index: int, verb: Verb) -> bool:
    previous = sentence.words[index - 1]
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    plural = previous.endswith("s") and not previous.endswith(("ss", "us", "is"))
    named = sentence.text[sentence.starts[index - 1]].isupper()
    if verb.form in ("base", "s") and (verb.lemma in _noun_like() or (verb.form == "base" and not plural)):
        return (named or plural or verb.form == "s") and _takes_object(
            sentence, index, named=named or (plural and verb.form == "base")
        )
    if verb.form == "base":
        return following != "of"
    if verb.form == "ing":
        return sentence.words[index] not in _gerunds() or not following.isalpha()
    if verb.form == "s":
        return following not in ("of", "and", "is", "are", "was", "were", "will", "have", "has", "had")
    return verb.form == "past" or plural or not following.isalpha() or verb.group in ("level", "change")


def _takes_object(sentence: Sentence, index: int, *, named: bool = False) -> bool:
    """Whether a verb that could be a noun is followed by what an object or a figure begins with."""
    if index + 1 >= len(sentence.words):
        return False
    following = sentence.words[index + 1]
    if not following.isalpha():
        return following[0].isdigit() or following in "$€£¥₹~≈+"
    if _tag_of_word().get(following) == "D" or following in (
        "about",
        "around",
        "over",
        "nearly",
        "almost",
        "roughly",
        "up",
        "to",
    ):
        return True
    return named and following not in _tag_of_word() and following not in verb_forms()


def _cut_phrases(sentence: Sentence, tags: list[str]) -> tuple[list[Phrase], list[int]]:
    phrases: list[Phrase] = []
    phrase_at = [-1] * len(tags)
    breaks = _line_breaks(sentence)
    first, owner, index = -1, -1, 0
    for index, tag in enumerate([*tags, "X"]):
        if tag == "N" and index not in breaks:
            first = index if first < 0 else first
            continue
        if first >= 0:
            phrase_at[first:index] = [len(phrases)] * (index - first)
            phrases.append(Phrase(first, index - 1, owner))
            first = index if tag == "N" else -1
            owner = len(phrases) - 1 if tag == "S" else -1
        elif tag not in "MDX" or (tag == "X" and index < len(tags) and sentence.words[index] not in _QUOTES):
            owner = -1
    return phrases, phrase_at


def _line_breaks(sentence: Sentence) -> frozenset[int]:
    """Tokens that begin a line after a short one, where no sentence goes on: the caption of a picture, say."""
    text, starts, ends = sentence.text, sentence.starts, sentence.ends
    if sentence.zone is Zone.YAML or text.find("\n", sentence.start, sentence.end) < 0:
        return frozenset()
    return frozenset(
        index
        for index in range(1, len(starts))
        if text.find("\n", ends[index - 1], starts[index]) >= 0
        and text[starts[index]].isupper()
        and ends[index - 1] - text.rfind("\n", 0, ends[index - 1]) < _SHORT_LINE
    )
