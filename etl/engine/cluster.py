"""Shards on a Dask cluster, for those who have one: the same function, another executor.

`tcp://host:8786` names a scheduler that runs already, else the variable DASK_SCHEDULER_ADDRESS does; without either a
cluster of processes starts on this machine and ends with the refresh. A shard whose worker died is given to another
worker; one that killed several comes back as lost.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from importlib import import_module
from typing import Any, TypeVar, cast

from etl.engine.processes import stream
from etl.errors import UsageError

Task = TypeVar("Task")
Result = TypeVar("Result")

SCHEMES = ("tcp://", "tls://", "ucx://", "ws://", "wss://")
_AHEAD = 2  # shards in flight for each worker: one at work, one waiting


class DaskEngine:
    """Maps through `Client.get_executor()`; `jobs` workers where it has to start them itself.

    `pack` makes of a task what is sent, one task ahead of the work: a corpus of any size passes through.
    """

    is_apart = True

    def __init__(
        self, address: str = "", jobs: int = 1, pack: Callable[[Any], Any] | None = None, timeout: float = 10
    ) -> None:
        self.address = address or os.environ.get("DASK_SCHEDULER_ADDRESS", "")
        self.jobs = jobs
        self.pack = pack or (lambda task: task)
        self.timeout = timeout

    def run(self, function: Callable[[Any], Result], tasks: Sequence[Task]) -> Iterator[tuple[Task, Result | None]]:
        """Map the function over the tasks."""
        try:
            distributed = import_module("distributed")
        except ImportError:
            raise UsageError("--engine dask needs Dask. Install it with: pip install 'claimed-metrics[dist]'") from None
        with ExitStack() as stack:
            client = self._client(distributed, stack)
            workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            executor = client.get_executor(pure=False)
            lost = (distributed.scheduler.KilledWorker,)

            def submit(function: Callable[[Any], Result], task: Task) -> "Future[Result]":
                return cast("Future[Result]", executor.submit(function, self.pack(task)))

            yield from stream(submit, function, deque(tasks), _AHEAD * workers, lost)

    def _client(self, distributed: Any, stack: ExitStack) -> Any:  # noqa: ANN401 - Dask ships no types
        address = self.address
        if not address:
            cluster = distributed.LocalCluster(
                n_workers=self.jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
            )
            address = stack.enter_context(cluster).scheduler_address
        try:
            return stack.enter_context(distributed.Client(address, set_as_default=False, timeout=self.timeout))
        except OSError:
            raise UsageError(f"{address}: no Dask scheduler answers there. Start one, or use --engine dask.") from None
