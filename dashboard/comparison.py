"""What changed between the claims of two versions: added, removed, changed."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

# A claim is the same one where it has the same sentence and quote in the same document; its id goes with its document.
_PLACE = ("document_id", "sentence", "quote")
SAID = ("low", "high", "unit", "subject", "metric", "qualifier", "period", "modality", "bound", "speaker", "salience")
_COLUMNS = ("claim_id", "document_id", "sentence", "quote", "start", *SAID)


@dataclass(frozen=True)
class Comparison:
    """Claims of the newer version alone, of the older alone, and those of both that say something else."""

    added: pl.DataFrame
    removed: pl.DataFrame
    changed: pl.DataFrame


def compare(old: pl.LazyFrame, new: pl.LazyFrame) -> Comparison:
    """Compare the claims of two versions; `changed` has what was said before in `…_before`."""
    before, after = _placed(old), _placed(new)
    keys = [*_PLACE, "nth"]
    both = after.join(before, on=keys, how="inner", suffix="_before")
    differs = pl.any_horizontal([pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in SAID])
    order = ["document_id", "start"]
    return Comparison(
        after.join(before, on=keys, how="anti").sort(order).collect(),
        before.join(after, on=keys, how="anti").sort(order).collect(),
        both.filter(differs).sort(order).collect(),
    )


def _placed(claims: pl.LazyFrame) -> pl.LazyFrame:
    ordered = claims.select(_COLUMNS).sort("document_id", "start")
    return ordered.with_columns(pl.int_range(pl.len()).over(_PLACE).alias("nth"))


def difference(row: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """What a changed claim said before and says now: name, before, now."""
    return [(name, str(row[f"{name}_before"]), str(row[name])) for name in SAID if row[name] != row[f"{name}_before"]]
