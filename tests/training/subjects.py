"""Learn how much each sign counts that a figure is somebody's, from documents annotated by hand.

usage: python -m tests.training.subjects [--check] GOLD_DIR[=COUNT] [GOLD_DIR[=COUNT] ...]

GOLD_DIR holds <name>.txt and <name>.claims.jsonl, and each of its documents counts COUNT times (1). The weights in the catalogue come
from all folders of tests/gold, in which `short` (2) has texts of a few sentences whose subject is plain, from the annotated originals
beside the repository (3), and from seventy real texts that are not ours to publish (0.5). A candidate for the subject of a figure is
worth its word overlap (F1) with the annotated one; the weights make the squared worth likely (a softmax over the candidates). Writes
etl/catalog/subject_signs.toml; with --check prints only what is reached on documents left out of learning, where what each turns on
is found by weights learned without it, too.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from etl.documents import read_document
from etl.extract.claims import read_passages
from etl.extract.names import main_subject
from etl.extract.topics.restated import settle_topics
from etl.extract.whose.choice import likeliest
from etl.extract.whose.own_names import OwnNames
from etl.extract.whose.signs import lasting_signs
from etl.extract.whose.weighing import weighed_candidates
from etl.extract.whose.weights import Weights
from tests.training import main_subject as learner
from tests.training.adam import ascend
from tests.training.gold import asked, folds_of
from tests.training.main_subject import overlap

CATALOG = Path(__file__).parents[2] / "etl/catalog/subject_signs.toml"
HEAD = """# What each sign says about a candidate for the subject of a figure (etl/extract/whose/signs.py).
# Learned by tests/training/subjects.py from annotated documents; do not edit by hand.

"""
FOLDS = 10
STEPS, RATE, SHRINK = 120, 0.05, 2e-4
FEWEST_DOCUMENTS = 4  # that have a sign


@dataclass
class Figure:
    """A figure with its candidates, the signs of each by name, and what each is worth."""

    document: str
    found: str
    candidates: list
    signs: list
    worth: np.ndarray
    count: float = 1.0


def texts(folders):
    for named in folders:
        folder, _, count = str(named).partition("=")
        for gold in sorted(Path(folder).glob("*.claims.jsonl")):
            text = gold.with_name(gold.name.replace(".claims.jsonl", ".txt"))
            text = text if text.exists() else gold.parent.parent / "docs" / text.name
            if text.exists() and any(not json.loads(line)["optional"] for line in gold.open(encoding="utf-8")):
                yield text, gold, float(count or 1)


def weights_without(examples, names, left_out):
    """What the signs of a main subject weigh by the documents that are not left out."""
    kept = [each for at, each in enumerate(examples) if at not in left_out]
    return dict(zip(names, learner.learn(kept, len(names)), strict=True))


def figures_of(text, gold, count=1.0):
    document = read_document(text)
    passages = list(read_passages(document))
    topics = settle_topics([(mentions, stated) for _, mentions, stated in passages])
    read = [(passage, mentions, [each for _, each in stated]) for passage, mentions, stated in passages]
    spans = [mention for _, mentions, _ in passages for mention in mentions]
    annotated = [claim for line in gold.open(encoding="utf-8") if not (claim := json.loads(line))["optional"]]
    named = Weights(tuple, lambda text: tuple(lasting_signs(text)))  # the names of signs in place of their weights
    weighed = weighed_candidates(document, read, topics, named, OwnNames(document.text))
    for mention, (_, topic, candidates) in zip(spans, weighed, strict=True):
        claim = next((each for each in annotated if each["start"] < mention.end and mention.start < each["end"]), None)
        if claim is None or not candidates:
            continue
        worth = np.array([overlap(text, claim["subject"]) for _, _, text in candidates])
        yield Figure(text.stem, topic.subject, candidates, [names for names, _, _ in candidates], worth, count)


def read(folders):
    """The figures of all documents."""
    return [figure for each in texts(folders) for figure in figures_of(*each)]


def read_left_out(folders):
    """The same, what each document turns on found by weights learned from the others."""
    found = list(texts(folders))
    bare = [str(named).partition("=")[0] for named in folders]
    main = [(candidates, worth) for folder in bare for _, candidates, worth in learner.read(folder)]
    names = sorted({sign for candidates, _ in main for traits in candidates.values() for sign in traits})
    examples = [(learner.matrix(candidates, names), worth) for candidates, worth in main]
    figures = []
    for fold in range(FOLDS):
        weights = weights_without(examples, names, range(fold, len(examples), FOLDS))
        with patch.object(main_subject, "_weights", return_value=weights):
            for each in found[fold::FOLDS]:
                figures += figures_of(*each)
    return figures


class Table:
    """The signs of all candidates as places of a sparse matrix."""

    def __init__(self, figures):
        documents = defaultdict(set)
        for figure in figures:
            for told in figure.signs:
                for sign in told:
                    documents[sign].add(figure.document)
        self.signs = sorted(sign for sign, those in documents.items() if len(those) >= FEWEST_DOCUMENTS)
        place = {sign: column for column, sign in enumerate(self.signs)}
        rows, columns, row = [], [], 0
        for figure in figures:
            for told in figure.signs:
                known = [place[sign] for sign in told if sign in place]
                rows += [row] * len(known)
                columns += known
                row += 1
        self.rows, self.columns = np.array(rows), np.array(columns)
        self.sizes = np.array([len(figure.signs) for figure in figures])
        self.figure = np.repeat(np.arange(len(figures)), self.sizes)
        self.worth = np.concatenate([figure.worth for figure in figures])
        counts = {name: sum(figure.document == name for figure in figures) for name in {f.document for f in figures}}
        self.share = np.array([figure.count * counts[figure.document] ** -0.5 for figure in figures])

    def scores(self, weights):
        return np.bincount(self.rows, weights[self.columns], len(self.figure))


def learn(table, kept):
    """The weights by the figures marked as kept: the gradient of the softmax, by Adam."""
    chosen = kept[table.figure]
    at = np.cumsum(chosen) - 1
    used = chosen[table.rows]
    rows, columns, worth = at[table.rows[used]], table.columns[used], table.worth[chosen]
    sizes = table.sizes[kept]
    starts, group = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    total = np.add.reduceat(worth**2, starts)
    target = worth**2 / np.where(total > 0, total, 1)[group]
    count = table.share[kept] * np.maximum.reduceat(worth, starts)
    count = (count / table.share[kept].sum())[group]

    def gradient_of(weights):
        score = np.bincount(rows, weights[columns], len(worth))
        chance = np.exp(score - np.maximum.reduceat(score, starts)[group])
        chance /= np.add.reduceat(chance, starts)[group]
        return np.bincount(columns, ((target - chance) * count)[rows], len(weights)) - SHRINK * weights

    return ascend(gradient_of, len(table.signs), STEPS, RATE, smallest=1e-7)


def check(figures, table):
    """What is reached on documents left out, by the rules and by choice."""
    fold = folds_of([figure.document for figure in figures], FOLDS)
    starts = np.concatenate([[0], np.cumsum(table.sizes)])
    by_document = defaultdict(list)
    for left in range(FOLDS):
        weights = learn(table, fold != left)
        scores = table.scores(weights)
        for at in np.flatnonzero(fold == left):
            figure, weighed = figures[at], scores[starts[at] : starts[at + 1]]
            texts = [each for _, _, each in figure.candidates]
            told = zip(weighed, figure.candidates, strict=True)
            chosen = likeliest(figure.found, [(weight, words, each) for weight, (_, words, each) in told])
            worth = dict(zip(texts, figure.worth, strict=True))
            by_rules = next((worth[text] for text in texts if text == figure.found), 0.0)
            by_document[figure.document].append((by_rules, worth.get(chosen, by_rules), figure.worth.max()))
    for name, reached in sorted(by_document.items()):
        print(f"{name:28}{len(reached):4}" + "".join(f"{each:7.3f}" for each in np.mean(reached, axis=0)))
    every = [each for reached in by_document.values() for each in reached]
    print("left out of learning: rules {:.3f}, chosen {:.3f} of {:.3f}".format(*np.mean(every, axis=0)))


def main():
    task = asked(__doc__)
    figures = read_left_out(task.gold) if task.check else read(task.gold)
    table = Table(figures)
    if task.check:
        check(figures, table)
        return
    weights = learn(table, np.ones(len(figures), bool))
    lines = [
        f'"{sign}" = {weight:.2f}' for sign, weight in zip(table.signs, weights, strict=True) if abs(weight) > 0.02
    ]
    CATALOG.write_text(HEAD + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
