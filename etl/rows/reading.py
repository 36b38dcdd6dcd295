"""The table of claims in memory: as narrow as a million rows ask for."""

from pathlib import Path

import polars as pl

# Text columns of `claims` with few distinct values: as categories a million rows take a third of the memory.
CATEGORIES = ("document_id", "unit", "dimension", "subject", "metric", "metric_id", "qualifier", "period", "speaker",
              "rule", "correction")  # fmt: skip


def read_claims(path: Path) -> pl.DataFrame:
    """The claims of a file, narrowed row group by row group, so that their wide form never stands in memory whole."""
    # Offsets and lines fit four bytes; whoever writes them out widens them again to what is published.
    narrow = pl.scan_parquet(path).with_columns(
        pl.col(CATEGORIES).cast(pl.Categorical), pl.col(pl.Int64).cast(pl.Int32)
    )
    return narrow.collect(engine="streaming")
