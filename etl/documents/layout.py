"""A text to its blocks: headings, paragraphs, list items, tables, timelines, references, code. Line by line, once."""

from collections.abc import Callable
from datetime import date

from etl.documents import lines as look
from etl.documents import rows, sections, settings, tables, titles
from etl.documents.breaks import WRAP, is_blank, opens, over_page, runs_on
from etl.documents.captions import caption_of, is_caption
from etl.documents.cells import Cells
from etl.documents.lines import Line
from etl.documents.pipes import begins_pipes, pipe_rows
from etl.documents.plain_rows import plain_rows
from etl.documents.stacked import stacked_rows
from etl.model.document import Block, Table, Zone
from etl.model.period import Period

_SHORT_TITLE = 40


def segment(text: str, published: date | None = None) -> tuple[Block, ...]:
    """The blocks of a text in reading order; they do not overlap, and marks ("- ", "## ", "[3] ") stay outside.

    `published` is taken by every reader of a text; the layout itself does not depend on it.
    """
    del published
    return tuple(_Layout(text).read())


class _Layout:
    """The lines of one text, read from top to bottom into blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = look.lines_of(text)
        self.blocks: list[Block] = []
        self.headings: list[tuple[int, int]] = []  # (level, block) of the headings above, outermost first
        self.section: Zone | None = None
        self.has_notes = False  # whether the section may hold remarks beside its references
        self.entries: set[str] = set()  # titles the table of contents announces
        self.unclosed: set[str] = set()  # marks of fences that nothing closes
        self.no_table = 0  # lines before this one were tried as a table and are none

    def read(self) -> list[Block]:
        readers: tuple[Callable[[int], int], ...] = (
            self._skip, self._code, self._contents, self._heading, self._reference, self._pipe_table,
            self._timeline, self._column_table, self._plain_table, self._quote, self._item, self._title, self._paragraph,
        )  # fmt: skip
        position = self._front_matter()
        while position < len(self.lines):
            if self._is_plain(position):
                position = self._paragraph(position)
                continue
            for reader in readers:
                following = reader(position)
                if following > position:
                    position = following
                    break
        return self.blocks

    def _is_plain(self, position: int) -> bool:
        """Whether a line is a paragraph at first sight: long, begun with a letter, without columns or pipes."""
        text, (start, end, _) = self.text, self.lines[position]
        if end - start <= 2 * titles.LONGEST or self.section in (Zone.TOC, Zone.REFERENCE) or not text[start].isalpha():
            return False
        return all(text.find(mark, start, end) < 0 for mark in ("|", "\t", "  ")) and not self._dated(position)

    def _add(self, start: int, end: int, zone: Zone, table: Table | None = None, period: Period | None = None) -> None:
        if start < end:
            heading = self.headings[-1][1] if self.headings else -1
            self.blocks.append(Block(start, end, zone, heading, table, period))

    # --- readers: each returns the line behind what it read, or the same line

    def _front_matter(self) -> int:
        end = settings.front_matter_end(self.text, self.lines)
        return self._settings(1, end) if end else 0

    def _settings(self, position: int, end: int) -> int:
        for start, last in settings.passages(self.text, self.lines, position, end):
            self._add(start, last, Zone.YAML)
        return end + 1

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
        """Everything between two fences; a fence that nothing closes holds nothing."""
        line = self.lines[position]
        if not settings.is_fence(self.text, line):
            return position
        mark = self.text[line.start]
        end = settings.fence_end(self.text, self.lines, position) if mark not in self.unclosed else len(self.lines)
        if end == len(self.lines):
            self.unclosed.add(mark)
            return position + 1
        held = len(self.blocks)
        following = self._pipe_table(position + 1)
        if position + 1 < following <= end and all(is_blank(self.lines, at) for at in range(following, end)):
            return end + 1  # what a program printed
        del self.blocks[held:]
        return self._settings(position + 1, end)

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
        if sections.zone_of_title(key) is not Zone.TOC:
            self.entries.add(key)
            self._add(start, line.end, Zone.TOC)
        return position + 1

    def _pipe_table(self, position: int) -> int:
        if position < self.no_table or not begins_pipes(self.text, self.lines[position]):
            return position
        return self._table(position, *pipe_rows(self.text, self.lines, position), is_placed=False)

    def _column_table(self, position: int) -> int:
        if position < self.no_table or not look.column_cells(self.text, self.lines[position]):
            return position
        found, end, is_placed = rows.column_rows(self.text, self.lines, position)
        return self._table(position, found, end, is_placed=is_placed)

    def _plain_table(self, position: int) -> int:
        if position < self.no_table:
            return position
        found, end = plain_rows(self.text, self.lines, position)
        if not found:
            found, end = stacked_rows(self.text, self.lines, position)
        return self._table(position, found, end, is_placed=False) if found else position

    def _table(self, position: int, found: list[Cells], end: int, *, is_placed: bool) -> int:
        table = None
        if len(found) > 1:
            caption = caption_of(self.text, self.blocks, self.lines[position:end], self.lines[end : end + 6])
            table = tables.build(self.text, found, caption, is_placed=is_placed)
        if table is None:
            self.no_table = end
            return position
        self._add(self.lines[position].start, self.lines[end - 1].end, Zone.TABLE, table)
        return end

    def _open(self, level: int, start: int, end: int) -> None:
        """Start a section: its heading, and what kind of section the heading announces."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self._add(start, end, Zone.HEADING)
        self.headings.append((level, len(self.blocks) - 1))
        self.section = sections.zone_under(self.text, start, end)
        self.has_notes = sections.may_hold_notes(self.text, start, end)

    def _heading(self, position: int) -> int:
        line = self.lines[position]
        level, start = look.heading_level(self.text, line)
        if not level:
            return position
        end = look.heading_end(self.text, start, line.end)
        self._open(level, look.numbering_end(self.text, Line(start, end, 0)), end)
        return position + 1

    def _dated(self, position: int) -> tuple[int, Period] | None:
        line = self.lines[position]
        return look.timeline_date(self.text, line) if self.text[line.start] in look.DATE_INITIALS else None

    def _timeline(self, position: int) -> int:
        dated = self._dated(position)
        if dated is None or dated[0] >= self.lines[position].end:
            return position
        end = self._item_end(position)
        self._add(dated[0], self.lines[end - 1].end, Zone.TIMELINE, period=dated[1])
        return end

    def _reference(self, position: int) -> int:
        line = self.lines[position]
        start = look.citation_end(self.text, line)
        if start == line.start and (
            self.section is not Zone.REFERENCE
            or self.text[line.start] == "|"
            or sections.zone_under(self.text, line.start, line.end)
            or (self.has_notes and not look.cites_work(self.text, line))
        ):
            return position
        end = self._item_end(position)
        self._add(max(start, look.bullet_end(self.text, line)), self.lines[end - 1].end, Zone.REFERENCE)
        return end

    def _quote(self, position: int) -> int:
        end = position
        while not is_blank(self.lines, end) and self.text[self.lines[end].start] == ">":
            end += 1
        if end > position:
            self._add(look.quote_end(self.text, self.lines[position]), self.lines[end - 1].end, Zone.QUOTE)
        return end

    def _item(self, position: int) -> int:
        line = self.lines[position]
        start = look.bullet_end(self.text, line)
        if start == line.start or (self.text[line.start].isdecimal() and self._is_title(position)):
            return position
        end = self._item_end(position)
        self._add(start, self.lines[end - 1].end, Zone.BODY)
        return end

    def _item_end(self, position: int) -> int:
        """The line behind an item: lines that go on with it are set in, or follow a line broken by hand."""
        end = position + 1
        while not is_blank(self.lines, end) and not opens(self.text, self.lines, end):
            line = self.lines[end]
            if line.indent <= self.lines[position].indent and not runs_on(self.text, self.lines[end - 1], line):
                break
            end += 1
        return end

    def _title(self, position: int) -> int:
        line = self.lines[position]
        if line.end - line.start <= 2 * titles.LONGEST and is_caption(self.text, line.start, line.end):
            self._add(line.start, line.end, Zone.BODY)
            return position + 1
        if not self._is_title(position):
            return position
        self._open(titles.UNMARKED_LEVEL, look.numbering_end(self.text, line), line.end)
        return position + 1

    def _is_title(self, position: int) -> bool:
        """Whether an unmarked line looks like a heading and stands like one."""
        text, line, after = self.text, self.lines[position], position + 1
        if line.end - line.start > titles.LONGEST:
            return False
        if titles.key(text, look.numbering_end(text, line), line.end) in self.entries:
            return True
        alone = is_blank(self.lines, position - 1) and is_blank(self.lines, after)
        if not titles.looks_like_title(text, line, alone=alone) or not self._may_follow(position):
            return False
        if is_blank(self.lines, after) and over_page(self.text, self.lines, after) > after:
            return False
        if (
            is_blank(self.lines, after)
            or opens(self.text, self.lines, after)
            or not self.blocks
            or self.blocks[-1].zone is Zone.HEADING
        ):
            return True
        length, following = line.end - line.start, self.lines[after].end - self.lines[after].start
        stands_out = length <= _SHORT_TITLE and following > 1.5 * length and text[self.lines[after].start].isupper()
        return following > WRAP or stands_out

    def _may_follow(self, position: int) -> bool:
        """Whether the line above is blank, drawn, a heading, or the end of a paragraph."""
        before = self.lines[position - 1] if position else None
        if before is None or before.is_blank or before.end - before.start > WRAP or look.is_rule(self.text, before):
            return True
        last = self.blocks[-1] if self.blocks else None
        return last is not None and last.end == before.end and last.zone in (Zone.HEADING, Zone.TOC, Zone.TIMELINE)

    def _paragraph(self, position: int) -> int:
        """Lines that run on, also over the end of a page: the next begins in lower case where the last had no end."""
        end = position + 1
        while True:
            if (
                not is_blank(self.lines, end)
                and runs_on(self.text, self.lines[end - 1], self.lines[end])
                and not opens(self.text, self.lines, end)
            ):
                end += 1
                continue
            ahead = over_page(self.text, self.lines, end)
            if ahead == end:
                break
            end = ahead + 1
        self._add(self.lines[position].start, self.lines[end - 1].end, Zone.BODY)
        return end
