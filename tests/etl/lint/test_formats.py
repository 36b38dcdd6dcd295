"""Each format as those who read it read it: other people's parsers and schemas."""

import json
import re

import pytest
from junitparser import Error, Failure, JUnitXml

from etl.lint.collect import lint
from etl.lint.formats import FORMATS, render, text
from etl.lint.inputs import find_inputs, from_bytes
from etl.lint.problem import Failure as Unread
from etl.lint.problem import Figure, Problem, Report
from etl.lint.settings import Settings
from etl.model.finding import Severity, Verdict

WRONG = """\
# Chillers, 100% new: a survey

The market for chillers grows from $63.1 billion in 2025 to $200 billion in 2029, a 3.6× rise.

The market for fans grows from $63.1 billion in 2025 to $200 billion in 2029, a 3.6× rise.
<!-- claims: ignore growth-multiple: quoted, as it is -->

<!-- claims: ignore span: nothing to ignore -->
"""
NAME = "q1, drafts: 50%.md"  # every character that a format may have to escape


@pytest.fixture(scope="module")
def report():
    everything = Settings(show_implied=True, show_consistent=True, show_updates=True)
    return lint([from_bytes(WRONG.encode(), NAME)], everything, [Unread("photo.png", "it is no text", "Leave it out.")])


@pytest.fixture(scope="module")
def nothing():
    return lint([from_bytes(b"Chillers sell.\n", "a.md")], Settings())


@pytest.fixture(scope="module")
def seeds(root):
    inputs, failures = find_inputs([str(root / "seeds")], ())
    return lint(inputs, Settings(show_implied=True, show_consistent=True, show_updates=True), failures)


@pytest.mark.parametrize("name", ["report", "nothing", "seeds"])
def test_sarif_keeps_to_its_schema(name, request, root):
    """The schema is that of SARIF 2.1.0 as the package sarif-om carries it."""
    from jsonschema.validators import validator_for

    schema = json.loads((root / "tests/golden/sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    log = json.loads(render(request.getfixturevalue(name), "sarif"))
    assert [error.message for error in validator_for(schema)(schema).iter_errors(log)] == []


def test_sarif_says_where_and_what(report):
    [run] = json.loads(render(report, "sarif"))["runs"]
    [found] = [each for each in run["results"] if each["level"] == "error" and "suppressions" not in each]
    assert found["ruleId"] == run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "growth-multiple"
    region = found["locations"][0]["physicalLocation"]["region"]
    assert WRONG.split("\n")[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "3.6×"
    [ignored] = [each for each in run["results"] if each["level"] == "error" and "suppressions" in each]
    assert ignored["suppressions"] == [{"kind": "inSource", "justification": "quoted, as it is"}]
    assert run["invocations"][0]["exitCode"] == 2
    assert not run["invocations"][0]["executionSuccessful"]


def runner_reads(line):
    """A line as the runner of GitHub Actions takes it apart (ActionCommand.TryParseV2 of actions/runner)."""
    assert line.startswith("::")
    head, separator, data = line[2:].partition("::")
    assert separator
    command, _, properties = head.partition(" ")
    pairs = dict(part.split("=", 1) for part in properties.split(",") if part)
    return command, {name: unescape(value, "%3A", "%2C") for name, value in pairs.items()}, unescape(data)


def unescape(text, *more):
    for code in ("%0D", "%0A", *more):
        text = text.replace(code, chr(int(code[1:], 16)))
    return text.replace("%25", "%")


def test_github_reads_its_commands(report):
    lines = render(report, "github").splitlines()
    commands = [runner_reads(line) for line in lines]
    assert len(commands) == len(report.problems) + 1
    for problem, (command, properties, data) in zip(report.problems, commands, strict=False):
        assert command in ("error", "warning", "notice")
        assert properties["file"] == NAME
        assert properties["title"] == problem.code
        assert (properties["line"], properties["col"]) == (str(problem.at.line), str(problem.at.column))
        assert data.startswith(problem.message)
    [error] = [each for each in commands[:-1] if each[0] == "error"]
    assert error[1]["endColumn"] == str(int(error[1]["col"]) + len("3.6×"))
    assert commands[-1] == ("error", {"file": "photo.png", "title": "cannot be linted"}, "it is no text. Leave it out.")


def test_github_escapes_as_its_toolkit_does():
    """The line is what @actions/core 3.0.1 prints for the same annotation; the order of properties is free."""
    theirs = (
        "::error title=growth-multiple,file=q1%2C drafts%3A 50%25.md,line=3,endLine=3,col=85,endColumn=89"
        "::From 63.1 to 200 is 3.17×; 100%25 of it,%0Awrong: yes"
    )
    place = Figure(NAME, "", "q1", 0, 4, "3.6×", 3, 85, 3, 89, format="markdown")
    text_of = "From 63.1 to 200 is 3.17×; 100% of it,\nwrong: yes"
    problem = Problem("growth-multiple", "growth_multiple", Verdict.CONTRADICTION, Severity.HIGH, text_of, (place,))
    ours = render(Report((problem,), ()), "github").rstrip("\n")
    head, _, data = theirs.partition("::From")
    assert ours.endswith(f"::From{data}")
    assert set(ours.partition("::From")[0].removeprefix("::error ").split(",")) == set(
        head.removeprefix("::error ").split(",")
    )


def test_junit_is_read_by_junitparser(report, nothing):
    suites = JUnitXml.fromstring(render(report, "junit").encode())
    cases = {suite.name: list(suite) for suite in suites}
    assert list(cases) == [NAME, "photo.png"]
    failed = [case for case in cases[NAME] if any(isinstance(result, Failure) for result in case.result)]
    assert [case.name for case in failed] == ["growth-multiple 3:85"]
    assert "Write 3.2×" in failed[0].result[0].text
    assert isinstance(cases["photo.png"][0].result[0], Error)
    assert (suites.failures, suites.errors, suites.tests) == (1, 1, len(report.problems) + 1)
    clean = JUnitXml.fromstring(render(nothing, "junit").encode())
    assert (clean.failures, clean.errors, clean.tests) == (0, 0, 1)


def test_json_holds_everything(report):
    content = json.loads(render(report, "json"), parse_constant=pytest.fail)
    assert [each["check_id"] for each in content["problems"]] == [each.check_id for each in report.problems]
    [wrong] = [each for each in content["problems"] if each["verdict"] == "contradiction"]
    assert [WRONG[figure["start"] : figure["end"]] for figure in wrong["figures"]] == [
        "$63.1 billion",
        "$200 billion",
        "3.6×",
    ]
    assert wrong["implied"][0] < 3.17 < wrong["implied"][1]
    assert content["suppressed"][0]["reason"] == "quoted, as it is"
    assert content["failures"] == [{"path": "photo.png", "reason": "it is no text", "remedy": "Leave it out."}]


def test_text_underlines_the_figures(report):
    lines = text.render(report).splitlines()
    at = next(index for index, line in enumerate(lines) if "  growth-multiple  " in line)
    assert lines[at].startswith(f"{NAME}:3:85  growth-multiple  From $63.1")
    sentence, marks = lines[at + 1], lines[at + 2]
    marked = ["".join(sentence[slice(*match.span())]) for match in re.finditer(r"-+|\^+", marks)]
    assert marked == ["$63.1 billion", "$200 billion", "3.6×"]
    assert marks.strip("| -") == "^^^^"
    assert any(line.strip().startswith("hint: Write 3.2× for “3.6×”") for line in lines)
    assert lines[-1].startswith("1 contradiction, ")


def test_text_is_plain_in_a_pipe_and_coloured_on_a_terminal(report):
    plain, coloured = text.render(report), text.render(report, colour=True)
    assert "\033" not in plain
    assert re.sub(r"\033\[[\d;]*m", "", coloured) == plain
    assert "\033[" in coloured


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_text_gives_the_same_bytes(report, name):
    assert render(report, name) == render(report, name)
