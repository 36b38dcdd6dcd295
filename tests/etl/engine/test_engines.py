"""The same rows whatever maps the shards, and even if a worker dies at it."""

import hashlib
import os
import signal
import threading

import pytest

from etl.engine.clock import TimeIsUpError, time_limit
from etl.errors import UsageError
from etl.pipeline import Options, refresh
from tests.bench.corpus import write_documents


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    write_documents(folder, 24, 1_500)
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 900)
    return folder


@pytest.fixture(scope="module")
def undisturbed(seeds, tmp_path_factory):
    data = tmp_path_factory.mktemp("local")
    refresh(Options(seeds=(seeds,), data=data, engine="local"))
    return data


def cluster(workers):
    distributed = pytest.importorskip("distributed", reason="the extra `dist` is not installed")
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    )


@pytest.mark.parametrize("engine", ["processes", pytest.param("dask", marks=pytest.mark.slow)])
def test_every_engine_publishes_the_same_bytes(seeds, undisturbed, tmp_path, engine):
    if engine == "dask":
        pytest.importorskip("distributed", reason="the extra `dist` is not installed")
    outcome = refresh(Options(seeds=(seeds,), data=tmp_path, engine=engine, jobs=2))
    assert [failure.path for failure in outcome.failures] == ["broken.txt"]
    assert outcome.version == (undisturbed / "current").resolve().name
    assert contents(tmp_path / "extracts") == contents(undisturbed / "extracts")


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing(seeds, undisturbed, tmp_path):
    with cluster(2) as dask:
        victims = [nanny.pid for nanny in dask.workers.values()]

        def kill_one(done, total):
            if victims and done < total:
                os.kill(victims.pop(), signal.SIGKILL)
                victims.clear()

        refresh(Options(seeds=(seeds,), data=tmp_path, engine=dask.scheduler_address, jobs=2), kill_one)
    assert victims == []
    assert contents(tmp_path / "extracts") == contents(undisturbed / "extracts")


def test_a_shard_stored_twice_is_there_once(seeds, tmp_path):
    from etl.documents import Origin
    from etl.documents.limits import Limits
    from etl.pipeline.carried import carry, extract_carried, store
    from etl.pipeline.shard import Job, Shard, extract_shard

    path = min(seeds.rglob("*.md"))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    shard = Shard((Job(path, Origin("a", "a.md"), sha256, 1, "key"),), tmp_path, Limits())
    extract_shard(shard)
    once = contents(tmp_path)
    store(shard, extract_carried(carry(shard)))
    extract_shard(shard)
    assert contents(tmp_path) == once


def test_an_engine_nobody_knows_is_wrong_use(seeds, tmp_path):
    with pytest.raises(UsageError, match="local, processes, dask"):
        refresh(Options(seeds=(seeds,), data=tmp_path, engine="abacus"))


def test_a_scheduler_that_is_not_there_is_wrong_use(seeds, tmp_path):
    from etl.engine.cluster import DaskEngine

    pytest.importorskip("distributed", reason="the extra `dist` is not installed")
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        next(DaskEngine("tcp://127.0.0.1:9", timeout=1).run(len, ["task"]))


def test_time_is_up_in_a_thread_too():
    heard = []

    def work():
        try:
            with time_limit(0.05):
                while True:
                    pass
        except TimeIsUpError:
            heard.append("stopped")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert heard == ["stopped"]


def test_many_packs_become_one_and_nothing_changes(seeds, undisturbed, tmp_path, monkeypatch):
    from etl.pipeline import cache, texts

    monkeypatch.setattr(cache, "_MANY_PACKS", 2)
    monkeypatch.setattr(texts, "_AT_ONCE", 5)
    refresh(Options(seeds=(seeds,), data=tmp_path, engine="local", jobs=4))
    assert len(list((tmp_path / "cache" / "packs").iterdir())) == 1
    assert (tmp_path / "current").resolve().name == (undisturbed / "current").resolve().name
    read = refresh(Options(seeds=(seeds,), data=tmp_path, engine="local", jobs=4))
    assert (read.published, read.run.get("extracted")) == (False, 25)


@pytest.mark.parametrize("many_packs", [2, 100])
def test_portions_and_ranges_of_any_size_give_the_same_bytes(seeds, undisturbed, tmp_path, monkeypatch, many_packs):
    from etl.pipeline import cache, portions, shelf
    from etl.publish import diff

    monkeypatch.setattr(portions, "_CLAIMS", 20)
    monkeypatch.setattr(shelf, "_AT_ONCE", 7)
    monkeypatch.setattr(diff, "_DOCUMENTS_AT_ONCE", 5)
    monkeypatch.setattr(cache, "_MANY_PACKS", many_packs)
    outcome = refresh(Options(seeds=(seeds,), data=tmp_path, engine="local"))
    whole = refresh(Options(seeds=(seeds,), data=undisturbed, engine="local"))
    there, here = contents(tmp_path / "current"), contents(undisturbed / "current")
    assert {**there, "run.json": ""} == {**here, "run.json": ""}
    assert {**outcome.run["changes"], "rows": outcome.run["rows"]} == {
        **whole.run["changes"],
        "rows": whole.run["rows"],
    }
    assert not list(tmp_path.glob(".staging*"))


def test_a_correction_is_checked_anew(tmp_path):
    import polars as pl

    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "sales.txt").write_text("Sales rose from $211 million in 2024 to $316 million in 2025, up 50%.\n")
    (folder / "rain.txt").write_text("Rain rose from 20 mm in 2024 to 30 mm in 2025, up 50%.\n")
    (folder / "corrections.toml").write_text(
        '[[correction]]\ndocument = "sales"\nquote = "50%"\nset = { low = 80.0, high = 80.0 }\nreason = "A slip."\n'
    )
    refresh(Options(seeds=(folder,), data=tmp_path / "data"))
    checks = pl.read_parquet(tmp_path / "data" / "current" / "checks.parquet").filter(pl.col("code") == "growth-rate")
    assert dict(checks.select("documents", pl.col("verdict").cast(pl.String)).iter_rows()) == {
        "rain": "consistent",
        "sales": "contradiction",
    }


def test_the_text_of_a_changed_document_is_there_once(tmp_path):
    import polars as pl

    write_documents(tmp_path / "seeds", 3, 1_200)
    options = Options(seeds=(tmp_path / "seeds",), data=tmp_path / "data", engine="local")
    refresh(options)
    changed = min((tmp_path / "seeds").rglob("*.md"))
    changed.write_text("# Mill\n\nThe mill ground 14 tonnes in 2024.\n", encoding="utf-8")
    refresh(options)
    texts = pl.read_parquet(tmp_path / "data" / "current" / "texts.parquet")
    assert texts["document_id"].is_sorted()
    assert texts["document_id"].n_unique() == texts.height == 3
    assert "The mill ground" in texts["text"][0]
