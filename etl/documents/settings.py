"""Settings and code inside a text: front matter between rules, blocks between fences, cut at their keys."""

import re
from collections.abc import Iterator, Sequence

from etl.documents import lines as look
from etl.documents.lines import Line

_KEY = re.compile(r"(?:-\s+)?[A-Za-z_][\w-]*:(?:\s|$)")
_FOLDED = re.compile(r"\s[A-Za-z_]\w*:\s[>|]\s")
_LONGEST_FRONT_MATTER = 60  # lines


def front_matter_end(text: str, lines: Sequence[Line]) -> int:
    """The line that closes settings at the very top, "---" to "---"; 0 where there are none."""
    if not lines or text[lines[0].start : lines[0].end] != "---":
        return 0
    for position in range(1, min(len(lines), _LONGEST_FRONT_MATTER)):
        line = lines[position]
        if not line.is_blank and text[line.start : line.end] in ("---", "..."):
            return position
        if line.is_blank or not (line.indent or _KEY.match(text, line.start, line.end)):
            return 0
    return 0


def fence_end(text: str, lines: Sequence[Line], position: int) -> int:
    """The line that closes the fence at a line; the number of lines where none does."""
    mark = {text[lines[position].start]}
    for end in range(position + 1, len(lines)):
        line = lines[end]
        if not line.is_blank and text[line.start] in mark and set(text[line.start : line.end]) == mark:
            return end
    return len(lines)


def is_fence(text: str, line: Line) -> bool:
    """Whether the line opens or closes a block of code."""
    return text[line.start] in "`~" and look.FENCE.match(text, line.start, line.end) is not None


def passages(text: str, lines: Sequence[Line], position: int, end: int) -> Iterator[tuple[int, int]]:
    """What lines of settings hold: cut at blank lines, at keys, and where keys were run together in one line."""
    start = -1
    for at in range(position, end):
        line = lines[at]
        if start >= 0 and (line.is_blank or _KEY.match(text, line.start, line.end)):
            yield from _unfolded(text, start, lines[at - 1].end)
            start = -1
        if start < 0 and not line.is_blank:
            start = line.start
    if start >= 0:
        yield from _unfolded(text, start, lines[end - 1].end)


def _unfolded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _FOLDED.finditer(text, start, end):
        yield start, match.start()
        start = match.start() + 1
    yield start, end
