"""What a result depends on besides the documents: the code and the catalogue, named by their content."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_READING = (
    "documents",
    "extract",
    "catalog",
    "model",
    "units.py",
    "checks",
    "pipeline/frames.py",
    "pipeline/shard.py",
)


def digest(parts: Iterable[str]) -> str:
    """A short name for some strings in order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@cache
def extractor_version() -> str:
    """Changes whenever anything changes that the rows of one document depend on."""
    return _content(_READING)


@cache
def code_version() -> str:
    """Changes whenever anything of the ETL changes."""
    return _content(("",))


def _content(parts: tuple[str, ...]) -> str:
    root = Path(__file__).resolve().parent.parent
    files = sorted(
        file
        for part in parts
        for file in ([root / part] if (root / part).is_file() else (root / part).rglob("*"))
        if file.suffix in (".py", ".toml", ".txt") or file.parent.name == "catalog"
    )
    return digest(
        f"{file.relative_to(root)}:{hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files if file.is_file()
    )
