"""What a document turns on as candidates: how surely it does, what it may turn on else, how near each was named last."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from etl.extract.names.document_names import Names
from etl.extract.names.persons import places_of
from etl.extract.passages import Passage
from etl.model.document import Document

_CLOSE, _FAR = 600, 2500  # characters
_SURELY, _HARDLY = 1.5, 0.5  # by how much more speaks for the first than for the next

Source = tuple[str, str]


class TurnedOn:
    """What one document turns on and the next after it."""

    def __init__(self, document: Document, names: Names) -> None:
        self.starts = [block.start for block in document.blocks]
        rivals = [(name, "rival", _grade(behind, "behind", "near", "close")) for name, behind in names.rivals]
        behind = names.rivals[0][1] if names.rivals else _SURELY
        first = [(names.main, "main", _grade(behind, "sure", "fair", "unsure"))] if names.main else []
        self.found = [
            (name, which, how, list(places_of(document.text, name))) for name, which, how in (*first, *rivals)
        ]

    def sources(self, passage: Passage) -> Iterator[Source]:
        """Each as a candidate for the figures of a passage, once by its rank and once by where it was named last."""
        for name, which, how, sightings in self.found:
            yield name, f"{which} {how}"
            yield name, f"{which} named {_last_named(sightings, passage, self.starts[passage.block])}"


def _grade(behind: float, much: str, some: str, little: str) -> str:
    return much if behind >= _SURELY else some if behind >= _HARDLY else little


def _last_named(sightings: Sequence[int], passage: Passage, block: int) -> str:
    """How near a name was written last before the end of a sentence."""
    if not sightings:
        return "nowhere"
    start, at = passage.sentence.start, bisect_left(sightings, passage.sentence.end)
    last = sightings[at - 1] if at else -_FAR
    if last >= start:
        return "here"
    if last >= block:
        return "in its block"
    return "close by" if start - last < _CLOSE else "away" if start - last < _FAR else "far"
