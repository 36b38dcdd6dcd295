"""Why claims entered no check: nothing like them, nothing beside them, or no words that tie them."""

import polars as pl

# What is needed of a claim to tell.
FIELDS = ("claim_id", "document_id", "unit", "sentence_start", "salience")


def why_unchecked(claims: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    """Claims that no check used, counted by document and salience (as `reason`) and by why.

    `claims` has FIELDS, `used` the `claim_id` of those a check used; both of the same documents.
    """
    alike = (pl.len().over("document_id", "unit") > 1).alias("alike")
    beside = (pl.len().over("document_id", "sentence_start") > 1).alias("beside")
    free = claims.with_columns(alike, beside).join(used, on="claim_id", how="anti")
    return free.group_by("document_id", reason=pl.col("salience").cast(pl.String)).agg(
        no_like=(~pl.col("alike")).sum().cast(pl.Int64),
        no_neighbour=(pl.col("alike") & ~pl.col("beside")).sum().cast(pl.Int64),
        no_tie=(pl.col("alike") & pl.col("beside")).sum().cast(pl.Int64),
    )
