"""`claims serve` and `python -m dashboard` are one: the same options, refusals, exit codes and last line."""

import os
import signal
import subprocess
import sys
import urllib.request

import pytest

COMMANDS = {
    "claims serve": ["-c", "from etl.cli import main; main()", "serve"],
    "python -m dashboard": ["-m", "dashboard"],
}
BARE = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_beyond_this_machine_a_token_is_asked_for(command, tmp_path):
    arguments = [sys.executable, *command, "--data", str(tmp_path), "--host", "0.0.0.0"]
    done = subprocess.run(arguments, check=False, capture_output=True, text=True, env=BARE, timeout=60)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--token" in done.stderr


def test_an_address_of_no_machine_is_one_line(tmp_path):
    arguments = [sys.executable, *COMMANDS["python -m dashboard"], "--data", str(tmp_path), "--host", "no.such.invalid"]
    done = subprocess.run(
        [*arguments, "--token", "x"], check=False, capture_output=True, text=True, env=BARE, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr == "no.such.invalid is no address of this machine. Choose another with --host.\n"


def test_a_folder_without_tables_is_told_of_and_served_all_the_same(tmp_path):
    arguments = [sys.executable, *COMMANDS["claims serve"], "--data", str(tmp_path), "--port", "0"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=BARE) as process:
        try:
            assert process.stdout.readline().startswith("Claimed Metrics: http://")
        finally:
            process.send_signal(signal.SIGINT)
        assert process.stderr.readline().startswith(f"{tmp_path}: nothing is published there yet.")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_the_last_line_is_an_address_that_answers(command, data_dir):
    arguments = [sys.executable, *command, "--data", str(data_dir), "--port", "0"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=BARE) as process:
        try:
            address = process.stdout.readline().rpartition(" ")[2].strip()
            with urllib.request.urlopen(f"{address}/healthz", timeout=20) as answer:
                assert answer.status == 200
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
