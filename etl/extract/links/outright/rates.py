"""Amounts, counts and rates whose relation the words state: what so many units cost, what is averaged over them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.extract.links.items import Item, Passage, link, link_name
from etl.extract.links.magnitude import within
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation

_COSTS = re.compile(
    r"\b(?:cost|come|work|amount|add up|worth|pa(?:y|id)|bring|fetch|earn|total|sell|sold)\w*\b(?: [\w-]+){0,4}?\s*"
    + BEFORE_FIGURE
)
_AT_SIZE = re.compile(
    r"^[^.;]{0,40}\b(?:at|with|for|given|assuming)\s+(?:an?|the)\s+(?:[\w-]+ ){1,4}?of\s*" + BEFORE_FIGURE
)
_AVERAGED = re.compile(r"\b(?:averag\w+|mean|works? out|working out)\b[^.;]{0,30}$")
_ON = re.compile(
    r"^\s*(?:[\w-]+ ){0,2}?(?:on|over|across|for|spread over|from)\s+(?:the |its |all |some )*" + BEFORE_FIGURE
)
_OR = re.compile(
    r"^\s*[,(–—-]?\s*(?:or|i\.e\.,?|that is,?|which is|equivalent to|equal to|an average of|averaging|=)\s+(?:an average of )?"
    + BEFORE_FIGURE
)
_EQUALS = re.compile(
    r"(?:\b(?:equals?|comes? to|amounts? to|works? out (?:at|to)|means?|makes?|gives?|total(?:s|ling|ing)?|adds? up to|saves?|costs?|"
    r"(?:is|are|would be|will be) (?:enough|equal)\b[^.;]{0,20}|lasts?|or|is|are|takes?)|[=≈])\s*" + BEFORE_FIGURE
)
_AT_RATE = re.compile(
    r"\bat\b[^.;]{0,60}\b(?:rates?|pace|speed|level|emissions?|consumption|output|production|of)\b[^.;]{0,40}$"
)
_YEARS = re.compile(r"\b((?:1[6-9]|20)\d\d)\s*(?:[–—-]|to|and)\s*((?:1[6-9]|20)\d\d)\b")
# The amount a rate is of may be one of several told before; one farther off than this is another matter.
_FARTHEST = 3.0
_WINDOW = 8


def find_outright_rates(passages: Sequence[Passage]) -> Iterator[Link]:
    """Unit prices and averages of a paragraph with the amount and the number of units they belong to."""
    items = [item for passage in passages for item in passage.items]
    for index, item in enumerate(items):
        follows = items[index + 1] if index + 1 < len(items) else None
        if not item.value or not item.is_level and "/" not in item.unit:
            continue
        earlier = items[max(0, index - _WINDOW) : index]
        if follows is not None and follows.sentence is item.sentence:
            yield from _averaged(item, follows, earlier)
            yield from _by_dates(item, follows)
        if len(earlier) > 1 and earlier[-2].sentence is item.sentence and earlier[-1].is_duration:
            yield from _over_time(earlier[-2], earlier[-1], item)
        if earlier and earlier[-1].sentence is item.sentence:
            yield from _priced(item, earlier)
            yield from _per_size(item, earlier)


def _priced(amount: Item, earlier: Sequence[Item]) -> Iterator[Link]:
    """As in "about 55.60 a kWh … For a pack of 84.5 kWh the cells cost around 4,700"."""
    number = earlier[-1]
    prices = [item for item in earlier[:-1] if item.unit == f"{amount.unit}/{number.unit}"]
    one = len({item.value for item in prices}) == 1
    if one and number.is_level and number.value and prices[-1].value and _COSTS.search(amount.before):
        near = within(amount.value / number.value / prices[-1].value, _FARTHEST)
        members = [("amount", amount), ("divisor", number), ("quotient", prices[-1])]
        yield link(Relation.PER_UNIT, members, certain=near)


def _per_size(rate: Item, earlier: Sequence[Item]) -> Iterator[Link]:
    """As in "The median price was 408,800. At a median size of 2,190 square feet buyers paid 187 a square foot"."""
    top, _, bottom = rate.unit.partition("/")
    size = earlier[-1]
    if bottom and size.unit == bottom and size.value and _AT_SIZE.match(size.before):
        yield from _closest([item for item in earlier[:-1] if item.unit == top], size, rate)


def _averaged(rate: Item, number: Item, earlier: Sequence[Item]) -> Iterator[Link]:
    """As in "The cost was 3.27 million. The subsidy averaged 1.56 on 2.1 million journeys"."""
    counted = number.is_level and number.claim.dimension == "count" and rate.claim.dimension != "count"
    if counted and number.value > 1 and _AVERAGED.search(rate.before) and _ON.match(number.before):
        yield from _closest([item for item in earlier if item.unit == rate.unit and item.is_level], number, rate)


def _over_time(first: Item, second: Item, third: Item) -> Iterator[Link]:
    """As in "at 1,800 a day, 2.4 days of sailing equal 4,320"; "170 tonnes, or 4 years at the rate of 42 a year"."""
    rate, span, amount = (first, second, third) if "/" in first.unit else (third, second, first)
    top, _, bottom = rate.unit.partition("/")
    timed = span.is_duration and span.unit == bottom and min(rate.value, span.value, amount.value) > 0
    # "Saved per voyage" leaves an amount with a unit of its own.
    if not timed or not (amount.unit == top or (amount is third and amount.unit == rate.unit)):
        return
    told = (
        _EQUALS.search(third.before)
        if amount is third
        else (_EQUALS.search(span.before) and _AT_RATE.search(rate.before))
    )
    if told and within(amount.value / span.value / rate.value, _FARTHEST):
        yield link(Relation.PER_UNIT, [("amount", amount), ("divisor", span), ("quotient", rate)])


def _closest(amounts: Sequence[Item], divisor: Item, rate: Item) -> Iterator[Link]:
    """The amount that comes nearest to the rate: if not even it gives the rate, none does."""
    amounts = [amount for amount in amounts if amount.value > 0] if rate.value else []
    ratios = [(amount.value / divisor.value / rate.value, amount) for amount in amounts]
    near = [(max(ratio, 1 / ratio), amount.claim.start, amount) for ratio, amount in ratios if ratio > 0]
    if near and (best := min(near, key=lambda found: found[:2]))[0] < _FARTHEST:
        yield link(Relation.PER_UNIT, [("amount", best[2]), ("divisor", divisor), ("quotient", rate)])


def _by_dates(amount: Item, rate: Item) -> Iterator[Link]:
    """As in "over 2019–2024 the sea rose 26 mm, or 5.2 mm a year"."""
    if rate.unit != f"{amount.unit}/year" or not _OR.match(rate.before):
        return
    dated = None
    for dated in _YEARS.finditer(amount.before):
        pass
    dated = dated or _YEARS.search(rate.before)
    if dated is None or (years := int(dated[2]) - int(dated[1])) <= 0:
        return
    tie = link(Relation.PER_UNIT, [("amount", amount), ("quotient", rate)])
    evidence = f"{dated[1]} to {dated[2]}"
    name = link_name(tie.document_id, tie.relation, tie.members, evidence)
    yield replace(tie, link_id=name, counted_low=float(years), counted_high=float(years + 1), evidence=evidence)
