"""What other people's programs make of the extracts: DuckDB reads equal values, a spreadsheet evaluates nothing."""

import math
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import polars as pl
import pytest

from etl.cli import main
from etl.pipeline import Options, refresh
from etl.publish.extracts import write_csv
from etl.rows.writers import guarded, unguard_text

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "=HYPERLINK(\"http://a.example\";\"b\")", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1+1", "''=1+1", "=cmd|' /C calc'!A0", "=1+1\n=2+2", 'a","=1+1', "a;=1+1",
    "=WEBSERVICE(\"http://a.example\")", "{=1+1}", "%0A=1+1",
]  # fmt: skip
HOSTILE = [
    "", " ", '"', '""', ",", "\r\n", "\n", "\r", "a\nb", 'a "b",\nc', "中文，数据", "🚀", "é\u0301", "'", "#N/A", "NA", "null",
    "NULL", "1e-7", "0012", "true", "2025-01-01", "\u2028", "\ufeff", "\\", "\\N", "a;b", "a\tb", "–", "−5",
]  # fmt: skip
NUMBERS = [
    0.0,
    -0.0,
    -5.0,
    1e-7,
    -1e-7,
    0.1 + 0.2,
    1.4e14,
    5e-324,
    -5e-324,
    1.7976931348623157e308,
    math.inf,
    -math.inf,
]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def test_duckdb_reads_equal_values(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    texts = HOSTILE + FORMULAS
    numbers = (NUMBERS * len(texts))[: len(texts)]
    columns = {"text": pl.String, "number": pl.Float64, "big": pl.Int64}
    frame = pl.DataFrame(
        {"text": texts, "number": numbers, "big": [2**62 - each for each in range(len(texts))]}, schema=columns
    )
    write_csv(frame.lazy(), tmp_path / "t.csv")
    read = duckdb.execute(
        "SELECT * FROM read_csv(?, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n',"
        " columns = {'text': 'VARCHAR', 'number': 'DOUBLE', 'big': 'BIGINT'}, force_not_null = ['text'])",
        [str(tmp_path / "t.csv")],
    ).fetchall()
    assert read == frame.rows()
    assert [math.copysign(1, row[1]) for row in read] == [math.copysign(1, number) for number in numbers]


def test_duckdb_reads_what_is_published_by_itself(seeds_refreshed):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    claims = pl.read_parquet(seeds_refreshed / "current" / "claims.parquet")
    path = str(seeds_refreshed / "extracts" / "claims.csv")
    rows = duckdb.execute('SELECT claim_id, quote, sentence, low, high, "start" FROM read_csv(?)', [path]).fetchall()
    assert rows == claims.select("claim_id", "quote", "sentence", "low", "high", "start").rows()


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    """Opens a CSV as a spreadsheet does and gives its cells: formula (or None) and text."""
    if not (office := shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("calc")

    def cells(path):
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
        made = folder / f"{path.stem}.fods"
        subprocess.run(
            [*command, "fods", "--infilter=CSV:44,34,76,1", "--outdir", folder, path],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        found = ET.parse(made).iter(f"{{{OFFICE}table:1.0}}table-cell")
        lines = [(cell, [line for line in cell if line.tag.endswith("}p")]) for cell in found]
        return [
            (cell.get(f"{{{OFFICE}table:1.0}}formula"), "\n".join("".join(line.itertext()) for line in held))
            for cell, held in lines
            if held
        ]

    return cells


@pytest.mark.slow
def test_a_spreadsheet_evaluates_nothing_of_the_safe_file(calc, tmp_path):
    frame = pl.DataFrame({"text": FORMULAS})
    write_csv(guarded(frame).lazy(), tmp_path / "safe.csv")
    cells = calc(tmp_path / "safe.csv")
    assert [formula for formula, _ in cells if formula] == []
    shown = [unguard_text(text) for _, text in cells[1:]]
    plain = {text for text in FORMULAS if text.isprintable()}
    assert plain <= set(shown)


@pytest.mark.slow
def test_a_brief_full_of_formulas_opens_with_none(calc, tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "=1+1.md").write_text(
        "# =HYPERLINK(\"http://a.example\";\"Sales\")\n\n=1+1 Sales of +1+1 Mills rose 14% to $3.2 million in 2025.\n\n"
        "@SUM(1;1) sold 5 tonnes in 2024.\n\n-5 °C was measured at =2+2 in 2023.\n"
    )  # fmt: skip
    refresh(Options(seeds=(tmp_path / "seeds",), data=tmp_path / "data"))
    for table in ("claims", "documents", "series", "checks"):
        made = tmp_path / f"{table}.csv"
        words = ["export", table, "--format", "safe-csv", "--output", str(made), "--data", str(tmp_path / "data")]
        monkeypatch.setattr(sys, "argv", ["claims", *words])
        with pytest.raises(SystemExit, match="0|None"):
            main()
        cells = calc(made)
        assert len(cells) > 10 or table != "claims"
        assert [formula for formula, _ in cells if formula] == []
