"""What stands in data/ is what a refresh of seeds/ makes; a change of either is seen in review."""

import pytest


def test_the_committed_extracts_are_what_a_refresh_makes(root, seeds_refreshed):
    committed = root / "data" / "extracts"
    if not committed.is_dir():
        pytest.skip("data/extracts is not there yet; make it with claims refresh")
    made = {path.name: path.read_bytes() for path in (seeds_refreshed / "extracts").iterdir()}
    stale = sorted(
        name for name in made if not (committed / name).is_file() or (committed / name).read_bytes() != made[name]
    )
    assert stale == [], "run claims refresh and commit data/extracts"
    assert {path.name for path in committed.iterdir()} == set(made)
