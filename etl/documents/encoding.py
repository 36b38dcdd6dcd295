"""Bytes to text without guessing: UTF-8, or what a byte order mark or a declaration says; else the guess is named."""

import codecs

from etl.documents.content import Raw
from etl.errors import DocumentError

# Signatures of files that are no text, whatever their name says.
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip container (docx, xlsx, epub, …)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip file",
    b"{\\rtf": "an RTF document",
}
_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
          codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip


def decode(raw: Raw, declared: str = "") -> str:
    """The text, every character counted: newlines stay as they are, and so does a UTF-8 byte order mark."""
    found = next((name for magic, name in _MAGIC.items() if raw.data.startswith(magic)), None)
    if found:
        raise DocumentError(
            raw.path.name,
            f"the content is {found}, the name says {raw.path.suffix or 'text'}",
            "Give it the ending that fits, or leave it out with --exclude.",
        )
    marked = next((name for mark, name in _MARKS.items() if raw.data.startswith(mark)), "")
    encoding = marked or raw.encoding or declared or "utf-8"
    try:
        text = raw.data.decode(encoding)
    except LookupError:
        raise DocumentError(
            raw.path.name,
            f"the declared encoding {encoding!r} is unknown",
            "Correct it in the file or in sources.toml.",
        ) from None
    except UnicodeDecodeError as error:
        raise _undecodable(raw, encoding, error) from None
    if "\0" in text:
        raise _binary(raw)
    return text


def _binary(raw: Raw) -> DocumentError:
    return DocumentError(
        raw.path.name,
        f"the content is binary, the name says {raw.path.suffix or 'text'}",
        "Export it as text, HTML, PDF or docx, or leave it out with --exclude.",
    )


def _undecodable(raw: Raw, encoding: str, error: UnicodeDecodeError) -> DocumentError:
    if b"\0" in raw.data:
        return _binary(raw)
    guess = _guess(raw.data)
    looks = f"; it looks like {guess}" if guess else ""
    convert = f"Convert it (iconv -f {guess or 'ENCODING'} -t UTF-8)"
    return DocumentError(
        raw.path.name,
        f"byte 0x{raw.data[error.start]:02X} at offset {error.start} is not valid {encoding.upper()}{looks}",
        f'{convert}, or declare encoding = "{guess or "…"}" for it in sources.toml.',
    )


def _guess(data: bytes) -> str:
    sample = data[:200_000]
    high = sum(byte > 0x7F for byte in sample)
    if 5 * high < len(sample):  # accents in a Western text; other scripts have far more
        return "cp1252" if any(0x80 <= byte <= 0x9F for byte in sample) else "latin1"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else ""
