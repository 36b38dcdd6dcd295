"""PDF: the text layer, its lines joined to paragraphs, its large print as headings; page starts are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium

from etl.documents.content import Content, Raw
from etl.documents.reflow import BREAK, PrintLine, reflow
from etl.errors import DocumentError

_FEWEST_LETTERS = 20  # a page, on average; below it the pages are pictures
_CELL_GAP = 1.2  # of the size of the print: words further apart stand in columns


def read(raw: Raw) -> Content:
    """Read a PDF."""
    with _opened(raw) as document:
        if len(document) > raw.limits.members:
            reason = f"its {len(document):,} pages are over the limit of {raw.limits.members:,}"
            raise DocumentError(raw.path.name, reason, "Split it.")
        pages = [_lines(document[number]) for number in range(len(document))]
        named = {key.lower(): " ".join(value.split()) for key, value in document.get_metadata_dict().items()}
    letters = sum(len(line.text) for lines in pages for line in lines)
    if letters < _FEWEST_LETTERS * len(pages):
        reason = f"its {len(pages)} pages have no text layer; they look scanned"
        raise DocumentError(raw.path.name, reason, "Run OCR over it first (ocrmypdf IN OUT).")
    text, starts = reflow(pages)
    return Content(text=text, format="pdf", pages=starts, made=_made(named), meta={"title": named.get("title", "")})


@contextmanager
def _opened(raw: Raw) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            reason, remedy = "it is encrypted", "Save a copy without a password (qpdf --decrypt IN OUT)."
        else:
            reason, remedy = "it is damaged or cut off", "Download or export it again."
        raise DocumentError(raw.path.name, reason, remedy) from None
    try:
        yield document
    finally:
        document.close()


def _made(named: dict[str, str]) -> date | None:
    stamp = named.get("creationdate", "").removeprefix("D:")
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None


def _lines(page: pypdfium2.PdfPage) -> list[PrintLine]:
    textpage = page.get_textpage()
    try:
        found = []
        start = 0
        for part in textpage.get_text_range().replace("\x02", BREAK).split("\n"):
            if part.strip():
                found.append(_line(textpage, part, start))
            start += len(part) + 1
        return found
    finally:
        textpage.close()
        page.close()


def _line(textpage: pypdfium2.PdfTextPage, part: str, start: int) -> PrintLine:
    """A line with its place and print size; wide gaps between words are written as tabs."""
    words = list(_words(part, start))
    left, base, right, top = _box(textpage, words[0][1])
    size = round(max(pdfium.FPDFText_GetFontSize(textpage, words[0][1]), (top - base) * 0.8), 1)
    bottom = _box(textpage, words[-1][1] + len(words[-1][0]) - 1)[1]  # a line broken at a hyphen goes on below
    word, at = words[0]
    opening = _box(textpage, at + len(word) - 1)[2] - left
    text = ""
    for word, at in words:
        begins = _box(textpage, at)[0]
        if text:
            text += "\t" if begins - right > _CELL_GAP * size else " "
        text += word
        right = _box(textpage, at + len(word) - 1)[2]
    return PrintLine(text, left, right, base, bottom, size, opening)


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character."""
    left, bottom, right, top = textpage.get_charbox(min(index, textpage.count_chars() - 1), loose=True)
    return left, bottom, right, top


def _words(part: str, start: int) -> Iterator[tuple[str, int]]:
    at = 0
    for word in part.split(" "):
        if word.strip():
            yield word.strip(), start + at + len(word) - len(word.lstrip())
        at += len(word) + 1
