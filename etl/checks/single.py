"""What one figure says by itself in another form: a multiple as a percentage, a daily rate as a yearly one."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure, factor
from etl.checks.spoken import amount, number
from etl.model.finding import CheckRule, CheckType

GROWTH_AS_FACTOR = CheckRule(
    "growth-as-factor",
    CheckType.GROWTH_MULTIPLE,
    "A change in percent as a factor",
    "A growth in percent and the multiple it is, a multiple and the growth in percent it is.",
    "Growth of 185% makes 2.85×.",
)
INVERSE = CheckRule(
    "inverse-ratio",
    CheckType.RATIO,
    "A ratio seen from the other side",
    "One divided by a stated ratio.",
    "Seen from the other side, 60% is 1.667×.",
)
PER_YEAR = CheckRule(
    "rate-per-year",
    CheckType.CONVERSION,
    "A rate over another period",
    "An amount a day, week, month or quarter as an amount a year.",
    "140 trillion tokens a day are 51.1 quadrillion a year.",
)
RULES = (GROWTH_AS_FACTOR, INVERSE, PER_YEAR)

# From this growth in percent on, the factor is worth telling.
_TELLING = 50.0
_FALL = r"(?i)\b(?:down|declin\w*|decreas\w*|fall\w*|fell|drop\w*|los[et]\w*|shr[aiu]nk\w*|cut\w*|reduc\w*|lower\w*|less|slump\w*)\b"
_RISE = r"(?i)\b(?:up|ris\w*|rose|grow\w*|grew|increas\w*|gain\w*|climb\w*|jump\w*|more|higher)\b"
_LESS = r"^\W*(?:less|lower|cheaper|fewer|smaller|slower|lighter|shorter)\b"
_MORE = r"^\W*(?:more|higher|larger|faster|greater|bigger|longer)\b"
_OF = r"^\W*(?:of|as)\b"
# Of what is done an hour, a speed or a wage, nobody asks how much a year of hours makes.
_PER_YEAR = {"day": 365.0, "week": 365.0 / 7, "month": 12.0, "quarter": 4.0}


def check_single(claims: pl.DataFrame) -> list[pl.DataFrame]:
    """Other forms of single figures (claims as of with_intervals)."""
    told = claims.filter((pl.col("salience") == "claim") & (pl.col("value") > 0))
    forms = told.filter(
        pl.col("kind").cast(pl.String).is_in(["growth", "ratio"]) & pl.col("unit").is_in(["percent", "ratio"])
    )
    # A text may say of a fall "44 %" without a sign; a fall is no factor above one.
    is_growth = pl.col("kind").cast(pl.String) == "growth"
    is_fall = is_growth & pl.col("sentence").str.contains(_FALL)
    is_whole = (pl.col("unit") == "percent") & (pl.col("stated_high") < 100)
    is_sharp = pl.col("low") == pl.col("high")
    falls = forms.filter(is_sharp & is_fall & is_whole & ~pl.col("sentence").str.contains(_RISE))
    forms = forms.filter(is_sharp & ~is_fall)
    rated = told.filter(pl.col("unit").str.contains("/(?:day|week|month|quarter)$"))
    return [*_forms(_as_links(forms)), _fallen(_as_links(falls)), *_rates(_as_links(rated))]


def _as_links(claims: pl.DataFrame) -> pl.DataFrame:
    columns = (
        "claim_id",
        "value",
        "stated_low",
        "stated_high",
        "resolution",
        "unit",
        "kind",
        "quote",
        "sentence",
        "sentence_start",
        "end",
    )
    return claims.select("document_id", *[pl.col(name).alias(f"said_{name}") for name in columns], certain=pl.lit(True))


def _forms(frame: pl.DataFrame) -> list[pl.DataFrame]:
    said = Figure.of("said")
    is_percent = pl.col("said_unit") == "percent"
    is_growth = pl.col("said_kind").cast(pl.String) == "growth"
    plain = said.where(~is_percent, said.times(0.01))
    behind = pl.col("said_sentence").str.slice(pl.col("said_end") - pl.col("said_sentence_start"), 24)
    is_less = is_percent & behind.str.contains(_LESS)
    is_more = behind.str.contains(_MORE) | (is_percent & ~is_less & ~behind.str.contains(_OF))
    as_ratio = Figure.fixed(1.0).minus(plain).where(is_less, plain)
    return [
        draft(
            frame,
            Comparison(
                rule=GROWTH_AS_FACTOR,
                rows=is_growth & is_percent & (said.value >= _TELLING),
                implied=factor(said),
                inputs=("said",),
                formula=pl.lit("1 + ") + number(said.value) + " / 100",
                sentence="Growth of " + amount(said.value, pl.lit("percent")) + " makes ",
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=GROWTH_AS_FACTOR,
                rows=is_growth & ~is_percent & (said.value >= 1 + _TELLING / 100),
                implied=said.minus(Figure.fixed(1.0)).times(100.0),
                inputs=("said",),
                formula="(" + number(said.value) + " − 1) × 100",
                sentence=amount(said.value, pl.lit("ratio")) + " as much is growth of ",
                unit=pl.lit("percent"),
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=INVERSE,
                rows=~is_growth & (said.low > 0) & (as_ratio.high < 1e3) & ~is_more,
                implied=Figure.fixed(1.0).over(as_ratio),
                inputs=("said",),
                formula=pl.lit("1 / ") + number(as_ratio.value),
                sentence=pl.lit("Seen from the other side, ")
                + pl.col("said_quote")
                + pl.when(is_less).then(pl.lit(" less")).otherwise(pl.lit(""))
                + " is ",
            ),
        ),
    ]


def _fallen(frame: pl.DataFrame) -> pl.DataFrame:
    said = Figure.of("said")
    return draft(
        frame,
        Comparison(
            rule=GROWTH_AS_FACTOR,
            rows=said.value >= _TELLING,
            implied=Figure.fixed(1.0).minus(said.times(0.01)),
            inputs=("said",),
            formula=pl.lit("1 − ") + number(said.value) + " / 100",
            sentence="A fall of " + amount(said.value, pl.lit("percent")) + " leaves ",
        ),
    )


def _rates(frame: pl.DataFrame) -> list[pl.DataFrame]:
    period = pl.col("said_unit").str.split("/").list.last()
    yearly = period.replace_strict(_PER_YEAR, default=None, return_dtype=pl.Float64)
    return [
        draft(
            frame,
            Comparison(
                rule=PER_YEAR,
                rows=yearly.is_not_null(),
                implied=Figure.of("said").times(yearly),
                inputs=("said",),
                formula=number(pl.col("said_value")) + " × " + number(yearly),
                sentence=amount(pl.col("said_value"), pl.col("said_unit")) + " is, over a year, ",
                unit=pl.col("said_unit").str.replace("/[a-z]+$", "/year"),
            ),
        )
    ]
