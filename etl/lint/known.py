"""What other documents were published to say: claims to compare a draft with."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from etl.errors import UsageError
from etl.model.document import Document
from etl.model.tables import schema
from etl.publish.snapshot import EXTRACTS

_TABLES = ("documents", "claims")


def published_before(data: Path, linted: Sequence[Document]) -> dict[str, pl.DataFrame]:
    """Published documents and claims, without the documents that are linted: the draft stands for them."""
    folder = next((each for each in (data / EXTRACTS, data) if (each / "claims.csv").is_file()), None)
    if folder is None:
        raise UsageError(f"--against {data}: nothing is published there. Run `claims refresh --data {data}` first.")
    names = [document.document_id for document in linted]
    contents = [document.sha256 for document in linted]
    tables = {name: _read(folder / f"{name}.csv", name) for name in _TABLES}
    same = pl.col("document_id").is_in(names) | pl.col("sha256").is_in(contents)
    others = tables["documents"].filter(~same)
    return {"documents": others, "claims": tables["claims"].join(others, on="document_id", how="semi")}


def _read(path: Path, table: str) -> pl.DataFrame:
    try:
        return pl.read_csv(path, schema=schema(table)).with_columns(pl.col(pl.String).fill_null(""))
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(
            f"--against {path}: cannot be read ({reason}). Run `claims refresh` with this version first."
        ) from None
