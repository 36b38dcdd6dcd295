"""What a text itself calls those the catalogue has another name for: "the United States" where it never says "US"."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from etl.extract.known import Known
from etl.extract.names.persons import places_of
from etl.model.subject import aliases

_EVERYWHERE = "world"  # is no name
_ACRONYM = 4  # characters up to which a name is told by its capitals


class OwnNames(Known[str, str]):
    """The names of one text by those of the catalogue; any other stays as it is."""

    def __init__(self, text: str) -> None:
        super().__init__(lambda name: self._written(name) if name in _others() else name)
        self.text, lower = text, text.lower()
        self.lower = lower if len(lower) == len(text) else text

    def _written(self, name: str) -> str:
        """The name itself where the text has it, else the one of its others that the text has most often."""
        if any(_is_whole(self.text, name, place) for place in places_of(self.text, name)):
            return name
        found = Counter(written for other in _others()[name] for written in self._sightings(other))
        return max(sorted(found), key=found.__getitem__, default=name)

    def _sightings(self, other: str) -> Iterator[str]:
        """Where the text has a name with a capital, each as written there; an acronym in capitals."""
        text, name = (self.text, other.upper()) if len(other) <= _ACRONYM else (self.lower, other)
        for place in places_of(text, name):
            if self.text[place].isupper() and _is_whole(text, name, place):
                yield self.text[place : place + len(name)]


def _is_whole(text: str, name: str, place: int) -> bool:
    """Whether a name at a place is no part of a longer word."""
    behind = text[place + len(name) : place + len(name) + 1]
    return not (behind.isalnum() or (place and text[place - 1].isalnum()))


@cache
def _others() -> Mapping[str, tuple[str, ...]]:
    """The other names of each of the catalogue, but for those that only have dots in them: "U.S."."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for other, name in aliases().items():
        if other != name.lower() and name != _EVERYWHERE and "." not in other:
            found[name].append(other)
    return {name: tuple(others) for name, others in found.items()}
