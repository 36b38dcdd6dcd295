"""Generated files of a version, kept on disk once they were made, so that they can be sent in ranges."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

VERSIONS_KEPT = 2


class KeptFiles:
    """A temporary folder with a folder a version; it goes with the server."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="claims-made-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def _path(self, version: str, name: str) -> Path:
        return self._folder / version / name

    def find(self, version: str, name: str) -> Path | None:
        """A file that was made before."""
        path = self._path(version, name)
        return path if path.is_file() else None

    def passing(self, version: str, name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Pass pieces on and keep them; a file that a reader breaks off is not kept."""
        path = self._path(version, name)
        self._make_room(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                    yield piece
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)

    def make(self, version: str, name: str, pieces: Iterator[bytes]) -> Path:
        """A file made whole."""
        for _ in self.passing(version, name, pieces):
            pass
        return self._path(version, name)

    def _make_room(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        others = [each for each in folder.parent.iterdir() if each != folder]
        for old in sorted(others, key=lambda each: each.stat().st_mtime)[: len(others) + 1 - VERSIONS_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
