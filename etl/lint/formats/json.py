"""For programs: everything a run says, as one JSON object."""

import json
from math import isfinite
from typing import Any

from etl.lint.problem import Figure, Problem, Report


def render(report: Report) -> str:
    """The report as JSON; offsets count characters from 0, lines and columns from 1."""
    content = {
        "problems": [_problem(problem) for problem in report.problems],
        "suppressed": [_problem(each.problem) | {"reason": each.reason} for each in report.suppressed],
        "documents": [
            {"path": each.path, "document_id": each.document_id, "claims": each.claims, "checked": each.checked}
            for each in report.documents
        ],
        "failures": [{"path": each.path, "reason": each.reason, "remedy": each.remedy} for each in report.failures],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "check_id": problem.check_id,
        "type": problem.type,
        "verdict": problem.verdict,
        "severity": problem.severity,
        "path": problem.at.path,
        "line": problem.at.line,
        "column": problem.at.column,
        "end_line": problem.at.end_line,
        "end_column": problem.at.end_column,
        "message": problem.message,
        "hint": problem.hint,
        "stated": _pair(problem.stated),
        "implied": _pair(problem.implied),
        "unit": problem.unit,
        "gap": problem.gap,
        "formula": problem.formula,
        "figures": [_figure(figure) for figure in problem.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "role": figure.role,
        "claim_id": figure.claim_id,
        "document_id": figure.document_id,
        "path": figure.path,
        "line": figure.line,
        "column": figure.column,
        "page": figure.page,
        "start": figure.start,
        "end": figure.end,
        "quote": figure.quote,
        "sentence": figure.sentence,
    }


def _pair(pair: tuple[float, float] | None) -> list[float | None] | None:
    """An interval; JSON knows no infinity, so an open end is null."""
    return [end if isfinite(end) else None for end in pair] if pair else None
