"""JUnit XML, as test reports of build servers read it: a suite a document, a test case a finding."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from etl.lint.problem import Failure, Problem, Report
from etl.lint.spoken import span
from etl.model.finding import Verdict


def render(report: Report) -> str:
    """The report as XML. A contradiction is a failure, an unreadable input an error, all else a passed case."""
    root = Element("testsuites", name="claims lint")
    for document in report.documents:
        problems = [problem for problem in report.problems if problem.at.path == document.path]
        _suite(root, document.path, problems)
    for failure in report.failures:
        _unreadable(root, failure)
    remarks = [
        problem for problem in report.problems if problem.at.path not in {each.path for each in report.documents}
    ]
    if remarks:  # what settings ignore stands in pyproject.toml, not in a document
        _suite(root, remarks[0].at.path, remarks)
    totals = {name: sum(int(suite.get(name, "0")) for suite in root) for name in ("tests", "failures", "errors")}
    root.attrib.update({name: str(total) for name, total in totals.items()})
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, path: str, problems: list[Problem]) -> None:
    failed = sum(problem.verdict is Verdict.CONTRADICTION for problem in problems)
    suite = SubElement(
        root, "testsuite", name=_clean(path), tests=str(max(len(problems), 1)), failures=str(failed), errors="0"
    )
    for problem in problems:
        name = f"{problem.code} {problem.at.line}:{problem.at.column}"
        case = SubElement(suite, "testcase", name=name, classname=_clean(path))
        if problem.verdict is Verdict.CONTRADICTION:
            failure = SubElement(case, "failure", message=_clean(problem.message), type=problem.code)
            failure.text = _clean(_details(problem))
        else:
            SubElement(case, "system-out").text = _clean(f"{problem.message}\n{problem.hint}".strip())
    if not problems:
        SubElement(suite, "testcase", name="nothing to mend", classname=_clean(path))


def _unreadable(root: Element, failure: Failure) -> None:
    path = _clean(failure.path)
    suite = SubElement(root, "testsuite", name=path, tests="1", failures="0", errors="1")
    case = SubElement(suite, "testcase", name="can be read", classname=path)
    SubElement(case, "error", message=_clean(failure.reason), type="unreadable").text = _clean(str(failure))


def _details(problem: Problem) -> str:
    lines = [f"{problem.at.place}: {problem.message}"]
    lines += [f"{figure.place}: {figure.role} {figure.quote}: {figure.sentence}" for figure in problem.figures]
    lines += [f"{name}: {span(*pair, problem.unit)}" for name, pair in _pairs(problem) if pair]
    return "\n".join([*lines, problem.hint]).strip()


def _pairs(problem: Problem) -> list[tuple[str, tuple[float, float] | None]]:
    return [("implied", problem.implied), ("stated", problem.stated)]


def _clean(text: str) -> str:
    """Text without the characters XML 1.0 forbids."""
    return "".join(
        letter for letter in text if letter in "\t\n\r" or ord(letter) >= 32 and letter not in "\ufffe\uffff"
    )
