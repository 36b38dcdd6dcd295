"""Figures that follow from others near them: what a percentage, a multiple, a total or a price is worked out from.

The words say that a figure follows from others (a rise, a share, "apiece", "in total"); which others, the nearest of fitting
sort decide, each reading at a cost. A reading that fits confirms. Where the cheapest does not fit, and no other near it
does, the text contradicts itself, as far as the words, not the figures, tie it and it comes near enough to be meant.
"""

from collections.abc import Sequence

from etl.extract.links.derived.choice import chosen
from etl.extract.links.derived.differences import differences
from etl.extract.links.derived.percentages import percentages
from etl.extract.links.derived.products import products
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.sums import sums
from etl.extract.links.items import Item
from etl.model.claim import Link

__all__ = ["find_derived"]


def find_derived(items: Sequence[Item]) -> list[tuple[Link, float]]:
    """For each figure that follows from others, by its words, the tie to those, and what it costs to read it so."""
    scene = Scene(tuple(items))
    figures = range(len(items))
    return [
        *chosen([[*percentages(scene, index)] for index in figures]),
        *chosen([[*products(scene, index)] for index in figures]),
        *chosen([[*differences(scene, index)] for index in figures]),
        *chosen(sums(scene)),
    ]
