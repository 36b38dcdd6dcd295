"""A document cut into the sentences and table cells that hold a number, each with what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.extract.language.columns import is_heading_row
from etl.extract.language.lexer import has_number, tokenize
from etl.extract.language.sentences import split
from etl.extract.language.words import word_list
from etl.extract.period.change_columns import CHANGE
from etl.extract.sentence import Sentence
from etl.extract.topics.cells import Place
from etl.extract.topics.sums import summed_by
from etl.extract.units.table_remarks import (
    IN_SCALE,
    corner_of,
    currency_of,
    header_and_unit,
    label_and_unit,
    names_scale,
    scale_above,
    unit_of_row,
)  # fmt: skip
from etl.extract.units.table_units import TableCell
from etl.model.document import Block, Document, Span, Table
from etl.model.metric import singular
from etl.model.record import record

_FEWEST_NUMBERED = 3  # rows
_FEWEST_COLUMNS = 3  # where the second may hold labels
_CASES = re.compile(r"\b[nN]\s?=\s?\d")  # "Placebo (N = 2,852)"


@record
class Passage:
    """A sentence, or a table cell with its `place`, and the span a reader is shown: the sentence or the whole row."""

    sentence: Sentence
    block: int
    shown: Span
    row: int = -1
    column: int = -1
    place: Place | None = None
    row_unit: str = ""
    corner: str = ""

    @property
    def cell(self) -> TableCell | None:
        """What the table says of the cell; None for a sentence."""
        if self.place is None:
            return None
        return TableCell(
            self.place.header, self.place.label, f"{self.place.caption} {self.corner}".strip(), self.row_unit
        )


def find_passages(document: Document) -> Iterator[Passage]:
    """The sentences and cells of a document worth reading, in order."""
    text = document.text
    for index, block in enumerate(document.blocks):
        if not has_number(text, block.start, block.end):
            continue
        if block.table is not None:
            yield from _in_table(document, index, block.table)
        else:
            yield from _in_prose(text, index, block)


def _in_prose(text: str, index: int, block: Block) -> Iterator[Passage]:
    for start, end in split(text, block.start, block.end):
        if has_number(text, start, end):
            yield Passage(tokenize(text, start, end, index, block.zone), index, Span(start, end))


def _in_table(document: Document, index: int, table: Table) -> Iterator[Passage]:
    text, zone = document.text, document.blocks[index].zone
    for cell in dict.fromkeys(table.header):
        if _CASES.search(text, cell.start, cell.end):
            yield Passage(tokenize(text, cell.start, cell.end, index, zone), index, cell)
    reader = _Reader(document, index, table)
    for row, cells in enumerate(table.rows):
        if cells:
            yield from reader.read(row, cells)


class _Reader:
    """The cells of one table, with what it says of all of them."""

    def __init__(self, document: Document, index: int, table: Table) -> None:
        self.text, self.index, self.table = document.text, index, table
        self.zone = document.blocks[index].zone
        self.caption = _caption(document, index, table)
        self.labels = _label_column(self.text, table)
        self.kind = self._words(table.header[self.labels]).strip() if len(table.header) > self.labels else ""
        self.wholes = summed_by(self.text, table)
        self.scale = scale_above(document, index, self.caption)
        self.currency = currency_of(self.text, table)
        self.rates: dict[int, str] = {}
        self.first_column = max(self.labels, 1 if _numbers_rows(self.text, table) else 0)

    def _words(self, cell: Span) -> str:
        return self.text[cell.start : cell.end]

    def read(self, row: int, cells: tuple[Span, ...]) -> Iterator[Passage]:
        """The cells of a row that hold a number."""
        text, table = self.text, self.table
        shown = Span(cells[0].start, max(cell.end for cell in cells))
        measure = "" if self.labels else _measure(text, cells)
        above = self._words(table.rows[row - 1][0]) if row and table.rows[row - 1] else ""
        section = "" if self.labels else _section(text, table, row)
        row_unit, corner = unit_of_row(text, cells), self._corner(row)
        for column, cell in enumerate(cells):
            if not self._holds_figure(column, cell):
                continue
            label, label_unit = label_and_unit(_label(text, table, row, column, self.labels))
            header, column_unit = header_and_unit(text, table, row, column)
            measured = measure if column > 1 else ""
            place = Place(label, header, self.caption, section, measured, self.kind, self.wholes.get(row, ""), above)
            sentence = _without_lines(tokenize(text, cell.start, cell.end, self.index, self.zone))
            unit = row_unit or column_unit or label_unit or self._rate(column, header)
            if unit == "thousand" and section.lower().startswith("number of "):
                unit = f"{unit} {section.split()[-1].lower()}"
            yield Passage(sentence, self.index, shown, row, column, place, unit, corner)

    def _holds_figure(self, column: int, cell: Span) -> bool:
        """Whether a cell holds a number that neither counts the rows nor says in what the row is told."""
        if column < self.first_column or not has_number(self.text, cell.start, cell.end):
            return False
        return column > 0 or not (names_scale(self.text, cell) or label_and_unit(self._words(cell))[1])

    def _rate(self, column: int, header: str) -> str:
        """The sign of a column of changes of which some bear it: "4 %", "5"."""
        if column not in self.rates:
            below = [self._words(cells[column]) for cells in self.table.rows if column < len(cells)]
            signed = CHANGE.search(header) is not None and any(words.endswith("%") for words in below)
            self.rates[column] = "%" if signed else ""
        return self.rates[column]

    def _corner(self, row: int) -> str:
        """What the corner or a line above says of unit and scale; sums in thousands are of the money some cells name."""
        said = f"{corner_of(self.text, self.table, row)} {self.scale}".strip()
        return f"{said} ({self.currency})" if self.currency and IN_SCALE.search(said) else said


def _numbers_rows(text: str, table: Table) -> bool:
    """Whether the first column only numbers the rows: 1, 2, 3."""
    first = [text[cells[0].start : cells[0].end].strip() for cells in table.rows if cells]
    return len(first) >= _FEWEST_NUMBERED and first == [str(number) for number in range(1, len(first) + 1)]


def _without_lines(sentence: Sentence) -> Sentence:
    """A cell put together of several, without the lines drawn between them: "(6) | %"."""
    if "|" not in sentence.words:
        return sentence
    kept = [place for place, word in enumerate(sentence.words) if word != "|"]
    lists = (sentence.starts, sentence.ends)
    starts, ends = ([each[place] for place in kept] for each in lists)
    return replace(sentence, starts=starts, ends=ends, words=[sentence.words[place] for place in kept])


def _caption(document: Document, index: int, table: Table) -> str:
    if table.caption is not None:
        return document.text[table.caption.start : table.caption.end]
    heading = document.blocks[index].heading
    if heading >= 0 and any(document.blocks[at].table is not None for at in range(index - 1, heading, -1)):
        return ""  # the heading names the first table under it
    return document.text[document.blocks[heading].start : document.blocks[heading].end] if heading >= 0 else ""


def _label_column(text: str, table: Table) -> int:
    """The column that names what is measured: the second where the first only groups the rows, "Models" for some of them."""
    rows = [cells for cells in table.rows if len(cells) == len(table.header)]
    if len(table.header) < _FEWEST_COLUMNS or len(rows) < _FEWEST_NUMBERED:
        return 0
    header = table.header[1]
    if singular(text[header.start : header.end].strip(" *").lower()) not in word_list("indicators"):
        return 0
    groups = {text[cells[0].start : cells[0].end] for cells in rows}
    return int(len(groups) < len(rows) and all(_starts_with_word(text, cells[1]) for cells in rows))


def _label(text: str, table: Table, row: int, column: int, labels: int) -> str:
    if column <= labels:
        return ""
    cells = table.rows[row]
    if labels and len(cells) == len(table.header):
        return text[cells[labels].start : cells[labels].end]
    label = text[cells[0].start : cells[0].end]
    if column > 1 and label.strip(" .#)").isdecimal() and _starts_with_word(text, cells[1]):
        return text[cells[1].start : cells[1].end]
    return label


def _starts_with_word(text: str, cell: Span) -> bool:
    return cell.start < cell.end and text[cell.start : cell.end].lstrip(" *_")[:1].isalpha()


def _section(text: str, table: Table, row: int) -> str:
    """The row that heads a group of rows: a label without figures."""
    for cells in reversed(table.rows[max(0, row - 12) : row]):
        filled = [cell for cell in cells if cell.start < cell.end]
        if len(filled) == 1 and filled[0] == cells[0] and not _names_no_rows(text, filled[0]):
            return text[filled[0].start : filled[0].end]
        if is_heading_row(text, cells):
            return ""
    return ""


def _names_no_rows(text: str, cell: Span) -> bool:
    return has_number(text, cell.start, cell.end) or names_scale(text, cell)


def _measure(text: str, cells: tuple[Span, ...]) -> str:
    """The cell behind the label of a row, where it holds words: "5-shot acc, %"."""
    if len(cells) <= 2:
        return ""
    said = text[cells[1].start : cells[1].end]
    return said if said[-1:] in ("%", ")") and sum(map(str.isalpha, said)) > len(said) // 3 else ""
