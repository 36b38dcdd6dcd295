"""Workflow commands of GitHub Actions: each finding becomes an annotation at its line of the pull request."""

from etl.lint.formats import level
from etl.lint.problem import Problem, Report


def render(report: Report) -> str:
    """One command a line."""
    lines = [_annotation(problem) for problem in report.problems]
    lines += [
        f"::error file={_property(each.path)},title=cannot be linted::{_data(f'{each.reason}. {each.remedy}')}"
        for each in report.failures
    ]
    return "".join(f"{line}\n" for line in lines)


def _annotation(problem: Problem) -> str:
    at = problem.at
    properties = {"file": at.path, "title": problem.code}
    if at.is_in_source:
        properties |= {"line": str(at.line), "endLine": str(at.end_line)}
        if at.line == at.end_line:  # GitHub takes columns within one line only
            properties |= {"col": str(at.column), "endColumn": str(at.end_column)}
    text = " ".join(filter(None, (problem.message, problem.hint)))
    if not at.is_in_source:
        text += f"\n{at.place}: {at.sentence}"
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level(problem, note='notice')} {given}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
