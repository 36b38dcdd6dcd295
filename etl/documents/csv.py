"""Tables as delimited text: one table between pipes, its first row the header."""

import csv
import io

from etl.documents.content import Content, Raw
from etl.documents.encoding import decode
from etl.documents.markup import pipe_rows
from etl.documents.sheets import trimmed
from etl.errors import DocumentError

_DELIMITERS = ",;\t|"


def read(raw: Raw) -> Content:
    """Read a CSV or TSV file."""
    text = decode(raw).removeprefix("\ufeff")
    rows, cells = [], 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append([" ".join(cell.split()) for cell in row])
            cells += len(row)
            if cells > raw.limits.cells:
                reason = f"more than the limit of {raw.limits.cells:,} cells"
                raise DocumentError(raw.path.name, reason, "Split it, or use --exclude.")
    except csv.Error as error:
        raise DocumentError(raw.path.name, f"it is no table ({error})", "Export it again as CSV.") from None
    return Content(pipe_rows(trimmed(rows)) + "\n", "csv")


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into the same number of cells, most of them."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=evenness)
