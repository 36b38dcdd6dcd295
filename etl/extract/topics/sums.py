"""Rows of a table that add up to one above or below them, whose label says what they are parts of: segments and revenue."""

import re
from collections.abc import Sequence

from etl.extract.topics.metrics import named_metric
from etl.model.document import Span, Table

_PLAIN = re.compile(r"[\s*]*(?P<minus>[(\-−–]?)[$€£¥\s]*(?P<digits>\d[\d,]*(?:\.\d+)?)[)\s*]*$")
_MOST_PARTS = 12
_ROUNDING = 0.005  # of the sum
_ENDS: tuple[list[str], ...] = ([], ["from"], ["of"], ["before"], ["after"])
_WORD = re.compile(r"[^\W\d_]+")


def summed_by(text: str, table: Table) -> dict[int, str]:
    """The label of the row that a row is a part of, for rows that name no metric themselves."""
    labels = [text[cells[0].start : cells[0].end].strip() if cells else "" for cells in table.rows]
    own = [_measure_of(label) for label in labels]
    totals = [row for row, measure in enumerate(own) if measure == "amount"]
    if not totals or len(totals) == len(labels):
        return {}
    values = [_first_value(text, cells) for cells in table.rows]
    found: dict[int, str] = {}
    for total in totals:
        whole = values[total]
        if whole and total not in found:
            above, below = range(total - 1, -1, -1), range(total + 1, len(labels))
            parts = _parts(values, own, above, whole) or _parts(values, own, below, whole)
            found |= {row: labels[total] for row in parts if row not in found}
    return found


def _parts(values: Sequence[float | None], own: Sequence[str], rows: range, whole: float) -> list[int]:
    """The rows next to a total that add up to it, none of which is a measure of its own; a rate of change counts for none."""
    together, parts = 0.0, list[int]()
    for row in rows[:_MOST_PARTS]:
        value = values[row]
        if own[row] == "growth":
            continue
        if own[row] or value is None:
            break
        together += value
        parts.append(row)
        if len(parts) > 1 and abs(together - whole) <= _ROUNDING * abs(whole):
            return parts
    return []


def _first_value(text: str, cells: tuple[Span, ...]) -> float | None:
    for cell in cells[1:]:
        number = _PLAIN.match(text, cell.start, cell.end)
        if number is not None:
            size = float(number["digits"].replace(",", ""))
            return -size if number["minus"] else size
    return None


def _measure_of(label: str) -> str:
    """Whether a label names an amount or a change of one: "Cost of sales", "Organic growth", but not "Property & Casualty"."""
    words = _WORD.findall(label.lower())
    found = named_metric(words) if words else None
    if found is None or not found[0].unit or words[found[2] : found[2] + 1] not in _ENDS:
        return ""
    return "growth" if found[0].kind == "growth" else "amount"
