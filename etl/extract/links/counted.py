"""What a document says of itself, held against what is counted in it: items listed, stories, words, order of dates."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.extract.links.items import Item, Passage, link_name
from etl.model.claim import Link, Relation
from etl.model.document import Document, Zone
from etl.model.period import Period

_LIST = re.compile(r"^(?:\s+[\w'’/-]+){1,4}[\"”’]*\s*\(([^()]{5,300})\)")
_COLON = re.compile(r"^[^.;:()]{0,60}?(?::|—|–| - )\s*([^.;:()]{5,300})(?:[.;—–]|$)")
# "three pillars: A, which …; B, which …; and C, …": what semicolons part may be as long as it likes.
_LONG_LIST = re.compile(
    r"^[^.;:]{0,60}?(?::|—|–)\s*([^.:;]{3,300}(?:;\s*[^.:;]{3,300})+;?\s*(?:and|or)\s[^.:;]{3,300})(?:[.—–]|$)"
)
_DOING = re.compile(r"^(?:\s+[\w'’-]+){1,3} of (\w+ing\b[^.;:()]{5,300})(?:[.;—–]|$)")
# "the three states of Maharashtra, Tamil Nadu and Karnataka"
_NAME = r"[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*)*"
_NAMES = re.compile(
    rf"^(?!\s+of\b)(?:\s+[a-z][\w’-]*){{0,3}} of ((?:{_NAME}, ){{1,12}}{_NAME},? and {_NAME})(?=[,.;:)]|\s[a-z(–—]|$)"
)
_NEXT_DOING = re.compile(r"(?:,\s*(?:and |or )?|\s+(?:and|or)\s+)(?=\w+ing\b)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LIST_BEFORE = re.compile(r"^(.*?)\s*[—–-]\s*(?:the|these|all|those|our|its)?\s*$", re.DOTALL)
_LIST_CUE = re.compile(
    r"\b(?:across|of|include|including|covering|between|from|in|on|for|with|are|is|through|to)\s|:\s|\("
)
_COUNTABLE = re.compile(
    r"^\s*(?:[\w-]+\s+){0,2}?(?:layers?|groups?|pillars?|areas?|domains?|steps?|stages?|phases?|categories|sectors|tiers|parts|"
    r"factors|themes|principles|dimensions|segments|regions|countries|companies|firms|cities|components|types|kinds|elements|goals|"
    r"priorities|levels|markets|trials|studies|options|scenarios|dragons|tigers|startups|members|products|sites|states|languages|"
    r"models|items|things|questions|reasons|points|criteria|measures|sources|units|divisions|lines|projects|plants|stakeholder groups)\b"
)
_STORIES = re.compile(r"^\s*(?:stories|story headings|articles|news items)\b")
# Two things behind a colon may be anything; more are a list that can be counted, unless they are far fewer than the count.
_FEWEST, _SURELY_LISTED, _MOST_UNLISTED = 2, 3, 0.5
_SOME_OF = re.compile(r"\b(?:of|among) (?:the|its|their|our|all)\s+$")  # "two of the three (A and B)" lists the two
_WORDS = re.compile(r"^\W*words?\b")
# Dated lines that follow on each other are a timeline, dates over the columns of tables far apart are none.
_FARTHEST_LINE, _SHORTEST = 3, 4


def find_counted(document: Document, passages: Sequence[Passage]) -> list[Link]:
    """Enumerations, self-references and lines out of order."""
    found: list[Link] = []
    for here in passages:
        for item in here.items:
            if _is_small_count(item):
                found.extend(_enumeration(here, item))
                found.extend(_list_below(document, here, item))
            found.extend(_self_reference(document, item))
    found.extend(_out_of_order(document, passages))
    return found


def _count(relation: Relation, item: Item, counted: tuple[float, float], evidence: str) -> Link:
    pairs = (("count", item.claim_id),)
    name = link_name(item.claim.document_id, relation, pairs, evidence)
    return Link(name, item.claim.document_id, relation, pairs, counted[0], counted[1], evidence)


def _is_small_count(item: Item) -> bool:
    claim = item.claim
    return (
        claim.dimension == "count" and claim.low == claim.high and 2 <= claim.low <= 30 and claim.low == int(claim.low)
    )


def _enumeration(here: Passage, item: Item) -> Iterator[Link]:
    """A small count with the things it counts in brackets behind it, or as a list before it."""
    if item.claim.quote.lower() in ("both", "dual", "pair") or _SOME_OF.search(item.before):
        return
    text, sentence = here.sentence.text, here.sentence
    behind = text[item.claim.end : sentence.end]
    before = text[sentence.start : item.claim.start]
    noun = item.unit.replace("_", " ").split(" ")[-1][:5]
    lists = _lists_behind(behind)
    listed = _LIST_BEFORE.search(before)
    if not any(lists) and listed and (noun in (item.claim.quote + behind[:40]).lower() or _COUNTABLE.match(behind)):
        lists = [_list_at_end(listed[1])]
    parts = next((parts for parts in lists if len(parts) >= max(_FEWEST, item.value * _MOST_UNLISTED)), [])
    low, high = _possible(parts)
    if len(parts) >= _SURELY_LISTED or (parts and low <= item.value <= high):
        yield _count(Relation.ENUMERATION, item, (low, high), ", ".join(part.strip() for part in parts)[:160])


def _lists_behind(behind: str) -> list[list[str]]:
    """The lists a count may lead to: in brackets, behind a colon or a dash, of what is done."""
    bracketed, doing = _LIST.match(behind), _DOING.match(behind)
    plain = _ASIDE.sub("", behind)
    long = _LONG_LIST.match(plain)
    if long is not None:
        heads = [re.match(r"\s*(?:and\s|or\s)?([^,]*)", part) for part in long[1].split(";") if part.strip()]
        return [[_AND.split(head[1])[0] for head in heads if head is not None]]
    lists = [_items_in(match[1]) for match in (bracketed, _COLON.match(plain)) if match]
    if doing is not None:
        lists.append(_NEXT_DOING.split(doing[1]))
    names = _NAMES.match(plain) if " of " in plain else None
    if names is not None:
        lists.append(re.split(r",? and |, ", names[1]))
    return lists


def _list_at_end(text: str) -> list[str]:
    """The longest list of short items that ends a text, after the last word that may open it."""
    starts = [match.end() for match in _LIST_CUE.finditer(text)]
    for start in reversed(starts):
        tail = text[start:]
        if tail.count(",") >= 2 and re.search(r",\s*(?:and|or)\s", tail):
            return _items_in(tail)
    return []


def _items_in(text: str) -> list[str]:
    text = re.sub(r"\s+", " ", text.strip())
    parts = re.split(r",\s*(?:and |or )?|;\s*(?:and )?", text)
    if len(parts) > 1 and not re.search(r",\s*(?:and|or) ", text):
        last = re.split(r"\s+(?:and|or|&)\s+", parts[-1])
        parts = [*parts[:-1], *last] if len(last) == 2 else parts
    elif len(parts) == 1:
        parts = re.split(r"\s+(?:and|or|&)\s+", text)
    short = all(len(part.split()) <= 6 for part in parts)
    plain = not any(re.search(r"\d{3,}|%|\$|^(?:which|who|whose|where|that|including)\b", part) for part in parts)
    return [part for part in parts if part.strip()] if short and plain else []


def _possible(parts: Sequence[str]) -> tuple[float, float]:
    """How many things a list may name: an "and" or a stroke inside an item may join two."""
    inner = sum(bool(re.search(r"\b(?:and|&)\b", part)) for part in parts[:-1]) + sum("/" in part for part in parts)
    return float(len(parts)), float(len(parts) + inner)


_UP_TO_LIST = re.compile(r"^(?:[ -][\w'’/-]+){1,8}:\s*$")
_OTHER_COUNT = re.compile(
    r"\b(?:in|over|within|for|across|last|past|next|by|from|to|per|every|with|one of|some of|the)\W*$"
)
# "The goals of Atlas 3 library were:" counts nothing.
_SEVERAL = re.compile(
    r"^\W*(?:[\w'’/-]+\s+){0,3}?(?:\w+s|people|men|women|children|criteria|phenomena|media|data|series)\b"
)
_MARK = re.compile(r"(?P<indent>\s*)(?:(?P<number>\d{1,2})[.)]|(?P<sign>[-*•–]))\s")


def _list_below(document: Document, here: Passage, item: Item) -> Iterator[Link]:
    """A small count at the end of a paragraph with the list that its colon opens."""
    behind = here.sentence.text[item.claim.end : here.sentence.end]
    if here.sentence.block < 0 or not behind.rstrip().endswith(":"):
        return
    if not _UP_TO_LIST.match(behind) or _OTHER_COUNT.search(item.before) or not _SEVERAL.search(behind):
        return
    listed = _lines_of_list(document, here.sentence.block + 1)
    if listed > 1:
        yield _count(Relation.ENUMERATION, item, (float(listed), float(listed)), "the list below")


def _lines_of_list(document: Document, first: int) -> int:
    """How many blocks of one list follow: all with one sign, or numbered from one; what stands deeper is of its lines."""
    listed, sign, indent = 0, None, 0
    for block in document.blocks[first:]:
        mark = _MARK.match(document.text[document.text.rfind("\n", 0, block.start) + 1 : block.end])
        if mark is not None and listed and len(mark["indent"].expandtabs(4)) > indent + 1:
            continue
        if mark is None or block.zone is Zone.HEADING or (listed and mark["sign"] != sign):
            break
        if mark["number"] and int(mark["number"]) != listed + 1:
            break
        listed, sign, indent = listed + 1, mark["sign"], len(mark["indent"].expandtabs(4))
    return listed


def _self_reference(document: Document, item: Item) -> Iterator[Link]:
    behind = item.behind
    is_words = item.unit in ("word", "words") or _WORDS.match(behind)
    if is_words and _speaks_of_itself(document, item) and item.value >= 100:
        words = float(len(document.text.split()))
        yield _count(Relation.SELF_REFERENCE, item, (words, words), "words of the document")
    if _is_small_count(item) and (item.unit in ("story", "article") or _STORIES.match(behind)):
        stories = _stories(document)
        if stories and re.search(r"\b(?:all|these|this|the|across|following|our)\W*$", item.before):
            yield _count(Relation.SELF_REFERENCE, item, stories, "story headings")


def _speaks_of_itself(document: Document, item: Item) -> bool:
    """A length stands alone: near the top or the end of the document, or as "this report of … words"."""
    near_edge = item.claim.start > len(document.text) - 400 or item.claim.start < 600
    return near_edge or bool(re.search(r"\bthis (?:report|document|brief|article|paper|note|summary)\b", item.before))


def _stories(document: Document) -> tuple[float, float] | None:
    """Least and most headings that may open a story: headlines set off by a sign, or listed in a table of contents.

    A headline is a clause; "Outlook" and "Research papers" head sections that may or may not be counted.
    """
    headings = {
        document.text[block.start : block.end].strip(" #*\n") for block in document.blocks if block.zone is Zone.HEADING
    }
    toc = " ".join(document.text[block.start : block.end] for block in document.blocks if block.zone is Zone.TOC)
    marked = {text for text in headings if text and _is_sign(text[0]) and len(text.split()) > 4}
    listed = {text for text in headings if text and text in toc}
    headlines = {text for text in listed if len(text.split()) > 4 and (not marked or text in marked)}
    counts = [float(len(found)) for found in (headlines or marked, listed) if found]
    return (min(counts), max(counts)) if counts else None


def _is_sign(char: str) -> bool:
    return ord(char) > 0x2190 and not char.isalpha()


def _out_of_order(document: Document, passages: Sequence[Passage]) -> Iterator[Link]:
    """Lines of a timeline whose date lies before the line above."""
    dated = [
        (index, block.period)
        for index, block in enumerate(document.blocks)
        if block.period is not None and block.zone is Zone.TIMELINE
    ]
    breaks = [at for at, (one, other) in enumerate(pairwise(dated), 1) if other[0] - one[0] > _FARTHEST_LINE]
    runs = [dated[first:last] for first, last in pairwise([0, *breaks, len(dated)])]
    if all(len(run) < _SHORTEST for run in runs):
        return
    first_items = {here.sentence.block: here.items[0] for here in reversed(passages) if here.items}
    for run in runs:
        yield from _falling(document, run, first_items)


def _falling(document: Document, run: Sequence[tuple[int, Period]], first_items: dict[int, Item]) -> Iterator[Link]:
    if len(run) < _SHORTEST:
        return
    steps = [(other.start - one.start).days for (_, one), (_, other) in pairwise(run)]
    falling = sum(days < 0 for days in steps) > len(steps) / 2
    for ((_, above), (index, period)), step in zip(pairwise(run), steps, strict=True):
        days = -step if falling else step
        if days >= 0:
            continue
        evidence = f"{period.text} stands behind {above.text}"
        item = first_items.get(index)
        pairs = (("dated", item.claim_id),) if item is not None else ()
        name = link_name(document.document_id, Relation.ORDER, pairs, evidence)
        yield Link(name, document.document_id, Relation.ORDER, pairs, float(-days), float(-days), evidence)
