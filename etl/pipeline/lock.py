"""One refresh at a time: a lock the system releases when its holder dies, with the holder's number for people."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.errors import LockedError, UsageError


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the lock of a data folder; raise LockedError at once where another process holds it."""
    try:
        (data / "cache").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{data}: cannot be written ({error.strerror}). Name another folder with --data DIR."
        ) from None
    from filelock import FileLock, Timeout  # imported here: who only lints needs no lock

    holder = data / "cache" / "holder"
    lock = FileLock(data / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        pid = holder.read_text().strip() if holder.is_file() else "unknown"
        raise LockedError(f"{data}: another refresh (process {pid}) holds the lock. Wait for it, or stop it.") from None
    try:
        holder.write_text(str(os.getpid()))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
