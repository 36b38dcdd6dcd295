"""Learn what each trait of a word counts for its belonging to the metric of a figure, from documents annotated by hand.

usage: python -m tests.training.metric_words [--check] GOLD_DIR [GOLD_DIR ...]

GOLD_DIR holds <name>.txt and <name>.claims.jsonl. The words around a figure are those of its annotated metric or not: a logistic
regression over their traits (etl/extract/wording/traits.py), names of traits that few documents show left out. The weights of the
catalogue come from tests/gold and from texts by others that are not ours to publish. Writes etl/catalog/metric_words.txt; with
--check prints only the word overlap (F1) with the annotated metrics that is reached in documents left out of learning. The
documents of left_out.txt are never learned from: they show how texts are read that nobody has seen.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from etl.documents import read_document
from etl.extract.claims import read_passages
from etl.extract.topics.restated import settle_topics
from etl.extract.wording.beside import figures_of, phrases_of, words_beside, words_of_any
from etl.extract.wording.phrasing import choose
from etl.extract.wording.traits import of_word, sort_of
from etl.extract.wording.weights import Weights
from etl.extract.wording.words_of_text import WordsOfText
from tests.training.adam import ascend
from tests.training.gold import LEFT_OUT, asked, folds_of
from tests.training.main_subject import overlap, words

CATALOG = Path(__file__).parents[2] / "etl/catalog/metric_words.txt"
HEAD = """# What each trait of a word speaks for or against its belonging to the metric of a figure (log-odds); the names of the traits:
# etl/extract/wording/traits.py. Do not edit by hand: learned by tests/training/metric_words.py from the annotated documents of
# tests/gold and of a hundred and thirty texts by others that are not ours to publish.
"""
FOLDS = 5
RARE_WORDS, RARE_DOCUMENTS = 20, 5  # names of traits seen less often are not weighed
STEPS, RATE, SHRINK = 250, 0.05, 2.0
SMALLEST = 0.06  # weights nearer to nothing are not written


@dataclass
class Figure:
    """A figure of a document with its annotated metric and all that is known for naming it."""

    document: str
    gold: str
    found: str
    sort: str
    phrases: list[tuple[frozenset[str], str]]
    names: dict[str, tuple[str, ...]]


def read(folder):
    for gold in sorted(Path(folder).glob("*.claims.jsonl")):
        text = gold.with_name(gold.name.replace(".claims.jsonl", ".txt"))
        claims = [claim for line in gold.open(encoding="utf-8") if not (claim := json.loads(line))["optional"]]
        yield from figures(read_document(text), claims)


def figures(document, claims):
    passages = list(read_passages(document))
    topics = settle_topics([(mentions, stated) for _, mentions, stated in passages])
    grounded = [(passage, mentions, [grounds for _, grounds in stated]) for passage, mentions, stated in passages]
    metrics = (topic.metric for stated in topics for topic in stated)
    text = WordsOfText(document, metrics, lambda word: tuple(map(tuple, of_word(word))))
    for _, figure in figures_of(grounded, topics):
        mention, found = figure.mention, figure.topic.metric
        claim = next((claim for claim in claims if is_said_by(claim, mention)), None)
        if claim is not None and mention.salience.value == "claim":
            sort = sort_of(mention)
            weights = Weights(sort, figure.grounds.rule, tuple)  # the names of traits in place of their weights
            names = words_of_any(text, weights, mention.marks) | words_beside(text, figure, weights)
            yield Figure(document.document_id, claim["metric"], found, sort, phrases_of(text, figure), names)


def is_said_by(claim, mention):
    values = (claim["low"], mention.low), (claim["high"], mention.high)
    is_there = claim["start"] < mention.end and mention.start < claim["end"]
    return is_there and all(np.isclose(abs(one), abs(other), rtol=0.005, atol=0) for one, other in values)


class Table:
    """The words of all figures, a row a word: the columns of its traits, whether it is of the metric, whose it is."""

    def __init__(self, examples):
        count, documents = defaultdict(int), defaultdict(set)
        for example in examples:
            for names in example.names.values():
                for name in names:
                    count[name] += 1
                    documents[name].add(example.document)
        kept = [name for name in sorted(count) if count[name] >= RARE_WORDS and len(documents[name]) >= RARE_DOCUMENTS]
        self.traits, place = kept, {name: column for column, name in enumerate(kept)}
        rows, columns, belongs, figure = [], [], [], []
        for at, example in enumerate(examples):
            wanted = words(example.gold)
            for word, names in example.names.items():
                known = [place[name] for name in names if name in place]
                rows += [len(figure)] * len(known)
                columns += known
                belongs.append(word in wanted)
                figure.append(at)
        self.rows, self.columns = np.array(rows), np.array(columns)
        self.belongs, self.figure = np.array(belongs, float), np.array(figure)

    def chances(self, weights):
        sums = np.bincount(self.rows, weights[self.columns], len(self.belongs))
        return 1 / (1 + np.exp(-sums))

    def learn(self, is_learned_from):
        used = is_learned_from[self.figure]
        rows, columns = self.rows[used[self.rows]], self.columns[used[self.rows]]

        def gradient_of(weights):
            sums = np.bincount(rows, weights[columns], len(used))
            error = self.belongs - 1 / (1 + np.exp(-sums))
            return (np.bincount(columns, error[rows], len(weights)) - SHRINK * weights) / used.sum()

        return ascend(gradient_of, len(self.traits), STEPS, RATE)


def check(examples, table):
    documents = sorted({example.document for example in examples})
    fold = folds_of([example.document for example in examples], FOLDS)
    reached = defaultdict(list)
    for out in range(FOLDS):
        chances = table.chances(table.learn(fold != out))
        for at in np.flatnonzero(fold == out):
            example = examples[at]
            weighed = dict(zip(example.names, chances[table.figure == at], strict=True))
            named = choose(example.found, example.phrases, weighed, example.sort)
            reached[example.document].append((overlap(example.found, example.gold), overlap(named, example.gold)))
    for document in documents:
        print("{:28}{:4} figures {:6.3f} as found, {:.3f} named".format(
            document, len(reached[document]), *np.mean(reached[document], axis=0)))  # fmt: skip
    every = [each for found in reached.values() for each in found]
    print("left out of learning: {} figures {:.3f} as found, {:.3f} named".format(len(every), *np.mean(every, axis=0)))


def main():
    task = asked(__doc__)
    examples = [each for folder in task.gold for each in read(folder) if each.document not in LEFT_OUT]
    table = Table(examples)
    if task.check:
        check(examples, table)
        return
    weights = table.learn(np.ones(len(examples), bool))
    pairs = zip(table.traits, weights, strict=True)
    lines = [f"{weight:.2f} {trait}\n" for trait, weight in pairs if abs(weight) >= SMALLEST]
    CATALOG.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
