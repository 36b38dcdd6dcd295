"""Time and memory of all checks over synthetic claims: `python tests/bench/checks_scale.py [CLAIMS ...]`.

Prints a line a size and the exponent time grows with. Ten claims a series, four fifths of the claims in links.
"""

import math
import resource
import sys
import time

import polars as pl

from etl.checks import LINK_SCHEMA, run_checks
from etl.model.tables import schema
from etl.series import build_series

_PER_SERIES = 10
_PER_DOCUMENT = 100


def synthetic_claims(count: int) -> pl.DataFrame:
    """Claims of many subjects, a tenth of them off by a third; every fourth a percentage."""
    row = pl.int_range(count, eager=True).alias("row")
    number = pl.col("row")
    series = number // _PER_SERIES
    year = 2000 + number % _PER_SERIES
    is_percent = series % 4 == 3
    value = pl.when(is_percent).then(1.0 + series % 90).otherwise(1e6 * (1 + series % 1000)) * pl.when(
        number % 10 == 7
    ).then(1.3).otherwise(1.0)
    text = number.cast(pl.String)
    frame = row.to_frame().select(
        claim_id="c" + text,
        document_id="d" + (number // _PER_DOCUMENT).cast(pl.String),
        start=number % _PER_DOCUMENT * 50,
        end=number % _PER_DOCUMENT * 50 + text.str.len_chars().cast(pl.Int64),
        quote=text,
        low=value,
        high=value,
        value=value,
        unit=pl.when(is_percent).then(pl.lit("percent")).otherwise(pl.lit("USD")),
        dimension=pl.when(is_percent).then(pl.lit("share")).otherwise(pl.lit("currency")),
        kind=pl.when(is_percent).then(pl.lit("growth")).otherwise(pl.lit("level")),
        bound=pl.when(number % 5 == 0).then(pl.lit("approx")).otherwise(pl.lit("exact")),
        subject="subject " + series.cast(pl.String),
        metric="metric " + (series % 50).cast(pl.String),
        metric_id="metric_" + (series % 50).cast(pl.String),
        qualifier=pl.lit(""),
        period=year.cast(pl.String),
        period_start=pl.date(year, 1, 1),
        period_end=pl.date(year, 12, 31),
        modality=pl.lit("actual"),
        speaker=pl.lit(""),
        zone=pl.lit("body"),
        salience=pl.lit("claim"),
        line=pl.lit(1),
        page=pl.lit(0),
        sentence=pl.lit(""),
        sentence_start=pl.lit(0),
        resolution=value / 100,
        rule=pl.lit("bench"),
        correction=pl.lit(""),
    )
    wanted = schema("claims")
    return frame.select(list(wanted)).cast(pl.Schema(wanted))


def synthetic_links(claims: pl.DataFrame) -> pl.DataFrame:
    """Links of four claims each, by turns of every relation with a formula."""
    kinds = pl.DataFrame(
        {
            "turn": range(5),
            "relation": ["change", "share", "restatement", "parts", "comparison"],
            "roles": [
                ["start", "end", "growth", "span"],
                ["part", "whole", "share", "second"],
                ["statement"] * 4,
                ["part", "part", "part", "total"],
                ["value", "baseline", "times", ""],
            ],
        }
    )
    rows = claims.select("claim_id", "document_id").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    members = rows.with_columns(link=pl.col("row") // 5, position=pl.col("row") % 5).filter(pl.col("position") < 4)
    members = (
        members.with_columns(turn=pl.col("link") % 5)
        .join(kinds, on="turn")
        .with_columns(
            link_id="l" + pl.col("link").cast(pl.String),
            role=pl.col("roles").list.get(pl.col("position")),
            counted_low=pl.lit(None, dtype=pl.Float64),
            counted_high=pl.lit(None, dtype=pl.Float64),
            evidence=pl.lit(""),
            certain=pl.lit(True),
        )
    )
    return members.filter(pl.col("role") != "").sort("row").select(list(LINK_SCHEMA)).cast(LINK_SCHEMA)


def synthetic_documents(claims: pl.DataFrame) -> pl.DataFrame:
    """The documents of the claims."""
    names = claims.select(pl.col("document_id").unique(maintain_order=True))
    columns = {
        "title": pl.lit(""), "publisher": pl.lit(""), "published": pl.lit(None, dtype=pl.Date), "path": pl.lit(""),
        "format": pl.lit("text"), "sha256": pl.lit(""), "characters": pl.lit(0), "words": pl.lit(0), "claims": pl.lit(0),
    }  # fmt: skip
    return names.with_columns(**columns).select(list(schema("documents"))).cast(pl.Schema(schema("documents")))


def measure(count: int) -> float:
    """Seconds for series and all checks over `count` claims."""
    claims = synthetic_claims(count)
    links, documents = synthetic_links(claims), synthetic_documents(claims)
    started = time.perf_counter()
    series, points = build_series(claims)
    built = time.perf_counter()
    checks, inputs = run_checks(claims, links, series, points, documents)
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{count:>9} claims {series.height:>7} series {checks.height:>8} checks {inputs.height:>8} inputs  "
        f"series {built - started:6.2f} s  checks {ended - built:6.2f} s  peak {peak:5.2f} GB"
    )
    return ended - built


def main(counts: list[int]) -> None:
    """Measure each size and say how time grows."""
    measure(1000)
    seconds = [measure(count) for count in counts]
    if len(counts) > 1:
        exponent = math.log(seconds[-1] / seconds[0]) / math.log(counts[-1] / counts[0])
        print(f"time grows with claims to the power of {exponent:.2f}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100_000, 300_000, 1_000_000])
