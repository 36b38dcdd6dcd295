"""One finding at a place: what does not add up, the figures it is about, and how to mend it."""

from dataclasses import dataclass

from etl.model.finding import Severity, Verdict

# What a linter itself has to say, beside the checks: code → what it means.
OWN_RULES = {
    "published-otherwise": "A published document gives another figure for the same quantity and time (--against).",
    "unused-ignore": "A comment or a setting ignores a finding that is not there (any more).",
    "invalid-ignore": "A comment or a setting ignores something, but names no known rule or gives no reason.",
}
SEVERITIES = tuple(Severity)  # what to read first stands first

# Formats whose text is the file itself: only there a line of the text is a line of the file.
SOURCE_FORMATS = frozenset({"text", "markdown"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A place in a document: a claim with the part it plays, or the comment that ignores a finding.

    Lines and columns count from 1, in characters; `end_column` is behind the last character. `path` is the file as
    the user named it; empty for a document that was published before, which `title` names.
    """

    path: str
    title: str
    document_id: str
    start: int
    end: int
    quote: str
    line: int
    column: int
    end_line: int
    end_column: int
    page: int = 0
    role: str = ""
    claim_id: str = ""
    sentence: str = ""
    sentence_start: int = 0
    format: str = "text"

    @property
    def is_in_source(self) -> bool:
        """Whether line and column are those of the file, not of a text drawn from it."""
        return bool(self.path) and self.format in SOURCE_FORMATS

    @property
    def place(self) -> str:
        """Where a person finds it."""
        if not self.path:
            return self.title
        page = f" (page {self.page})" if self.page else ""
        return f"{self.path}:{self.line}:{self.column}{page}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check says of some figures. `figures[anchor]` is the one to mend first.

    `check_id` is the id `claims refresh` publishes; empty where the linter itself speaks (OWN_RULES).
    """

    code: str
    type: str
    verdict: Verdict | None
    severity: Severity
    message: str
    figures: tuple[Figure, ...]
    anchor: int = 0
    check_id: str = ""
    stated: tuple[float, float] | None = None
    implied: tuple[float, float] | None = None
    unit: str = ""
    gap: float | None = None
    formula: str = ""
    hint: str = ""

    @property
    def at(self) -> Figure:
        """The figure to mend first."""
        return self.figures[self.anchor]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be linted, in one line."""

    path: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was linted, and how many of its claims entered a check."""

    path: str
    document_id: str
    format: str
    claims: int
    checked: int


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a comment in the text, or else a setting, ignores."""

    problem: Problem
    reason: str
    in_text: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run says; `rules` are the codes there are, with their titles."""

    problems: tuple[Problem, ...]
    documents: tuple[Checked, ...]
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()

    @property
    def exit_code(self) -> int:
        """2 where an input could not be read, 1 on a contradiction, else 0."""
        if self.failures:
            return 2
        return int(any(problem.verdict is Verdict.CONTRADICTION for problem in self.problems))
