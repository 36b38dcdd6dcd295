"""Relations a sentence states outright, so that the words tie the figures whether or not the arithmetic fits."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.extract.links.addition import Addition
from etl.extract.links.direction import goes_down, same_unit
from etl.extract.links.items import Item, Passage, link
from etl.extract.links.outright.sums import NET
from etl.extract.links.roles import POINTS
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_STEP = re.compile(
    r"^[^.;]{0,60}\b(?:an?|the|representing|giving|meaning|marking)\s+(?:[\w-]+ ){0,3}?"
    r"(?:fall|drop|decline|decrease|reduction|loss|cut|increase|rise|gain|growth|jump|improvement|change)"
    r"(?: [\w-]+){0,3}? of " + BEFORE_FIGURE
)
_AND_AT = re.compile(
    r"^[^.;]{0,60}\b(?:and|then|but)\b(?: (?:stood|was|were|only|had reached|is|are))?(?: at)?\s+" + BEFORE_FIGURE
)
_FROM = re.compile(r"\bfrom\s+" + BEFORE_FIGURE)
_TO = re.compile(r"^[^.;:]{0,50}\bto\s+" + BEFORE_FIGURE)
_THE = re.compile(r"\b(?:the|this|that|these|a|an)\s+(?:whole |entire |full )?[~$€£¥]*$")
_NAMED_STEP = re.compile(
    r"^[\s-]*(?:points?[\s-]+)?(?:difference|gap|rise|increase|fall|drop|decline|improvement|change|gain|swing|jump|reduction)\b"
)
_GIVES = re.compile(
    r"\b(?:gives?|giving|works? out (?:to|at)|working out (?:to|at)|equivalent to|equal to|equals|yield(?:s|ing)|"
    r"correspond(?:s|ing) to|amount(?:s|ing) to|put(?:s|ting)|that is|making|for|an?|or)\b"
    r"(?! (?:increase|rise|fall|drop|gain|decline))(?:[^.;,]{0,40}\b(?:rate|share|proportion|percentage|margin|ratio|prevalence)\b[^.;,]{0,20})?"
    r"(?: of| at| to)?\s*" + BEFORE_FIGURE
)
_RATE_WORD = re.compile(
    r"\b(?:rate|share|proportion|percentage|margin|prevalence)\b|\bgiv|\bworks? out|\bworking out|\byield"
)
_IN_WHOLE = re.compile(
    r"^[^.;,]{0,40}\b(?:in|among|amongst|out of|of|on|from)\b(?: (?:an?|the|its|their|all|some|total|overall|sales|revenues?|turnover))*"
    r"(?: [\w-]+){0,3}?(?: of)?\s+" + BEFORE_FIGURE
)
_BRACKET_OF = re.compile(r"\b(?:of which|of whom)\b[^.;]{0,20}$")
_BRACKET = re.compile(r"^[^.;,()]{0,25}(?:\(|, or |, that is,? |, i\.e\.,? )(?:or |about |some |around )?[~$€£¥]*\s*$")
_MAKING = re.compile(r"^[^.;]{0,30}\b(?:making|bringing|taking|for|giving)\b[^.;]{0,40}?\b" + BEFORE_FIGURE)
_TOGETHER = re.compile(
    r"\b(?:together with|added to|along with|with|including|on top of|combined with|after)\b(?! a fall| an increase)[^.;]{0,60}?\b(?:of|at)?\s*[~$€£¥]*$"
)
_SUMMED = re.compile(
    r"\b(?:total|full[- ]year|for the (?:full |whole )?year|in all|altogether|the total|combined|overall)\b"
)
_RESULT = re.compile(r"\b(?:giving|gives|leaving|leaves|so|making|resulting|meaning|result|yielding|hence|thus|for)\b")
_IN_ALL = re.compile(r"^\s*(?:[\w-]+ ){0,2}?(?:in all|in total|altogether|all told|together)\b")
_OF_NOUN = re.compile(r"^\s*of (?!the\b|them\b|which\b|these\b)\w+")
# What the figures of a list come to, in totals, for it to be one.
_LEAST, _LARGEST = 0.7, 1.4


def find_outright(passage: Passage) -> list[Link]:
    """Links of three figures whose relation the words of the sentence name."""
    items = passage.items
    found: list[Link] = []
    for first, second, third in zip(items, items[1:], items[2:], strict=False):
        found.extend(_change(first, second, third))
        found.extend(_the_difference(first, second, third))
        found.extend(_rate(first, second, third))
        found.extend(_bracket(first, second, third))
        found.extend(_making(first, second, third))
        found.extend(_net(first, second, third))
    found.extend(_in_all(items))
    found.extend(_divided(items))
    return found


def _change(first: Item, second: Item, step: Item) -> Iterator[Link]:
    """As in "stood at 42 in May 2024 and at 39 in May 2025, a fall of 7 percent"."""
    figures = first.unit == second.unit and not first.is_duration and not first.is_ratio and first.value > 0
    if not (figures and _AND_AT.match(second.before) and _STEP.match(step.before)):
        return
    early, late = _in_time(first, second)
    if early is None or late is None:
        return
    down = goes_down(step)
    if first.is_level and step.is_percent:
        yield link(Relation.CHANGE, [("start", early), ("end", late), ("fall" if down else "growth", step)])
    elif (first.is_percent and step.unit in POINTS) or (first.is_level and step.unit == first.unit):
        yield link(Relation.CHANGE, [("start", early), ("end", late), ("loss" if down else "delta", step)])


def _the_difference(first: Item, second: Item, step: Item) -> Iterator[Link]:
    """As in "moved from 24 percent to 27 percent, and the courts put the three-point difference down to"."""
    figures = first.unit == second.unit and not first.is_duration and not first.is_ratio and first.value != second.value
    if not (figures and _FROM.search(first.before) and _TO.match(second.before)):
        return
    told = _THE.search(step.before) and _NAMED_STEP.match(step.behind)
    if told and ((first.is_percent and step.unit in POINTS) or (first.is_level and step.unit == first.unit)):
        role = "loss" if second.value < first.value else "delta"
        yield link(Relation.CHANGE, [("start", first), ("end", second), (role, step)])


def _in_time(first: Item, second: Item) -> tuple[Item | None, Item | None]:
    """Two figures in the order of their dates; neither where these are the same."""
    one, other = first.claim.period, second.claim.period
    if one is not None and other is not None and one.end != other.end:
        return (first, second) if one.end < other.end else (second, first)
    told = re.search(r"\bat\s+\W*$", first.before) and re.search(r"\bat\s+\W*$", second.before)
    return (first, second) if told else (None, None)


def _rate(part: Item, whole: Item, share: Item) -> Iterator[Link]:
    """As in "312,000 unemployed in a labour force of 5.2 million, which gives a rate of 6 percent"."""
    counted = part.claim.dimension.startswith("count") and whole.claim.dimension.startswith("count")
    figures = part.is_level and whole.is_level and share.is_percent and 0 < part.value < whole.value
    figures = figures and share.claim.kind is not Kind.GROWTH
    told = _GIVES.search(share.before) and _RATE_WORD.search(share.before) and len(share.before) < 90
    if figures and (counted or part.unit == whole.unit) and told and _IN_WHOLE.match(whole.before):
        yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", share)])


def _bracket(whole: Item, share: Item, part: Item) -> Iterator[Link]:
    """As in "uptake of 1.4 g, of which 70 % (0.98 g) is given back"."""
    figures = whole.is_level and part.is_level and share.is_percent and same_unit(whole, part)
    if figures and _BRACKET_OF.search(share.before) and _BRACKET.match(part.before) and 0 < part.value < whole.value:
        yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", share)])


def _making(first: Item, total: Item, second: Item) -> Iterator[Link]:
    """As in "a final dividend of 14p, making 23p for the year together with the interim dividend of 9p"."""
    figures = all(item.is_level for item in (first, total, second)) and same_unit(first, total)
    if not (figures and same_unit(second, total) and max(first.value, second.value) < total.value):
        return
    around = total.before + " " + second.before
    if _MAKING.match(total.before) and _TOGETHER.search(second.before) and _SUMMED.search(around):
        yield link(Relation.PARTS, [("part", first), ("part", second), ("total", total)])


def _net(first: Item, second: Item, rest: Item) -> Iterator[Link]:
    """As in "births were 8,400 and deaths 6,100, so that the natural increase was 2,300"."""
    if not all(item.is_level and item.unit == first.unit for item in (first, second, rest)):
        return
    if NET.search(rest.before) and _RESULT.search(rest.before) and re.search(r"\band\b|,", second.before):
        large, small = sorted((first, second), key=lambda item: -item.value)
        yield link(Relation.PARTS, [("part", large), ("less", small), ("total", rest)])


def _in_all(items: Sequence[Item]) -> Iterator[Link]:
    """As in "41 tankers, 22 bulkers and 9 ferries, 72 vessels in all"."""
    for total in items[2:]:
        if not (_IN_ALL.match(total.behind) and total.is_level and len(total.before) < 40):
            continue
        parts = _listed(items[: total.position], total)
        told = Addition(tuple(parts), total)
        if len(parts) > 1 and re.search(r"\band\b|\bplus\b", parts[-1].before) and told.is_near(_LEAST, _LARGEST):
            yield told.link()


def _listed(items: Sequence[Item], total: Item) -> list[Item]:
    """The run of figures that ends right before a total: of its unit, or counted as it is."""
    run: list[Item] = []
    for item in reversed(items):
        counted = item.claim.dimension.startswith("count") and total.claim.dimension.startswith("count")
        if item.is_duration or item.is_percent or not (counted or item.unit == total.unit):
            break
        run.append(item)
        if len(item.before) > 60 or re.search(r"[.;:]\s", item.before):
            break
    return run[::-1]


def _divided(items: Sequence[Item]) -> Iterator[Link]:
    """As in "63 million bushels, 41 million of maize and 22 million of beans"."""
    for before, first in pairwise(items):
        total = _divided_total(before, items)
        run = [first]
        for item in items[first.position + 1 :]:
            if len(item.before) > 40 or not re.search(r",|\band\b", item.before):
                break
            run.append(item)
        listed = len(run) > 1 and re.search(r"\band\b", run[-1].before) and all(_OF_NOUN.match(i.behind) for i in run)
        same = all(item.is_level and _counted_as(item, total) for item in run) and total.is_level
        told = Addition(tuple(run), total)
        if listed and same and re.search(r"[,:–—]\s*(?:with )?\W*$", first.before) and told.is_near(_LEAST, _LARGEST):
            yield told.link()


def _divided_total(before: Item, items: Sequence[Item]) -> Item:
    """The figure in front of a list, or the one before a small count: "14.6 million bushels at nine sites, 9.8 million of"."""
    small = before.claim.dimension == "count" and before.value <= 20 and before.position > 0
    return items[before.position - 1] if small and not before.claim.quote[0].isdigit() else before


def _counted_as(item: Item, total: Item) -> bool:
    """Whether a part is counted as its total is; "9.8 million of maize" leaves its unit to the total."""
    return item.unit == total.unit or item.claim.dimension == "count"
