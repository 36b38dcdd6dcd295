"""Every published column, named, typed and explained once; CSV, Parquet and dictionary follow from it.

A primary key names a row; `FOREIGN_KEYS` says which column points where.
"""

from collections.abc import Iterable

import polars as pl

from etl.model.claim import Modality, Salience
from etl.model.columns import Table, choice, day, law, number, text, whole
from etl.model.document import Zone
from etl.model.finding import CheckType, Grade, Severity, Verdict
from etl.model.quantity import Bound, Kind


class DocumentTable(Table):
    """One row a document that was read."""

    document_id = text("Name of the document: its file's stem.", primary_key=True)
    title = text("Title, from the document, its metadata or sources.toml.")
    publisher = text("Who published it; empty where nothing says so.")
    published = day("Day of publication; empty where nothing says so.")
    path = text("Path of the file below the folder it was read from.")
    format = text("Format it was read as: text, markdown, html, pdf, docx, …")
    sha256 = text("SHA-256 of the file's bytes, in hexadecimal.")
    characters = whole("Length of the text in characters.")
    words = whole("Words of the text, separated by white space.")
    claims = whole("Rows of this document in the claims table with salience `claim`.")


class ClaimTable(Table):
    """One row a numeric expression."""

    claim_id = text("Stable name: the same document text and span give the same id.", primary_key=True)
    document_id = text("Document the claim stands in.")
    start = whole("Offset of the first character of `quote` in the document's text, counted in characters from 0.")
    end = whole("Offset behind the last character of `quote`.")
    quote = text("The number with its scale and unit as written, without its hedge.")
    low = number("Lowest value the text states, in `unit`.")
    high = number("Highest value the text states, in `unit`; equal to `low` for a single figure.")
    value = number("Midpoint of `low` and `high`.")
    unit = text("Canonical unit; for counted things their singular noun.")
    dimension = text("What is measured: currency, share, ratio, count, information, power, time, …")
    kind = choice(Kind, "level, share, growth, ratio, duration or probability.")
    bound = choice(Bound, "What the hedge says: exact, approx (about), gt (over), lt (nearly), up_to.")
    subject = text("Who or what the figure is about, as the text names it.")
    metric = text("Which property of the subject, as the text names it.")
    metric_id = text("The catalogue's name of the metric; empty where none fits.")
    qualifier = text("What else distinguishes the figure: a precision, a model size, a baseline.")
    period = text("When it holds: 2029, 2026-03, 2026-Q1, 2025/2029; empty where the text gives none.")
    period_start = day("First day of the period.")
    period_end = day("Last day of the period.")
    modality = choice(Modality, "actual, projection, target, estimate or hypothetical.")
    speaker = text("Who says so; empty where it is the document itself.")
    zone = choice(Zone, "Part of the document: heading, toc, body, table, timeline, yaml, reference, quote.")
    salience = choice(Salience, "`claim`, or `incidental` for small number words, references and the like.")
    line = whole("Line of the text, counted from 1.")
    page = whole("Page of the document, counted from 1; 0 where the format has none.")
    sentence = text("The sentence or table row the figure stands in.")
    sentence_start = whole("Offset of that sentence in the document's text.")
    resolution = number("Size of one step of the last digit written, in `unit`: 0.1 for 3.2×.")
    rule = text("Rule of the grammar that read the figure.")
    correction = text("Reason of a reviewed correction applied to this claim; empty where none is.")

    @law
    def low_not_above_high(cls) -> pl.Expr:
        """A range runs upwards."""
        return pl.col("low") <= pl.col("high")

    @law
    def span_not_empty(cls) -> pl.Expr:
        """A claim stands somewhere."""
        return pl.col("start") < pl.col("end")

    @law
    def quote_fills_span(cls) -> pl.Expr:
        """The quote is as long as its span."""
        return pl.col("quote").str.len_chars() == pl.col("end") - pl.col("start")


class SeriesTable(Table):
    """One row a series: claims of one subject and metric that may stand on one axis."""

    series_id = text("Stable name: the same subject, metric, qualifier and unit give the same id.", primary_key=True)
    subject = text("Who or what the series is about.")
    metric_id = text("The catalogue's name of the metric; empty where none fits.")
    metric = text("Which property of the subject.")
    qualifier = text("What else distinguishes the series.")
    unit = text("Unit all its points are given in.")
    dimension = text("What is measured.")
    points = whole("How many points it has.")
    first = day("First day of its earliest period.")
    last = day("Last day of its latest period.")


class PointTable(Table):
    """One row a claim's place in a series."""

    series_id = text("The series.", primary_key=True)
    claim_id = text("The claim.", primary_key=True)
    period_start = day("First day of the claim's period.")
    period_end = day("Last day of the claim's period.")
    low = number("Lowest value the digits and the hedge allow, in the series' unit.")
    high = number("Highest value the digits and the hedge allow, in the series' unit.")
    value = number("The figure itself, in the series' unit.")
    modality = choice(Modality, "actual, projection, target, estimate or hypothetical.")
    bound = choice(Bound, "What the hedge says.")
    document_id = text("Document the claim stands in.")


class CheckTable(Table):
    """One row an application of a check to named claims."""

    check_id = text("Stable name: the same check on the same claims gives the same id.", primary_key=True)
    type = choice(CheckType, "What is compared.")
    verdict = choice(Verdict, "consistent, contradiction, implied (follows, stated nowhere) or update (changed later).")
    severity = choice(Severity, "What to read first: high, medium, low, info.")
    stated_low = number("Lowest value the text's figure may stand for.", nullable=True)
    stated_high = number("Highest value the text's figure may stand for.", nullable=True)
    implied_low = number("Lowest value that follows from the other claims.", nullable=True)
    implied_high = number("Highest value that follows from the other claims.", nullable=True)
    unit = text("Unit of the four values.")
    gap = number("How far apart the stated and the implied interval are, as a share; 0 where they meet.", nullable=True)
    formula = text("The computation with its numbers.")
    explanation = text("The verdict as a sentence.")
    documents = text("Documents of the claims, separated by semicolons.")
    code = text("Stable code of the check, as `claims rule CODE` explains it.")
    grade = choice(Grade, "exact, within_rounding, only_by_rounding, apart or not_stated.")


class CheckInputTable(Table):
    """One row a claim that a check used."""

    check_id = text("The check.", primary_key=True)
    position = whole("Place of the claim among the check's inputs, counted from 0.", primary_key=True)
    role = text("Part the claim plays: start, end, multiple, rate, part, total, …")
    claim_id = text("The claim.")


class CoverageTable(Table):
    """One row a document and reason: how many of its numbers were taken or set aside, and why."""

    document_id = text("The document.", primary_key=True)
    reason = text("claim, incidental, or why a number was set aside: date, name, reference, …", primary_key=True)
    numbers = whole("Numbers of the document with this reason.")
    checked = whole("Of these, claims that entered at least one check.")
    no_like = whole("Of the others, claims whose unit no other figure of the document has.")
    no_neighbour = whole("Of the others, claims with figures like them elsewhere, but none in their sentence.")
    no_tie = whole("Of the others, claims with figures beside them that no words tie to them.")


class RuleTable(Table):
    """One row a check of the catalogue of checks."""

    code = text("Stable code of the check.", primary_key=True)
    type = choice(CheckType, "What is compared.")
    title = text("Its name.")
    compares = text("What it compares with what.")
    example = text("An example.")


class QuarantineTable(Table):
    """One row a file that could not be read."""

    path = text("Path of the file below the folder it was read from.", primary_key=True)
    reason = text("Why it could not be read.")
    remedy = text("What to do about it.")


class TextTable(Table):
    """One row a document's text; in the snapshot only."""

    document_id = text("The document.", primary_key=True)
    text = text("The text that all offsets count in.")


class ConversionTable(Table):
    """One row a unit and a unit its figures may be shown in; in the snapshot only."""

    unit = text("Unit a figure is given in.")
    target = text("Unit it may be shown in.")
    factor = number("What a value in `unit` is multiplied by to be in `target`.")
    period_start = day("First day of the year whose exchange rates make the factor; empty where it always holds.")
    note = text("Which factor or rate it is, for readers.")


# Published tables by name, in the order the dictionary lists them.
TABLES: dict[str, type[Table]] = {
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

# Tables that stand in the snapshot for the dashboard but are no extract: the documents' texts are their publishers', and
# factors are derived from the catalogue and the reference rates, not from the documents.
SNAPSHOT_ONLY: dict[str, type[Table]] = {"texts": TextTable, "conversions": ConversionTable}

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
    "conversions": ("unit", "target", "period_start"),
}


def schema(table: str) -> pl.Schema:
    """Names and polars types of a table's columns, in order."""
    columns = (TABLES | SNAPSHOT_ONLY)[table].columns()
    return pl.Schema({name: column.dtype for name, column in columns.items()})


def lacking(table: str, names: Iterable[str]) -> str:
    """What is wrong with a stored table that has these columns, in a sentence; empty where it has every column."""
    there = set(names)
    missing = [name for name in schema(table) if name not in there]
    return f"the table {table} lacks {', '.join(missing)}; another version wrote it." if missing else ""
