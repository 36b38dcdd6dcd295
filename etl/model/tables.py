"""Every published column, named, typed and explained once; CSV, Parquet and dictionary follow from it.

The only place that imports dataframely. A primary key names a row; `foreign_keys` says which column points where.
"""

from enum import StrEnum

import dataframely as dy
import polars as pl

from etl.model.claim import Modality, Salience
from etl.model.document import Zone
from etl.model.finding import CheckType, Grade, Severity, Verdict
from etl.model.quantity import Bound, Kind


def _of(values: type[StrEnum], description: str, *, primary_key: bool = False) -> dy.Enum:
    return dy.Enum([value.value for value in values], nullable=False, primary_key=primary_key, description=description)


def _text(description: str, *, primary_key: bool = False) -> dy.String:
    return dy.String(nullable=False, primary_key=primary_key, description=description)


def _number(description: str, *, nullable: bool = False) -> dy.Float64:
    return dy.Float64(nullable=nullable, allow_inf=True, description=description)


def _whole(description: str, *, primary_key: bool = False) -> dy.Int64:
    return dy.Int64(nullable=False, primary_key=primary_key, description=description)


class DocumentTable(dy.Schema):
    """One row a document that was read."""

    document_id = _text("Name of the document: its file's stem.", primary_key=True)
    title = _text("Title, from the document, its metadata or sources.toml.")
    publisher = _text("Who published it; empty where nothing says so.")
    published = dy.Date(nullable=True, description="Day of publication; empty where nothing says so.")
    path = _text("Path of the file below the folder it was read from.")
    format = _text("Format it was read as: text, markdown, html, pdf, docx, …")
    sha256 = _text("SHA-256 of the file's bytes, in hexadecimal.")
    characters = _whole("Length of the text in characters.")
    words = _whole("Words of the text, separated by white space.")
    claims = _whole("Rows of this document in the claims table with salience `claim`.")


class ClaimTable(dy.Schema):
    """One row a numeric expression."""

    claim_id = _text("Stable name: the same document text and span give the same id.", primary_key=True)
    document_id = _text("Document the claim stands in.")
    start = _whole("Offset of the first character of `quote` in the document's text, counted in characters from 0.")
    end = _whole("Offset behind the last character of `quote`.")
    quote = _text("The number with its scale and unit as written, without its hedge.")
    low = _number("Lowest value the text states, in `unit`.")
    high = _number("Highest value the text states, in `unit`; equal to `low` for a single figure.")
    value = _number("Midpoint of `low` and `high`.")
    unit = _text("Canonical unit; for counted things their singular noun.")
    dimension = _text("What is measured: currency, share, ratio, count, information, power, time, …")
    kind = _of(Kind, "level, share, growth, ratio, duration or probability.")
    bound = _of(Bound, "What the hedge says: exact, approx (about), gt (over), lt (nearly), up_to.")
    subject = _text("Who or what the figure is about, as the text names it.")
    metric = _text("Which property of the subject, as the text names it.")
    metric_id = _text("The catalogue's name of the metric; empty where none fits.")
    qualifier = _text("What else distinguishes the figure: a precision, a model size, a baseline.")
    period = _text("When it holds: 2029, 2026-03, 2026-Q1, 2025/2029; empty where the text gives none.")
    period_start = dy.Date(nullable=True, description="First day of the period.")
    period_end = dy.Date(nullable=True, description="Last day of the period.")
    modality = _of(Modality, "actual, projection, target, estimate or hypothetical.")
    speaker = _text("Who says so; empty where it is the document itself.")
    zone = _of(Zone, "Part of the document: heading, toc, body, table, timeline, yaml, reference, quote.")
    salience = _of(Salience, "`claim`, or `incidental` for small number words, references and the like.")
    line = _whole("Line of the text, counted from 1.")
    page = _whole("Page of the document, counted from 1; 0 where the format has none.")
    sentence = _text("The sentence or table row the figure stands in.")
    sentence_start = _whole("Offset of that sentence in the document's text.")
    resolution = _number("Size of one step of the last digit written, in `unit`: 0.1 for 3.2×.")
    rule = _text("Rule of the grammar that read the figure.")
    correction = _text("Reason of a reviewed correction applied to this claim; empty where none is.")

    @dy.rule()
    def low_not_above_high(cls) -> pl.Expr:
        """A range runs upwards."""
        return pl.col("low") <= pl.col("high")

    @dy.rule()
    def span_not_empty(cls) -> pl.Expr:
        """A claim stands somewhere."""
        return pl.col("start") < pl.col("end")

    @dy.rule()
    def quote_fills_span(cls) -> pl.Expr:
        """The quote is as long as its span."""
        return pl.col("quote").str.len_chars() == pl.col("end") - pl.col("start")


class SeriesTable(dy.Schema):
    """One row a series: claims of one subject and metric that may stand on one axis."""

    series_id = _text("Stable name: the same subject, metric, qualifier and unit give the same id.", primary_key=True)
    subject = _text("Who or what the series is about.")
    metric_id = _text("The catalogue's name of the metric; empty where none fits.")
    metric = _text("Which property of the subject.")
    qualifier = _text("What else distinguishes the series.")
    unit = _text("Unit all its points are given in.")
    dimension = _text("What is measured.")
    points = _whole("How many points it has.")
    first = dy.Date(nullable=True, description="First day of its earliest period.")
    last = dy.Date(nullable=True, description="Last day of its latest period.")


class PointTable(dy.Schema):
    """One row a claim's place in a series."""

    series_id = _text("The series.", primary_key=True)
    claim_id = _text("The claim.", primary_key=True)
    period_start = dy.Date(nullable=True, description="First day of the claim's period.")
    period_end = dy.Date(nullable=True, description="Last day of the claim's period.")
    low = _number("Lowest value the digits and the hedge allow, in the series' unit.")
    high = _number("Highest value the digits and the hedge allow, in the series' unit.")
    value = _number("The figure itself, in the series' unit.")
    modality = _of(Modality, "actual, projection, target, estimate or hypothetical.")
    bound = _of(Bound, "What the hedge says.")
    document_id = _text("Document the claim stands in.")


class CheckTable(dy.Schema):
    """One row an application of a check to named claims."""

    check_id = _text("Stable name: the same check on the same claims gives the same id.", primary_key=True)
    type = _of(CheckType, "What is compared.")
    verdict = _of(Verdict, "consistent, contradiction, implied (follows, stated nowhere) or update (changed later).")
    severity = _of(Severity, "What to read first: high, medium, low, info.")
    stated_low = _number("Lowest value the text's figure may stand for.", nullable=True)
    stated_high = _number("Highest value the text's figure may stand for.", nullable=True)
    implied_low = _number("Lowest value that follows from the other claims.", nullable=True)
    implied_high = _number("Highest value that follows from the other claims.", nullable=True)
    unit = _text("Unit of the four values.")
    gap = _number(
        "How far apart the stated and the implied interval are, as a share; 0 where they meet.", nullable=True
    )
    formula = _text("The computation with its numbers.")
    explanation = _text("The verdict as a sentence.")
    documents = _text("Documents of the claims, separated by semicolons.")
    code = _text("Stable code of the check, as `claims rule CODE` explains it.")
    grade = _of(Grade, "exact, within_rounding, only_by_rounding, apart or not_stated.")


class CheckInputTable(dy.Schema):
    """One row a claim that a check used."""

    check_id = _text("The check.", primary_key=True)
    position = _whole("Place of the claim among the check's inputs, counted from 0.", primary_key=True)
    role = _text("Part the claim plays: start, end, multiple, rate, part, total, …")
    claim_id = _text("The claim.")


class CoverageTable(dy.Schema):
    """One row a document and reason: how many of its numbers were taken or set aside, and why."""

    document_id = _text("The document.", primary_key=True)
    reason = _text("claim, incidental, or why a number was set aside: date, name, reference, …", primary_key=True)
    numbers = _whole("Numbers of the document with this reason.")
    checked = _whole("Of these, claims that entered at least one check.")


class RuleTable(dy.Schema):
    """One row a check of the catalogue of checks."""

    code = _text("Stable code of the check.", primary_key=True)
    type = _of(CheckType, "What is compared.")
    title = _text("Its name.")
    compares = _text("What it compares with what.")
    example = _text("An example.")


class QuarantineTable(dy.Schema):
    """One row a file that could not be read."""

    path = _text("Path of the file below the folder it was read from.", primary_key=True)
    reason = _text("Why it could not be read.")
    remedy = _text("What to do about it.")


class TextTable(dy.Schema):
    """One row a document's text; in the snapshot only."""

    document_id = _text("The document.", primary_key=True)
    text = _text("The text that all offsets count in.")


# Published tables by name, in the order the dictionary lists them.
TABLES: dict[str, type[dy.Schema]] = {
    "documents": DocumentTable,
    "claims": ClaimTable,
    "series": SeriesTable,
    "points": PointTable,
    "checks": CheckTable,
    "check_inputs": CheckInputTable,
    "coverage": CoverageTable,
    "rules": RuleTable,
    "quarantine": QuarantineTable,
}

# Tables that stand in the snapshot for the dashboard but are no extract: the documents' texts are their publishers'.
SNAPSHOT_ONLY: dict[str, type[dy.Schema]] = {"texts": TextTable}

FOREIGN_KEYS: dict[tuple[str, str], tuple[str, str]] = {
    ("claims", "document_id"): ("documents", "document_id"),
    ("points", "series_id"): ("series", "series_id"),
    ("points", "claim_id"): ("claims", "claim_id"),
    ("points", "document_id"): ("documents", "document_id"),
    ("check_inputs", "check_id"): ("checks", "check_id"),
    ("check_inputs", "claim_id"): ("claims", "claim_id"),
    ("coverage", "document_id"): ("documents", "document_id"),
}

# A document's figures sort by where they stand; other tables by their key.
SORT_KEYS: dict[str, tuple[str, ...]] = {
    "claims": ("document_id", "start", "end"),
    "check_inputs": ("check_id", "position"),
    "points": ("series_id", "claim_id"),
}


def schema(table: str) -> pl.Schema:
    """Names and polars types of a table's columns, in order."""
    columns = (TABLES | SNAPSHOT_ONLY)[table].columns()
    return pl.Schema({name: column.dtype for name, column in columns.items()})
