"""Documents to measure with: paragraphs of the briefs in seeds/, shuffled, with other figures and other names."""

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOCUMENT_BYTES = 5_000

_NUMERAL = re.compile(r"(?<![A-Za-z\d])\d+(?:,\d{3})*")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SYLLABLES = (
    "bel",
    "cor",
    "dan",
    "fel",
    "gar",
    "hol",
    "jun",
    "kem",
    "lor",
    "mar",
    "nov",
    "pel",
    "quin",
    "sol",
    "tam",
    "ver",
)


def briefs() -> dict[str, str]:
    """The documents the product ships with, by file name."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(SEEDS.iterdir())
        if path.suffix in (".md", ".txt")
    }


def paragraphs() -> list[str]:
    """What the briefs consist of: paragraphs, lists and tables, each with the heading before it."""
    found = []
    for text in briefs().values():
        heading = ""
        for block in _FRONT_MATTER.sub("", text).split("\n\n"):
            if block.startswith("#") and "\n" not in block.strip():
                heading = block + "\n\n"
            elif block.strip():
                found.append(heading + block.strip("\n"))
                heading = ""
    return found


def document(index: int, blocks: list[str], size: int = DOCUMENT_BYTES) -> str:
    """One document of about `size` characters; the same index gives the same text."""
    rng = random.Random(f"document {index}")
    name = "".join(rng.choices(_SYLLABLES, k=3)).title()
    parts = [f"# {name} report {index}"]
    length = 0
    while length < size:
        block = _NUMERAL.sub(lambda match: _other(match[0], rng), rng.choice(blocks))
        parts.append(block)
        length += len(block)
    return f"\n\n{name} said:\n\n".join(parts[:2]) + "\n\n" + "\n\n".join(parts[2:]) + "\n"


def _other(numeral: str, rng: random.Random) -> str:
    """Other digits in the same form; years, list numbers and zero stay."""
    if len(numeral) == 4 and numeral[:2] in ("19", "20") or numeral in ("0", "1"):
        return numeral
    return "".join(rng.choice("123456789") if digit.isdigit() else digit for digit in numeral)


def documents(count: int, size: int = DOCUMENT_BYTES) -> Iterator[str]:
    """So many documents, one at a time."""
    blocks = paragraphs()
    for index in range(count):
        yield document(index, blocks, size)


def write_documents(folder: Path, count: int, size: int = DOCUMENT_BYTES) -> int:
    """Write so many documents, a thousand to a folder; return their bytes."""
    total = 0
    for index, text in enumerate(documents(count, size)):
        path = folder / f"{index // 1000:04d}" / f"report-{index:07d}.md"
        if index % 1000 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    return total


def shared() -> Path | None:
    """The folder with the original documents and their gold; None where it is absent."""
    folder = Path(os.environ.get("CLAIMS_SHARED", SEEDS.parent.parent / "shared"))
    return folder if (folder / "seeds").is_dir() else None


def originals() -> dict[str, str]:
    """The original documents by file name; empty where they are absent."""
    folder = shared()
    files = sorted((folder / "seeds").glob("*.txt")) if folder else []
    return {path.name: path.read_text(encoding="utf-8") for path in files}
