"""For people: a line a finding as linters write it, the sentence with its numbers underlined, and how to mend it."""

import re
import unicodedata
from collections.abc import Iterator

from etl.lint.problem import Figure, Problem, Report
from etl.lint.spoken import span
from etl.model.finding import Verdict

_WIDTH = 100
_INDENT = "    "
_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def render(report: Report, *, colour: bool = False) -> str:
    """The report as text; `colour` with the escape codes of a terminal."""
    paint = _Paint(colour)
    parts = ["\n".join(_lines(problem, paint)) for problem in report.problems]
    return "\n\n".join([*parts, _summary(report, paint)]) + "\n"


class _Paint:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, *names: str) -> str:
        if not self._colour or not text:
            return text
        return f"\033[{';'.join(_COLOURS[name] for name in names)}m{text}\033[0m"


def _lines(problem: Problem, paint: _Paint) -> Iterator[str]:
    tone = "red" if problem.verdict is Verdict.CONTRADICTION else "yellow"
    tone = "cyan" if problem.verdict in (Verdict.IMPLIED, Verdict.CONSISTENT) else tone
    yield f"{paint(problem.at.place, 'bold')}  {paint(problem.code, tone, 'bold')}  {problem.message}"
    for sentence in _sentences(problem):
        if sentence[0].sentence_start != problem.at.sentence_start or sentence[0].path != problem.at.path:
            yield f"{_INDENT}{paint(sentence[0].place, 'dim')}"
        yield from _underlined(sentence, problem.at, paint, tone)
    compared = _compared(problem)
    if compared:
        yield f"{_INDENT}{compared}"
    if problem.hint:
        yield f"{_INDENT}{paint('hint:', 'green')} {problem.hint}"


def _sentences(problem: Problem) -> list[list[Figure]]:
    """Figures by the sentence they stand in; the sentence to mend comes first, the others as the check names them."""
    grouped: dict[tuple[str, int], list[Figure]] = {}
    for figure in (problem.at, *problem.figures):
        figures = grouped.setdefault((figure.document_id, figure.sentence_start), [])
        if figure not in figures:
            figures.append(figure)
    return list(grouped.values())


def _compared(problem: Problem) -> str:
    if problem.verdict is not Verdict.CONTRADICTION:
        return ""  # the message says it already
    parts = [
        f"{name} {span(*pair, problem.unit)}"
        for name, pair in (("implied", problem.implied), ("stated", problem.stated))
        if pair
    ]
    return "   ".join([*parts, f"{problem.gap:.1%} apart"] if problem.gap else parts)


def _underlined(figures: list[Figure], at: Figure, paint: _Paint, tone: str) -> Iterator[str]:
    sentence = figures[0].sentence
    marks = [" "] * len(sentence)
    for figure in figures:
        first = figure.start - figure.sentence_start
        for index in range(max(first, 0), min(first + figure.end - figure.start, len(marks))):
            marks[index] = "^" if figure.claim_id == at.claim_id and figure.start == at.start else "-"
    bar = paint("|", "dim")
    for start, end in _wrapped(sentence):
        part = marks[start:end]
        yield f"{_INDENT}{bar} {_tinted(sentence[start:end], part, paint, tone)}".rstrip()
        under = "".join(mark * _columns(letter) for letter, mark in zip(sentence[start:end], part, strict=True))
        if under.strip():
            yield f"{_INDENT}{bar} {paint(under.rstrip(), tone)}"


def _wrapped(sentence: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines of a sentence, indents left out, long lines broken at a space."""
    for line in _LINE.finditer(sentence):
        start, stop = line.span()
        while stop - start > _WIDTH:
            space = sentence.rfind(" ", start + _WIDTH // 2, start + _WIDTH)
            end = space + 1 if space > start else start + _WIDTH
            yield start, end
            start = end
        yield start, stop


def _tinted(text: str, marks: list[str], paint: _Paint, tone: str) -> str:
    parts: list[tuple[str, str]] = []
    for letter, mark in zip(text, marks, strict=True):
        if parts and parts[-1][1] == mark:
            parts[-1] = (parts[-1][0] + letter, mark)
        else:
            parts.append((letter, mark))
    return "".join(part if mark == " " else paint(part, tone, "bold") for part, mark in parts)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _summary(report: Report, paint: _Paint) -> str:
    counts = [
        _count(sum(problem.verdict is verdict for problem in report.problems), name)
        for verdict, name in (
            (Verdict.CONTRADICTION, "contradiction"),
            (Verdict.UPDATE, "update"),
            (Verdict.IMPLIED, "implied figure"),
            (Verdict.CONSISTENT, "consistent figure"),
            (None, "remark"),
        )
    ]
    found = ", ".join(count for count in counts if not count.startswith("0 "))
    claims, checked = sum(each.claims for each in report.documents), sum(each.checked for each in report.documents)
    line = f"{found or 'Nothing to mend'} in {_count(len(report.documents), 'document')}"
    line += f" ({_count(claims, 'claim')}, {checked} checked"
    line += f", {len(report.suppressed)} ignored)." if report.suppressed else ")."
    return paint(line, "bold")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
