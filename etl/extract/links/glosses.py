"""A share told twice in one breath, as a fraction and as a percentage: "just under half (47 %)"; and spans told with their years."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from etl.extract.links.items import Item, Passage, link, link_name
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_HEDGE = r"(?:just |about |around |nearly |almost |roughly |approximately |some |over |under |more than |less than |well |exactly |a |an )*"
_OPENS = re.compile(r"^(?P<of> [^.;:,()\d]{1,40}?)?\s*(?:\((?:or |i\.e\.,? )?|, or | or |, that is,? )" + _HEDGE + "$")
_CLOSES = re.compile(r"^\s*(\)|,|of\b)")
_BRACKET = re.compile(r"\((?:or |i\.e\.,? )?" + _HEDGE + "$")
_MONTH = r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?"
_YEARS = re.compile(
    r"^\W*(?:of [a-z]+(?: [a-z]+)?,? ?)?(?:\(|,? ?\b(?:from|between) )" + _MONTH + r"((?:1[6-9]|20)\d\d)"
    r"(?:\s*[–—-]\s*| (?:to|until|till|through|and) )(?:the end of )?" + _MONTH + r"((?:1[6-9]|20)\d\d)(?![\d%])"
)
_A_SPAN = re.compile(
    r"\b(?:for|over|during|in|within|spent|served|lasted|took|ran|was|were|reigned|ruled|worked|lived|the|these|those|his|her|their|its)\s+(?:about |some |almost |nearly |more than |over |just |last |past |full |whole )*$"
)
_LONGEST = 150


def find_glosses(passage: Passage) -> Iterator[Link]:
    """Shares told as fraction and percentage side by side."""
    for first, second in pairwise(passage.items):
        if _is_fraction(first) == _is_fraction(second) or not (_is_share(first) and _is_share(second)):
            continue
        opens, closes = _OPENS.match(second.before), _CLOSES.match(second.behind)
        if opens is None or closes is None or (_BRACKET.search(second.before) and closes[1] != ")"):
            continue
        if not (opens["of"] and closes[1] == "of"):  # "a third of the farms, or 80 % of the large ones"
            yield link(Relation.RESTATEMENT, [("times", first), ("times", second)])


def _is_share(item: Item) -> bool:
    return item.claim.kind is Kind.SHARE and 0 < item.value and (item.is_percent or _is_fraction(item))


def _is_fraction(item: Item) -> bool:
    return item.is_ratio and item.value < 1 and item.claim.quote[:1].isalpha()


def find_spans(passage: Passage) -> Iterator[Link]:
    """Years told with the year they begin in and the one they end in: "for six years, from 2014 to 2020"."""
    for item in passage.items:
        if item.unit != "year" or not item.is_duration or item.value > _LONGEST or not _A_SPAN.search(item.before):
            continue
        dated = _YEARS.match(item.behind)
        years = int(dated[2]) - int(dated[1]) if dated is not None else 0
        if dated is None or years <= 0 or not 1 / 3 < item.value / years < 3:
            continue
        tie = link(Relation.CHANGE, [("span", item)])
        evidence = f"{dated[1]} to {dated[2]}"
        name = link_name(tie.document_id, tie.relation, tie.members, evidence)
        # Of "six years, from 2014 to 2020" both ends may count in full, or hardly.
        yield replace(tie, link_id=name, counted_low=years - 1.0, counted_high=years + 1.0, evidence=evidence)
