"""The refresh: good documents survive bad ones, the same input gives the same bytes, nothing half is ever seen."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from etl.documents.discovery import Selection
from etl.documents.limits import Limits
from etl.errors import LockedError, PublishError, UsageError, ValidationError
from etl.pipeline import Options, refresh
from etl.pipeline import tables as derived
from etl.pipeline.lock import locked
from etl.publish import snapshot

GOOD = {
    "sales.txt": "Harbour Mills sold 3.2 million tonnes of flour in 2025, up 14% from 2.8 million tonnes in 2024.\n",
    "energy.md": "# Wind\n\nThe park delivered 410 GWh in 2024 and about 450 GWh in 2025.\n",
}


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(seeds, data, **options):
    return refresh(Options(seeds=(seeds,), data=data, **options))


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read(data, table):
    return pl.read_parquet(data / "current" / f"{table}.parquet")


def test_bad_files_are_named_and_good_ones_published(seeds, tmp_path):
    (seeds / "empty.txt").touch()
    (seeds / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (seeds / "accents.txt").write_bytes("Le café a coûté 3 millions.".encode("latin-1"))
    with (seeds / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    os.symlink("loop.txt", seeds / "loop.txt")
    outcome = run(seeds, tmp_path / "data")
    assert sorted(read(tmp_path / "data", "documents")["document_id"]) == ["energy", "sales"]
    reasons = {failure.path: failure.reason for failure in outcome.failures}
    assert sorted(reasons) == ["accents.txt", "binary.txt", "empty.txt", "huge.txt", "loop.txt"]
    assert "empty" in reasons["empty.txt"]
    assert "binary" in reasons["binary.txt"]
    assert "latin1" in reasons["accents.txt"]
    assert "40 MB" in reasons["huge.txt"]
    assert all(failure.remedy and "\n" not in failure.reason + failure.remedy for failure in outcome.failures)
    assert read(tmp_path / "data", "quarantine")["path"].to_list() == sorted(reasons)


@pytest.mark.parametrize("options", [{"jobs": 1}, {"jobs": 2, "engine": "processes"}, {"force": True}])
def test_the_same_documents_give_the_same_bytes(seeds, tmp_path, options):
    first = run(seeds, tmp_path / "first")
    again = tmp_path / "again"
    again.mkdir()
    for name in reversed(GOOD):  # other order of creation
        (again / name).write_text(GOOD[name], encoding="utf-8")
    second = run(again, tmp_path / "second", **options)
    assert first.version == second.version
    assert contents(tmp_path / "first" / "extracts") == contents(tmp_path / "second" / "extracts")


def test_nothing_to_do_publishes_nothing(seeds, tmp_path):
    first = run(seeds, tmp_path / "data")
    before = (tmp_path / "data" / "current" / "run.json").read_bytes()
    second = run(seeds, tmp_path / "data")
    assert (first.published, second.published) == (True, False)
    assert (tmp_path / "data" / "current" / "run.json").read_bytes() == before


def test_one_changed_document_costs_one_document(seeds, tmp_path):
    run(seeds, tmp_path / "data")
    (seeds / "sales.txt").write_text("Harbour Mills sold 4 million tonnes.\n", encoding="utf-8")
    outcome = run(seeds, tmp_path / "data")
    assert outcome.run["extracted"] == 1
    assert contents(tmp_path / "data" / "extracts") == contents(refreshed(seeds, tmp_path / "fresh") / "extracts")


def refreshed(seeds, data):
    run(seeds, data)
    return data


@pytest.mark.parametrize("damage", ["current", "extracts", "cache", "snapshot file", "staging"])
def test_damage_to_the_data_folder_is_repaired(seeds, tmp_path, damage):
    data = tmp_path / "data"
    version = run(seeds, data).version
    expected = contents(data / "extracts")
    if damage == "current":
        (data / "current").unlink()
    elif damage == "extracts":
        (data / "extracts" / "claims.csv").write_text("spoilt")
    elif damage == "cache":
        for path in (data / "cache" / "packs").rglob("*.parquet"):
            path.write_bytes(path.read_bytes()[:100])
        (seeds / "more.txt").write_text("")
    elif damage == "snapshot file":
        (data / "current" / "claims.parquet").write_bytes(b"spoilt")
    else:
        (data / ".staging-left").mkdir()
    (seeds / "more.txt").unlink(missing_ok=True)
    assert run(seeds, data).version == version
    assert contents(data / "extracts") == expected
    assert snapshot.is_whole(data / "current")
    assert not list(data.glob(".staging*"))


def test_tables_that_break_their_contract_are_not_published(seeds, tmp_path, monkeypatch):
    data = tmp_path / "data"
    version = run(seeds, data).version
    (seeds / "new.txt").write_text("Rain fell 12 mm.\n")
    real = derived.series_of

    def broken(placed):
        series, points = real(placed)
        lost = {name: [None] for name in points.columns} | {"series_id": ["s"], "claim_id": ["nowhere"]}
        return series, pl.DataFrame(lost, schema=points.schema)

    monkeypatch.setattr(derived, "series_of", broken)
    with pytest.raises(ValidationError, match=r"points\.claim_id: 1 rows name no row of claims") as caught:
        run(seeds, data)
    assert caught.value.exit_code == 3
    assert (data / "current").resolve().name == version
    assert not list(data.glob(".staging*"))


def test_a_second_refresh_is_refused_with_the_holder(seeds, tmp_path):
    data = tmp_path / "data"
    code = (
        "import sys, pathlib\nfrom etl.pipeline.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=f"process {holder.pid}") as caught:
            run(seeds, data)
        assert caught.value.exit_code == 75
    finally:
        holder.communicate("")
    with locked(data):
        pass


def test_equal_names_are_told_apart_by_their_folders(tmp_path):
    for name in ("2024/report.txt", "2025/report.txt", "2025/report.md", "other.txt"):
        path = tmp_path / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Sales of {name} rose 3%.\n")
    run(tmp_path / "seeds", tmp_path / "data")
    names = read(tmp_path / "data", "documents")["document_id"].to_list()
    assert names == ["2024-report.txt", "2025-report.txt", "other", "report.md"]


def test_a_link_back_up_is_not_followed_twice(seeds, tmp_path):
    (seeds / "below").mkdir()
    os.symlink("..", seeds / "below" / "up")
    assert run(seeds, tmp_path / "data").failures == ()
    assert read(tmp_path / "data", "documents").height == 2


def test_folders_and_patterns_select_files(seeds, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "rain.txt").write_text("Rain fell 12 mm.\n")
    refresh(
        Options(
            seeds=(seeds, other), data=tmp_path / "data", selection=Selection(include=("*.txt",), exclude=("sal*",))
        )
    )
    documents = read(tmp_path / "data", "documents")
    assert documents.select("document_id", "path").rows() == [("rain", "other/rain.txt")]


def test_declarations_override_the_file(seeds, tmp_path):
    (seeds / "sources.toml").write_text(
        '[[source]]\nfile = "sales.txt"\nid = "mills"\ntitle = "Mills"\npublisher = "Harbour"\npublished = 2026-02-01\n'
        '[[source]]\nfile = "accents.txt"\nencoding = "latin1"\n'
    )
    (seeds / "accents.txt").write_bytes("Le café a coûté 3 millions.".encode("latin-1"))
    outcome = run(seeds, tmp_path / "data")
    documents = read(tmp_path / "data", "documents")
    assert outcome.failures == ()
    assert documents["document_id"].to_list() == ["accents", "energy", "mills"]
    assert str(documents.row(2, named=True)["published"]) == "2026-02-01"


def test_offsets_count_in_the_file_as_it_is(tmp_path):
    text = "\ufeffTitle\r\n\r\nSales rose 14% to $3 million.\r\n"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_bytes(text.encode())
    run(tmp_path / "seeds", tmp_path / "data")
    assert read(tmp_path / "data", "texts")["text"].to_list() == [text]


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        run(tmp_path / "nowhere", tmp_path / "data")


def test_a_document_over_the_time_limit_is_set_aside(seeds, tmp_path, monkeypatch):
    from etl.pipeline import shard

    def endless(job, limits):
        while job.origin.document_id == "sales":
            pass
        return real(job, limits)

    real = shard._read
    monkeypatch.setattr(shard, "_read", endless)
    [failure] = run(seeds, tmp_path / "data", engine="local", limits=Limits(seconds=0.2)).failures
    assert failure.path == "sales.txt"
    assert "0.2 seconds" in failure.reason


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError("No space left (os error 28)")])
def test_a_full_disk_leaves_the_last_good_data(seeds, tmp_path, monkeypatch, error):
    data = tmp_path / "data"
    version = run(seeds, data).version
    (seeds / "new.txt").write_text("Rain fell 12 mm.\n")

    def full(rows, path):
        raise error

    monkeypatch.setattr("etl.publish.extracts.write_csv", full)
    with pytest.raises(PublishError, match="no space left on device. Make room") as caught:
        run(seeds, data)
    assert caught.value.exit_code == 3
    assert (data / "current").resolve().name == version
    assert not list(data.glob(".staging*"))


def test_the_manifest_names_every_file(seeds, tmp_path):
    run(seeds, tmp_path / "data")
    current = tmp_path / "data" / "current"
    manifest = json.loads((current / "manifest.json").read_text())
    assert set(contents(current)) - set(manifest) == {"manifest.json", "run.json"}
    assert Path(os.readlink(current)).parent.name == "snapshots"
