"""Folders in object storage (`s3://bucket/folder`): brought to this disk before a refresh, brought back after it.

Below the data folder everything has the same name there as on a disk, but for `current`: an object that holds what the
link would point at. It is written last, so readers find the old version or the new one whole.
"""

import os
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from etl.errors import LockedError, UsageError
from etl.pipeline.lease import leased
from etl.pipeline.lock import locked
from etl.pipeline.mirror import RemoteFolder
from etl.pipeline.options import Options
from etl.pipeline.versions import digest
from etl.publish import snapshot

_ADDRESS = re.compile(r"([a-z][a-z0-9+]+):/+(.+)")  # one letter is a drive: C:/data
_PACKS = "cache/packs"


def address(path: Path) -> str:
    """The address a path names: a Path has lost one of the slashes of `s3://`; empty for a path on this disk.

    >>> address(Path("s3://bucket/seeds")), address(Path("seeds"))
    ('s3://bucket/seeds', '')
    """
    match = _ADDRESS.fullmatch(path.as_posix())
    return f"{match[1]}://{match[2]}" if match else ""


@dataclass(frozen=True)
class Place:
    """Where a refresh works: `options` name folders on this disk; `seeds` and `data` are their addresses elsewhere."""

    options: Options
    seeds: Sequence[tuple[str, Path]] = ()
    data: str = ""

    @classmethod
    def of(cls, options: Options) -> "Place":
        """The folders of an operator's options, with a place on this disk for each that is elsewhere."""
        data = address(options.data)
        folder = _work_folder(data) if data else options.data
        local, seeds = [], []
        for each in options.seeds:
            url = address(each)
            local.append(folder / "cache" / "seeds" / url.replace("://", "/") if url else each)
            if url:
                seeds.append((url, local[-1]))
        return cls(replace(options, seeds=tuple(local), data=folder), tuple(seeds), data)

    @cached_property
    def _remote(self) -> RemoteFolder:
        return RemoteFolder(self.data)

    def held(self) -> AbstractContextManager[None]:
        """The lock of the data folder, where it is elsewhere."""
        return leased(self._remote) if self.data else nullcontext()

    def pull(self) -> frozenset[str]:
        """Bring documents, the current version and what was extracted before; return what this disk holds of it."""
        for url, folder in self.seeds:
            if not RemoteFolder(url).mirror(folder):
                raise UsageError(f"{url}: there is nothing. Name an existing folder with --seeds.")
        if not self.data:
            return frozenset()
        folder = self.options.data
        self._remote.fetch_below(_PACKS, folder)
        _fetch_current(self._remote, folder)
        return self._held()

    def push(self, before: frozenset[str]) -> None:
        """Bring back what is new, then point at it, then remove what the refresh removed here."""
        current = snapshot.current(self.options.data)
        if not self.data or current is None:
            return
        name = f"{snapshot.SNAPSHOTS}/{current.name}"
        for part in (_PACKS, name):
            self._remote.store_below(part, self.options.data)
        self._remote.store_below(snapshot.EXTRACTS, self.options.data, again=True)
        if self._remote.read(snapshot.CURRENT).strip() != name:
            self._remote.write(snapshot.CURRENT, name)
        self._remote.store_below(f"{name}/{snapshot.RUN}", self.options.data, again=True)
        self._remote.remove(sorted(before - self._held()))

    def _held(self) -> frozenset[str]:
        folders = (self.options.data / part for part in (_PACKS, snapshot.SNAPSHOTS))
        return frozenset(
            path.relative_to(self.options.data).as_posix() for folder in folders for path in folder.glob("*")
        )


def _fetch_current(remote: RemoteFolder, folder: Path) -> None:
    """Make the current version there the current one here."""
    current = remote.read(snapshot.CURRENT).strip()
    if current and not snapshot.is_whole(folder / current):
        remote.fetch_below(current, folder)
    if not current:
        (folder / snapshot.CURRENT).unlink(missing_ok=True)
    elif os.path.realpath(folder / snapshot.CURRENT) != os.path.realpath(folder / current):
        snapshot.point_at(folder, Path(current).name)


def fetched(data: Path, *, every_version: bool = False) -> Path:
    """A folder on this disk with what is published at `data`: itself, or an image of what is elsewhere.

    The image holds the current version, or all that are kept, and what was fetched before.
    """
    url = address(data)
    if not url:
        return data
    folder, remote = _work_folder(url), RemoteFolder(url)
    try:
        with locked(folder):
            if every_version:
                remote.fetch_below(snapshot.SNAPSHOTS, folder)
            _fetch_current(remote, folder)
    except LockedError:  # a refresh of this machine works there, and keeps the image whole meanwhile
        if snapshot.current(folder) is None:
            raise
    return folder


def marks(url: str) -> dict[str, str]:
    """What tells the content of a folder elsewhere apart, by the names of its files."""
    return RemoteFolder(url).marks()


def _work_folder(url: str) -> Path:
    """Where an operator's cache folder keeps what belongs to an address."""
    base = os.environ.get("CLAIMS_CACHE") or Path(os.environ.get("XDG_CACHE_HOME", "~/.cache"), "claimed-metrics")
    return Path(base).expanduser() / digest([url])
