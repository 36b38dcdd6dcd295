"""A measured figure, and how to measure a command: seconds, processor seconds, peak memory of it and its workers."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_EVERY = 0.2  # seconds between looks at the memory; a look at a gigabyte takes milliseconds
ARTIFACTS = ROOT / "artifacts"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `bar` says what is asked of it, such as ">= 2" or "< 90"; empty: nothing."""

    part: str
    name: str
    value: float
    unit: str
    bar: str = ""
    note: str = ""

    @property
    def passes(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if not self.bar:
            return None
        sign, limit = self.bar.split()
        return self.value >= float(limit) if sign == ">=" else self.value <= float(limit)


@dataclass(frozen=True, slots=True)
class Run:
    """A command that ran: its seconds, its processor seconds, peak memory in MB of its whole tree, what it printed."""

    seconds: float
    cpu_seconds: float
    memory: float
    output: str
    code: int


def run(command: Sequence[str | Path], cwd: Path = ROOT, accept: Sequence[int] = (0,), **environment: str) -> Run:
    """Run a command to its end and measure it; raise RuntimeError with its last words where it fails."""
    began = time.perf_counter()
    child = subprocess.Popen(
        list(map(str, command)), cwd=cwd, env=os.environ | environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    watch = _Watch(child.pid)
    before = os.times()
    output, errors = child.communicate()
    after = os.times()
    seconds = time.perf_counter() - began
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    if child.returncode not in accept:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {child.returncode}: {errors.strip()[-600:]}")
    return Run(seconds, cpu, watch.stop(), output, child.returncode)


def python(module: str, *arguments: str | Path, accept: Sequence[int] = (0,)) -> Run:
    """Run a module of this repository in a fresh interpreter."""
    return run([sys.executable, "-m", module, *arguments], accept=accept)


def claims(*arguments: str | Path, accept: Sequence[int] = (0,)) -> Run:
    """Run the command `claims` in a fresh interpreter."""
    return run([sys.executable, "-c", "from etl.cli import main; main()", *arguments], accept=accept)


def load() -> float:
    """Processors busy with other work just now, as the system's one-minute mean has it."""
    return os.getloadavg()[0]


class _Watch:
    """Samples the memory of a process and all its descendants until stopped."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self.peak

    def _sample(self) -> None:
        while not self._done.wait(_EVERY):
            self.peak = max(self.peak, tree_memory(self._pid))


def tree_memory(pid: int) -> float:
    """Megabytes a process and its descendants hold, shared pages counted once (PSS)."""
    return sum(map(_memory, [pid, *_descendants(pid)])) / 1e3


def _descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
