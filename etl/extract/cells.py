"""What a figure in a table is about: row label, column header and caption, told apart by which of them names a metric."""

import re
from dataclasses import dataclass
from functools import cache

from etl.extract.grammar import word_list
from etl.extract.metrics import metric_id_of, named_metric
from etl.extract.sentence import Mention, Topic
from etl.extract.view import Scope
from etl.model.metric import singular
from etl.model.quantity import Kind

_WORD = re.compile(r"[^\W\d_][\w&+-]*|\d+[A-Za-z]\w*")
_NUMBERED = re.compile(
    r"^\W*(?:table|figure|fig|chart|exhibit|box)\.?\s*[A-Z]?\d+[a-z]?(?:\.\d+)*[.:–—-]*\s*", re.IGNORECASE
)
_CUT = re.compile(r"\s+(?:by|per|for|in|during|since|from|of the|as of|at)\s|[,;:(\[|–—]|\s-\s")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]|[*_|¹²³⁴†‡§]|\s*<br>\s*")
_CHANGE = re.compile(
    r"\b(?:change|growth|y/y|q/q|m/m|yoy|qoq|y-o-y|increase|decrease|variation|% chg|chg)|±|Δ", re.IGNORECASE
)
_SHARE = re.compile(r"\bshare\b|% of\b", re.IGNORECASE)
_TOTALS = frozenset(["total", "all", "overall", "sum", "world", "average", "mean"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure of a table stands: the label of its row, the header of its column, the caption of the table.

    `section` is the label of the group of rows it belongs to.
    """

    label: str
    header: str
    caption: str
    section: str = ""


def topic_in_table(place: Place, mention: Mention, scope: Scope, text: str) -> Topic:
    """The topic of a figure in a table."""
    label, caption = _clean(place.label), _caption_metric(place.caption)
    header = "" if _CHANGE.search(place.header) or _SHARE.search(place.header) else _strip_units(_clean(place.header))
    subject, metric = _roles(label, header, caption, _NUMBERED.match(place.caption) is not None, scope, text)
    if mention.kind is Kind.GROWTH or (_CHANGE.search(place.header) and not _CHANGE.search(metric)):
        metric = _grown(metric, place.header, mention)
    elif _SHARE.search(place.header) and "share" not in metric.lower():
        metric = f"{metric} share"
    return Topic(subject or scope.subject, metric or caption, metric_id_of(metric), _qualifier(place.header))


def _roles(label: str, header: str, caption: str, is_captioned: bool, scope: Scope, text: str) -> tuple[str, str]:
    """Subject and metric among what a table says of a cell."""
    if singular(label.lower()) in _TOTALS:
        label = ""
    if label and _is_metric(label) or (label and header and not _is_metric(header) and _is_name(header, text) and not _is_name(label, text)):
        return (scope.names.full(header) if header and not _is_metric(header) else ""), label
    if not header and not _is_metric(caption) and not is_captioned:
        return "", label or caption
    measure = header or caption
    if not label:
        return "", measure
    if _is_name(label, text):
        return scope.names.full(label), measure
    return "", f"{label} {_head_of(measure)}"


def _head_of(measure: str) -> str:
    """The metric of a caption without what its rows divide it by: "Electricity generation" → "generation"."""
    words = measure.split()
    found = named_metric([word.lower() for word in words])
    return " ".join(words[found[1] :]) if found is not None else measure


def _grown(metric: str, header: str, mention: Mention) -> str:
    lower = header.lower()
    if mention.kind is not Kind.GROWTH:
        return f"change in {metric}"
    suffix = ""
    if re.search(r"y/y|yoy|y-o-y|year", lower):
        suffix = ", year over year"
    elif re.search(r"q/q|qoq|quarter", lower):
        suffix = ", quarter over quarter"
    return f"{metric} growth{suffix}"


def _clean(text: str) -> str:
    return " ".join(_BRACKETS.sub(" ", text).split()).strip(" .,:;•-–—*")


@cache
def _time_words() -> frozenset[str]:
    return (
        word_list("months")
        | word_list("times")
        | frozenset({"ended", "three", "nine", "six", "twelve", "fy2024", "fy2025"})
    )


def _strip_units(header: str) -> str:
    kept = [word for word in _WORD.findall(header) if word.lower() not in _time_words() and not _is_unit(word)]
    return "" if all(word.lower() in _GENERIC for word in kept) else " ".join(kept)


def _is_unit(word: str) -> bool:
    return word in _UNITS or word.lower() in _UNIT_WORDS


_UNITS = frozenset(
    [
        "TWh",
        "GWh",
        "MWh",
        "kWh",
        "GW",
        "MW",
        "kW",
        "TW",
        "W",
        "m",
        "km",
        "mm",
        "cm",
        "kg",
        "g",
        "t",
        "Mt",
        "Gt",
        "GB",
        "TB",
        "MB",
        "Hz",
        "MHz",
        "GHz",
        "ms",
        "s",
        "min",
        "h",
        "bn",
        "mn",
        "m",
        "k",
        "USD",
        "EUR",
        "GBP",
        "CNY",
        "RMB",
        "INR",
    ]
)
_UNIT_WORDS = frozenset(
    [
        "million",
        "millions",
        "billion",
        "billions",
        "thousand",
        "thousands",
        "percent",
        "per",
        "cent",
        "crore",
        "lakh",
        "dollars",
        "euros",
        "pounds",
        "yuan",
    ]
)


_GENERIC = frozenset("value values amount amounts figure figures number numbers result results unit units metric metrics measure n total".split())


def _is_metric(text: str) -> bool:
    found = named_metric([word.lower() for word in _WORD.findall(text)]) if text else None
    return found is not None and not (found[0].is_noun and len(text.split()) > 3)


def _is_name(label: str, text: str) -> bool:
    """Whether a label is a name: each longer word has a capital, and nowhere in the text is it written small."""
    words = [word for word in _WORD.findall(label) if len(word) > 3] or _WORD.findall(label)
    return bool(words) and all(word[0].isupper() for word in words) and label.lower() not in text


def _caption_metric(caption: str) -> str:
    bare = _NUMBERED.sub("", _BRACKETS.sub(" ", caption)).strip()
    cut = _CUT.search(bare)
    return (bare[: cut.start()] if cut and cut.start() > 3 else bare).strip(" .,:*#")


def _qualifier(header: str) -> str:
    return " ".join(
        word.lower() for word in _WORD.findall(header) if word.lower() in ("gaap", "non-gaap", "adjusted", "peak")
    )
