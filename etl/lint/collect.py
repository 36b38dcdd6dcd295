"""Documents to problems: the tables a refresh would publish, read as a list of what a writer should look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from etl.corrections import FILE as CORRECTIONS
from etl.documents.encoding import decode
from etl.errors import CorrectionError, DocumentError
from etl.lint.hints import hint
from etl.lint.inputs import Input
from etl.lint.otherwise import find_otherwise
from etl.lint.places import Places
from etl.lint.problem import OWN_RULES, SOURCE_FORMATS, Checked, Failure, Figure, Problem, Report
from etl.lint.settings import Settings, check_codes
from etl.lint.spoken import amount
from etl.lint.suppress import suppress
from etl.model.document import Document
from etl.model.finding import Severity, Verdict
from etl.pipeline.memory import Read, read_raw, tables_of

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report with what it was selected from: every finding and every claim of the linted documents."""

    report: Report
    problems: tuple[Problem, ...]
    claims: pl.DataFrame


def lint(inputs: Sequence[Input], settings: Settings, unread: Sequence[Failure] = ()) -> Report:
    """What is to be reported of some documents; `unread` are inputs that failed before."""
    return analyse(inputs, settings, unread).report


def analyse(inputs: Sequence[Input], settings: Settings, unread: Sequence[Failure] = ()) -> Analysis:
    """Lint documents together, so that what they say of the same quantity is compared too."""
    shown: dict[str, str] = {}
    read: list[Read] = []
    commented: list[Document] = []
    failures = [*unread]
    for each in inputs:
        try:
            read.append(read_raw(each.raw, each.origin))
            commented.append(_with_comments(read[-1][0], each))
            shown[each.origin.document_id] = each.shown
        except DocumentError as error:
            failures.append(Failure(each.shown, error.reason, error.remedy))
    known = _known(settings, [document for document, _ in read])
    folders = tuple(dict.fromkeys(each.folder for each in inputs))
    try:
        tables = tables_of(read, folders, known)
    except CorrectionError as error:
        failures.append(Failure(CORRECTIONS, "nothing is corrected, as one correction does not fit", str(error)))
        tables = tables_of(read, (), known)
    rules = _rules(tables["rules"])
    for option in ("select", "ignore"):
        check_codes(getattr(settings, option), [code for code, _ in rules], f"--{option}")
    report = Report((), _checked(tables, shown), tuple(failures), rules=rules)
    problems = _problems(tables, {document.document_id: document for document, _ in read}, shown)
    report = _select(report, problems, commented, shown, settings)
    return Analysis(report, tuple(problems), tables["claims"].filter(pl.col("document_id").is_in(list(shown))))


def _with_comments(document: Document, source: Input) -> Document:
    """The document as the file has it: a claim in a comment is none, but a comment may ignore a finding."""
    return replace(document, text=decode(source.raw)) if document.format in SOURCE_FORMATS else document


def _known(settings: Settings, linted: Sequence[Document]) -> dict[str, pl.DataFrame]:
    if settings.against is None:
        return {}
    from etl.lint.known import published_before  # most runs compare with nothing

    return published_before(settings.against, linted)


def _select(
    report: Report, problems: list[Problem], documents: list[Document], shown: Mapping[str, str], settings: Settings
) -> Report:
    kept, suppressed, own = suppress(problems, documents, shown, settings.suppress, [code for code, _ in report.rules])
    wanted = [each for each in (*kept, *own) if settings.shows(each)]
    wanted.sort(key=lambda each: (each.at.path, each.at.start, each.code, each.check_id))
    return replace(report, problems=tuple(wanted), suppressed=tuple(suppressed))


def _rules(rules: pl.DataFrame) -> tuple[tuple[str, str], ...]:
    return (*zip(rules["code"].to_list(), rules["title"].to_list(), strict=True), *OWN_RULES.items())


def _checked(tables: Mapping[str, pl.DataFrame], shown: Mapping[str, str]) -> tuple[Checked, ...]:
    used = tables["claims"].join(tables["check_inputs"], on="claim_id", how="semi")
    counts = dict(used.group_by("document_id").len().iter_rows())
    columns = ("document_id", "format", "claims")
    rows = tables["documents"].select(columns).sort("document_id").iter_rows()
    return tuple(
        Checked(shown[name], name, kind, claims, counts.get(name, 0)) for name, kind, claims in rows if name in shown
    )


def _problems(
    tables: Mapping[str, pl.DataFrame], documents: Mapping[str, Document], shown: Mapping[str, str]
) -> list[Problem]:
    """Every finding that a linted document has a part in."""
    inputs = tables["check_inputs"].sort("check_id", "position")
    claims = {
        row["claim_id"]: row for row in tables["claims"].join(inputs, on="claim_id", how="semi").iter_rows(named=True)
    }
    titles = dict(tables["documents"].select("document_id", "title").iter_rows())
    places = Places(documents, shown, titles)
    otherwise = find_otherwise(tables, places, list(documents)) if len(titles) > len(documents) else []
    members: dict[str, list[Figure]] = {}
    for row in inputs.iter_rows(named=True):
        members.setdefault(row["check_id"], []).append(places.of_claim(claims[row["claim_id"]], row["role"]))
    found = [
        _problem(row, members[row["check_id"]])
        for row in tables["checks"].iter_rows(named=True)
        if any(figure.path for figure in members.get(row["check_id"], ()))
    ]
    told = {each.at.claim_id for each in found if each.verdict is Verdict.CONTRADICTION}
    return found + [each for each in otherwise if each.at.claim_id not in told]


def _problem(check: _Row, figures: Sequence[Figure]) -> Problem:
    stated = _pair(check["stated_low"], check["stated_high"])
    implied = _pair(check["implied_low"], check["implied_high"])
    verdict = Verdict(check["verdict"])
    anchor = max(index for index, figure in enumerate(figures) if figure.path)
    in_order = [*figures[:anchor], *figures[anchor + 1 :], figures[anchor]]
    return Problem(
        code=check["code"],
        type=check["type"],
        verdict=verdict,
        severity=Severity(check["severity"]),
        message=check["explanation"],
        figures=tuple(figures),
        anchor=anchor,
        check_id=check["check_id"],
        stated=stated,
        implied=implied,
        unit=check["unit"],
        gap=check["gap"],
        formula=check["formula"],
        hint=hint(check["code"], check["type"], verdict, in_order, amount(*implied, check["unit"]) if implied else ""),
    )


def _pair(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)
