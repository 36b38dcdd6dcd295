"""What a name looks like: cleaned of verbs, roles and legal forms, and told from products, acronyms and codes."""

import re
from functools import cache, lru_cache

from etl.extract.language.words import is_plain, verb_forms, with_plain_digits, word_list
from etl.model.subject import aliases, places

_CODE_OF_YEAR = re.compile(r"(?:[fc]y|[1-4]?[qh])[’']?\d{1,4}e?")
_LONGEST_ACRONYM = 5
_REMEMBERED = 1 << 14  # names whose clean form is kept
ENDINGS_OF_ROLES = ("-based", "-listed", "-owned", "-run", "-backed", "-controlled")


@lru_cache(_REMEMBERED)
def clean(name: str) -> str:
    """A run of capitalised words without the verbs of a headline; empty where it is no name but a date or a pronoun.

    >>> clean("Xiaomi Reveals"), clean("March 25")
    ('Xiaomi', '')
    """
    if name.lower() in aliases():
        return name
    words = without_role(name.rstrip("-&,").split())
    acts = [place for place, word in enumerate(words) if _is_act(word)]
    if acts and 0 < acts[0] == len(words) - 1 and is_plain(words[-2].lower()):
        acts = []  # "UK Environmental Accounts", where "Azenta Reports" has a verb
    if acts:
        words = words[: acts[0]] or words[acts[-1] + 1 :]
    if "of" in words[2:] and words[words.index("of", 2) - 1].lower() in company_words():
        words = words[: words.index("of", 2)]
    if _is_footnoted(words[-1:]):
        words[-1] = words[-1][:-1]
    name = " ".join(words).removesuffix(" of")
    if name.lower() in word_list("institutions") or _is_compound(name):
        return ""
    return name if len(name) > 1 and _no_names().isdisjoint(name.lower().replace("of the", "of").split()) else ""


def _is_footnoted(words: list[str]) -> bool:
    """Whether the last word is an ordinary one with the number of a footnote: "Households4"."""
    return bool(words) and words[0][-1].isdigit() and words[0][:-1].isalpha() and is_plain(words[0][:-1].lower())


def _is_compound(name: str) -> bool:
    """Whether a single word is a common compound: "Full-year", "State-run", but "Coca-Cola" and "B-52"."""
    first, hyphen, last = name.partition("-")
    return bool(hyphen) and len(first) > 1 and last.isalpha() and last.islower()


def without_role(words: list[str]) -> list[str]:
    """A name without what a reporter puts before it: "UK-based Sareth Mills", "Discounter Brightmart"."""
    while (
        len(words) > 1
        and words[1][0].isupper()
        and (_is_compound(words[0]) or words[0].lower() in word_list("roles_of_names"))
    ):
        words = words[1:]
    return words


@lru_cache(_REMEMBERED)
def is_product(name: str) -> bool:
    """Whether a name looks like that of a product: its last word holds a digit and a letter, and is no plain symbol."""
    last = name.split()[-1] if name else ""
    if not has_digit(last) or last.isdigit() or is_code_of_year(last.lower()):
        return False
    return with_plain_digits(last.lower()) not in word_list("symbols")


@lru_cache(_REMEMBERED)
def is_acronym(written: str) -> bool:
    """Whether a word is made of a few capitals: "HBM", "CO2"."""
    letters = "".join(filter(str.isalpha, filter(str.isascii, written)))
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isupper()


def is_code_of_year(word: str) -> bool:
    """Whether a word in lower case stands for a financial year, a half or a quarter: "fy25", "h1", "3q24"."""
    return _CODE_OF_YEAR.fullmatch(word) is not None


def has_digit(word: str) -> bool:
    """Whether a word holds a digit."""
    return any(map(str.isdigit, word))


def _is_act(word: str) -> bool:
    """Whether a word of a headline is a verb: "Reveals"."""
    verb = verb_forms().get(word.lower())
    return verb is not None and verb.form in ("s", "past", "ing") and word[-1] in "sdg"


@cache
def _no_names() -> frozenset[str]:
    return small_words() | word_list("months", "times")


@cache
def small_words() -> frozenset[str]:
    """The words of closed classes, which are no part of a name."""
    lists = ("determiners", "pronouns", "prepositions", "conjunctions", "auxiliaries")
    return frozenset().union(*(word_list(name) for name in lists)) - {"of", "us", "it"}


def is_pronoun(text: str) -> bool:
    """Whether a text stands for another noun: "I", "them", "us", but not "US"."""
    return text.lower() in word_list("pronouns") and text not in places()


def without_form(name: str) -> str:
    """A company without its legal form: "Harbour Mills plc" → "Harbour Mills"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().rstrip(".,") in word_list("legal_forms"):
        words.pop()
    return " ".join(words)


def is_company(name: str) -> bool:
    """Whether a name is a company's by its last word."""
    return name.split()[-1].lower() in company_words()


@cache
def company_words() -> frozenset[str]:
    """Last words of the names of companies."""
    return word_list("company_words", "legal_forms")
