"""The persons a text names: who speaks, and who is introduced by an office."""

import re
from collections.abc import Iterable
from functools import cache

from etl.extract.words import word_list

_SAID = (
    "said ",
    "says ",
    "told ",
    "wrote ",
    "Mr ",
    "Mrs ",
    "Ms ",
    "Dr ",
    "Mr. ",
    "Mrs. ",
    "Ms. ",
    "Dr. ",
    "Professor ",
)
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}")
_OFFICE = re.compile(r", (?:(?:an?|the|who|its|their|[\w’'-]+) ){0,6}?([a-z-]+)\b")
_REACH = 70  # characters behind a name in which its office stands


def find_persons(text: str, names: Iterable[str]) -> frozenset[str]:
    """The full names and the surnames of persons: "said Ana Ruiz", "Ana Ruiz, head of research at"."""
    found = {name for name in (full.partition(" of ")[0] for full in names) if _is_person(text, name)}
    for verb in _SAID:
        place = text.find(verb)
        while place >= 0:
            match = _FULL_NAME.match(text, place + len(verb))
            if match is not None:
                found.add(match[0])
            place = text.find(verb, place + 1)
    return frozenset(found | {_without_office(name).split()[-1] for name in found})


def _is_person(text: str, name: str) -> bool:
    """Whether an office stands before a name of two or three words, or behind its comma."""
    words = name.split()
    bare = _without_office(name).split()
    if not 2 <= len(bare) <= 3 or not all(word[0].isupper() and word.isalpha() for word in bare):
        return False
    if bare[-1].lower() in _bodies():
        return False
    if len(bare) < len(words):
        return True
    place = text.find(name)
    before = text[max(0, place - _REACH) : place].split()
    if before and before[-1].rstrip(",").lower() in word_list("persons") and place:
        return True
    behind = _OFFICE.match(text, place + len(name), place + len(name) + _REACH)
    return behind is not None and behind[1] in word_list("persons")


@cache
def _bodies() -> frozenset[str]:
    """Last words of the names of companies and offices."""
    return word_list("company_words", "legal_forms", "institutions")


def _without_office(name: str) -> str:
    """A name without the office it begins with: "Chief Executive Ana Ruiz"."""
    words = name.split()
    while len(words) > 2 and words[0].lower() in word_list("persons"):
        words.pop(0)
    return " ".join(words)
