"""What a refresh says at its end: the state, what changed, the worst of what is new."""

import sys
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from etl.pipeline import Outcome

_SHOWN = 5


def print_summary(outcome: Outcome) -> None:
    """Print a table of what changed, and one line of what is published now."""
    console = Console(
        highlight=False, soft_wrap=not sys.stdout.isatty()
    )  # whole lines for grep, whole words for people
    rows = outcome.run.get("rows", {})
    state = "published" if outcome.published else "nothing to do, still"
    if outcome.published:
        changes = outcome.run["changes"]
        console.print(_table(changes, len(outcome.failures)))
        for found in changes["new_contradictions"]["first"][:_SHOWN]:
            console.print(f"contradiction in {escape(found['documents'])}: {escape(found['explanation'])}")
    verdicts = outcome.run.get("verdicts", {})
    console.print(
        f"{state} {outcome.version}: {counted(rows.get('documents', 0), 'document')}, "
        f"{counted(rows.get('claims', 0), 'claim')}, {rows.get('series', 0):,} series, "
        f"{counted(rows.get('checks', 0), 'check')} ({counted(verdicts.get('contradiction', 0), 'contradiction')}), "
        f"{counted(len(outcome.failures), 'file')} failed"
    )
    if not rows.get("documents") and not outcome.failures:
        console.print("There are no documents in these folders. Put some there, or name other folders with --seeds.")


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _table(changes: dict[str, Any], failed: int) -> Table:
    documents, claims = changes["documents"], changes["claims"]
    table = Table("", "new", "changed", "gone", "failed", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    counts = [f"{documents[kind]['count']:,}" for kind in ("new", "changed", "gone")]
    table.add_row("documents", *counts, f"{failed:,}")
    table.add_row("claims", *(f"{claims[kind]:,}" for kind in ("added", "changed", "removed")), "")
    table.add_row("verdicts", "", f"{changes['verdicts_turned']:,}", "", "")
    table.add_row("contradictions", f"{changes['new_contradictions']['count']:,}", "", "", "")
    return table
