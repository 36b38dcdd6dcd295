"""Metrics that follow from two others in any field: a margin from profit and revenue, a trade balance from exports and imports.

The catalogue names the metrics (catalog/identities.txt); figures meet by metric and period, never by value.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from etl.extract.links.direction import is_start
from etl.extract.links.identity_pairs import Pairs, in_order, nearest_pairs
from etl.extract.links.identity_terms import Identity, identities, same_stance, same_subject, sort_of
from etl.extract.links.items import BARE, Item, Passage, link
from etl.extract.links.magnitude import within
from etl.extract.links.share import part_of
from etl.extract.links.wordings import says_before
from etl.model.claim import Link, Relation
from etl.model.document import Zone
from etl.model.metric import find_metric, metrics, singular
from etl.model.quantity import Kind

# Beyond this the two were no figures of one thing.
_FARTHEST = 4.0

Key = tuple[str, str]


_REMEMBERED = 1 << 12  # metrics
_SIGNS = frozenset("+-−–")


def _pattern(terms: Iterable[str], gap: int) -> re.Pattern[str]:
    """Terms of the catalogue as they are called in running text, with a few words behind them."""
    own = {*terms}
    spelled = {s for term in own if term in metrics() for s in (metrics()[term].name, *metrics()[term].spellings)}
    names = sorted({name.lower() for name in own | spelled if "_" not in name}, key=lambda name: (-len(name), name))
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})s?\b((?: [a-z’']+){{0,{gap}}}\W*$)?")


@cache
def _results() -> re.Pattern[str]:
    return _pattern({term for each in identities() for term in each.result}, 2)


@cache
def _amounts() -> re.Pattern[str]:
    return _pattern(_terms(), 4)


@cache
def _terms() -> frozenset[str]:
    return frozenset(
        term for each in identities() for names in (each.result, each.first, each.second) for term in names
    )


def find_identities(passages: Sequence[Passage]) -> Iterator[Link]:
    """Figures of one period whose metrics the catalogue ties."""
    known: dict[Key, list[Item]] = defaultdict(list)
    for passage in passages:
        for item in passage.items:
            for term in _names(item):
                known[(term, _period(item))].append(item)
    yield from _shares_of_metric(passages, known)
    by_term: dict[str, list[tuple[str, list[Item]]]] = defaultdict(list)
    for (term, period), results in sorted(known.items()):
        by_term[term].append((period, results))
    told = in_order(known)
    for identity in identities():
        for term in identity.result:
            for period, results in by_term.get(term, ()):
                for result in results:
                    if not result.is_percent and says_before(result, "change"):
                        continue  # "down 16 bushels" is no yield
                    near = nearest_pairs(identity, result, told) if identity.is_quotient else Pairs()
                    yield from _best(near, result, _tied(identity, result, period, known))


def _best(near: Pairs, result: Item, ties: Iterator[Link]) -> Iterator[Link]:
    """The amounts near a rate that give it; else those of its subject and period; else those it stands with."""
    if near.fitting is not None:
        yield from _quotient(*near.fitting, result, certain=False)
        return
    told = [*ties]
    yield from told
    if near.beside is not None and not told:
        yield from _quotient(*near.beside, result)


def _names(item: Item) -> list[str]:
    """The terms of the catalogue a figure goes by."""
    claim = item.claim
    is_change = claim.kind is Kind.GROWTH or (item.is_percent and claim.quote[0] in _SIGNS)
    if is_change or claim.zone is Zone.TOC:
        return []
    names = {claim.metric_id, _plain(claim.metric)}
    is_rate = item.is_ratio or item.is_percent or item.unit == "dimensionless"
    if is_rate and (said := _said(_results(), item)):
        names = said
    elif item.is_level and claim.dimension == "currency":
        names |= _said(_amounts(), item)
    if claim.dimension == "count":
        names = {claim.unit.replace("_", " ")} | (names if claim.unit == "count" else set())
    return sorted((names & _terms()) | ({claim.metric_id} if item.is_level and claim.metric_id else set()))


def _said(terms: re.Pattern[str], item: Item) -> set[str]:
    """The term of the catalogue that stands last before a figure, with no more than a few words between."""
    last = None
    for last in terms.finditer(item.before[-60:]):
        pass
    if last is None or last[2] is None:
        return set()
    named = find_metric(re.split(r"[\s-]+", last[1]))
    return {last[1], named[0].metric_id} if named else {last[1]}


@lru_cache(_REMEMBERED)
def _plain(metric: str) -> str:
    return " ".join(map(singular, metric.lower().split()))


def _period(item: Item) -> str:
    return "" if item.claim.period is None else item.claim.period.text


def _tied(identity: Identity, result: Item, period: str, known: dict[Key, list[Item]]) -> Iterator[Link]:
    first = _nearest(identity.first, result, period, known, exact=identity.is_quotient)
    second = _nearest(identity.second, result, period, known)
    if first is None or second is None or not second.value or not result.value:
        return
    if is_start(result) and not (is_start(first) and is_start(second)):
        return  # what the result was before
    if second.sentence is result.sentence is not first.sentence and _rivals(identity, second, period, known):
        return  # a division's margin is of the division's own profit, not of the group's
    if identity.is_quotient:
        yield from _quotient(first, second, result)
    elif first.unit == second.unit == result.unit:
        less = "part" if second.claim.high < 0 else "less"
        near = _near(first.value - abs(second.value), result.value)
        yield link(Relation.PARTS, [("part", first), (less, second), ("total", result)], certain=near)


def _rivals(identity: Identity, second: Item, period: str, known: dict[Key, list[Item]]) -> bool:
    """Whether the text has other figures of the metric at that time, so that it may be of another part of the whole."""
    same = [item for name in identity.second for item in known.get((name, period), ()) if item.unit == second.unit]
    return any(item.value != second.value for item in same)


def _quotient(first: Item, second: Item, result: Item, *, certain: bool = True) -> Iterator[Link]:
    quotient = abs(first.value / second.value) * (1 if result.value > 0 else -1)
    same = first.unit == second.unit
    if same and result.is_percent and result.claim.kind is not Kind.GROWTH:
        near = certain and _near(quotient * 100, result.value)
        yield link(Relation.SHARE, [("part", first), ("whole", second), ("share", result)], certain=near)
    elif same and (result.is_ratio or result.unit == "dimensionless"):
        near = certain and _near(quotient, result.value)
        yield link(Relation.COMPARISON, [("value", first), ("baseline", second), ("times", result)], certain=near)
    elif result.unit in (first.unit, f"{first.unit}/{second.unit}"):
        near = certain and _near(quotient, result.value)
        yield link(Relation.PER_UNIT, [("amount", first), ("divisor", second), ("quotient", result)], certain=near)


_OF_METRIC = re.compile(
    r"^\s*(?:share )?of (?:the |its |our |their )?(?:(?:group|company|total|overall|net|annual|quarterly|all)(?:['’]s)? )*((?:[a-z&-]+ ?){1,3})"
)


def _shares_of_metric(passages: Sequence[Passage], known: dict[Key, list[Item]]) -> Iterator[Link]:
    """As in "operating income of 190 million, or 22.6 percent of revenue", with the revenue told elsewhere."""
    for passage in passages:
        for share in passage.items:
            said = _OF_METRIC.match(share.behind) if share.is_percent and share.claim.kind is not Kind.GROWTH else None
            named = find_metric(said[1].split()) if said else None
            part = part_of(share, passage.items) if named else None
            if part is None or named is None or part.position > share.position or named[1] > 0:
                continue
            near = [
                item
                for item in known.get((named[0].metric_id, _period(part)), ())
                if item.unit == part.unit
                and item.claim.subject == part.claim.subject
                and item.value
                and item.value > part.value
            ]
            if near and _period(part):
                whole = max(near, key=lambda item: (item.value, -item.claim.start))
                sure = _near(part.value / whole.value * 100, share.value)
                yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", share)], certain=sure)


def _near(implied: float, stated: float) -> bool:
    return implied * stated > 0 and within(implied / stated, _FARTHEST)


def _nearest(
    names: Sequence[str], result: Item, period: str, known: dict[Key, list[Item]], *, exact: bool = False
) -> Item | None:
    """The one figure of a metric that stands beside the result, or is told of the same subject at the same time."""
    sort = sort_of(result)
    all_known = [item for name in names for item in known.get((name, period), ()) if item.is_level]
    own = [item for item in all_known if sort_of(item) == sort] or (all_known if not sort else [])
    if not own and not exact:
        own = [item for item in all_known if not sort_of(item)]  # "adjusted margin" is of revenue as it is
    told = [item for item in own if same_stance(item, result)]
    for near in (
        [item for item in told if item.sentence is result.sentence],
        [item for item in told if item.sentence.block == result.sentence.block and same_subject(item, result)],
        [item for item in told if item.sentence.block == result.sentence.block],
        [item for item in told if period and same_subject(item, result)],
    ):
        if near:
            near = [item for item in near if item.unit not in BARE] or near
            values = {item.value for item in near}
            return near[0] if len(values) == 1 else None
    return None
