"""Electronic books: their chapters in reading order, each as a web page."""

import posixpath
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

from etl.documents.containers import open_zip
from etl.documents.content import Content, Raw
from etl.documents.html import iso_date, page
from etl.errors import DocumentError


def read(raw: Raw) -> Content:
    """Read an EPUB."""
    container = open_zip(raw)
    try:
        where = ElementTree.fromstring(container.read("META-INF/container.xml")).find(".//{*}rootfile")
        opf = where.attrib["full-path"] if where is not None else ""
        package = ElementTree.fromstring(container.read(opf))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile) as error:
        reason = f"it is damaged: its table of contents cannot be read ({type(error).__name__})"
        raise DocumentError(raw.path.name, reason, "Download or export it again.") from None
    named = {node.tag.rpartition("}")[2]: " ".join((node.text or "").split()) for node in package.iter()}
    chapters = [page(container.read(name).decode("utf-8", "replace")).text for name in _chapters(package, opf)]
    return Content(
        text="\n".join(filter(None, chapters)),
        format="epub",
        title=named.get("title", ""),
        publisher=named.get("publisher", ""),
        published=iso_date(named.get("date", "")),
    )


def _chapters(package: ElementTree.Element, opf: str) -> list[str]:
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    order = [items[ref.get("idref")] for ref in package.iterfind(".//{*}spine/{*}itemref") if ref.get("idref") in items]
    pages = [item for item in order if "html" in item.get("media-type", "") and "nav" not in item.get("properties", "")]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(item.get("href", "")))) for item in pages]
