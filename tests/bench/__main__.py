"""`python -m tests.bench`: measure, print a table, write artifacts/bench.json."""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module

from rich.console import Console
from rich.table import Table

from tests.bench.measure import ARTIFACTS, Figure, load

# Part → the module of this package whose `measure(quick)` gives its figures, in the order they run.
PARTS = {
    "extraction": "extraction",
    "peers": "peers",
    "startup": "startup",
    "refresh": "refresh",
    "checks": "checks",
    "dashboard": "dashboard",
}
_BUSY = 0.5  # processors of other work from which on a figure is said to be measured under load


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help="parts to run, separated by commas: %(default)s")
    parser.add_argument("--quick", action="store_true", help="less of everything: a look, not a measurement")
    chosen = parser.parse_args(arguments)
    names = [name.strip() for name in chosen.only.split(",") if name.strip()]
    if unknown := sorted(set(names) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}. Use {', '.join(PARTS)}.")
    busy = load()
    figures: list[Figure] = []
    failed: dict[str, str] = {}
    for name in names:
        _run(name, chosen.quick, figures, failed)
    machine = _machine(busy, chosen.quick)
    _write(figures, failed, machine)
    _print(figures, failed, machine)
    return 1 if failed or any(figure.passes is False for figure in figures) else 0


def _run(name: str, quick: bool, figures: list[Figure], failed: dict[str, str]) -> None:
    print(f"measuring {name} …", file=sys.stderr)
    began = time.monotonic()
    try:
        measure: Callable[[bool], list[Figure]] = import_module(f"tests.bench.{PARTS[name]}").measure
        figures += measure(quick)
    except Exception as error:  # noqa: BLE001 - one part must not cost the others; it is named in the report
        failed[name] = f"{type(error).__name__}: {error}"
    print(f"  {time.monotonic() - began:.0f} s", file=sys.stderr)


def _machine(busy: float, quick: bool) -> dict[str, object]:
    model = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), "")
    return {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": model or platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "python": platform.python_version(),
        "busy_before": round(busy, 2),
        "under_load": busy > _BUSY,
        "quick": quick,
    }


def _cpuinfo() -> list[str]:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return file.read().splitlines()
    except OSError:
        return []


def _write(figures: list[Figure], failed: dict[str, str], machine: dict[str, object]) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    rows = [asdict(figure) | {"passes": figure.passes} for figure in figures]
    content = {"machine": machine, "figures": rows, "failed": failed}
    (ARTIFACTS / "bench.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _print(figures: list[Figure], failed: dict[str, str], machine: dict[str, object]) -> None:
    title = f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, Python {machine['python']}"
    if machine["under_load"]:
        title += f" — UNDER LOAD: {machine['busy_before']} processors were busy with other work"
    table = Table("part", "figure", "value", "unit", "bar", "", "note", title=title)
    for figure in figures:
        verdict = {None: "", True: "[green]met[/]", False: "[red]missed[/]"}[figure.passes]
        table.add_row(figure.part, figure.name, _shown(figure.value), figure.unit, figure.bar, verdict, figure.note)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(table)
    for name, reason in failed.items():
        console.print(f"{name} could not be measured: {reason}", markup=False)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
