"""When a figure that differs from a group of equal ones can only be a slip."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from etl.extract.links.contexts import NUMBER, Context, Group, likeness, stems_of
from etl.extract.links.scope import parts, places
from etl.model.claim import Modality
from etl.model.document import Zone
from etl.model.quantity import Kind

# How alike the words must be for a figure to be a slip, by the number of places that say otherwise.
_SURE = {1: 0.62, 2: 0.5, 3: 0.38}


_ARTICLES = (" a ", " an ")
_WIDEST = 15  # how far off a slip may be where many places agree in one metric
_COARSE = 2  # digits from which on, where few say otherwise, a figure may be another
_NEAR, _NEAR_OF_METRIC = 1.55, 2.1  # and where few do
_SAME_WORDS = 3  # that two figures of no known metric share
_SERIES = 8  # figures of one metric
_MANY = 3  # figures that agree
_MARGIN = 1 + 1e-9
_MOST_FIGURES = 2  # of a group that may be slips


def may_dissent(groups: Sequence[Group]) -> list[int]:
    """The groups that can be slips of another at all: few figures of running text, and another of like size."""
    told = sorted([(_size_of(group.told[0]), number) for number, group in enumerate(groups) if group.told])
    often = [each for each in told if len(groups[each[1]].told) >= _MANY]
    return [
        number
        for number, group in enumerate(groups)
        if _is_told_seldom(group)
        and (_has_like(told, group, number, _NEAR_OF_METRIC) or _has_like(often, group, number, _WIDEST))
    ]


def _is_told_seldom(group: Group) -> bool:
    """Whether a group has few figures, of running text, and no spans of time."""
    mine = group.contexts[0].item  # "over four years" here and "in the next five years" there are two spans
    if mine.unit == "dimensionless" and not group.metrics:  # a version
        return False
    return len(group.contexts) <= _MOST_FIGURES and not mine.is_duration and mine.claim.zone is not Zone.TABLE


def _has_like(sizes: Sequence[tuple[float, int]], group: Group, number: int, widest: float) -> bool:
    """Whether another group stands nearly within so many times the size of a group."""
    size, widest = _size_of(group.contexts[0]), widest * _MARGIN
    place = bisect_left(sizes, (size, number))
    after = place + 1 if place < len(sizes) and sizes[place][1] == number else place
    is_below = place > 0 and size <= sizes[place - 1][0] * widest
    return is_below or (after < len(sizes) and sizes[after][0] <= size * widest)


def _size_of(context: Context) -> float:
    return abs(sum(context.value)) / 2


def dissent(group: Group, rival: Group, weights: dict[str, float], metrics: dict[str, int]) -> float:
    """How surely a lone figure says the same as a group and differs; 0 where it may be another quantity."""
    mine, others = group.contexts[0], rival.told
    is_shared = not group.metrics.isdisjoint(rival.metrics)
    if not others or _is_apart(group, rival, is_shared=is_shared):
        return 0.0
    if not is_shared and mine.item.claim.dimension == "count" and not group.nouns() & rival.nouns():
        return 0.0
    if not is_shared and all(mine.head.isdisjoint(other.head) for other in others):
        return 0.0
    if not is_shared and not any(_in_same_words(mine, other) for other in others):
        return 0.0
    if _may_differ(group, others) or _is_of_series(group, rival, metrics):
        return 0.0
    alike = max(likeness(mine, other, weights) for other in others)
    return alike if alike >= _threshold(group, rival, others, metrics) else 0.0


def _in_same_words(mine: Context, other: Context) -> bool:
    """Whether a figure of no known metric is told in the very words of another, or differs from it as a slip does."""
    if not mine.named & other.named:
        return False
    if mine.head <= other.head:
        return len(mine.head) >= _SAME_WORDS
    return _is_slip(mine, other) and len(mine.head & other.head) >= _SAME_WORDS


def _threshold(group: Group, rival: Group, others: Sequence[Context], metrics: dict[str, int]) -> float:
    mine = group.contexts[0]
    shared = group.metrics & rival.metrics
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
    if shared and any(metrics[metric] == 2 for metric in shared):
        needed -= 0.35
    elif shared and len(others) > 1:  # a metric with many figures tells of many things
        needed -= 0.2
    elif group.metrics and rival.metrics and not any(len(mine.head & other.head) > 1 for other in others):
        needed += 0.25
    return needed


def _same_matter(mine: Context, other: Context) -> bool:
    """Whether two figures with three digits and more are of one subject and one time."""
    one, rival = mine.item.claim, other.item.claim
    timed = one.period is not None and rival.period is not None and one.period.text == rival.period.text
    return timed and bool(one.subject) and one.subject == rival.subject and min(mine.digits, other.digits) > 2


def _is_apart(group: Group, rival: Group, *, is_shared: bool) -> bool:
    """Whether number, size or place of the figures leave no room for a slip, which is told soonest."""
    mine, others = group.contexts[0], rival.told
    if len(group.contexts) > (_MOST_FIGURES if is_shared and len(others) >= 4 else 1):
        return True
    if mine.digits <= _COARSE and len(others) < 3 and not is_shared:
        return True
    many = len(others) >= _MANY
    widest = (_WIDEST if many else _NEAR_OF_METRIC) if is_shared else 3 if many else _NEAR
    if not 1 / widest <= _size(mine, others[0]) <= widest:
        return True
    if mine.item.is_ratio and (sum(mine.value) < 2) != (sum(others[0].value) < 2):
        return True  # three times as fast is no slip of a fifth of the price
    far = 0 if len(others) >= 3 or mine.item.claim.zone is Zone.REFERENCE else 1
    block = mine.item.sentence.block
    return any(abs(context.item.sentence.block - block) <= far for context in rival.contexts)


def _may_differ(group: Group, others: Sequence[Context]) -> bool:
    """Whether time, label or place leave room for another quantity."""
    mine = group.contexts[0]
    return (
        any(_other_time(context, other) for context in group.contexts for other in others)
        or all(_is_foreseen(mine) != _is_foreseen(other) for other in others)
        or any((mine.label or other.label) and not mine.label & other.label for other in others)
        or any(_is_other_record(mine, other) for other in others)
        or (_is_any(mine) and not any(_is_any(other) for other in others))
        or all(_is_other_matter(mine, other) for other in others)
        or all(_tells_other_share(mine, other) for other in others)
        or _other_scope(mine, others)
    )


def _is_of_series(group: Group, rival: Group, metrics: dict[str, int]) -> bool:
    """Whether one tells no time and the other does, of a metric told again and again: month by month."""
    often = any(metrics[metric] >= _SERIES for metric in group.metrics & rival.metrics)
    here, there = ([context.item.claim.period is None for context in each] for each in (group.contexts, rival.told))
    return often and ((all(here) and not any(there)) or (all(there) and not any(here)))


def _is_foreseen(context: Context) -> bool:
    """Whether running text says that a figure is still to come: what is expected need not be what is."""
    claim = context.item.claim
    return claim.modality in (Modality.PROJECTION, Modality.TARGET) and claim.zone is not Zone.HEADING


def _is_any(context: Context) -> bool:
    """Whether the text speaks of any thing of a size, not of the one it told of: "on a 70-billion-parameter model"."""
    return "-" in context.item.claim.quote and context.item.before.endswith(_ARTICLES)


def _is_other_matter(mine: Context, other: Context) -> bool:
    """Whether each figure's metric has a word of its own: production of copper, and of gold."""
    one, rival = (stems_of(context.item.claim.metric) for context in (mine, other))
    here, there = (stems_of(_sentence(context)) for context in (mine, other))
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


def _is_other_record(mine: Context, other: Context) -> bool:
    """Whether two lines have the same words and several other figures: "Fires: 63,312, acres: 4,595" of two years."""
    here, there = _sentence(mine), _sentence(other)
    if NUMBER.sub("", here) != NUMBER.sub("", there):
        return False
    figures: list[tuple[str, str]] = list(zip(NUMBER.findall(here), NUMBER.findall(there), strict=True))
    return sum(one != rival for one, rival in figures) > 1


def _other_scope(mine: Context, others: Sequence[Context]) -> bool:
    """Whether the sentence narrows the figure as none of the others is narrowed, or they all are and it is not."""
    if all(_is_of_named_part(mine, other) or _is_of_named_part(other, mine) for other in others):
        return True
    here, there = _sentence(mine), [_sentence(other) for other in others]
    named = frozenset().union(*(places(other) for other in there))
    if places(here) and named and not places(here) & named:
        return True
    known = [parts(other) for other in there]
    return bool(parts(here) - frozenset().union(*known)) or bool(frozenset.intersection(*known) - parts(here) - _WHOLE)


# "the Castings group", "our Mills segment"
_NAMED_PART = re.compile(
    r"\b((?:[A-Z][\w’'-]*(?: (?:&|and) (?=[A-Z])| ))+)"
    r"(?:group|segment|division|unit|arm|business|branch|subsidiary|plant|mill|mine|site)\b"
)


def _is_of_named_part(mine: Context, other: Context) -> bool:
    """Whether a sentence speaks of a part of a firm by a name that the other sentence has no word of."""
    sentence = mine.item.sentence
    known = stems_of(other.item.sentence.text[other.item.sentence.start : other.item.sentence.end])
    named = (stems_of(found[1]) for found in _NAMED_PART.finditer(sentence.text, sentence.start, sentence.end))
    return any(name and not name <= known for name in named)


# A lone figure without these words may still be of the whole.
_WHOLE = frozenset(("global", "globally", "worldwide"))


def _sentence(context: Context) -> str:
    sentence = context.item.sentence
    return sentence.text[sentence.start : sentence.end].lower()


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
    first, second = (re.sub(r"\D", "", context.item.claim.quote).strip("0") for context in (mine, other))
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
    return here.end < there.start or there.end < here.start
