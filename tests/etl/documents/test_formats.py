"""Every format gives the same claims, says what it is, and refuses what it cannot read with reason and remedy."""

import datetime
import random
import zipfile
from collections import Counter
from importlib import util
from pathlib import Path

import pytest
import xlsxwriter

from etl.documents import FORMATS, Origin, read_document
from etl.documents.limits import Limits
from etl.documents.sources import Source
from etl.errors import DocumentError
from etl.extract import extract
from etl.pipeline import Options, refresh

_spec = util.spec_from_file_location("writers", Path(__file__).with_name("writers.py"))
writers = util.module_from_spec(_spec)
_spec.loader.exec_module(writers)

BLOCKS = [
    ("h1", "Harbour Mills results"),
    ("p", "Harbour Mills sold 3.2 million tonnes of flour in 2025, up 14% from 2.8 million tonnes in 2024."),
    ("p", "The board expects revenue of about $450 million in 2026, which would be a rise of nearly 10%."),
    ("h2", "Costs"),
    ("li", "Wheat: $120 million"),
    ("li", "Power: $31 million, over a third of it for the well-known mill that runs day and night on two lines"),
    ("table", [["Plant", "Output (tonnes)", "Share"], ["North", "1,400,000", "44%"], ["South", "1,800,000", "56%"]]),
    ("p", "Both plants stay open."),
]

WRITERS = {
    "md": lambda blocks: writers.markdown(blocks).encode(),
    "txt": lambda blocks: writers.text(blocks).encode(),
    "html": lambda blocks: writers.html(blocks).encode(),
    "docx": writers.docx,
    "epub": writers.epub,
    "eml": writers.eml,
    "pdf": writers.pdf,
}
# What a format cannot carry. None of it costs a claim's value, unit or period here.
LOSSES = {
    "txt": "headings lose their marks and tables their header rule",
    "pdf": "emphasis, links and characters outside the font; a paragraph may be cut in two at a line's end",
    "docx": "the language of code blocks",
}
SOURCE = Source(title="Results", published=datetime.date(2026, 2, 3))


def write(folder, ending, data):
    path = folder / f"document.{ending}"
    path.write_bytes(data)
    return path


def figures(path):
    claims = extract(read_document(path, Origin("document", path.name, SOURCE))).claims
    return Counter((claim.low, claim.high, claim.unit, claim.period and claim.period.text) for claim in claims)


@pytest.mark.parametrize("ending", WRITERS)
def test_every_format_gives_the_same_claims(tmp_path, ending):
    expected = figures(write(tmp_path, "md", WRITERS["md"](BLOCKS)))
    assert sum(expected.values()) >= 12
    assert figures(write(tmp_path, ending, WRITERS[ending](BLOCKS))) == expected


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_a_brief_gives_the_same_claims_in_every_format(tmp_path, root, ending):
    for brief in sorted((root / "seeds").glob("*.md")):
        blocks = writers.blocks_of(brief.read_text(encoding="utf-8"))
        expected = figures(write(tmp_path, "md", WRITERS["md"](blocks)))
        found = figures(write(tmp_path, ending, WRITERS[ending](blocks)))
        lost = sum((expected - found).values()) + sum((found - expected).values())
        assert lost <= (0.03 * sum(expected.values()) if ending in LOSSES else 0), brief.name


def test_pages_are_kept(tmp_path):
    paragraphs = [
        ("p", f"Plant {number} milled {number},500 tonnes of grain in the year 2025.") for number in range(1, 9)
    ]
    document = read_document(write(tmp_path, "pdf", writers.pdf(paragraphs, lines_a_page=4)))
    assert [document.text[start:].split(" milled")[0] for start in document.pages] == ["Plant 1", "Plant 5"]
    pages = {claim.quote: claim.page for claim in extract(document).claims}
    assert (pages["4,500 tonnes"], pages["5,500 tonnes"]) == (1, 2)


def test_a_word_broken_at_the_line_end_is_made_whole(tmp_path):
    lines = [("p", "The inter-"), ("p", "national well-"), ("p", "known port grew 4%. It is well run and known far.")]
    text = read_document(write(tmp_path, "pdf", writers.pdf(lines, leading=0))).text
    assert "international well-known port" in text


def test_metadata(tmp_path):
    head = (
        "<title>Page | Mills</title><meta property='og:title' content='Mills grow'><meta property='og:site_name' "
        "content='Press'><meta property='article:published_time' content='2026-02-03T10:00:00Z'>"
    )
    known = {
        "html": writers.html(BLOCKS, head).encode(),
        "eml": writers.eml(BLOCKS),
        "epub": writers.epub(BLOCKS),
        "docx": writers.docx(BLOCKS, title="Document1"),
    }
    documents = {ending: read_document(write(tmp_path, ending, data)) for ending, data in known.items()}
    assert [(each.title, each.publisher) for each in documents.values()] == [
        ("Mills grow", "Press"), ("Quarter", "Mills Press"), ("Book", "Press"), ("Harbour Mills results", ""),
    ]  # fmt: skip
    assert {each.published for each in documents.values()} == {datetime.date(2026, 2, 3)}


def test_front_matter(tmp_path):
    source = b'---\ntitle: Mills grow\npublisher: "Harbour Press"\ndate: 2026-02-03\n---\n\nSales rose 3%.\n'
    document = read_document(write(tmp_path, "md", source))
    assert (document.title, document.publisher) == ("Mills grow", "Harbour Press")
    assert document.published == datetime.date(2026, 2, 3)


def test_a_date_in_the_file_name_is_the_day_of_publication(tmp_path):
    (tmp_path / "brief_2026-02-03.txt").write_text("Sales rose 3%.")
    (tmp_path / "a20260203b.txt").write_text("Sales rose 3%.")
    assert read_document(tmp_path / "brief_2026-02-03.txt").published == datetime.date(2026, 2, 3)
    assert read_document(tmp_path / "a20260203b.txt").published is None


def workbook(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Output")
    for at, row in enumerate([["Plant", "Output (tonnes)"], ["North", 1_400_000], ["South", 0.1 + 0.2], [None, 14e14]]):
        sheet.write_row(at, 1, row)
    book.close()
    return path


def test_tables(tmp_path):
    text = read_document(workbook(tmp_path / "t.xlsx")).text
    assert text.startswith(
        "# Output\n\n| Plant | Output (tonnes) |\n| --- | --- |\n| North | 1400000 |\n| South | 0.3 |"
    )
    assert "1400000000000000" in text
    (tmp_path / "t.csv").write_text('Plant;"Output; tonnes"\r\nNorth;"1,4|0"\r\n', "utf-8", newline="")
    assert read_document(tmp_path / "t.csv").text == "| Plant | Output; tonnes |\n| --- | --- |\n| North | 1,4¦0 |\n"


def test_html_structure(tmp_path):
    source = (
        "<nav>Home 12</nav><h1>Sales <b>rose</b></h1><p>To 10<sup>12</sup> units<sup><a href='#n'>1</a></sup>.<br>Next"
        "<script>var x = 9</script><ol><li>one<ul><li>deep</ul><li>two</ol><blockquote><p>Said.</blockquote>"
        "<table><tr><td>a<td>b|c<tr><td colspan=2>d</table><pre>x  y</pre>"
    )
    text = read_document(write(tmp_path, "html", source.encode())).text
    assert text == (
        "# Sales rose\n\nTo 10¹² units[1].\nNext\n\n1. one\n  - deep\n2. two\n\n> Said.\n\n"
        "| a | b¦c |\n| --- | --- |\n| d |  |\n\n```\nx  y\n```\n"
    )


def bomb(folder):
    return write(folder, "docx", writers.zipped({"word/document.xml": b"0" * 30_000_000}))


def crowd(folder):
    return write(folder, "epub", writers.zipped({f"{number}.xhtml": "" for number in range(6_000)}))


def encrypted_zip(folder):
    path = bomb(folder)
    data = bytearray(writers.zipped({"word/document.xml": "x"}))
    with zipfile.ZipFile(path, "r"):
        at = data.rindex(b"PK\x01\x02")
        data[at + 8] |= 1
    return write(folder, "docx", bytes(data))


BAD = {
    "no text layer": (lambda folder: write(folder, "pdf", writers.pdf([("p", " ")])), "no text layer"),
    "encrypted PDF": (lambda folder: write(folder, "pdf", writers.pdf(BLOCKS, encrypt=True)), "encrypted"),
    "cut PDF": (lambda folder: write(folder, "pdf", b"%PDF-1.4\n1 0 obj"), "damaged"),
    "zip bomb": (bomb, "to 1, over the limit of 200 to 1"),
    "many members": (crowd, "members are over the limit of 5,000"),
    "encrypted zip": (encrypted_zip, "encrypted"),
    "old Office file": (lambda folder: write(folder, "docx", b"\xd0\xcf\x11\xe0" + bytes(600)), "password"),
    "no zip at all": (lambda folder: write(folder, "docx", b"hello"), "damaged"),
    "PDF named txt": (lambda folder: write(folder, "txt", writers.pdf(BLOCKS)), "a PDF"),
    "binary named html": (lambda folder: write(folder, "html", b"<p>\0\0\0"), "binary"),
    "unknown ending": (lambda folder: write(folder, "jpg", b"\xff\xd8\xff"), r"\.jpg cannot be read"),
    "endless line": (lambda folder: write(folder, "txt", b"a" * 1_000_001), "a line of 1,000,001 characters"),
    "only spaces": (lambda folder: write(folder, "md", b" \n \n"), "no text"),
    "unknown encoding": (lambda folder: write(folder, "html", b"<meta charset=klingon><p>x"), "klingon"),
    "no mail": (lambda folder: write(folder, "eml", b"\n\n"), "no e-mail"),
    "book without contents": (lambda folder: write(folder, "epub", writers.zipped({"a": "b"})), "table of contents"),
    "damaged workbook": (lambda folder: write(folder, "xlsx", writers.zipped({"a": "b"})), "damaged"),
    "missing": (lambda folder: folder / "missing.txt", "no such file"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(tmp_path, name):
    make, reason = BAD[name]
    with pytest.raises(DocumentError, match=reason) as caught:
        read_document(make(tmp_path))
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_limits_are_stated(tmp_path):
    with pytest.raises(DocumentError, match=r"0\.0 MB is over the limit of 1e-06 MB"):
        read_document(write(tmp_path, "txt", b"twelve"), limits=Limits(file_megabytes=0.000001))
    with pytest.raises(DocumentError, match=r"more than the limit of 3 cells"):
        read_document(write(tmp_path, "csv", b"a,b\n1,2\n"), limits=Limits(cells=3))


def test_deeply_nested_pages_are_read(tmp_path):
    path = write(tmp_path, "html", b"<div>" * 50_000 + b"Sales rose 3%.")
    assert read_document(path).text == "Sales rose 3%.\n"


def damage(data, chance):
    data = bytearray(data)
    kind = chance.choice(["cut", "flip", "flip", "insert", "zero"])
    if kind == "cut":
        return bytes(data[: chance.randrange(len(data))])
    for _ in range(chance.choice([1, 3, 30])):
        at = chance.randrange(len(data))
        if kind == "flip":
            data[at] ^= 1 << chance.randrange(8)
        elif kind == "insert":
            data[at:at] = bytes([chance.randrange(256)])
        else:
            data[at : at + 16] = bytes(16)
    return bytes(data)


@pytest.mark.slow
def test_a_thousand_damaged_files_lose_no_good_document(tmp_path):
    chance = random.Random(7)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    samples = {ending: make(BLOCKS) for ending, make in WRITERS.items()}
    samples["xlsx"] = workbook(tmp_path / "sample.xlsx").read_bytes()
    samples["csv"] = b"Plant,Output\nNorth,1400000\n" * 20
    for number in range(1_000):
        ending = chance.choice(sorted(samples))
        named = ending if chance.random() < 0.9 else chance.choice(sorted(samples))
        (seeds / f"bad-{number:04}.{named}").write_bytes(damage(samples[ending], chance))
    for ending, data in samples.items():
        (seeds / f"good-{ending}.{ending}").write_bytes(data)
    outcome = refresh(Options(seeds=(seeds,), data=tmp_path / "data", limits=Limits(seconds=5)))
    failed = {failure.path for failure in outcome.failures}
    assert not [path for path in failed if path.startswith("good")]
    assert outcome.run["rows"]["documents"] == 1_000 + len(samples) - len(failed)
    unexplained = [each for each in outcome.failures if "extraction failed" in each.reason or not each.remedy]
    assert unexplained == []


def test_every_ending_has_a_reader():
    assert all(util.find_spec(f"etl.documents.{module}") for module in FORMATS.values())
