"""What the caption of a table and the headers of its columns say is measured, without numbers, units, marks and dates."""

import re

from etl.extract.language.words import word_list
from etl.extract.names.name_forms import is_code_of_year
from etl.extract.topics.metrics import named_metric

WORD = re.compile(r"[^\W\d_][\w&+-]*|\d+[A-Za-z]\w*")
_LONGEST_HEADING = 100  # characters
LONGEST_NOUN = 3  # words of "AI market" and the like, which a longer label only mentions
_NUMBERED = re.compile(
    r"\W*(?:table|figure|fig|chart|exhibit|box)\.?\s*(?:[A-Z]?\d+[a-z]?(?:\.\d+)*|[A-Z]\b)[.:–—-]*\s*", re.IGNORECASE
)
_CUT = re.compile(r"\s+(?:by|per|for|in|during|since|from|of the|as of|at)\s|[,;:(\[|–—]|\s-\s")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]|[*_|¹²³⁴†‡§]|\s*<br>\s*")
_LIMIT = re.compile(
    r"\b(?:over|under|within|after|before|above|below|more than|less than|at least|up to)\s+\d[\d.,]*\s?[A-Za-z]+",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\W*\d[\d.,]*\s?(?:%|per ?cent)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d")
_AT_END = re.compile(r"\s+(?:in|by|for|from|at|to|of|on|as of)$")


def clean(text: str) -> str:
    """A label without brackets and marks."""
    return " ".join(_BRACKETS.sub(" ", text).split()).strip(" .,:;•-–—*")


def without_units(header: str) -> str:
    """The words of a header that are no unit and no date; empty where they say nothing, like "Value"."""
    limit = _LIMIT.search(header)
    before = header[: limit.start()] if limit else header
    dates = word_list("months", "times", "table_words", "numbers")
    kept = [
        word
        for word in WORD.findall(before)
        if word.lower() not in dates and word not in word_list("table_units") and not is_code_of_year(word.lower())
    ]
    if limit:
        return " ".join([*kept, limit[0].lower()])
    said = "" if all(word.lower() in word_list("generic_headers", "header_links") for word in kept) else " ".join(kept)
    return _AT_END.sub("", said)


def is_metric(text: str) -> bool:
    """Whether a label names what is measured."""
    found = named_metric([word.lower() for word in WORD.findall(text)]) if text else None
    return found is not None and not (found[0].is_noun and len(text.split()) > LONGEST_NOUN)


def metric_of_heading(heading: str) -> str:
    """The metric a heading ends with, before a colon: "income" of "Total money income: £5,200"; empty where it names none."""
    words = (
        [word.lower() for word in WORD.findall(heading.partition(":")[0])] if len(heading) < _LONGEST_HEADING else []
    )
    found = named_metric(words) if words else None
    return " ".join(words[found[1] :]) if found is not None and found[2] == len(words) else ""


def is_date(label: str) -> bool:
    """Whether a label says when and nothing else: "2022/23", "12 Aug", "2025 forecast"."""
    words = {word.lower().strip(".") for word in WORD.findall(label)}
    said = words - word_list("months", "times", "table_words", "goals")
    return not said and (
        _YEAR.search(label) is not None or (bool(words & word_list("months")) and any(map(str.isdecimal, label)))
    )


def is_numbered(caption: str) -> bool:
    """Whether a caption is marked as one: "Table 3."."""
    return _NUMBERED.match(caption) is not None


def tells_figure(heading: str) -> bool:
    """Whether a heading tells something and names nothing: "58% of visitors block adverts"."""
    return _TOLD.match(heading) is not None


def caption_metric(caption: str) -> str:
    """What a caption says the table measures: its first part, or the one behind a comma that names a metric."""
    numbered = _NUMBERED.match(caption)
    bare = _BRACKETS.sub(" ", caption[numbered.end() :] if numbered else caption).strip()
    if tells_figure(bare):
        return ""
    cut = _CUT.search(bare)
    said = (bare[: cut.start()] if cut and cut.start() > 3 else bare).strip(" .,:*#")
    if cut is None or is_metric(said):
        return said
    others = (_part(part) for part in bare.split(",")[1:])
    return next((other for other in others if is_metric(other)), said)


def _part(text: str) -> str:
    cut = _CUT.search(text)
    return (text[: cut.start()] if cut else text).strip(" .,:*#")
