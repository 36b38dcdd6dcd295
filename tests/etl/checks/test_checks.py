"""Checks over short texts of our own, through the extraction: verdict, interval, sentence, inputs."""

import json
import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.checks import LINK_SCHEMA, RULES, checked_claims, rules_frame, run_checks
from etl.documents import Origin
from etl.documents.content import Raw
from etl.documents.limits import Limits
from etl.model.intervals import with_intervals
from etl.model.tables import schema
from etl.pipeline.memory import read_raw, tables_of

CASES = [json.loads(line) for line in (Path(__file__).parents[2] / "cases" / "checks.jsonl").read_text().splitlines()]


def tables(text, suffix="txt"):
    path = Path(f"note.{suffix}")
    return tables_of([read_raw(Raw(path, text.encode(), Limits()), Origin("note", path.name))])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_case(case):
    found = tables(case["text"], case.get("format", "txt"))
    checks = found["checks"].filter((pl.col("code") == case["code"]) | (pl.lit(case["code"]) == "any")).to_dicts()
    if case["verdict"] is None:
        assert not [check for check in checks if check["verdict"] == "contradiction"]
        return
    wanted = [check for check in checks if check["verdict"] == case["verdict"]]
    assert wanted, checks
    if "low" in case:
        assert any(case["low"] <= check["implied_low"] <= check["implied_high"] <= case["high"] for check in wanted)


def test_a_finding_says_what_was_computed():
    found = tables("The market should reach $200 billion by 2029, up from $63.1 billion in 2025, a 3.2× rise.")
    check = found["checks"].row(by_predicate=pl.col("code") == "growth-multiple", named=True)
    assert check["explanation"].startswith("From $63.1 billion to $200 billion is 3.17×")
    assert check["explanation"].endswith("the text says 3.2× (3.15–3.25): consistent.")
    assert check["formula"] == "200 billion / 63.1 billion"
    assert check["grade"] == "within_rounding"
    roles = found["check_inputs"].filter(pl.col("check_id") == check["check_id"]).sort("position")["role"]
    assert roles.to_list() == ["start", "end", "multiple"]


def test_a_contradiction_tells_how_far_apart():
    found = tables("Revenue rose 34% to $190.4 million from $132.3 million.")
    check = found["checks"].row(by_predicate=pl.col("verdict") == "contradiction", named=True)
    assert (check["grade"], check["severity"]) == ("apart", "high")
    assert check["gap"] == pytest.approx((43.82 - 34.5) / 43.92, abs=0.01)


def test_every_input_is_a_claim():
    found = tables("Sales should reach $90 billion by 2030, up from $30 billion in 2026, a 3× rise over four years.")
    assert set(found["check_inputs"]["claim_id"]) <= set(found["claims"]["claim_id"])
    assert set(checked_claims(found["check_inputs"])) == set(found["check_inputs"]["claim_id"])


def test_coverage_says_why_a_claim_entered_no_check():
    text = "Revenue rose 15% to $842.6 million from $731.4 million. The tower is 31 meters high. The fund holds $12 million."
    row = tables(text)["coverage"].row(by_predicate=pl.col("reason") == "claim", named=True)
    assert (row["numbers"], row["checked"], row["no_like"], row["no_neighbour"], row["no_tie"]) == (5, 3, 1, 1, 0)


def test_nothing_yields_nothing():
    empty = {
        table: pl.DataFrame(schema=pl.Schema(schema(table))) for table in ("claims", "series", "points", "documents")
    }
    checks, inputs = run_checks(
        empty["claims"], pl.DataFrame(schema=LINK_SCHEMA), empty["series"], empty["points"], empty["documents"]
    )
    assert (checks.height, inputs.height) == (0, 0)


def test_the_catalogue_names_each_check_once():
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes)) == rules_frame().height
    assert all(rule.title and rule.compares and rule.example for rule in RULES)


def test_no_figure_contradicts_itself_in_another_order():
    text = "Sales should reach $90 billion by 2030, up from $30 billion in 2026, a 3× rise over four years."
    first, second = tables(text), tables(text)
    assert first["checks"].equals(second["checks"])


def rounded(value, decimals):
    return f"{value:.{decimals}f}"


@settings(deadline=None, max_examples=25)
@given(start=st.integers(100, 9999), end=st.integers(100, 9999), decimals=st.integers(0, 2), more=st.integers(1, 2))
def test_more_digits_of_itself_never_contradict(start, end, decimals, more):
    """A true multiple, rounded to any number of digits, is no contradiction; with more of its digits it is none either."""
    multiple = end / start
    assume(multiple > 1.6)
    for places in (decimals, decimals + more):
        stated = float(rounded(multiple, places))
        assert verdict_of(start, end, stated, 10.0**-places) == "consistent"


def verdict_of(start, end, multiple, step):
    values = {"s": (start, 1.0), "e": (end, 1.0), "m": (multiple, step)}
    claims = pl.DataFrame(
        [
            {
                **{name: _default(kind) for name, kind in schema("claims").items()},
                "claim_id": name, "document_id": "d", "low": float(value), "high": float(value), "value": float(value),
                "resolution": float(resolution), "unit": "ratio" if name == "m" else "USD", "kind": "ratio", "bound": "exact",
                "modality": "actual", "zone": "body", "salience": "incidental",
            }
            for name, (value, resolution) in values.items()
        ],
        schema=pl.Schema(schema("claims")),
    )  # fmt: skip
    members = [("start", "s"), ("end", "e"), ("multiple", "m")]
    links = pl.DataFrame(
        [("l", "d", "change", place, role, name, None, None, "", True) for place, (role, name) in enumerate(members)],
        schema=LINK_SCHEMA,
        orient="row",
    )
    empty = {table: pl.DataFrame(schema=pl.Schema(schema(table))) for table in ("series", "points", "documents")}
    checks, _ = run_checks(claims, links, empty["series"], empty["points"], empty["documents"])
    return checks.row(by_predicate=pl.col("code") == "growth-multiple", named=True)["verdict"]


def _default(kind):
    return {pl.String: "", pl.Float64: math.nan, pl.Int64: 0}.get(type(kind) if not isinstance(kind, type) else kind)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The dome has a span of 31.4 metres and was built by hand.\n\nFast facts\n\n- Span: 34.1 metres\n",
            "“31.4 metres” in 1 place, “34.1 metres” here: contradiction.",
        ),
        (
            (
                "The Orrin pump delivers its flow at one-fifth the cost of the Selva pump.\n\nDealers are pleased.\n\n"
                "The flow of the Orrin pump comes at 20% of the cost of the Selva pump.\n\nService takes a day.\n\n"
                "The Orrin pump costs 67% less than the Selva pump for the flow."
            ),
            "“one-fifth” (0.2×) in 2 places, “67%” (0.33×) here: contradiction.",
        ),
        (
            "Kestrel's revenue was $10.5 billion in 2023.\n\nIt rained.\n\nKestrel's revenue was $14.2 billion in 2024.",
            "$10.5 billion in 2023, $14.2 billion in 2024: update.",
        ),
        ("The mill shed 66.7% of its 25,000 jobs.\n\nOutput fell 60% to 40 tonnes.", "A fall of 60% leaves 0.4× "),
        ("Exports were 8 million tonnes, half of output.", "8 million t is 50% of a whole of 16 million t"),
        ("Output rose from 1,900 tonnes in 1990 to 1,920 tonnes in 2013.", "(−0.07872 to 0.1729) a year."),
    ],
)  # fmt: skip
def test_an_explanation_is_a_sentence_people_read(text, told):
    found = tables(text)["checks"]["explanation"].to_list()
    assert any(told in each for each in found), found


def test_a_speed_is_not_counted_up_to_a_year():
    assert "rate-per-year" not in tables("The train runs at 58 miles per hour.")["checks"]["code"].to_list()
    assert "rate-per-year" in tables("The port handles 58 ships per day.")["checks"]["code"].to_list()


def test_up_to_reaches_down_to_nothing_and_not_below():
    claims = tables("The grant pays up to $5,250 a year.")["claims"]
    assert with_intervals(claims)["stated_low"].min() == 0
