"""The commands as people call them: what they print and how they exit."""

import csv
import io
import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from etl.cli import main
from etl.cli.app import app


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "sales.txt").write_text(
        "Harbour Mills sold 3.2 million tonnes in 2025, up 14% from 2.8 million in 2024.\n"
    )
    return folder


@pytest.fixture
def claims(tmp_path, seeds, monkeypatch, capsys):
    """The command with its exit code and what it printed, in this process: it starts in no time."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, code=0):
        words = ["claims", *map(str, arguments)]
        if arguments and arguments[0] in ("refresh", "diff", "explain", "export", "rollback"):
            words += ["--data", str(tmp_path / "data")]
        monkeypatch.setattr(sys, "argv", words)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert (ended.value.code or 0) == code, printed.err
        return Printed(printed.out, printed.err)

    return run


@dataclass(frozen=True)
class Printed:
    """What a command wrote."""

    stdout: str
    stderr: str


def process(*arguments, **options):
    """The command as a process of its own."""
    command = [sys.executable, "-c", "from etl.cli import main; main()", *map(str, arguments)]
    ends = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(command, text=True, **ends)


def test_the_command_is_a_process_with_an_exit_code(seeds, tmp_path):
    (seeds / "empty.txt").touch()
    with process("refresh", "--seeds", seeds, "--data", tmp_path / "data") as started:
        out, err = started.communicate(timeout=120)
    assert started.returncode == 1
    assert "published" in out
    assert err.startswith("empty.txt: ")


def test_refresh_says_what_is_published(claims, seeds):
    first = claims("refresh", "--seeds", seeds)
    assert "published" in first.stdout
    assert "1 document, " in first.stdout
    assert first.stderr == ""
    assert "nothing to do" in claims("refresh", "--seeds", seeds).stdout


def test_a_bad_file_is_one_line_and_exit_code_1(claims, seeds):
    (seeds / "empty.txt").touch()
    done = claims("refresh", "--seeds", seeds, code=1)
    assert done.stderr == "empty.txt: the file is empty. Delete it, or copy it again from its source.\n"
    assert claims("refresh", "--seeds", seeds, code=1).stderr == done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["refresh", "--seeds", "nowhere"], "there is no such folder"),
        (["refresh", "--jobs", "many"], "not a valid integer|valid integer"),
        (["refresh", "--engine", "steam"], "there is no such engine"),
        (["refresh", "--only", "nothing*"], "no file matches"),
        (["refresh", "--include", "nothing*"], "no file is left to read"),
        (["refresh", "--exclude", "*"], "no file is left to read"),
        (["refresh", "--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
        (["diff"], "nothing is published"),
        (["explain", "c1"], "nothing is published"),
        (["rule", "nonsense"], "nonsense"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(claims, seeds, arguments, said):
    (seeds.parent / "seeds").mkdir(exist_ok=True)
    done = claims(*arguments, code=2)
    assert done.stderr.count("\n") == 1
    assert any(part in done.stderr for part in said.split("|"))


def test_wrong_folders_leave_nothing_behind(claims, tmp_path):
    claims("refresh", "--seeds", "nowhere", code=2)
    assert not (tmp_path / "data").exists()


def test_a_second_refresh_is_told_who_works(claims, seeds, tmp_path):
    from etl.pipeline.lock import locked

    with locked(tmp_path / "data"):
        assert "holds the lock" in claims("refresh", "--seeds", seeds, code=75).stderr
    claims("refresh", "--seeds", seeds)


def test_a_correction_that_no_longer_fits_stops_the_publish(claims, seeds):
    claims("refresh", "--seeds", seeds)
    row = next(csv.DictReader(io.StringIO(claims("export").stdout, newline="")))
    (seeds / "corrections.toml").write_text(
        f'[[correction]]\nclaim = "{row["claim_id"]}"\nreason = "a slip"\nexpect = {{ low = 9.0 }}\nset = {{ low = 1.0 }}\n'
    )
    claims("refresh", "--seeds", seeds, code=3)
    assert claims("export").stdout.count(row["claim_id"]) == 1


def test_a_data_folder_that_is_a_file_is_one_line(claims, seeds, tmp_path):
    (tmp_path / "data").write_text("")
    for arguments in (["refresh", "--seeds", seeds], ["diff"], ["export"], ["rollback"], ["explain", "c1"]):
        assert claims(*arguments, code=2).stderr.count("\n") == 1


def test_a_data_folder_nobody_may_read_is_one_line(claims, monkeypatch):
    from etl.publish import snapshot, versions

    def denied(data):
        raise PermissionError(13, "Permission denied", str(data / "current"))

    monkeypatch.setattr(snapshot, "current", denied)
    monkeypatch.setattr(versions, "current", denied)
    for arguments in (["refresh", "--seeds", "seeds"], ["diff"], ["export"], ["rollback"], ["explain", "c1"]):
        told = claims(*arguments, code=2).stderr
        assert "current: permission denied. Grant the rights" in told
        assert told.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_an_interrupt_ends_in_one_line_and_publishes_nothing(seeds, tmp_path):
    (seeds / "long.md").write_text(
        "Harbour Mills sold 3.2 million tonnes in 2025, up 14% from 2.8 million in 2024. " * 3000
    )
    with process("refresh", "--seeds", seeds, "--data", tmp_path / "data", "--log-format", "json") as started:
        while not (tmp_path / "data" / "cache" / "holder").exists():
            assert started.poll() is None
            time.sleep(0.02)
        started.send_signal(signal.SIGINT)
        _, err = started.communicate(timeout=120)
    assert started.returncode == 130
    assert err == "claims: interrupted; what is published stays as it was\n"
    assert not (tmp_path / "data" / "current").exists()


def test_a_dry_run_writes_nothing(claims, seeds, tmp_path):
    done = claims("refresh", "--seeds", seeds, "--dry-run")
    assert "would read sales.txt" in done.stdout
    assert not (tmp_path / "data").exists()


def test_json_lines_for_machines(claims, seeds):
    (seeds / "empty.txt").touch()
    done = claims("refresh", "--seeds", seeds, "--log-format", "json", code=1)
    failure, run = map(json.loads, done.stdout.splitlines())
    assert (failure["event"], failure["path"]) == ("failure", "empty.txt")
    assert run["rows"]["documents"] == 1
    assert done.stderr == ""


def test_only_some_documents_are_read(claims, seeds):
    (seeds / "rain.txt").write_text("Rain fell 12 mm.\n")
    claims("refresh", "--seeds", seeds)
    (seeds / "rain.txt").write_text("Rain fell 13 mm.\n")
    (seeds / "sales.txt").write_text("Harbour Mills sold 5 million tonnes in 2025.\n")
    claims("refresh", "--seeds", seeds, "--only", "rain*")
    exported = claims("export", "claims", "--columns", "quote").stdout
    assert "13" in exported
    assert "3.2 million" in exported
    claims("refresh", "--seeds", seeds)
    assert "5 million" in claims("export", "claims", "--columns", "quote").stdout


def test_diff_and_rollback(claims, seeds):
    claims("refresh", "--seeds", seeds)
    (seeds / "sales.txt").write_text(
        "Harbour Mills sold 3.9 million tonnes in 2025, up 14% from 2.8 million in 2024.\n"
    )
    (seeds / "rain.txt").write_text("Rain fell 12 mm.\n")
    summary = claims("refresh", "--seeds", seeds).stdout
    assert summary.split("documents")[1].split()[:4] == ["1", "1", "0", "0"]
    printed = claims("diff").stdout
    assert "+ document rain" in printed
    assert "~ document sales" in printed
    assert "was 3.2 million t" in printed
    assert json.loads(claims("diff", "--format", "json").stdout)["documents"]["new"]["first"] == ["rain"]
    claims("rollback")
    assert "3.2 million" in claims("export").stdout
    claims("rollback", code=2)


def test_explain(claims, seeds):
    claims("refresh", "--seeds", seeds)
    rows = list(csv.DictReader(io.StringIO(claims("export", "claims").stdout, newline="")))
    printed = claims("explain", rows[0]["claim_id"]).stdout
    assert rows[0]["sentence"] in printed
    read = printed.split("how it was read:")[1]
    assert f"rule: {rows[0]['rule']}" in read
    assert all(f"  {step} " in read for step in ("tokens", "number", "unit", "topic", "stance", "catalogue"))
    check = next(csv.DictReader(io.StringIO(claims("export", "checks").stdout, newline="")))
    assert check["explanation"] in claims("explain", check["check_id"]).stdout
    claims("explain", "cnothing", code=2)


def test_claims_of_any_document_are_read_again_as_published(seeds_refreshed, capsys):
    from etl.cli.explain import run
    from etl.publish.versions import find, read_tables

    table = read_tables(find(seeds_refreshed), ("claims",))["claims"]
    for claim in table.group_by("document_id", maintain_order=True).last().iter_rows(named=True):
        run(seeds_refreshed, claim["claim_id"])
        assert f"rule: {claim['rule']}" in capsys.readouterr().out.split("how it was read:")[1]


def test_export(claims, seeds, tmp_path):
    claims("refresh", "--seeds", seeds)
    assert (
        claims("export", "claims", "--where", "unit=percent", "--columns", "quote,low").stdout
        == "quote,low\r\n14%,14.0\r\n"
    )
    for name in ("c.xlsx", "c.parquet", "c.json", "c.csv"):
        claims("export", "claims", "--output", tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100
    assert json.loads((tmp_path / "c.json").read_text())[0]["document_id"] == "sales"
    claims("export", "nothing", code=2)
    assert ".xlsx" in claims("export", "claims", "--output", tmp_path / "c.doc", code=2).stderr
    claims("export", "claims", "--where", "colour=red", code=2)


def test_a_slip_in_a_pattern_or_an_engine_leaves_the_tables(claims, seeds):
    claims("refresh", "--seeds", seeds)
    claims("refresh", "--seeds", seeds, "--include", "slaes*", code=2)
    claims("refresh", "--seeds", seeds, "--engine", "steam", code=2)
    assert "sales" in claims("export", "documents").stdout


def test_folders_without_documents_are_told_of(claims, seeds):
    (seeds / "sales.txt").unlink()
    assert "no documents in these folders" in claims("refresh", "--seeds", seeds).stdout


def test_emptied_folders_lose_no_tables_unless_asked_to(claims, seeds):
    claims("refresh", "--seeds", seeds)
    (seeds / "sales.txt").unlink()
    told = claims("refresh", "--seeds", seeds, code=3).stderr
    assert "1 is published" in told
    assert "--force" in told
    assert "sales" in claims("export", "documents").stdout
    claims("refresh", "--seeds", seeds, "--force")
    assert "sales" not in claims("export", "documents").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command", [("export", "claims"), ("export", "rules"), ("refresh", "--force"), ("diff", "--help")]
)
def test_a_full_disk_behind_standard_output_is_one_line(claims, seeds, tmp_path, command):
    claims("refresh", "--seeds", seeds)
    with Path("/dev/full").open("wb") as full:
        running = process(*command, *(() if "--help" in command else ("--data", tmp_path / "data")), stdout=full)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 2
    assert told.startswith("claims: standard output: No space left on device.")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("value=much", "value must be a number, not “much”"),
        ("period_start=May", "period_start must be a date such as 2026-03-31, not “May”"),
        ("limit=3", "limit is no column. Use --limit"),
        ("colour=red", "cannot be filtered by colour"),
    ],
)
def test_a_filter_that_cannot_be_met_is_told_in_the_words_of_the_command(claims, seeds, condition, told):
    claims("refresh", "--seeds", seeds)
    assert told in claims("export", "--where", condition, code=2).stderr


@pytest.mark.parametrize("command", [("export", "checks"), ("export", "claims"), ("explain", "x")])
def test_tables_of_another_version_are_told_from_damaged_ones(claims, seeds, tmp_path, command):
    claims("refresh", "--seeds", seeds)
    path = tmp_path / "data" / "current" / "checks.parquet"
    pl.read_parquet(path).drop("grade").write_parquet(path)
    told = claims(*command, code=2).stderr
    assert "the table checks lacks grade; another version wrote it. Run claims refresh --force." in told


def test_the_command_alone_shows_its_help_and_nothing_odd(claims):
    alone = claims(code=2)
    assert "Usage: claims" in alone.stdout
    assert alone.stderr == ""


def test_the_version_is_told(claims):
    assert claims("--version").stdout.startswith("claims 0")


def test_watching_refreshes_when_a_file_changes(seeds, tmp_path, monkeypatch, capsys):
    from etl.cli import refresh as command
    from etl.pipeline import Options

    pauses = []

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            (seeds / "rain.txt").write_text("Rain fell 12 mm.\n")
        if len(pauses) == 6:
            raise KeyboardInterrupt

    monkeypatch.setattr(command.time, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        command.run_watching(Options(seeds=(seeds,), data=tmp_path / "data"), as_json=True)
    documents = [json.loads(line)["rows"]["documents"] for line in capsys.readouterr().out.splitlines()]
    assert documents == [1, 2]


def test_every_command_says_what_it_does():
    assert all(command.callback.__doc__ for command in app.registered_commands)
