"""Shards on a Dask cluster, for those who have one: the same function, another executor.

The packs folder must be one all workers see. DASK_SCHEDULER_ADDRESS names the cluster; without it one starts here.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TypeVar

from etl.engine.processes import stream
from etl.errors import UsageError

Task = TypeVar("Task")
Result = TypeVar("Result")


class DaskEngine:
    """Maps through `Client.get_executor()`."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[Task, Result | None]]:
        """Map the function over the tasks."""
        try:
            distributed = import_module("distributed")
        except ImportError:
            raise UsageError("--engine dask needs Dask. Install it with: pip install 'claimed-metrics[dist]'") from None
        with distributed.Client(os.environ.get("DASK_SCHEDULER_ADDRESS"), set_as_default=False) as client:
            window = 2 * max(1, len(client.scheduler_info()["workers"]))
            yield from stream(client.get_executor(), function, deque(tasks), window)
