"""Phrases that stand for a name: "the company" for one named before, "data provider Lineview" for the name it holds."""

from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import word_list
from etl.extract.names.name_forms import is_acronym
from etl.extract.topics.background import whole_name
from etl.extract.topics.scope import Scope
from etl.extract.topics.subjects import Naming
from etl.model.metric import find_metric, singular
from etl.model.subject import adjectives, aliases, is_known, places

_ISSUER = "Company"  # as filings and releases call whom they are of
_AGENTS = frozenset({"group", "agency", "giant", "fund", "corporation"})


def is_group(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase is of those who own a figure together: "US startups"."""
    return singular(_last(parse, phrase)) in word_list("groups")


def is_reference(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase stands for somebody named before: "the company", "the Board", "analysts"."""
    words, word, is_single = parse.sentence.words, _last(parse, phrase), phrase.first == phrase.last
    if is_single and (
        word in word_list("voices") or (word in word_list("institutions") and parse.is_capital(phrase.last))
    ):
        return True
    if singular(word) in word_list("things") and is_single:
        return _has_article(parse, phrase.first)
    has_article = phrase.first > 0 and words[phrase.first - 1] in ("the", "this", "that")
    return has_article and phrase.last - phrase.first <= 1 and singular(word) in word_list("references", "institutions")


def _has_article(parse: Parse, first: int) -> bool:
    """Whether an article stands before a noun, or before the measure that tells which: "the 4-nanometre part"."""
    index = first - 1
    while index > 0 and parse.tags[index] == "M":
        index -= 1
    return index >= 0 and parse.sentence.words[index] in ("the", "this", "that")


def is_placed_reference(parse: Parse, phrase: Phrase, naming: Naming) -> bool:
    """Whether a phrase says where one named before is: "the Boston company", "the Swedish group"."""
    first, last = parse.sentence.words[phrase.first], singular(_last(parse, phrase))
    is_placed = naming.subject in places() or first in adjectives() or naming.rest > phrase.last
    if phrase.last - phrase.first != 1 or not is_placed or parse.tags[phrase.first] != "N":
        return False
    if parse.text(phrase).lower() in aliases():
        return False  # "the United States"
    return (last in word_list("groups") or last in _AGENTS) and is_reference(parse, phrase)


def name_meant(parse: Parse, scope: Scope, phrase: Phrase) -> str:
    """Whom a reference stands for, empty where the text names nobody."""
    last = parse.sentence.quote(phrase.last, phrase.last)
    if last in word_list("companies") and scope.names.is_company(scope.nearby):
        return scope.nearby
    if last == _ISSUER and scope.names.main and scope.names.main not in places():
        return scope.names.main
    if singular(last) in word_list("things") and (scope.product or not scope.names.meant_by(last)):
        return scope.product
    return scope.names.meant_by(last) or scope.named or scope.nearby


def name_behind(parse: Parse, scope: Scope, phrase_index: int) -> str:
    """The name at the end of a phrase or between the commas behind it: "data provider Lineview", "its owner, Alp AG,"."""
    phrase, words = parse.phrases[phrase_index], parse.sentence.words
    first = phrase.last
    while first > phrase.first and parse.is_capital(first - 1):
        first -= 1
    if first > phrase.first and parse.is_capital(first) and _bears(parse, scope, first):
        return scope.names.full(parse.sentence.quote(first, phrase.last))
    if singular(_last(parse, phrase)) not in word_list("bearers") or phrase_index + 1 >= len(parse.phrases):
        return ""
    following = parse.phrases[phrase_index + 1]
    is_apposed = words[phrase.last + 1] == "," and following.first == phrase.last + 2
    return whole_name(parse, following, scope) if is_apposed and words[following.last + 1 :][:1] == [","] else ""


def _bears(parse: Parse, scope: Scope, first: int) -> bool:
    """Whether the noun before a name says who bears it: "orbiter Tethra", but no "chairman Ana Ruiz" and no "gross EPS"."""
    before, name = parse.sentence.words[first - 1], parse.sentence.quote(first, first)
    if singular(before) in word_list("bearers"):
        return True
    is_noun = before.isalpha() and before not in word_list("persons") and find_metric([before]) is None
    if find_metric([name.lower()]) is not None:
        return False
    return is_noun and name in scope.names.words and not is_acronym(name) and not is_known(name.lower())


def _last(parse: Parse, phrase: Phrase) -> str:
    return parse.sentence.words[phrase.last]
