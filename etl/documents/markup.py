"""Blocks to Markdown-like text, so that one layout serves every format."""

import re
from collections.abc import Iterable, Sequence

_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "address",
        "figure",
        "figcaption",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "form",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "body",
        "html",
        "center",
    ]
)
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_MATH = re.compile(r"[+\-−]?\d{1,3}|n")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def pipe_rows(rows: Iterable[Sequence[str]], *, has_header: bool = True) -> str:
    """Rows of cells as lines between pipes, with the divider that makes the first row a header."""
    lines = ["| " + " | ".join(cell.replace("|", "¦") for cell in row) + " |" for row in rows]
    if has_header and lines:
        lines.insert(1, "|" + " --- |" * lines[0].count(" |"))
    return "\n".join(lines)


class Writer:
    """Takes a tree of elements as it is walked and writes its text, a blank line between blocks."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.prefix = ""
        self.lists: list[int] = []  # of each open list: the next number, or -1 where it has bullets
        self.quotes = 0

    def words(self, text: str) -> None:
        """Running text; white space of any length is one space."""
        self.line.append(_SPACE.sub(" ", text))

    def raised(self, text: str, *, is_reference: bool) -> None:
        """A superscript: a footnote's mark, an exponent, or an ordinal's ending."""
        if is_reference:
            self.line.append(text if text.startswith("[") else f"[{text}]")
        else:
            self.line.append(text.translate(_RAISED) if _MATH.fullmatch(text) else text)

    def enter(self, tag: str) -> None:
        """An element begins."""
        if tag in _HEADINGS:
            self._open(_HEADINGS[tag])
        elif tag in ("ul", "ol", "menu"):
            self._close()
            self.lists.append(1 if tag == "ol" else -1)
        elif tag == "li":
            self._open("  " * (len(self.lists) - 1) + self._mark())
        elif tag == "blockquote":
            self._close()
            self.quotes += 1
        elif tag == "br":
            self.line.append("\n")
        elif tag == "hr":
            self._open("---")
            self._close()
        elif tag in _BLOCKS:
            self._close()

    def leave(self, tag: str) -> None:
        """An element ends."""
        if tag in _HEADINGS or tag in _BLOCKS or tag == "li":
            self._close()
        elif tag in ("ul", "ol", "menu"):
            self._close()
            self.lists.pop()
        elif tag == "blockquote":
            self._close()
            self.quotes -= 1

    def table(self, rows: list[list[str]], *, has_header: bool) -> None:
        """A table of data."""
        self._close()
        self.blocks.append(pipe_rows(rows, has_header=has_header or len(rows) > 1))

    def code(self, text: str) -> None:
        """Text whose spaces and lines count."""
        self._close()
        self.blocks.append("```\n" + text.strip("\n") + "\n```")

    def text(self) -> str:
        """All that was written."""
        self._close()
        joined: list[str] = []
        for before, block in zip(["", *self.blocks], self.blocks, strict=False):
            if joined:
                joined.append("\n" if _is_item(before) and _is_item(block) else "\n\n")
            joined.append(block)
        return "".join(joined) + "\n" if joined else ""

    def _mark(self) -> str:
        if not self.lists or self.lists[-1] < 0:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1] - 1}. "

    def _open(self, prefix: str) -> None:
        self._close()
        self.prefix = prefix

    def _close(self) -> None:
        text = "\n".join(_SPACE.sub(" ", line).strip() for line in "".join(self.line).split("\n")).strip("\n")
        if text or self.prefix == "---":
            mark = "> " * self.quotes + self.prefix
            text = text.replace("\n", " " if self.prefix.startswith("#") else "\n" + "> " * self.quotes)
            self.blocks.append(mark + text)
            self.prefix = ""
        elif not self.prefix.strip().startswith(("-", "#")) and not self.prefix.strip().rstrip(".").isdecimal():
            self.prefix = ""
        self.line.clear()


_ITEM = re.compile(r"(?:> )*\s*(?:- |\d+\. )")


def _is_item(block: str) -> bool:
    return _ITEM.match(block) is not None
