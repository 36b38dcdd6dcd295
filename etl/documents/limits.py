"""How much a document may ask for; every limit is stated in the message that enforces it."""

import math
from dataclasses import dataclass
from pathlib import Path

from etl.errors import DocumentError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document: bytes of the file, characters of its text, members of a container, seconds of work."""

    file_megabytes: float = 40
    text_megabytes: float = 20
    members: int = 5_000
    unpacked_megabytes: float = 400
    ratio: float = 200
    line_characters: int = 1_000_000
    cells: int = 500_000
    seconds: float = 30


def check_size(path: Path, size: int, limits: Limits) -> None:
    """Refuse a file that is empty or larger than the limit."""
    if size == 0:
        raise DocumentError(path.name, "the file is empty", "Delete it, or copy it again from its source.")
    if size > limits.file_megabytes * MEGABYTE:
        raise DocumentError(
            path.name,
            f"{size / MEGABYTE:,.1f} MB is over the limit of {limits.file_megabytes:g} MB a file",
            _remedy(size / MEGABYTE),
        )


def check_text(path: Path, text: str, limits: Limits) -> None:
    """Refuse a text that holds nothing, too much, or a line no person wrote."""
    if not text.strip():
        raise DocumentError(path.name, "there is no text in it", "Delete it, or export it again with its text.")
    if len(text) > limits.text_megabytes * MEGABYTE:
        raise DocumentError(
            path.name,
            f"{len(text):,} characters are over the limit of {limits.text_megabytes:g} million a document",
            _remedy(len(text) / MEGABYTE * limits.file_megabytes / limits.text_megabytes),
        )
    longest = max(map(len, text.splitlines()))
    if longest > limits.line_characters:
        raise DocumentError(
            path.name,
            f"a line of {longest:,} characters is over the limit of {limits.line_characters:,}",
            "Break the line, or leave the file out with --exclude.",
        )


def _remedy(megabytes: float) -> str:
    return f"Split it, or raise the limit: claims refresh --max-mb {math.ceil(megabytes)}."
