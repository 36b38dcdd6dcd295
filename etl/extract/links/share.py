"""A part with its share of a whole: "300 billion, accounting for 15.1 % of the market", "11,700 of them (65 %)"."""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.direction import announces_start, goes_down, has_direction, is_start
from etl.extract.links.items import Item, Passage, alike, link
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_BREAK = re.compile(r"(?<!i\.e)(?<!e\.g)(?<!approx)(?<!ca)\.\s|;|\bwhile\b|\bbut\b")
_OPENS = re.compile(
    r"^(?:[^.;]{0,50}?[,(\[–—-]|[^.;(]{0,40})\W*(?:or|about|around|roughly|nearly|almost|just|i\.e\.|accounting for|representing|equal to|equivalent to|making up|an?|some|that is|which is|with an? [\w ]+ margin of)?\W*(?:about |around |roughly |nearly |almost |just |over )?$"
)
_OF = re.compile(
    r"^\W*(?:(?!and\b|or\b|with\b)[\w’'-]+\W+){0,2}?of (?:the |its |their |all |a total of |our |those )?(?:[\w'’-]+ ){0,4}[~$€£¥]*\s*$"
)
_OF_WHICH = re.compile(r"\b(?:of which|of whom|of these|of them|of those)\b")
# "compared with $160.8 million, or 11.6% of sales"
_APPOSED = re.compile(r"^\s*(?:,? or|\()\s+(?:about |some )?$")


def find_shares(passage: Passage, earlier: Sequence[Passage]) -> Iterator[Link]:
    """Parts with their shares, and the whole where the sentence names it."""
    items = passage.items
    for item in items:
        if (
            not (item.is_percent or (item.is_ratio and item.claim.kind is Kind.SHARE and item.value < 1))
            or item.claim.kind in (Kind.GROWTH, Kind.PROBABILITY)
            or (item.claim.kind is not Kind.SHARE and has_direction(item))
        ):
            continue
        yield from _share_first(item, items)
        pair = _one_of_many(item, items)
        if pair is not None:
            yield link(Relation.SHARE, [("part", pair[0]), ("whole", pair[1]), ("share", item)])
            continue
        part = part_of(item, items)
        if part is None:
            continue
        whole, sure = _whole(item, part, passage, earlier)
        if whole is not None:
            yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", item)], certain=sure)
        elif not goes_down(item):
            yield link(Relation.SHARE, [("part", part), ("share", item)])


def _one_of_many(item: Item, items: tuple[Item, ...]) -> tuple[Item, Item] | None:
    """As in "340 of 1,000 households (34 %)": part and whole."""
    if item.position < 2:
        return None
    part, whole = items[item.position - 2], items[item.position - 1]
    joined = re.match(r"^\s*(?:[\w-]+\s)?(?:out )?of (?:the |its |all |their )?\s*[~$€£¥]*$", whole.before)
    told = (
        re.search(r"(?:\(|, or|,)\s*(?:about |around |roughly |nearly |almost |some )?$", item.before)
        and len(item.before) < 50
    )
    counted = whole.claim.dimension == part.claim.dimension == "count" or alike(part, whole)
    fits = joined and told and counted and part.is_level and whole.is_level and part.value < whole.value
    return (part, whole) if fits else None


def _share_first(item: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    """As in "45 % of the 800,000 vehicles sold, or 360,000"."""
    if item.position + 2 >= len(items):
        return
    whole, part = items[item.position + 1], items[item.position + 2]
    counted = whole.claim.dimension == part.claim.dimension == "count" or alike(whole, part)
    named = _OF.match(whole.before) and re.match(
        r"^[^.;,]{0,30},\s*(?:or|i\.e\.|equal to|about|some|around|roughly)?\s*[~$€£¥]*$", part.before
    )
    if named and counted and whole.is_level and part.is_level and part.value < whole.value:
        yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", item)])


def part_of(item: Item, items: tuple[Item, ...]) -> Item | None:
    """The level right before the share, or right behind: "57.4 % and EBITDA of"."""
    before = items[item.position - 1] if item.position else None
    if before is not None and before.is_level and announces_start(before.before) and not _APPOSED.match(item.before):
        ends = [other for other in items[: before.position] if other.unit == before.unit and other.is_level]
        return ends[-1] if ends else None
    if before is not None and before.is_level and len(item.before) < 70 and not _BREAK.search(item.before):
        return before if _OPENS.match(item.before) or item.before.count(" ") <= 6 else None
    behind = items[item.position + 1] if item.position + 1 < len(items) else None
    if (
        behind is not None
        and behind.is_level
        and re.match(r"\W*(?:of [^.;,]{0,60})?(?:, or|,|\(|–|—|:)\W*(?:about |around |roughly )?\W*$", behind.before)
    ):
        return behind
    return None


def _whole(item: Item, part: Item, passage: Passage, earlier: Sequence[Passage]) -> tuple[Item | None, bool]:
    """The whole a share is of, and whether the grammar is sure of it."""
    items, text = passage.items, passage.sentence.text
    behind = items[item.position + 1] if item.position + 1 < len(items) else None
    if behind is not None and alike(behind, part) and behind is not part and _OF.match(behind.before):
        return (behind, True) if behind.value > part.value else (None, False)
    before = [
        other for other in items[: part.position] if alike(other, part) and other.is_level and other.value > part.value
    ]
    if before:
        between = text[before[-1].claim.end : part.claim.start].lower()
        opened = between.count("(") > between.count(")") and ")" not in between
        lead = re.search(
            r"(?:^\W*|\bout )of (?!which|these|them|those)(?:the |its |all )?(?:[\w'’-]+ ){0,2}\W*$", before[-1].before
        )
        lead = lead if before[-1].position == 0 or "out of" in before[-1].before else None
        named = _OF_WHICH.search(between) or re.match(r"\W*of them\b", part.behind) or lead
        if named or (opened and len(between) < 60):
            return before[-1], bool(named) or alike(part, before[-1]) and part.claim.dimension != "currency"
    second = next((other for other in items if other.position == part.position + 1 and alike(other, part)), None)
    if (
        second is not None
        and second.position < item.position
        and re.match(r"\W*(?:[\w-]+ ){0,2}of (?:the |its |all )?\W*$", second.before)
    ):
        return second, True
    return _whole_before(item, part, passage, earlier)


_ACCOUNTED = re.compile(r"\b(?:account\w* for|made up|makes? up|represent\w*|comprise\w*|contribut\w*)\b")


def _whole_before(item: Item, part: Item, passage: Passage, earlier: Sequence[Passage]) -> tuple[Item | None, bool]:
    """The whole named in a sentence before: "of these", "of the total", "accounted for"."""
    if not earlier:
        return None, False
    known = [other for other in earlier[-1].items if alike(other, part) and other.is_level]
    if re.match(r"\W*of (?:these|those|them|which|this)\b", passage.text):
        return (known[0], True) if known else (None, False)
    if re.match(r"\W*of (?:the |that )?total\b", item.behind):
        all_known = [other for here in earlier for other in here.items if alike(other, part) and other.is_level]
        told = [
            other
            for here in earlier
            if re.search(r"\btotal\b", here.text)
            for other in here.items
            if alike(other, part)
        ]
        largest = max((other.value for other in all_known), default=0.0)
        if told and told[0].value == largest:
            return told[0], True
        beside = [other.value for other in passage.items if other.unit == part.unit and other.is_level]
        added = sum(beside) if len(beside) > 2 else 0.0
        divided = [other for other in known if other.value and 0.97 < added / other.value < 1.03]
        if len(divided) == 1:
            return divided[0], True
    ends = [other for other in known if other.value > part.value and other.unit == part.unit and not is_start(other)]
    if len(ends) == 1 and _ACCOUNTED.search(part.before):
        return ends[0], True
    return None, False


def share_wholes(items: list[Item], links: list[Link]) -> list[Link]:
    """The whole that most shares of a paragraph are of is that of the others beside them.

    "Coal 10,613 TWh (34.4 %), ahead of gas (6,788 TWh, 22.0 %)": where one of a row of parts and shares fits a total
    named before, the rest of the row is held against it too.
    """
    by_name = {item.claim_id: item for item in items}
    known = [tie for tie in links if tie.relation is Relation.SHARE]
    open_pairs = [(by_name[tie.members[0][1]], by_name[tie.members[1][1]]) for tie in known if len(tie.members) == 2]
    found = []
    for part, share in open_pairs:
        if share.claim.kind is not Kind.SHARE:
            continue
        rivals = [
            (other, said)
            for other, said in open_pairs
            if other is not part
            and alike(other, part)
            and said.sentence is share.sentence
            and said.claim.kind is Kind.SHARE
        ]
        beside = [
            by_name[tie.members[1][1]]
            for tie in known
            if len(tie.members) == 3 and tie.certain and by_name[tie.members[2][1]].sentence is share.sentence
        ]
        if (
            len(beside) == 1
            and alike(beside[0], part)
            and beside[0].value > part.value
            and not share.behind.startswith(" of")
        ):
            found.append(link(Relation.SHARE, [("part", part), ("whole", beside[0]), ("share", share)]))
            continue
        wholes = [
            item
            for item in items
            if alike(item, part) and item.claim.start < part.claim.start and item.value > part.value
        ]
        for whole in wholes:
            fitting = [1 for other, said in rivals if whole.value > other.value and _is_share(other, said, whole)]
            if fitting and 2 * len(fitting) > len(rivals):
                # The groups of a trial are nearly of one size, and each share is of its own.
                own = next((each for each in wholes if _is_share(part, share, each)), whole)
                found.append(link(Relation.SHARE, [("part", part), ("whole", own), ("share", share)]))
                break
    return found


def _is_share(part: Item, share: Item, whole: Item) -> bool:
    low, high = share.interval
    return bool(whole.value) and low <= part.value / whole.value * 100 <= high
