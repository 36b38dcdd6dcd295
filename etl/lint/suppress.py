"""What a writer has looked at and keeps: comments in the text, entries in pyproject.toml, and those of no use.

`<!-- claims: ignore CODE: reason -->` in a paragraph holds for that paragraph, on lines of its own for the one below,
`ignore-file` for the whole document. Several codes are separated by commas; a code may be a glob.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from etl.lint.places import Places
from etl.lint.problem import Figure, Problem, Suppressed
from etl.lint.settings import Suppression, fits
from etl.model.document import Document
from etl.model.finding import Severity, Verdict

_COMMENT = re.compile(r"<!--\s*claims:\s*(ignore(?:-file)?)\b(.*?)-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"\n[ \t]*(?:\r?\n[ \t]*)+")


@dataclass(frozen=True, slots=True)
class _Ignore:
    """A comment or an entry: which findings it takes away, where it stands, and with what reason."""

    codes: tuple[str, ...]
    reason: str
    figure: Figure
    start: int = 0
    end: int = -1
    entry: Suppression | None = None

    def takes(self, problem: Problem) -> bool:
        """Whether it is meant for a finding; there is nothing to ignore in what agrees."""
        if problem.verdict is Verdict.CONSISTENT:
            return False
        return fits(problem.code, self.codes) and any(self._holds(figure) for figure in problem.figures)

    def _holds(self, figure: Figure) -> bool:
        if self.entry:
            return is_for(self.entry, figure.path) and self.entry.quote in figure.sentence
        return figure.document_id == self.figure.document_id and self.start <= figure.start < self.end


def suppress(
    problems: Sequence[Problem],
    documents: Sequence[Document],
    shown: Mapping[str, str],
    entries: Sequence[Suppression],
    known: Sequence[str],
) -> tuple[list[Problem], list[Suppressed], list[Problem]]:
    """Findings kept, findings suppressed with their reasons, and what is wrong with the suppressions themselves."""
    places = Places({document.document_id: document for document in documents}, shown)
    ignores = [ignore for document in documents for ignore in _comments(document, places)]
    ignores += [_of_entry(entry) for entry in entries if _concerns(entry, shown)]
    kept: list[Problem] = []
    suppressed: list[Suppressed] = []
    used: set[int] = set()
    for problem in problems:
        taking = [index for index, ignore in enumerate(ignores) if ignore.takes(problem)]
        used.update(taking)
        if taking:
            first = ignores[taking[0]]
            suppressed.append(Suppressed(problem, first.reason, in_text=first.entry is None))
        else:
            kept.append(problem)
    own = [problem for ignore in ignores for problem in _flaws(ignore, known)]
    own += [_unused(ignore) for index, ignore in enumerate(ignores) if index not in used and _is_sound(ignore, known)]
    return kept, suppressed, own


def _comments(document: Document, places: Places) -> list[_Ignore]:
    ignores = []
    for match in _COMMENT.finditer(document.text):
        codes, _, reason = match[2].partition(":")
        start, end = _reach(document.text, match) if match[1].lower() == "ignore" else (0, len(document.text))
        figure = places.of_span(document, *match.span())
        ignores.append(_Ignore(_codes(codes), " ".join(reason.split()), figure, start, end))
    return ignores


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in re.split(r"[,\s]+", text) if code)


def _reach(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The paragraph a comment stands in; where it stands alone, the next one."""
    breaks = [0, *(each.end() for each in _BREAK.finditer(text)), len(text) + 1]
    index = max(number for number, at in enumerate(breaks) if at <= match.start())
    start, end = breaks[index], breaks[index + 1]
    alone = not _COMMENT.sub("", text[start:end]).strip()
    while alone and index + 2 < len(breaks):
        index += 1
        end = breaks[index + 1]
        alone = not _COMMENT.sub("", text[breaks[index] : end]).strip()
    return start, end


def _concerns(entry: Suppression, shown: Mapping[str, str]) -> bool:
    """An entry for a file that is not linted now is neither used nor unused."""
    return any(is_for(entry, path) for path in shown.values())


def is_for(entry: Suppression, path: str) -> bool:
    """Whether an entry names a file: as the user named it, or by its path below pyproject.toml."""
    if not path:
        return False
    folder = Path(entry.path).parent
    return fnmatch(path, entry.file) or fnmatch(str(Path(path).resolve()), str(folder.resolve() / entry.file))


def _of_entry(entry: Suppression) -> _Ignore:
    place = Figure(entry.path, "", "", 0, 0, entry.code, entry.line, 1, entry.line, 1, sentence="")
    return _Ignore((entry.code,), entry.reason, place, entry=entry)


def _flaws(ignore: _Ignore, known: Sequence[str]) -> list[Problem]:
    flaws = [f"there is no rule {code}" for code in ignore.codes if not any(fits(each, [code]) for each in known)]
    if not ignore.codes:
        flaws.append("it names no rule")
    if not ignore.reason:
        flaws.append("it gives no reason")
    hint = "Write <!-- claims: ignore CODE: reason -->; `claims rule` lists the codes."
    if ignore.entry:
        hint = "Give file, code and reason; `claims rule` lists the codes."
    return [_own("invalid-ignore", ignore, f"This ignores a finding, but {flaw}.", hint) for flaw in flaws]


def _is_sound(ignore: _Ignore, known: Sequence[str]) -> bool:
    return bool(ignore.codes) and all(any(fits(each, [code]) for each in known) for code in ignore.codes)


def _unused(ignore: _Ignore) -> Problem:
    codes = ", ".join(ignore.codes)
    return _own("unused-ignore", ignore, f"Nothing is ignored here: {codes} finds nothing (any more).", "Remove it.")


def _own(code: str, ignore: _Ignore, message: str, hint: str) -> Problem:
    return Problem(code, "other", None, Severity.LOW, message, (ignore.figure,), hint=hint)
