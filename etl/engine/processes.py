"""Shards in worker processes: parallel, and a reader that crashes or hangs takes only its worker with it."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import wraps
from typing import TypeVar

from etl.errors import UsageError

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

# Bytes a worker may hold: a page of a small PDF may unpack to gigabytes.
WORKER_MEMORY = 1_500_000_000

_SELDOM = (100_000, 20, 100)
_WAKES = 0.25  # seconds

Task = TypeVar("Task")
Result = TypeVar("Result")


class ProcessEngine:
    """A pool of `jobs` fresh processes (spawned: forking after polars has started threads can hang)."""

    is_apart = False

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[Task, Result | None]]:
        """Map the function over the tasks; those in flight when a worker died come back with None."""
        waiting = deque(tasks)
        while waiting:
            pool = ProcessPoolExecutor(
                min(self.jobs, len(waiting)), multiprocessing.get_context("spawn"), initializer=_settle
            )
            try:
                _await_worker(pool)
                yield from stream(_deaf(pool.submit), function, waiting, window=self.jobs + 1)
            except BaseException:
                for worker in multiprocessing.active_children():
                    worker.terminate()
                raise
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def _await_worker(pool: ProcessPoolExecutor) -> None:
    """Tell workers that cannot start from tasks that kill them: the one is to be said, the other to be got round."""
    try:
        [future] = _done([_deaf(pool.submit)(os.getpid)])
        future.result()
    except BrokenProcessPool:
        raise UsageError(
            "Worker processes cannot start. A script that calls refresh() does so below `if __name__ == '__main__':`; "
            "or use --engine local."
        ) from None


def stream(
    submit: Callable[[Callable[[Task], Result], Task], Future[Result]],
    function: Callable[[Task], Result],
    waiting: deque[Task],
    window: int,
    lost: tuple[type[Exception], ...] = (),
) -> Iterator[tuple[Task, Result | None]]:
    """Keep `window` tasks in flight; stop where the pool broke, leaving in `waiting` what was not begun.

    `lost` are the errors by which a pool that goes on reports a task its workers died of.
    """
    flying: dict[Future[Result], Task] = {}
    broken = False
    while flying or (waiting and not broken):
        while waiting and not broken and len(flying) < window:
            try:
                flying[submit(function, waiting[0])] = waiting[0]
                waiting.popleft()
            except BrokenProcessPool:
                broken = True
        for future in _done(flying):
            task = flying.pop(future)
            try:
                yield task, future.result()
            except BrokenProcessPool:
                broken = True
                yield task, None
            except lost:
                yield task, None


def _done(flying: Collection[Future[Result]]) -> set[Future[Result]]:
    """The first futures that are done. It wakes now and then: polars' handler of Ctrl-C lets a plain wait go on."""
    while not (done := wait(flying, timeout=_WAKES, return_when=FIRST_COMPLETED).done):
        pass
    return done


def _deaf(submit: Callable[..., Future[Result]]) -> Callable[..., Future[Result]]:
    """Processes this call starts are deaf to Ctrl-C from their first moment: it is their parent who answers it."""

    @wraps(submit)
    def call(*arguments: object) -> Future[Result]:
        if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
            return submit(*arguments)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return submit(*arguments)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    return call


def _settle() -> None:
    """A worker leaves Ctrl-C to its parent, goes when its parent goes, and may not eat up the machine's memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(*_SELDOM)  # what an extraction makes goes by itself when its document is done
    if resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = WORKER_MEMORY if hard == resource.RLIM_INFINITY else min(WORKER_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    parent = multiprocessing.parent_process()

    def _follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=_follow, daemon=True).start()
