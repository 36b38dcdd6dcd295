"""Links come from the grammar of the sentence: one case a line of our own."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.documents import Origin, parse_document
from etl.documents.content import Raw
from etl.documents.limits import Limits
from etl.extract import extract
from etl.extract.links.magnitude import within

CASES = [json.loads(line) for line in (Path(__file__).parents[2] / "cases" / "links.jsonl").read_text().splitlines()]


def read(text):
    return extract(parse_document(Raw(Path("note.txt"), text.encode(), Limits()), Origin("note", "note.txt")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_case(case):
    extraction = read(case["text"])
    quotes = {claim.claim_id: claim.quote for claim in extraction.claims}
    found = [
        {role: quotes[claim] for role, claim in link.members}
        for link in extraction.links
        if link.relation.value == case["relation"] and link.certain
    ]
    wanted = case["members"]
    assert any(all(_is(members.get(role), quote) for role, quote in wanted.items()) for members in found), found


def _is(found, wanted):
    return found is not None and (found == wanted or wanted in found or found in wanted)


NOUGHTS = {
    "a total that closes a table": "| Region | Losses |\n|---|---|\n| North | 5 |\n| South | 0 |\n| East | 0 |\n| Total | 0 |",
    "a total that a share is of": "| Item | 2026 |\n|---|---|\n| Staff | 460 |\n| Rent | 120 |\n| Total | 0 |\n\nRent takes 20.7% of the total.",
    "what a fall leaves": "| Item | 2025 | 2026 |\n|---|---|---|\n| Rent | 120 | 60 |\n| Staff | 80 | 90 |\n\nRent fell by 100%.",
    "an amount in the sentence before": "In 2024 the farm sold 0 tonnes of meal. It sold 5 tonnes of oats, 6 tonnes of rye and 4 tonnes of peas, 27% of the total.",
    "a step": "Employment fell from 86 million to 65 million, underlining the 0 million jobs lost.",
    "a price": "Copper pipe sells at $0 per meter. For a house with 60 meters the pipes thus cost around $690.",
}  # fmt: skip


@pytest.mark.parametrize("text", NOUGHTS.values(), ids=NOUGHTS.keys())
def test_nothing_is_divided_by_nought(text):
    assert read(text).claims


@given(case=st.sampled_from(CASES), chance=st.randoms(use_true_random=False))
def test_no_figure_of_nought_stops_the_reading(case, chance):
    read(re.sub(r"(?<![\w.,-])\d[\d,.]*\d|\b\d\b", lambda found: chance.choice(("0", "-1", found[0])), case["text"]))


def test_the_clause_beside_stays_out():
    extraction = read("Output rose to 1,500 units from 1,000 units, and exports doubled.")
    quotes = {claim.claim_id: claim.quote for claim in extraction.claims}
    changes = [link for link in extraction.links if link.relation.value == "change" and link.certain]
    assert not any("doubled" in {quotes[claim] for _, claim in link.members} for link in changes)


def test_links_have_stable_names_and_known_claims():
    text = "Sales should reach $90 billion by 2030, up from $30 billion in 2026, a 3× rise over four years."
    first, second = read(text), read(text)
    assert first.links == second.links
    known = {claim.claim_id for claim in first.claims}
    assert all(claim in known for link in first.links for _, claim in link.members)


def test_a_long_list_stays_fast():
    """Figures meet through the words they share: ten times the lines take some ten times as long, not a hundred."""
    lines = "\n\n".join(f"Plant {n} at Orrin made {n + 3}.{n % 9} tonnes of steel in 2024." for n in range(400))
    assert len(read(lines).claims) >= 400


def contradicted(text):
    """Groups of restatements with a figure that differs, as quotes."""
    extraction = read(text)
    quotes = {claim.claim_id: claim.quote for claim in extraction.claims}
    ties = [tie for tie in extraction.links if tie.relation.value == "restatement" and tie.certain]
    return [[quotes[claim] for _, claim in tie.members] for tie in ties]


MARKET = "The heat pump market will grow at a CAGR of 9.4% from 2025 to 2033.\n\n"
AGAIN = "The heat pump market is projected to expand at a CAGR of 9.4% from 2025 to 2033.\n\n"


def test_a_lone_dissenter_in_the_same_words_is_told():
    said = "Lanmere Pumps said order intake reached £84.6m in 2025.\n\nOrder intake of £84.6m was a record in 2025.\n\n"
    odd = 'The chairman said: "Order intake of £86.4m in 2025 shows demand."\n\nIn 2025 order intake was £84.6m.'
    assert any("£86.4m" in group for group in contradicted(said + odd))


def test_a_figure_of_a_part_is_another_quantity():
    part = "Latin America is the heat pump market with the fastest CAGR of 12.6% from 2025 to 2033."
    assert not any("12.6%" in group for group in contradicted(MARKET + AGAIN + part))


def test_ages_are_no_quantities_to_tie():
    extraction = read("Among those aged 18–24 it fell by 0.3 points, among 25–34-year-olds by 0.4 points.")
    quotes = {claim.claim_id: claim.quote for claim in extraction.claims}
    tied = {quotes[claim] for tie in extraction.links for _, claim in tie.members}
    assert not any(quote.startswith(("18", "25")) for quote in tied)


def relations(text):
    return {tie.relation.value for tie in read(text).links}


def test_a_step_is_no_proportion_of_where_it_leads():
    assert "before_after" not in relations("The mean weight of a lamb was 42 kg, up 4 kg from the year before.")


def test_how_often_a_bus_runs_measures_nothing_else():
    assert "comparison" not in relations("Two operators came, one with a twice daily coach to Tarn.")


@given(first=st.floats(1e-6, 1e6), factor=st.floats(1.01, 1e3))
def test_within_a_factor_is_so_both_ways(first, factor):
    assert within(first, factor) == within(1 / first, factor) or min(first, 1 / first) == pytest.approx(1 / factor)
