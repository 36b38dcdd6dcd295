"""Plain text: the file itself, decoded; offsets count in it as it stands."""

from etl.documents.content import Content, Raw
from etl.documents.encoding import decode


def read(raw: Raw) -> Content:
    """Read a text file."""
    return Content(decode(raw), "text")
