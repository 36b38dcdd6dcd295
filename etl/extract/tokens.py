"""A sentence without its markup: the tokens the grammar of numbers reads."""

from dataclasses import dataclass

from etl.extract.sentence import Sentence

# Bold and italic marks, backslashes before a sign, invisible characters: no part of what is said.
_MARKUP = frozenset(
    "*_`\\\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens in parallel lists; `raw` is the index in the sentence, `glued` whether no space stands before it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    glued: list[bool]
    raw: list[int]

    def word(self, index: int) -> str:
        """The word in lower case; empty beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def cased(self, index: int) -> str:
        """The word as written; empty beyond either end."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.words) else ""

    def is_glued(self, index: int) -> bool:
        """Whether a token stands directly behind the one before it."""
        return 0 < index < len(self.words) and self.glued[index]

    def is_capital(self, index: int) -> bool:
        """Whether a token is written with a capital."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()

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
    starts, ends = sentence.starts, sentence.ends
    if _MARKUP.isdisjoint(sentence.words):
        glued = [False, *(start == end for start, end in zip(starts[1:], ends, strict=False))]
        return Tokens(sentence.text, sentence.words, starts, ends, glued[: len(starts)], list(range(len(starts))))
    raw = [index for index, word in enumerate(sentence.words) if word not in _MARKUP]
    glued = [
        index > 0 and all(starts[at] == ends[at - 1] for at in range(before + 1, index + 1))
        for before, index in zip([0, *raw], raw, strict=False)
    ]
    return Tokens(
        sentence.text,
        [sentence.words[index] for index in raw],
        [starts[index] for index in raw],
        [ends[index] for index in raw],
        glued,
        raw,
    )
