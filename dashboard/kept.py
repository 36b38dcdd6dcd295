"""Results made before, held while they are asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


def _one(_: object) -> int:
    return 1


class Kept:
    """The results used last, by what they are of; beyond `limit` of their weight those longest unused go."""

    def __init__(self, limit: int, weight: Callable[[Any], int] = _one) -> None:
        self._limit = limit
        self._weight = weight
        self._found: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._weights: dict[Hashable, int] = {}
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
        with self._lock:
            self._weights[key] = self._weight(found.result())
            while sum(self._weights.values()) > self._limit and len(self._weights) > 1:
                self._drop_oldest()

    def _drop_oldest(self) -> None:
        """Let the longest unused of those that are made go; one in the making is still waited for."""
        oldest = next(key for key in self._found if key in self._weights)
        del self._found[oldest], self._weights[oldest]
