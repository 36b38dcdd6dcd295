"""Figures found by their names: a share whose whole, or part, is told in another sentence, in the same words.

A tie that fits confirms. Where none of the amounts a text names so gives the share, the likeliest accuses, if words tie
the part to the share and every word of the whole's name stands with the amount taken for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.extract.links.derived.cues import in_brackets
from etl.extract.links.items import Item, alike, link
from etl.extract.links.magnitude import within
from etl.extract.links.named.names import Names
from etl.extract.links.named.shares import (
    Named,
    called,
    fits,
    is_share,
    named_whole,
    part_beside,
    parts_around,
    share_of_part,
    wholes_of,
)
from etl.extract.links.sameness import at_one_time
from etl.model.claim import Link, Relation
from etl.model.quantity import Bound
from etl.model.record import record

__all__ = ["find_named"]

# Beyond this the two were no figures of one thing.
_FARTHEST = 2.0
_MOST = 6
_TAUGHT = 2  # shares of a paragraph that show what the others beside them are of
_WHOLES = 8


@record
class Found:
    """A share with the amounts it was found to be worked out from; `fits` says whether it can be."""

    part: Item
    whole: Item
    share: Item
    fits: bool

    @property
    def tie(self) -> Link:
        """The link: what fits confirms, what does not accuses."""
        members = [("part", self.part), ("whole", self.whole), ("share", self.share)]
        return link(Relation.SHARE, members, certain=not self.fits)


def find_named(items: Sequence[Item]) -> list[Link]:
    """Shares of running text with the part and the whole their words name."""
    names = Names(tuple(items))
    found: dict[int, Found] = {}
    said: dict[int, Named] = {}
    for place, item in enumerate(items):
        if not is_share(item):
            continue
        own = named_whole(names, place) or _inherited(names, place, said)
        if own is not None:
            said[place] = own
            found.update((place, each) for each in _by_name(names, own))
    wholes = {each.whole.claim_id: each.whole for each in found.values() if each.fits}
    known = [*wholes.values()][:_WHOLES]
    for place, item in enumerate(items if known else ()):
        if place not in found and is_share(item):
            found.update((place, each) for each in _of_known(names, place, known))
    found.update(_beside_taught(names, found))
    return [each.tie for _, each in sorted(found.items())]


def _inherited(names: Names, place: int, said: dict[int, Named]) -> Named | None:
    """What the share before it in its sentence is of: "31 % of the waste came from homes, 20 % from shops"."""
    item = names.items[place]
    if re.match(r"[\s)]*of\b", item.behind):
        return None
    before = next((at for at in range(place - 1, place - 1 - item.position, -1) if at in said), None)
    return replace(said[before], place=place) if before is not None else None


def _by_name(names: Names, said: Named) -> Iterator[Found]:
    share = names.items[said.place]
    part, sure = part_beside(names.items, said.place)
    wholes = wholes_of(names, said, part) if part is not None else []
    if part is not None and (fitting := [whole for whole in wholes if fits(part, whole, share)]):
        yield Found(part, fitting[0], share, fits=True)
        return
    for other in [*parts_around(names, said)][:_MOST]:
        for whole in wholes_of(names, said, other, loose=True)[:_MOST]:
            if at_one_time(other, whole) and fits(other, whole, share):
                yield Found(other, whole, share, fits=True)
                return
    if part is not None and wholes and sure and _may_accuse(part, wholes[0], share, said):
        yield Found(part, wholes[0], share, fits=False)


def _may_accuse(part: Item, whole: Item, share: Item, said: Named) -> bool:
    named = len(said.core) > 1 or said.is_all
    one_time = at_one_time(part, whole) and at_one_time(share, whole)
    plain = share.claim.bound in (Bound.EXACT, Bound.APPROX) and share.claim.quote[0].isdigit()
    return named and one_time and plain and part.value < whole.value and _is_near(part, whole, share)


def _is_near(part: Item, whole: Item, share: Item) -> bool:
    scale = 100.0 if share.is_percent else 1.0
    return within(part.value / whole.value * scale / share.value, _FARTHEST)


def _of_known(names: Names, place: int, known: Sequence[Item]) -> Iterator[Found]:
    """A share that leaves its whole to those told before, or says only what it is the share of."""
    share = names.items[place]
    part, _ = part_beside(names.items, place)
    parts = [part] if part is not None else []
    own = share_of_part(share)
    if not parts and own:
        parts = [*called(names, own, Named(place, frozenset(), frozenset(), is_all=False))][:_MOST]
    for each in parts:
        for whole in known:
            if alike(each, whole) and each is not whole and at_one_time(each, whole) and fits(each, whole, share):
                yield Found(each, whole, share, fits=True)
                return


def _beside_taught(names: Names, found: dict[int, Found]) -> dict[int, Found]:
    """Shares in brackets behind their parts that alone of a paragraph are not of the whole the others are of."""
    taught: dict[tuple[int, str], list[Found]] = {}
    for each in found.values():
        if each.fits:
            taught.setdefault((each.share.sentence.block, each.part.unit), []).append(each)
    misfits = {}
    for place, share in enumerate(names.items if taught else ()):
        if place in found or not is_share(share) or not in_brackets(share):
            continue
        part, sure = part_beside(names.items, place)
        beside = taught.get((share.sentence.block, part.unit), []) if part is not None else []
        wholes = {each.whole.claim_id for each in beside}
        if (
            part is None
            or not sure
            or len(beside) < _TAUGHT
            or len(wholes) > 1
            or re.match(r"[\s)]*of\b", share.behind)
        ):
            continue
        whole = beside[0].whole
        if part.value < whole.value and _is_near(part, whole, share) and at_one_time(part, whole):
            misfits[place] = Found(part, whole, share, fits=False)
    return misfits
