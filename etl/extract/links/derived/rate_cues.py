"""Words that say that an amount is told of each of several things, and of which."""

import re

from etl.extract.links.items import Item
from etl.model.metric import singular

_EACH_BEHIND = re.compile(
    r"^[\s)\]]*(?:each\b|apiece\b|per\b|an? (?!(?:year|month|week|day|quarter)s? (?:ago|earlier|before|later|on)\b|(?:rise|fall|drop|gain|increase|decrease|decline|record|total|share|third|quarter|few|little|bit|further|figure|level|sum|price|cost|rate)\b)[a-z-]+\b|for (?:each|every)\b|every\b)"
)
_EACH_BEFORE = re.compile(r"\b(?:per|each|every|apiece|averag\w*|mean|median|typical)\b[^.;:]{0,48}$")
_NOUN_BEHIND = re.compile(
    r"^[\s)\]]*(?:per|an?|for (?:each|every)(?: of (?:our|the|its|their))?|every|each)\s+([a-z]+)"
)
_NOUN_BEFORE = re.compile(r"\b(?:per|each|every|an? average)\s+((?:[a-z-]+ )?[a-z-]+)\b[^.;:]{0,40}$")
# What stands right behind the figure before is said of that one.
_ITS_OWN = re.compile(r"^[\s)\]]*(?:[\w-]+\s+){0,2}?(?:each|apiece|per [\w-]+|on average|a [\w-]+)\b")
_FOR_EACH = re.compile(r"^[\s)]*for (?:each|every)(?: of (?:our|the|its|their|those))?\s*$")
_PART = re.compile(r"\bof (?:which|that|this|it)\b[^.;]{0,20}$")


def _own_words(item: Item) -> str:
    return _ITS_OWN.sub("", item.before) if item.position else item.before


def each_of(item: Item) -> bool:
    """Whether an amount is told of each of several things."""
    return bool(_EACH_BEHIND.match(item.behind) or _EACH_BEFORE.search(_own_words(item)))


def each_behind(item: Item) -> bool:
    """Whether "each" or the like stands right behind an amount."""
    return bool(_EACH_BEHIND.match(item.behind))


def rate_noun(item: Item) -> str:
    """The thing an amount is told of each of: "a job", "per net"; empty where only "each" says it."""
    _, _, bottom = item.unit.partition("/")
    if bottom:
        return bottom
    found = _NOUN_BEHIND.match(item.behind) or _NOUN_BEFORE.search(_own_words(item))
    return singular(found[1].split()[-1]) if found else ""


def is_for_each(rate: Item) -> bool:
    """Whether the words behind a rate lead straight to the number of things it is for."""
    return bool(_FOR_EACH.match(rate.behind))


def is_part(item: Item) -> bool:
    """Whether the words before a figure make it the part of one before."""
    return bool(_PART.search(item.before))
