"""The lines between the title of a text and its first paragraph that say who wrote and published it."""

import re

from etl.extract.language.words import word_list

_HEAD = 1500  # characters among which these lines stand
_LONGEST = 170  # characters of such a line
_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"')
_BYLINE = re.compile(
    r"\A[\W_]*(?:[Bb]y|BY|Written by|Text:|Author) [A-Z]|\s[·•|]\s|\bdoi:|©|\bet al\b|\bPosted |\bPublished |\bIssue \d"
)
_RELEASED = re.compile(r"\A(?:Released|Published|Issued|Prepared|Produced|Compiled)\b.{0,40}\bby\b")
_WRITERS = re.compile(r"\A[\W_]*(?:[A-Z][\w.’'-]*\*?(?:, | and | & | )){2,12}[A-Z][\w.’'-]*\*?\Z")
_JOINED = re.compile(r", | and | & ")


def without_bylines(text: str) -> str:
    r"""A text with these lines left out; its first line, the title, stays.

    >>> without_bylines("Tides rise\nBy Ana Ruiz\nThe Harbour Review, 2 May 2026\nThe sea rose.")
    'Tides rise\nThe sea rose.'
    """
    kept, behind = [], 0
    for start, end in find_bylines(text):
        kept.append(text[behind:start])
        behind = end
    return "".join([*kept, text[behind:]])


def find_bylines(text: str) -> list[tuple[int, int]]:
    """Where these lines begin and where the ones behind them do."""
    found: list[tuple[int, int]] = []
    start, is_titled, is_released = 0, False, False
    for line in text[:_HEAD].split("\n")[:-1]:
        end, shown = start + len(line) + 1, line.strip(" *_#")
        if len(shown) > _LONGEST or (shown.endswith(_SENTENCE_ENDS) and len(shown) > _LONGEST // 2):
            break
        is_released = bool(shown) and (is_released or _RELEASED.match(shown) is not None)
        if is_titled and (is_released or _is_byline(shown)):
            found.append((start, end))
            is_released = is_released and not shown.endswith(_SENTENCE_ENDS)
        else:
            is_titled = is_titled or bool(line)
        start = end
    return found


def _is_byline(line: str) -> bool:
    if line.startswith("|"):
        return False
    if _BYLINE.search(line) is not None:
        return True
    if _WRITERS.match(line) is not None and _JOINED.search(line) is not None:
        return True
    words = {word.strip(",.;:").lower() for word in line.split() if word[0].isupper()}
    return not line.endswith(_SENTENCE_ENDS) and not words.isdisjoint(word_list("publications"))
