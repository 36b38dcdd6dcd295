"""How the shards of documents are mapped: in this process, in worker processes, or on a cluster."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """Applies a pure function to every task and yields (task, result) in whatever order they are done.

    A task whose worker died comes back with None. `is_apart` says that workers may share no folder with this machine.
    """

    @property
    def is_apart(self) -> bool:
        """Whether a task must bring along what it needs and take its result back."""
        ...

    def run(
        self, function: "Callable[[Any], Result]", tasks: "Sequence[Task]"
    ) -> "Iterator[tuple[Task, Result | None]]":
        """Map the function over the tasks."""
        ...
