"""A refresh that is killed at any moment leaves whole data behind, and the next one makes it right."""

import os
import random
import signal
import subprocess
import sys
import time

import polars as pl
import pytest

from etl.model.tables import FOREIGN_KEYS, TABLES
from etl.pipeline import Options, refresh
from etl.publish import snapshot
from tests.bench.corpus import write_documents

ROUNDS = 100
PATIENCE = 10  # times as long as it takes where nothing else runs
# Imports once, then starts and kills one child a line: forking before polars has threads is safe.
KILLER = """
import os, signal, sys, time
from pathlib import Path
import dataframely, etl.checks, etl.documents.layout, etl.extract, etl.publish.snapshot
from etl.pipeline import Options, refresh
seeds, data = Path(sys.argv[1]), Path(sys.argv[2])
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        refresh(Options(seeds=(seeds,), data=data, engine="local"))
        os._exit(0)
    time.sleep(float(line))
    os.kill(child, signal.SIGKILL)
    print("killed" if os.WIFSIGNALED(os.waitpid(child, 0)[1]) else "finished", flush=True)
"""


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def assert_readable(data):
    """What a dashboard would see: a whole snapshot, valid in itself."""
    if not (data / "current").exists():
        return
    assert snapshot.is_whole(data / "current")
    tables = {name: pl.read_parquet(data / "current" / f"{name}.parquet") for name in TABLES}
    for (table, column), (target, key) in FOREIGN_KEYS.items():
        assert tables[table].join(tables[target], left_on=column, right_on=key, how="anti").is_empty()


def write(seeds, number, figure):
    (seeds / f"r{number}.txt").write_text(f"Sales of mill {number} rose 14% to ${figure}.5 million in 2025.\n")


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path):
    chance = random.Random(3)
    seeds, data = tmp_path / "seeds", tmp_path / "data"
    seeds.mkdir()
    for number in range(4):
        write(seeds, number, number)
    refresh(Options(seeds=(seeds,), data=tmp_path / "warm", engine="local"))
    begin = time.monotonic()
    version = refresh(Options(seeds=(seeds,), data=tmp_path / "undisturbed", engine="local")).version
    usual = time.monotonic() - begin
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, seeds, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    outcomes = []
    for _ in range(ROUNDS):
        write(seeds, 0, chance.randrange(1, 99))
        print(chance.uniform(0, 1.2 * usual), file=killer.stdin, flush=True)
        outcomes.append(killer.stdout.readline().strip())
        assert_readable(data)
    killer.communicate()
    assert outcomes.count("killed") > ROUNDS / 10
    write(seeds, 0, 0)
    assert refresh(Options(seeds=(seeds,), data=data)).version == version
    assert contents(data / "extracts") == contents(tmp_path / "undisturbed" / "extracts")
    assert not list(data.glob(".staging*"))


@pytest.mark.slow
def test_ctrl_c_ends_the_workers_and_leaves_what_is_published(tmp_path):
    seeds, data = tmp_path / "seeds", tmp_path / "data"
    seeds.mkdir()
    write(seeds, 0, 1)
    version = refresh(Options(seeds=(seeds,), data=data)).version
    write_documents(seeds, 2_000)
    command = [sys.executable, "-c", "from etl.cli import main; main()", "refresh", "--engine", "processes"]
    running = subprocess.Popen(
        [*command, "--seeds", seeds, "--data", data, "--jobs", "2"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    before = set((data / "cache" / "packs").iterdir())
    while running.poll() is None and not set((data / "cache" / "packs").iterdir()) - before:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)  # a terminal sends it to the workers too
    _, errors = running.communicate(timeout=1.5 * PATIENCE)
    assert (running.returncode, errors) == (130, "claims: interrupted; what is published stays as it was\n")
    assert (data / "current").resolve().name == version
    assert_readable(data)
    assert not list(data.glob(".staging*"))
    assert not workers_of(running.pid)


def workers_of(group):
    """Processes of a group that still extract; the tracker of their pipes may take a moment longer."""
    found = subprocess.run(["pgrep", "-g", str(group), "-f", "spawn_main"], stdout=subprocess.PIPE, check=False)
    return found.stdout.split()
