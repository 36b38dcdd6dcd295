"""What narrows a figure to a part: a place, a region, a segment, a rank among parts, named in its sentence."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from etl.catalog import CATALOG
from etl.model.record import record
from etl.model.subject import adjectives, aliases
from etl.model.subject import places as known_places

_SENTENCES = 64
_RUN = re.compile(r"\w+")


@record
class _Names:
    """Names to look for in a sentence, with what each means; `first` are the words one begins with.

    Most sentences hold none of these, which is told far sooner than that the pattern fits nowhere.
    """

    meant: Mapping[str, str]
    first: frozenset[str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, meant: Mapping[str, str]) -> "_Names":
        """Names with what each means."""
        longest = sorted(meant, key=lambda name: (-len(name), name))
        pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")
        return cls(meant, frozenset(_RUN.findall(name)[0] for name in meant), pattern)

    def inside(self, sentence: str) -> frozenset[str]:
        """What the names in a sentence mean."""
        if self.first.isdisjoint(_RUN.findall(sentence)):
            return frozenset()
        return frozenset(self.meant[found] for found in self.pattern.findall(sentence))


@cache
def _places() -> _Names:
    """Every place and adjective of place, with the one name its spellings share."""
    known = {**{name: meant for name, meant in aliases().items() if meant in known_places()}, **adjectives()}
    return _Names.of({name: meant.lower() for name, meant in known.items() if name not in ("us", "world")})


@cache
def _parts() -> _Names:
    """Words of the catalogue for a part or a rank among parts."""
    lines = (CATALOG / "scopes.txt").read_text("utf-8").splitlines()
    return _Names.of({line: line for line in lines if line and not line.startswith("#")})


@lru_cache(_SENTENCES)
def places(sentence: str) -> frozenset[str]:
    """The countries and continents a sentence (in lower case) names."""
    return _places().inside(sentence)


@lru_cache(_SENTENCES)
def parts(sentence: str) -> frozenset[str]:
    """The words of a sentence (in lower case) that make a figure that of a part, or of the first among parts."""
    return _parts().inside(sentence)
