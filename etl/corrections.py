"""Reviewed corrections: what a person says of a claim, with the reason, for as long as the source still says it.

corrections.toml beside the documents:

    [[correction]]
    document = "outlook-2026"
    quote = "140 billion tokens a day"         # located by what it says
    set = { low = 140e12, high = 140e12 }      # or multiply = 1000; leave out for a note
    expect = { high = { lt = 1e12 } }          # the refresh stops once the source no longer says so
    reason = "Headline and table say trillion."
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from etl.errors import CorrectionError
from etl.model.period import Period
from etl.model.tables import TABLES

FILE = "corrections.toml"
_NUMBERS = ("low", "high", "resolution")
_TEXTS = ("unit", "dimension", "kind", "bound", "subject", "metric", "metric_id", "qualifier", "period", "modality",
          "speaker", "salience")  # fmt: skip
_KEYS = {"document", "quote", "sentence", "nth", "set", "multiply", "expect", "reason"}
_COMPARISONS = {"lt": pl.Expr.lt, "le": pl.Expr.le, "gt": pl.Expr.gt, "ge": pl.Expr.ge, "eq": pl.Expr.eq}


@dataclass(frozen=True, slots=True)
class Correction:
    """One [[correction]]; `where` names it in messages."""

    where: str
    document: str
    quote: str
    reason: str
    sentence: str = ""
    nth: int = 0
    set: Mapping[str, Any] = field(default_factory=dict)
    multiply: float = 1.0
    expect: Mapping[str, Any] = field(default_factory=dict)


def load_corrections(folders: Sequence[Path]) -> list[Correction]:
    """The corrections declared beside the documents; raise CorrectionError where one is not well formed."""
    return [
        _correction(file, number, table)
        for file in (folder / FILE for folder in folders)
        if file.is_file()
        for number, table in enumerate(_tables(file), start=1)
    ]


def _tables(file: Path) -> list[dict[str, Any]]:
    try:
        return list(tomllib.loads(file.read_text(encoding="utf-8")).get("correction", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{file}: not valid TOML: {error}. Correct it, or remove the file.") from None


def _correction(file: Path, number: int, table: dict[str, Any]) -> Correction:
    where = f"{file}: correction {number}"
    if missing := [key for key in ("document", "quote", "reason") if not table.get(key)]:
        raise CorrectionError(f"{where} has no {', '.join(missing)}. Add it.")
    if unknown := sorted(set(table) - _KEYS):
        raise CorrectionError(f"{where} has the unknown key {unknown[0]}. Known are: {', '.join(sorted(_KEYS))}.")
    columns = {*table.get("set", {}), *table.get("expect", {})}
    if unknown := sorted(columns - {*_NUMBERS, *_TEXTS}):
        raise CorrectionError(f"{where} names {unknown[0]}. It can be: {', '.join((*_NUMBERS, *_TEXTS))}.")
    return Correction(where, **table)


def apply_corrections(claims: pl.DataFrame, corrections: Sequence[Correction]) -> pl.DataFrame:
    """The claims as corrected; those of documents that are not there are left alone."""
    documents = set(claims["document_id"].unique())
    for each in corrections:
        if each.document in documents:
            claims = _apply(claims, each)
    return claims


def _apply(claims: pl.DataFrame, correction: Correction) -> pl.DataFrame:
    claim_id = _find(claims, correction)
    is_it = pl.col("claim_id") == claim_id
    _expect(claims.filter(is_it), correction)
    values: dict[str, Any] = {}
    if correction.multiply != 1.0:
        values = {name: pl.col(name) * correction.multiply for name in _NUMBERS}
    values |= correction.set
    if "period" in values:
        period = _period(correction, values["period"])
        values |= {"period_start": period and period.start, "period_end": period and period.end}
    values["correction"] = correction.reason
    try:
        corrected = claims.with_columns(
            pl.when(is_it).then(_cast(claims, name, value)).otherwise(pl.col(name)).alias(name)
            for name, value in values.items()
        )
    except (pl.exceptions.PolarsError, TypeError) as error:
        raise CorrectionError(f"{correction.where} sets a value its column cannot hold: {error}") from None
    middle = (
        pl.when(pl.col("low") == pl.col("high")).then(pl.col("low")).otherwise((pl.col("low") + pl.col("high")) / 2)
    )
    return corrected.with_columns(pl.when(is_it).then(middle).otherwise(pl.col("value")).alias("value"))


def _cast(claims: pl.DataFrame, name: str, value: object) -> pl.Expr:
    expression = value if isinstance(value, pl.Expr) else pl.lit(value)
    return expression.cast(TABLES["claims"].columns()[name].dtype)


def _find(claims: pl.DataFrame, correction: Correction) -> str:
    says = correction.sentence or correction.quote
    within = pl.lit(correction.quote).str.contains(pl.col("quote"), literal=True)
    around = pl.col("quote").str.contains(correction.quote, literal=True)
    found = claims.filter(
        pl.col("document_id") == correction.document,
        pl.col("sentence").str.contains(says, literal=True),
        within | around,
    ).sort("start")["claim_id"]
    if correction.nth:
        found = found[correction.nth - 1 : correction.nth]
    if len(found) == 1:
        return str(found[0])
    problem = "fits no claim" if not len(found) else f"fits {len(found)} claims; tell them apart with sentence or nth"
    raise CorrectionError(
        f"{correction.where} ({correction.quote!r} in {correction.document}) {problem}. "
        "Remove it if the source was corrected."
    )


def _expect(claim: pl.DataFrame, correction: Correction) -> None:
    for name, wanted in correction.expect.items():
        rules = wanted if isinstance(wanted, Mapping) else {"eq": wanted}
        for comparison, value in rules.items():
            if comparison not in _COMPARISONS:
                known = ", ".join(_COMPARISONS)
                raise CorrectionError(f"{correction.where} compares by {comparison}. Known are: {known}.")
            if not claim.select(_COMPARISONS[comparison](pl.col(name), value)).item():
                raise CorrectionError(
                    f"{correction.where} expects {name} {comparison} {value}, the source now gives {claim[name][0]}. "
                    "Remove or renew it."
                )


def _period(correction: Correction, text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError as error:
        raise CorrectionError(f"{correction.where} sets {error}. Write 2029, 2026-03 or 2025/2029.") from None
