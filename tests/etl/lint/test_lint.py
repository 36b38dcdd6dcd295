"""What `claims lint` finds, ignores and refuses."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.checks import rules_frame
from etl.cli import rule
from etl.cli.lint import main
from etl.documents.comments import without_comments
from etl.errors import CatalogError, UsageError
from etl.lint.collect import lint
from etl.lint.inputs import find_inputs, from_bytes
from etl.lint.places import Places
from etl.lint.settings import Settings, load_settings
from etl.model.document import Document
from etl.model.finding import Severity, Verdict

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "cases/lint.jsonl").read_text(encoding="utf-8").splitlines()
]
EVERYTHING = Settings(show_implied=True, show_consistent=True, show_updates=True)
WRONG = "The market for chillers grows from $63.1 billion in 2025 to $200 billion in 2029, a 3.6× rise.\n"
RIGHT = WRONG.replace("3.6×", "3.2×")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_case(case):
    settings = Settings(
        select=tuple(case.get("select", ())),
        ignore=tuple(case.get("ignore", ())),
        min_severity=Severity(case.get("min_severity", "info")),
    )
    report = lint([from_bytes(case["text"].encode(), "draft.md")], settings)
    found = [[each.at.line, each.at.column, each.code, each.at.quote] for each in report.problems]
    assert found == case["found"]
    suppressed = [[each.problem.code, each.reason] for each in report.suppressed]
    assert [each for each in suppressed if each in case.get("suppressed", [])] == case.get("suppressed", [])
    assert report.exit_code == case["exit"]


def test_it_finds_what_a_refresh_finds(root, seeds_refreshed):
    with (seeds_refreshed / "extracts/checks.csv").open(encoding="utf-8", newline="") as file:
        published = {row["check_id"]: (row["code"], row["verdict"], row["explanation"]) for row in csv.DictReader(file)}
    inputs, failures = find_inputs([str(root / "seeds")], ())
    report = lint(inputs, EVERYTHING, failures)
    found = {each.check_id: (each.code, each.verdict, each.message) for each in report.problems if each.check_id}
    found |= {
        each.problem.check_id: (each.problem.code, each.problem.verdict, each.problem.message)
        for each in report.suppressed
    }
    assert found == published
    assert published


def test_a_file_by_itself_is_called_as_in_its_folder(root):
    together, _ = find_inputs([str(root / "seeds")], ())
    alone, _ = find_inputs([str(path.raw.path) for path in together], ())
    assert [each.origin.document_id for each in alone] == [each.origin.document_id for each in together]
    assert [each.origin.source for each in alone] == [each.origin.source for each in together]


def test_findings_stand_where_they_say(root):
    inputs, _ = find_inputs([str(root / "seeds")], ())
    report = lint(inputs, EVERYTHING)
    lines = {each.shown: each.raw.data.decode().split("\n") for each in inputs}
    for problem in report.problems:
        for figure in problem.figures:
            text = "\n".join(lines[figure.path][figure.line - 1 : figure.end_line])
            last = len(lines[figure.path][figure.end_line - 1]) - figure.end_column + 1
            assert text[figure.column - 1 : len(text) - last] == figure.quote


def test_the_rest_goes_on_after_bad_input(folder, capsys, monkeypatch):
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "empty").mkdir()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    assert main(["missing.md", "image.png", "binary.txt", "empty", "-", "draft.md"]) == 2
    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert sorted(line.split(": ")[1] for line in lines) == ["-", "binary.txt", "empty", "image.png", "missing.md"]
    assert all(line.startswith("claims: ") and line.endswith(".") for line in lines)
    assert "draft.md:1:85  growth-multiple" in said.out


@pytest.mark.parametrize(("text", "code"), [(WRONG, 1), (RIGHT, 0)])
def test_standard_input(folder, capsys, monkeypatch, text, code):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["-", "--stdin-filename", "draft.md"]) == code
    assert ("draft.md:1:85" in capsys.readouterr().out) == bool(code)


def test_a_folder_is_linted_without_what_is_no_document(folder, capsys):
    (folder / "notes").mkdir()
    (folder / "notes/draft.md").write_text(WRONG, encoding="utf-8")
    (folder / "notes/plot.py").write_text("x = 3.6", encoding="utf-8")
    (folder / "notes/old.md").write_text(WRONG, encoding="utf-8")
    assert main(["notes", "--exclude", "old.md"]) == 1
    assert "1 contradiction in 1 document" in capsys.readouterr().out


def test_wrong_use_is_one_line(folder, capsys):
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["--format", "pdf", "draft.md"])
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(UsageError, match="Did you mean growth-rate"):
        main(["--select", "grwth-rate", "draft.md"])
    with pytest.raises(UsageError, match="nothing is published there"):
        main(["--against", "nowhere", "draft.md"])


def test_settings_come_from_pyproject(folder, capsys):
    (folder / "pyproject.toml").write_text(
        '[tool.claimed-metrics]\nexclude = ["old.md"]\n\n'
        '[[tool.claimed-metrics.suppress]]\nfile = "drafts/*.md"\ncode = "growth-multiple"\n'
        'quote = "market for chillers"\nreason = "the source says so"\n\n'
        '[[tool.claimed-metrics.suppress]]\nfile = "drafts/*.md"\ncode = "span"\nreason = "gone"\n',
        encoding="utf-8",
    )
    (folder / "drafts").mkdir()
    (folder / "drafts/draft.md").write_text(WRONG, encoding="utf-8")
    (folder / "drafts/old.md").write_text(WRONG, encoding="utf-8")
    assert main(["drafts"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("pyproject.toml:12:1  unused-ignore")
    assert "1 ignored)" in said


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("slect = []", "slect is no setting"),
        ("select = 3", "select is no list of strings"),
        ('min-severity = "urgent"', "Use one of high, medium, low, info"),
        ('[[tool.claimed-metrics.suppress]]\nfile = "a.md"', "names no code"),
    ],
)
def test_a_wrong_setting_is_named(folder, table, problem):
    (folder / "pyproject.toml").write_text(f"[tool.claimed-metrics]\n{table}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=problem):
        load_settings(folder)


def test_settings_of_a_folder_above_hold(folder):
    (folder / "pyproject.toml").write_text('[tool.claimed-metrics]\nselect = ["span"]\n', encoding="utf-8")
    (folder / "a/b").mkdir(parents=True)
    (folder / "a/pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert load_settings(folder / "a/b").select == ("span",)


def test_published_documents_are_compared_with(folder, root):
    from etl.pipeline import Options, refresh

    (folder / "seeds").mkdir()
    (folder / "seeds/report.md").write_text(RIGHT, encoding="utf-8")
    refresh(Options(seeds=(folder / "seeds",), data=folder / "data"))
    inputs = [from_bytes(WRONG.encode(), "draft.md")]
    alone = lint(inputs, EVERYTHING)
    against = lint(inputs, replace(EVERYTHING, against=folder / "data"))
    assert {each.check_id for each in alone.problems} <= {each.check_id for each in against.problems}
    assert all(any(figure.path == "draft.md" for figure in each.figures) for each in against.problems)
    assert [each.path for each in against.documents] == ["draft.md"]
    itself = lint([from_bytes(RIGHT.encode(), "report.md")], Settings(show_implied=True, against=folder / "data"))
    assert all(figure.path for each in itself.problems for figure in each.figures)


def test_what_a_published_document_says_otherwise_is_remarked_on(folder):
    from etl.pipeline import Options, refresh

    (folder / "seeds").mkdir()
    (folder / "seeds/outlook.md").write_text(
        "# Outlook\n\nHarbour Mills reached a valuation of $50 billion in May 2026.\n", encoding="utf-8"
    )
    refresh(Options(seeds=(folder / "seeds",), data=folder / "data"))
    settings = Settings(against=folder / "data")
    draft = "Harbour Mills reached a valuation of ${} billion in May 2026.\n"
    report = lint([from_bytes(draft.format(62).encode(), "draft.md")], settings)
    assert [(each.code, each.at.quote) for each in report.problems] == [("published-otherwise", "$62 billion")]
    assert "is $50 billion in Outlook" in report.problems[0].message
    assert report.exit_code == 0
    same = lint([from_bytes(draft.format(50).encode(), "draft.md")], settings)
    assert [each.code for each in same.problems] == []


def test_a_correction_beside_the_document_holds(folder):
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    (folder / "corrections.toml").write_text(
        '[[correction]]\ndocument = "draft"\nquote = "3.6×"\nset = { low = 3.2, high = 3.2 }\nreason = "misprint"\n',
        encoding="utf-8",
    )
    inputs, failures = find_inputs([str(folder)], ())
    assert [each.verdict for each in lint(inputs, Settings(select=("growth-multiple",)), failures).problems] == []
    (folder / "draft.md").write_text(WRONG.replace("3.6×", "3.7×"), encoding="utf-8")
    inputs, failures = find_inputs([str(folder)], ())
    report = lint(inputs, Settings(select=("growth-multiple",)), failures)
    assert [each.verdict for each in report.problems] == [Verdict.CONTRADICTION]
    assert "fits no claim" in str(report.failures[0])


def test_heavy_libraries_are_not_waited_for(folder):
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    code = (
        "import sys; sys.argv = ['claims', 'lint', 'draft.md']\n"
        "from etl.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'typer', 'click', 'rich', 'pint', 'pandas', 'numpy', 'dataframely', 'dash', 'plotly', 'filelock'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert outcome.stderr.strip() == "[]"


def test_the_help_is_the_same_by_either_way(capsys):
    from typer.testing import CliRunner

    from etl.cli.app import app

    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert capsys.readouterr().out == CliRunner().invoke(app, ["lint", "--help"]).output


@given(st.text(alphabet=st.sampled_from("a €❄️冷\r\n\t"), max_size=60), st.data())
def test_line_and_column_lead_back_to_the_offset(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = Document("d", text)
    figure = Places({"d": document}, {"d": "d.md"}).of_span(document, start, end)
    ends = io.StringIO(text, newline="").readlines() or [""]
    before = sum(map(len, ends[: figure.line - 1]))
    assert before + figure.column - 1 == start
    assert figure.end_line >= figure.line


@given(st.text(alphabet=st.sampled_from("a<!-> \r\n"), max_size=60))
def test_without_comments_everything_stays_in_its_place(text):
    bare = without_comments(text)
    assert len(bare) == len(text)
    assert all(new == old or (new == " " and old not in "\r\n") for new, old in zip(bare, text, strict=True))


def test_a_byte_order_mark_is_no_column():
    [problem] = lint(
        [from_bytes(b"\xef\xbb\xbf" + WRONG.encode(), "draft.md")], Settings(select=("growth-multiple",))
    ).problems
    assert (problem.at.line, problem.at.column) == (1, 85)


def test_every_rule_is_listed_and_explained():
    codes = rules_frame()["code"].to_list()
    assert codes
    listed = [line.split()[0] for line in rule.catalogue().splitlines()]
    assert set(codes) < set(listed)
    for code in listed:
        assert rule.explain(code).startswith(code)
    for code in codes:
        assert "example" in rule.explain(code)
    with pytest.raises(UsageError, match="Did you mean growth-rate"):
        rule.explain("growth-rte")
