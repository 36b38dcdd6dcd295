"""Tables as CSV, exactly: RFC 4180, UTF-8, no byte order mark, nothing altered."""

from pathlib import Path

import polars as pl


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Write a table; numbers in the shortest form that reads back equal, dates in ISO form, nulls as nothing."""
    frame.write_csv(path, line_terminator="\r\n", include_header=True)
