"""Laws the whole extraction keeps, whatever the text."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.documents.layout import segment
from etl.extract import extract
from etl.extract.explain import explain
from etl.model.document import Document

HOSTILE = (
    "12% " * 400,
    "is " * 500 + "5%",
    "2020 " * 300 + "is 5%",
    "((((((1)))))) [[[2]]] {3}",
    "'s 's 's 5 's",
    "$" * 300 + "5",
    "about " * 300 + "5 million",
    "of 5 of 6 of 7 " * 100,
    "\u202e5%\u202c \u200b7\u200b million \ufeff8 kg",
    "🇨🇳 12% 📊 $5 billion 💻",
    "| a | b |\n|---|---|\n| 1 | 2 % |\n" * 20,
    "A\n5\nB\n" * 50,
    "x" * 20_000 + " 5% " + "y" * 20_000,
)
MIXTURE = (
    "12% $5 billion 3.2× 70B 2024 , . ; : ( ) [ ] \" ' — of in from to up by than China's the Halden Foods rose "
    "revenue is was and | \n 亿 万 five half ² ½ 1,000 −5 °C /day"
)
TEXT = (
    "Halden Foods reported revenue of $4.2 billion in 2024, up 12% from $3.75 billion, and said that 40% of its stores "
    "use solar power. Margins reached 31.5%.\n\n"
)


def document(text):
    return Document(document_id="case", text=text, blocks=segment(text), sha256="0")


def check_laws(text):
    source = document(text)
    extraction = extract(source)
    assert [(claim.start, claim.end) for claim in extraction.claims] == sorted(
        {(claim.start, claim.end) for claim in extraction.claims}
    )
    for claim in extraction.claims:
        assert claim.start < claim.end
        assert text[claim.start : claim.end] == claim.quote
        assert text[claim.sentence_start :].startswith(claim.sentence)
        assert claim.low <= claim.high
        assert claim.line == text.count("\n", 0, claim.start) + 1
    assert all(count > 0 for _, count in extraction.set_aside)
    assert extract(source) == extraction


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text(text):
    check_laws(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(MIXTURE),
        max_size=60,
    )
)
def test_any_mixture_of_what_claims_are_made_of(words):
    check_laws(" ".join(words))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text(text):
    check_laws(text)


def calls_of(text):
    """How many Python functions an extraction calls."""
    source, count = document(text), 0

    def tally(frame, event, argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(tally)
    try:
        extract(source)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n\n", " ")], ids=["paragraphs", "one paragraph"])
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(text):
    once = calls_of(text * 40)
    assert calls_of(text * 80) <= 2.2 * once


def test_a_text_without_figures_yields_nothing():
    extraction = extract(document("Halden Foods makes soup. Nobody counts the spoons."))
    assert extraction.claims == ()
    assert extraction.links == ()


def test_every_claim_is_explained():
    source = document(TEXT)
    for claim in extract(source).claims:
        steps = {step.name: step.found for step in explain(source, claim)}
        assert claim.rule in steps["number"]
        assert claim.metric in steps["topic"] + steps.get("restated", "")


def test_extraction_imports_no_table_library():
    import subprocess

    code = "import sys, etl.extract; print(*sorted({'pint', 'polars', 'pandas', 'dash'} & set(sys.modules)))"
    root = Path(__file__).parents[3]
    loaded = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
