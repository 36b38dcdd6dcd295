"""Which files of the given folders are documents, and what each is called."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from etl.documents.content import storable
from etl.documents.sources import SOURCES, Source, declared, load_sources
from etl.errors import DocumentError, UsageError

CORRECTIONS = "corrections.toml"
_IGNORED = (".*", "~$*", "*~", "Thumbs.db", "desktop.ini", SOURCES, CORRECTIONS)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path, its path below the folders given, its name as a document, its declaration."""

    path: Path
    relative: str
    document_id: str
    source: Source


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files to take: all that match one of `include` (empty: every file) and none of `exclude`."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, relative: str) -> bool:
        """Whether a path below its folder is selected; a pattern fits the whole path or the file's name."""
        return (not self.include or matches(relative, self.include)) and not matches(relative, self.exclude)


def matches(relative: str, patterns: Sequence[str]) -> bool:
    """Whether a glob pattern fits a path or its last part."""
    name = relative.rpartition("/")[2]
    return any(fnmatch(relative, pattern) or fnmatch(name, pattern) for pattern in patterns)


def find_documents(folders: Sequence[Path], selection: Selection) -> tuple[list[Found], list[DocumentError]]:
    """Every selected file once, by name; and what is wrong with the folders themselves."""
    problems: list[DocumentError] = []
    base = _base(folders)
    found: dict[Path, Found] = {}
    for folder in folders:
        sources = load_sources(folder)
        for path in _walk(folder, problems):
            relative = storable(Path(os.path.relpath(path, base)).as_posix())
            below = path.relative_to(folder).as_posix() if path != folder else path.name
            if selection.takes(relative):
                source = declared(sources, below)
                found.setdefault(_identity(path), Found(path, relative, source.id or storable(path.stem), source))
    return _named(sorted(found.values(), key=lambda each: each.relative)), problems


def _base(folders: Sequence[Path]) -> Path:
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder}: there is no such folder. Name an existing one with --seeds DIR.")
    roots = [folder if folder.is_dir() else folder.parent for folder in folders]
    return Path(os.path.commonpath([Path(os.path.abspath(root)) for root in roots]))


def _walk(folder: Path, problems: list[DocumentError]) -> Iterator[Path]:
    if not folder.is_dir():
        yield folder
        return
    seen: set[Path] = set()

    def _denied(error: OSError) -> None:
        reason = f"cannot be opened ({(error.strerror or '').lower()})"
        problems.append(
            DocumentError(
                os.path.relpath(error.filename, folder), reason, "Grant the rights to read it, or use --exclude."
            )
        )

    for root, names, files in os.walk(folder, followlinks=True, onerror=_denied):
        real = Path(os.path.realpath(root))
        if real in seen:  # a link back to a folder already read
            names.clear()
            continue
        seen.add(real)
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not any(fnmatch(name, each) for each in _IGNORED))


def _identity(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path.absolute()


def _named(found: list[Found]) -> list[Found]:
    """Documents with names of their own: stem, else file name, else with the folders above, as far as needed."""
    names = [each.document_id for each in found]
    for depth in range(1, 2 + max((each.relative.count("/") for each in found), default=0)):
        twice = {name for name, count in Counter(names).items() if count > 1}
        if not twice:
            break
        names = [_longer(each, depth) if name in twice else name for each, name in zip(found, names, strict=True)]
    taken: Counter[str] = Counter()
    named = []
    for each, name in zip(found, names, strict=True):
        taken[name] += 1
        named.append(replace(each, document_id=name if taken[name] == 1 else f"{name}~{taken[name]}"))
    return sorted(named, key=lambda each: each.document_id)


def _longer(found: Found, depth: int) -> str:
    parts = found.relative.split("/")
    return "-".join(parts[-depth:]) if depth > 1 else parts[-1]
