"""Amounts and what they are divided by: prices by quantity, rates by what they are made of, bytes by parameters."""

import itertools
import re
from collections.abc import Iterator, Sequence

from etl.extract.links.items import Item, Passage, link
from etl.model.claim import Link, Relation

_FORMAT_WORD = re.compile(r"\b(?:fp\d+|int\d+|\d+-bit|bf16|quanti[sz]\w*|compress\w*|precision)\b")


def find_per_unit(passages: Sequence[Passage]) -> list[Link]:
    """Quotients of a paragraph: a compound unit with the two figures it is made of, and bits per parameter."""
    items = [item for passage in passages for item in passage.items]
    return [*_compound(items), *_bits(items), *_neighbours(passages)]


def _compound(items: Sequence[Item]) -> Iterator[Link]:
    """As in "34.8 crore per MHz" with 65,000 crore and 1,867.6 MHz in the same paragraph."""
    for index, item in enumerate(items):
        top, _, bottom = item.unit.partition("/")
        if not bottom or "/" in bottom or top in ("percent", "ratio") or not item.value or item.is_incidental:
            continue
        tops = _nearest(items, index, top)
        bottoms = [divisor for divisor in _nearest(items, index, bottom) if divisor.value]
        pairs = [(amount, divisor) for amount in tops for divisor in bottoms if amount is not divisor]
        here = [pair for pair in pairs if all(part.sentence is item.sentence for part in pair)]
        told = here or [(amount, divisor) for amount, divisor in pairs if _fits(amount, divisor, item)]
        if told:
            amount, divisor = min(told, key=lambda pair: abs(pair[0].value / pair[1].value / item.value - 1))
            sure = bool(here) and len(pairs) == 1 and not _in_product((amount, divisor, item))
            members = [("amount", amount), ("divisor", divisor), ("quotient", item)]
            yield link(Relation.PER_UNIT, members, certain=sure)


_FACTOR = re.compile(r"(?:^|\s)[×x*·]\s*[$€£¥]?\s*$")


def _in_product(parts: Sequence[Item]) -> bool:
    """Whether a reckoning is written out, which may have more factors: "$9 a month × 500 readers × 12 = $54,000"."""
    return any(_FACTOR.search(part.before) for part in parts)


def _nearest(items: Sequence[Item], index: int, unit: str) -> list[Item]:
    window = items[max(0, index - 8) : index + 9]
    same = [item for item in window if item.unit == unit and not item.is_incidental]
    here = [item for item in same if item.sentence is items[index].sentence]
    return here or same


def _fits(amount: Item, divisor: Item, quotient: Item) -> bool:
    low, high = quotient.interval
    return low * 0.995 <= amount.value / divisor.value <= high * 1.005


def _bits(items: Sequence[Item]) -> Iterator[Link]:
    """Bytes of a model against its parameters, and the bits of the number format it names."""
    for index, item in enumerate(items):
        if item.unit != "parameter":
            continue
        near = [
            other
            for other in items[index + 1 : index + 6]
            if other.unit == "byte" and other.sentence.start - item.sentence.start < 400
        ]
        formats = [
            other for other in items[max(0, index - 5) : index + 7] if other.unit == "bit" and 1 <= other.value <= 64
        ]
        for other in near:
            told = _FORMAT_WORD.search(other.before[-60:] + " " + other.behind[:60])
            if (
                told
                and not re.search(r"\bwithout\b", other.before[-60:] + " " + other.behind[:40])
                and len(formats) == 1
            ):
                yield link(Relation.PER_UNIT, [("amount", other), ("divisor", item), ("bits", formats[0])])
            else:
                yield link(Relation.PER_UNIT, [("amount", other), ("divisor", item)])


# "104 projects across 26 departments", "140 GB for 70 billion parameters"
_PER = re.compile(
    r"^[^.;:()]{0,60}\b(?:for|per|each|every|across|among|through|at|spread over|divided among|shared by|on|from)\b[^.;:()]{0,30}$"
)
_EACH = re.compile(r"^\W*(?:each|apiece|per head|respectively)\b")
_NO_DIVISOR = ("percentage_point", "basis_point", "celsius", "fahrenheit", "kelvin", "sigma", "dimensionless", "point")


def _neighbours(passages: Sequence[Passage]) -> Iterator[Link]:
    """Two figures of different units that a word sets in relation: what one is per unit of the other."""
    for passage in passages:
        for first, second in itertools.pairwise(passage.items):
            told = _PER.search(second.before) or _EACH.match(second.behind)
            if told and _is_divisible(first) and _is_divisible(second) and _apart(first, second):
                money_last = second.claim.dimension == "currency"
                amount, divisor = (second, first) if money_last else (first, second)
                yield link(Relation.PER_UNIT, [("amount", amount), ("divisor", divisor)])


def _is_divisible(item: Item) -> bool:
    claimed = item.is_level and item.value > 0 and not item.is_incidental
    return claimed and "/" not in item.unit and item.unit not in _NO_DIVISOR


def _apart(first: Item, second: Item) -> bool:
    """Whether two figures measure different things, one of them counted or paid."""
    dimensions = (first.claim.dimension, second.claim.dimension)
    if "count" in (first.unit, second.unit) or not {"count", "currency"} & {*dimensions}:
        return False
    return dimensions[0] != dimensions[1] or (dimensions[0] == "count" and first.unit != second.unit)
