"""Units and scales that a table states once for its cells: "Revenue ($ millions)", "GW", "in thousands"."""

from dataclasses import dataclass
from functools import lru_cache

from etl.extract.lexer import tokenize
from etl.extract.quantities import Unit, match_unit, read_divisor
from etl.extract.tokens import Tokens, read_tokens
from etl.extract.vocabulary import LETTERS, SCALES, words_of

_OPENERS = frozenset({"(", "[", ",", "in", "/", ";", "|"})
_CLOSERS = frozenset({")", "]", ",", "", ";", "|"})
_NO_FIGURES = words_of("designators") | {"#", "rank", "year", "date", "no.", "s/n"}


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a table says of one of its cells; `row_unit` is a cell of the row that holds nothing but a unit."""

    header: str = ""
    row: str = ""
    caption: str = ""
    row_unit: str = ""


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit and a scale stated for a cell; either may be missing."""

    unit: Unit | None
    scale: float


def stated_unit(cell: TableCell) -> StatedUnit:
    """What header, row and caption say of the unit of a cell, the nearest first."""
    unit: Unit | None = None
    scale = 0.0
    for text in (cell.row_unit, cell.header, cell.row, cell.caption):
        found = _read(text)
        if unit is None and found.unit is not None:
            unit = found.unit
        scale = scale or found.scale
    if "per share" in f"{cell.row} {cell.header}".lower() and unit and unit.is_money:
        return StatedUnit(Unit(0, 0, f"{unit.name}/share", unit.dimension), 1.0)
    if unit and not unit.is_money and not _read(cell.header).scale and not _read(cell.row_unit).scale:
        return StatedUnit(unit, 1.0)
    return StatedUnit(unit, scale or 1.0)


def is_label_column(cell: TableCell) -> bool:
    """Whether the column numbers its rows or names a year."""
    return cell.header.strip().lower().strip(".") in _NO_FIGURES


@lru_cache(maxsize=2048)
def _read(text: str) -> StatedUnit:
    if not text:
        return StatedUnit(None, 0.0)
    tokens = read_tokens(tokenize(text[:400], 0, min(len(text), 400)))
    unit: Unit | None = None
    scale = 0.0
    for index in range(len(tokens.words)):
        scale = scale or _scale_at(tokens, index)
        if unit is None:
            unit = _unit_at(tokens, index)
    return StatedUnit(unit, scale)


def _scale_at(tokens: Tokens, index: int) -> float:
    word, before = tokens.words[index], tokens.word(index - 1)
    plural = word.removesuffix("s")
    if plural in SCALES and plural.isascii() and plural not in {"dozen", "hundred"} and before != "per":
        return SCALES[plural]
    if word in {"000", "000s"} and before in {"'", "’", "(", "$", "€", "£"}:
        return 1e3
    letter = tokens.cased(index)
    if letter in {"k", "K", "m", "M", "mm", "MM", "b", "B"} and (
        before in {"$", "€", "£", "¥", "₹"} or before == "(" and letter in {"M", "B", "K"}
    ):
        return LETTERS[letter.lower()]
    return 0.0


def _unit_at(tokens: Tokens, index: int) -> Unit | None:
    unit = match_unit(tokens, index)
    if unit is None:
        return None
    before, whole = tokens.word(index - 1), index == 0 and unit.last == len(tokens.words) - 1
    divided = read_divisor(tokens, unit)
    closed = tokens.word(divided.last + 1) in _CLOSERS or tokens.word(divided.last + 1) in SCALES
    if unit.is_money or unit.name == "percent":
        return divided
    if len(tokens.cased(index)) == 1 and tokens.cased(index) in {"B", "M", "K", "T", "k", "m"} and not whole:
        return divided if before in {"(", "["} and tokens.cased(index) in {"m", "K", "T"} and closed else None
    if whole or (before in _OPENERS and closed) or (index == 0 and divided.last == len(tokens.words) - 1):
        return divided
    return None
