"""Metrics that follow from two others: the lines of catalog/identities.txt, and what sets figures of one metric apart."""

import re
from functools import cache

from etl.catalog import CATALOG
from etl.extract.links.items import Item
from etl.model.claim import Modality
from etl.model.record import record

_LINE = re.compile(r"(?P<result>.+) = (?P<first>.+) (?P<sign>[/-]) (?P<second>.+)")
# A figure "adjusted", "underlying" or "diluted" follows from figures that are it too.
_SORTS = re.compile(
    r"\b(?:adjusted|underlying|organic|core|comparable|pro forma|non-gaap|gaap|ifrs|normalised|normalized|headline)\b"
)
_SAME_SORT = {"non-gaap": "adjusted", "normalized": "normalised"}
_AS_IT_IS = frozenset(("gaap", "ifrs"))
_CLAUSE = re.compile(r"[;.] |, ")


@record
class Identity:
    """A line of the catalogue; each of its three terms may have several names."""

    result: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    is_quotient: bool


@cache
def identities() -> tuple[Identity, ...]:
    """Every line of catalog/identities.txt."""
    lines = (CATALOG / "identities.txt").read_text("utf-8").splitlines()
    found = [_LINE.fullmatch(line.strip()) for line in lines if line and not line.startswith("#")]
    return tuple(
        Identity(
            _terms_of(match["result"]), _terms_of(match["first"]), _terms_of(match["second"]), match["sign"] == "/"
        )
        for match in found
        if match is not None
    )


def _terms_of(names: str) -> tuple[str, ...]:
    return tuple(names.split("|"))


def sort_of(item: Item) -> frozenset[str]:
    """What sort of its metric a figure is: adjusted, underlying, organic."""
    told = _SORTS.findall(f"{item.claim.metric} {_CLAUSE.split(item.before[-60:])[-1]}".lower())
    return frozenset(_SAME_SORT.get(sort, sort) for sort in told) - _AS_IT_IS


def same_subject(first: Item, second: Item) -> bool:
    """Whether two figures are told of one subject."""
    return first.claim.subject == second.claim.subject


def same_stance(first: Item, second: Item) -> bool:
    """Whether two figures are both what was, or both what is to come."""
    forecasts = (Modality.PROJECTION, Modality.TARGET)
    return (first.claim.modality in forecasts) == (second.claim.modality in forecasts)
