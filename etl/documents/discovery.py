"""Which files of the given folders are documents, and what each is called."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from etl.documents.content import storable
from etl.documents.sources import SOURCES, Source, declared, load_sources
from etl.errors import DocumentError, UsageError

CORRECTIONS = "corrections.toml"
_IGNORED = re.compile(rf"\..*|~\$.*|.*~|Thumbs\.db|desktop\.ini|{re.escape(SOURCES)}|{re.escape(CORRECTIONS)}")


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
    found: dict[str, Found] = {}
    for folder in folders:
        sources = load_sources(folder)
        top = folder if folder.is_dir() else folder.parent
        above = "" if (given := os.path.relpath(top, base)) == os.curdir else Path(given).as_posix() + "/"
        for below, identity in _walk(folder, problems):
            relative = storable(above + below)
            if selection.takes(relative):
                path = top / below
                source = declared(sources, below)
                found.setdefault(identity, Found(path, relative, source.id or storable(path.stem), source))
    return _named(sorted(found.values(), key=lambda each: each.relative)), problems


def check_folders(folders: Iterable[Path]) -> None:
    """Raise UsageError where a folder of documents is not there."""
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder}: there is no such folder. Name an existing one with --seeds DIR.")


def _base(folders: Sequence[Path]) -> Path:
    check_folders(folders)
    roots = [folder if folder.is_dir() else folder.parent for folder in folders]
    return Path(os.path.commonpath([Path(os.path.abspath(root)) for root in roots]))


def _walk(folder: Path, problems: list[DocumentError]) -> Iterator[tuple[str, str]]:
    """Each file by its path below the folder, and the path of the file itself behind all links."""
    if not folder.is_dir():
        yield folder.name, os.path.realpath(folder)
        return
    seen: set[str] = set()

    def _denied(error: OSError) -> None:
        reason = f"cannot be opened ({(error.strerror or '').lower()})"
        remedy = "Grant the rights to read it, or use --exclude."
        problems.append(DocumentError(os.path.relpath(error.filename, folder), reason, remedy))

    for root, names, files in os.walk(folder, followlinks=True, onerror=_denied):
        real = os.path.realpath(root)
        if real in seen:  # a link back to a folder already read
            names.clear()
            continue
        seen.add(real)
        names[:] = sorted(name for name in names if not name.startswith("."))
        below = "" if root == str(folder) else Path(os.path.relpath(root, folder)).as_posix() + "/"
        for name in sorted(files):
            if not _IGNORED.fullmatch(name):
                path = os.path.join(root, name)
                yield below + name, os.path.realpath(path) if os.path.islink(path) else os.path.join(real, name)


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
