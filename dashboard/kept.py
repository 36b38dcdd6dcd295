"""Results made before, held while they are asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """The results used last, by what they are of; beyond `size` the one longest unused goes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for a key; of those who ask for one that is not there, the first makes it and the others wait.

        Raises:
            Exception: what `make` raises; it is then made anew for the next who asks.
        """
        with self._lock:
            known: Future[T] | None = self._found.get(key)
            found = known or Future()
            self._found[key] = found
            self._found.move_to_end(key)
            while len(self._found) > self._size:
                self._found.popitem(last=False)
        if known is None:
            self._make(key, found, make)
        return found.result()

    def _make(self, key: Hashable, found: Future[T], make: Callable[[], T]) -> None:
        try:
            found.set_result(make())
        except BaseException as error:
            with self._lock:
                self._found.pop(key, None)
            found.set_exception(error)
            raise
