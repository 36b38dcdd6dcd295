"""What a text itself calls those the catalogue has another name for: "the United States" where it never says "US"."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from etl.extract.known import Known
from etl.model.subject import aliases

_EVERYWHERE = "world"  # is no name
_ACRONYM = 4  # characters up to which a name is told by its capitals


class OwnNames(Known[str, str]):
    """The names of one text by those of the catalogue; any other stays as it is."""

    def __init__(self, text: str) -> None:
        super().__init__(lambda name: _written(text, name) if name in _others() else name)


def _written(text: str, name: str) -> str:
    """The name itself where the text has it, else the one of its others that the text has most often."""
    if re.search(rf"\b{re.escape(name)}\b", text):
        return name
    found = [_sightings(text, other) for other in _others()[name]]
    written = max(found, key=len)
    return max(sorted(set(written)), key=written.count) if written else name


def _sightings(text: str, other: str) -> list[str]:
    """Where a text has a name, each as written there."""
    if len(other) <= _ACRONYM:
        return re.findall(rf"\b{re.escape(other.upper())}\b", text)
    return [each for each in re.findall(rf"\b{re.escape(other)}\b", text, re.IGNORECASE) if each[0].isupper()]


@cache
def _others() -> Mapping[str, tuple[str, ...]]:
    """The other names of each of the catalogue, but for those that only have dots in them: "U.S."."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for other, name in aliases().items():
        if other != name.lower() and name != _EVERYWHERE and "." not in other:
            found[name].append(other)
    return {name: tuple(others) for name, others in found.items()}
