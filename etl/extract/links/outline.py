"""The outline of a text: which heading, line or item of a list each block that is no table stands under.

Told by the marks in front of the blocks and how far these are set in: headings by their level, items of a list under the line that
leads to it, deeper items under the item before them. Empty blocks count: a paragraph between a line and a list leads to the list.
"""

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import takewhile

from etl.extract.links.items import Item
from etl.model.document import Document, Zone
from etl.model.record import record

_MARK = re.compile(r"([-*+•◦▪▸‣●○■□–—·]|\(?(?:\d{1,2}|[a-z]{1,4})[.)])\s+$")
_HEADING = re.compile(r"(#{1,6}) +$|<h([1-6])\b[^<>\n]*>\s*$")
_TAB = 4
# Ranks in the outline: a heading of six levels, a heading without a mark, a paragraph, then the items of lists.
_UNMARKED, _PARAGRAPH, _ITEM = 7, 8, 9
_LONGEST_MARK = 40
_MOST, _LONGEST_LINE = 40, 90


@record
class Node:
    """A block in the outline, with its amounts and percentages in reading order; `is_item` says that a list has it."""

    block: int
    rank: int
    items: tuple[Item, ...]
    text: str
    is_item: bool
    above: "Node | None" = None
    below: list["Node"] = field(default_factory=list)


def read_outline(document: Document, items: Sequence[Item]) -> list[Node]:
    """Every block that has figures or leads to some, in order; `items` are the figures outside tables, in reading order."""
    by_block: dict[int, list[Item]] = {}
    for item in items:
        by_block.setdefault(item.sentence.block, []).append(item)
    nodes: list[Node] = []
    open_nodes: list[Node] = []
    lists: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        if block.table is not None:
            open_nodes, lists = [], []
            continue
        rank = _rank(document, number, lists)
        while open_nodes and open_nodes[-1].rank >= rank:
            open_nodes.pop()
        above = open_nodes[-1] if open_nodes else None
        text = document.text[block.start : block.end]
        node = Node(number, rank, tuple(by_block.get(number, ())), text, rank >= _ITEM, above)
        if above is not None:
            above.below.append(node)
        open_nodes.append(node)
        nodes.append(node)
    return nodes


def _rank(document: Document, number: int, lists: list[tuple[int, str]]) -> int:
    """How deep a block stands; `lists` are the open lists, by how far they are set in and the sort of their marks."""
    text, block = document.text, document.blocks[number]
    line = max(text.rfind("\n", 0, block.start) + 1, block.start - _LONGEST_MARK)
    lead = text[line : block.start]
    heading = _HEADING.search(lead)
    mark = None if heading else _MARK.search(lead)
    if mark is None:
        lists.clear()
        if heading is not None:
            return len(heading[1]) if heading[1] else int(heading[2])
        return _UNMARKED if block.zone is Zone.HEADING else _PARAGRAPH
    indent = len(lead[: mark.start()].expandtabs(_TAB))
    sort = re.sub(r"\w+", "1", mark[1])
    known = [at for at, (_, other) in enumerate(lists) if other == sort]
    while lists and lists[-1][0] > indent:
        lists.pop()
    if not lists or indent > lists[-1][0]:
        lists.append((indent, sort))
    elif lists[-1][1] != sort:
        if known and known[-1] < len(lists):
            del lists[known[-1] + 1 :]
        else:
            lists.append((indent, sort))
    return _ITEM - 1 + len(lists)


def row_below(node: Node) -> list[Node]:
    """The items of the list right under a line, or lines each with one amount behind its label."""
    below = node.below
    if not below or len(below) > _MOST:
        return []
    return list(takewhile(lambda each: each.rank == below[0].rank and (each.is_item or _is_line(each)), below))


def _is_line(node: Node) -> bool:
    label = node.items[0].before.rstrip(" *_~$€£¥₹") if len(node.items) == 1 else ""
    return len(node.text) <= _LONGEST_LINE and label.endswith(":")
