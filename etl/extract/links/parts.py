"""Parts and their total in running text: "a total of", "of these", a colon and a list, what came and went."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from etl.extract.links.addition import Addition
from etl.extract.links.direction import leads_on, same_unit
from etl.extract.links.items import Item, Passage, alike, link
from etl.model.claim import Link, Relation

_TOTAL_OF = re.compile(
    r"\b(?:for a (?:combined )?total of|totall?ing|(?:bringing|taking) the total to|in total|altogether|together worth|a combined)\b[^.;]{0,25}$"
)
_OF_THESE = re.compile(
    r"^\W*(?:of (?:these|those|them|which|this|that)\b|these (?:comprise|include|consist)|it consists)"
)
_MADE_UP = re.compile(r"\b(?:made up|comprised|consisted of|composed of|split (?:into|between)|broken down)\b")
_PRODUCT = re.compile(r"\b(?:at|for)\b(?: an?)?(?: average)?(?: price)?(?: of)?[\s~$€£¥]*$")
_FEWEST = 3  # figures: two parts and their total
_EACH = re.compile(r"^\W*(?:each|apiece|per |a (?:share|unit|piece|head|ton|barrel|ounce|kilo))")


def find_parts(passages: Sequence[Passage]) -> list[Link]:
    """Sums that a paragraph itself announces."""
    found: list[Link] = []
    for index, here in enumerate(passages):
        if len(here.items) < _FEWEST:
            continue
        earlier = passages[max(0, index - 2) : index]
        found.extend(_total_of(here))
        found.extend(_after_colon(here))
        found.extend(_of_these(here, earlier))
        found.extend(_opened_and_closed(here))
        found.extend(_balance(here))
        found.extend(_bought(here))
    return found


def _bare(item: Item, total: Item) -> bool:
    """Whether a figure leaves its unit to the total: "France 0.9 million"."""
    return item.unit == "count" and alike(item, total)


def _total_of(here: Passage) -> Iterator[Link]:
    """As in "1.2 billion in cash, plus up to 350 million, for a total of 1.55 billion"."""
    for total in here.items:
        if not total.is_level or not _TOTAL_OF.search(total.before):
            continue
        before = here.items[: total.position]
        parts = [item for item in before if item.is_level and (item.unit == total.unit or _bare(item, total))]
        told = Addition(tuple(parts), total)
        if 2 <= len(parts) <= 8 and told.is_near():
            yield told.link()


def _after_colon(here: Passage) -> Iterator[Link]:
    """As in "up to 2 billion: 410 million for development, 590 million for approvals and 1.0 billion tied to sales"."""
    for total, first in zip(here.items, here.items[1:], strict=False):
        if (
            not total.is_level
            or total.before.rstrip(" ~$€£¥")[-1:] == "("
            or not alike(first, total)
            or not re.match(r"^[^.;]{0,40}:\s*[^.;:]{0,30}$", first.before)
            or "total" in first.before
        ):
            continue
        parts = run_of(here, first)
        if len(parts) >= 2 and any(re.search(r"\band\b", part.before) for part in parts[1:]):
            told = Addition(tuple(parts), total)
            yield told.link(certain=told.is_near(0.6, 1.6))


def run_of(here: Passage, first: Item) -> list[Item]:
    """Figures of one unit in a row, with only a few words and commas between them."""
    run = [first]
    for item in here.items[first.position + 1 :]:
        if item.unit != first.unit or len(item.before) > 90 or re.search(r"[.;:]\s", item.before):
            break
        run.append(item)
    behind = here.items[first.position + 1 :]
    return [item for item, after in zip_longest(run, behind[: len(run)]) if after is None or not leads_on(item, after)]


def _of_these(here: Passage, earlier: Sequence[Passage]) -> Iterator[Link]:
    """As in "Of these, 36,000 were completed, 275,000 under construction and 68,000 not started"."""
    if not earlier or not here.items or not (_OF_THESE.search(here.text) or _MADE_UP.search(here.text[:120])):
        return
    first = here.items[0]
    parts = run_of(here, first) if first.is_level else []
    totals = [
        item
        for passage in earlier
        for item in passage.items
        if item.is_level and same_unit(item, first) and item.value > max(p.value for p in parts or [first])
    ]
    if len(parts) >= 3 and totals and re.search(r"\band\b", parts[-1].before):
        told = min((Addition(tuple(parts), total) for total in totals), key=lambda each: each.off)
        yield told.link(certain=told.is_near(0.7, 1.4))


_OPEN = re.compile(r"\b(?:open|add|hire|gain|win|build|launch|creat|sign)\w*\W+(?:\w+\W+){0,2}$")
_CLOSE = re.compile(r"\b(?:clos|cut|los|shut|retir|remov|sell|sold|cancel)\w*\W+(?:\w+\W+){0,2}$")


def _opened_and_closed(here: Passage) -> Iterator[Link]:
    """As in "will open 575 stores and close 45, taking the chain from 20,594 to 21,124"."""
    for gained, lost, start, end in zip(here.items, here.items[1:], here.items[2:], here.items[3:], strict=False):
        moved = re.search(r"\bfrom\W+(?:\w+\W+){0,2}$", start.before) and re.match(
            r"^\W*(?:\w+\W+){0,2}to\W+$", end.before
        )
        if moved and _OPEN.search(gained.before) and _CLOSE.search(lost.before) and end.is_level and start.is_level:
            yield link(Relation.PARTS, [("part", start), ("part", gained), ("less", lost), ("total", end)])


_BALANCE = re.compile(
    r"\b(?:deficit|surplus|gap|shortfall|difference|balance|net (?:gain|loss|increase|decrease)) of\W*$"
)


def _balance(here: Passage) -> Iterator[Link]:
    """As in "imports were 30 and exports 12 million tonnes, leaving a deficit of 18"."""
    levels = [item for item in here.items if item.is_level]
    for first, second, rest in zip(levels, levels[1:], levels[2:], strict=False):
        if _BALANCE.search(rest.before) and first.unit == second.unit == rest.unit:
            large, small = sorted((first, second), key=lambda item: -item.value)
            yield link(Relation.PARTS, [("part", large), ("less", small), ("total", rest)])


def _bought(here: Passage) -> Iterator[Link]:
    """As in "1.1 million shares at an average price of 88.00, for a total of 96.8 million"."""
    items = here.items
    for count, price, total in zip(items, items[1:], items[2:], strict=False):
        money = price.claim.dimension == total.claim.dimension == "currency" or price.unit.split("/")[0] == total.unit
        counted = count.is_level and count.claim.dimension != "currency" and price.is_level and total.is_level
        priced = _PRODUCT.search(price.before) and (
            _EACH.match(price.behind) or "price" in price.before or "/" in price.unit
        )
        summed = re.search(
            r"\b(?:total|worth|costs?|spent|investment|revenues? of|proceeds of|sales of|generating|or|i\.e\.|a|paying|raising|for)\b[^.;]{0,15}$",
            total.before,
        ) or re.match(r"\W*(?:investment|in total|deal)\b", total.behind)
        if money and counted and priced and summed and count.value and total.value and price.value < total.value:
            near = 0.2 < count.value * price.value / total.value < 5
            yield link(Relation.PER_UNIT, [("amount", total), ("divisor", count), ("quotient", price)], certain=near)
