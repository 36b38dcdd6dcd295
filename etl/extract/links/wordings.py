"""Wordings that tie figures: the lists of the catalogue (catalog/derivations.toml), and whether one stands beside a figure."""

import re
import tomllib
from functools import cache, lru_cache

from etl.catalog import CATALOG
from etl.extract.links.items import Item

# What may stand between a wording and its figure: a hedge, a sign of a currency; of those of the catalogue also an article.
BEFORE_FIGURE = r"(?:about |around |nearly |almost |roughly |approximately |some |just |over |only )*[~$€£¥]*\s*$"
_HEDGES = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|some|just|over|only|well|more than|less than|under|at least|"
    r"as much as|up to|a|an|the|its|their|no|exactly|fully|good|further|another|mere|total|record|average|about|us|[(\[])[\s(\[]+)*[~$€£¥₹*(\[\\]*\s*$"
)
BEFORE, BEHIND = 45, 40  # characters beside a figure that a wording is looked for in
REMEMBERED = 1 << 12  # figures and tables
_BRACKET = re.compile(r"^\s*[(\[][^()\[\]]*[)\]]\*?")


@cache
def lines(table: str, side: str) -> tuple[str, ...]:
    """One list of the catalogue, the longest wording first."""
    found = filter(None, _catalogued()[table][side].split("\n"))
    return tuple(sorted(found, key=lambda line: (-len(line), line)))


@cache
def _catalogued() -> dict[str, dict[str, str]]:
    return tomllib.loads((CATALOG / "derivations.toml").read_text("utf-8"))


@cache
def wordings(table: str, side: str) -> re.Pattern[str]:
    """The wordings of one list of the catalogue as a pattern, anchored where the figure stands."""
    said = "|".join(map(_pattern, lines(table, side)))
    if side == "before":
        return re.compile(rf"\b(?:{said})\W+{_HEDGES}|\b(?:{said})[\s~$€£¥₹(]*$")
    if side == "between":
        return re.compile(rf"\b(?:{said})\b|[:–—]\s")
    if side == "opening":
        return re.compile(rf"^\W*(?:{said})\b")
    if side == "behind":
        return re.compile(rf"^[\s)\]*,-]*(?:points?\s+)?(?:{said})\b")
    return re.compile(rf"\b(?:{said})\b")


def _pattern(wording: str) -> str:
    escaped = re.escape(wording).replace(r"\*", r"\w*").replace(r"\ ", " ").replace("… ", r"(?:[\w'’-]+ ){0,3}?")
    return escaped.replace("…", r"(?:[\w'’-]+ ){0,3}?[\w'’-]+").replace(" ", r"\s+")


def behind_of(item: Item) -> str:
    """The words behind a figure, without what stands in brackets right behind it."""
    return _without_bracket(item.behind)


@lru_cache(REMEMBERED)
def _without_bracket(behind: str) -> str:
    return _BRACKET.sub("", behind, count=1)


def says_before(item: Item, table: str) -> bool:
    """Whether a wording of a list of the catalogue stands right before a figure."""
    return _says_before(item.before, table)


@lru_cache(REMEMBERED)
def _says_before(before: str, table: str) -> bool:
    return wordings(table, "before").search(before[-BEFORE:]) is not None


def says(item: Item, table: str) -> bool:
    """The same right before or right behind a figure."""
    return _says_before(item.before, table) or _says_behind(item.behind, table)


@lru_cache(REMEMBERED)
def _says_behind(behind: str, table: str) -> bool:
    return wordings(table, "behind").match(_without_bracket(behind)[:BEHIND]) is not None
