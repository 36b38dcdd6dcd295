"""What a reader of one format hands back: the plain text all offsets count in, and what the file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from etl.documents.limits import Limits


@dataclass(frozen=True, slots=True)
class Content:
    """Text with Markdown-like structure: "# " headings, "- " items, pipe rows. `pages` are offsets of page starts.

    `made` is the day the file was made, which serves where nothing says when its text was published;
    `meta["title"]` is a title of the file, often an accident, which gives way to the text's own.
    """

    text: str
    format: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    made: date | None = None
    pages: tuple[int, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as it was found: its path, its bytes, and the encoding its source declares (empty: none)."""

    path: Path
    data: bytes
    limits: Limits
    encoding: str = ""


def storable(text: str) -> str:
    """The text with a question mark for each half character that no file can hold; offsets stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class Reader(Protocol):
    """A format: bytes in, content out; DocumentError where the bytes cannot be read."""

    def __call__(self, raw: Raw) -> Content:
        """Read one file."""
        ...
