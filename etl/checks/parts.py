"""Parts against their total, and shares that should make a whole."""

import polars as pl

from etl.checks.findings import DRAFT_SCHEMA
from etl.checks.spoken import number
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

SUM = CheckRule(
    "sum",
    CheckType.PART_WHOLE,
    "Parts against their total",
    "The sum of the parts of a list or table with the total it gives.",
    "Invented: “The fund put $30 million into ports, $50 million into roads, for a total of $90 million.” The 2 parts add up to $80 million.",
)
HUNDRED = CheckRule(
    "hundred-percent",
    CheckType.PART_WHOLE,
    "Shares that make a whole",
    "The sum of all shares of one whole with 100%.",
    "Invented: “The mix was 46% hydro, 32% wind and 22% solar.” The 3 parts add up to 100%.",
)
RULES = (SUM, HUNDRED)


def check_parts(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Sums of parts, signed as the table or list gives them (role `less` counts against the total)."""
    rows = joined.filter(pl.col("relation") == Relation.PARTS.value)
    if rows.is_empty():
        return []
    # "Up to 350 million" adds its most to a total of "as much as"; parts of "53.6 ± 5.2" add up to its centre.
    capped = pl.col("bound") == "up_to"
    doubtful = (pl.col("role") == "total") & pl.col("quote").str.contains("±|\\\\pm|\\+/-")
    half = pl.col("resolution") / 2
    rows = rows.with_columns(
        stated_low=pl.when(capped | doubtful).then(pl.col("value") - half).otherwise("stated_low"),
        stated_high=pl.when(doubtful).then(pl.col("value") + half).otherwise("stated_high"),
    )
    role = pl.col("role")
    sign = pl.when(role == "less").then(-1.0).when(role == "part").then(1.0).otherwise(0.0)
    low = pl.when(role == "less").then(-pl.col("stated_high")).when(role == "part").then("stated_low").otherwise(0.0)
    high = pl.when(role == "less").then(-pl.col("stated_low")).when(role == "part").then("stated_high").otherwise(0.0)
    total = pl.col("role") == "total"
    plus = pl.when(role == "less").then(pl.lit(" − ")).when(role == "part").then(pl.lit(" + "))
    rows = rows.with_columns(signed=(plus + number(pl.col("value"))).fill_null(""))
    summed = rows.group_by("link_id", maintain_order=True).agg(
        documents=pl.col("document_id").first(),
        certain=pl.col("certain").first(),
        implied_value=(pl.col("value") * sign).sum(),
        implied_low=low.sum(),
        implied_high=high.sum(),
        stated_value=pl.col("value").filter(total).first(),
        stated_low=pl.col("stated_low").filter(total).first(),
        stated_high=pl.col("stated_high").filter(total).first(),
        resolution=pl.col("resolution").filter(total).first(),
        unit=pl.col("unit").sort_by(~total, maintain_order=True).first(),  # a part may leave its unit to the total
        parts=role.is_in(["part", "less"]).sum(),
        formula=pl.col("signed").str.join(""),
        inputs=pl.struct("role", "claim_id"),
    )
    told = pl.col("stated_value").is_not_null()
    whole = ~told & (pl.col("unit") == "percent")
    drafts = summed.with_columns(
        code=pl.when(whole).then(pl.lit(HUNDRED.code)).otherwise(pl.lit(SUM.code)),
        type=pl.lit(SUM.type.value),
        verdict=pl.lit(""),
        stated_value=pl.when(whole).then(100.0).otherwise("stated_value"),
        stated_low=pl.when(whole).then(100.0).otherwise("stated_low"),
        stated_high=pl.when(whole).then(100.0).otherwise("stated_high"),
        resolution=pl.col("resolution").fill_null(0.0),
        formula=pl.col("formula").str.strip_chars(" +"),
        sentence=pl.lit("The ") + pl.col("parts").cast(pl.String) + " parts add up to ",
        tail=pl.lit(""),
        is_whole=pl.lit(False),
    )
    return [drafts.select(list(DRAFT_SCHEMA)).cast(DRAFT_SCHEMA)]
