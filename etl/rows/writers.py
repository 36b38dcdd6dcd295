"""Rows in the formats of the downloads, a part at a time."""

import json
import math
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO, Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.model.tables import TABLES
from etl.rows.selection import Selection

CHUNK = 20_000
# A cell that a spreadsheet may take for a formula. As apostrophes before it count too, dropping one restores the text.
_RISKY = r"^[\s']*[=+\-@＝＋－＠]|^'*[\t\r\n]"
XLSX_ROWS = 1_048_575
XLSX_CELL = 32_767
_UNITS = {
    "low": "in unit", "high": "in unit", "value": "in unit", "resolution": "in unit", "stated_low": "in unit",
    "stated_high": "in unit", "implied_low": "in unit", "implied_high": "in unit", "gap": "share",
    "start": "characters", "end": "characters", "sentence_start": "characters", "characters": "characters",
    "words": "words", "claims": "claims", "points": "points", "numbers": "numbers", "checked": "claims",
}  # fmt: skip


def guard_text(text: str) -> str:
    """A text that no spreadsheet evaluates; dropping its first apostrophe gives it back.

    >>> guard_text("=1+1"), guard_text("-5"), guard_text("plain")
    ("'=1+1", "'-5", 'plain')
    """
    return "'" + text if re.search(_RISKY, text) else text


def unguard_text(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith("'") and re.search(_RISKY, text[1:]) else text


def guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame whose text cells are guarded; numbers and dates stay."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    guards = [
        pl.when(pl.col(name).str.contains(_RISKY)).then(pl.lit("'") + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in texts
    ]
    return frame.with_columns(guards)


def csv_pieces(selection: Selection, *, safe: bool) -> Iterator[bytes]:
    """RFC 4180 in parts, the header first."""
    yield (",".join(selection.columns) + "\r\n").encode()
    for start in range(0, selection.height, CHUNK):
        part = selection.part(start, CHUNK)
        text = (guarded(part) if safe else part).write_csv(include_header=False, line_terminator="\r\n")
        yield text.encode()


def json_pieces(selection: Selection) -> Iterator[bytes]:
    """An array of objects in parts; infinities, which JSON has none of, as text."""
    yield b"["
    for start in range(0, selection.height, CHUNK):
        rows = selection.part(start, CHUNK).iter_rows(named=True)
        lines = ",\n".join(
            json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False) for row in rows
        )
        yield (",\n" if start else "\n").encode() + lines.encode()
    yield b"\n]\n"


def _plain(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def parquet_file(selection: Selection) -> IO[bytes]:
    """A Parquet file of the rows."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the response reads and closes it
    selection.part(0, selection.height).write_parquet(file, compression="zstd")
    file.seek(0)
    return file


def workbook(table: str, selection: Selection) -> IO[bytes]:
    """An Excel workbook: the rows with units in the header, and a sheet with the dictionary."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the response reads and closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    book = xlsxwriter.Workbook(file, options)
    # A fixed day, as its parts inside have one: the same rows give the same bytes.
    book.set_properties({"created": datetime(1980, 1, 1)})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(table)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(selection.columns):
        sheet.write_string(0, column, f"{name} ({_UNITS[name]})" if name in _UNITS else name, bold)
    for start in range(0, selection.height, CHUNK):
        for number, row in enumerate(selection.part(start, CHUNK).iter_rows(), start + 1):
            _write_row(sheet, number, row, day)
    _write_dictionary(book.add_worksheet("dictionary"), table, selection.columns, bold)
    book.close()
    file.seek(0)
    return file


def _write_row(sheet: Worksheet, number: int, row: Sequence[Any], day: Format) -> None:
    for column, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, str):
            sheet.write_string(number, column, value[:XLSX_CELL])
        elif isinstance(value, float | int):
            infinite = value in (float("inf"), float("-inf"))
            (sheet.write_string(number, column, str(value)) if infinite else sheet.write_number(number, column, value))
        else:
            sheet.write_datetime(number, column, value, day)


def _write_dictionary(sheet: Worksheet, table: str, columns: Sequence[str], bold: Format) -> None:
    known = TABLES[table].columns()
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for column, title in enumerate(("column", "meaning")):
        sheet.write_string(0, column, title, bold)
    for number, name in enumerate(columns, 1):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, known[name].description or "")
