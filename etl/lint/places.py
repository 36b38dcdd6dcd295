"""Offsets to lines and columns."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from etl.lint.problem import Figure
from etl.model.document import Document

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text begin; a line ends as an editor ends it, on any system."""
    first = 1 if text.startswith("\ufeff") else 0  # a byte order mark is no column
    return [first, *(match.end() for match in _LINE_END.finditer(text))]


class Places:
    """Where claims stand: in the documents that are linted by line and column, in others by their title."""

    def __init__(
        self, documents: Mapping[str, Document], shown: Mapping[str, str], titles: Mapping[str, str] | None = None
    ) -> None:
        self._documents = documents
        self._shown = shown
        self._titles = titles or {}
        self._starts = {name: line_starts(document.text) for name, document in documents.items()}

    def of_claim(self, claim: Mapping[str, Any], role: str) -> Figure:
        """The place of a row of the claims table."""
        document = self._documents.get(claim["document_id"])
        if document is None:
            line, column, end_line, end_column = claim["line"], 1, claim["line"], 1
        else:
            line, column = self._line_and_column(document.document_id, claim["start"])
            end_line, end_column = self._line_and_column(document.document_id, claim["end"])
        return Figure(
            path=self._shown.get(claim["document_id"], ""),
            title=self._titles.get(claim["document_id"], "") or claim["document_id"],
            document_id=claim["document_id"],
            start=claim["start"],
            end=claim["end"],
            quote=claim["quote"],
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            page=claim["page"],
            role=role,
            claim_id=claim["claim_id"],
            sentence=claim["sentence"],
            sentence_start=claim["sentence_start"],
            format=document.format if document else "",
        )

    def of_span(self, document: Document, start: int, end: int) -> Figure:
        """The place of a span of a linted document."""
        line, column = self._line_and_column(document.document_id, start)
        end_line, end_column = self._line_and_column(document.document_id, end)
        quote = document.text[start:end]
        return Figure(
            path=self._shown[document.document_id],
            title=document.title,
            document_id=document.document_id,
            start=start,
            end=end,
            quote=quote,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            sentence=quote,
            sentence_start=start,
            format=document.format,
        )

    def _line_and_column(self, document_id: str, offset: int) -> tuple[int, int]:
        starts = self._starts[document_id]
        line = max(bisect_right(starts, offset), 1)
        return line, max(offset - starts[line - 1], 0) + 1
