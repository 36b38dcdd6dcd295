"""All tables of a refresh, derived from what the documents yield, and proven against their contract.

What a document says by itself comes with it. What series tell is computed series by series: rows are put down as they
come, with the name of their series, and taken up again a range of names at a time. So memory is that of a portion of
the documents or of a range of the series, whatever the size of the corpus.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from etl.checks import check_together, rules_frame, tables_of
from etl.checks.coverage import FIELDS, why_unchecked
from etl.errors import ValidationError
from etl.model.claim import Salience
from etl.model.tables import FOREIGN_KEYS, SNAPSHOT_ONLY, SORT_KEYS, TABLES, schema
from etl.pipeline.portions import Portion
from etl.pipeline.shard import Failure
from etl.pipeline.shelf import Shelf
from etl.series import placed_claims, series_of

_KEYS_AT_ONCE = 4_000_000
_USED = ["claim_id", "document_id", "reason"]
_COUNTS = ("checked", "no_like", "no_neighbour", "no_tie")


def derive(portions: Iterable[Portion], failures: Sequence[Failure], shelf: Shelf) -> None:
    """Put every extract on the shelf, its rows in published order. Portions come in the order of their documents.

    Beside them there is a table `units`: units and years of the claims, of each portion.
    """
    starts = _put_down(portions, shelf)
    _derive_series(shelf)
    for found in shelf.ranges("findings", "check_id", shelf.bounds("findings", "k")):
        checks, inputs = tables_of(found.drop("document_id"))
        shelf.add("checks", arranged("checks", checks))
        shelf.add("check_inputs", arranged("check_inputs", inputs))
    _derive_coverage(shelf, starts)
    shelf.add("rules", arranged("rules", rules_frame()))
    rows = [(each.path, each.reason, each.remedy) for each in failures]
    shelf.add("quarantine", arranged("quarantine", pl.DataFrame(rows, schema=schema("quarantine"), orient="row")))


def _put_down(portions: Iterable[Portion], shelf: Shelf) -> list[str]:
    """The rows of each portion; returns the first document of each."""
    starts: list[str] = []
    for portion in portions:
        claims = arranged("claims", portion.claims)
        documents = arranged("documents", portion.documents)
        starts += documents["document_id"].head(1).to_list()
        shelf.add("documents", documents)
        shelf.add("claims", claims)
        shelf.add("numbers", portion.coverage)
        shelf.add("placed", placed_claims(claims).sort("series_id", maintain_order=True))
        shelf.add("findings", portion.findings.sort("check_id"))
        shelf.add("used", _used(portion.findings, claims.select(*_USED[:2], reason=pl.col("salience").cast(pl.String))))
        shelf.add("units", claims.select("unit", pl.col("period_start").dt.truncate("1y")).unique())
    return starts


def _derive_series(shelf: Shelf) -> None:
    """Series and points, and what is found by comparing them, some series at a time."""
    for placed in shelf.ranges("placed", "series_id", shelf.bounds("placed", "s")):
        series, points = series_of(placed)
        found = check_together(placed, series, points)
        shelf.add("series", series)
        shelf.add("points", points)
        shelf.add("findings", found.with_columns(document_id=pl.lit("")))
        claims = placed.select("claim_id", "document_id", reason=pl.lit(Salience.CLAIM.value))
        shelf.add("used", _used(found, claims))


def _used(findings: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims that entered a finding, in the order of their documents."""
    names = findings.select(pl.col("inputs").explode().struct.field("claim_id")).unique()
    return claims.join(names, on="claim_id", how="semi").sort("document_id")


def _derive_coverage(shelf: Shelf, starts: Sequence[str]) -> None:
    """How many of the numbers of each document entered a check, and why the others did not."""
    by_portion = shelf.ranges("used", "document_id", starts[1:])
    for numbers, claims, used in zip(shelf.pieces("numbers"), shelf.pieces("claims"), by_portion, strict=True):
        checked = pl.len().cast(pl.Int64).alias("checked")
        counted = used.unique("claim_id").group_by("document_id", "reason").agg(checked)
        joined = numbers.collect()
        for counts in (counted, why_unchecked(claims.select(FIELDS).collect(), used.select("claim_id"))):
            joined = joined.join(counts, on=["document_id", "reason"], how="left")
        shelf.add("coverage", arranged("coverage", joined.with_columns(pl.col(*_COUNTS).fill_null(0))))


def arranged(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with its published columns in order, sorted by its key."""
    contract = (TABLES | SNAPSHOT_ONLY)[name]
    return frame.select(list(contract.columns())).sort(SORT_KEYS.get(name, tuple(contract.primary_key())))


def validate(shelf: Shelf) -> None:
    """Raise ValidationError, naming every broken rule, unless all tables keep their contract."""
    broken = []
    for name in TABLES:
        counts: Counter[str] = Counter()
        for piece in shelf.pieces(name):
            _, failure = (TABLES | SNAPSHOT_ONLY)[name].filter(piece.collect())
            counts.update(failure.counts())
        broken += [f"{name}: rule {rule!r} is broken by {rows} rows" for rule, rows in sorted(counts.items())]
    for (table, column), (target, key) in FOREIGN_KEYS.items():
        lost, example = _lost(shelf, (table, column), (target, key))
        if lost:
            broken.append(f"{table}.{column}: {lost} rows name no row of {target}, such as {example!r}")
    if broken:
        raise ValidationError("; ".join(broken) + ". Nothing was published, the last good data stays.")


def _lost(shelf: Shelf, owner: tuple[str, str], target: tuple[str, str]) -> tuple[int, str]:
    """How many rows point at none, and where one points; some of the keys at a time."""
    table, column = owner
    parts = -(-shelf.rows(target[0]) // _KEYS_AT_ONCE) or 1
    lost, example = 0, ""
    for part in range(parts):
        names = shelf.table(table).select(name=column).filter(pl.col("name").hash() % parts == part)
        known = shelf.table(target[0]).select(name=target[1]).filter(pl.col("name").hash() % parts == part)
        left = names.join(known, on="name", how="anti").collect(engine="streaming")
        lost += left.height
        example = example or str(next(iter(left["name"]), ""))
    return lost, example
