"""Ties between the claims of one document, from the grammar of its sentences, paragraphs and tables."""

from collections.abc import Sequence
from itertools import groupby

from etl.extract.links.change import find_changes
from etl.extract.links.comparison import find_comparisons
from etl.extract.links.items import Passage, passage
from etl.extract.links.pairs import find_pairs
from etl.extract.links.per_unit import find_per_unit
from etl.extract.links.restatement import find_restatements
from etl.extract.links.share import find_shares
from etl.extract.sentence import Reading
from etl.model.claim import Link


def find_links(readings: Sequence[Reading]) -> list[Link]:
    """Every tie between claims of one document; the readings come in reading order."""
    passages = [passage(reading) for reading in readings]
    found: list[Link] = []
    for _, block in groupby(passages, key=lambda here: here.sentence.block):
        found.extend(_in_paragraph(list(block)))
    found.extend(find_restatements(passages))
    return sorted({tie.link_id: tie for tie in found}.values(), key=lambda tie: tie.link_id)


def _in_paragraph(passages: Sequence[Passage]) -> list[Link]:
    found: list[Link] = []
    previous: Passage | None = None
    for here in passages:
        if here.items:
            found.extend(find_changes(here, previous))
            found.extend(find_comparisons(here))
            found.extend(find_shares(here, previous))
            found.extend(find_pairs(here))
        previous = here
    found.extend(find_per_unit(passages))
    return found
