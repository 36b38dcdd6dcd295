import json
import os

import polars as pl
import pytest

from dashboard.extracts import Extracts, UnusableDataError
from tests.dashboard import fixture_snapshot


def test_each_claim_carries_the_verdict_that_outranks_the_others(snapshot, claim_of):
    assert claim_of("$63.1 billion")["verdict"] == "contradiction"
    assert claim_of("$61.8 billion")["verdict"] == "update"
    assert claim_of("61 %")["verdict"] == "unchecked"


def test_contradictions_come_first(snapshot):
    assert snapshot.findings["verdict"].to_list()[:2] == ["contradiction", "update"]


def test_a_new_snapshot_is_picked_up_without_a_restart(tmp_path):
    fixture_snapshot.write(tmp_path, "one")
    extracts = Extracts(tmp_path)
    first = extracts.snapshot()
    frames = fixture_snapshot.tables()
    frames["claims"] = frames["claims"].head(3)
    fixture_snapshot.write(tmp_path, "two", frames)
    assert first.claims.height > 3
    assert extracts.snapshot().version == "two"
    assert extracts.snapshot().claims.height == 3
    assert set(extracts.versions()) == {"one", "two"}


def test_a_broken_refresh_leaves_the_last_good_data(tmp_path):
    fixture_snapshot.write(tmp_path, "one")
    extracts = Extracts(tmp_path)
    extracts.snapshot()
    folder = fixture_snapshot.write(tmp_path, "two")
    (folder / "claims.parquet").write_bytes(b"PAR1 half")
    (folder / "manifest.json").write_text("{}")
    assert extracts.snapshot().version == "one"


def _half(folder):
    (folder / "checks.parquet").write_bytes(b"PAR1")


def _no_texts(folder):
    (folder / "texts.parquet").unlink()


def _older(folder):
    path = folder / "claims.parquet"
    pl.read_parquet(path).drop("resolution").write_parquet(path)


def _no_manifest(folder):
    (folder / "manifest.json").write_text("{")


@pytest.mark.parametrize(
    ("damage", "kind"), [(_half, "half"), (_no_texts, "half"), (_older, "older"), (_no_manifest, "half")]
)
def test_damage_is_named_with_a_remedy(tmp_path, damage, kind):
    damage(fixture_snapshot.write(tmp_path))
    with pytest.raises(UnusableDataError) as caught:
        Extracts(tmp_path).snapshot()
    assert caught.value.kind == kind
    assert "refresh" in caught.value.remedy


def test_an_empty_folder_and_none_at_all_say_what_to_do(tmp_path):
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(UnusableDataError) as caught:
            Extracts(folder).snapshot()
        assert caught.value.kind == "empty"


def test_a_link_that_leads_nowhere_is_an_unfinished_refresh(tmp_path):
    os.symlink("snapshots/none", tmp_path / "current")
    with pytest.raises(UnusableDataError) as caught:
        Extracts(tmp_path).snapshot()
    assert caught.value.kind == "half"


def test_data_that_appears_later_is_found(tmp_path):
    extracts = Extracts(tmp_path)
    with pytest.raises(UnusableDataError):
        extracts.snapshot()
    fixture_snapshot.write(tmp_path)
    assert extracts.snapshot().claims.height


def test_the_version_is_the_runs(tmp_path):
    folder = fixture_snapshot.write(tmp_path, "named")
    run = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps(run | {"version": "other"}))
    assert Extracts(tmp_path).snapshot().version == "other"
