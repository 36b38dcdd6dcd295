"""Printed lines to text: paragraphs, headings, lists and tables of a page, told by place and size of their print."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from etl.documents.markup import pipe_rows

_HYPHENS = ("\x02", "\ufffe", "\xad", "-", "‐")
_MARK = re.compile(r"\s*(?:[•◦▪▸‣●○■□–*-]|\(?\d{1,3}[.)])\s+\S")
_BULLET = re.compile(r"\s*[•◦▪▸‣●○■□–*-]\s+")
_LARGE = 1.15  # of the usual print size: a heading
_LONGEST_HEADING = 160
_WIDE = 1.35  # of the usual distance of lines: a new paragraph
_APART = 2.3  # of the print size: so far apart no lines of a paragraph stand
_EDGE = 2  # so many lines at the top and bottom of a page may be its running head or foot


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of a page in points; tabs in `text` stand for gaps between columns."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


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
    text, starts = "", []
    for lines in kept:
        blocks = _page_blocks(lines, marks)
        if text and blocks:
            text += " " if _runs_on(text, blocks[0]) else "\n\n"
            if text.endswith("- ") and text[-3:-2].isalpha():
                text = text[:-2]
        starts.append(len(text))
        text += "\n\n".join(blocks)
    return text + "\n", tuple(starts)


def _shape(line: PrintLine) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def _at_edge(at: int, lines: list[PrintLine]) -> bool:
    return at < _EDGE or at >= len(lines) - _EDGE


def _running(pages: list[list[PrintLine]]) -> set[str]:
    """Heads and feet that most pages repeat, but for their numbers."""
    seen = Counter(shape for lines in pages for shape in {_shape(each) for each in lines[:_EDGE] + lines[-_EDGE:]})
    return {shape for shape, count in seen.items() if count >= 3 and 2 * count > len(pages)}


def _runs_on(text: str, block: str) -> bool:
    """Whether a paragraph goes on behind the page break."""
    last = text[text.rfind("\n") + 1 :]
    return block[:1].islower() and not last.startswith(("|", "#")) and text[-1] not in ".!?:|"


def _page_blocks(lines: list[PrintLine], marks: dict[float, str]) -> list[str]:
    leading = _leading(lines)
    blocks: list[str] = []
    at = 0
    while at < len(lines):
        end = at + 1
        if "\t" in lines[at].text:
            while end < len(lines) and "\t" in lines[end].text and lines[end].size == lines[at].size:
                end += 1
        if end - at > 1:
            blocks.append(_table(lines[at:end]))
        else:
            while end < len(lines) and _continues(lines[end - 1], lines[end], leading, lines[at]):
                end += 1
            blocks.append(_paragraph(lines[at:end], marks))
        at = end
    return blocks


def _leading(lines: list[PrintLine]) -> float:
    """The distance of lines within paragraphs: a small one of all distances."""
    steps = sorted(above.bottom - below.bottom for above, below in pairwise(lines))
    positive = [step for step in steps if step > 1]
    return positive[len(positive) // 5] if positive else 0.0


def _continues(above: PrintLine, below: PrintLine, leading: float, first: PrintLine) -> bool:
    if above.size != below.size or "\t" in below.text or _MARK.match(below.text):
        return False
    step = above.bottom - below.bottom
    if not 0 < step <= min(_WIDE * max(leading, above.size), _APART * above.size):
        return False
    hanging = bool(_MARK.match(first.text))
    indented = below.left - above.left > above.size and not (hanging and above is first)
    ended = above.text.rstrip()[-1:] in ".!?:" and above.right < below.right - 4 * above.size
    return not indented and not ended


def _table(lines: list[PrintLine]) -> str:
    return pipe_rows([[cell.strip() for cell in line.text.split("\t")] for line in lines])


def _paragraph(lines: list[PrintLine], marks: dict[float, str]) -> str:
    text = ""
    for line in lines:
        text = _joined(text, line.text.replace("\t", "  ").strip())
    if text[-1:] in _HYPHENS[:3]:
        text = text[:-1] + "-"
    bullet = _BULLET.match(text)
    if bullet:
        return "- " + text[bullet.end() :]
    return marks.get(lines[0].size, "") + text if len(text) <= _LONGEST_HEADING else text


def _joined(text: str, line: str) -> str:
    """Two lines as one: a hyphen that only breaks a word goes, one that belongs to a compound stays."""
    if not text or not line:
        return text + line
    if text.endswith(_HYPHENS):
        stem = text[:-1]
        word = stem.rsplit(" ", 1)[-1]
        is_break = line[0].islower() and word.isalpha() and text[-1] != "‐"
        if text[-1] not in "-‐" or is_break:
            return stem + line if is_break else f"{stem}-{line}"
        return text + line if word and not word.endswith("-") else f"{text} {line}"
    return f"{text} {line}"
