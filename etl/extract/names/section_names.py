"""What a heading or a title names: its words up to a date, a colon, a dash or a verb."""

import re

from etl.extract.language.words import tags_of_words, verb_forms, verb_list, word_list
from etl.extract.names.name_forms import without_form
from etl.model.metric import find_metric, singular

_SHORT_TITLE = 3
_WORDS_OF_TITLE = 4
_FEWEST = 3
_SHORTEST_ACRONYM = 3
_LONGEST_ACRONYM = 5
_MARKS = "\n# *_"
_NUMBERING = re.compile(r"\A[\W\d_]+")
_TITLE_ENDS = re.compile(r"\s[–—|·-]|[:;,|(｜·&]|\s(?:for|in|of|and|by|to|on|at)\s|\s\d{4}", re.IGNORECASE)
_HEAD_OF_TITLE = re.compile(r"(?:[\w’'-]+\s){0,3}?([\w-]+)\s(?:of|on)\s(?:the\s)?", re.IGNORECASE)


def section_of(heading: str) -> str:
    """What a heading without a name speaks of; empty where it says only what kind of section it opens.

    >>> section_of("3. Soft wheat"), section_of("Key findings"), section_of("Tractor Sales")
    ('Soft wheat', '', 'Tractor')
    """
    heading = _NUMBERING.sub("", heading)
    title = short_title(heading)
    words = title.split() if title else _without_metric(heading.split())
    lowered = [word.lower() for word in words]
    if not words or len(words) > _SHORT_TITLE or (len(words) == 1 and find_metric(lowered) is not None):
        return ""
    if lowered[0] in tags_of_words() or lowered[-1] in tags_of_words() or lowered[0] in word_list("numbers"):
        return ""
    if all(singular(word.lower()) in word_list("generic_headings") for word in words):
        return ""
    section = " ".join(words)
    return section.capitalize() if section.isupper() and len(section) >= _LONGEST_ACRONYM else section


def _without_metric(words: list[str]) -> list[str]:
    """The words of a short heading before the metric it ends with."""
    measured = find_metric([word.lower() for word in words]) if len(words) <= _WORDS_OF_TITLE else None
    return words[: measured[1]] if measured is not None and measured[2] == len(words) else []


def _leads_on(title: str, end: re.Match[str]) -> bool:
    """Whether "to" behind the first words of a title leads somewhere, so that they are more than a name."""
    behind = title[end.end() :].split(maxsplit=1)
    return end[0].strip().lower() == "to" and not (behind and behind[0].lower() in verb_forms())


def short_title(title: str) -> str:
    """What a title names first: its words up to a date, a colon, a dash or a verb; behind "Review of" what is reviewed.

    >>> short_title("Indicators of the Climate System: 2024 Update"), short_title("Harbour Mills Reports Third Quarter")
    ('Climate System', 'Harbour Mills')
    """
    title = title.lstrip(_MARKS).partition("\n")[0]
    head = _HEAD_OF_TITLE.match(title)
    if head is not None and singular(head[1].lower()) in word_list("writings"):
        title = title[head.end() :]
    end = _TITLE_ENDS.search(title)
    words = title[: end.start() if end is not None else len(title)].split()
    acts = [place for place, word in enumerate(words) if place and _is_act(word)]
    if (end is not None and not acts and _leads_on(title, end)) or (acts and words[acts[0]][-3:].lower() == "ing"):
        return ""
    words = words[: acts[0]] if acts else words
    is_periodical = bool(words) and words[-1].lower() in word_list("periodicals")
    while len(words) > 1 and singular(words[-1].lower()) in word_list("writings", "sizes"):
        words.pop()
    if is_periodical or not words or len(words) > _WORDS_OF_TITLE or words[0].lower() in word_list("openers"):
        return ""
    if _ends_with_metric(words):
        return ""
    return without_form(_without_capitals(" ".join(words).strip(_MARKS)))


def _ends_with_metric(words: list[str]) -> bool:
    measured = find_metric([word.lower() for word in words])
    return measured is not None and measured[2] == len(words) and not measured[0].is_noun


def _is_act(word: str) -> bool:
    verb = verb_forms().get(word.lower())
    return verb is not None and verb.form in ("s", "past", "ing") and word.lower() not in verb_list("gerunds")


def _without_capitals(title: str) -> str:
    """A title written in capitals as a name is: "HARBOUR TOWN COUNCIL" → "Harbour Town Council"."""
    words = title.split()
    if len(words) < _FEWEST or not title.isupper():
        return title
    return " ".join(word.title() if len(word) > _SHORTEST_ACRONYM else word for word in words)
