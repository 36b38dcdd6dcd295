"""What the repository as a whole keeps to."""

import re
import subprocess
import sys
from pathlib import Path

INDEX_ADDRESS = re.compile(
    rb"https?://[^\s\"']*(?:pypi\.org|pythonhosted|/simple\b)|^\s*--?(?:extra-)?index-url", re.MULTILINE
)
MACHINE_PATH = re.compile(rb"(?<![\w.])/(?:work|root|home|Users)/\w")


def tracked_files(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [root / name.decode() for name in listed.split(b"\0") if name]


def holding(root, pattern):
    this = root / "tests/test_repository.py"
    files = [path for path in tracked_files(root) if path.is_file() and path != this]
    return [str(path.relative_to(root)) for path in files if pattern.search(path.read_bytes())]


def test_no_file_names_a_package_index(root):
    assert holding(root, INDEX_ADDRESS) == []


def test_no_file_names_a_path_of_a_machine(root):
    assert holding(root, MACHINE_PATH) == []


def test_imports_run_one_way(root):
    command = [str(Path(sys.executable).parent / "lint-imports")]
    outcome = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout
