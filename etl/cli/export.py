"""`claims export`: the downloads of the dashboard, from the shell; the same filters, formats and bytes."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl

from etl.cli.app import FileFormat
from etl.errors import SnapshotError, UsageError
from etl.model.tables import TABLES, lacking
from etl.pipeline.remote import fetched
from etl.publish.versions import find, read_tables
from etl.rows.reading import read_claims
from etl.rows.selection import CONTROLS, BadQueryError, Selection, select
from etl.rows.verdicts import with_verdicts
from etl.rows.writers import XLSX_ROWS, csv_pieces, json_pieces, parquet_file, workbook

_ENDINGS = {".csv": FileFormat.CSV, ".parquet": FileFormat.PARQUET, ".json": FileFormat.JSON, ".xlsx": FileFormat.XLSX}
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """Which rows and columns of which table of which version."""

    data: Path
    version: str
    table: str
    where: tuple[str, ...]
    columns: tuple[str, ...]
    limit: int


def run(request: Request, output: Path | None, file_format: FileFormat | None) -> None:
    """Write what is asked for to a file or to standard output."""
    chosen = file_format or _format_of(output)
    if output is None and chosen in (FileFormat.PARQUET, FileFormat.XLSX) and sys.stdout.isatty():
        raise UsageError(f"{chosen} is no text for a terminal. Name a file with --output FILE.")
    pieces = _pieces(request.table, _selection(request), chosen)
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}). Name another file.") from None


def _format_of(output: Path | None) -> FileFormat:
    """What a file's ending asks for; CSV where there is none."""
    ending = output.suffix.lower() if output else ""
    if ending and ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise UsageError(
            f"{output}: no format goes by this ending. Name one with --format, or end the file in {known}."
        )
    return _ENDINGS.get(ending, FileFormat.CSV)


def _selection(request: Request) -> Selection:
    if request.table not in TABLES:
        raise UsageError(f"{request.table}: there is no such table. There are: {', '.join(TABLES)}.")
    params: dict[str, tuple[str, ...]] = {}
    for condition in request.where:
        column, equals, value = condition.partition("=")
        if not equals:
            raise UsageError(f"--where {condition}: write COLUMN=VALUE.")
        if column in CONTROLS:
            raise UsageError(f"--where {condition}: {column} is no column. Use --{column}.")
        params[column] = (*params.get(column, ()), value)
    if request.columns:
        params["columns"] = request.columns
    if request.limit:
        params["limit"] = (str(request.limit),)
    folder = find(fetched(request.data, every_version=bool(request.version)), request.version)
    try:
        return select(lambda table: _read(folder, table), request.table, params)
    except BadQueryError as error:
        raise UsageError(str(error)) from None


def _read(folder: Path, table: str) -> pl.DataFrame:
    """A table of a version; claims with their verdicts."""
    if table != "claims":
        frame = read_tables(folder, [table])[table]
    else:
        others = read_tables(folder, ["checks", "check_inputs"])
        try:
            frame = with_verdicts(read_claims(folder / "claims.parquet"), **others)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise SnapshotError(f"{folder}: cannot be read ({error}). Run claims refresh --force.") from None
    if problem := lacking(table, frame.columns):
        raise SnapshotError(f"{folder}: {problem} Run claims refresh --force.")
    return frame


def _pieces(table: str, selection: Selection, chosen: FileFormat) -> Iterator[bytes]:
    if chosen in (FileFormat.CSV, FileFormat.SAFE_CSV):
        return csv_pieces(selection, safe=chosen == FileFormat.SAFE_CSV)
    if chosen == FileFormat.JSON:
        return json_pieces(selection)
    if chosen == FileFormat.PARQUET:
        return _streamed(parquet_file(selection))
    if selection.height > XLSX_ROWS:
        raise UsageError(f"{selection.height:,} rows are more than a sheet holds. Filter with --where, or use CSV.")
    return _streamed(workbook(table, selection))


def _streamed(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
