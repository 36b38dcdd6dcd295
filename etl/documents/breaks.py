"""Where a line broken by hand goes on in the next, and where something of another kind begins."""

from collections.abc import Sequence

from etl.documents import lines as look
from etl.documents import rows
from etl.documents.lines import Line
from etl.documents.pipes import stands_in_pipes
from etl.documents.plain_rows import begins_plain
from etl.documents.stacked import begins_stack

WRAP = 130  # a line longer than this was not broken by hand, unless it stops in the middle of a sentence
_SHORTEST_PROSE = 40
_ENDINGS = frozenset(".!?:;,…。！？")
_CLOSING = "\"'”’)]*_ "


def is_blank(lines: Sequence[Line], position: int) -> bool:
    """Whether nothing is on a line, or there is none."""
    return not 0 <= position < len(lines) or lines[position].is_blank


def opens(text: str, lines: Sequence[Line], position: int) -> bool:
    """Whether a line begins a block of another kind."""
    line = lines[position]
    first = text[line.start]
    if begins_plain(text, lines, position) or begins_stack(text, lines, position):
        return True
    if stands_in_pipes(text, lines, position) or rows.stand_in_columns(text, lines, position):
        return True
    if first.isalpha() and first not in look.DATE_INITIALS:
        return False
    return (
        first in "#>`|!"
        or look.bullet_end(text, line) > line.start
        or look.citation_end(text, line) > line.start
        or look.is_rule(text, line)
        or look.timeline_date(text, line) is not None
    )


def runs_on(text: str, before: Line, line: Line) -> bool:
    """Whether a line broken by hand goes on in the next."""
    length, ended = before.end - before.start, _ended(text, before)
    if length > WRAP:
        return not ended and text[line.start].islower()
    return not ended or length > 0.6 * (line.end - line.start)


def over_page(text: str, lines: Sequence[Line], end: int) -> int:
    """The line a sentence goes on with behind the end of a page; the position itself where it does not."""
    last, ahead = lines[end - 1], end
    if last.end - last.start < _SHORTEST_PROSE or _ended(text, last):
        return end
    while ahead < len(lines) and ahead - end < 3 and lines[ahead].is_blank:
        ahead += 1
    if ahead == end or is_blank(lines, ahead):
        return end
    return ahead if text[lines[ahead].start].islower() else end


def _ended(text: str, line: Line) -> bool:
    return text[max(line.start, line.end - 12) : line.end].rstrip(_CLOSING)[-1:] in _ENDINGS
