"""Units and scales that a table states once for its cells: "Revenue ($ millions)", "GW", "in thousands"."""

import re
from functools import lru_cache

from etl.extract.numbers.label_units import unit_of_label
from etl.extract.numbers.nouns import is_plural, name_of, singular
from etl.extract.numbers.quantities import Unit, match_unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import SCALES, words_of
from etl.extract.units.table_heads import cut, read_head, states_unit
from etl.model.metric import find_metric
from etl.model.period import ANY_MONTH
from etl.model.record import record

_FILLERS = frozenset(
    {"in", "of", "(", ")", "'", "’", "000", "000s", ".", ",", "unless", "otherwise", "stated", "except", "per", "share"}
)
_THOUSANDS = {"1,000": 1e3, "1000": 1e3, "1,000,000": 1e6}  # "1,000 tons"
_GENERAL = frozenset(
    {"value", "values", "q1", "q2", "q3", "q4", "h1", "h2", "fy", "now", "then", "result", "figure", "number", "amount"}
)
# "2026 as % of 2025", "July as % of last year"
_OF_BEFORE = re.compile(
    rf"(?:%|per ?cent(?:age)?) of (?:the )?(?:[12]\d{{3}}\b|(?:last|previous|prior|same)\b|(?:{ANY_MONTH})[a-z]*\b)",
    re.IGNORECASE,
)
_NOT_COUNTED = words_of("not_counted")
_CHANGE_WORDS = words_of("change_words")
_RATIO_HEADS = frozenset({"ratio", "error", "uncertainty", "tolerance", "hr", "or", "rr"}) - {"or"}
_RATE_HEADS = words_of("rate_heads")
_SHARE_RATES = words_of("share_rates")
_HEADS = words_of("counted_heads")
_NUMBERS = frozenset({"number", "numbers", "total", "count", "no"})
_PER_SHARE = frozenset({"eps", "dps"})
_EACH_SHARE = re.compile(r"\bper (?:\w+ ){0,3}(?:share|ads|unit)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*")
_NUMBER_OF = re.compile(r"\bnumber of\b", re.IGNORECASE)
_TELLS = frozenset({"reports", "reported", "announces", "announced", "posts", "delivers", "publishes"})
_NO_FIGURES = words_of("numbering_columns")


@record
class TableCell:
    """What a table says of one of its cells; `row_unit` is a cell of the row that holds nothing but a unit."""

    header: str = ""
    row: str = ""
    caption: str = ""
    row_unit: str = ""


@record
class StatedUnit:
    """What a table states for a cell: unit and scale, the noun it counts, and a mark for the kind of its shares."""

    unit: Unit | None
    scale: float
    noun: str = ""
    mark: str = ""
    is_count_and_share: bool = False
    label: str = ""  # of row or column, where neither names a unit
    is_money: bool = False  # of which the table does not say whose


def stated_unit(cell: TableCell) -> StatedUnit:
    """What header, row and caption say of the unit of a cell, the nearest first."""
    unit: Unit | None = None
    scale = beside = 0.0
    bare_row = "/" in cell.row and states_unit(cell.row)  # "CZK/EUR"
    for text, strict in ((cell.row_unit, False), (cell.header, False), (cell.row, not bare_row), (cell.caption, True)):
        found = read_head(text, strict)
        if unit is None and found.unit is not None:
            unit, beside = found.unit, found.scale
        scale = scale or found.scale
    if _is_per_share(f"{cell.row} {cell.header}"):
        money = unit if unit and unit.is_money else None
        return StatedUnit(money, 1.0, mark=_kind_mark(cell), is_money=unit is None)
    if unit and not unit.is_money or _is_rate(cell.header):
        scale = read_head(cell.row_unit, False).scale or read_head(cell.header, False).scale or beside
    if _counts_heads(cell.row) and not read_head(cell.header, False).unit:
        of_all = read_head(cell.caption, True).scale if _scales_shares(cell) else 0.0
        unit, scale = None, read_head(cell.row, True).scale or of_all
    label = _label(cell) if unit is None or unit.is_money else ""
    noun, mark = _counted(cell), _kind_mark(cell)
    is_money = unit is None and scale > 1 and not _counts_heads(cell.row) and _is_of_money(cell, noun)
    return StatedUnit(unit, scale or 1.0, noun, mark, _is_count_and_share(cell), label, is_money)


def _is_of_money(cell: TableCell, noun: str) -> bool:
    """Whether a row is of money though its table names none: "Net income", a row of "in millions, except per share"."""
    found = find_metric([part for word in _WORD.findall(cell.row.lower()) for part in word.split("-")])
    if found is not None:
        return found[0].unit == "USD"
    return not noun and bool(cell.row) and "per share" in f"{cell.header} {cell.caption}".lower()


def _label(cell: TableCell) -> str:
    """The label of row or column that means a unit though it names none: "Operating margin", "Life expectancy"."""
    if cell.row_unit:
        return ""
    for text, strict in ((cell.row, True), (cell.header, False)):
        if unit_of_label(text) and read_head(text, strict).unit is None:
            return text
    return ""


def _scales_shares(cell: TableCell) -> bool:
    """Whether the scale of a table is meant for its numbers of shares, too: "in thousands, except per share data"."""
    caption = cell.caption.lower()
    return "shares" in cell.row.lower() and "except share" not in caption and "except number" not in caption


def _is_per_share(label: str) -> bool:
    """Whether a row or column is of money for one share, which no scale of the table is meant for."""
    words = label.lower().split()
    return _EACH_SHARE.search(label) is not None or not _PER_SHARE.isdisjoint(words)


def _is_rate(header: str) -> bool:
    """Whether a column tells how many there are for a number of others: "Heat pumps per 1,000 households"."""
    return " per " in header.lower()


def _counts_heads(row: str) -> bool:
    """Whether a row among rows of money counts people or things: "Average employees", "Number of stores"."""
    words = row.lower().partition("(")[0].replace(",", " ").split()
    stop = next((place for place, word in enumerate(words) if place and word in {"at", "as", "in", "by"}), len(words))
    return bool(words) and (_NUMBER_OF.search(row) is not None or not _HEADS.isdisjoint(words[max(0, stop - 2) : stop]))


def is_label_column(cell: TableCell) -> bool:
    """Whether the column numbers its rows or names a year."""
    return cell.header.strip().lower().strip(".") in _NO_FIGURES


def _counted(cell: TableCell) -> str:
    """The noun a column, a row or the table counts: "Listings", "Attention heads", "Journeys by corridor"."""
    if _is_scaled_count(cell.caption) and _is_general(cell.header) and _noun(cell.caption):
        return _noun(cell.caption)
    scaled = _scaled_noun(cell.row_unit)
    if scaled:
        return scaled
    for text in (cell.header, cell.row, cell.caption):
        noun = _noun(text)
        if noun:
            return noun
        if text and text is cell.header and not _is_general(text):
            return ""
    return ""


def _scaled_noun(row_unit: str) -> str:
    """What a unit of two words counts: "1,000 head", "million tickets"."""
    scale, blank, noun = row_unit.strip("-( )").lower().partition(" ")
    is_scale = scale in _THOUSANDS or scale.removesuffix("s") in SCALES
    return (singular(noun) if is_plural(noun) else noun) if is_scale and blank and noun.isalpha() else ""


def _is_scaled_count(caption: str) -> bool:
    """Whether a caption says in what numbers its things are counted: "Payroll jobs, thousands"."""
    said = read_head(caption, True)
    return said.scale > 1 and said.unit is None


def _is_general(header: str) -> bool:
    """Whether a header says when or that a value follows, and not of what."""
    return not set(header.lower().replace("(", " ").split()) - _GENERAL or any(map(str.isdecimal, header))


@lru_cache(maxsize=2048)
def _noun(text: str) -> str:
    tokens = cut(text)
    for index, word in enumerate(tokens.words[:-2]):
        numbers = word.removesuffix("s") in SCALES and match_unit(tokens, index + 2) is None or word in _NUMBERS
        if numbers and tokens.words[index + 1] == "of" and is_plural(tokens.words[index + 2]):
            return singular(tokens.words[index + 2])
    for index, word in enumerate(tokens.words):
        if word in _TELLS or tokens.at[index + 1] in _TELLS:
            continue  # "Alders reports third quarter results"
        if word in {"by", "per", "(", "of", "in", ","} and index:
            return ""
        if is_plural(word) and word not in _NOT_COUNTED and not _is_time(tokens, index):
            return name_of(tokens, 0, index)
    return ""


def _is_time(tokens: Tokens, index: int) -> bool:
    unit = match_unit(tokens, index)
    return unit is not None and unit.dimension == "time"


def _kind_mark(cell: TableCell) -> str:
    """Whether the shares of a column are changes, ratios or rates of money."""
    head, words = cell.header.lower(), _words(cell.header) | _words(cell.row) | _words(cell.caption)
    if (
        _CHANGE_WORDS & _words(cell.header)
        or "y/y" in head
        or "q/q" in head
        or "%chg" in head
        or "+/-" in head
        or "±" in head
    ):
        return "table_growth"
    if words & _RATIO_HEADS or _OF_BEFORE.search(cell.header):
        return "table_ratio"
    told = words if _is_general(cell.header) else _words(cell.header) | _words(cell.row)
    if told & _RATE_HEADS and not words & _SHARE_RATES:
        return "table_level"
    return "table_growth" if _CHANGE_WORDS & words else ""


def _is_count_and_share(cell: TableCell) -> bool:
    """Whether cells read "126 (4.4)": a number and its share."""
    stated = f"{cell.header} {cell.caption}".lower()
    return any(mark in stated for mark in ("no. (%)", "n (%)", "number (%)", "no (%)", "n(%)", "count (%)"))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(cut(text).words) if text else frozenset()
