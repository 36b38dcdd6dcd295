"""`claims refresh` end to end on documents made of shuffled briefs: from nothing, with nothing changed, with one changed."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.corpus import write_documents
from tests.bench.measure import Figure, Run, python

PART = "refresh"
COUNTS = (1_000, 10_000)
QUICK = (200,)


def measure(quick: bool) -> list[Figure]:
    """All figures of the part "refresh"."""
    return [figure for count in (QUICK if quick else COUNTS) for figure in measure_corpus(count)]


def measure_corpus(count: int) -> list[Figure]:
    """The figures for so many documents."""
    folder = Path(tempfile.mkdtemp(prefix="claims-bench-"))
    try:
        size = write_documents(folder / "seeds", count) / 1e6
        first = _refresh(folder)
        nothing = _refresh(folder)
        path = min((folder / "seeds").rglob("*.md"))
        path.write_text(path.read_text(encoding="utf-8").replace("1", "2"), encoding="utf-8")
        one = _refresh(folder)
        return [
            *_first(count, size, first, folder),
            *_again(count, "nothing changed", nothing, "<= 5"),
            *_again(count, "one changed", one, "<= 10"),
        ]
    finally:
        shutil.rmtree(folder)


def _refresh(folder: Path) -> Run:
    return python("etl", "--seeds", folder / "seeds", "--data", folder / "data")


def _first(count: int, size: float, run: Run, folder: Path) -> list[Figure]:
    name = f"{count:,} documents"
    published = sum(
        path.stat().st_size for path in (folder / "data" / "current").resolve().rglob("*") if path.is_file()
    )
    return [
        Figure(
            PART, f"{name}: seconds", run.seconds, "s", "", f"{size:.1f} MB of text; {run.output.splitlines()[-1][:90]}"
        ),
        Figure(
            PART, f"{name}: processor seconds", run.cpu_seconds, "s", "", f"{size / run.cpu_seconds:.2f} MB/s per core"
        ),
        Figure(PART, f"{name}: peak memory of all processes", run.memory, "MB", "<= 3000"),
        Figure(PART, f"{name}: published", published / 1e6, "MB", "", f"{published / 1e6 / size:.1f} times the text"),
    ]


def _again(count: int, what: str, run: Run, bar: str) -> list[Figure]:
    name = f"{count:,} documents, {what}"
    return [
        Figure(PART, f"{name}: processor seconds", run.cpu_seconds, "s", bar if count == COUNTS[-1] else ""),
        Figure(PART, f"{name}: seconds", run.seconds, "s"),
        Figure(PART, f"{name}: peak memory", run.memory, "MB"),
    ]


if __name__ == "__main__":  # `python -m tests.bench.refresh 100000`: any other number of documents
    for figure in measure_corpus(int(sys.argv[1])):
        print(f"{figure.name:<55} {figure.value:>12,.1f} {figure.unit:<4} {figure.note}")
