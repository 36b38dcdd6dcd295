"""The name a noun phrase opens with, and where what is said of it begins: "Huawei Ascend | inference performance"."""

from functools import cache

from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import is_plain, with_plain_digits, word_list
from etl.extract.names.document_names import Names
from etl.extract.names.last_spoken import INTRODUCING
from etl.extract.names.name_forms import (
    ENDINGS_OF_ROLES,
    has_digit,
    is_acronym,
    is_code_of_year,
    without_role,
)
from etl.model.metric import find_metric, singular
from etl.model.record import record
from etl.model.subject import adjectives, aliases, is_known

_WORLDWIDE = frozenset({"global", "worldwide", "world", "overall", "total"})
_LONGEST_ALIAS = 3  # words
_FORMULA = 3  # characters of an acronym with a digit that is no product: "FP4"


@record
class Naming:
    """What a noun phrase says of a subject: its name, and where the rest of the phrase, the metric, begins."""

    subject: str
    rest: int


def name_of(parse: Parse, phrase: Phrase, names: Names) -> Naming:
    """Split a phrase into the subject it opens with and the rest.

    A group the metric belongs to goes with the subject: "Chinese AI startup | funding".
    """
    place = phrase.first, phrase.last
    found: Naming | None = parse.known.get(place)
    if found is None:
        found = parse.known[place] = _name_of(parse, phrase, names)
    return found


def _name_of(parse: Parse, phrase: Phrase, names: Names) -> Naming:
    theme = _end_of_theme(parse, phrase, names)
    if theme >= 0:
        return Naming(names.main, theme + (parse.sentence.words[theme] not in word_list("sized")))
    size = _size_of_name(parse, phrase, names)
    if not size:
        return Naming("", phrase.first)
    words = parse.sentence.words
    end = phrase.first + size
    while end < phrase.last and words[end] == "&" and len(words[end - 1]) > 1 and parse.is_capital(end + 1):
        end += 2  # "Procter & Gamble"
    size = end - phrase.first
    for index in range(end, phrase.last + 1):
        if singular(words[index]) in word_list("groups"):
            end = index + 1
    text = parse.sentence.quote(phrase.first, end - 1)
    if end == phrase.first + size and text.lower() in adjectives():
        text = adjectives()[text.lower()]
    return Naming(names.full(" ".join(without_role(text.split()))), end)


def _end_of_theme(parse: Parse, phrase: Phrase, names: Names) -> int:
    """The last token of what the document turns on within a phrase: "global [smart meter market] size" (-1: none)."""
    theme = names.main.lower().split() if " " in names.main else ()
    if not theme or theme[-1] not in parse.sentence.words[phrase.first : phrase.last + 1]:
        return -1
    words = parse.sentence.words
    for first in range(phrase.first, phrase.last + 2 - len(theme)):
        if words[first : first + len(theme)] == theme:
            lead = words[phrase.first : first]
            return first + len(theme) - 1 if all(word in _WORLDWIDE for word in lead) else -1
    return -1


def _size_of_name(parse: Parse, phrase: Phrase, names: Names) -> int:
    """How many tokens at the start of a phrase are a name: 2 in "Huawei Ascend inference performance"."""
    words, index = parse.sentence.words, phrase.first
    if words[index] in word_list("numbered") or _is_alone(parse, index, phrase):
        return 0
    if words[index] in _first_words():
        for size in range(min(_LONGEST_ALIAS, phrase.last - phrase.first + 1), 1, -1):
            if " ".join(words[index : index + size]) in aliases():
                return size
    while index <= phrase.last and _is_name_token(parse, index, phrase, names):
        index += 1
    while index - 1 > phrase.first and words[index - 1] in "-/&.":
        index -= 1
    return index - phrase.first


@cache
def _first_words() -> frozenset[str]:
    """The words names of the catalogue begin with that have more of them."""
    return frozenset(name.partition(" ")[0] for name in aliases() if " " in name)


def _is_alone(parse: Parse, index: int, phrase: Phrase) -> bool:
    """Whether a word for a body stands for one named before: "the Board", "Authority chairman Ana Ruiz"."""
    alone = index == phrase.last or not parse.is_capital(index + 1)
    return alone and parse.sentence.words[index] in word_list("institutions")


def _is_name_token(parse: Parse, index: int, phrase: Phrase, names: Names) -> bool:
    sentence, word = parse.sentence, parse.sentence.words[index]
    inside = index > phrase.first
    if inside and sentence.is_adjacent(index) and (sentence.words[index - 1][-1].isalnum() or parse.is_capital(index)):
        return True
    if is_known(word) or (inside and (word[0].isdigit() or word in "-&")):
        return True
    if inside and f"-{word}" in ENDINGS_OF_ROLES and sentence.words[index - 1] == "-":
        return index < phrase.last and parse.is_capital(index + 1)
    if (
        not parse.capitals[index]
        or with_plain_digits(word) in word_list("symbols")
        or _names_nobody(word, inside=inside)
    ):
        return False
    written = sentence.quote(index, index)
    if is_acronym(written) and not _is_named_by_capitals(parse, index, phrase):
        return phrase.first == phrase.last and written in names.words
    return not _opens_sentence(parse, index) or _is_name_at_opening(parse, index, phrase, names)


def _names_nobody(word: str, *, inside: bool) -> bool:
    """Whether a capital is that of a financial year or of a qualifier: "FY25 sales", "Adjusted EBITDA"."""
    return is_code_of_year(word) or (not inside and word in word_list("participles"))


def _is_named_by_capitals(parse: Parse, index: int, phrase: Phrase) -> bool:
    """Whether capitals with a digit name a product: "H20", not "FP4 compute"."""
    written, sentence = parse.sentence.quote(index, index), parse.sentence
    numbered = sentence.words[index + 1 : phrase.last + 1][:2]
    if len(numbered) > 1 and numbered[0] in "-−" and numbered[1].isdigit() and sentence.is_adjacent(index + 1):
        return True
    return has_digit(written) and (len(written) != _FORMULA or parse.is_capital(min(index + 1, phrase.last)))


def _opens_sentence(parse: Parse, index: int) -> bool:
    """Whether a token has its capital for where it stands."""
    return parse.titled or index == 0 or not parse.sentence.words[index - 1].isalnum()


def _is_name_at_opening(parse: Parse, index: int, phrase: Phrase, names: Names) -> bool:
    written = parse.sentence.quote(index, index)
    if written.lower() in word_list("voices"):
        return False
    compound = parse.sentence.quote(index, phrase.last).split(maxsplit=1)[0]
    if written in names.words or compound in names.words or has_digit(written):
        return True
    if parse.titled or written.lower() in names.small or written.endswith("ed"):
        return False
    return (index < phrase.last and parse.is_capital(index + 1)) or _acts_alone(parse, index)


def _acts_alone(parse: Parse, index: int) -> bool:
    """Whether a single word of no list, first in its sentence, does what somebody does: "Norvane makes heat pumps"."""
    words, verb = parse.sentence.words, parse.verbs.get(index + 1)
    word = words[index]
    if index or is_plain(word) or word in word_list("substances") or find_metric([word]) is not None:
        return False
    if words[1:2] == [","] and len(words) > 2 and words[2] in INTRODUCING:
        return True
    if verb is None or verb.form in ("base", "ing") or verb.group in ("level", "change"):
        return False
    return not word.endswith("s") and word not in word_list("references")
