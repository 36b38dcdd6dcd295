"""Plain text: the file itself, decoded, without comments; offsets count in it as it stands."""

from etl.documents.comments import without_comments
from etl.documents.content import Content, Raw
from etl.documents.encoding import decode


def read(raw: Raw) -> Content:
    """Read a text file."""
    return Content(without_comments(decode(raw)), "text")
