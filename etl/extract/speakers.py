"""Who says a figure."""

from collections.abc import Sequence

from etl.extract.sentence import Mention, Sentence


def speakers_of(sentence: Sentence, mentions: Sequence[Mention], block_start: int) -> list[str]:
    """The speaker of each mention; empty where the document speaks itself."""
    del sentence, block_start
    return [""] * len(mentions)
