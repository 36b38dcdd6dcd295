"""Figures that follow from others near them: what a percentage, a multiple, a total or a price is worked out from.

The words say that a figure follows from others (a rise, a share, "apiece", "in total"); which others, the nearest of fitting
sort decide, each reading at a cost. A reading that fits confirms. Where the cheapest does not fit, and no other near it
does, the text contradicts itself, as far as the words, or signs of order and distance, tie it and it comes near enough.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.extract.links.derived.bonds import is_of
from etl.extract.links.derived.choice import Choice, Reading
from etl.extract.links.derived.differences import differences
from etl.extract.links.derived.percentages import is_moved_rate, percentages
from etl.extract.links.derived.products import products
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.sums import sums
from etl.extract.links.derived.trust import trusted
from etl.extract.links.items import Item, link
from etl.extract.links.sameness import meets
from etl.model.claim import Link, Relation
from etl.model.document import Zone
from etl.model.quantity import Kind

__all__ = ["find_derived"]

_WHOLE = 100.0  # percent
_REACHED = re.compile(r"\bto\s+(?:about |around |some |nearly |almost |over |more than )*[~$€£¥₹]*\s*$")


def find_derived(items: Sequence[Item]) -> list[tuple[Link, float]]:
    """For each figure that follows from others, by its words, the tie to those, and what it costs to read it so."""
    scene = Scene(tuple(items))
    return [tie for choice, _ in choices_of(scene) for tie in _ties(choice, scene)]


def choices_of(scene: Scene) -> list[tuple[Choice, list[list[Reading]]]]:
    """By what they are worked out from, which readings are meant, and all there are; the scene learns what is explained."""
    found = [(Choice.of(readings), readings) for readings in readings_of(scene)]
    for choice, _ in found:
        for meant in choice.meant:
            scene.explained.update((item.claim_id, meant.relation) for _, item in meant.members)
    return found


def readings_of(scene: Scene) -> Iterator[list[list[Reading]]]:
    """By what they are worked out from, all readings of each figure of a text."""
    figures = range(len(scene.items))
    for derivation in (percentages, products, differences):
        yield [[*derivation(scene, index)] for index in figures]
    yield [*sums(scene)]


def _ties(choice: Choice, scene: Scene) -> Iterator[tuple[Link, float]]:
    """The reading meant of each figure confirms; of one that none explains, that which may be trusted most, or is sure, accuses."""
    for meant in choice.meant:
        yield _tie(meant, certain=False), meant.cost
    for every in choice.unexplained:
        accuser = trusted([each for each in every if not each.fits and _may_accuse(each, scene)], scene)
        if accuser is not None and _is_sound(accuser):
            yield _tie(accuser, certain=True), accuser.cost


def _may_accuse(reading: Reading, scene: Scene) -> bool:
    """Whether its figures stand in sentences, what changed is of one unit, and no rate of its own is called a share.

    Settings and code have no grammar that ties their figures.
    """
    (_, one), (_, other), *_ = reading.members
    role, said = reading.members[-1]
    if any(item.claim.zone is Zone.YAML for _, item in reading.members):
        return False
    if role in ("delta", "loss"):
        return one.unit == other.unit
    if said.is_ratio and said.claim.kind is Kind.GROWTH and _leads_to(said, other):
        return False
    places = (scene.at[item.claim_id] for item in (one, other, said))
    return role != "share" or not is_moved_rate(said) or is_of(scene, *places)


def _leads_to(grown: Item, reached: Item) -> bool:
    """As in "tripled the number of domains to 61 million": what a growth ends at is not what it is measured from."""
    follows = reached.sentence is grown.sentence and reached.position == grown.position + 1
    return follows and bool(_REACHED.search(reached.before))


def _is_sound(reading: Reading) -> bool:
    """Whether the reading trusted most accuses figures that are claims, of one measure, and no gap of being told twice."""
    (_, one), (_, other), *_ = reading.members
    role, said = reading.members[-1]
    if any(item.is_incidental for _, item in reading.members):
        return False
    if role == "delta" and (meets(one, said) or meets(other, said)):
        return False
    if (
        role == "share"
        and said.value > _WHOLE
        and dict(reading.members)["part"].value < dict(reading.members)["whole"].value
    ):
        return False  # "165 % of average (13,431 cases)" is of something else
    if role == "times" and max(one, other, key=_place).before.strip() == "and":
        return False  # "basic and diluted earnings were 1.31 and 1.25, doubling"
    apart = one.sentence is not other.sentence and reading.relation is Relation.CHANGE
    return not apart or _measures_alike(one, other)


def _place(item: Item) -> int:
    return item.claim.start


def _measures_alike(one: Item, other: Item) -> bool:
    """Whether two metrics may be one: production of sugar and its exports are not."""
    heads = {item.claim.metric.partition(" of ")[0].rpartition(" ")[2].lower() for item in (one, other)}
    return len(heads) == 1 or "" in heads or one.claim.metric_id == other.claim.metric_id != ""


def _tie(reading: Reading, *, certain: bool) -> Link:
    tie = link(reading.relation, reading.members, certain=certain)
    scaled = reading.scale != 1.0
    return replace(tie, counted_low=reading.scale, counted_high=reading.scale) if scaled else tie
