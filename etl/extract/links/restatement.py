"""The same quantity said again: in the heading, the body, the table, the summary.

Equal figures with a word in common are one quantity. A figure that differs joins such a group only where the words and
names around it are those of the group, so that it can only be a slip: one of nine repeats that reads otherwise.
Figures are compared by the words they share (an index from word to figures), never each with each.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.extract.links.items import Item, Passage, link
from etl.model.claim import Link, Relation
from etl.model.document import Zone
from etl.model.quantity import Kind

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STOP = frozenset(
    "a an and are as at be been but by for from had has have he her his if in into is it its more most nearly new not of off on "
    "only or other our out over per she some such than that the their them then there these they this those to under up us was we "
    "were what when where which while who will with would about around approximately roughly almost after also all amid any because "
    "between both can could did do does down during each even ever every how i just last least less like made make many may might "
    "million billion trillion thousand hundred percent cent now one s so still t through times two until very via without yet you "
    "says said say according reported reports report reporting expected estimated".split()
)
# Words on both sides of a figure that tell what it is.
_REACH = 9
_LINE_REACH = 14


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a figure: stems with the names among them, and the stems of its subject and metric.

    `head` are the stems nearest to the figure.
    """

    item: Item
    words: frozenset[str]
    names: frozenset[str]
    topic: frozenset[str]
    head: frozenset[str]


@dataclass(slots=True)
class Group:
    """Figures of one value that speak of one quantity."""

    contexts: list[Context] = field(default_factory=list)

    def words(self) -> set[str]:
        """All stems around its figures."""
        return set().union(*(context.words | context.topic for context in self.contexts))

    def names(self) -> set[str]:
        """All names around its figures."""
        return set().union(*(context.names for context in self.contexts))


def stem(word: str) -> str:
    """A word without its endings, crudely: tokens and token, valued and valuation share a stem."""
    word = re.sub(r"['’]s$", "", word.lower())
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(text: str) -> set[str]:
    """Stems of the content words of a text."""
    return {stem(word) for word in _WORD.findall(text) if word.lower() not in _STOP and not word.isdigit()}


def _names(text: str, *, is_title: bool) -> set[str]:
    words = [match[0] for match in _WORD.finditer(text)]
    return {
        stem(word)
        for index, word in enumerate(words)
        if (word[:1].isupper() and (index or len(word) > 3) and not is_title and word.lower() not in _STOP)
        or (any(c.isdigit() for c in word) and any(c.isalpha() for c in word))
    }


def context_of(item: Item) -> Context:
    """The words around a figure within its sentence, without other figures."""
    sentence, mention = item.sentence, item.mention
    reach = _LINE_REACH if item.claim.zone in (Zone.HEADING, Zone.TOC, Zone.REFERENCE) else _REACH
    first, last = max(0, mention.first - reach), min(len(sentence.words) - 1, mention.last + reach)
    text = sentence.text
    before = text[sentence.starts[first] : item.claim.start] if sentence.words else ""
    behind = text[item.claim.end : sentence.ends[last]] if sentence.words else ""
    around = before + " " + behind
    topic = f"{item.claim.subject} {item.claim.metric} {item.claim.qualifier}"
    is_title = item.claim.zone in (Zone.HEADING, Zone.TOC, Zone.REFERENCE)
    return Context(
        item,
        frozenset(stems(around) | stems(item.mention.noun)),
        frozenset(_names(around, is_title=is_title) | _names(item.claim.subject, is_title=False)),
        frozenset(stems(topic)),
        frozenset(_head(before, behind) | stems(item.mention.noun)),
    )


def _head(before: str, behind: str) -> set[str]:
    """Stems of the three content words before a figure and the four behind it."""
    first = [word for word in _WORD.findall(before) if word.lower() not in _STOP][-3:]
    last = [word for word in _WORD.findall(behind) if word.lower() not in _STOP][:4]
    return stems(" ".join(first + last))


def _weights(contexts: Sequence[Context]) -> dict[str, float]:
    """Rare words weigh more."""
    counts = Counter(word for context in contexts for word in context.words | context.topic)
    total = len(contexts) + 1
    return {word: math.log(total / count) + 0.2 for word, count in counts.items()}


def _weight(words: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights.get(word, 1.0) for word in sorted(words))


def likeness(first: Context, second: Context, weights: dict[str, float]) -> float:
    """Share of the words around two figures that they have in common, rare ones counting more; 0 to 1."""
    mine, theirs = first.words | first.topic, second.words | second.topic
    smaller = min(_weight(mine, weights), _weight(theirs, weights))
    return _weight(mine & theirs, weights) / smaller if smaller else 0.0


def digits(item: Item) -> int:
    """How many significant digits are written: 63.1 has three, 200 two, five one."""
    claim = item.claim
    size = max(abs(claim.low), abs(claim.high))
    if not size or not claim.resolution:
        return 1
    return max(1, int(math.floor(math.log10(size)) - math.floor(math.log10(claim.resolution) + 1e-9) + 1))


def _kind(item: Item) -> tuple[str, str]:
    kind = item.claim.kind
    broad = "level" if kind is Kind.LEVEL else "ratio" if kind in (Kind.RATIO, Kind.GROWTH) else kind.value
    unit = item.unit if item.claim.dimension != "count" else "count:" + stem(item.unit)
    return unit, broad if unit in ("percent", "ratio") else ""


_NEEDED = {1: 0.42, 2: 0.25}
_NEEDED_LONG = 0.12


def find_restatements(passages: Sequence[Passage]) -> list[Link]:
    """Groups of figures that say the same quantity, with the ones that dissent."""
    contexts = [context_of(item) for passage in passages for item in passage.items if item.value]
    weights = _weights(contexts)
    by_kind: dict[tuple[str, str], list[Context]] = defaultdict(list)
    for context in contexts:
        by_kind[_kind(context.item)].append(context)
    found: list[Link] = []
    for _, members in sorted(by_kind.items()):
        groups = _equal(members, weights)
        found.extend(_links(groups, weights))
    return found


def _equal(members: Sequence[Context], weights: dict[str, float]) -> list[Group]:
    """Groups of equal figures with words in common."""
    by_value: dict[tuple[float, float], list[Context]] = defaultdict(list)
    for context in members:
        claim = context.item.claim
        by_value[(float(f"{claim.low:.9g}"), float(f"{claim.high:.9g}"))].append(context)
    groups: list[Group] = []
    for value in sorted(by_value):
        open_groups: list[Group] = []
        for context in by_value[value]:
            needed = _NEEDED.get(digits(context.item), _NEEDED_LONG)
            best = max(
                open_groups,
                key=lambda group: max(likeness(context, c, weights) for c in group.contexts[-6:]),
                default=None,
            )
            if best and max(likeness(context, c, weights) for c in best.contexts[-6:]) >= needed:
                best.contexts.append(context)
            else:
                open_groups.append(Group([context]))
        groups.extend(open_groups)
    return groups


def _links(groups: list[Group], weights: dict[str, float]) -> list[Link]:
    dissent: dict[int, list[Context]] = defaultdict(list)
    rounded: dict[int, list[Context]] = defaultdict(list)
    index: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for word in group.words():
            index[word].add(number)
    for number, group in enumerate(groups):
        home, is_round = _home(number, groups, index, weights)
        if home is not None:
            (rounded if is_round else dissent)[home].extend(group.contexts)
    found = []
    for number, group in enumerate(groups):
        contexts = [*group.contexts, *rounded[number]]
        if len(contexts) > 1 or dissent[number]:
            ordered = sorted([*contexts, *dissent[number]], key=lambda c: c.item.claim.start)
            found.append(
                link(Relation.RESTATEMENT, [("statement", c.item) for c in ordered], certain=bool(dissent[number]))
            )
    return found


def _home(
    number: int, groups: list[Group], index: dict[str, set[int]], weights: dict[str, float]
) -> tuple[int | None, bool]:
    """The group a figure belongs to though it differs, and whether it only rounds otherwise."""
    group = groups[number]
    rare = sorted(group.words(), key=lambda word: (-weights.get(word, 0.0), word))[:12]
    near = Counter(other for word in rare for other in sorted(index[word]) if other != number)
    best, score, is_round = None, 0.0, False
    for other, _ in sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:12]:
        rival = groups[other]
        meets = _meets(group.contexts[0].item, rival.contexts[0].item)
        if len(rival.contexts) < len(group.contexts) or (len(rival.contexts) == len(group.contexts) and other > number):
            continue
        found = _dissent(group, rival, weights) if not meets else _rounding(group, rival, weights)
        if found > score:
            best, score, is_round = other, found, meets
    return best, is_round


def _meets(first: Item, second: Item) -> bool:
    low, high = first.interval()
    other_low, other_high = second.interval()
    return low <= other_high and other_low <= high


def _rounding(group: Group, rival: Group, weights: dict[str, float]) -> float:
    if digits(group.contexts[0].item) < 2 or digits(rival.contexts[0].item) < 2:
        return 0.0
    alike = max(likeness(a, b, weights) for a in group.contexts[:4] for b in rival.contexts[:8])
    return alike if alike >= 0.45 else 0.0


def _dissent(group: Group, rival: Group, weights: dict[str, float]) -> float:
    """How surely a lone figure says the same as a group and differs; 0 where it may be another quantity."""
    mine = group.contexts[0]
    if len(group.contexts) > 1 or mine.item.claim.zone is Zone.TABLE or not 1 / 3 <= _ratio(mine, rival) <= 3:
        return 0.0
    others = [other for other in rival.contexts if other.item.claim.zone is not Zone.TABLE]
    blocks = {context.item.sentence.block for context in rival.contexts}
    if not others or mine.item.sentence.block in blocks or any(_other_time(mine, other) for other in others):
        return 0.0
    if not any(mine.head & other.head for other in others):
        return 0.0
    alike = max(likeness(mine, other, weights) for other in others)
    strange = mine.names - rival.names() - rival.words()
    needed = _SURE[min(len(others), 3)] + 0.1 * len(strange) - (0.15 if _is_slip(mine.item, others[0].item) else 0.0)
    return alike if alike >= needed else 0.0


# How alike the words must be for a figure to be a slip, by the number of places that say otherwise.
_SURE = {1: 0.62, 2: 0.5, 3: 0.38}


def _is_slip(mine: Item, other: Item) -> bool:
    """Whether two figures differ as a slip of the pen does: digits swapped, or the last digit another."""
    if min(digits(mine), digits(other)) < 3:
        return False
    first, second = (re.sub(r"\D", "", item.claim.quote).strip("0") for item in (mine, other))
    swapped = sorted(first) == sorted(second)
    return swapped or abs(mine.value - other.value) < 0.02 * abs(other.value)


def _ratio(mine: Context, rival: Group) -> float:
    value = rival.contexts[0].item.value
    return abs(mine.item.value / value) if value else 0.0


def _other_time(mine: Context, other: Context) -> bool:
    """Whether two figures are dated, and not for the same time."""
    here, there = mine.item.claim.period, other.item.claim.period
    if here is None or there is None:
        return False
    if here.is_interval or there.is_interval:
        return (here.start, here.end) != (there.start, there.end)
    return here.end < there.start or there.end < here.start
