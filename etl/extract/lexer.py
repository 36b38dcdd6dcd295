"""Text to tokens; the only place that decides where a token ends."""

import re

from etl.extract.sentence import Sentence
from etl.model.document import Zone

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"  # a numeral of digits, with its separators
    r"|['’]s\b"  # a possessive
    r"|[^\W\d_](?:[^\W_])*"  # a word, which may hold digits: H20
    r"|\S"  # any other character
)


def tokenize(text: str, start: int, end: int, block: int = -1, zone: Zone = Zone.BODY) -> Sentence:
    """Cut text[start:end] into tokens.

    >>> tokenize("112GB, China's H20", 0, 18).words
    ['112', 'gb', ',', 'china', "'s", 'h20']
    """
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    return Sentence(
        text=text,
        start=start,
        end=end,
        block=block,
        zone=zone,
        starts=[span[0] for span in spans],
        ends=[span[1] for span in spans],
        words=[text[first:last].lower() for first, last in spans],
    )
