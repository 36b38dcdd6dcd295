"""From what a check compared to the published tables: verdict, grade, gap, severity, name and sentence."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from etl.checks.intervals import Figure
from etl.checks.spoken import verdict_sentence
from etl.model.finding import CheckRule
from etl.model.tables import schema

_INPUT = pl.Struct({"role": pl.String, "claim_id": pl.String})

# What a document says of itself, its lists and their order: worth mending, but no figure is wrong.
_OF_WRITING = ("self_reference", "enumeration", "other")

_TEXTS = ("code", "type", "verdict")
_FIGURES = (
    "stated_value",
    "stated_low",
    "stated_high",
    "resolution",
    "implied_value",
    "implied_low",
    "implied_high",
)
_WORDS = ("unit", "formula", "sentence", "tail", "documents")

DRAFT_SCHEMA = pl.Schema(
    [
        *((name, pl.String()) for name in _TEXTS),
        *((name, pl.Float64()) for name in _FIGURES),
        *((name, pl.String()) for name in _WORDS),
        ("certain", pl.Boolean()),
        ("is_whole", pl.Boolean()),
        ("inputs", pl.List(_INPUT)),
    ]
)

# A judged finding: a row of the `checks` table with the claims it used.
FINDINGS = pl.Schema({**schema("checks"), "inputs": pl.List(_INPUT)})

_NONE = pl.lit(None, dtype=pl.Float64)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One formula of a check.

    `rows` says which rows have what the formula needs, `implied` what follows, `stated` (a role or a figure) what the
    text says, `inputs` the roles the check names, `formula` and `sentence` the computation in signs and in words; a
    sentence that `is_whole` says what follows and the verdict itself.
    """

    rule: CheckRule
    rows: pl.Expr
    implied: Figure
    inputs: tuple[str, ...]
    formula: pl.Expr
    sentence: pl.Expr
    unit: pl.Expr = field(default_factory=lambda: pl.lit("ratio"))
    stated: Figure | None = None
    resolution: pl.Expr = field(default_factory=lambda: pl.lit(0.0))
    certain: pl.Expr = field(default_factory=lambda: pl.col("certain"))
    tail: pl.Expr = field(default_factory=lambda: pl.lit(""))
    is_whole: bool = False


def _inputs(roles: Iterable[str]) -> pl.Expr:
    parts = [pl.struct(pl.lit(role).alias("role"), pl.col(f"{role}_claim_id").alias("claim_id")) for role in roles]
    return pl.concat_list(parts).cast(pl.List(_INPUT))


def draft(frame: pl.DataFrame, comparison: Comparison) -> pl.DataFrame:
    """Apply a formula to the rows that have what it needs."""
    rows = frame if frame.is_empty() else frame.filter(comparison.rows)
    if rows.is_empty():  # most formulas fit no row of a short document; building their columns would take its time
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    stated = comparison.stated or Figure(_NONE, _NONE, _NONE)
    return rows.select(
        code=pl.lit(comparison.rule.code),
        type=pl.lit(comparison.rule.type.value),
        verdict=pl.lit("").cast(pl.String),
        stated_value=stated.value.cast(pl.Float64),
        stated_low=stated.low.cast(pl.Float64),
        stated_high=stated.high.cast(pl.Float64),
        resolution=comparison.resolution.cast(pl.Float64),
        implied_value=comparison.implied.value.cast(pl.Float64),
        implied_low=comparison.implied.low.cast(pl.Float64),
        implied_high=comparison.implied.high.cast(pl.Float64),
        unit=comparison.unit.fill_null("").cast(pl.String),
        formula=comparison.formula,
        sentence=comparison.sentence,
        tail=comparison.tail,
        documents=pl.col("document_id"),
        certain=comparison.certain,
        is_whole=pl.lit(comparison.is_whole),
        inputs=_inputs(comparison.inputs),
    )


def _judge(drafts: pl.DataFrame) -> pl.DataFrame:
    """Verdict, gap and grade of each draft; drop what cannot be computed and what the figures alone propose in vain."""
    stated = pl.col("stated_value").is_not_null()
    apart = pl.max_horizontal(
        pl.col("implied_low") - pl.col("stated_high"), pl.col("stated_low") - pl.col("implied_high"), pl.lit(0.0)
    )
    size = pl.max_horizontal(pl.col("stated_value").abs(), pl.col("implied_value").abs())
    off = (pl.col("stated_value") - pl.col("implied_value")).abs()
    # A binary fraction is not a reason to call 1.4 % and 1.4 % apart.
    meets = (apart <= 1e-9 * size) | _is_cut_off(apart)
    judged = (
        drafts.filter(pl.col("implied_value").is_finite() & pl.col("implied_low").is_not_nan())
        .with_columns(
            gap=pl.when(stated).then(pl.when(meets | (size == 0)).then(0.0).otherwise(apart / size)),
            verdict=pl.when(pl.col("verdict") != "")
            .then("verdict")
            .when(~stated)
            .then(pl.lit("implied"))
            .when(meets)
            .then(pl.lit("consistent"))
            .otherwise(pl.lit("contradiction")),
            grade=pl.when(~stated)
            .then(pl.lit("not_stated"))
            .when(~meets | (pl.col("verdict") == "contradiction"))
            .then(pl.lit("apart"))
            .when(off <= 1e-9 * size)
            .then(pl.lit("exact"))
            .when(off <= pl.col("resolution") / 2 * (1 + 1e-9))
            .then(pl.lit("within_rounding"))
            .otherwise(pl.lit("only_by_rounding")),
        )
        .filter(
            (pl.col("certain") & ~_is_far()) | (pl.col("verdict") == "consistent") | (pl.col("verdict") == "implied")
        )
    )
    return judged.with_columns(severity=_severity(), explanation=_explanation())


# Figures with digits enough may have lost the rest of them unrounded.
_MANY_DIGITS = 1e2


def _is_cut_off(apart: pl.Expr) -> pl.Expr:
    """Whether a figure with many digits was cut off, not rounded: 62.47 % for 62.479 %."""
    step = pl.col("resolution")
    many = (step > 0) & (step * _MANY_DIGITS <= pl.col("stated_value").abs())
    return (many & (apart <= step / 2)).fill_null(value=False)


# A figure off by more than this many times, and by no power of ten, is no slip: it was tied to the wrong ones.
_FARTHEST = 12.0
_GROWN = 1.6
_TIED = ("growth_rate", "growth_multiple", "percent_of", "ratio", "part_whole", "unit_price")


def _is_far() -> pl.Expr:
    """Whether a contradiction is too wide for a slip of the pen."""
    off = (pl.col("stated_value") / pl.col("implied_value")).abs()
    decades = off.log10()
    slip = (decades - decades.round(0)).abs() < 0.01
    far = (off > _FARTHEST) | (off < 1 / _FARTHEST)
    # A start or end with one digit wrong turns 2 % into 25 %: many times as much, and yet near.
    grown = ((100.0 + pl.col("stated_value")) / (100.0 + pl.col("implied_value"))).is_between(1 / _GROWN, _GROWN)
    far &= ~((pl.col("type") == "growth_rate") & grown)
    return ((pl.col("verdict") == "contradiction") & pl.col("type").is_in(_TIED) & far & ~slip).fill_null(value=False)


def _severity() -> pl.Expr:
    """A wide gap between figures first, then slips of the writing; what agrees, follows, or only went on, last."""
    verdict, gap = pl.col("verdict"), pl.col("gap").fill_null(0.0)
    of_writing = pl.col("type").is_in(_OF_WRITING)
    # A quantity that another document gives anew is news; a series that goes on in one document is its content.
    is_news = (verdict == "update") & pl.col("documents").str.contains(";", literal=True)
    return (
        pl.when((verdict == "contradiction") & (gap >= 0.1) & ~of_writing)
        .then(pl.lit("high"))
        .when(verdict == "contradiction")
        .then(pl.lit("medium"))
        .when(is_news | ((verdict == "consistent") & (pl.col("grade") == "only_by_rounding")))
        .then(pl.lit("low"))
        .otherwise(pl.lit("info"))
    )


def _explanation() -> pl.Expr:
    implied = Figure(pl.col("implied_value"), pl.col("implied_low"), pl.col("implied_high"))
    stated = Figure(pl.col("stated_value"), pl.col("stated_low"), pl.col("stated_high"))
    told = verdict_sentence(pl.col("sentence"), implied, stated, pl.col("unit"), pl.col("verdict"))
    return pl.when("is_whole").then("sentence").otherwise(told) + pl.col("tail") + "."


def _named(judged: pl.DataFrame) -> pl.DataFrame:
    """Findings with a name made of their code and of the claims in their roles, each once."""
    member = pl.element().struct
    told = pl.concat_str(
        pl.lit("\0"), member.field("role"), pl.lit("\0"), member.field("claim_id").fill_null("None")
    )  # a link without a claim has one that is null
    keys = judged.select(pl.concat_str("code", pl.col("inputs").list.eval(told).list.join("")))["code"]
    names = ["k" + hashlib.sha256(key.encode()).hexdigest()[:16] for key in keys]
    return judged.with_columns(pl.Series("check_id", names, dtype=pl.String))


def findings(drafts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The drafts of checks judged and named (FINDINGS), sorted by name."""
    kept = [part for part in drafts if not part.is_empty()]
    if not kept:
        return pl.DataFrame(schema=FINDINGS)
    named = _named(_judge(pl.concat(kept))).unique("check_id", keep="first", maintain_order=True)
    return named.select(list(FINDINGS)).cast(FINDINGS).sort("check_id")


def tables_of(found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The `checks` and `check_inputs` tables of findings, sorted by name; where two have one name the first counts."""
    found = found.unique("check_id", keep="first", maintain_order=True).sort("check_id")
    wanted = pl.Schema(schema("check_inputs"))
    inputs = (
        found.select("check_id", "inputs")
        .explode("inputs")
        .unnest("inputs")
        .filter(pl.col("claim_id").is_not_null() & (pl.col("claim_id") != ""))
        .with_columns(position=pl.int_range(pl.len(), dtype=pl.Int64).over("check_id"))
    )
    return found.drop("inputs"), inputs.select(list(wanted)).cast(wanted)
