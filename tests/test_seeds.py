"""The shipped briefs state what their originals state, in other words; data/ is what they make."""

import csv
import filecmp
import json
import math
import subprocess
import sys
import tomllib
from collections import Counter

import pytest

COVERAGE = 0.95


def read_sources(root):
    return tomllib.loads((root / "seeds/sources.toml").read_text(encoding="utf-8"))["source"]


def figures_of(data, document_id):
    with (data / "extracts/claims.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["document_id"] == document_id]


def same_unit(gold, published):
    if gold.startswith("count:"):
        return True
    return gold.lower() == published.lower()


def states(figure, claim):
    low, high = float(figure["low"]), float(figure["high"])
    values = math.isclose(low, claim["low"], rel_tol=1e-6) and math.isclose(high, claim["high"], rel_tol=1e-6)
    return values and same_unit(claim["unit"], figure["unit"])


def test_every_source_has_its_file(root):
    sources = read_sources(root)
    files = sorted(path.name for path in (root / "seeds").iterdir() if path.suffix in {".md", ".txt"})
    assert sorted(source["file"] for source in sources) == files


def test_briefs_share_no_run_of_words_with_the_originals(root, shared):
    command = [sys.executable, str(shared / "tools/overlap.py"), str(root / "seeds"), str(shared / "seeds")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_briefs_state_the_figures_of_their_originals(root, shared, seeds_refreshed, subtests):
    tested = 0
    for source in read_sources(root):
        gold_files = sorted((shared / "gold").glob(f"{source['original']}_*.claims.jsonl"))
        for path in gold_files:
            gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            required = [claim for claim in gold if not claim["optional"]]
            figures = figures_of(seeds_refreshed, source["id"])
            missing = [claim["text"] for claim in required if not any(states(each, claim) for each in figures)]
            tested += len(required)
            with subtests.test(brief=source["id"]):
                assert len(missing) <= (1 - COVERAGE) * len(required), Counter(missing)
    assert tested > 100


def test_the_brief_without_figures_claims_nothing(seeds_refreshed):
    figures = figures_of(seeds_refreshed, "ecosystem-cycle-explainer")
    assert [row["quote"] for row in figures if row["salience"] == "claim"] == []


def test_data_in_the_repository_is_what_refresh_makes(root, seeds_refreshed):
    committed, made = root / "data/extracts", seeds_refreshed / "extracts"
    names = sorted(path.name for path in made.iterdir())
    assert names == sorted(path.name for path in committed.iterdir())
    _, different, unreadable = filecmp.cmpfiles(committed, made, names, shallow=False)
    assert (different, unreadable) == ([], []), "run `claims refresh` and commit data/extracts"


@pytest.mark.parametrize("name", ["claims.csv", "checks.csv", "series.csv"])
def test_extracts_are_not_empty(seeds_refreshed, name):
    lines = (seeds_refreshed / "extracts" / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 10
