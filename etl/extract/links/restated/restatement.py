"""The same quantity said again: in the heading, the body, the table, the summary.

Equal figures with a word in common are one quantity. A figure that differs joins such a group only where metric, words
and names around it are those of the group, so that it can only be a slip: one of nine repeats that reads otherwise.
Figures meet through the words they share (an index from word to group), never each with each.
"""

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.extract.links.contexts import Context, Group, common_words, contexts_of, likeness, stem, word_weights
from etl.extract.links.items import Item, Passage, link
from etl.extract.links.restated.figures import Figures
from etl.extract.links.restated.near import Nearness
from etl.extract.links.restated.slips import find_slips, proven_by
from etl.extract.links.sameness import domain, meets, role_of, sort_of
from etl.model.claim import Link, Relation
from etl.model.document import Block, Zone

# How alike the words around equal figures must be, by the digits they have: a 3 is common, 63.1 billion is not.
_NEEDED = {1: 0.42, 2: 0.25}
_NEEDED_LONG = 0.12
# A range this wide says no quantity.
_VAGUE = 5
# How far a rounded figure may be from the one it rounds.
_ROUNDED = 0.06
# Without this much in common no equal subject or metric makes two small figures one.
_LEAST = {1: 0.08}


def find_restatements(passages: Sequence[Passage], blocks: Sequence[Block], known: Sequence[Link]) -> list[Link]:
    """Groups of figures that say the same quantity, with the ones that dissent; `known` are the other ties."""
    found: list[Link] = []
    told = Told.of(passages)
    figures = Figures(told.contexts, told.weights, blocks, proven_by(known, passages))
    for groups in told.groups():
        found.extend(_links(groups, find_slips(groups, Nearness(groups, told.ranks), figures)))
    for passage in passages:
        found.extend(_rival_reports(passage))
    return found


@dataclass(frozen=True)
class Told:
    """All figures of a text that say how much, with what each word around them weighs, and its rank, the rarest first."""

    contexts: list[Context]
    weights: dict[str, float]
    ranks: dict[str, int]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "Told":
        """The figures of the sentences of a text."""
        told = ((passage, [item for item in passage.items if _is_said(item)]) for passage in passages)
        contexts = _with_units([context for passage, items in told if items for context in contexts_of(passage, items)])
        weights = word_weights(contexts)
        rarest_first = sorted(sorted(weights), key=weights.__getitem__, reverse=True)
        return cls(contexts, weights, {word: rank for rank, word in enumerate(rarest_first)})

    def groups(self) -> Iterator[list[Group]]:
        """The groups of equal figures, by what they must have in common for one to be a slip of another."""
        domains: dict[tuple[str, str], list[Context]] = defaultdict(list)
        for context in self.contexts:
            domains[context.domain].append(context)
        sorts: dict[str, list[Group]] = defaultdict(list)
        for _, members in sorted(domains.items()):
            groups = _equal(members, self.weights)
            merged = _merge_rounded(groups, self.weights, self.ranks) if len(groups) > 1 else groups
            sorts[sort_of(members[0].domain)].extend(merged)
        yield from sorts.values()


def _is_said(item: Item) -> bool:
    """Whether a figure says how much: "thousands of dollars" does not."""
    claim = item.claim
    low, high = sorted((abs(claim.low), abs(claim.high))) if claim.quote[0].isalpha() else (1.0, 1.0)
    return bool(item.value) and high < _VAGUE * low


_RIVAL = re.compile(
    r"\b(?:while|whereas|but|though|although|against|versus)\b[^.;]*\b(?:reports?|sources?|estimates?|accounts?|outlets?|others)\b"
)


def _rival_reports(passage: Passage) -> list[Link]:
    """Two figures of one quantity that a sentence itself sets against each other: "while other reports put it at"."""
    found: list[Link] = []
    items = [item for item in passage.items if item.is_level and item.claim.metric_id] if passage.items[1:] else []
    for first, second in itertools.pairwise(items):
        between = passage.sentence.text[first.claim.end : second.claim.start].lower()
        one, other = first.claim, second.claim
        same = (one.subject, one.metric_id, one.unit) == (other.subject, other.metric_id, other.unit)
        if same and _RIVAL.search(between) and not meets(first, second):
            found.append(link(Relation.RESTATEMENT, [("statement", first), ("statement", second)]))
    return found


def _with_units(contexts: list[Context]) -> list[Context]:
    """A large bare number of a title ("745B Open-Weight") takes the unit of a figure within 2 % that shares a name."""
    bare = [
        number for number, context in enumerate(contexts) if context.item.unit == "count" and context.item.value >= 1e6
    ]
    if not bare:
        return contexts
    known = sorted((c for c in contexts if c.item.unit != "count"), key=lambda c: (c.item.value, c.item.claim.start))
    values = [context.item.value for context in known]
    for number in bare:
        mine = contexts[number]
        near = known[bisect_left(values, mine.item.value * 0.98) : bisect_right(values, mine.item.value * 1.02)]
        like = next((other for other in near if mine.named & other.named), None)
        if like is not None and mine.digits >= 3:
            theirs = like.item.claim
            claim = replace(mine.item.claim, unit=theirs.unit, dimension=theirs.dimension, metric_id=theirs.metric_id)
            item = mine.item
            around = (item.before, item.behind)
            contexts[number] = Context(Item.of(claim, item.mention, item.sentence, item.position, around), mine.scene)
    return contexts


def _equal(members: Sequence[Context], weights: dict[str, float]) -> list[Group]:
    """Groups of equal figures with words in common."""
    by_value: dict[tuple[float, float], list[Context]] = defaultdict(list)
    for context in members:
        by_value[context.value].append(context)
    groups: list[Group] = []
    told = Counter(context.item.claim.metric_id for context in members)
    for value in sorted(by_value):
        if len(by_value[value]) == 1:
            groups.append(Group(by_value[value]))
            continue
        open_groups: list[Group] = []
        for context in by_value[value]:
            needed = _NEEDED.get(context.digits, _NEEDED_LONG)
            ranked = [
                (max(_alike(context, c, weights) for c in group.contexts[-6:]), group)
                for group in open_groups
                if not _other_metric(context, group, told)
            ]
            score, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
            if best is not None and score >= needed:
                best.extend([context])
            else:
                open_groups.append(Group([context]))
        groups.extend(open_groups)
    return groups


def _other_metric(context: Context, group: Group, told: Counter[str]) -> bool:
    """Whether most of a group is of another metric, and the figure's own is told with other figures too."""
    mine = context.item.claim.metric_id
    if not mine or not group.metrics or context.digits > 2:
        return False
    theirs = [c.item.claim.metric_id for c in group.contexts if c.item.claim.metric_id]
    most = max(theirs, key=theirs.count)
    return most != mine and told[mine] > 2 and not _is_beside(most, context)


def _is_beside(metric_id: str, context: Context) -> bool:
    """Whether a metric is named right beside a figure, whatever the figure was taken for: "at 20 % cost"."""
    return bool(metric_id) and stem(metric_id.rpartition("_")[2]) in context.head


def _alike(first: Context, second: Context, weights: dict[str, float]) -> float:
    """Likeness of the words, and a bonus where subject and metric are the same."""
    alike = likeness(first, second, weights)
    if first.digits in _LEAST and common_words(first, second, weights) < _LEAST[first.digits]:
        return 0.0
    mine, theirs = first.item.claim, second.item.claim
    if mine.zone is theirs.zone is Zone.TABLE and mine.metric.lower() != theirs.metric.lower():
        return 0.0  # cells of other rows and columns
    same_metric = bool(mine.metric_id) and mine.metric_id == theirs.metric_id
    same_metric = same_metric or _is_beside(mine.metric_id, second) or _is_beside(theirs.metric_id, first)
    same_topic = mine.subject == theirs.subject and (same_metric or mine.metric.lower() == theirs.metric.lower())
    same_noun = mine.dimension == "count" and mine.unit == theirs.unit != "count"
    return alike + (0.25 if same_topic else 0.15 if same_metric or same_noun else 0.0)


def _links(groups: list[Group], dissenting: Mapping[int, list[Context]]) -> list[Link]:
    found = []
    for number, group in enumerate(groups):
        others = dissenting.get(number, [])
        if len(others) > len(group.contexts):
            others = []  # more others than repeats: a metric of many figures, no slips
        if len(group.contexts) > 1 or others:
            ordered = sorted([*group.contexts, *others], key=lambda c: c.item.claim.start)
            members = [(role_of(c.item), c.item) for c in ordered]
            found.append(link(Relation.RESTATEMENT, members, certain=bool(others)))
    return found


def _merge_rounded(groups: list[Group], weights: dict[str, float], ranks: dict[str, int]) -> list[Group]:
    """Figures that only round otherwise join the group they round: 51,236 and 51,235.8."""
    rounded = _that_meet(groups)
    if not rounded:
        return groups
    nearness = Nearness(groups, ranks)
    home = list(range(len(groups)))
    for number in rounded:
        group = groups[number]
        for other in nearness.near[number]:
            if home[other] != other or home[number] != number or nearness.outnumbers(number, other):
                continue
            mine, theirs = group.contexts[0], groups[other].contexts[0]
            near = mine.value != theirs.value and meets(mine.item, theirs.item) and _rounds(mine.item, theirs.item)
            if near and _rounding(group, groups[other], weights):
                home[number] = other
                break
    for number, other in enumerate(home):
        if other != number:
            groups[other].extend(groups[number].contexts)
    return [group for number, group in enumerate(groups) if home[number] == number]


def _rounds(mine: Item, theirs: Item) -> bool:
    """Whether one figure may be the other with fewer digits: "about 1.5" is not 1.36."""
    apart = abs(mine.value - theirs.value)
    return apart < _ROUNDED * abs(theirs.value) or domain(mine)[0] == "factor"


def _that_meet(groups: Sequence[Group]) -> list[int]:
    """The groups whose figure, as far as its digits go, may be that of another; all of them where they are factors."""
    first = [group.contexts[0].item for group in groups]
    if first and domain(first[0])[0] == "factor":
        return list(range(len(groups)))
    found: set[int] = set()
    reached, highest = -1, -math.inf
    for (low, high), number in sorted([(item.interval, number) for number, item in enumerate(first)]):
        if low < highest:
            found.update((reached, number))
        if high > highest:
            reached, highest = number, high
    return sorted(found)


def _rounding(group: Group, rival: Group, weights: dict[str, float]) -> float:
    mine, theirs = group.contexts[0], rival.contexts[0]
    coarse = mine.domain[0] != "factor" and min(mine.digits, theirs.digits)
    if coarse and coarse < 2:
        return 0.0
    alike = max(_alike(a, b, weights) for a in group.contexts[:4] for b in rival.contexts[:8])
    return alike if alike >= 0.45 else 0.0
