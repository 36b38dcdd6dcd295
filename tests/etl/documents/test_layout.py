"""A text is cut into the blocks its looks announce, and every block is where it says."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.documents.front_matter import find_published, find_title
from etl.documents.layout import segment
from etl.model.document import Zone

CASES = Path(__file__).parents[2] / "cases" / "layout.jsonl"
PIECES = (
    "# A\n",
    "- b 5\n",
    "| c | 7 |\n",
    "d\t9\n",
    "```\n",
    "2025-01-02: e\n",
    "\n",
    "f g h. ",
    "[3] i\n",
    "---\n",
    "> j\n",
    "Contents\n",
)
HOSTILE = (
    "||\n" * 3000, "a  b\n" * 3000, "```x\n" * 3000, "`\n" * 3001, "-" * 50_000, "- " * 20_000, "x" + " " * 50_000 + "y",
    "Contents\n" * 2000, "1.1.1.1\t" * 5000, "#" * 50_000, "> " * 20_000, "\t" * 20_000 + "a", "[1] " * 10_000, "---\na: 1\n" * 2000,
    "\ufeff\u200b\u202e5%\u202c\n" * 500, "\r\n5\r\n" * 500,
    "`\n||\n`\n|0\n",
)  # fmt: skip


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in CASES.read_text("utf-8").splitlines()], ids=lambda case: case["shows"]
)
def test_layout(case):
    text = case["text"]
    found = [
        [block.zone.value, text[block.start : block.end], *([block.period.text] if block.period else [])]
        for block in segment(text)
    ]
    assert found == case["blocks"]


def check_blocks(text):
    blocks = segment(text)
    last = 0
    for index, block in enumerate(blocks):
        assert last <= block.start < block.end <= len(text)
        assert -1 <= block.heading < index
        assert block.heading < 0 or blocks[block.heading].zone is Zone.HEADING
        assert (block.table is not None) == (block.zone is Zone.TABLE)
        for row in block.table.rows if block.table else ():
            assert all(block.start <= cell.start <= cell.end <= block.end for cell in row)
        last = block.end


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_blocks_are_where_they_say(text):
    check_blocks(text)
    find_title(text)
    find_published(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read(text):
    check_blocks(text)


def test_nothing_written_is_lost():
    text = "# Title\n\nOne sentence here.\n\n- an item\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nLast words, with a comma."
    covered = "".join(text[block.start : block.end] for block in segment(text))
    assert all(word in covered for word in ("Title", "sentence", "item", "| 1 | 2 |", "comma"))


def test_rows_of_a_filing_are_put_together():
    text = "Cash flow\n|\nThree Months Ended | Nine Months Ended | |||\nMay 31, | May 31, | |||\n2025 | 2024 | |||\nNet cash\n|\n$ | 214 | $ | 171 |\nPurchases\n|\n(38 | ) | (35 | ) |"
    table = segment(text)[-1].table
    rows = [[text[cell.start : cell.end] for cell in row] for row in table.rows]
    assert ["Net cash", "$ | 214", "$ | 171"] in rows
    assert ["Purchases", "(38 | )", "(35 | )"] in rows


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Energy Daily — March 23, 2026\n\nPower was cheap.", date(2026, 3, 23)),
        ("---\ntitle: x\ndate: 2025-01-02\n---\nText.", date(2025, 1, 2)),
        ("A Study\n\nAPR 2026\n\nLong ago, on 3 May 2001, it rained.", date(2026, 4, 1)),
        ("简报 2025年10月21日\n\nText.", date(2025, 10, 21)),
        ("GENEVA, October 23, 2025 -- Halden today reported revenue of $5 million, up from four.", date(2025, 10, 23)),
        ("DORVA, Feb. 13, 2026 /WireService/ -- Halden today reported revenue of $5 million.", date(2026, 2, 13)),
        (
            "Trade\n\nDORVA, May 9 (Agency) -- Trade grew.\n\nThe aim is 5 percent in 2026, twice its 2020 level by 2035.",
            date(2026, 5, 9),
        ),
        ("DORVA, 3 March (Agency) - Prices fell in 2024. They are expected to fall in 2030.", date(2024, 3, 3)),
        ("DORVA, 3 March (Agency) - Prices fell.", None),
        ("DORVA, TX / WIRE / March 5, 2024 / Halden Corp. today reported revenue of $5 million.", date(2024, 3, 5)),
        ("New Dorva [Tern], May 9 (DNA): Prices rose in 2024, the ministry said.", date(2024, 5, 9)),
        ("No date here.\n\nIn 2019 it rained.", None),
        ("Statement of the Council\nVienna, 5 May 2026, 2:30 p.m.\n\nThe rate rose on 3 March 2020.", date(2026, 5, 5)),
        ("Monitor 5/2026\nReference month: May 2026. Released: Thursday 11 June 2026\n\nText.", date(2026, 6, 11)),
        ("Journal of Bees 41\nReceived 3 May 2024; accepted 21 January 2025\n\nText.", date(2025, 1, 21)),
        (f"Title\n\nA long lead {'and so on ' * 20}\n\nBy A. Writer\n8 September 2025\n\nText.", date(2025, 9, 8)),
        ("Notes\n\nText.\n\n- 2024-11-11: first release", None),
    ],
)
def test_day_of_publication(text, published):
    assert find_published(text) == published


def test_title():
    assert find_title("# The Year in Power\n\nText.") == "The Year in Power"
    assert find_title("The Year in Power\n\nIt was a long year.") == "The Year in Power"
    assert find_title("it was a long year, and it rained.") == ""
