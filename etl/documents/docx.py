"""Word documents: mammoth makes them HTML, the rest is as for a web page."""

import io
import zipfile
from xml.etree import ElementTree

from etl.documents.containers import open_zip
from etl.documents.content import Content, Raw
from etl.documents.html import iso_date, page


def read(raw: Raw) -> Content:
    """Read a Word document; its company stands for the publisher."""
    import mammoth

    container = open_zip(raw)
    html = mammoth.convert_to_html(
        io.BytesIO(raw.data), convert_image=mammoth.images.img_element(lambda image: {}), style_map=_STYLES
    ).value
    core = _properties(container, "docProps/core.xml")
    changed = core.get("created") or core.get("modified") or ""
    return Content(
        text=page(f"<body>{html}</body>").text,
        format="docx",
        publisher=_properties(container, "docProps/app.xml").get("Company", ""),
        made=iso_date(changed),
        meta={"title": core.get("title", "")},
    )


_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def _properties(container: zipfile.ZipFile, member: str) -> dict[str, str]:
    """Texts of a member's elements by their name without its namespace; nothing where it is missing or damaged."""
    try:
        root = ElementTree.fromstring(container.read(member))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError):
        return {}
    return {node.tag.rpartition("}")[2]: " ".join((node.text or "").split()) for node in root.iter()}
