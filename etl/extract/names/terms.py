"""Acronyms that stand for a term and not for somebody: "catch per unit effort (CPUE)", but "Lindmark Dairy Union (LDU)"."""

import re
from collections import Counter
from collections.abc import Iterator

from etl.extract.language.words import tags_of_words
from etl.model.subject import is_known

_INTRODUCED = re.compile(r"\(([A-Z]{2,6})s?\)")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 90  # characters before an acronym that spell it out
_MORE = 3  # small words that give no letter
# "$8,999 MRR)" measures in it, "27 EU states" does not.
_MEASURING = re.compile(r"\d[kKmMbB]? ([A-Z]{2,6})(?=[^\w\s]|\n| (?:and|as|by|for|from|in|to)\b)")
_TWICE = 2


def terms_of(text: str) -> frozenset[str]:
    """The acronyms a text spells out in words written small, or that begin with a small word, or that it measures in.

    >>> sorted(terms_of("People Not in Education, Employment or Training (NEET) met the Lindmark Dairy Union (LDU)."))
    ['NEET']
    >>> sorted(terms_of("Sales reached $4,100 MRR in May and $5,900 MRR in June."))
    ['MRR']
    """
    measuring = Counter(_MEASURING.findall(text))
    return frozenset(_terms(text)) | {
        name for name, count in measuring.items() if count >= _TWICE and not is_known(name.lower())
    }


def _terms(text: str) -> Iterator[str]:
    for match in _INTRODUCED.finditer(text):
        words = _WORD.findall(text, max(0, match.start() - _REACH), match.start())
        spelled = _spelled_out(words, match[1].lower())
        if spelled and (spelled[0].lower() in tags_of_words() or any(map(_is_small, spelled))):
            yield match[1]


def _spelled_out(words: list[str], letters: str) -> list[str]:
    """The last words whose first letters are an acronym; small words between them may give none."""
    for size in range(len(letters), min(len(words), len(letters) + _MORE) + 1):
        found = words[-size:]
        initials = "".join(word[0].lower() for word in found if word.lower() not in tags_of_words())
        if letters in ("".join(word[0].lower() for word in found), initials, found[0][0].lower() + initials):
            return found
    return []


def _is_small(word: str) -> bool:
    return word.islower() and word not in tags_of_words()
