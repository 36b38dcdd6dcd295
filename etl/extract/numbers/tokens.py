"""A sentence without its markup: the tokens the grammar of numbers reads."""

from collections.abc import Sequence
from itertools import pairwise
from operator import eq

from etl.extract.sentence import Sentence
from etl.model.record import record

# Bold and italic marks, backslashes before a sign, invisible characters: no part of what is said.
_MARKUP = frozenset(
    "*_`\\\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_WORTH_A_LOOK = _MARKUP | {"{", "$"}
_SIGNS = frozenset({"+", "-", "−", "–"})
_RELATIONS = frozenset({"=", "<", ">", "≤", "≥", "≈", "~", "≲", "≳"})
_BEYOND = [""] * 24
_TEX_STYLES = frozenset(
    {"mathrm", "text", "rm", "mathbf", "left", "right", "mbox", "quad", "textbf", "textit", "mathcal", "it", "bf"}
)
_TEX_SIGNS = {
    "pm": "±", "times": "×", "cdot": "·", "odot": "☉", "oplus": "⊕", "simeq": "≈", "approx": "≈", "sim": "~",
    "times10": "×10", "lesssim": "<", "gtrsim": ">", "leq": "<", "geq": ">", "le": "<", "ge": ">", "circ": "°", "degree": "°",
    "mu": "µ", "percent": "%", "sigma": "σ", "to": "to",
}  # fmt: skip


@record
class Tokens:
    """Tokens in parallel lists; `raw` is the index in the sentence, `glued` whether no space stands before it.

    `at` holds the words with empty ones behind them, so that one may look a few tokens beyond either end.
    """

    text: str
    words: list[str]
    at: list[str]
    starts: list[int]
    ends: list[int]
    glued: list[bool]
    raw: Sequence[int]

    def cased(self, index: int) -> str:
        """The word as written; empty beyond either end."""
        if not 0 <= index < len(self.words):
            return ""
        written = self.text[self.starts[index] : self.ends[index]]
        return written if written.lower() == self.words[index] else self.words[index]

    def is_glued(self, index: int) -> bool:
        """Whether a token stands directly behind the one before it."""
        return 0 < index < len(self.words) and self.glued[index]

    def is_capital(self, index: int) -> bool:
        """Whether a token is written with a capital."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()

    def is_camel(self, index: int) -> bool:
        """Whether a word begins small and has a capital behind, as brands do: "iPhone"."""
        word = self.cased(index)
        return len(word) > 3 and word[0].islower() and word[1].isupper() and word[2:].islower()

    def is_word(self, index: int) -> bool:
        """Whether a token begins with a letter."""
        return 0 <= index < len(self.words) and self.words[index][0].isalpha()

    def is_number(self, index: int) -> bool:
        """Whether a token is a numeral of digits."""
        return 0 <= index < len(self.words) and self.words[index][0].isdecimal()

    def find(self, parts: tuple[str, ...], index: int) -> bool:
        """Whether these words stand at `index`."""
        return tuple(self.words[index : index + len(parts)]) == parts


def read_tokens(sentence: Sentence) -> Tokens:
    """The tokens of a sentence without markup."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    adjacent = list(map(eq, starts, [-1, *ends]))
    kept = None if _WORTH_A_LOOK.isdisjoint(words) else _without_markup(sentence)
    said = words if kept is None else [word for _, word in kept]
    if kept is None or said == words:
        return Tokens(sentence.text, words, words + _BEYOND, starts, ends, adjacent, range(len(words)))
    raw = [index for index, _ in kept]
    return Tokens(
        sentence.text,
        said,
        said + _BEYOND,
        [starts[index] for index in raw],
        [ends[index] for index in raw],
        [all(adjacent[before + 1 : index + 1]) for before, index in pairwise([-1, *raw])],  # only markup between
        raw,
    )


def _without_markup(sentence: Sentence) -> list[tuple[int, str]]:
    """Indices and words of the tokens that say something; TeX commands become the signs they stand for."""
    words = sentence.words
    is_math = ("^" in words or "_" in words) and "{" in words or _has_command(words)
    if is_math:
        said = [(index, _tex_sign(words, index)) for index in range(len(words))]
        return [(index, sign) for index, sign in said if sign]
    delimiters = _delimiters(sentence) if words.count("$") > 1 else frozenset()
    return [(index, word) for index, word in enumerate(words) if word not in _MARKUP and index not in delimiters]


def _delimiters(sentence: Sentence) -> frozenset[int]:
    """The dollar signs around formulas without a command: "$P<11$ days", "$z = 0.35$", "$40$"."""
    found: set[int] = set()
    places = [index for index, word in enumerate(sentence.words) if word == "$"]
    for first, last in pairwise(places):
        if first not in found and _is_formula(sentence, first, last):
            found.update((first, last))
    return frozenset(found)


def _is_formula(sentence: Sentence, first: int, last: int) -> bool:
    inner = sentence.words[first + 1 : last]
    if not inner or len(inner) > 12 or not sentence.is_adjacent(first + 1) or not sentence.is_adjacent(last):
        return False
    if len(inner) == 1:
        ends = last + 1 >= len(sentence.words) or not sentence.is_adjacent(last + 1)
        return inner[0][0].isdecimal() and (ends or not sentence.words[last + 1][0].isdecimal())
    return inner[0].isalpha() and len(inner[0]) == 1 and inner[1] in _RELATIONS


def _has_command(words: list[str]) -> bool:
    """Whether a TeX command stands among the words, which an escaped dollar sign does not make."""
    return any(one == "\\" and other.isalpha() for one, other in pairwise(words))


def _tex_sign(words: list[str], index: int) -> str:
    """What a token of TeX says; empty where it says nothing."""
    word = words[index]
    escaped = index > 0 and words[index - 1] == "\\"
    if word == "_" and not _SIGNS.isdisjoint(words[index + 1 : index + 3]) and words[index + 1] in _SIGNS | {"{"}:
        return "_"  # a lower error: "2.0_{-0.6}^{+0.7}"
    if word in _MARKUP or word in {"{", "}", "~"} or word == "$" and not escaped:
        return ""
    if word == "^" and next((said for said in words[index + 1 : index + 4] if said not in "{\\"), "") == "circ":
        return ""
    if escaped and (word in _TEX_STYLES or word in {",", ";", "!", ":"}):
        return ""
    return _TEX_SIGNS.get(word, word) if escaped else word
