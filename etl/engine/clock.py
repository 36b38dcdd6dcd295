"""A limit of seconds on the work for one document."""

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeIsUpError(BaseException):
    """The seconds are used up; no reader's `except Exception` may swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUpError after so many seconds; end the process, if it is a worker, where even that is not heard.

    The alarm interrupts Python code and its regular expressions. Compiled readers never look: after twice the time a
    watchdog thread ends the worker, and the engine reports its task as lost.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        with _thread_limit(seconds):
            yield
        return
    is_worker = multiprocessing.parent_process() is not None
    before = signal.signal(signal.SIGALRM, _raise)
    with open(os.devnull, "w") as nowhere:
        if is_worker:
            faulthandler.dump_traceback_later(2 * seconds, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            if is_worker:
                faulthandler.cancel_dump_traceback_later()


@contextmanager
def _thread_limit(seconds: float) -> Iterator[None]:
    """The same for a thread, as a Dask worker has them: Python code is interrupted, compiled readers are not."""
    thread, guard, over = ctypes.c_ulong(threading.get_ident()), threading.Lock(), threading.Event()

    def _interrupt() -> None:
        with guard:
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeIsUpError))

    timer = threading.Timer(seconds, _interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with guard:
            over.set()
        timer.cancel()


def _raise(number: int, frame: FrameType | None) -> None:
    raise TimeIsUpError
