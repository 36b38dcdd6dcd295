"""Learn how much each sign counts that a reading which does not fit is meant, so that the text contradicts itself.

usage: python -m tests.training.trust [--check] GOLD_DIR [GOLD_DIR ...]

GOLD_DIR holds <name>.txt, <name>.claims.jsonl and <name>.relations.jsonl. Meant are the readings that gold relations give once one
of their figures is changed, as a slip would change it; not meant are the readings that fit nothing in the text as it is, with less
weight those of figures that others explain. Documents of left_out.txt are never learned from. Writes etl/catalog/trust.toml; with
--check prints only what is reached on documents left out of learning in turn: slips found, and false alarms.
"""

import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np

from etl.extract.links.derived import choices_of
from etl.extract.links.derived.choice import by_cost
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.trust import MOST, signs_of, sort_of
from etl.extract.links.items import passage
from tests.training.gold import asked, readings_in, relations_in, texts_with_relations
from tests.training.signs import best_of_figures, fit, matrix, print_reached, scores_left_out

CATALOG = Path(__file__).parents[2] / "etl/catalog/trust.toml"
HEAD = """# What each sign says for trusting a reading that does not fit, of any sort and besides by its sort
# (etl/extract/links/derived/trust.py).
# Learned by tests/training/trust.py from the annotated documents of tests/gold; do not edit by hand.
"""
EXPLAINED = 0.2  # weight of a reading of a figure that another reading explains
# How slips change a figure: digits swapped, one digit for another.
SLIPS = (0.55, 0.7, 0.78, 0.88, 1.12, 1.2, 1.27, 1.33, 1.41, 1.5, 1.6, 1.75, 2.1, 2.6)
A_SLIP = 3  # figures of a relation from which on a slip shows
TRIES, WORTH = 2, 2.0  # slips tried a figure, and what all of a relation weigh together


def scene_of(readings):
    blocks = readings[0].document.blocks
    told = [r for r in readings if r.sentence.block < 0 or blocks[r.sentence.block].table is None]
    return Scene(tuple(item for reading in told for item in passage(reading).items))


def slipped(readings, claim_id, factor):
    def turned(claim):
        low, high = (float(f"{value * factor:.6g}") for value in (claim.low, claim.high))
        return replace(claim, low=low, high=high) if claim.claim_id == claim_id else claim

    return [replace(reading, claims=tuple(map(turned, reading.claims))) for reading in readings]


def weighed(every, scene):
    """Each reading that does not fit, the cheapest first, with its claims and signs by sort."""
    ordered = sorted((each for each in every if not each.fits), key=by_cost)
    for reading in ordered[:MOST]:
        signs = dict(signs_of(reading, ordered, scene))
        signs |= {f"{sort_of(reading)}/{sign}": value for sign, value in signs.items()}
        yield {item.claim_id for _, item in reading.members}, signs, reading.sure


def is_gold(tied, relations, *, wrong_only):
    """Whether a relation of the gold ties these claims; where a text is wrong, two of them are enough."""
    needed = 2 if wrong_only else A_SLIP
    return any(len(tied & known) >= min(needed, len(known)) for known, wrong in relations if wrong or not wrong_only)


def examples(path, chance):
    """The readings of a document as (document, figure, signs, whether meant, weight, whether sure)."""
    claims, readings = readings_in(path)
    if readings:
        relations = [(known, wrong) for known, _, wrong in relations_in(path, claims)]
        yield from of_text(path.stem, readings, relations)
        yield from of_slips(path.stem, readings, [known for known, _ in relations], chance)


def of_text(name, readings, relations):
    """The readings that fit nothing in a text as it is."""
    scene = scene_of(readings)
    for kind, (choice, figures) in enumerate(choices_of(scene)):
        explained = [every for every in figures if any(each.fits for each in every)]
        for weight, group in ((1.0, choice.unexplained), (EXPLAINED, explained)):
            for number, every in enumerate(group):
                for tied, signs, sure in weighed(every, scene):
                    if not is_gold(tied, relations, wrong_only=weight == 1.0):
                        yield name, (weight, kind, number), signs, 0.0, weight, sure


def of_slips(name, readings, relations, chance):
    """The readings that relations give once one of their figures is changed."""
    for number, known in enumerate(relations):
        if len(known) < A_SLIP:
            continue
        weight = WORTH / (TRIES * len(known))
        for claim_id, factor in ((each, slip) for each in sorted(known) for slip in chance.sample(SLIPS, TRIES)):
            scene = scene_of(slipped(readings, claim_id, factor))
            left = [every for choice, _ in choices_of(scene) for every in choice.unexplained]
            for tied, signs, sure in (each for every in left for each in weighed(every, scene)):
                if claim_id in tied and tied <= known and len(tied) >= A_SLIP:
                    yield name, (number, claim_id, factor), signs, 1.0, weight, sure


def check(rows, values, learn):
    """What is reached on documents left out of learning."""
    scores = scores_left_out(rows, values, learn)
    judged = [(row, score) for row, score in zip(rows, scores, strict=True) if row[4] != EXPLAINED]
    best = best_of_figures(*zip(*judged, strict=True))
    sure = {(row[0], row[1], row[3]) for row, _ in judged if row[5]}
    slips = {figure for figure in best if figure[2]}
    documents = {row[0] for row in rows}
    print("documents", len(documents), "slips", len(slips), "found by words", len(slips & sure))
    print_reached(best, (4.0, 3.0, 2.5, 2.0, 1.5, 1.0), sure)


def main():
    task = asked(__doc__)
    chance = random.Random(7)
    rows = [row for text in texts_with_relations(task.gold) for row in examples(text, chance)]
    names, values, width = matrix(rows)
    meant, weight = (np.array([row[place] for row in rows]) for place in (3, 4))
    if task.check:
        check(rows, values, lambda known: fit(values[known], meant[known], weight[known]))
        return
    *learned, base = fit(values, meant, weight) / width
    tables = defaultdict(list)
    tables["any"].append(("base", base))
    for name, value in zip(names, learned, strict=True):
        sort, _, sign = name.rpartition("/")
        tables[sort or "any"].append((sign, value))
    lines = [HEAD]
    for sort in sorted(tables):
        lines += [f"[{sort}]", *(f'"{sign}" = {value:.2f}' for sign, value in sorted(tables[sort])), ""]
    CATALOG.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
