"""Fixtures every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root():
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder with the originals and their gold; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("CLAIMS_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip("the original documents are not beside this repository (set CLAIMS_SHARED to their folder)")
    return folder


@pytest.fixture(scope="session")
def seeds_refreshed(tmp_path_factory):
    """A data folder made by `claims refresh` from seeds/, once for the whole run."""
    from etl.pipeline import Options, refresh

    data = tmp_path_factory.mktemp("seeds") / "data"
    refresh(Options(seeds=(ROOT / "seeds",), data=data))
    return data
