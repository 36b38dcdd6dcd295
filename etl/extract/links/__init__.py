"""Ties between the claims of one document, from the grammar of its sentences, paragraphs and tables."""

from collections.abc import Sequence

from etl.extract.sentence import Reading
from etl.model.claim import Link


def find_links(readings: Sequence[Reading]) -> list[Link]:
    """Every tie between claims of one document; the readings come in reading order."""
    return []
