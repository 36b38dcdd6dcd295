"""Learn how much each sign counts that two unlike figures are one quantity, one of them a slip.

usage: python -m tests.training.slips [--check] GOLD_DIR [GOLD_DIR ...]

GOLD_DIR holds <name>.txt, <name>.claims.jsonl and <name>.relations.jsonl. Slips are the figures of gold restatements, each
changed in turn as a slip would change it, held against the others of its relation; none are the unlike figures of the text as
it is. Of the slips those told most alike are learned from: the others no sign can find. A sign may only count the way it is
meant to. Documents of left_out.txt are never learned from. Writes etl/catalog/slips.toml; with --check prints only what is
reached on documents left out of learning in turn: slips found, and false alarms.
"""

import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np

from etl.extract.links import find_links
from etl.extract.links.items import passage
from etl.extract.links.restated.figures import Figures
from etl.extract.links.restated.near import Nearness
from etl.extract.links.restated.restatement import Told
from etl.extract.links.restated.slips import candidates, proven_by, signs_of
from etl.model.claim import Relation
from tests.training.gold import asked, readings_in, relations_in, texts_with_relations
from tests.training.signs import best_of_figures, fit, matrix, print_reached, scores_left_out

CATALOG = Path(__file__).parents[2] / "etl/catalog/slips.toml"
HEAD = """# What each sign says for two unlike figures being one quantity, one of them a slip (etl/extract/links/restated/slip_signs.py).
# Learned by tests/training/slips.py from the documents of tests/gold and from real texts that are not ours to publish.
"""
ROUNDS, FOUND = 4, 0.7  # FOUND: share of the slips that are learned from
TRIES = 2  # slips tried a figure
AGAINST = {
    "few words", "own names", "own subjects", "two subjects", "own labels", "other parts", "set apart", "one paragraph",
    "own headings", "values", "values of one metric", "two periods", "growth", "figures", "both proven", "differing",
    "told beside", "apart", "told again", "another row",
}  # fmt: skip


def slip_of(claim, chance):
    """A claim with a digit changed, or two swapped; None where it has none."""
    found = re.search(r"\d[\d.,]*", claim.quote)
    places = [place for place in range(*found.span()) if claim.quote[place].isdigit()] if found else []
    for _ in range(20 if places else 0):
        written = list(claim.quote)
        first, *others = places
        sort = chance.random()
        if sort < 0.12 and others:
            written[first], written[others[0]] = written[others[0]], written[first]
        else:
            place = first if sort < 0.75 or not others else others[0]
            written[place] = str(chance.randint(1, 9))
        slip = "".join(written)
        ratio = number_of(slip, found) / max(number_of(claim.quote, found), 1e-9)
        if 0.2 < ratio < 5 and not 0.87 < ratio < 1.15:
            return replace(claim, quote=slip, low=claim.low * ratio, high=claim.high * ratio)
    return None


def number_of(quote, found):
    digits = quote[slice(*found.span())].replace(",", "").rstrip(".")
    return float(digits) if digits.count(".") < 2 else 0.0


def slipped(readings, slip):
    turn = {slip.claim_id: slip}
    return [replace(r, claims=tuple(turn.get(claim.claim_id, claim) for claim in r.claims)) for r in readings]


def held(readings):
    """The figures that may be slips of others, as (claims of both, signs)."""
    passages = [passage(reading) for reading in readings]
    ties = [tie for tie in find_links(readings) if tie.relation is not Relation.RESTATEMENT]
    told = Told.of(passages)
    figures = Figures(told.contexts, told.weights, readings[0].document.blocks, proven_by(ties, passages))
    for groups in told.groups():
        for each in candidates(groups, Nearness(groups, told.ranks), figures):
            yield each.figure.item.claim_id, each.rival.item.claim_id, signs_of(each, figures)


def examples(path, chance):
    """The pairs of a document as (document, figure, signs, whether a slip, weight)."""
    claims, readings = readings_in(path)
    gold = list(relations_in(path, claims)) if readings else []
    same = [tied for tied, sort, wrong in gold if sort == "restatement" and not wrong]
    known = [tied for tied, sort, wrong in gold if sort == "restatement" or wrong]
    for mine, other, signs in held(readings) if readings else ():
        if not any({mine, other} <= tied for tied in known):
            yield path.stem, (mine, other), signs, 0.0, 1.0
    told = {claim.claim_id: claim for claim in claims}
    for number, tied in enumerate(same):
        for claim in sorted(tied):
            slips = [slip for _ in range(TRIES) if (slip := slip_of(told[claim], chance))]
            for turn, slip in enumerate(slips):
                for mine, other, signs in held(slipped(readings, slip)):
                    if claim in (mine, other) and {mine, other} <= tied:
                        yield path.stem, (number, claim, turn), signs, 1.0, 1.0


def learned(rows, values, names, meant):
    """Weights from the slips told most alike; a sign that would count against what it means counts nothing."""
    weight, kept = np.ones(len(rows)), np.ones(values.shape[1], dtype=bool)
    figures = np.array([hash_of(row) for row in rows])
    way = np.array([-1 if name in AGAINST else 1 for name in names] + [0])
    weights = np.zeros(values.shape[1])
    for _ in range(ROUNDS):
        while True:
            weights = np.zeros(values.shape[1])
            weights[kept] = fit(values[:, kept], meant, weight)
            wrong = kept & (weights * way < 0)
            if not wrong.any():
                break
            kept &= ~wrong
        weight = alike(figures, values @ weights, meant)
    return weights


def hash_of(row):
    return f"{row[0]} {row[1]}"


def alike(figures, scores, meant):
    """Weights of the rows: of each slip only its best, and only of the share told most alike."""
    best = {}
    for place in np.flatnonzero(meant):
        name = figures[place]
        if name not in best or scores[place] > scores[best[name]]:
            best[name] = place
    places = sorted(best.values(), key=lambda place: -scores[place])
    weight = 1.0 - meant
    weight[places[: int(FOUND * len(places))]] = 1.0
    return weight


def check(rows, values, learn):
    """What is reached on documents left out of learning."""
    best = best_of_figures(rows, scores_left_out(rows, values, learn))
    print("documents", len({row[0] for row in rows}), "slips", sum(figure[2] > 0 for figure in best))
    print_reached(best, (3.0, 2.5, 2.0, 1.5, 1.0, 0.5, 0.0))


def main():
    task = asked(__doc__)
    chance = random.Random(7)
    rows = [row for text in texts_with_relations(task.gold) for row in examples(text, chance)]
    names, values, width = matrix(rows)
    meant = np.array([row[3] for row in rows])
    if task.check:
        check(rows, values, lambda known: learned([rows[at] for at in known], values[known], names, meant[known]))
        return
    *weights, base = learned(rows, values, names, meant) / width
    lines = [f'"{sign}" = {value:.3f}' for sign, value in zip(names, weights, strict=True) if value]
    CATALOG.write_text("\n".join([HEAD + f"base = {base:.3f}", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
