"""What is asked to be linted: files, folders and standard input, each as bytes with the name it gets."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.documents import FORMATS, Origin, regular_size, unreadable
from etl.documents.content import Raw
from etl.documents.discovery import Found, Selection, find_documents
from etl.documents.limits import Limits
from etl.documents.sources import declared, load_sources
from etl.errors import DocumentError
from etl.lint.problem import Failure

STDIN = "-"
_STDIN_NAME = "stdin.md"


@dataclass(frozen=True, slots=True)
class Input:
    """A document to lint: its bytes, the name it gets, its path as the user gave it, the folder it is in."""

    shown: str
    raw: Raw
    origin: Origin
    folder: Path


def find_inputs(
    paths: Sequence[str], exclude: Sequence[str], stdin_name: str = ""
) -> tuple[list[Input], list[Failure]]:
    """Every document that the paths name, and what is wrong with the others."""
    failures: list[Failure] = []
    inputs: list[Input] = []
    for path in dict.fromkeys(paths):
        if path == STDIN:
            inputs += _attempt(STDIN, failures, lambda: from_bytes(sys.stdin.buffer.read(), stdin_name or _STDIN_NAME))
    files = [Path(path) for path in dict.fromkeys(paths) if path != STDIN]
    for found in _found(files, exclude, failures):
        inputs += _attempt(str(found.path), failures, lambda found=found: _from_file(found, files))  # type: ignore[misc]
    return inputs, failures


def from_bytes(data: bytes, name: str, encoding: str = "") -> Input:
    """A document that stands in no file, or not yet: it is named, and declared, as the file would be."""
    path = Path(name)
    if not data.strip():
        raise DocumentError(name, "there is no text in it", "Pipe a text into it.")
    source = declared(load_sources(path.parent), path.name)
    shown = STDIN if name == _STDIN_NAME else name
    raw = Raw(path, data, Limits(), encoding or source.encoding)
    return Input(shown, raw, Origin(source.id or path.stem, path.name, source), path.parent)


def _attempt(shown: str, failures: list[Failure], read: Callable[[], Input]) -> Iterator[Input]:
    try:
        yield read()
    except DocumentError as error:
        failures.append(Failure(shown, error.reason, error.remedy))


def _found(files: list[Path], exclude: Sequence[str], failures: list[Failure]) -> list[Found]:
    there = []
    for path in files:
        if path.exists():
            there.append(path)
        else:
            failures.append(Failure(str(path), "there is no such file", "Check the name."))
    if not there:
        return []
    found, problems = find_documents(there, Selection(exclude=tuple(exclude)))
    failures += [Failure(problem.path, problem.reason, problem.remedy) for problem in problems]
    given = {path for path in there if not path.is_dir()}
    documents = [_declared(each) if each.path in given else each for each in found if _is_wanted(each.path, given)]
    for folder in (path for path in there if path.is_dir()):
        if not any(folder == each.path or folder in each.path.parents for each in documents):
            failures.append(Failure(str(folder), "there are no documents in it", f"Documents end in {_endings()}."))
    return documents


def _is_wanted(path: Path, given: set[Path]) -> bool:
    """In a folder only what ends like a document is one; a file that is named is read whatever its name."""
    return path in given or path.suffix.lower() in FORMATS


def _endings() -> str:
    return ", ".join(sorted(filter(None, FORMATS)))


def _declared(found: Found) -> Found:
    """A file named by itself is called what it is called when its folder is read."""
    source = declared(load_sources(found.path.parent), found.path.name)
    return Found(found.path, found.relative, source.id or found.document_id, source)


def _from_file(found: Found, given: Sequence[Path]) -> Input:
    limits = Limits()
    regular_size(found.path, limits)
    try:
        data = found.path.read_bytes()
    except OSError as error:
        raise unreadable(found.path, error) from None
    origin = Origin(found.document_id, found.relative, found.source)
    folder = next((path for path in given if path in found.path.parents), found.path.parent)
    return Input(str(found.path), Raw(found.path, data, limits, found.source.encoding), origin, folder)
