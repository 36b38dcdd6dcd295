"""Markdown: the source itself, decoded, without comments; its structure is read from its marks, offsets count in the file."""

from etl.documents.comments import without_comments
from etl.documents.content import Content, Raw
from etl.documents.encoding import decode


def read(raw: Raw) -> Content:
    """Read a Markdown file."""
    return Content(without_comments(decode(raw)), "markdown")
