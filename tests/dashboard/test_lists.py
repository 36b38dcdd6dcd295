import polars as pl
import pytest

from dashboard import check_list, claim_list
from dashboard.query import Query, link


def quotes(snapshot, search, order=()):
    return [row["quote"] for row in claim_list.part(snapshot, Query.parse("/claims", search), (0, 100), order)[0]]


def test_claims_alone_are_shown_until_asked_otherwise(snapshot):
    assert "Three" not in quotes(snapshot, "")
    assert "Three" in quotes(snapshot, "salience=any")
    assert quotes(snapshot, "salience=incidental") == ["Three"]


def test_facets_narrow_and_several_values_widen(snapshot):
    assert set(quotes(snapshot, "verdict=update")) == {"$61.8 billion"}
    both = quotes(snapshot, "subject=Beacon&subject=Lantern&unit=percent")
    assert set(both) == {"12 %", "61 %", "75 %"}


@pytest.mark.parametrize("words", ["RENEWAL", ["renewal", "chance"][0], "中文"])
def test_search_ignores_case_and_reads_the_sentence(snapshot, words):
    assert quotes(snapshot, f"q={words}")


@pytest.mark.parametrize("words", ["(", "[", "\\", "*", "a{99999}", "%00", "<script>"])
def test_search_takes_every_character_as_itself(snapshot, words):
    quotes(snapshot, link("", q=words)[1:])


def test_order_is_by_value_not_by_its_words(snapshot):
    order = [{"colId": "figure", "sort": "desc"}]
    found = quotes(snapshot, "unit=USD&subject=Lantern&kind=level", order)
    assert found[0] == "$200 billion"
    assert quotes(snapshot, "", [{"colId": "__proto__", "sort": "asc"}])


def test_counts_of_a_facet_ignore_its_own_choice(snapshot):
    facets = claim_list.facets(snapshot, Query.parse("/claims", "subject=Beacon"))
    assert dict(facets["subject"])["Lantern"] > 0
    assert "hostile" not in dict(facets["document"])
    total = sum(number for _, number in facets["verdict"])
    assert total == snapshot.claims.filter(pl.col("subject") == "Beacon").height


def test_a_page_is_a_part_of_the_whole(snapshot):
    whole, total = claim_list.part(snapshot, Query("/claims"), (0, 100))
    part, again = claim_list.part(snapshot, Query("/claims"), (5, 8))
    assert part == whole[5:8]
    assert total == again == len(whole)


@pytest.mark.parametrize(
    ("search", "number"),
    [("", 5), ("verdict=consistent", 2), ("type=cagr", 1), ("document=harbor-desk-note", 2), ("q=GROW", 2),
     ("severity=high&verdict=consistent", 0), ("document=harbor", 0)],
)  # fmt: skip
def test_checks_are_filtered(snapshot, search, number):
    assert check_list.matching(snapshot, Query.parse("/checks", search)).height == number


def test_inputs_come_in_order_with_their_roles(snapshot):
    check = snapshot.checks.filter(type="growth_multiple")["check_id"][0]
    assert [role for role, _ in check_list.inputs(snapshot, check)] == ["start", "end", "multiple"]


def test_a_check_says_what_it_is_about(snapshot):
    ids = list(snapshot.checks["check_id"])
    opening = check_list.opening_claims(snapshot, ids)
    restated = snapshot.checks.filter(type="restatement")["check_id"][0]
    assert opening[restated]["quote"] == "$63.1 billion"
    assert set(opening) == set(ids)
    assert check_list.opening_claims(snapshot, []) == {}


@pytest.mark.parametrize(
    ("gap", "stated", "words"), [(0.06, 3.5, "apart by 6%"), (1.0, 0.0, ""), (0.0, 3.5, ""), (None, None, "")]
)
def test_a_gap_is_a_share_of_what_is_stated(gap, stated, words):
    assert check_list.gap_words({"gap": gap, "stated_low": stated, "stated_high": stated}) == words


def test_the_timeline_says_who_said_what_when(snapshot):
    check = snapshot.checks.filter(type="restatement")["check_id"][0]
    said = check_list.timeline(snapshot, [claim for _, claim in check_list.inputs(snapshot, check)])
    assert [(row["quote"], row["document_id"]) for row in said] == [
        ("$63.1 billion", "lantern-annual-2026"),
        ("$61.8 billion", "harbor-desk-note"),
    ]
