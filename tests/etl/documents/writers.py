"""One text as files of every format: blocks are (kind, content), kind is h1, h2, p, li or table."""

import io
import re
import textwrap
import zipfile
from email.message import EmailMessage
from html import escape
from xml.sax.saxutils import escape as xml


def markdown(blocks):
    lines = {"h1": "# {}", "h2": "## {}", "li": "- {}", "p": "{}"}
    return "\n\n".join(_pipes(each) if kind == "table" else lines[kind].format(each) for kind, each in blocks) + "\n"


def _pipes(rows):
    divider = ["---"] * len(rows[0])
    return "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], divider, *rows[1:]])


def text(blocks):
    """Plain text: no marks at all but for the bullets; a table has tabs."""
    parts = []
    for kind, each in blocks:
        parts.append("\n".join("\t".join(row) for row in each) if kind == "table" else "- " * (kind == "li") + each)
    return "\n\n".join(parts) + "\n"


def html(blocks, head=""):
    parts = []
    for kind, each in blocks:
        if kind == "table":
            rows = ["".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) for tag, row in _tagged(each)]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts.append(f"<{kind}>{escape(each)}</{kind}>")
    return f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body>{''.join(parts)}</body></html>"


def _tagged(rows):
    return [("td" if number else "th", row) for number, row in enumerate(rows)]


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(blocks, title=""):
    styles = {"h1": "Heading1", "h2": "Heading2"}
    names = {"Heading1": "heading 1", "Heading2": "heading 2"}

    def paragraph(kind, content):
        style = f'<w:pPr><w:pStyle w:val="{styles[kind]}"/></w:pPr>' if kind in styles else ""
        bullet = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if kind == "li" else ""
        return f'<w:p>{style}{bullet}<w:r><w:t xml:space="preserve">{xml(content)}</w:t></w:r></w:p>'

    def table(rows):
        cells = ["".join(f"<w:tc>{paragraph('p', cell)}</w:tc>" for cell in row) for row in rows]
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    body = "".join(table(each) if kind == "table" else paragraph(kind, each) for kind, each in blocks)
    listed = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" '
        f'Type="{relations}/styles" Target="styles.xml"/><Relationship Id="n" Type="{relations}/numbering" '
        'Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{listed}</w:styles>",
        "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d" xmlns:dcterms="urn:t">'
        f"<dc:title>{xml(title)}</dc:title><dcterms:created>2026-02-03T00:00:00Z</dcterms:created></cp:coreProperties>",
    })  # fmt: skip


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return buffer.getvalue()


def epub(blocks):
    half = len(blocks) // 2
    spine = '<itemref idref="a"/><itemref idref="b"/>'
    items = "".join(f'<item id="{key}" href="{key}.xhtml" media-type="application/xhtml+xml"/>' for key in "ab")
    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:x"><rootfiles><rootfile full-path="o/p.opf"/></rootfiles></container>',
        "o/p.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Book</dc:title><dc:publisher>Press</dc:publisher><dc:date>2026-02-03</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        "o/a.xhtml": html(blocks[:half]),
        "o/b.xhtml": html(blocks[half:]),
    })  # fmt: skip


def eml(blocks):
    message = EmailMessage()
    message["Subject"], message["From"] = "Quarter", "Mills Press <press@mills.example>"
    message["Date"] = "Tue, 03 Feb 2026 10:00:00 +0000"
    message.set_content("Open in a browser.")
    message.add_alternative(html(blocks), subtype="html")
    return message.as_bytes()


_SIZES = {"h1": 20, "h2": 15}


def pdf(blocks, width=80, lines_a_page=40, leading=12, encrypt=False):
    """A minimal PDF in Courier; paragraphs are wrapped, cells stand in columns."""
    drawn, pages, y, used = [], [], 780.0, 0
    for kind, each in blocks:
        rows = each if kind == "table" else [[line] for line in textwrap.wrap(each, width - 2 * (kind == "li"))]
        size = _SIZES.get(kind, 10)
        y -= leading
        for at, row in enumerate(rows):
            if used >= lines_a_page:
                pages.append(drawn)
                drawn, y, used = [], 780.0, 0
            y -= size * 1.2
            used += 1
            bullet = "• " if kind == "li" and at == 0 else ""
            x = 60
            for column, cell in enumerate(row):
                drawn.append((size, x, y, bullet + cell))
                x += 6 * max(len(other[column]) for other in rows) + 20
    return _pdf_file([*pages, drawn], encrypt)


def _pdf_file(pages, encrypt):
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font]
    kids = []
    for drawn in pages:
        shown = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y:.1f} Tm ({_escaped(line)}) Tj ET\n" for size, x, y, line in drawn
        )
        objects.append(f"<< /Length {len(shown.encode('cp1252', 'replace'))} >>\nstream\n{shown}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1600 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00><00>]"
    size, start = len(objects) + 1, len(out)
    trailer = f"trailer << /Root 1 0 R /Size {size} {lock if encrypt else ''} >>"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{start}\n%%EOF\n".encode()


def _escaped(line):
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def blocks_of(source):
    """The blocks of a Markdown text, without emphasis and links."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", source))
    found = []
    for part in plain.split("\n\n"):
        lines = [line for line in part.strip().split("\n") if line.strip()]
        if lines and lines[0].startswith("|"):
            rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
            found.append(("table", [row for row in rows if set("".join(row)) - set("-: ")]))
        else:
            found += [_block(line) for line in lines]
    return found


def _block(line):
    for mark, kind in (("# ", "h1"), ("## ", "h2"), ("### ", "h2"), ("- ", "li")):
        if line.startswith(mark):
            return kind, line.removeprefix(mark)
    return "p", line
