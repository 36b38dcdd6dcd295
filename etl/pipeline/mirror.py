"""A folder in object storage and its image on this disk, through fsspec: only what differs is moved."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from etl.errors import EtlError, PublishError, UsageError

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_INDEX = ".index.json"
_BATCH = 1_000
_MARKS = ("ETag", "etag", "md5Hash", "mtime", "size")  # what storages say of an object's content


def _explained(
    method: "Callable[Concatenate[RemoteFolder, Arguments], Result]",
) -> "Callable[Concatenate[RemoteFolder, Arguments], Result]":
    """Say in one line what a storage refused: its libraries raise errors of many families."""

    @wraps(method)
    def call(self: "RemoteFolder", /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        try:
            return method(self, *arguments, **named)
        except EtlError:
            raise
        except Exception as error:  # whatever it is, the operator needs the address and the reason
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise PublishError(f"{self.url}: {reason}. Check the address, the credentials and the network.") from error

    return call


class RemoteFolder:
    """A folder by its address."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.root = self.url.partition("://")[2]

    @cached_property
    def _files(self) -> Any:  # noqa: ANN401 - fsspec ships no types
        scheme = self.url.partition("://")[0]
        try:
            import fsspec

            return fsspec.filesystem(scheme, skip_instance_cache=True, use_listings_cache=False)
        except ImportError:
            raise UsageError(
                f"{self.url}: needs a library for {scheme}://. Install it with: pip install 'claimed-metrics[s3]'"
            ) from None
        except ValueError:
            raise UsageError(f"{self.url}: there is no storage {scheme}://. Use s3://, or a folder.") from None

    @_explained
    def mirror(self, folder: Path) -> int:
        """Make a folder on this disk an image of this one; return how many files it has."""
        index_path = folder.parent / f"{folder.name}{_INDEX}"
        known: dict[str, str] = {}
        with suppress(OSError, ValueError):
            known = json.loads(index_path.read_text(encoding="utf-8"))
        there = self._marks("")
        self._get(
            [name for name, mark in there.items() if known.get(name) != mark or not (folder / name).exists()], folder
        )
        for name in known.keys() - there.keys():
            (folder / name).unlink(missing_ok=True)
        index_path.parent.mkdir(parents=True, exist_ok=True)
        index_path.write_text(json.dumps(there, indent=0, sort_keys=True), encoding="utf-8")
        return len(there)

    @_explained
    def fetch_below(self, part: str, folder: Path) -> None:
        """Bring the files below `part` that the folder does not hold."""
        self._get([name for name in self._marks(part) if not (folder / name).exists()], folder)

    @_explained
    def store_below(self, part: str, folder: Path, *, again: bool = False) -> None:
        """Bring back the files below `part` that are not there, or all of them; a manifest comes last."""
        there = {} if again else self._marks(part)
        top = folder / part
        files = sorted(path for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file())
        names = [path.relative_to(folder).as_posix() for path in files]
        new = sorted((name for name in names if name not in there), key=lambda name: name.endswith("manifest.json"))
        if new:
            self._files.put([str(folder / name) for name in new], [f"{self.root}/{name}" for name in new])

    @_explained
    def read(self, name: str) -> str:
        """The text of an object; empty where there is none."""
        path = f"{self.root}/{name}"
        return str(self._files.cat_file(path).decode()) if self._files.isfile(path) else ""

    @_explained
    def write(self, name: str, text: str) -> None:
        """Put a text in the place of an object, in one step."""
        self._files.pipe_file(f"{self.root}/{name}", text.encode())

    @_explained
    def create(self, name: str, text: str) -> bool:
        """Put a text where nothing is; whether that was so. Of two who try at once one is told no."""
        try:
            self._files.pipe_file(f"{self.root}/{name}", text.encode(), mode="create")
        except FileExistsError:
            return False
        return True

    @_explained
    def age(self, name: str) -> float:
        """Seconds since an object was written; 0 where there is none."""
        path = f"{self.root}/{name}"
        written = self._files.modified(path) if self._files.isfile(path) else None
        return (datetime.now(UTC) - written).total_seconds() if written else 0.0

    @_explained
    def marks(self, part: str = "") -> dict[str, str]:
        """Files below a part of this folder by name, with what tells their content apart."""
        return self._marks(part)

    @_explained
    def remove(self, names: Sequence[str]) -> None:
        """Remove folders below this one."""
        for name in names:
            if self._files.exists(f"{self.root}/{name}"):
                self._files.rm(f"{self.root}/{name}", recursive=True)

    def _marks(self, part: str) -> dict[str, str]:
        """Files below a part of this folder by name, with what tells their content apart."""
        found = self._files.find(f"{self.root}/{part}".rstrip("/"), detail=True)
        marks = {}
        for path, about in sorted(found.items()):
            name = path.removeprefix("/" if path.startswith("/") and not self.root.startswith("/") else "")
            name = name.removeprefix(f"{self.root}/")
            if not name.endswith("/"):
                marks[name] = repr([about.get(key) for key in _MARKS])
        return marks

    def _get(self, names: Sequence[str], folder: Path) -> None:
        strange = [name for name in names if name.startswith("/") or ".." in name.split("/")]
        if strange:
            raise UsageError(f"{self.url}: no file can have the name {strange[0]!r}. Rename the object.")
        for at in range(0, len(names), _BATCH):
            batch = names[at : at + _BATCH]
            self._files.get([f"{self.root}/{name}" for name in batch], [str(folder / name) for name in batch])
