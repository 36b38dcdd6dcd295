"""Shares of one whole that make a hundred: a list of all of them, a share and the rest, two that are all there is."""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.addition import half_step
from etl.extract.links.derived.sum_cues import is_rest
from etl.extract.links.items import Item, Passage, link
from etl.extract.links.parts import run_of
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_MIX = re.compile(
    r"\b(?:mix\w*|split\w*|breakdown|composition|compris\w*|consist\w*|made up|made of|remain\w*|the rest|divided|respectively|share of)\b"
)
# What comes from one source comes from no other, so that such shares may fall short of a hundred, but not exceed it.
_FROM = re.compile(
    r"\b(?:c[oa]mes? from|coming from|stem\w* from|derived? from|drawn from|originat\w* (?:in|from)|generated (?:by|from|in)|account\w* for|"
    r"went to|goes to|going to|spent on|allocated to|caused by|due to|attribut\w* to|occurred in|belong\w* to)\b"
)
_MORE = re.compile(r"\b(?:remaining|the rest|rest|remainder|others?|balance)\b")
_OF_REST = re.compile(
    r"^\W*(?:(?:stake|interest|holding)s?\b|of (?:the |this |that |these |those )?(?:rest|remain|which))"
)
_OF_WHOLE = re.compile(r"^\s*of\b")
_LOW, _HIGH = 80, 125
# A share and the rest of it come nearer to a hundred than this.
_REST_LOW, _REST_HIGH = 85, 116
_MOST_TOLD = 5
_PAIR = re.compile(r",|\b(?:and|while|with|versus|vs|against|but|to)\b|[/–—-]")


def find_hundreds(passages: Sequence[Passage]) -> Iterator[Link]:
    """Shares of a paragraph that make a hundred, or have to."""
    before: list[Item] = []
    for here in passages:
        shares = [item for item in here.items if is_share(item)]
        if len(shares) > 1:
            yield from _listed(here, shares)
            yield from _pair(shares)
        yield from _rest(shares, before)
        before = shares or before


def is_share(item: Item) -> bool:
    """Whether a percentage may be the share of a whole."""
    return item.is_percent and item.claim.kind is not Kind.GROWTH and item.value > 0


def hundred(shares: Sequence[Item], *, certain: bool) -> Link:
    """Shares tied together as all there are."""
    return link(Relation.PARTS, [("part", item) for item in shares], certain=certain)


def makes_hundred(shares: Sequence[Item]) -> bool:
    """Whether the digits of some shares allow them to make a hundred."""
    return abs(sum(item.value for item in shares) - 100) <= sum(map(half_step, shares))


def _listed(here: Passage, shares: Sequence[Item]) -> Iterator[Link]:
    """Shares of one thing, listed to the last with "and"."""
    for start, first in enumerate(shares):
        run = [item for item in run_of(here, first) if is_share(item)]
        goes_on = start and len(first.before) <= 60 and shares[start - 1].position == first.position - 1
        if len(run) < 3 or goes_on:
            continue
        listed = re.search(r"\band\b|,", run[-1].before) and all(
            re.search(r",|\band\b|;|/", item.before) for item in run[1:]
        )
        if listed:
            yield from _of_list(here, run)
            return


def _of_list(here: Passage, run: Sequence[Item]) -> Iterator[Link]:
    total = sum(item.value for item in run)
    if makes_hundred(run):
        yield hundred(run, certain=False)
    elif _LOW <= total <= _HIGH and not _has_more(here, run[-1]):
        says = _MIX.search(here.text) or (total > 100 and _FROM.search(run[0].behind + run[-1].behind))
        if says:
            yield hundred(run, certain=True)


def _has_more(here: Passage, last: Item) -> bool:
    """Whether the sentence has more shares behind a run of them, or says that there are others."""
    more = any(item.is_percent and item.position > last.position for item in here.items)
    return more or bool(_MORE.search(last.behind))


def _pair(shares: Sequence[Item]) -> Iterator[Link]:
    """As in "keeps 45% and pays 55% to others": the only two shares of a sentence, exactly a hundred."""
    first, second = shares[0], shares[-1]
    exact = first.value + second.value == 100 and first.claim.low == first.claim.high
    if len(shares) == 2 and exact and _PAIR.search(second.before):
        yield hundred(shares, certain=False)


def _rest(shares: Sequence[Item], before: Sequence[Item]) -> Iterator[Link]:
    """As in "71% were first marriages, while the remaining 29% were not"."""
    for number, rest in enumerate(shares):
        if not is_rest(rest) or _OF_REST.match(rest.behind):
            continue
        told = shares[max(0, number - _MOST_TOLD) : number]
        others = told or before
        runs = [[*others[start:], rest] for start in range(len(others))] + [[other, rest] for other in others[:-1]]
        fitting = next((run for run in runs if makes_hundred(run)), None)
        if fitting is not None:
            yield hundred(fitting, certain=False)
        elif told and all(map(_is_plain, told)) and _OF_WHOLE.match(told[0].behind):
            added = sum(item.value for item in (*told, rest))
            if _REST_LOW <= added <= _REST_HIGH:
                yield hundred([*told, rest], certain=True)


def _is_plain(item: Item) -> bool:
    return item.claim.kind is Kind.SHARE and item.claim.low == item.claim.high
