"""How a report is written: one module a format, each with a function `render`."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from etl.lint.problem import Problem, Report
from etl.model.finding import Severity, Verdict

FORMATS = ("text", "json", "sarif", "github", "junit")


def render(report: Report, name: str) -> str:
    """A report in a format, ending with a newline where there is anything to say."""
    return cast(Callable[[Report], str], import_module(f"etl.lint.formats.{name}").render)(report)


def level(problem: Problem, *, note: str) -> str:
    """error, warning or what the format calls a note."""
    if problem.verdict is Verdict.CONTRADICTION:
        return "error"
    is_note = problem.severity is Severity.INFO or problem.verdict in (Verdict.IMPLIED, Verdict.CONSISTENT)
    return note if is_note else "warning"
