"""Printed lines to text: paragraphs, headings, lists and tables of a page, told by place and size of their print."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from etl.documents.markup import pipe_rows

BREAK = "\ufffe"  # a hyphen at the end of a line, which may belong to the word or to the line
_HYPHENS = ("-", "‐", "\xad", BREAK)
_BROKEN = re.compile(rf"(\w+){BREAK}(\w*)")
_MARK = re.compile(r"\s*(?:[•◦▪▸‣●○■□–*-]|\(?\d{1,3}[.)]|\d{4}-\d\d(?:-\d\d)?\s?[:–—])\s+\S")
_CITED = re.compile(r"\s*\[\d{1,3}\]\s")  # an entry of a list of references, if the one before it is one
_BULLET = re.compile(r"\s*[•◦▪▸‣●○■□–*-]\s+")
_LARGE = 1.15  # of the usual print size: a heading
_LONGEST_HEADING = 160
_WIDE = 1.35  # of the usual distance of lines: a new paragraph
_APART = 2.3  # of the print size: so far apart no lines of a paragraph stand
_COLUMN = 60  # points: lines that begin so close to each other stand in one column
_SPACE, _SLACK = 0.25, 0.5  # of the print size: a space between words, and how ragged an edge may be
_ENDINGS = ".!?:"
_EDGE = 2  # so many lines at the top and bottom of a page may be its running head or foot


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of a page in points; tabs in `text` stand for gaps between columns.

    `base` and `bottom` are the lower edges of its first and last character, which differ where a word is broken;
    `opening` is the width of its first word.
    """

    text: str
    left: float
    right: float
    base: float
    bottom: float
    size: float
    opening: float = 0.0


def reflow(pages: list[list[PrintLine]]) -> tuple[str, tuple[int, ...]]:
    """The text of all pages, and the offset at which each begins."""
    running = _running(pages)
    kept = [
        [line for at, line in enumerate(lines) if not (_at_edge(at, lines) and _shape(line) in running)]
        for lines in pages
    ]
    sizes: Counter[float] = Counter()
    for lines in kept:
        for line in lines:
            sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 1.0
    larger = sorted({line.size for lines in kept for line in lines if line.size >= _LARGE * usual}, reverse=True)
    marks = {size: "#" * min(level, 4) + " " for level, size in enumerate(larger, start=1)}
    words = _whole_words([line.text for lines in kept for line in lines])
    text, starts = "", []
    before: list[PrintLine] = []
    for lines in kept:
        goes_on = bool(before and lines and "\t" in before[-1].text and "\t" in lines[0].text)
        blocks = [_mended(block, words) for block in _page_blocks(lines, marks, goes_on=goes_on)]
        text += ("\n" if goes_on else "\n\n") if text and blocks else ""
        if before and lines and _runs_on(before, lines[0]):
            cut = text.rstrip("\n").rfind("\n") + 1
            joined = _mended(_joined(text[cut:].rstrip("\n"), blocks[0]), words)
            text = text[:cut] + joined[: len(joined) - len(blocks[0])]
        starts.append(len(text))
        text += "\n\n".join(blocks)
        before = lines or before
    return text + "\n", tuple(starts)


def _whole_words(lines: list[str]) -> set[str]:
    """Words that stand somewhere without being cut by a line's end."""
    text = "\n".join(lines).lower()
    cut = re.compile(rf"\w+(?:[{''.join(_HYPHENS)}]\n|{BREAK})\w*")
    return set(re.findall(r"\w+", cut.sub(" ", text)))


def _mended(text: str, words: set[str]) -> str:
    """Words broken at a line's end made whole; two words that stand alone elsewhere keep their hyphen."""

    def whole(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        is_compound = not second.isalpha() or not second.islower() or not first.isalpha()
        return f"{first}-{second}" if is_compound or {first.lower(), second} <= words else first + second

    return _BROKEN.sub(whole, text)


def _shape(line: PrintLine) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def _at_edge(at: int, lines: list[PrintLine]) -> bool:
    return at < _EDGE or at >= len(lines) - _EDGE


def _running(pages: list[list[PrintLine]]) -> set[str]:
    """Heads and feet that most pages repeat, but for their numbers."""
    seen = Counter(shape for lines in pages for shape in {_shape(each) for each in lines[:_EDGE] + lines[-_EDGE:]})
    return {shape for shape, count in seen.items() if count >= 3 and 2 * count > len(pages)}


def _runs_on(before: list[PrintLine], first: PrintLine) -> bool:
    """Whether the last paragraph of a page goes on at the top of the next."""
    last = before[-1]
    if last.size != first.size or "\t" in last.text + first.text or _MARK.match(first.text):
        return False
    if last.text.rstrip()[-1:] in _ENDINGS:
        return False
    return first.text.lstrip()[:1].islower() or not _ended(last, first, before)


def _ended(line: PrintLine, following: PrintLine, lines: list[PrintLine]) -> bool:
    """Whether a line was ended on purpose: the word behind it would have found room on it."""
    alike = [each for each in lines if each.size == line.size and "\t" not in each.text]
    edge = max((each.right for each in alike if abs(each.left - line.left) < _COLUMN), default=line.right)
    return line.right + _SPACE * line.size + following.opening < edge - _SLACK * line.size


def _page_blocks(lines: list[PrintLine], marks: dict[float, str], *, goes_on: bool) -> list[str]:
    leading = _leading(lines)
    blocks: list[str] = []
    at = 0
    while at < len(lines):
        end = at + 1
        if "\t" in lines[at].text:
            while end < len(lines) and "\t" in lines[end].text and lines[end].size == lines[at].size:
                end += 1
        if end - at > 1 or lines[at].text.count("\t") > 1:
            blocks.append(_table(lines[at:end], has_header=not (goes_on and at == 0)))
        else:
            while end < len(lines) and _continues(lines, at, end, leading):
                end += 1
            blocks.append(_paragraph(lines[at:end], marks))
        at = end
    return blocks


def _leading(lines: list[PrintLine]) -> float:
    """The distance of lines within paragraphs: a small one of all distances."""
    steps = sorted(above.bottom - below.base for above, below in pairwise(lines))
    positive = [step for step in steps if step > 1]
    return positive[len(positive) // 5] if positive else 0.0


def _continues(lines: list[PrintLine], first: int, at: int, leading: float) -> bool:
    """Whether line `at` belongs to the paragraph that begins with line `first` and reaches to the line before."""
    above, below = lines[at - 1], lines[at]
    if above.size != below.size or "\t" in below.text or _MARK.match(below.text):
        return False
    if _CITED.match(below.text) and _CITED.match(lines[first].text):
        return False
    step = above.bottom - below.base
    if not 0 < step <= min(_WIDE * max(leading, above.size), _APART * above.size):
        return False
    hanging = at - 1 == first and _MARK.match(above.text)
    indented = below.left - above.left > above.size and not hanging
    return not indented and not _ended(above, below, lines)


def _table(lines: list[PrintLine], *, has_header: bool) -> str:
    return pipe_rows([[cell.strip() for cell in line.text.split("\t")] for line in lines], has_header=has_header)


def _paragraph(lines: list[PrintLine], marks: dict[float, str]) -> str:
    text = ""
    for line in lines:
        text = _joined(text, line.text.replace("\t", "  ").strip())
    bullet = _BULLET.match(text)
    if bullet:
        return "- " + text[bullet.end() :]
    return marks.get(lines[0].size, "") + text if len(text) <= _LONGEST_HEADING else text


def _joined(text: str, line: str) -> str:
    """Two lines as one; a hyphen between them is marked as one that may only break the word."""
    if text.endswith(_HYPHENS) and text[-2:-1].isalnum() and line[:1].isalnum():
        return text[:-1] + BREAK + line
    return f"{text} {line}" if text and line else text + line
