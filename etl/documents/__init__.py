"""Files to documents: one module a format, one line here for each file ending."""

import errno
import hashlib
import re
import stat
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import cast

from etl.documents.content import Content, Raw, Reader, storable
from etl.documents.front_matter import find_published, find_title
from etl.documents.imprint import find_publisher
from etl.documents.layout import segment
from etl.documents.limits import Limits, check_size, check_text
from etl.documents.sources import Source
from etl.errors import DocumentError
from etl.model.document import Document

# File ending → module of this package with a function `read`.
FORMATS = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".epub": "epub",
    ".xlsx": "sheets",
    ".xls": "sheets",
    ".ods": "sheets",
    ".csv": "csv",
    ".tsv": "csv",
}

_FILE_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: the name it gets, its path below the folder, and what is declared of it."""

    document_id: str
    relative: str
    source: Source = field(default_factory=Source)


def read_document(path: Path | str, origin: Origin | None = None, limits: Limits | None = None) -> Document:
    """Read a file of any known format; raise DocumentError with reason and remedy where it cannot be read."""
    path = Path(path)
    limits = limits or Limits()
    regular_size(path, limits)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    return parse_document(Raw(path, data, limits, origin.source.encoding if origin else ""), origin)


def parse_document(raw: Raw, origin: Origin | None = None) -> Document:
    """Make a document of the bytes of a file."""
    origin = origin or Origin(raw.path.stem, raw.path.name)
    check_size(raw.path, len(raw.data), raw.limits)
    try:
        content = _reader(raw.path)(raw)
    except (DocumentError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file may break a parser anywhere: it must not break the refresh
        raise DocumentError(
            raw.path.name,
            f"the file is damaged ({type(error).__name__}: {_line(error)})",
            "Export or download it again.",
        ) from None
    check_text(raw.path, content.text, raw.limits)
    return _document(content, raw, origin)


def regular_size(path: Path, limits: Limits) -> int:
    """Size of a file within the limits; pipes, devices and folders are refused before anything waits on them."""
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from None
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(path.name, "it is no regular file", "Leave it out with --exclude.")
    check_size(path, status.st_size, limits)
    return status.st_size


def unreadable(path: Path, error: OSError) -> DocumentError:
    """What to tell of a file the system refuses to give."""
    if error.errno == errno.ELOOP:
        return DocumentError(path.name, "the symbolic link leads back to itself", "Remove the link.")
    remedy = "Grant the rights to read it, or leave it out with --exclude."
    if not isinstance(error, PermissionError):
        remedy = "Check that it exists and that its links lead somewhere, or leave it out with --exclude."
    return DocumentError(path.name, f"cannot be opened ({(error.strerror or str(error)).lower()})", remedy)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or "no details"


def _reader(path: Path) -> Reader:
    module = FORMATS.get(path.suffix.lower())
    if module is None:
        raise DocumentError(
            path.name,
            f"files ending in {path.suffix} cannot be read",
            f"Export it as one of {', '.join(filter(None, FORMATS))}, or leave it out with --exclude.",
        )
    return cast(Reader, import_module(f"etl.documents.{module}").read)


def _document(content: Content, raw: Raw, origin: Origin) -> Document:
    source, text = origin.source, storable(content.text)
    published = source.published or content.published or _date_in_name(raw.path.stem) or find_published(text)
    return Document(
        document_id=origin.document_id,
        text=text,
        blocks=segment(text, published),
        title=storable(
            source.title or content.title or find_title(text) or content.meta.get("title") or origin.document_id
        ),
        publisher=storable(source.publisher or content.publisher or find_publisher(text)),
        published=published or content.made,
        path=origin.relative,
        format=content.format,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        pages=content.pages,
        meta=content.meta,
    )


def _date_in_name(stem: str) -> date | None:
    match = _FILE_DATE.search(stem)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
