"""What an editor shows of the claim under the cursor: values, unit, period, who says so, and what follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from etl.lint.problem import Problem
from etl.lint.spoken import number, span
from etl.model.finding import Verdict

_SIGNS = {
    Verdict.CONTRADICTION: "✗",
    Verdict.UPDATE: "↻",
    Verdict.IMPLIED: "→",
    Verdict.CONSISTENT: "✓",
    None: "≠",  # a published document says otherwise
}
_Row = Mapping[str, Any]


def claim_at(claims: pl.DataFrame, offset: int) -> dict[str, Any] | None:
    """The claim an offset lies in; the shortest where several do."""
    here = claims.filter((pl.col("start") <= offset) & (pl.col("end") >= offset))
    if here.is_empty():
        return None
    return here.sort(pl.col("end") - pl.col("start"), "start").row(0, named=True)


def describe(claim: _Row, problems: Sequence[Problem]) -> str:
    """A claim as Markdown."""
    about = [problem for problem in problems if any(each.claim_id == claim["claim_id"] for each in problem.figures)]
    about.sort(key=lambda problem: (list(_SIGNS).index(problem.verdict), problem.code))
    parts = [f"**{_value(claim)}**", "\n".join(_fields(claim))]
    if about:
        parts.append("\n".join(f"- {_SIGNS[each.verdict]} {each.message}" for each in about))
    return "\n\n".join(parts)


def _value(claim: _Row) -> str:
    return span(claim["low"], claim["high"], claim["unit"])


def _fields(claim: _Row) -> Iterator[str]:
    kind = claim["kind"] if claim["bound"] == "exact" else f"{claim['kind']}, {claim['bound'].replace('_', ' ')}"
    yield f"{kind}  " if claim["salience"] == "claim" else f"{kind}, incidental  "
    metric = claim["metric"] or claim["metric_id"].replace("_", " ")
    about = " · ".join(filter(None, (claim["subject"], metric, claim["qualifier"])))
    if about:
        yield f"{about}  "
    if claim["period"]:
        yield f"{claim['period']} ({claim['period_start']} to {claim['period_end']})  "
    said = f"{claim['modality']}, says {claim['speaker']}" if claim["speaker"] else claim["modality"]
    yield f"{said}  "
    half = claim["resolution"] / 2
    if half:
        yield f"as written {number(claim['low'] - half, 6)} to {number(claim['high'] + half, 6)}"
