"""The README's promises hold: its snippets run, its files exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.checks import rules_frame


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def test_links_lead_somewhere(root, readme):
    targets = re.findall(r"\]\(((?!https?:)[^)#]+)\)", readme)
    assert targets
    assert [target for target in targets if not (root / target).exists()] == []


def test_python_snippet_runs(readme, seeds_refreshed):
    [snippet] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    outcome = subprocess.run(
        [sys.executable, "-c", snippet], cwd=seeds_refreshed.parent, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.startswith("[(14.0, 'percent'), (3200000000.0, 'USD')]")


def test_lint_example_is_what_lint_prints(readme, tmp_path):
    shown = re.search(r"\$ claims lint draft\.md\n(.*?)```", readme, re.DOTALL)[1]
    sentence = re.search(r"\| (The .*)", shown)[1]
    (tmp_path / "draft.md").write_text(f"# Chillers\n\n{sentence}\n", encoding="utf-8")
    outcome = subprocess.run(
        [str(Path(sys.executable).parent / "claims"), "lint", "draft.md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1, outcome.stderr
    assert outcome.stdout.startswith(shown)


def test_every_check_is_explained(readme):
    rows = [f"| {title} | {compares} | {example} |" for title, compares, example in _explained()]
    assert [row for row in rows if row not in readme] == []
    assert f"<summary>All {len(rows)} checks</summary>" in readme


def _explained():
    return rules_frame().sort("title").select("title", "compares", "example").rows()
