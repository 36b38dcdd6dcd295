"""Object storage in, object storage out: the same version as on disk, and never a mixture."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from etl.cli.serve import follow
from etl.errors import LockedError, PublishError, UsageError
from etl.pipeline import Options, refresh
from etl.pipeline.lock import locked
from etl.pipeline.remote import _work_folder, fetched
from etl.publish.versions import find
from tests.bench.corpus import write_documents

pytest.importorskip("s3fs", reason="the extra `s3` is not installed")
moto_server = pytest.importorskip("moto.server", reason="moto is not installed")


def on_disk(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def server():
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def storage(server, tmp_path, monkeypatch):
    import fsspec

    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "CLAIMS_CACHE": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    files = fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)
    bucket = f"bucket-{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]}"
    files.mkdir(bucket)
    return files, bucket


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "documents"
    write_documents(folder, 3, 1_200)
    return folder


def stored(files, folder):
    return {
        path.removeprefix(f"{folder}/"): hashlib.sha256(files.cat_file(path)).hexdigest() for path in files.find(folder)
    }


def put(files, folder, target):
    for path in folder.rglob("*.md"):
        files.put_file(str(path), f"{target}/{path.relative_to(folder).as_posix()}")


def test_from_storage_to_storage_equals_the_disk(storage, seeds, tmp_path):
    files, bucket = storage
    put(files, seeds, f"{bucket}/seeds")
    there = refresh(Options(seeds=(Path(f"s3://{bucket}/seeds"),), data=Path(f"s3://{bucket}/data")))
    here = refresh(Options(seeds=(seeds,), data=tmp_path / "data"))
    assert there.version == here.version
    assert files.cat_file(f"{bucket}/data/current").decode() == f"snapshots/{here.version}"
    assert stored(files, f"{bucket}/data/extracts") == on_disk(tmp_path / "data" / "extracts")
    snapshot = stored(files, f"{bucket}/data/snapshots/{here.version}")
    assert snapshot.pop("run.json")
    assert snapshot == {
        name: digest for name, digest in on_disk(tmp_path / "data" / "current").items() if name != "run.json"
    }


def test_another_machine_goes_on_where_the_first_stopped(storage, seeds, monkeypatch, tmp_path):
    files, bucket = storage
    put(files, seeds, f"{bucket}/seeds")
    options = Options(seeds=(Path(f"s3://{bucket}/seeds"),), data=Path(f"s3://{bucket}/data"))
    first = refresh(options)
    monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path / "second machine"))
    again = refresh(options)
    assert (again.version, again.published) == (first.version, False)
    changed = next(seeds.rglob("*.md"))
    changed.write_text("# Mill\n\nThe mill ground 14 tonnes in 2024.\n")
    put(files, seeds, f"{bucket}/seeds")
    third = refresh(options)
    assert third.run["extracted"] == 1
    assert files.cat_file(f"{bucket}/data/current").decode() == f"snapshots/{third.version}"
    fresh = refresh(Options(seeds=(seeds,), data=tmp_path / "disk"))
    assert third.version == fresh.version


def test_a_document_removed_there_is_gone_here(storage, seeds, tmp_path):
    files, bucket = storage
    put(files, seeds, f"{bucket}/seeds")
    options = Options(seeds=(Path(f"s3://{bucket}/seeds"),), data=tmp_path / "data")
    assert refresh(options).run["rows"]["documents"] == 3
    files.rm(f"{bucket}/seeds/0000/report-0000001.md")
    assert refresh(options).run["rows"]["documents"] == 2


def test_two_machines_do_not_refresh_at_once(storage, seeds, monkeypatch, tmp_path):
    from etl.pipeline import lease
    from etl.pipeline.mirror import RemoteFolder

    files, bucket = storage
    options = Options(seeds=(seeds,), data=Path(f"s3://{bucket}/data"))
    with lease.leased(RemoteFolder(f"s3://{bucket}/data")):
        monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path / "second machine"))
        with pytest.raises(LockedError, match=f"process {os.getpid()} on .* holds the lock") as caught:
            refresh(options)
        assert caught.value.exit_code == 75
        assert not files.exists(f"{bucket}/data/current")
    assert refresh(options).published
    assert not files.exists(f"{bucket}/data/lock")


def test_the_lock_of_a_machine_that_died_is_taken_over(storage, seeds, monkeypatch):
    from etl.pipeline import lease

    files, bucket = storage
    files.pipe_file(f"{bucket}/data/lock", b"process 1 on a machine that is gone")
    options = Options(seeds=(seeds,), data=Path(f"s3://{bucket}/data"))
    with pytest.raises(LockedError, match="a machine that is gone"):
        refresh(options)
    monkeypatch.setattr(lease, "_DEAD_AFTER", -1.0)
    assert refresh(options).published


def test_readers_read_what_is_published_there(storage, seeds, tmp_path, monkeypatch, capsys):
    from etl.api import load
    from etl.cli import diff, explain, export
    from etl.cli.refresh import _state

    files, bucket = storage
    put(files, seeds, f"{bucket}/seeds")
    data = Path(f"s3://{bucket}/data")
    options = Options(seeds=(Path(f"s3://{bucket}/seeds"),), data=data)
    refresh(options)
    seen = _state(options)
    changed = next(seeds.rglob("*.md"))
    changed.write_text("# Mill\n\nThe mill ground 14 tonnes in 2024.\n")
    put(files, seeds, f"{bucket}/seeds")
    assert _state(options) != seen
    refresh(options)
    monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path / "reader"))
    claims = load(data).claims
    assert "14 tonnes" in claims["quote"].to_list()
    with locked(_work_folder(f"s3://{bucket}/data")):  # a refresh is at work on this machine
        assert load(data).claims.equals(claims)
    explain.run(data, claims.row(0, named=True)["claim_id"])
    export.run(export.Request(data, "", "claims", (), ("claim_id",), 0), tmp_path / "claims.csv", None)
    diff.run(data, "", "", as_json=False)
    assert f"~ document {changed.stem}" in capsys.readouterr().out
    assert (tmp_path / "claims.csv").read_text().split() == ["claim_id", *claims["claim_id"]]


def test_a_server_shows_what_is_published_there(storage, seeds, tmp_path):
    files, bucket = storage
    put(files, seeds, f"{bucket}/seeds")
    data = f"s3://{bucket}/data"
    refresh(Options(seeds=(Path(f"s3://{bucket}/seeds"),), data=Path(data)))
    program = "from etl.cli import main; main()"
    environment = {**os.environ, "CLAIMS_CACHE": str(tmp_path / "server")}
    command = [sys.executable, "-c", program, "serve", "--data", data, "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            address = running.stdout.readline().split()[-1]
            with urlopen(f"{address}/data/latest/documents.csv", timeout=60) as answer:
                rows = answer.read().decode().splitlines()
        finally:
            running.terminate()
    assert len(rows) == 1 + len(list(seeds.rglob("*.md")))


def test_a_server_follows_what_is_published_there(storage, seeds, tmp_path, monkeypatch, capsys):
    files, bucket = storage
    put(files, seeds, f"{bucket}/seeds")
    options = Options(seeds=(Path(f"s3://{bucket}/seeds"),), data=Path(f"s3://{bucket}/data"))
    refresh(options)
    monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path / "server"))
    served = fetched(options.data)
    first = find(served, "").name

    class PublishOnce:
        """Waits once while another machine publishes, then is told to stop."""

        waited = 0

        def wait(self, _pause):
            self.waited += 1
            if self.waited == 1:
                next(seeds.rglob("*.md")).write_text("# Mill\n\nThe mill ground 14 tonnes in 2024.\n")
                put(files, seeds, f"{bucket}/seeds")
                with pytest.MonkeyPatch.context() as elsewhere:
                    elsewhere.setenv("CLAIMS_CACHE", str(tmp_path / "cache"))
                    refresh(options)
            return self.waited > 1

    follow(options.data, PublishOnce())
    assert find(served, "").name != first
    assert capsys.readouterr().err == ""


def test_no_version_there_is_made_current_from_here(storage):
    from etl.cli import rollback

    _, bucket = storage
    with pytest.raises(UsageError, match=f"s3://{bucket}/data/current"):
        rollback.run(Path(f"s3://{bucket}/data"), "")


def test_what_is_not_there_is_said_in_one_line(storage, tmp_path):
    _, bucket = storage
    with pytest.raises(UsageError, match="there is nothing"):
        refresh(Options(seeds=(Path(f"s3://{bucket}/nowhere"),), data=tmp_path / "data"))
    with pytest.raises(UsageError, match="no storage xyz://"):
        refresh(Options(seeds=(Path("xyz://somewhere/seeds"),), data=tmp_path / "data"))
    with pytest.raises((PublishError, UsageError), match="no-such-bucket"):
        refresh(Options(seeds=(Path("s3://no-such-bucket/seeds"),), data=tmp_path / "data"))
