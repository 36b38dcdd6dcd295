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
        parts = item.unit.split("/")
        if len(parts) != 2 or not item.value:
            continue
        top, bottom = parts
        tops = _nearest(items, index, top)
        bottoms = _nearest(items, index, bottom)
        for amount in tops:
            for divisor in bottoms:
                near = amount.sentence is item.sentence and divisor.sentence is item.sentence
                if near and divisor.value:
                    yield link(
                        Relation.PER_UNIT,
                        [("amount", amount), ("divisor", divisor), ("quotient", item)],
                        certain=len(tops) == len(bottoms) == 1,
                    )
                elif divisor.value and _fits(amount, divisor, item):
                    yield link(
                        Relation.PER_UNIT, [("amount", amount), ("divisor", divisor), ("quotient", item)], certain=False
                    )


def _nearest(items: Sequence[Item], index: int, unit: str) -> list[Item]:
    window = items[max(0, index - 8) : index + 9]
    same = [item for item in window if item.unit == unit]
    here = [item for item in same if item.sentence is items[index].sentence]
    return here or same


def _fits(amount: Item, divisor: Item, quotient: Item) -> bool:
    low, high = quotient.interval()
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


def _neighbours(passages: Sequence[Passage]) -> Iterator[Link]:
    """Two figures of different units and one subject that stand side by side: what one is per unit of the other."""
    for passage in passages:
        levels = [item for item in passage.items if item.is_level and item.value > 0]
        for first, second in itertools.pairwise(levels):
            alike = first.claim.subject and first.claim.subject == second.claim.subject
            different = first.claim.dimension != second.claim.dimension or (
                first.unit != second.unit and first.claim.dimension == "count"
            )
            money = (
                "currency" in (first.claim.dimension, second.claim.dimension)
                and first.claim.dimension == second.claim.dimension
            )
            if different and not money and (alike or second.position == first.position + 1):
                large, small = (first, second) if first.value >= second.value else (second, first)
                yield link(Relation.PER_UNIT, [("amount", large), ("divisor", small)])
