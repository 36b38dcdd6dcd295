"""Totals and what is left of them: the amounts in a row that a total, or a rest, is worked out from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from etl.extract.links.derived.bonds import says_of_them
from etl.extract.links.derived.choice import Reading
from etl.extract.links.derived.cues import in_brackets, is_aside, is_base
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.sum_cues import (
    breaks,
    divides,
    is_counter,
    is_left,
    is_open,
    is_rest,
    is_total,
    is_whole_list,
    points_at_parts,
)
from etl.extract.links.direction import leads_on
from etl.extract.links.items import BARE, Item, alike
from etl.model.claim import Relation
from etl.model.quantity import Kind

_TOTAL = re.compile(r"\btotal\b(?: [\w-]+){0,3}:\W*$")  # the label of another total
_MOST = 9
# Parts that add up to less or more than this share of a figure were no parts of it.
_LEAST, _LARGEST = 0.55, 1.7
# What it costs that no word tells a sum, and that the total stands in another sentence.
_UNTOLD, _ELSEWHERE = 3.0, 0.7
_EARLIER = 8
# What is smaller beside a total is no part of it, but a price: "90 million through the 0.25 dividend and 70 million".
_TINIEST, _FEWEST = 1e-5, 2
# Of how many sentences parts may be, and how many of them.
_MOST_SENTENCES, _MOST_APART, _LOOKED_AT = 3, 6, 12
# The longest label in front of the amount of a line.
_LABEL = 30
# What it costs to leave the first amounts of a sentence out of a sum.
_SHORTER = 0.2


def sums(scene: Scene) -> Iterator[list[Reading]]:
    """For each row of amounts of one sort in a sentence, every way they may add up."""
    items = scene.items
    first = 0
    for _, group in groupby(items, key=lambda item: (item.sentence.block, item.sentence.start)):
        last = first + len(list(group))
        for row in _rows(items, first, last):
            yield list(_readings(items, row, first, last))
        first = last
    yield from _lists(items)
    yield from _runs(items)


def _lists(items: Sequence[Item]) -> Iterator[list[Reading]]:
    """The first amounts of the lines of a list, with the amounts of the paragraph that leads to it."""
    blocks = [list(places) for _, places in groupby(range(len(items)), lambda at: items[at].sentence.block)]
    for lead, following in pairwise(range(len(blocks))):
        first = items[blocks[following][0]]
        if _opens_line(first) and _is_led_to(first):
            row = _row_of_lines(items, blocks[following:])
            totals = [place for place in blocks[lead] if items[place].is_level and alike(items[place], first)]
            if len(row) > 2 and totals:
                found = [each for place in totals for each in _sum_of(items, place, row, _ELSEWHERE)]
                yield [replace(each, sure=not each.fits) for each in found]


def _runs(items: Sequence[Item]) -> Iterator[list[Reading]]:
    """Amounts of several sentences of a paragraph, right behind one they may add up to, or right before it."""
    for _, group in groupby(range(len(items)), lambda at: items[at].sentence.block):
        block = list(group)
        levels = [at for at in block if items[at].is_level and items[at].value > 0 and not items[at].is_incidental]
        for number, place in enumerate(levels):
            behind = _alike(items, place, levels[number + 1 : number + 1 + _LOOKED_AT])
            before = _alike(items, place, levels[max(0, number - _LOOKED_AT) : number][::-1])
            found: list[Reading] = []
            for row in (behind, before):
                for count in range(2, len(row) + 1):
                    parts = sorted(row[:count])
                    sentences = {items[at].sentence.start for at in parts}
                    if len(sentences | {items[place].sentence.start}) > 1 and len(sentences) <= _MOST_SENTENCES:
                        found.extend(_sum_of(items, place, parts, _UNTOLD + _ELSEWHERE * len(sentences)))
            yield found


def _alike(items: Sequence[Item], total: int, places: Sequence[int]) -> list[int]:
    """The few amounts of the sort of a total among those that stand next to it."""
    return [at for at in places if alike(items[at], items[total]) and items[at].value < items[total].value][
        :_MOST_APART
    ]


def _row_of_lines(items: Sequence[Item], blocks: Sequence[Sequence[int]]) -> list[int]:
    """The first amounts of lines that follow on each other, while they are of one sort."""
    row: list[int] = []
    for places in blocks[:_MOST]:
        item = items[places[0]]
        follows = not row or item.sentence.block == items[row[-1]].sentence.block + 1
        if not (follows and _opens_line(item) and (not row or alike(item, items[row[0]]))):
            break
        row.append(places[0])
    return row


def _opens_line(item: Item) -> bool:
    """Whether an amount stands at the beginning of a line of a list."""
    return item.position == 0 and len(item.before) <= _LABEL and item.is_level and item.value > 0


def _is_led_to(first: Item) -> bool:
    """Whether a colon leads to the line an amount opens."""
    return first.sentence.text[: first.sentence.start].rstrip(" \t\n*•–-·●▪").endswith(":")


def _rows(items: Sequence[Item], first: int, last: int) -> Iterator[list[int]]:
    """The amounts of a sentence by sort, each in reading order; a bare number goes with what it stands beside."""
    rows: list[list[int]] = []
    for place in range(first, last):
        item = items[place]
        adds_up = item.is_level or (item.is_percent and item.claim.kind is not Kind.GROWTH)
        if not adds_up or item.value <= 0 or item.claim.low != item.claim.high:
            continue
        home = next((row for row in rows if alike(item, items[row[-1]]) and alike(item, items[row[0]])), None)
        if home is None:
            rows.append([place])
        elif len(home) < _MOST:
            home.append(place)
    for row in rows:
        aside = [place for place in row if in_brackets(items[place])]
        yield [place for place in row if place not in aside] if len(aside) == 1 and len(row) > 3 else row
    counts = [place for place in range(first, last) if items[place].claim.dimension.startswith("count")]
    counts = [place for place in counts if items[place].is_level and items[place].claim.low == items[place].claim.high]
    if len(counts) > 2 and is_total(items[counts[-1]]) and all(counts != row for row in rows):
        yield counts[:_MOST]  # "adding 1,040 retirements to 450, it arrives at 1,490 aircraft"


def _readings(items: Sequence[Item], row: Sequence[int], first: int, last: int) -> Iterator[Reading]:
    for k, place in enumerate(row):
        total, behind, before = items[place], row[k + 1 :], row[:k]
        if len(behind) > 1:
            behind = _listed(items, behind)
            told = not is_aside(total) and (divides(items[behind[0]], total) or is_rest(items[behind[-1]]))
            yield from _sum_of(items, place, behind, 0.0 if told else _UNTOLD)
        if len(before) > 1 and is_total(total):
            for start in range(len(before) - 1):
                yield from _sum_of(items, place, before[start:], start * _SHORTER)
        elif len(before) > 1:
            yield from _sum_of(items, place, before, _UNTOLD)
    if len(row) > 1:
        yield from _elsewhere(items, row, first, last)


def _elsewhere(items: Sequence[Item], row: Sequence[int], first: int, last: int) -> Iterator[Reading]:
    """All amounts of a sentence as parts of one that stands before it, or opens the next."""
    of_them = is_rest(items[row[-1]]) and says_of_them(items[row[0]])
    told = points_at_parts(items[row[0]]) or is_left(items[row[-1]]) or of_them
    for place in range(max(0, first - _EARLIER), first):
        total = items[place]
        near = total.sentence.block == items[first].sentence.block and total.is_level and alike(items[row[0]], total)
        if near and total.value > max(items[part].value for part in row):
            away = len({item.sentence.start for item in items[place:first]})
            yield from _sum_of(items, place, row, away * _ELSEWHERE + (0.0 if told else _UNTOLD))
    if last < len(items):
        total = items[last]
        if total.is_level and alike(items[row[0]], total) and total.sentence.block == items[first].sentence.block:
            yield from _sum_of(items, last, row, _ELSEWHERE + (0.0 if is_total(total) else _UNTOLD))


def _listed(items: Sequence[Item], places: Sequence[int]) -> Sequence[int]:
    """Parts up to where their list ends: at the last "and", or at a new statement."""
    for count, place in enumerate(places):
        if count > 1 and breaks(items[place]):
            return places[:count]
    return places


def _sum_of(items: Sequence[Item], place: int, places: Sequence[int], cost: float) -> Iterator[Reading]:
    """The reading of some amounts as the parts of another, where they come near it."""
    total = items[place]
    places = [at for at in places if items[at].value > _TINIEST * total.value and not _leads_on(items, at)]
    mixed = any(items[at].is_percent != total.is_percent for at in places)
    if len(places) < _FEWEST or mixed or any(items[at].before.strip() == "of" for at in places):  # "290 of 1,040"
        return
    parts = [items[at] for at in places]
    signs = [-1 if is_counter(part) else 1 for part in parts]
    signs = signs if signs[0] > 0 else [1] * len(parts)  # losses add up to a loss
    added = sum(sign * part.value for sign, part in zip(signs, parts, strict=True))
    if total.value <= 0 or not _LEAST < added / total.value < _LARGEST or total.claim.low != total.claim.high:
        return
    slack = sum(part.interval[1] - part.interval[0] for part in [*parts, total]) / 2
    fits = abs(added - total.value) <= slack * 1.0001
    if (
        total.is_percent and not fits and abs(added - 100) <= slack
    ):  # all there is of something, so parts of no other share
        return
    if not fits and (_is_sibling(total, parts) or not (_may_be_total(total, parts) or _is_told(total, parts))):
        return
    members = [("less" if sign < 0 else "part", part) for sign, part in zip(signs, parts, strict=True)]
    base = any(is_base(part) for part in parts)
    whole = not is_open(parts[-1]) and not base and not _are_some(items, places)
    whole = whole and (added > total.value or is_whole_list(parts[0], parts[-1]))
    whole = whole and not any(_TOTAL.search(part.before) for part in parts) and _is_list(items, places)
    if not fits and not whole and not _is_told(total, parts):
        return
    small = is_total(total) or max(part.value for part in parts) < total.value * 1.2
    sure = cost < _UNTOLD and not fits and whole and small
    yield Reading(cost, Relation.PARTS, (*members, ("total", total)), fits, sure)


def _may_be_total(total: Item, parts: Sequence[Item]) -> bool:
    """Whether figures that no words tie may be parts of another: of a known sort, and each less than all."""
    bare = _is_bare(total) and all(map(_is_bare, parts))
    return not bare and max(part.value for part in parts) < total.value


_WHICH = re.compile(r"^\s*(?:of )?(?:which|whom|them|these|those)\b")


def _is_sibling(total: Item, parts: Sequence[Item]) -> bool:
    """As in "80 which are of wood, 52 which are of stone, 21 which are of brick": the first is one of several as well."""
    return bool(_WHICH.match(total.behind)) and any(_WHICH.match(part.behind) for part in parts)


def _is_bare(item: Item) -> bool:
    """Whether a figure is a number of nothing that is known: a version, a line of a program, a place in a list."""
    return item.unit in BARE and not item.claim.metric_id


def _is_told(total: Item, parts: Sequence[Item]) -> bool:
    """Whether the words say that some figures add up to another, or divide it."""
    told = is_total(total) or divides(parts[0], total) or points_at_parts(parts[0])
    return told or is_rest(parts[-1]) or is_left(parts[-1]) or says_of_them(parts[0])


def _leads_on(items: Sequence[Item], place: int) -> bool:
    return place + 1 < len(items) and leads_on(items[place], items[place + 1])


# A list goes on with a comma, an "and", a sign; a line of its own opens with a label.
_NEXT = re.compile(r"[,;+&/\n]|\b(?:and|plus|with|as well as|while|to|then|on top of|from|less|minus)\b")


_TURN = re.compile(r"\b(?:but|whereas|although|though)\b")


def _is_list(items: Sequence[Item], places: Sequence[int]) -> bool:
    """Whether the words between the parts string them together, with no new statement inside a sentence."""
    strung = all(_NEXT.search(items[place].before) or items[place].position == 0 for place in places[1:])
    return strung and not any(_TURN.search(items[at].before) for at in range(places[0] + 1, places[-1] + 1))


def _are_some(items: Sequence[Item], places: Sequence[int]) -> bool:
    """Whether shares beside the parts say that they are not all: "20 billion (40 %) and 18 billion (36 %)"."""
    beside = [items[place + 1] for place in places if place + 1 < len(items)]
    shares = [item.value for item in beside if item.is_percent and item.before.strip(" ,–—-") in ("(", "or", "")]
    return len(shares) == len(places) and sum(shares) < _ALL


_ALL = 94
