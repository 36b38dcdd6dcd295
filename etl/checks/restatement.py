"""The same quantity said again: equal, in conflict, or updated.

Each group is compared with its own consensus, the figure said most often: n log n, and a lone dissenter among
repeats stands out.
"""

import polars as pl

from etl.checks.findings import DRAFT_SCHEMA
from etl.checks.spoken import amount
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

SAME = CheckRule(
    "restatement",
    CheckType.RESTATEMENT,
    "The same quantity said again",
    "All statements of one quantity with the figure said most often.",
    "“744B” in 8 places, “745B” here.",
)
ACROSS = CheckRule(
    "restatement-across",
    CheckType.RESTATEMENT,
    "The same quantity in several documents",
    "One subject's metric as each document gives it, over time.",
    "Invented: “In 2024 the valuation of Harrow Tools was $10 billion.” Told by two documents it is the same in 2 places.",
)
RULES = (SAME,)


def check_restatements(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Groups the text of one document ties together (relation `restatement`)."""
    rows = joined.filter(pl.col("relation") == Relation.RESTATEMENT.value)
    if rows.is_empty():
        return []
    return compare(_in_one_form(rows).rename({"link_id": "group_id"}), SAME)


def _in_one_form(rows: pl.DataFrame) -> pl.DataFrame:
    """Comparisons in a group become factors: "67 % less" 0.33, "one-fifth" and "20 % of" 0.2."""
    role = pl.col("role")
    scale = pl.when(pl.col("unit") == "percent").then(0.01).otherwise(1.0)
    worded = role.is_in(["times", "more", "less"])
    low, high = pl.col("stated_low") * scale, pl.col("stated_high") * scale

    def turned(end: pl.Expr, other: pl.Expr) -> pl.Expr:
        return pl.when(role == "less").then(1.0 - other).when(role == "more").then(1.0 + end).otherwise(end)

    return rows.with_columns(
        value=pl.when(worded).then(turned(pl.col("value") * scale, pl.col("value") * scale)).otherwise("value"),
        stated_low=pl.when(worded).then(turned(low, high)).otherwise("stated_low"),
        stated_high=pl.when(worded).then(turned(high, low)).otherwise("stated_high"),
        resolution=pl.when(worded).then(pl.col("resolution") * scale).otherwise("resolution"),
        unit=pl.when(worded).then(pl.lit("ratio")).otherwise("unit"),
        is_turned=worded,
    )


def compare(rows: pl.DataFrame, rule: CheckRule) -> list[pl.DataFrame]:
    """Hold each group against its consensus.

    Rows: group_id, position, claim_id, quote, value, stated_low, stated_high,
    resolution, unit, period_*, certain, and is_turned where the value is not what its quote says.
    """
    key = pl.col("value").round_sig_figs(10)
    rows = rows.with_columns(times=pl.len().over("group_id", key))
    consensus = (
        rows.sort("group_id", "times", "position", descending=[False, True, False], maintain_order=True)
        .group_by("group_id", maintain_order=True)
        .agg(
            pl.col("value", "quote", "stated_low", "stated_high", "period_start", "period_end", "times", "is_turned")
            .first()
            .name.suffix("_most")
        )
    )
    rows = rows.join(consensus, on="group_id", how="left", maintain_order="left")
    # Half-open, as digits are: 744 ends where 745 begins.
    least = 1e-9 * pl.col("value").abs()
    overlap = pl.min_horizontal("stated_high", "stated_high_most") - pl.max_horizontal("stated_low", "stated_low_most")
    meets = (overlap > least) | ((pl.col("value") - pl.col("value_most")).abs() <= least)
    apart = (pl.col("period_start") > pl.col("period_end_most")) | (pl.col("period_start_most") > pl.col("period_end"))
    rows = rows.with_columns(meets=meets, later=apart.fill_null(value=False))
    return [_agreeing(rows.filter("meets"), rule), _dissenting(rows, rule)]


def _agreeing(rows: pl.DataFrame, rule: CheckRule) -> pl.DataFrame:
    found = (
        rows.group_by("group_id", maintain_order=True)
        .agg(
            documents=pl.col("document_id").unique(maintain_order=True).str.join(";"),
            places=pl.len(),
            stated_value=pl.col("value_most").first(),
            stated_low=pl.col("stated_low_most").first(),
            stated_high=pl.col("stated_high_most").first(),
            resolution=pl.col("resolution").max(),
            implied_value=pl.col("value").sort_by((pl.col("value") - pl.col("value_most")).abs()).last(),
            implied_low=pl.col("stated_low").min(),
            implied_high=pl.col("stated_high").max(),
            unit=pl.col("unit").first(),
            formula=pl.col("quote").str.join(" = "),
            quotes_said=pl.col("quote").unique(maintain_order=True),
            inputs=pl.struct(role=pl.lit("statement"), claim_id=pl.col("claim_id")),
        )
        .filter(pl.col("places") > 1)
        .with_columns(
            sentence=_consensus() + " in " + pl.col("places").cast(pl.String) + " places: consistent",
            tail=pl.lit(""),
            is_whole=pl.lit(True),
            certain=pl.lit(True),
        )
    )
    return _as_drafts(found, rule, "consistent")


def _consensus() -> pl.Expr:
    """What all say: the first as quoted, and another wording beside it."""
    quotes = pl.col("quotes_said")
    also = pl.when(quotes.list.len() > 1).then(", also “" + quotes.list.get(1, null_on_oob=True) + "”,")
    return "“" + quotes.list.get(0) + "”" + also.otherwise(pl.lit(""))


def _dissenting(rows: pl.DataFrame, rule: CheckRule) -> pl.DataFrame:
    odd = rows.filter(~pl.col("meets") & pl.col("certain"))
    if odd.is_empty():
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    agreeing = (
        rows.filter("meets")
        .group_by("group_id")
        .agg(agreeing=pl.struct(role=pl.lit("agreeing"), claim_id=pl.col("claim_id")), places=pl.len())
    )
    found = (
        odd.group_by("group_id", pl.col("value").round_sig_figs(10).alias("odd_value"), maintain_order=True)
        .agg(
            documents=pl.col("document_id").unique(maintain_order=True).str.join(";"),
            stated_value=pl.col("value").first(),
            stated_low=pl.col("stated_low").min(),
            stated_high=pl.col("stated_high").max(),
            resolution=pl.col("resolution").first(),
            implied_value=pl.col("value_most").first(),
            implied_low=pl.col("stated_low_most").first(),
            implied_high=pl.col("stated_high_most").first(),
            unit=pl.col("unit").first(),
            quote=pl.col("quote").first(),
            is_turned=pl.col("is_turned").first(),
            quote_most=pl.col("quote_most").first(),
            is_turned_most=pl.col("is_turned_most").first(),
            later=pl.col("later").all(),
            certain=pl.lit(True),
            dissenting=pl.struct(role=pl.lit("dissenting"), claim_id=pl.col("claim_id")),
        )
        .join(agreeing, on="group_id", how="left", maintain_order="left")
        .with_columns(
            inputs=pl.concat_list("agreeing", "dissenting"),
            formula=amount(pl.col("implied_value"), pl.col("unit"))
            + " ≠ "
            + amount(pl.col("stated_value"), pl.col("unit")),
            sentence=_quoted("quote_most", "is_turned_most", "implied_value")
            + " in "
            + pl.col("places").cast(pl.String)
            + pl.when(pl.col("places") == 1).then(pl.lit(" place, ")).otherwise(pl.lit(" places, "))
            + _quoted("quote", "is_turned", "stated_value")
            + pl.when("later").then(pl.lit(" later: update")).otherwise(pl.lit(" here: contradiction")),
            tail=pl.lit(""),
            is_whole=pl.lit(True),
        )
    )
    verdict = pl.when("later").then(pl.lit("update")).otherwise(pl.lit("contradiction"))
    return _as_drafts(found, rule, verdict)


def _quoted(quote: str, is_turned: str, value: str) -> pl.Expr:
    """A figure in the words of its text, with what they come to: “67%” (0.33×)."""
    comes_to = " (" + amount(pl.col(value), pl.col("unit")) + ")"
    return "“" + pl.col(quote) + "”" + pl.when(is_turned).then(comes_to).otherwise(pl.lit(""))


def _as_drafts(found: pl.DataFrame, rule: CheckRule, verdict: str | pl.Expr) -> pl.DataFrame:
    return (
        found.with_columns(
            code=pl.lit(rule.code),
            type=pl.lit(rule.type.value),
            verdict=pl.lit(verdict) if isinstance(verdict, str) else verdict,
        )
        .select(list(DRAFT_SCHEMA))
        .cast(DRAFT_SCHEMA)
    )
