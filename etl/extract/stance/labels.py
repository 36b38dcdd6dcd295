"""What a heading, caption or label says of all figures under it: "Forecasts", "Capital programme", "2027E"."""

import re
from functools import lru_cache

from etl.extract.language import phrases
from etl.model.claim import Modality

_LABEL_WORDS = re.compile(r"[a-z]+")
_AHEAD = re.compile(r"(?:19|20)?\d\d[EFP]\b")  # a year to come: "2027E", "FY26F"
_HEADING = 40  # characters


def modality_of_title(title: str) -> Modality | None:
    """What a caption says of all figures under it: "Capital programme 2025/26", "Forecasts"; None where nothing."""
    words = frozenset(title.lower().split())
    titled = phrases.catalogue("modality")["titled"]
    return next((Modality(kind) for kind, marks in titled.items() if not words.isdisjoint(marks)), None)


@lru_cache(maxsize=1024)
def modality_of_label(label: str) -> Modality | None:
    """What the label of a column or row says of its figures: "Q2'26 forecast", "Planned", "2027E"; None where nothing."""
    words = frozenset(_LABEL_WORDS.findall(label.lower()))
    labelled = phrases.catalogue("modality")["labelled"]
    named = next((Modality(kind) for kind, marks in labelled.items() if not words.isdisjoint(marks)), None)
    return Modality.PROJECTION if named is None and _AHEAD.search(label) else named


def modality_ahead(title: str) -> Modality:
    """What the figures of a time to come are in a document of this title: in a budget they are planned."""
    words = frozenset(_LABEL_WORDS.findall(title.lower()))
    plans = phrases.catalogue("modality")["planning"]["titles"]
    return Modality.TARGET if not words.isdisjoint(plans) else Modality.PROJECTION


def modality_of_section(heading: str) -> Modality | None:
    """What a short heading says of all that is listed under it: "Recommendations"; None where nothing."""
    words = frozenset(heading.lower().strip(" #*_:").split()) if len(heading) <= _HEADING else frozenset()
    sections = phrases.catalogue("modality")["section"]
    return next((Modality(kind) for kind, marks in sections.items() if not words.isdisjoint(marks)), None)


def modality_of_introduction(line: str) -> Modality | None:
    """What the last sentence before a list says of its items: "We propose three changes:"; None where nothing."""
    words = _LABEL_WORDS.findall(line[line.rfind(". ") + 1 :].lower())
    introducing = phrases.catalogue("modality")["introducing"]
    if words[-1:] == ["will"] or words[-1:] == ["would"]:  # "If elected, we will:"
        return Modality.TARGET
    return next((Modality(kind) for kind, marks in introducing.items() if not set(marks).isdisjoint(words)), None)
