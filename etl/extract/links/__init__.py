"""Ties between the claims of one document, from the grammar of its sentences, paragraphs and tables.

Each module reads one sort of tie; `find_links` asks them all and settles which may accuse. Where to look:

- what a sentence words: `change`, `lone_growth`, `comparison`, `share`, `pairs`, `parts`, and in `outright` so plainly that the figures
  need not agree; what a paragraph does: `hundred`, `per_unit`, and the figures themselves, without words, `fits`
- what rows and columns say about each other: `table`; lists: `outline`, `listed`; an `addition` is a sum tried
- what the whole text ties: by cost (`derived`), by what figures are called (`named`, `identities`, `complements`), or counts
  (`counted`)
- what is said twice: in `restated` equal figures are grouped, and those found that should be; `labelled`, `retold`
- what all of them ask of a figure: `items`, `direction`, `roles`, `wordings`, `sameness`, `contexts`
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from etl.extract.links.change import find_changes
from etl.extract.links.comparison import find_comparisons
from etl.extract.links.complements import find_complements
from etl.extract.links.counted import find_counted
from etl.extract.links.derived import find_derived
from etl.extract.links.derived.scene import Scene
from etl.extract.links.fits import find_fits, misfits
from etl.extract.links.glosses import find_glosses, find_spans
from etl.extract.links.hundred import find_hundreds
from etl.extract.links.identities import find_identities
from etl.extract.links.items import Item, Passage, passage
from etl.extract.links.labelled import find_labelled
from etl.extract.links.listed import find_listed
from etl.extract.links.named import find_named
from etl.extract.links.outright.bases import find_bases
from etl.extract.links.outright.breakdowns import find_breakdowns, find_subsets
from etl.extract.links.outright.groups import find_groups
from etl.extract.links.outright.margins import find_margins
from etl.extract.links.outright.onward import find_onward
from etl.extract.links.outright.rates import find_outright_rates
from etl.extract.links.outright.relations import find_outright
from etl.extract.links.outright.shares import find_outright_shares
from etl.extract.links.outright.steps import find_steps
from etl.extract.links.outright.sums import find_sums_before
from etl.extract.links.pairs import find_pairs
from etl.extract.links.parts import find_parts
from etl.extract.links.per_unit import find_per_unit
from etl.extract.links.restated.cells import find_cell_links
from etl.extract.links.restated.headings import find_heading_links
from etl.extract.links.restated.restatement import find_restatements
from etl.extract.links.retold import find_retold
from etl.extract.links.share import find_shares, share_wholes
from etl.extract.links.siblings import adds_siblings, parts_of_sums
from etl.extract.links.table.grid import Grid
from etl.extract.links.table.relations import find_column_links, find_table_links
from etl.extract.links.table.rows import find_row_links
from etl.extract.links.untold import find_untold
from etl.extract.sentence import Reading
from etl.model.claim import Link

# Words from which on a cell of a table is read as a sentence.
_SENTENCE = 12
# Readings that cost no more than this are plain enough to set others aside.
_PLAIN = 2.0
_A_PAIR = 2  # figures; only more can be tied three together


def find_links(readings: Sequence[Reading]) -> list[Link]:
    """Every tie between claims of one document; the readings come in reading order."""
    passages = [passage(reading) for reading in readings]
    found, grids = _in_blocks(passages, readings)
    told = [item for here in passages if not _is_cell(here, readings) for item in here.items]
    listed = [*find_listed(readings[0].document, told)] if readings else []
    classed = [*find_complements(told)]
    derived = _unless_summed(find_derived(told), found, [*listed, *classed])
    stated = {_claims(tie) for tie in found}
    found = [*_explained(found, derived, told), *(tie for tie, _ in derived if _claims(tie) not in stated)]
    found.extend(find_named(told))
    found.extend(find_row_links(Scene(tuple(told)), grids))
    found.extend([*listed, *classed])
    found.extend(find_identities(passages))
    found.extend(find_restatements(passages, readings[0].document.blocks if readings else (), found))
    found.extend(find_labelled(passages))
    found.extend(find_heading_links(passages))
    found.extend(find_cell_links(passages, grids))
    found.extend(find_retold(passages, found))
    if readings:
        found.extend(find_counted(readings[0].document, passages))
    # Where grammar and figures propose the same tie, the grammar's is kept: sorted, it comes last.
    by_name = {tie.link_id: tie for tie in sorted(found, key=lambda tie: tie.certain)}
    return sorted(by_name.values(), key=lambda tie: tie.link_id)


def _in_blocks(passages: Sequence[Passage], readings: Sequence[Reading]) -> tuple[list[Link], list[Grid]]:
    """Ties within a paragraph or a table, and between tables with the same columns; and the tables."""
    found: list[Link] = []
    grids: list[Grid] = []
    for number, group in groupby(passages, key=lambda here: here.sentence.block):
        here = list(group)
        block = readings[0].document.blocks[number] if number >= 0 else None
        if block is not None and block.table is not None:
            items = [item for passage_ in here for item in passage_.items]
            ties, grid = find_table_links(readings[0].document.text, block.table, items)
            found.extend(ties)
            grids.extend([grid] if grid is not None else [])
            for cell in here:
                if len(cell.sentence.words) > _SENTENCE:
                    found.extend(_in_paragraph([cell]))
        else:
            found.extend(_in_paragraph(here))
    found.extend(find_column_links(grids))
    return found, grids


def _is_cell(here: Passage, readings: Sequence[Reading]) -> bool:
    number = here.sentence.block
    return number >= 0 and readings[0].document.blocks[number].table is not None


def _in_paragraph(passages: Sequence[Passage]) -> list[Link]:
    found: list[Link] = []
    outright: list[Link] = []
    previous: Passage | None = None
    changes: list[Link] = []
    for index, here in enumerate(passages):
        if here.items:
            outright.extend(find_onward(passages, index, changes))
            changes = find_changes(here, previous)
            found.extend(changes)
            outright.extend(_told_outright(here, previous))
        if len(here.items) > 1:
            found.extend(find_comparisons(here))
            found.extend(find_shares(here, passages[:index]))
            found.extend(find_pairs(here))
            found.extend(find_untold(here))
        previous = here
    outright.extend(find_outright_rates(passages))
    found.extend(find_per_unit(passages))
    found.extend(find_parts(passages))
    found.extend(find_hundreds(passages))
    items = [item for here in passages for item in here.items]
    found.extend(share_wholes(items, found))
    proposed = find_fits(items) if len(items) > _A_PAIR else []
    told = _unless_told(found, outright)
    return [*(_excused(told, proposed, items) if proposed else told), *outright, *proposed]


def _told_outright(here: Passage, previous: Passage | None) -> Iterator[Link]:
    """Ties of the figures of a sentence that its words state, and with the sentence before."""
    yield from find_spans(here)
    if len(here.items) > 1:
        yield from find_outright_shares(here)
        yield from find_glosses(here)
        yield from find_breakdowns(here, previous)
        yield from find_bases(here, previous)
    if len(here.items) > _A_PAIR:
        yield from find_margins(here)
        yield from find_outright(here)
        yield from find_groups(here)
        yield from find_steps(here)
        yield from find_subsets(here)
    yield from find_sums_before(here, previous)


def _unless_told(found: Sequence[Link], outright: Sequence[Link]) -> list[Link]:
    """Links of two figures give way where words tie the second, a share or growth, to two others outright."""
    told = {tie.members[-1][1] for tie in outright if tie.members[-1][0] != "total"}
    return [tie for tie in found if len(tie.members) > 2 or tie.members[-1][1] not in told]


def _explained(found: Sequence[Link], derived: Sequence[tuple[Link, float]], items: Sequence[Item]) -> list[Link]:
    """Links whose figure follows from others may no longer accuse."""
    by_name = {item.claim_id: item for item in items}
    known = {tie.members[-1][1] for tie, cost in derived if not tie.certain and cost <= _PLAIN}
    return [
        replace(tie, certain=False)
        if tie.certain and _has_any(tie, known) and any(claim in known for claim in misfits(tie, by_name))
        else tie
        for tie in found
    ]


def _unless_summed(
    derived: Sequence[tuple[Link, float]], found: Sequence[Link], told: Sequence[Link]
) -> list[tuple[Link, float]]:
    """Sums of a total that the outline of the text makes of others, and sums of parts of one whole, may not accuse."""
    if not any(tie.certain for tie, _ in derived):
        return [*derived]
    totals = {tie.members[-1] for tie in told}
    hundreds = (tie for tie in found if tie.members[-1][0] != "total")
    known = parts_of_sums([*hundreds, *told])
    return [
        (tie, cost)
        for tie, cost in derived
        if not (tie.certain and (tie.members[-1] in totals or adds_siblings(tie, known)))
    ]


def _claims(tie: Link) -> frozenset[str]:
    return frozenset(claim for _, claim in tie.members)


def _has_any(tie: Link, claims: Container[str]) -> bool:
    return any(claim in claims for _, claim in tie.members)


def _excused(found: Sequence[Link], proposed: Sequence[Link], items: Sequence[Item]) -> list[Link]:
    """Links whose figure other figures explain may no longer accuse: the grammar tied the wrong ones."""
    by_name = {item.claim_id: item for item in items}
    order = {item.claim_id: number for number, item in enumerate(items)}
    explained = {tie.members[-1][1]: tie for tie in proposed if _same_sentence(tie, by_name)}
    kept = []
    for tie in found:
        wrong = misfits(tie, by_name) if _has_any(tie, explained) else []
        excused = wrong and all(claim in explained and _nearer(explained[claim], tie, claim, order) for claim in wrong)
        kept.append(replace(tie, certain=False) if excused else tie)
    return kept


def _nearer(rival: Link, tie: Link, claim: str, order: dict[str, int]) -> bool:
    """Whether the figures that explain a figure stand nearer to it than those the grammar tied it to."""

    def distance(link: Link) -> int:
        roles = ("start", "end", "part", "whole", "value", "baseline", "second")
        return sum(
            abs(order[member] - order[claim]) for role, member in link.members if role in roles and member in order
        )

    return distance(rival) < distance(tie)


def _same_sentence(tie: Link, items: dict[str, Item]) -> bool:
    return len({items[claim].sentence.start for _, claim in tie.members}) == 1
