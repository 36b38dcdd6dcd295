"""What changed between two versions: documents, claims, and verdicts that turned.

A claim's id changes with its document. So claims without a twin of the same id are matched by the sentence they stand
in, then by what they are about, before they count as removed and added. Documents whose claims are the same cost next
to nothing, and those that differ are compared some at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

Tables = Mapping[str, pl.LazyFrame] | Mapping[str, pl.DataFrame]
_Lazy = Mapping[str, pl.LazyFrame]
_SAID = ("low", "high", "unit", "kind", "bound", "subject", "metric", "metric_id", "qualifier", "period", "modality",
         "speaker", "salience", "correction")  # fmt: skip
_PLACE = ("document_id", "sentence", "quote")
_ABOUT = ("document_id", "subject", "metric", "qualifier", "unit", "period", "kind")
_PAIR = pl.Schema({"old": pl.String, "new": pl.String})
_LISTED = 20
_KEPT = 40
_DOCUMENTS_AT_ONCE = 4_000


@dataclass(slots=True)
class Rows:
    """How many rows there are, and the first of them."""

    count: int = 0
    first: pl.DataFrame = field(default_factory=pl.DataFrame)

    def add(self, rows: pl.DataFrame) -> None:
        """Count more rows."""
        if not self.first.width or self.count < _KEPT and rows.height:
            self.first = pl.concat([self.first, rows]).head(_KEPT) if self.first.height else rows.head(_KEPT)
        self.count += rows.height


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents by name; claims and verdicts as rows. `turned` has a check's old and new verdict."""

    documents_new: list[str]
    documents_changed: list[str]
    documents_gone: list[str]
    claims_added: Rows
    claims_removed: Rows
    claims_changed: Rows
    turned: Rows
    contradictions: Rows

    def record(self) -> dict[str, Any]:
        """Counts, and the first names of each list, for run.json."""
        documents = {"new": self.documents_new, "changed": self.documents_changed, "gone": self.documents_gone}
        found = self.contradictions.first.head(_LISTED)
        return {
            "documents": {kind: {"count": len(names), "first": names[:_LISTED]} for kind, names in documents.items()},
            "claims": {
                "added": self.claims_added.count,
                "removed": self.claims_removed.count,
                "changed": self.claims_changed.count,
            },
            "verdicts_turned": self.turned.count,
            "new_contradictions": {
                "count": self.contradictions.count,
                "first": found.select("check_id", "explanation", "documents").to_dicts(),
            },
        }


def compare(before: Tables, after: Tables) -> Changes:
    """The changes that lead from one version's tables to another's."""
    old = {name: table.lazy() for name, table in before.items()}
    new = {name: table.lazy() for name, table in after.items()}
    known, now = (dict(_collect(each["documents"].select("document_id", "sha256")).iter_rows()) for each in (old, new))
    added, removed, changed = Rows(), Rows(), Rows()
    moved = [pl.DataFrame(schema=_PAIR)]
    if not known:
        added = Rows(_collect(new["claims"].select(pl.len())).item(), new["claims"].head(_KEPT).collect())
    for one, other in _differing(old["claims"], new["claims"]) if known else ():
        pairs = _pairs(one, other)
        added.add(other.join(pairs, left_on="claim_id", right_on="new", how="anti", maintain_order="left"))
        removed.add(one.join(pairs, left_on="claim_id", right_on="old", how="anti", maintain_order="left"))
        changed.add(_changed(one, other, pairs))
        moved.append(pairs.filter(pl.col("old") != pl.col("new")))
    turned, contradictions = _verdicts(old, new, pl.concat(moved))
    return Changes(
        documents_new=sorted(now.keys() - known.keys()),
        documents_changed=sorted(name for name in now.keys() & known.keys() if now[name] != known[name]),
        documents_gone=sorted(known.keys() - now.keys()),
        claims_added=added,
        claims_removed=removed,
        claims_changed=changed,
        turned=turned,
        contradictions=contradictions,
    )


def _collect(rows: pl.LazyFrame) -> pl.DataFrame:
    return rows.collect(engine="streaming")


def _differing(old: pl.LazyFrame, new: pl.LazyFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The claims, before and now, of the documents where they are not the same, some documents at a time."""
    known, now, mark = _marks(old), _marks(new), ["document_id", "mark"]
    unlike = pl.concat([known.join(now, on=mark, how="anti"), now.join(known, on=mark, how="anti")])
    names = unlike["document_id"].unique().sort().to_list()
    for at in range(0, len(names) or 1, _DOCUMENTS_AT_ONCE):
        some = names[at : at + _DOCUMENTS_AT_ONCE]
        is_one = pl.col("document_id").is_in(some)
        if some:
            is_one &= pl.col("document_id").is_between(pl.lit(some[0]), pl.lit(some[-1]))
        yield _some(old, is_one), _some(new, is_one)


def _some(claims: pl.LazyFrame, which: pl.Expr) -> pl.DataFrame:
    return _collect(claims.filter(which)).sort("document_id", "start", "end")


def _marks(claims: pl.LazyFrame) -> pl.DataFrame:
    """For each document a number that all its claims make together, whatever their order."""
    return _collect(
        claims.select("document_id", mark=pl.struct("claim_id", *_SAID).hash()).group_by("document_id").sum()
    )


def _pairs(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Ids of the same claim in both versions (`old`, `new`)."""
    pairs = old.join(new, on="claim_id", how="semi").select(
        pl.col("claim_id").alias("old"), pl.col("claim_id").alias("new")
    )
    for columns in (_PLACE, _ABOUT):
        left = old.join(pairs, left_on="claim_id", right_on="old", how="anti")
        right = new.join(pairs, left_on="claim_id", right_on="new", how="anti")
        matched = _keyed(left, columns, "old").join(_keyed(right, columns, "new"), on=[*columns, "nth"])
        pairs = pl.concat([pairs, matched.select("old", "new")])
    return pairs


def _keyed(claims: pl.DataFrame, columns: tuple[str, ...], name: str) -> pl.DataFrame:
    nth = pl.int_range(pl.len()).over(columns).alias("nth")
    return claims.sort("document_id", "start", "end").select(*columns, nth, pl.col("claim_id").alias(name))


def _changed(old: pl.DataFrame, new: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Claims of the new version that say something else than before; what they said is in `…_before`."""
    before = old.select(pl.col("claim_id").alias("old"), *(pl.col(name).alias(f"{name}_before") for name in _SAID))
    both = new.join(pairs, left_on="claim_id", right_on="new").join(before, on="old")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in _SAID)
    return both.filter(differs).sort("document_id", "start", "end").drop("old")


def _verdicts(old: _Lazy, new: _Lazy, moved: pl.DataFrame) -> tuple[Rows, Rows]:
    """Checks whose verdict turned, and contradictions that were none before.

    A check on the same claims has the same id. Others are recognised by their code and the claims in their roles, by
    the names these have now (`moved`).
    """
    slim = pl.col("check_id", "code", "severity", "gap"), pl.col("verdict").cast(pl.String)
    was, now = (each["checks"].select(*slim) for each in (old, new))
    same = now.join(was.select("check_id", verdict_before="verdict"), on="check_id")
    turned = _collect(same.filter(pl.col("verdict") != pl.col("verdict_before")))
    gone = _collect(was.join(now, on="check_id", how="anti"))
    renamed = _signed(gone, _known_as(gone, old["check_inputs"], new["claims"], moved))
    renamed = renamed.select("signature", verdict_before="verdict")
    unknown = now.join(was, on="check_id", how="anti")
    if renamed.is_empty():  # then nothing turned, and only contradictions are of interest
        fresh = _collect(unknown.filter(pl.col("verdict") == "contradiction")).with_columns(signature="code")
    else:
        fresh = _collect(unknown)
        fresh = _signed(fresh, _of(fresh, new["check_inputs"]))
    known = fresh.join(renamed.unique("signature", keep="first", maintain_order=True), on="signature", how="left")
    found = pl.concat([turned, known.with_columns(pl.col("verdict_before").fill_null("")).select(turned.columns)])
    is_new = found.filter((pl.col("verdict") == "contradiction") & (pl.col("verdict_before") != "contradiction"))
    is_turned = found.filter((pl.col("verdict_before") != "") & (pl.col("verdict_before") != pl.col("verdict")))
    worst = is_new.sort(pl.col("severity").to_physical(), pl.col("gap").fill_null(0) * -1, "check_id")
    return _whole(is_turned.sort("check_id"), new["checks"]), _whole(worst, new["checks"])


def _whole(found: pl.DataFrame, checks: pl.LazyFrame) -> Rows:
    """The first rows of what was found, with all columns of the checks."""
    first = found.head(_KEPT).select("check_id", "verdict_before")
    rows = _collect(checks.filter(pl.col("check_id").is_in(first["check_id"].to_list())))
    return Rows(
        found.height,
        first.join(rows.with_columns(pl.col("verdict").cast(pl.String)), on="check_id", maintain_order="left"),
    )


def _of(checks: pl.DataFrame, inputs: pl.LazyFrame) -> pl.DataFrame:
    return _collect(inputs.join(checks.lazy().select("check_id"), on="check_id", how="semi"))


def _known_as(checks: pl.DataFrame, inputs: pl.LazyFrame, claims: pl.LazyFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """The inputs of earlier checks by the names their claims have now; without those that are gone."""
    mine = _of(checks, inputs).join(moved, left_on="claim_id", right_on="old", how="left")
    kept = _collect(claims.select("claim_id").join(mine.lazy().select("claim_id"), on="claim_id", how="semi"))
    stays = mine.join(kept, on="claim_id", how="semi").with_columns(new="claim_id")
    named = pl.concat([stays, mine.join(kept, on="claim_id", how="anti").drop_nulls("new")])
    return named.with_columns(claim_id="new").drop("new")


def _signed(checks: pl.DataFrame, inputs: pl.DataFrame) -> pl.DataFrame:
    """Checks with a name made of what they compare: their code and the claims in their roles."""
    members = (
        inputs.sort("check_id", "position")
        .group_by("check_id", maintain_order=True)
        .agg(pl.concat_str("role", pl.lit("="), "claim_id").str.join(";").alias("members"))
    )
    signature = pl.concat_str("code", pl.lit(":"), pl.col("members").fill_null("")).alias("signature")
    return checks.join(members, on="check_id", how="left").with_columns(signature).drop("members").sort("check_id")
