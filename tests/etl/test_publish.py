"""The extracts: exact, described, checkable; versions kept; changes named."""

import csv
import hashlib
import io
import json
import math
import re

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import SnapshotError
from etl.model.tables import FOREIGN_KEYS, SNAPSHOT_ONLY, TABLES, schema
from etl.pipeline import Options, refresh
from etl.publish import snapshot, versions
from etl.publish.dictionary import meaning
from etl.publish.diff import compare
from etl.publish.extracts import write_csv
from etl.publish.package import datapackage, table_schema
from etl.publish.publication import Publication, Release

TEXT = "Harbour Mills sold 3.2 million tonnes in 2025, up 14% from 2.8 million tonnes in 2024.\n"
HOSTILE = [
    "", " ", '"', '""', ",", "\r\n", "\n", "\r", "a\nb", "=1+1", "+49 30", "-5", "@x", "\t", "中文", "🚀", "é\u0301", "'", "#N/A",
    "NA", "null", "1e-7", "-1e-7", "0012", "\u2028", "\ufeff", "\\", "a;b",
]  # fmt: skip
NUMBERS = [0.0, -0.0, -5.0, 1e-7, -1e-7, 0.1 + 0.2, 1.4e14, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, 63.1e9]


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "sales.txt").write_text(TEXT)
    (folder / "sources.toml").write_text('[publication]\ntitle = "Mills"\nlicence = "CC-BY-4.0"\nname = "mills"\n')
    return folder


@pytest.fixture
def data(seeds, tmp_path):
    refresh(Options(seeds=(seeds,), data=tmp_path / "data"))
    return tmp_path / "data"


def again(seeds, data):
    return refresh(Options(seeds=(seeds,), data=data)).version


@pytest.mark.parametrize("table", {**TABLES, **SNAPSHOT_ONLY})
def test_every_column_is_explained(table):
    columns = {**TABLES, **SNAPSHOT_ONLY}[table].columns()
    assert [name for name, column in columns.items() if len(column.description) < 9] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_dictionary_lists_every_column(data, table):
    readme = (data / "extracts" / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"### {table}\n")[1].split("###")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(schema(table))
    assert all(f"| {meaning(table, name)} |" in section for name in schema(table))


def written(tmp_path, texts, numbers):
    frame = pl.DataFrame({"text": texts, "number": numbers}, schema={"text": pl.String, "number": pl.Float64})
    write_csv(frame.lazy(), tmp_path / "t.csv")
    return frame, tmp_path / "t.csv"


def test_csv_reads_back_equal_in_polars_pandas_and_python(tmp_path):
    texts = (HOSTILE * 2)[: max(len(HOSTILE), len(NUMBERS))]
    numbers = (NUMBERS * 4)[: len(texts)]
    frame, path = written(tmp_path, texts, numbers)
    assert pl.read_csv(path, schema=frame.schema).equals(frame)
    table = pd.read_csv(path, keep_default_na=False, na_values={"number": [""]})
    assert table["text"].tolist() == texts
    assert table["number"].tolist() == numbers
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["text"], float(row["number"])) for row in rows] == list(zip(texts, numbers, strict=True))
    assert path.read_bytes().startswith(b"text,number\r\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.floats(allow_nan=False)), min_size=1))
def test_any_text_and_number_survive_the_csv(tmp_path_factory, rows):
    texts, numbers = map(list, zip(*rows, strict=True))
    frame, path = written(tmp_path_factory.mktemp("csv"), texts, numbers)
    assert pl.read_csv(path, schema=frame.schema).equals(frame)
    read = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    assert [(row["text"], float(row["number"])) for row in read] == rows


def test_the_package_describes_every_file(data):
    package = json.loads((data / "extracts" / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["title"], package["licenses"][0]["name"]) == ("mills", "Mills", "CC-BY-4.0")
    assert package["version"] == (data / "current").resolve().name
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        content = (data / "extracts" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        header = content.split(b"\r\n")[0].decode().split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["schema"]["primaryKey"] == TABLES[resource["name"]].primary_key()
    pointing = {
        (resource["name"], key["fields"][0]): (key["reference"]["resource"], key["reference"]["fields"][0])
        for resource in package["resources"]
        for key in resource["schema"].get("foreignKeys", ())
    }
    assert pointing == FOREIGN_KEYS


def test_the_package_is_valid(seeds_refreshed):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(seeds_refreshed / "extracts" / "datapackage.json"))
    assert report.flatten(["type", "title", "note"]) == []


def test_many_sources_are_not_listed_one_by_one():
    documents = pl.DataFrame({"title": ["t"] * 101, "publisher": [""] * 101, "sha256": [""] * 101})
    release = Release(Publication(), "v", {"documents": documents.lazy()}, {})
    assert datapackage(release)["sources"] == [
        {"title": "101 documents, listed in documents.csv", "path": "documents.csv"}
    ]


def test_checksums_cover_the_folder(data):
    folder = data / "extracts"
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert set(sums) == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_croissant_names_every_column(data):
    described = json.loads((data / "extracts" / "croissant.json").read_text(encoding="utf-8"))
    records = {record["name"]: [field["name"] for field in record["field"]] for record in described["recordSet"]}
    assert records == {table: list(schema(table)) for table in TABLES}
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert all(len(file["sha256"]) == 64 for file in described["distribution"])


def test_citation_cannot_be_broken_out_of(tmp_path, seeds):
    (seeds / "sources.toml").write_text('[publication]\ntitle = "A: \\"b\\"\\n- c"\n')
    data = tmp_path / "data"
    again(seeds, data)
    assert 'title: "A: \\"b\\"\\n- c"\n' in (data / "extracts" / "CITATION.cff").read_text()


def test_parquet_twins_say_what_they_are(data):
    metadata = pl.read_parquet_metadata(data / "current" / "claims.parquet")
    assert metadata["title"] == "Mills: claims"
    assert metadata["version"] == (data / "current").resolve().name
    assert json.loads(metadata["schema"]) == table_schema("claims")
    for table in {**TABLES, **SNAPSHOT_ONLY}:
        assert pl.read_parquet(data / "current" / f"{table}.parquet").schema == schema(table)


def test_nothing_in_the_extracts_depends_on_time_or_place(data, seeds, tmp_path):
    again(seeds, tmp_path / "elsewhere" / "data")
    for path in (data / "extracts").iterdir():
        assert path.read_bytes() == (tmp_path / "elsewhere" / "data" / "extracts" / path.name).read_bytes()
        assert str(tmp_path).encode() not in path.read_bytes()


def test_versions_are_kept_and_pruned(data, seeds):
    names = [(data / "current").resolve().name]
    for number in range(4):
        (seeds / "sales.txt").write_text(TEXT.replace("3.2", f"4.{number}"))
        names.append(refresh(Options(seeds=(seeds,), data=data, keep=3)).version)
    assert versions.kept(data) == names[:1:-1]
    assert versions.roll_back(data) == names[-2]
    assert snapshot.extracts_match(data, data / "snapshots" / names[-2])
    with pytest.raises(SnapshotError, match="is not kept"):
        versions.roll_back(data, names[0])
    assert again(seeds, data) == names[-1]


def test_changes_between_versions(data, seeds):
    before = versions.read_tables(versions.find(data))
    (seeds / "sales.txt").write_text("A line before.\n\n" + TEXT.replace("14%", "24%"))
    (seeds / "rain.txt").write_text("Rain fell 12 mm in 2025.\n")
    again(seeds, data)
    changes = compare(before, versions.read_tables(versions.find(data)))
    assert (changes.documents_new, changes.documents_changed, changes.documents_gone) == (["rain"], ["sales"], [])
    assert changes.claims_added.first["document_id"].to_list() == ["rain"]
    assert changes.claims_removed.count == 0
    assert changes.claims_changed.first.select("low_before", "low").rows() == [(14.0, 24.0)]
    assert ("consistent", "contradiction") in changes.turned.first.select("verdict_before", "verdict").rows()
    assert changes.contradictions.count >= 1


def test_the_same_version_has_no_changes(data):
    tables = versions.read_tables(versions.find(data))
    record = compare(tables, tables).record()
    assert record["claims"] == {"added": 0, "removed": 0, "changed": 0}
    assert record["verdicts_turned"] == 0


def test_the_snippets_of_the_readme_run(data, monkeypatch):
    readme = (data / "extracts" / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(data.parent)
    names = {}
    for snippet in re.findall(r"```python\n(.*?)```", readme, re.DOTALL):
        exec(snippet, names)  # noqa: S102 - our own file
    assert names["claims"].height == 3
