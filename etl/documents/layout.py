"""A text to its blocks: headings, paragraphs, list items, tables, timelines, references, code. Line by line, once."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from etl.documents import lines as look
from etl.documents import tables, titles
from etl.documents.lines import Line
from etl.model.document import Block, Span, Table, Zone
from etl.model.period import Period

_SECTIONS = Path(__file__).parent.parent / "catalog" / "sections.toml"
_WRAP = 130  # a line longer than this was not broken by hand
_ENDINGS = frozenset(".!?:;,…。！？")
_CLOSING = "\"'”’)]*_ "
_SHORTEST_PROSE = 40
_CAPTION = re.compile(r"\W{0,3}(?:table|figure|fig|chart|exhibit|box)\.?\s+[A-Z]?\d+", re.IGNORECASE)
_KEY = re.compile(r"(?:-\s+)?[A-Za-z_][\w-]*:(?:\s|$)")
_FOLDED = re.compile(r"\s[A-Za-z_]\w*:\s[>|]\s")


def segment(text: str, published: date | None = None) -> tuple[Block, ...]:
    """The blocks of a text in reading order; they do not overlap, and marks ("- ", "## ", "[3] ") stay outside.

    `published` is taken by every reader of a text; the layout itself does not depend on it.
    """
    del published
    return tuple(_Layout(text).read())


@cache
def _sections() -> dict[str, Zone]:
    named = tomllib.loads(_SECTIONS.read_text(encoding="utf-8"))
    return {title: Zone(zone) for zone, titles in named.items() for title in titles}


class _Layout:
    """The lines of one text, read from top to bottom into blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = look.lines_of(text)
        self.blocks: list[Block] = []
        self.headings: list[tuple[int, int]] = []  # (level, block) of the headings above, outermost first
        self.section: Zone | None = None
        self.entries: set[str] = set()

    def read(self) -> list[Block]:
        readers: tuple[Callable[[int], int], ...] = (
            self._skip, self._code, self._contents, self._heading, self._reference, self._pipe_table,
            self._timeline, self._column_table, self._quote, self._item, self._title, self._paragraph,
        )  # fmt: skip
        position = self._front_matter()
        while position < len(self.lines):
            for reader in readers:
                following = reader(position)
                if following > position:
                    position = following
                    break
        return self.blocks

    def _add(self, start: int, end: int, zone: Zone, table: Table | None = None, period: Period | None = None) -> None:
        if start < end:
            heading = self.headings[-1][1] if self.headings else -1
            self.blocks.append(Block(start, end, zone, heading, table, period))

    def _is_blank(self, position: int) -> bool:
        return not 0 <= position < len(self.lines) or self.lines[position].is_blank

    def _front_matter(self) -> int:
        """Settings between two rules at the very top."""
        if not self.lines or self.text[: self.lines[0].end].strip() != "---":
            return 0
        for position in range(1, min(len(self.lines), 60)):
            line = self.lines[position]
            if not line.is_blank and self.text[line.start : line.end] in ("---", "..."):
                self._settings(1, position)
                return position + 1
            if line.is_blank or not (line.indent or _KEY.match(self.text, line.start, line.end)):
                return 0
        return 0

    def _skip(self, position: int) -> int:
        line = self.lines[position]
        if line.is_blank:
            return position + 1
        if look.is_rule(self.text, line):
            if self.section is Zone.REFERENCE or self.section is Zone.TOC:
                self.section = None
            return position + 1
        return position

    def _code(self, position: int) -> int:
        """Everything between two fences, cut at blank lines and keys; an unclosed fence holds nothing."""
        line = self.lines[position]
        if not look.is_fence(self.text, line):
            return position
        mark = self.text[line.start]
        limit = min(len(self.lines), position + 2000)
        for end in range(position + 1, limit):
            last = self.lines[end]
            if not last.is_blank and set(self.text[last.start : last.end]) == {mark}:
                self._settings(position + 1, end)
                return end + 1
        return position + 1

    def _settings(self, position: int, end: int) -> None:
        start = -1
        for at in range(position, end):
            line = self.lines[at]
            opens = line.is_blank or _KEY.match(self.text, line.start, line.end)
            if opens and start >= 0:
                self._settings_block(start, self.lines[at - 1].end)
                start = -1
            if start < 0 and not line.is_blank:
                start = line.start
        if start >= 0:
            self._settings_block(start, self.lines[end - 1].end)

    def _settings_block(self, start: int, end: int) -> None:
        for match in _FOLDED.finditer(self.text, start, end):
            self._add(start, match.start(), Zone.YAML)
            start = match.start() + 1
        self._add(start, end, Zone.YAML)

    def _contents(self, position: int) -> int:
        """The entries under "Contents", up to the first heading they name, a rule, or prose."""
        if self.section is not Zone.TOC:
            return position
        line = self.lines[position]
        start = look.bullet_end(self.text, line)
        key = titles.key(self.text, look.numbering_end(self.text, Line(start, line.end, 0)), line.end)
        prose = bool(self.entries) and line.end - line.start > 2 * titles.LONGEST
        if key in self.entries or prose or look.heading_level(self.text, line)[0]:
            self.section = None
            return position
        if _sections().get(key) is not Zone.TOC:
            self.entries.add(key)
            self._add(start, line.end, Zone.TOC)
        return position + 1

    def _pipe_table(self, position: int) -> int:
        """Consecutive lines with pipes; lines with a label alone between them belong to them."""
        end = position
        rows: list[tables.Cells] = []
        while end < len(self.lines) and not self._is_blank(end):
            line = self.lines[end]
            cells = look.pipe_cells(self.text, line)
            if cells or (rows and self._is_row_label(end)):
                rows.append(_inner(self.text, line, cells) if cells else [(line.start, line.end)])
            elif self.text[line.start : line.end] != "|":
                break
            end += 1
        return self._table(position, end, rows)

    def _is_row_label(self, position: int) -> bool:
        """Whether a line without pipes names the row below: two lines on, the row goes on."""
        ahead = self.lines[position + 1 : position + 3]
        short = self.lines[position].end - self.lines[position].start <= titles.LONGEST
        return short and len(ahead) == 2 and self.text[ahead[0].start : ahead[0].end] == "|"

    def _column_table(self, position: int) -> int:
        """Lines in columns: tabs, or gaps of two spaces and more with figures in them.

        Rows set apart by tabs go on over blank lines and labels that stand alone between them.
        """
        end, figures = position, 0
        rows: list[tables.Cells] = []
        while not self._is_blank(end):
            cells = look.column_cells(self.text, self.lines[end])
            if not cells:
                break
            rows.append(cells)
            figures += any(tables.is_figure(self.text, cell) for cell in cells[1:])
            end = self._next_row(end + 1) if self._has_tab(end) else end + 1
        while end > position and self._is_blank(end - 1):
            end -= 1
        if len(rows) < 2 or (figures * 2 < len(rows) and not self._has_tab(position)):
            return position
        return self._table(position, end, rows)

    def _has_tab(self, position: int) -> bool:
        return self.text.find("\t", self.lines[position].start, self.lines[position].end) >= 0

    def _next_row(self, position: int) -> int:
        """The next line with tabs, over blank lines and at most one label; the position itself where there is none."""
        ahead, labels = position, 0
        while ahead < len(self.lines) and ahead - position < 6:
            if not self._is_blank(ahead):
                if self._has_tab(ahead):
                    return ahead
                labels += 1
                line = self.lines[ahead]
                if labels > 1 or line.end - line.start > 60 or not titles.looks_like_title(self.text, line, alone=True):
                    return position
            ahead += 1
        return position

    def _table(self, position: int, end: int, rows: list[tables.Cells]) -> int:
        if len(rows) < 2:
            return position
        table = tables.build(self.text, rows, self._caption(position, end))
        if table is None:
            return position
        self._add(self.lines[position].start, self.lines[end - 1].end, Zone.TABLE, table)
        return end

    def _caption(self, position: int, end: int) -> Span | None:
        """The line above that introduces a table ("Table 2. …", "…:"), or the line below that names it."""
        for above in reversed(self.blocks[-3:]):
            words = self.text[above.start : above.end]
            if self._is_near(above, position) and _CAPTION.match(words):
                return Span(above.start, above.end)
        below = next((line for line in self.lines[end : end + 2] if not line.is_blank), None)
        if below and _CAPTION.match(self.text, below.start, below.end):
            return Span(below.start, below.end)
        above = self.blocks[-1] if self.blocks else Block(0, 0, Zone.TABLE)
        words = self.text[above.start : above.end].rstrip("*_ ")
        introduces = len(words) <= (2 * titles.LONGEST if words.endswith(":") else 80)
        near = above.zone is not Zone.TABLE and self.text.count("\n", above.end, self.lines[position].start) <= 2
        return Span(above.start, above.end) if introduces and near else None

    def _is_near(self, block: Block, position: int) -> bool:
        return self.text.count("\n", block.end, self.lines[position].start) <= 6

    def _open(self, level: int, start: int, end: int) -> None:
        """Start a section: its heading, and what kind of section the heading announces."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self._add(start, end, Zone.HEADING)
        self.headings.append((level, len(self.blocks) - 1))
        self.section = _sections().get(titles.key(self.text, start, end))

    def _heading(self, position: int) -> int:
        line = self.lines[position]
        level, start = look.heading_level(self.text, line)
        if not level:
            return position
        end = len(self.text[: line.end].rstrip("# ")) if self.text[line.end - 1] == "#" else line.end
        self._open(level, look.numbering_end(self.text, Line(start, end, 0)), end)
        return position + 1

    def _timeline(self, position: int) -> int:
        line = self.lines[position]
        if self.text[line.start] not in look.DATE_INITIALS:
            return position
        dated = look.timeline_date(self.text, line)
        if dated is None or dated[0] >= line.end:
            return position
        end = self._item_end(position)
        self._add(dated[0], self.lines[end - 1].end, Zone.TIMELINE, period=dated[1])
        return end

    def _reference(self, position: int) -> int:
        line = self.lines[position]
        start = look.citation_end(self.text, line)
        if start == line.start and self.section is not Zone.REFERENCE:
            return position
        if start == line.start and (
            self.text[line.start] == "|" or titles.key(self.text, line.start, line.end) in _sections()
        ):
            return position
        end = self._item_end(position)
        self._add(max(start, look.bullet_end(self.text, line)), self.lines[end - 1].end, Zone.REFERENCE)
        return end

    def _quote(self, position: int) -> int:
        end = position
        while not self._is_blank(end) and self.text[self.lines[end].start] == ">":
            end += 1
        if end > position:
            self._add(look.quote_end(self.text, self.lines[position]), self.lines[end - 1].end, Zone.QUOTE)
        return end

    def _item(self, position: int) -> int:
        line = self.lines[position]
        start = look.bullet_end(self.text, line)
        if start == line.start or (self.text[line.start].isdigit() and self._is_title(position)):
            return position
        end = self._item_end(position)
        self._add(start, self.lines[end - 1].end, Zone.BODY)
        return end

    def _item_end(self, position: int) -> int:
        """The line behind an item: lines that go on with it are set in, or follow a line broken by hand."""
        end = position + 1
        while not self._is_blank(end) and not self._opens(end):
            line = self.lines[end]
            if line.indent <= self.lines[position].indent and not self._runs_on(self.lines[end - 1], line):
                break
            end += 1
        return end

    def _title(self, position: int) -> int:
        line = self.lines[position]
        if _CAPTION.match(self.text, line.start, line.end) and line.end - line.start <= 2 * titles.LONGEST:
            self._add(line.start, line.end, Zone.BODY)
            return position + 1
        if not self._is_title(position):
            return position
        self._open(titles.UNMARKED_LEVEL, look.numbering_end(self.text, line), line.end)
        return position + 1

    def _is_title(self, position: int) -> bool:
        """Whether an unmarked line looks like a heading and stands like one."""
        text, line, after = self.text, self.lines[position], position + 1
        if titles.key(text, look.numbering_end(text, line), line.end) in self.entries:
            return True
        alone = self._is_blank(position - 1) and self._is_blank(after)
        if not titles.looks_like_title(text, line, alone=alone) or not self._may_follow(position):
            return False
        if self._is_blank(after) or self._opens(after) or not self.blocks or self.blocks[-1].zone is Zone.HEADING:
            return True
        length, following = line.end - line.start, self.lines[after].end - self.lines[after].start
        return following > _WRAP or (
            length <= 40 and following > 1.5 * length and text[self.lines[after].start].isupper()
        )

    def _may_follow(self, position: int) -> bool:
        """Whether the line above is blank, drawn, a heading, or the end of a paragraph."""
        before = self.lines[position - 1] if position else None
        if before is None or before.is_blank or before.end - before.start > _WRAP or look.is_rule(self.text, before):
            return True
        return self._is_heading_end(before)

    def _is_heading_end(self, line: Line) -> bool:
        last = self.blocks[-1] if self.blocks else None
        return last is not None and last.end == line.end and last.zone in (Zone.HEADING, Zone.TOC, Zone.TIMELINE)

    def _paragraph(self, position: int) -> int:
        """Lines that run on, also over the end of a page: the next begins in lower case where the last had no end."""
        end = position + 1
        while True:
            if not self._is_blank(end) and not self._opens(end) and self._runs_on(self.lines[end - 1], self.lines[end]):
                end += 1
                continue
            ahead = self._over_page(end)
            if ahead == end:
                break
            end = ahead + 1
        self._add(self.lines[position].start, self.lines[end - 1].end, Zone.BODY)
        return end

    def _over_page(self, end: int) -> int:
        last, ahead = self.lines[end - 1], end
        while ahead < len(self.lines) and ahead - end < 3 and self.lines[ahead].is_blank:
            ahead += 1
        if ahead == end or self._is_blank(ahead) or last.end - last.start < _SHORTEST_PROSE:
            return end
        ended = self.text[last.start : last.end].rstrip(_CLOSING)[-1:] in _ENDINGS
        return ahead if not ended and self.text[self.lines[ahead].start].islower() else end

    def _opens(self, position: int) -> bool:
        """Whether a line begins a block of another kind."""
        text, line = self.text, self.lines[position]
        first = text[line.start]
        if text.count("|", line.start, line.end) > 1 or self._in_columns(position):
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

    def _in_columns(self, position: int) -> bool:
        return all(
            not self._is_blank(at) and len(look.column_cells(self.text, self.lines[at])) > 1
            for at in (position, position + 1)
        )

    def _runs_on(self, before: Line, line: Line) -> bool:
        """Whether a line broken by hand goes on in the next."""
        if before.end - before.start > _WRAP:
            return False
        ended = self.text[before.start : before.end].rstrip(_CLOSING)[-1:] in _ENDINGS
        return not ended or before.end - before.start > 0.6 * (line.end - line.start)


def _inner(text: str, line: Line, cells: tables.Cells) -> tables.Cells:
    """Cells without the empty ones outside a first and a last pipe."""
    first = 1 if text[line.start] == "|" else 0
    return cells[first : len(cells) - 1 if text[line.end - 1] == "|" else len(cells)]
