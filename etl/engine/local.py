"""One shard after the other, in this process."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class LocalEngine:
    """The plain loop: no start-up cost, no protection against a reader that hangs in compiled code."""

    is_apart = False

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[Task, Result | None]]:
        """Map the function over the tasks."""
        for task in tasks:
            yield task, function(task)
