"""What an operator declares of documents beside them, in sources.toml: it overrides what the file says of itself."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl.errors import CatalogError

SOURCES = "sources.toml"
_TEXTS = ("id", "title", "publisher", "encoding", "licence", "original", "based_on")


@dataclass(frozen=True, slots=True)
class Source:
    """One [[source]] table; empty fields declare nothing."""

    file: str = ""
    id: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    encoding: str = ""
    licence: str = ""
    original: str = ""
    based_on: str = ""


def load_sources(folder: Path) -> dict[str, Source]:
    """Declarations of a folder by file path below it; empty where there is no sources.toml."""
    path = folder / SOURCES
    sources = [_source(path, table) for table in _read(path).get("source", [])]
    return {source.file or source.id: source for source in sources}


def load_publication(folders: Sequence[Path]) -> dict[str, Any]:
    """The table [publication] of the first folder that has one; empty where none has."""
    tables = (_read(folder / SOURCES).get("publication") for folder in folders)
    return next((dict(table) for table in tables if table), {})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(path, 1, f"not valid TOML: {error}", "Correct it, or remove the file.") from None


def _source(path: Path, table: dict[str, Any]) -> Source:
    published = table.get("published")
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published)
        except ValueError:
            raise CatalogError(path, 1, f"published = {published!r} is no date", "Write YYYY-MM-DD.") from None
    if isinstance(published, datetime):
        published = published.date()
    texts = {key: str(table.get(key, "")) for key in _TEXTS}
    return Source(file=str(table.get("file", "")), published=published, **texts)


def declared(sources: dict[str, Source], relative: str) -> Source:
    """The declaration for a file: by its path, or by its stem where `file` is left out."""
    return sources.get(relative) or sources.get(Path(relative).stem) or Source()
