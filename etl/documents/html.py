"""HTML: its blocks as Markdown-like text, its metadata as title, publisher and date."""

import re
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.documents.content import Content, Raw
from etl.documents.encoding import decode
from etl.documents.markup import Writer

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]+)""")
_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "nav",
        "svg",
        "iframe",
        "button",
        "select",
        "textarea",
        "object",
        "head",
        "-comment",
    ]
)
_TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title")
_PUBLISHER = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "author")
_DATE = (
    "article:published_time", "citation_publication_date", "dc.date", "dcterms.created", "dcterms.date", "date",
    "pubdate", "datepublished",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


def read(raw: Raw) -> Content:
    """Read a web page."""
    declared = _CHARSET.search(raw.data[:4096]) or _XML.match(raw.data)
    return page(decode(raw, declared[1].decode("ascii") if declared else ""))


def page(html: str) -> Content:
    """The content of a page given as text."""
    tree = LexborHTMLParser(html)
    named: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        named.setdefault(name.lower(), " ".join((node.attributes["content"] or "").split()))
    heading = tree.css_first("title")
    time = tree.css_first("time[datetime]")
    stamps = [named.get(name) for name in _DATE] + [time.attributes.get("datetime") if time else None]
    return Content(
        text=to_text(tree.css_first("article") or tree.css_first("main") or tree.body or tree.root),
        format="html",
        title=_first(named, _TITLE) or (" ".join(heading.text().split()) if heading else ""),
        publisher=_first(named, _PUBLISHER),
        published=next((found for stamp in stamps if (found := iso_date(stamp or ""))), None),
    )


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def iso_date(stamp: str) -> date | None:
    """The day at the start of an ISO time stamp; None where there is none."""
    match = _ISO.match(stamp.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def to_text(root: LexborNode | None) -> str:
    """The blocks below a node as text. Without recursion: pages may be nested deeper than Python can call."""
    writer = Writer()
    stack = [(root, False)] if root is not None else []
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            writer.leave(tag)
        elif tag == "-text":
            writer.words(node.text(deep=False) or "")
        elif tag in _DROPPED or "hidden" in node.attributes:
            continue
        elif tag == "table" and not node.css("table table") and (rows := _rows(node)):
            writer.table(rows, has_header=bool(node.css("th")))
        elif tag == "pre":
            writer.code(node.text())
        elif tag == "sup":
            writer.raised(" ".join(node.text().split()), is_reference=bool(node.css("a")))
        else:
            writer.enter(tag)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    return writer.text()


def _rows(table: LexborNode) -> list[list[str]]:
    """Cells of a table of at least two columns, else nothing: such a table only places blocks on the page."""
    rows = []
    for line in table.css("tr"):
        row: list[str] = []
        for cell in line.css("td, th"):
            row.append(" ".join(cell.text(separator=" ").split()))
            span = cell.attributes.get("colspan") or "1"
            row += [""] * (min(int(span), 50) - 1 if span.isdecimal() else 0)
        if any(row):
            rows.append(row)
    return rows if any(len(row) > 1 for row in rows) else []
