"""SARIF 2.1.0, the exchange format of static analysis: code scanning and editors show it."""

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from etl.lint.formats import level
from etl.lint.problem import Figure, Problem, Report, Suppressed

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """The report as one SARIF run; what is ignored is listed with its reason, as suppressed."""
    used = sorted({problem.code for problem in (*report.problems, *(each.problem for each in report.suppressed))})
    titles = dict(report.rules)
    rules = [{"id": code, "shortDescription": {"text": titles.get(code, code)}} for code in used]
    results = [_result(problem, used) for problem in report.problems]
    results += [_result(each.problem, used) | {"suppressions": [_suppression(each)]} for each in report.suppressed]
    run = {
        "tool": {"driver": {"name": "claims lint", "semanticVersion": _version(), "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _version() -> str:
    try:
        return version("claimed-metrics")
    except PackageNotFoundError:
        return "0.0.0"


def _invocation(report: Report) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": f"{failure.reason}. {failure.remedy}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(failure.path)}}}],
        }
        for failure in report.failures
    ]
    return {
        "executionSuccessful": not report.failures,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": notes,
    }


def _result(problem: Problem, used: list[str]) -> dict[str, Any]:
    text = " ".join(filter(None, (problem.message, problem.hint)))
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": used.index(problem.code),
        "level": level(problem, note="note"),
        "message": {"text": text},
        "locations": [_location(problem.at)],
        "properties": {"verdict": problem.verdict or "", "severity": problem.severity, "formula": problem.formula},
    }
    related = [figure for index, figure in enumerate(problem.figures) if index != problem.anchor and figure.path]
    if related:
        result["relatedLocations"] = [
            _location(figure) | {"id": number, "message": {"text": f"{figure.role}: {figure.quote}"}}
            for number, figure in enumerate(related)
        ]
    if problem.check_id:
        result["partialFingerprints"] = {"checkId/v1": problem.check_id}
    return result


def _location(figure: Figure) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(figure.path)}}
    if figure.is_in_source:
        physical["region"] = {
            "startLine": figure.line,
            "startColumn": figure.column,
            "endLine": figure.end_line,
            "endColumn": figure.end_column,
            "snippet": {"text": figure.quote},
        }
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote("stdin" if path == "-" else Path(path).as_posix())


def _suppression(each: Suppressed) -> dict[str, str]:
    return {"kind": "inSource" if each.in_text else "external", "justification": each.reason or "no reason given"}
