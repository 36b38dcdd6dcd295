"""What the trend chart draws, as rows: the chart, its table and its CSV all come from here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.query import Query
from dashboard.snapshot import Snapshot

SCALES = ("linear", "log")
LAYOUTS = ("together", "multiples")
DEFAULT_SUBJECTS = 6
# From this ratio of highest to lowest figure on, a linear axis shows only the highest.
WIDE = 50
COLUMNS = ("label", "claim_id", "period_start", "period_end", "at", "low", "high", "value", "unit", "modality", "bound",
           "document_id", "implied", "written_unit", "factor")  # fmt: skip
AS_WRITTEN = "written"


@dataclass(frozen=True)
class Trend:
    """A chart's choice, complete and valid: what is not in the data was replaced, and `remarks` says so."""

    metric: str
    unit: str
    subjects: tuple[str, ...]
    scale: str
    layout: str
    remarks: tuple[str, ...] = ()
    into: str = ""

    @property
    def shown_unit(self) -> str:
        """The unit of the axis."""
        return self.into or self.unit


def keyed(series: pl.DataFrame) -> pl.DataFrame:
    """Series with `key` (the metric's id, else its words) and `label` (subject and qualifier)."""
    metric = pl.when(pl.col("metric_id") != "").then("metric_id").otherwise("metric")
    label = (
        pl.when(pl.col("qualifier") != "")
        .then(pl.concat_str("subject", pl.lit(" · "), "qualifier"))
        .otherwise("subject")
        .str.strip_chars(" ·")
    )
    return series.with_columns(metric.alias("key"), label.alias("label")).with_columns(
        pl.when(pl.col("label") == "").then(pl.lit("(no subject named)")).otherwise("label").alias("label")
    )


def metrics(snapshot: Snapshot) -> pl.DataFrame:
    """Metrics to choose from, the best documented first: key, name, series, points, dated."""
    return snapshot.kept.of("metrics", lambda: _metrics(_timed(snapshot).filter(pl.col("key") != "")))


def _metrics(series: pl.DataFrame) -> pl.DataFrame:
    return (
        series.group_by("key")
        .agg(
            pl.col("metric").filter(pl.col("metric") != "").mode().sort().first().alias("name"),
            pl.len().alias("series"),
            pl.col("points").sum(),
            (pl.col("moments") > 1).sum().alias("spanning"),
            pl.col("moments").max(),
        )
        .with_columns(pl.col("name").fill_null(pl.col("key")))
        .sort("spanning", "moments", "points", "key", descending=[True, True, True, False])
    )


def metric_name(snapshot: Snapshot, metric: str) -> str:
    """A metric as the texts mostly call it, as it stands among those to choose from."""
    names = metrics(snapshot).filter(pl.col("key") == metric)["name"]
    return str(names[0]) if names.len() else metric


def _timed(snapshot: Snapshot) -> pl.DataFrame:
    """Keyed series with the number of periods they have figures for."""

    def make() -> pl.DataFrame:
        timed = keyed(snapshot.series).join(snapshot.moments, on="series_id", how="left", maintain_order="left")
        return timed.with_columns(pl.col("moments").fill_null(0))

    return snapshot.kept.of("timed series", make)


def units(snapshot: Snapshot, metric: str) -> list[str]:
    """Units the metric is given in, that of the longest series first, then the most used."""
    found = _timed(snapshot).filter(pl.col("key") == metric).group_by("unit")
    ranked = found.agg(pl.col("moments").max(), pl.col("points").sum())
    return list(ranked.sort("moments", "points", "unit", descending=[True, True, False])["unit"])


def targets(snapshot: Snapshot, metric: str, unit: str) -> list[str]:
    """Units that figures in a unit may be shown in; the unit itself where other figures can be brought to it."""
    table = snapshot.conversions
    found = table.filter(pl.col("unit") == unit)["target"].unique().sort().to_list()
    others = [each for each in units(snapshot, metric) if each != unit]
    is_shared = table.filter(pl.col("target") == unit, pl.col("unit").is_in(others)).height
    return [unit, *found] if is_shared else found


def source_units(snapshot: Snapshot, metric: str, unit: str, into: str) -> list[str]:
    """Units whose figures are drawn: the one chosen, or all that can be brought to the target."""
    if not into:
        return [unit]
    able = set(snapshot.conversions.filter(pl.col("target") == into)["unit"]) | {into}
    return [each for each in units(snapshot, metric) if each in able]


def subjects(snapshot: Snapshot, metric: str, among: Sequence[str]) -> list[str]:
    """Labels of the metric's series in some units: those that span time first, then by points."""
    found = _timed(snapshot).filter(pl.col("key") == metric, pl.col("unit").is_in(list(among)))
    ranked = found.group_by("label").agg(pl.col("moments").max(), pl.col("points").sum())
    return list(ranked.sort("moments", "points", "label", descending=[True, True, False])["label"])


def choose(snapshot: Snapshot, query: Query) -> Trend:
    """Read the chart's parameters; what is unknown falls back and is remarked on."""
    remarks = []
    known = list(metrics(snapshot)["key"])
    metric = query.one("metric", known[0] if known else "")
    if metric not in known:
        remarks.append(f"There is no metric “{metric}”; the best documented one is shown instead.")
        metric = known[0] if known else ""
    offered = units(snapshot, metric)
    unit = query.one("unit", offered[0] if offered else "")
    if unit not in offered:
        remarks.append(f"“{metric}” is never given in “{unit}”; its commonest unit is shown instead.")
        unit = offered[0] if offered else ""
    into = query.one("into", AS_WRITTEN).removeprefix(AS_WRITTEN)
    if into and into not in targets(snapshot, metric, unit):
        remarks.append(f"“{unit}” cannot be shown in “{into}”; the figures stand as written.")
        into = ""
    labels = subjects(snapshot, metric, source_units(snapshot, metric, unit, into))
    wanted = query.many("subject")
    chosen = tuple(label for label in wanted if label in set(labels))
    if len(chosen) < len(wanted):
        unknown = ", ".join(f"“{label}”" for label in wanted if label not in set(labels))
        remarks.append(f"No such subject here: {unknown}.")
    trend = Trend(
        metric,
        unit,
        chosen or tuple(labels[:DEFAULT_SUBJECTS]),
        query.choice("scale", SCALES, ""),
        query.choice("layout", LAYOUTS, LAYOUTS[0]),
        tuple(remarks),
        into,
    )
    return trend if trend.scale else replace(trend, scale=fitting_scale(all_points(snapshot, trend)))


def fitting_scale(points: pl.DataFrame) -> str:
    """Log where figures above zero lie far apart, else linear."""
    values = points.filter(pl.col("at").is_not_null())["value"]
    low, high = values.min(), values.max()
    wide = isinstance(low, float) and isinstance(high, float) and low > 0 and high / low > WIDE
    return "log" if wide else "linear"


def all_points(snapshot: Snapshot, trend: Trend) -> pl.DataFrame:
    """Every point of the chosen series, drawn or not, by label and time; kept, as page, chart and CSV all ask."""
    key = ("points", trend.metric, trend.unit, trend.into, trend.subjects)
    return snapshot.kept.of(key, lambda: _all_points(snapshot, trend))


def _all_points(snapshot: Snapshot, trend: Trend) -> pl.DataFrame:
    among = source_units(snapshot, trend.metric, trend.unit, trend.into)
    series = _timed(snapshot).filter(
        pl.col("key") == trend.metric, pl.col("unit").is_in(among), pl.col("label").is_in(list(trend.subjects))
    )
    days = (pl.col("period_end") - pl.col("period_start")).dt.total_days()
    chosen = series.select("series_id", "label", "unit")
    among_chosen = snapshot.points.filter(pl.col("series_id").is_in(chosen["series_id"].implode())).collect()
    points = among_chosen.join(chosen, on="series_id", how="inner").with_columns(
        (pl.col("period_start") + pl.duration(days=days // 2)).alias("at"),
        pl.col("modality").cast(pl.String),
        pl.col("bound", "document_id").cast(pl.String),
        pl.lit(value=False).alias("implied"),
        pl.col("unit").alias("written_unit"),
    )
    points = _converted(points, snapshot.conversions, trend).select(COLUMNS)
    return pl.concat([points, _implied(snapshot, points)]).sort("label", "at", "claim_id", nulls_last=True)


def _converted(points: pl.DataFrame, conversions: pl.DataFrame, trend: Trend) -> pl.DataFrame:
    """Points in the unit to show, each by a factor that always holds or by that of the year its period starts in."""
    if not trend.into:
        return points.with_columns(pl.lit(1.0).alias("factor"))
    table = conversions.filter(pl.col("target") == trend.into)
    always = table.filter(pl.col("period_start").is_null()).select("unit", pl.col("factor").alias("_always"))
    yearly = table.filter(pl.col("period_start").is_not_null()).select(
        "unit", pl.col("period_start").dt.year().alias("_year"), pl.col("factor").alias("_yearly")
    )
    same = pl.when(pl.col("unit") == trend.into).then(1.0)
    return (
        points.with_columns(pl.col("period_start").dt.year().alias("_year"))
        .join(always, on="unit", how="left", maintain_order="left")
        .join(yearly, on=["unit", "_year"], how="left", maintain_order="left")
        .with_columns(pl.coalesce(same, "_always", "_yearly").alias("factor"), pl.lit(trend.into).alias("unit"))
        .with_columns(pl.col("low", "high", "value") * pl.col("factor"))
    )


def notes(snapshot: Snapshot, trend: Trend, rows: pl.DataFrame) -> list[str]:
    """Which factors and rates the drawn rows were converted by."""
    if not trend.into:
        return []
    used = rows.filter(pl.col("written_unit") != trend.into).select(
        pl.col("written_unit").alias("unit"), pl.col("period_start").dt.year().alias("year")
    )
    table = snapshot.conversions.filter(pl.col("target") == trend.into).with_columns(
        pl.col("period_start").dt.year().alias("year")
    )
    always = table.filter(pl.col("year").is_null()).join(used, on="unit", how="semi")
    yearly = table.join(used, on=["unit", "year"], how="semi")
    return [str(note) for note in pl.concat([always, yearly]).sort("unit", "year")["note"].unique(maintain_order=True)]


def drawn(points: pl.DataFrame, scale: str) -> pl.DataFrame:
    """The rows a chart can show: those with a period and a factor and, on a log axis, above zero."""
    kept = points.filter(pl.col("at").is_not_null(), pl.col("value").is_not_null())
    return kept.filter(pl.col("value") > 0) if scale == "log" else kept


def _implied(snapshot: Snapshot, points: pl.DataFrame) -> pl.DataFrame:
    """Values that follow from drawn claims and are stated nowhere, in the same unit."""
    dated = points.filter(pl.col("at").is_not_null())
    inputs = snapshot.check_inputs.join(dated, on="claim_id", how="inner")
    used = inputs.sort("check_id", "position").unique("check_id", keep="first", maintain_order=True)
    wanted = snapshot.checks.filter(
        pl.col("verdict") == "implied", pl.col("implied_low").is_finite(), pl.col("implied_high").is_finite()
    )
    found = wanted.join(used, left_on=["check_id", "unit"], right_on=["check_id", "written_unit"], how="inner").rename(
        {"unit": "written_unit", "unit_right": "unit"}
    )
    rows = [_implied_row(row) for row in found.sort("check_id").iter_rows(named=True)]
    return pl.DataFrame(rows, schema=points.schema, orient="row")


def _implied_row(row: dict[str, Any]) -> tuple[object, ...]:
    back = 1 if row["type"] == "yoy_base" else 0
    low, high = row["implied_low"] * row["factor"], row["implied_high"] * row["factor"]
    values = {
        **row,
        "period_start": _years_back(row["period_start"], back),
        "period_end": _years_back(row["period_end"], back),
        "at": _years_back(row["at"], back),
        "low": low,
        "high": high,
        "value": (low + high) / 2,
        "modality": "implied",
        "bound": "exact",
        "implied": True,
    }
    return tuple(values[name] for name in COLUMNS)


def _years_back(day: date | None, years: int) -> date | None:
    if day is None or not years:
        return day
    last = (day + timedelta(days=1)).month != day.month
    moved = date(day.year - years, day.month, min(day.day, 28))
    if not last:
        return moved
    following = date(moved.year + (moved.month == 12), moved.month % 12 + 1, 1)
    return following - timedelta(days=1)
