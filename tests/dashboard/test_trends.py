from datetime import date

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard import check_figures, figures, trend_figure
from dashboard import trend_points as trends
from dashboard.growth import growth_rates
from dashboard.query import Query


def drawn(*given, **named):
    """The trend chart as a graph object, which refuses what plotly does not know."""
    return go.Figure(trend_figure.trend_figure(*given, **named))


def chosen(snapshot, search=""):
    return trends.choose(snapshot, Query.parse("/trends", search))


def test_the_best_documented_metric_opens(snapshot):
    trend = chosen(snapshot)
    assert (trend.metric, trend.unit, trend.scale) == ("revenue", "USD", "linear")
    assert trend.subjects[:2] == ("Lantern", "Beacon")


@pytest.mark.parametrize("search", ["metric=nonsense", "unit=furlong", "subject=nobody", "metric=%3Cscript%3E"])
def test_what_is_unknown_falls_back_and_is_remarked_on(snapshot, search):
    trend = chosen(snapshot, search)
    assert trend.remarks
    assert trend.subjects


def test_a_scale_of_another_name_is_linear(snapshot):
    assert chosen(snapshot, "scale=cubic").scale == "linear"


def test_figures_decades_apart_open_on_a_log_axis(snapshot):
    points = trends.all_points(snapshot, chosen(snapshot, "subject=Lantern"))
    assert trends.fitting_scale(points) == "linear"
    assert trends.fitting_scale(points.with_columns(value=pl.col("value") ** 2 / 1e9)) == "linear"
    assert trends.fitting_scale(points.with_columns(value=pl.col("value") ** 4)) == "log"


def test_weeks_make_no_yearly_rate():
    rows = [
        {"at": date(2026, 1, 1), "value": 10.0, "low": 9.5, "high": 10.5, "unit": "USD"},
        {"at": date(2026, 3, 1), "value": 15.0, "low": 14.5, "high": 15.5, "unit": "USD"},
    ]
    (growth,) = growth_rates(rows)
    assert not growth.is_yearly
    assert growth.rate == pytest.approx(0.5)


def test_points_come_by_time_with_their_intervals(snapshot):
    rows = trends.all_points(snapshot, chosen(snapshot, "subject=Lantern"))
    firm = rows.filter(modality="actual").sort("at", "value")
    assert firm["value"].to_list() == [31e9, 48.5e9, 61.8e9, 63.1e9]
    assert (firm["low"] < firm["value"]).all()
    assert rows.filter(modality="projection")["high"].is_infinite().all()


def test_a_log_axis_takes_what_is_above_zero(snapshot):
    trend = chosen(snapshot, "metric=revenue_growth&unit=percent&scale=log")
    points = trends.all_points(snapshot, trend)
    assert trends.drawn(points, "linear").height > trends.drawn(points, "log").height


def test_growth_is_a_year_and_carries_the_digits():
    rows = [
        {"at": date(2023, 7, 1), "value": 10.0, "low": 9.5, "high": 10.5, "unit": "USD"},
        {"at": date(2025, 7, 1), "value": 14.4, "low": 14.35, "high": 14.45, "unit": "USD"},
    ]
    (growth,) = growth_rates(rows)
    assert growth.rate == pytest.approx(0.2, abs=0.001)
    assert growth.low < growth.rate < growth.high


def test_growth_across_zero_is_none():
    rows = [
        {"at": date(2023, 7, 1), "value": -1.0, "low": -1.0, "high": -1.0, "unit": "USD"},
        {"at": date(2024, 7, 1), "value": 5.0, "low": 5.0, "high": 5.0, "unit": "USD"},
    ]
    assert growth_rates(rows) == []


def test_shares_have_no_growth_of_their_own():
    rows = [
        {"at": date(2023, 7, 1), "value": 10.0, "low": 9.5, "high": 10.5, "unit": "percent"},
        {"at": date(2024, 7, 1), "value": 15.0, "low": 14.5, "high": 15.5, "unit": "percent"},
    ]
    assert growth_rates(rows) == []


def test_projections_are_hollow_and_dashed(snapshot):
    trend = chosen(snapshot)
    figure = drawn(trends.drawn(trends.all_points(snapshot, trend), "linear"), trend)
    assert any(trace.line.dash == "dot" for trace in figure.data)
    hollow = [trace for trace in figure.data if trace.mode == "markers"]
    assert all(symbol.endswith("-open") for trace in hollow for symbol in trace.marker.symbol)
    assert any("%/yr" in text for trace in figure.data if trace.mode == "text" for text in trace.text)


def test_only_periods_of_one_length_are_joined(snapshot):
    trend = chosen(snapshot)
    points = trends.drawn(trends.all_points(snapshot, trend), "linear").filter(modality="actual").head(1)
    year = points.with_columns(period_start=date(2024, 1, 1), period_end=date(2024, 12, 31), at=date(2024, 7, 1))
    quarter = points.with_columns(period_start=date(2025, 1, 1), period_end=date(2025, 3, 31), at=date(2025, 2, 14))
    lines = {}
    for name, later in (
        ("year", year.with_columns(pl.col("period_start", "period_end", "at").dt.offset_by("1y"))),
        ("quarter", quarter),
    ):
        figure = drawn(pl.concat([year, later]), trend)
        lines[name] = sorted(len(trace.x) for trace in figure.data if trace.mode == "lines+markers")
        assert sum(bool(trace.showlegend) for trace in figure.data) == 1
    assert lines == {"year": [2], "quarter": [1, 1]}


def test_small_multiples_have_a_panel_a_subject(snapshot):
    trend = chosen(snapshot, "layout=multiples")
    figure = drawn(trends.drawn(trends.all_points(snapshot, trend), "linear"), trend)
    assert len(figure.layout.annotations) == len(trend.subjects)


def test_many_points_are_a_density(snapshot, monkeypatch):
    monkeypatch.setattr(trend_figure, "MARK_LIMIT", 2)
    for scale in ("linear", "log"):
        trend = chosen(snapshot, f"scale={scale}")
        points = trends.drawn(trends.all_points(snapshot, trend), scale)
        figure = drawn(points, trend)
        assert figure.data[0].type == "heatmap"
        assert sum(cell for row in figure.data[0].z for cell in row if cell) == points.height


def test_words_of_a_claim_are_never_markup_in_a_chart(snapshot):
    trend = chosen(snapshot, "metric=price&unit=USD")
    day = date(2026, 1, 1)
    dated = trends.all_points(snapshot, trend).with_columns(at=day, period_start=day, period_end=day)
    figure = drawn(dated, trend)
    assert "<svg" not in figure.to_json()


@pytest.mark.parametrize("number", range(5))
def test_every_check_is_drawn_as_intervals(snapshot, number):
    check = snapshot.checks.to_dicts()[number]
    figure = check_figures.interval_figure(check)
    assert {trace.name for trace in figure.data} >= {"Implied"}


def test_the_gap_is_drawn_where_intervals_are_apart(snapshot):
    check = snapshot.checks.filter(verdict="contradiction").to_dicts()[0]
    assert check_figures.interval_figure(check).layout.shapes
    assert not check_figures.interval_figure(snapshot.checks.filter(verdict="consistent").to_dicts()[0]).layout.shapes


def test_a_subject_with_projections_alone_is_drawn(snapshot):
    trend = chosen(snapshot, "subject=Lantern")
    rows = trends.all_points(snapshot, trend).filter(modality="projection")
    assert drawn(rows, trend).data


def test_small_multiples_stand_below_each_other_on_a_phone(snapshot):
    trend = chosen(snapshot, "layout=multiples")
    rows = trends.drawn(trends.all_points(snapshot, trend), "linear")
    figure = drawn(rows, trend, columns=1)
    assert {tuple(axis.domain) for axis in figure.select_xaxes()} == {(0.0, 1.0)}


def test_figures_are_shown_in_another_currency_at_the_rate_of_their_year(snapshot):
    written = trends.all_points(snapshot, chosen(snapshot, "subject=Beacon"))
    trend = chosen(snapshot, "subject=Beacon&into=EUR")
    shown = trends.all_points(snapshot, trend)
    assert trend.shown_unit == "EUR"
    factors = dict(zip(shown["period_start"].dt.year(), shown["factor"], strict=True))
    assert factors == {2024: 0.92, 2025: 0.88, 2027: 0.85}
    both = shown.join(written, on=["claim_id", "implied"])
    assert both["value"].to_list() == pytest.approx((both["value_right"] * both["factor"]).to_list())
    assert set(shown["unit"]) == {"EUR"}
    assert trends.notes(snapshot, trend, trends.drawn(shown, "linear"))[0] == "1 USD = 0.92 EUR, rate of 2024"


def test_a_unit_that_leads_nowhere_is_remarked_on(snapshot):
    trend = chosen(snapshot, "into=furlong")
    assert trend.into == ""
    assert "furlong" in trend.remarks[0]


def test_figures_of_one_day_get_months_around_them(snapshot):
    trend = chosen(snapshot)
    points = trends.drawn(trends.all_points(snapshot, trend), "linear").head(1)
    first, last = drawn(points, trend).layout.xaxis.range
    assert first < points["at"][0] < last
    assert (last - first).days > 60


@pytest.mark.parametrize("is_narrow", [False, True])
def test_documents_whose_titles_begin_alike_have_a_bar_each(is_narrow):
    coverage = pl.DataFrame({"document_id": ["a", "b"], "reason": ["claim", "list_number"], "numbers": [3, 2]})
    titles = {name: f"The yearly report on lamps and lanterns of {name}" for name in "ab"}
    figure = figures.coverage_figure(coverage, titles, is_narrow=is_narrow)
    assert {name for bar in figure.data for name in bar.y} == {"a", "b"}
    assert [bar.name for bar in figure.data] == ["claim", "list number"]
    assert len(figure.layout.annotations) == (2 if is_narrow else 0)
