"""The name a document turns on, which a sentence that names nobody speaks of."""

import re
from collections import Counter

from etl.extract.words import tags_of_words, verb_forms, verb_list, word_list
from etl.model.metric import find_metric, singular
from etl.model.subject import adjectives, aliases, is_known, places

_FEWEST = 3
_SHARE = 0.08  # of all names of a text
_LEAD = 1.5  # times the next name
_SHORT_TITLE = 3
_TITLE_BONUS = 2
_SHORTEST_ACRONYM = 3
_WORDS_OF_TITLE = 4
_LONGEST_ACRONYM = 5
_MARKS = "\n# *_"
_NUMBERING = re.compile(r"\A[\W\d_]+")
_WORDS = re.compile(r"[\w&-]+(?:\.\d\w*)?")
_TITLE_ENDS = re.compile(r"\s[–—|·-]|[:;,|(｜·&]|\s(?:for|in|of|and|by|to|on|at)\s|\s\d{4}", re.IGNORECASE)
_PLACED = frozenset({"to", "from", "by", "with", "near", "on"})
_HEAD_OF_TITLE = re.compile(r"(?:[\w’'-]+\s){0,3}?([\w-]+)\s(?:of|on)\s(?:the\s)?", re.IGNORECASE)


def find_main(counts: Counter[str], fuller: dict[str, str], words: frozenset[str], head: str) -> str:
    """The name that stands at the head of a text and is named far more often than others; empty where none is.

    A title of a few words that ends with a digit is a product's and needs no count.
    """
    written = head.lstrip(_MARKS).partition("\n")[0].strip()
    title = written.lower()
    last = title.split()[-1] if title else ""
    is_short = len(title.split()) <= _SHORT_TITLE and not any(map(_is_act, title.split()))
    if is_short and any(map(str.isdigit, last)) and not last.isdigit():
        return written
    totals: Counter[str] = Counter()
    titled: set[str] = set()
    head, title = _spaced(head), _spaced(title)
    for name, count in counts.items():
        shown = _shown(name, fuller, words, head)
        if not shown:
            continue
        full = _full(name, fuller)
        totals[full] += count
        if _is_told_of(title, shown):
            titled.add(full)
    totals.update(dict.fromkeys(titled, _TITLE_BONUS))
    totals = _merged(totals)
    return _leading(totals, max(_FEWEST, _SHARE * counts.total())) or _only_place(title)


def most_named(counts: Counter[str]) -> tuple[str, int, int]:
    """The name of the catalogue a text has most often, how often, and how often it has the next one."""
    totals: Counter[str] = Counter()
    for name, count in counts.items():
        known = aliases().get(name.lower()) or adjectives().get(name.split()[0].lower())
        if known is not None and known != "world":
            totals[known] += count
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return "", 0, 0
    return ranked[0][0], ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0


def _spaced(text: str) -> str:
    """The words of a text in lower case with a space on either side, so that a search finds whole words only."""
    return f" {' '.join(_WORDS.findall(text.lower()))} "


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


def section_of(heading: str) -> str:
    """What a heading without a name speaks of; empty where it says only what kind of section it opens.

    >>> section_of("3. Soft wheat"), section_of("Key findings"), section_of("New Home Sales")
    ('Soft wheat', '', 'New Home')
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


def without_form(name: str) -> str:
    """A company without its legal form: "Harbour Mills plc" → "Harbour Mills"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().rstrip(".,") in word_list("legal_forms"):
        words.pop()
    return " ".join(words)


def _is_act(word: str) -> bool:
    verb = verb_forms().get(word.lower())
    return verb is not None and verb.form in ("s", "past", "ing") and word.lower() not in verb_list("gerunds")


def _without_capitals(title: str) -> str:
    """A title written in capitals as a name is: "HARBOUR TOWN COUNCIL" → "Harbour Town Council"."""
    words = title.split()
    if len(words) < _FEWEST or not title.isupper():
        return title
    return " ".join(word.title() if len(word) > _SHORTEST_ACRONYM else word for word in words)


def _is_told_of(title: str, shown: str) -> bool:
    """Whether a title names somebody, and not only where something happens: "lines return to Suez"."""
    before, found, _ = title.partition(f" {shown} ")
    return bool(found) and before.rpartition(" ")[2] not in _PLACED


def _shown(name: str, fuller: dict[str, str], words: frozenset[str], head: str) -> str:
    """How a name stands at the head of a text, in lower case; empty where it does not, or is none to turn on."""
    parts = name.split()
    first, last = parts[0], parts[-1].lower()
    lower = name.lower()
    short = first.lower() if first in fuller or is_known(first.lower()) else ""
    shown = lower if f" {lower} " in head else short if short and f" {short} " in head else ""
    if not shown or first not in words or _is_plain_acronym(first) or first.lower() in word_list("media"):
        return ""
    return "" if last in word_list("references") or last in word_list("bodies") else shown


def _full(name: str, fuller: dict[str, str]) -> str:
    first = name.split()[0]
    known = adjectives().get(first.lower()) or aliases().get(name.lower()) or aliases().get(first.lower())
    return known or fuller.get(first, name)


def _only_place(title: str) -> str:
    """The one place a title begins with: "China Business Brief"."""
    words = title.split()[:_WORDS_OF_TITLE]
    named = {adjectives().get(word) or aliases().get(word, "") for word in words} & places()
    return named.pop() if len(named) == 1 else ""


def _merged(totals: Counter[str]) -> Counter[str]:
    """The totals with those of a name put to the longer one that begins with it."""
    merged: Counter[str] = Counter()
    for name, total in sorted(totals.items()):
        longer = sorted(other for other in totals if other.startswith(f"{name} "))
        merged[longer[0] if longer else name] += total
    return merged


def _leading(totals: Counter[str], fewest: float) -> str:
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < fewest:
        return ""
    best, most = ranked[0]
    rivals = [total for name, total in ranked if set(name.split()).isdisjoint(best.split())]
    return best if not rivals or most >= _LEAD * rivals[0] else ""


def _is_plain_acronym(word: str) -> bool:
    """Whether capitals stand for a currency or a metric, not for somebody."""
    if word in word_list("currency_codes"):
        return True
    if not word.isupper() or is_known(word.lower()):
        return False
    return len(word) < _SHORTEST_ACRONYM or find_metric([word.lower()]) is not None
