"""How long each command takes until it does something: its help, and the short commands on the briefs' tables."""

import shutil
import tempfile
from pathlib import Path

from tests.bench.corpus import SEEDS
from tests.bench.measure import Figure, claims

_REPEATS = 3


def measure(quick: bool) -> list[Figure]:
    """All figures of the part "startup"."""
    from etl.cli.app import app

    names = sorted(command.name or command.callback.__name__ for command in app.registered_commands)
    found = [_best(f"claims {name} --help", name, "--help") for name in names]
    folder = Path(tempfile.mkdtemp(prefix="claims-bench-"))
    try:
        data = folder / "data"
        claims("refresh", "--seeds", SEEDS, "--data", data, accept=(0, 1))
        draft = min(SEEDS.glob("*.md"), key=lambda path: path.stat().st_size)
        found.append(_best("claims refresh, nothing to do", "refresh", "--seeds", SEEDS, "--data", data))
        found.append(_best(f"claims lint of {draft.stat().st_size / 1000:.0f} KB", "lint", draft, accept=(0, 1)))
    finally:
        shutil.rmtree(folder)
    return found


def _best(name: str, *command: str | Path, accept: tuple[int, ...] = (0,)) -> Figure:
    runs = [claims(*command, accept=accept) for _ in range(_REPEATS)]
    best = min(runs, key=lambda run: run.seconds)
    return Figure("startup", name, best.seconds, "s", "", f"{best.memory:.0f} MB")
