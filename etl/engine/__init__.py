"""How the shards of documents are mapped: in this process, in worker processes, or on a cluster."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """Applies a pure function to every task and yields (task, result) in whatever order they are done.

    A task whose worker died comes back with None.
    """

    def run(
        self, function: "Callable[[Task], Result]", tasks: "Sequence[Task]"
    ) -> "Iterator[tuple[Task, Result | None]]":
        """Map the function over the tasks."""
        ...
