"""A figure takes the time its sentence, its table or its document gives."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.documents.layout import segment
from etl.extract import extract
from etl.extract.language.lexer import tokenize
from etl.extract.period import spans_of_time as span
from etl.extract.period.dates import Clock, read_times
from etl.model.document import Document
from etl.model.period import Period

CASES = Path(__file__).parents[2] / "cases" / "periods.jsonl"
TIMES = (
    "in 2024", "Q3", "FY25", "2024/25", "the third quarter", "last year", "a year earlier", "March 4", "4 March 2025", "since", "from",
    "to", "2019–2024", "end of", "the next", "five years", "5%", "$3 million", ",", "and", "early", "the 2010s", "2025-13-40", "30 February 2024",
)  # fmt: skip
PERIODS = st.sampled_from(
    ["2024", "2025-Q1", "2025-03", "2024-early", "2025-H2", "2024-02-29", "2024/2025", "2025-01/2025-09"]
)


def alike(found, wanted):
    """The figures wanted among those found, in order; whether the noun belongs to the quote is another's business."""
    left = iter(found)
    return [[quote, *next((rest for own, *rest in left if quote.startswith(own)), ["absent"])] for quote, *_ in wanted]


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in CASES.read_text("utf-8").splitlines()], ids=lambda case: case["shows"]
)
def test_period(case):
    text, published = case["text"], case["published"]
    day = date.fromisoformat(published) if published else None
    claims = extract(Document("case", text, segment(text), published=day, sha256="0")).claims
    found = [[claim.quote, claim.period.text if claim.period else None] for claim in claims]
    assert alike(found, case["periods"]) == case["periods"]


@example("2024/25 to 4 March 2025", None)
@example("March 4 to 4 March 2025", None)
@given(
    st.lists(st.sampled_from(TIMES), max_size=25).map(" ".join),
    st.dates(date(1900, 1, 1), date(2150, 1, 1)) | st.none(),
)
def test_times_are_read_from_any_words(text, published):
    sentence = tokenize(text, 0, len(text))
    times = read_times(sentence, [], Clock(published))
    assert all(0 <= time.first <= time.last < len(sentence.words) for time in times)
    assert all(before.last < after.first for before, after in pairwise(times))


@given(PERIODS, st.integers(-40, 40))
def test_a_period_goes_there_and_back(text, years):
    period = Period.parse(text)
    moved = span.shift(period, 12 * years)
    assert span.shift(moved, -12 * years).start.replace(day=1) == period.start.replace(day=1)
    assert moved.start.year == period.start.year + years


@given(PERIODS, PERIODS)
def test_two_periods_meet_or_one_is_over_before_the_other(first, last):
    one, other = Period.parse(first), Period.parse(last)
    assert one.meets(one)
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) != (one.end < other.start or other.end < one.start)
    assert span.between(one, other).meets(one)


@given(PERIODS, PERIODS)
def test_an_interval_holds_both_its_ends(first, last):
    whole = span.between(Period.parse(first), Period.parse(last))
    assert whole.start <= Period.parse(first).end
    assert whole.end >= Period.parse(last).start
    assert Period.parse(whole.text) == whole
