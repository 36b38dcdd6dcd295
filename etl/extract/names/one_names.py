"""Names a text has in one piece only: "Let's Encrypt", "England and Wales", "TimeWarner" that it also writes "Time Warner"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from etl.extract.language.words import is_plain
from etl.model.subject import is_known

# The patterns begin with a set of characters, so that the search skips to them.
_OWNED = re.compile(r"([A-Z](?<!\w.)\w++)['’]s ([A-Z]\w+)")
_PAIR = re.compile(r"([A-Z](?<!\w.)\w++) and ([A-Z]\w+)")
_FEWEST = 3  # times a text has a pair
_MOSTLY = 0.8  # of the times it has a part


def one_names(text: str, written: Mapping[str, int], names: Mapping[str, int]) -> dict[str, str]:
    """By its parts, or another way to write it, the name a text means by them.

    `written` says how often the text has each word, `names` how often each name.

    >>> text = "Orvel and Tamsin grew. In Orvel and Tamsin it rained; Orvel and Tamsin exported."
    >>> one_names(text, Counter(Orvel=3, Tamsin=3), {"Orvel": 3, "Tamsin": 3})
    {'Orvel': 'Orvel and Tamsin', 'Tamsin': 'Orvel and Tamsin'}
    """
    return {**dict(_spaced(names)), **dict(_owned(text, written)), **dict(_paired(text, written))}


def _owned(text: str, written: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """A name with a possessor nobody is: "Let's Encrypt"."""
    for (owner, name), count in Counter(_OWNED.findall(text)).items():
        if count >= _FEWEST and not written.get(owner) and count >= _MOSTLY * written.get(name, 0):
            yield from ((part, f"{owner}'s {name}") for part in (owner, name))


def _paired(text: str, written: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Two names that seldom stand apart."""
    for pair, count in Counter(_PAIR.findall(text)).items():
        if count >= _FEWEST and count >= _MOSTLY * max(written.get(name, 0) for name in pair) and _are_names(pair):
            yield from ((name, " and ".join(pair)) for name in pair)


def _are_names(words: Iterable[str]) -> bool:
    return all(is_known(word.lower()) or not is_plain(word.lower()) for word in words)


def _spaced(names: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """A name written in two ways, by the rarer one."""
    whole = {name.lower(): name for name in names if " " not in name}
    for name, count in names.items():
        other = whole.get(name.replace(" ", "").lower()) if " " in name else None
        if other is not None:
            yield (name, other) if names[other] >= count else (other, name)
