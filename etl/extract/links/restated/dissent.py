"""When a lone figure of a metric dissents from those of the text that agree in it, farther off than slips are looked for.

Of ratios also nearer by, as they are told as percentages here and as fractions there: "one-fifth the cost", "67 % less".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from etl.extract.links.contexts import Context, Group, likeness, stems_of
from etl.extract.links.items import written_digits
from etl.extract.links.magnitude import within
from etl.extract.links.restated.companions import told_with_others
from etl.extract.links.restated.figures import Figures
from etl.extract.links.restated.near import Nearness
from etl.extract.links.restated.scope import parts, places
from etl.extract.links.restated.two_things import are_of_series, are_of_two_things
from etl.model.claim import Modality
from etl.model.document import Zone
from etl.model.quantity import Kind

# How alike the words must be for a figure to be a slip, by the number of places that say otherwise.
_SURE = {2: 0.5, 3: 0.38}
_WIDEST = 15  # times that a slip may be off where many agree
_NEAR = 2.1  # and where few do
_FEWEST, _MANY = 2, 3  # figures that agree
_WEIGHED = 3  # times off, up to which the signs of slips.py decide


def find_dissent(groups: Sequence[Group], nearness: Nearness, figures: Figures) -> Iterator[tuple[int, int]]:
    """Groups that dissent from another of their metric, with the one they dissent from most surely, by their numbers."""
    metrics = Counter(metric for group in groups for metric in group.metrics)
    for number, group in enumerate(groups):
        if all(metrics[metric] < 2 for metric in group.metrics) or not _is_lone(group):
            continue
        best, home = 0.0, -1
        for other in nearness.near[number]:
            if group.metrics.isdisjoint(groups[other].metrics) or nearness.outnumbers(number, other):
                continue
            sure = _dissent(group, groups[other], figures.weights, metrics)
            best, home = (sure, other) if sure > best else (best, home)
        if home >= 0 and not told_with_others(group.contexts[0], groups[home].witnesses, figures.row):
            yield number, home


def _is_lone(group: Group) -> bool:
    """Whether a group has few figures, of running text, and no spans of time."""
    item = group.contexts[0].item
    return group.is_few and not item.is_duration and item.claim.zone is not Zone.TABLE


def _dissent(group: Group, rival: Group, weights: dict[str, float], metrics: Counter[str]) -> float:
    """How surely a lone figure says the same as a group and differs; 0 where it may be another quantity."""
    mine, others = group.contexts[0], rival.told
    if _is_apart(group, rival) or _may_differ(group, others):
        return 0.0
    if are_of_series(group.contexts, others, max(metrics[metric] for metric in group.metrics & rival.metrics)):
        return 0.0
    alike = max(likeness(mine, other, weights) for other in others)
    return alike if alike >= _threshold(group, rival, others, metrics) else 0.0


def _threshold(group: Group, rival: Group, others: Sequence[Context], metrics: Counter[str]) -> float:
    mine = group.contexts[0]
    needed = _SURE[min(len(others), 3)] + 0.1 * min(3, len(mine.names - rival.names() - rival.words))
    if _is_slip(mine, others[0]):
        needed -= 0.15 + (0.2 if any(_same_matter(mine, other) for other in others) else 0.0)
    if any(mine.named & other.named for other in others):
        needed -= 0.1
    if _same_phrase(mine, others) and mine.digits > 1:
        needed -= 0.25
    if mine.item.claim.zone is Zone.REFERENCE and len(others) < 3:
        needed += 0.05
    if mine.item.claim.kind is Kind.SHARE:  # shares of many wholes stand in one text
        needed += 0.25 if mine.item.claim.zone is Zone.REFERENCE else 0.1
    if any(metrics[metric] == 2 for metric in group.metrics & rival.metrics):
        needed -= 0.35
    else:  # a metric with many figures tells of many things
        needed -= 0.2
    return needed


def _same_matter(mine: Context, other: Context) -> bool:
    """Whether two figures with three digits and more are of one subject and one time."""
    one, rival = mine.item.claim, other.item.claim
    timed = one.period is not None and rival.period is not None and one.period.text == rival.period.text
    return timed and bool(one.subject) and one.subject == rival.subject and min(mine.digits, other.digits) > 2


def _is_apart(group: Group, rival: Group) -> bool:
    """Whether number, size or place of the figures leave no room for a slip, which is told soonest."""
    mine, others = group.contexts[0], rival.told
    if len(others) < _FEWEST or (len(group.contexts) > 1 and len(others) <= _MANY):
        return True
    many, off = len(others) >= _MANY, _size(mine, others[0])
    widest = _WIDEST if many else _NEAR
    if not within(off, widest):
        return True
    if mine.item.claim.kind is not Kind.RATIO and within(off, _WEIGHED):
        return True  # what signs are weighed for elsewhere
    if mine.item.is_ratio and (sum(mine.value) < 2) != (sum(others[0].value) < 2):
        return True  # three times as fast is no slip of a fifth of the price
    far = 0 if many or mine.item.claim.zone is Zone.REFERENCE else 1
    block = mine.item.sentence.block
    return any(abs(context.item.sentence.block - block) <= far for context in rival.contexts)


def _may_differ(group: Group, others: Sequence[Context]) -> bool:
    """Whether time, label or place leave room for another quantity."""
    mine = group.contexts[0]
    return (
        any(_other_time(context, other) for context in group.contexts for other in others)
        or all(_is_foreseen(mine) != _is_foreseen(other) for other in others)
        or any((mine.label or other.label) and not mine.label & other.label for other in others)
        or any(are_of_two_things(mine, other) for other in others)
        or all(_is_other_matter(mine, other) for other in others)
        or all(_tells_other_share(mine, other) for other in others)
        or _other_scope(mine, others)
    )


def _is_foreseen(context: Context) -> bool:
    """Whether running text says that a figure is still to come: what is expected need not be what is."""
    claim = context.item.claim
    return claim.modality in (Modality.PROJECTION, Modality.TARGET) and claim.zone is not Zone.HEADING


def _is_other_matter(mine: Context, other: Context) -> bool:
    """Whether each figure's metric has a word of its own: production of copper, and of gold."""
    one, rival = (stems_of(context.item.claim.metric) for context in (mine, other))
    here, there = (stems_of(context.item.sentence.written) for context in (mine, other))
    return bool(one & here - there) and bool(rival & there - here)


def _tells_other_share(mine: Context, other: Context) -> bool:
    """Whether two shares of one whole are of other parts: "9 % of the people are out of work", "20 % of the people are Danes"."""
    if not mine.item.claim.kind is other.item.claim.kind is Kind.SHARE:
        return False
    wholes = [_OF_WHOLE.match(context.item.behind) for context in (mine, other)]
    if not all(wholes):
        return False
    whole = frozenset().union(*(stems_of(found[0]) for found in wholes if found))
    here, there = mine.words - whole, other.words - whole
    return bool(here) and bool(there) and here.isdisjoint(there)


_OF_WHOLE = re.compile(r"^\s*of (?:(?:the|all|its|their|our|these|those|total|all) )*[\w’'-]+(?: [\w’'-]+)?")


def _other_scope(mine: Context, others: Sequence[Context]) -> bool:
    """Whether the sentence narrows the figure as none of the others is narrowed, or they all are and it is not."""
    here, *there = (context.item.sentence.written.lower() for context in (mine, *others))
    named = frozenset().union(*(places(other) for other in there))
    if places(here) and named and not places(here) & named:
        return True
    known = [parts(other) for other in there]
    return bool(parts(here) - frozenset().union(*known)) or bool(frozenset.intersection(*known) - parts(here) - _WHOLE)


# A lone figure without these words may still be of the whole.
_WHOLE = frozenset(("global", "globally", "worldwide"))


def _same_phrase(mine: Context, others: Sequence[Context]) -> bool:
    """Whether the figure stands in the very words that the others, told again and again, share."""
    common = frozenset.intersection(*(other.head for other in others))
    return len(others) > 1 and len(common) > 1 and common <= mine.head


def _size(mine: Context, other: Context) -> float:
    value = sum(other.value) / 2
    return abs(sum(mine.value) / 2 / value) if value else 0.0


def _is_slip(mine: Context, other: Context) -> bool:
    """Whether two figures differ as a slip of the pen does: digits swapped, or the last digit another."""
    if min(mine.digits, other.digits) < 2:
        return False
    first, second = written_digits(mine.item), written_digits(other.item)
    swapped = sorted(first) == sorted(second)
    value, size = mine.item.value, other.item.value
    close = min(mine.digits, other.digits) > 2 and abs(value - size) < 0.02 * abs(size)
    return (swapped and len(first) > 1) or close


def _other_time(mine: Context, other: Context) -> bool:
    """Whether two figures are dated, and not for the same time."""
    here, there = mine.item.claim.period, other.item.claim.period
    if here is None or there is None:
        return False
    if here.is_interval or there.is_interval:
        if mine.item.is_ratio:  # a multiple is told of one stretch; a percentage of quarters and years alike
            return (here.start.year, here.end.year) != (there.start.year, there.end.year)
        return (here.start, here.end) != (there.start, there.end)
    return not here.meets(there)
