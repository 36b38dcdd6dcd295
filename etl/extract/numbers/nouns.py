"""The noun that a number counts: "17 agentic AI job openings" counts job openings."""

from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import IRREGULAR, words_of
from etl.model.record import record

_ENDS = words_of("phrase_ends")
_SINGULARS = words_of("singulars") | words_of("third_person")
_PLURALS = words_of("plurals")
_LIGHT = words_of("light_nouns")
_ADJECTIVES = words_of("plain_adjectives")
_COMPOUND_HEADS = words_of("compound_heads")
_PREFIXES = words_of("joined_prefixes")
_WORKERS = words_of("workers")
_PRODUCTS = frozenset({"hour", "day", "month", "year", "mile", "kilometer", "kilometre", "km"})
_HYPHENS = frozenset({"-", "‑", "–"})
_REACH = 8
_PARTICLES = frozenset({"off", "in", "out", "up", "down", "on", "over", "by", "back", "through", "together", "around"})
_AND_OR = ["and", "/", "or"]
_QUOTES = frozenset({"“", "”", '"', "‘"})
COMPARED = frozenset(
    {"smaller", "larger", "bigger", "higher", "lower", "older", "younger", "cheaper", "better", "longer"}
)
_PEOPLES = words_of("peoples")
_OF_PEOPLES = ("ians", "eans", "icans")
_NO_NOUNS = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "trillions", "scores"})
_ADJECTIVAL = ("al", "ic", "ous", "ive", "able", "ible", "ful", "ular", "ary", "ical", "less")
_DETERMINERS = frozenset({"the", "its", "their", "these", "those", "our", "his", "her", "my", "your"})


@record
class Noun:
    """A noun phrase from token `first` to its head `last`; `unit` is the head's singular with underscores."""

    first: int
    last: int
    unit: str


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    if word in _PLURALS:
        return True
    if len(word) > 6 and word.endswith(("ae", "men")):
        return word not in _SINGULARS
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "siu'’" and word not in _SINGULARS


def singular(word: str) -> str:
    """The singular of a noun.

    >>> singular("companies"), singular("openings"), singular("people")
    ('company', 'opening', 'person')
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in _SINGULARS or len(word) < 4 or not word.endswith(("s", "ae", "men")) or word.endswith("ss"):
        return word
    if not word.endswith("s"):
        return word[:-1] if word.endswith("ae") else word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def read_noun(tokens: Tokens, index: int) -> Noun | None:
    """The plural noun within a few words from `index`, past adjectives and names."""
    at, words = index, 0
    while at < len(tokens.words) and at - index < _REACH:
        word = tokens.words[at]
        if word in _NO_NOUNS:
            return None  # "160 dead and dozens hurt"
        if (is_plural(word) or _is_acronym(tokens, at)) and not _leads_on(tokens, at):
            return Noun(index, at, name_of(tokens, index, at))
        if words and word == "and" and tokens.words[at : at + 3] == _AND_OR:
            at += 2  # "VAT and/or PAYE enterprises"
        elif word == "," and not words and _is_joined_figure(tokens, at + 1):
            at += 3  # "three, 8-megawatt turbines"
        elif word in {",", "and", "&"}:
            if not words or word != "," and tokens.at[at + 1] in _ENDS:
                return None
        elif word in _ENDS and not _opens_compound(tokens, at) or not _may_modify(tokens, at):
            return None
        words += 1
        at += 1
    return None


def _is_acronym(tokens: Tokens, index: int) -> bool:
    """Whether capitals with a small s stand there: "400 EVs", "20 ICUs"."""
    written = tokens.cased(index)
    return len(written) > 2 and written[-1] == "s" and written[:-1].isupper() and written.isalpha()


def _opens_compound(tokens: Tokens, index: int) -> bool:
    """Whether a small word is joined to the next: "seven for-hire drivers", "12 at-risk pupils"."""
    if tokens.at[index] in COMPARED:
        return is_plural(tokens.at[index + 1])  # "30 smaller galaxies"
    return tokens.at[index + 1] in _HYPHENS and tokens.is_glued(index + 1) and tokens.is_glued(index + 2)


def _is_joined_figure(tokens: Tokens, index: int) -> bool:
    """Whether a figure joined to its unit stands there: "8-megawatt"."""
    return tokens.is_number(index) and tokens.at[index + 1] in _HYPHENS and tokens.is_glued(index + 2)


def read_singular(tokens: Tokens, index: int) -> Noun | None:
    """The noun in the singular that "one" counts: "one particular demand that", "one solution"."""
    last = index
    while last < index + 4 and tokens.is_word(last + 1) and tokens.words[last + 1] not in _ENDS:
        if tokens.at[last] not in _ADJECTIVES and not tokens.at[last].endswith(_ADJECTIVAL):
            break
        last += 1
    word = tokens.at[last]
    if not word.isalpha() or word in _ENDS or len(word) < 3 or is_plural(word):
        return None
    return Noun(index, last, name_of(tokens, index, last))


def read_partitive(tokens: Tokens, index: int) -> Noun | None:
    """The noun behind "one of the": "one of the best wireless speakers"."""
    if tokens.at[index] != "of":
        return None
    return read_noun(tokens, index + 1 + (tokens.at[index + 1] in _DETERMINERS))


def _leads_on(tokens: Tokens, index: int) -> bool:
    """Whether a plural only modifies the next one ("data centers", "systems engineers")."""
    following = tokens.at[index + 1]
    if tokens.at[index] in _PLURALS and tokens.at[index][-1] != "s" and is_plural(following):
        return True  # "31 fish species", "120 staff members"
    if tokens.at[index] in _COMPOUND_HEADS:
        return following.isalpha() and following not in _ENDS
    if following in _HYPHENS and tokens.is_glued(index + 1):
        return True
    return following in {"'", "’", "'s", "’s"} and tokens.is_glued(index + 1)


def _may_modify(tokens: Tokens, index: int) -> bool:
    """Whether a token may stand between a number and its noun."""
    word = tokens.words[index]
    if word[0].isalpha():
        return True
    if word in _HYPHENS:
        return tokens.is_glued(index) and tokens.is_glued(index + 1)
    if word[0].isdecimal():
        return tokens.is_capital(index - 1) or tokens.is_glued(index) or _is_compound(tokens, index)
    return word in {"'s", "’s", "/"} or word in _QUOTES and tokens.is_glued(index + 1) and not tokens.is_glued(index)


def _is_compound(tokens: Tokens, index: int) -> bool:
    """Whether a figure opens an adjective or a name: "26 million 480-pound bales", "500 3D printers"."""
    joined = tokens.is_glued(index + 1) and (
        tokens.is_word(index + 1) or tokens.at[index + 1] in _HYPHENS and tokens.is_word(index + 2)
    )
    return joined and tokens.at[index - 1] not in {"and", ",", "&"}


def _is_named(tokens: Tokens, index: int) -> bool:
    """Whether a word closes a name of several: the Coast of "seven East Coast states"."""
    named = tokens.is_capital(index) and tokens.is_capital(index - 1) and tokens.is_word(index - 1)
    return named and not tokens.is_capital(index + 1)


def _are_people(tokens: Tokens, index: int) -> bool:
    """Whether the people of a country or a faith stand there: "Bolivians", "Swedes"."""
    word = tokens.words[index]
    return tokens.is_capital(index) and (word.endswith(_OF_PEOPLES) or word in _PEOPLES)


def name_of(tokens: Tokens, first: int, last: int) -> str:
    """The canonical name of a counted noun, with the word before a head that says little alone."""
    head = tokens.words[last][:-1] if _is_acronym(tokens, last) else singular(tokens.words[last])
    head = "person" if _are_people(tokens, last) else head
    before = tokens.at[last - 1] if last > first else ""
    if before in _HYPHENS and last - 2 >= first and tokens.words[last - 2] in _PREFIXES:
        return f"{tokens.words[last - 2]}-{head}"
    if before in _HYPHENS and last - 2 >= first and head in _PARTICLES:
        return f"{tokens.words[last - 2]}-{head}"  # "tip-offs"
    if before in _HYPHENS and last - 2 >= first and head in _PRODUCTS and tokens.words[last - 2].isalpha():
        return f"{tokens.words[last - 2]}_{head}"
    joined = last - 2 >= first and tokens.at[last - 2] in _HYPHENS
    if head in _PRODUCTS and last > first and (tokens.cased(last - 1).isupper() or before in _WORKERS):
        return f"{before}_{head}"
    adjective = before in _ADJECTIVES or before.endswith(("ed", "ean", "ish", "ese", "ian", "ench", "utch"))
    plain = adjective or not before.isalpha()
    if tokens.words[last] in _LIGHT and not plain and not joined and not _is_named(tokens, last - 1):
        return f"{before}_{head}"
    return head
