"""What changed between two versions: documents, claims, and verdicts that turned.

A claim's id changes with its document. So claims without a twin of the same id are matched by the sentence they stand
in, then by what they are about, before they count as removed and added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

Tables = Mapping[str, pl.DataFrame]
_SAID = ("low", "high", "unit", "kind", "bound", "subject", "metric", "metric_id", "qualifier", "period", "modality",
         "speaker", "salience", "correction")  # fmt: skip
_PLACE = ("document_id", "sentence", "quote")
_ABOUT = ("document_id", "subject", "metric", "qualifier", "unit", "period", "kind")
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents by name; claims and verdicts as frames. `turned` has a check's old and new verdict."""

    documents_new: list[str]
    documents_changed: list[str]
    documents_gone: list[str]
    claims_added: pl.DataFrame
    claims_removed: pl.DataFrame
    claims_changed: pl.DataFrame
    turned: pl.DataFrame
    contradictions: pl.DataFrame

    def record(self) -> dict[str, Any]:
        """Counts, and the first names of each list, for run.json."""
        documents = {"new": self.documents_new, "changed": self.documents_changed, "gone": self.documents_gone}
        return {
            "documents": {kind: {"count": len(names), "first": names[:_LISTED]} for kind, names in documents.items()},
            "claims": {
                "added": self.claims_added.height,
                "removed": self.claims_removed.height,
                "changed": self.claims_changed.height,
            },
            "verdicts_turned": self.turned.height,
            "new_contradictions": {
                "count": self.contradictions.height,
                "first": self.contradictions.head(_LISTED).select("check_id", "explanation", "documents").to_dicts(),
            },
        }


def compare(old: Tables, new: Tables) -> Changes:
    """The changes that lead from one version's tables to another's."""
    before = dict(old["documents"].select("document_id", "sha256").rows())
    after = dict(new["documents"].select("document_id", "sha256").rows())
    pairs = _pairs(old["claims"], new["claims"])
    changed = _changed(old["claims"], new["claims"], pairs)
    verdicts = _verdicts(old, new, pairs)
    is_new = verdicts.filter((pl.col("verdict") == "contradiction") & (pl.col("verdict_before") != "contradiction"))
    return Changes(
        documents_new=sorted(after.keys() - before.keys()),
        documents_changed=sorted(name for name in after.keys() & before.keys() if after[name] != before[name]),
        documents_gone=sorted(before.keys() - after.keys()),
        claims_added=new["claims"].join(pairs, left_on="claim_id", right_on="new", how="anti", maintain_order="left"),
        claims_removed=old["claims"].join(pairs, left_on="claim_id", right_on="old", how="anti", maintain_order="left"),
        claims_changed=changed,
        turned=verdicts.filter((pl.col("verdict_before") != "") & (pl.col("verdict_before") != pl.col("verdict"))),
        contradictions=is_new.sort(pl.col("severity").to_physical(), pl.col("gap").fill_null(0) * -1, "check_id"),
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


def _verdicts(old: Tables, new: Tables, pairs: pl.DataFrame) -> pl.DataFrame:
    """Checks of the new version with the verdict the same check had before ("" where there was none)."""
    mapping = pairs.rename({"old": "claim_id", "new": "known_as"})
    before = _signed(old["checks"], old["check_inputs"].join(mapping, on="claim_id").drop("claim_id"))
    after = _signed(new["checks"], new["check_inputs"].rename({"claim_id": "known_as"}))
    verdicts = before.select("signature", verdict_before=pl.col("verdict").cast(pl.String))
    joined = after.join(verdicts.unique("signature", keep="first", maintain_order=True), on="signature", how="left")
    return (
        joined.with_columns(pl.col("verdict_before").fill_null(""), pl.col("verdict").cast(pl.String))
        .drop("signature")
        .sort("check_id")
    )


def _signed(checks: pl.DataFrame, inputs: pl.DataFrame) -> pl.DataFrame:
    """Checks with a name made of what they compare: their code and the claims in their roles."""
    members = (
        inputs.sort("check_id", "position")
        .group_by("check_id", maintain_order=True)
        .agg(pl.concat_str("role", pl.lit("="), "known_as").str.join(";").alias("members"))
    )
    signature = pl.concat_str("code", pl.lit(":"), "members").alias("signature")
    return (
        checks.join(members, on="check_id", how="left")
        .with_columns(pl.col("members").fill_null(""))
        .with_columns(signature)
        .drop("members")
        .sort("check_id")
    )
