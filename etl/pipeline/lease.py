"""One refresh at a time where several machines publish into one place in object storage.

The lock is an object that says who holds it. Its holder renews it while it works; one that was not renewed for long
belongs to a refresh that died, and the next one takes it over. Storage is no clock: the lock keeps scheduled refreshes
from each other, and `current`, written last and in one step, keeps readers from harm if two should ever meet.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from etl.errors import LockedError, PublishError
from etl.pipeline.mirror import RemoteFolder

LOCK = "lock"
_RENEWED_EVERY = 60.0
_DEAD_AFTER = 600.0


@contextmanager
def leased(folder: RemoteFolder) -> Iterator[None]:
    """Hold the lock of a data folder in object storage; raise LockedError at once where another refresh holds it."""
    mine = f"process {os.getpid()} on {socket.gethostname()}"
    if not folder.create(LOCK, mine):
        _take_over(folder, mine)
    over = threading.Event()

    def renew() -> None:
        while not over.wait(_RENEWED_EVERY):
            with suppress(PublishError):  # a moment without a network is no reason to stop
                folder.write(LOCK, mine)

    renewal = threading.Thread(target=renew, daemon=True)
    renewal.start()
    try:
        yield
    finally:
        over.set()
        renewal.join()
        folder.remove([LOCK])


def _take_over(folder: RemoteFolder, mine: str) -> None:
    holder, age = folder.read(LOCK), folder.age(LOCK)
    if age > _DEAD_AFTER:
        folder.remove([LOCK])
        if folder.create(LOCK, mine):
            return
    raise LockedError(
        f"{folder.url}: another refresh ({holder or 'unknown'}) holds the lock. Wait for it; if it died, the lock is "
        f"free {_DEAD_AFTER / 60:.0f} minutes after its last sign of life."
    )
