"""Workbooks (xlsx, xls, ods): a heading and a table for each sheet."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal

from etl.documents.containers import open_zip
from etl.documents.content import Content, Raw
from etl.documents.markup import pipe_rows
from etl.errors import DocumentError


def read(raw: Raw) -> Content:
    """Read a workbook; figures stand as stored, without the format their cell shows them in."""
    from python_calamine import CalamineWorkbook

    if raw.path.suffix.lower() != ".xls":
        open_zip(raw)
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw.data))
    parts, cells = [], 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells += sheet.total_height * sheet.total_width
        if cells > raw.limits.cells:
            reason = f"its {cells:,} cells are over the limit of {raw.limits.cells:,}"
            raise DocumentError(raw.path.name, reason, "Leave out the sheets that hold raw data, or use --exclude.")
        if rows := trimmed([[cell_text(value) for value in row] for row in sheet.to_python()]):
            parts.append(f"# {name}\n\n{pipe_rows(rows)}\n")
    return Content("\n".join(parts), "xlsx" if raw.path.suffix.lower() != ".ods" else "ods")


def trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows without empty ones, columns without those that are empty throughout."""
    filled = [list(row) for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    padded = [row + [""] * (width - len(row)) for row in filled]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    return [[row[column] for column in used] for row in padded]


def cell_text(value: object) -> str:
    """A cell as a person would write it: no exponent, no trailing zeros, dates in ISO form."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, float):
        return format(Decimal(format(value, ".12g")).normalize(), "f") if value - value == 0 else ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return " ".join(str(value).split())
