"""What a change of a metric is called: "revenue growth", "price decline", "margin change", "reduction in net debt"."""

import re

from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.extract.topics.view import View

POINTS = frozenset({"percentage_point", "basis_point"})
_PRICES_OF_SHARES = frozenset({"share price", "shares", "stock"})
_ENDINGS = (" growth", " decline", " reduction", " change", " decrease", " fall", " drop", " gain")
_AGAINST = re.compile(
    r"[\s*_,(]*(?:(?P<span>year|quarter|month)s?[\s-]+(?P<how>over|on)[\s-]+(?P=span)\b|(?P<short>yoy|y/y|y-o-y|qoq|q/q|q-o-q|mom|m/m)\b)",
    re.IGNORECASE,
)
_SPANS_OF_SHORT = {"y": "year", "q": "quarter", "m": "month"}
_BEHIND = 3  # tokens behind a figure in which a comparison says which way it goes


def changed(base: str, view: View, mention: Mention, noun: str = "") -> str:
    """A metric with the word for how it changes: the noun the text has for a fall, of points for any change."""
    if not base:
        return change_word(view, mention)
    told = noun in word_list("falling_nouns") or (noun and mention.unit in POINTS and noun != "rate")
    return base if base.endswith(_ENDINGS) else f"{base} {noun if told else change_word(view, mention, base)}"


def change_word(view: View, mention: Mention, base: str = "") -> str:
    """The word alone."""
    if base.lower() in _PRICES_OF_SHARES or mention.low < 0 < mention.high:
        return "change"
    if mention.unit in POINTS:
        return "decrease" if is_fall(view, mention) else "change"
    return "decline" if is_fall(view, mention) else "growth"


def is_fall(view: View, mention: Mention) -> bool:
    """Whether a figure of growth tells of a fall, by its mark, its sign or the comparison behind it."""
    if "fall" in mention.marks or mention.high < 0:
        return True
    down = word_list("down")
    return any(view.word(index) in down for index in range(mention.last + 1, mention.last + 1 + _BEHIND))


def amount_of_change(base: str, *, falls: bool) -> str:
    """The amount a metric went up or down by: "reduction in net debt"."""
    return f"{'reduction' if falls else 'increase'} in {base}"


def unchanged(metric: str) -> str:
    """A metric without the word for its change."""
    for ending in _ENDINGS:
        if metric.endswith(ending):
            return metric.removesuffix(ending)
    return metric


def against(text: str, end: int) -> str:
    """What stands right behind a change and says against when it is told: "year over year"; empty where nothing does.

    >>> against("up 12% y/y", 6), against("up 12% year-on-year", 6), against("up 12% this year", 6)
    ('year over year', 'year on year', '')
    """
    found = _AGAINST.match(text, end)
    if found is None:
        return ""
    span = (found["span"] or _SPANS_OF_SHORT[found["short"][0].lower()]).lower()
    return f"{span} {(found['how'] or 'over').lower()} {span}"
