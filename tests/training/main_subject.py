"""Learn how much each sign counts that a document turns on a name, from documents annotated by hand.

usage: python -m tests.training.main_subject [--check] GOLD_DIR [GOLD_DIR ...]

GOLD_DIR holds <name>.txt and <name>.claims.jsonl. A candidate is worth the word overlap (F1) of its name with the subjects of
the document's claims; the weights make the worth expected of the chosen candidate large (a softmax over the candidates, its target
the squared worth). Writes etl/catalog/main_subject.toml; with --check prints only what is reached on documents left out of learning.
"""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

from etl.documents import read_document
from etl.extract.names.bylines import without_bylines
from etl.extract.names.main_subject import traits_of
from etl.extract.names.persons import find_persons
from tests.training.adam import ascend
from tests.training.gold import asked

CATALOG = Path(__file__).parents[2] / "etl/catalog/main_subject.toml"
HEAD = """# What each sign says about a candidate for the subject a document turns on (etl/extract/names/main_subject.py).
# Learned by tests/training/main_subject.py from the annotated documents of tests/gold and of seventy texts by others that are not ours to publish.

"""
MARKS = ".,;:!?()[]\"'“”‘’*_"
FOLDS = 12
STEPS, RATE, SHRINK = 300, 0.05, 0.5
STOP = {"the", "a", "an", "of", "in", "on", "for", "to", "and", "or", "by", "at", "per", "its", "from", "with", "s"}


def words(text):
    found = {word for word in re.findall(r"[^\W_]+", text.lower()) if word not in STOP}
    return {word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found}


def overlap(one, other):
    one, other = words(one), words(other)
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def read(folder):
    for gold in sorted(Path(folder).glob("*.claims.jsonl")):
        text = gold.with_name(gold.name.replace(".claims.jsonl", ".txt"))
        if not text.exists():
            text = gold.parent.parent / "docs" / text.name
        subjects = [
            claim["subject"] for line in gold.open(encoding="utf-8") if not (claim := json.loads(line))["optional"]
        ]
        if not subjects or not text.exists():
            continue
        document = read_document(text)
        told = without_bylines(document.text)
        written = Counter(word.strip(MARKS) for word in told.split())
        candidates = traits_of(document, told, written, find_persons(document.text, frozenset(written)))
        worth = [float(np.mean([overlap(name, subject) for subject in subjects])) for name in candidates]
        yield text.stem, candidates, np.array(worth)


def matrix(candidates, signs):
    place = {sign: column for column, sign in enumerate(signs)}
    values = np.zeros((len(candidates), len(signs)))
    for row, traits in enumerate(candidates.values()):
        for sign, value in traits.items():
            values[row, place[sign]] = value
    return values


def learn(examples, size):
    def gradient_of(weights):
        gradient = -SHRINK * weights
        for values, worth in examples:
            target = worth**2
            if not target.sum():
                continue
            score = values @ weights
            chance = np.exp(score - score.max())
            gradient += worth.max() * values.T @ (target / target.sum() - chance / chance.sum())
        return gradient / len(examples)

    return ascend(gradient_of, size, STEPS, RATE)


def main():
    task = asked(__doc__)
    read_in = [each for folder in task.gold for each in read(folder)]
    signs = sorted({sign for _, candidates, _ in read_in for traits in candidates.values() for sign in traits})
    examples = [(matrix(candidates, signs), worth) for _, candidates, worth in read_in]
    if task.check:
        reached = []
        for fold in range(FOLDS):
            weights = learn([each for at, each in enumerate(examples) if at % FOLDS != fold], len(signs))
            for at in range(fold, len(examples), FOLDS):
                values, worth = examples[at]
                best = int(np.argmax(values @ weights))
                reached.append((worth[best], worth.max()))
                print(f"{read_in[at][0]:28}{list(read_in[at][1])[best]:32}{worth[best]:6.2f} of {worth.max():.2f}")
        print("left out of learning: {:.3f} of {:.3f}".format(*np.mean(reached, axis=0)))
        return
    weights = learn(examples, len(signs))
    lines = [f'"{sign}" = {weight:.2f}' for sign, weight in zip(signs, weights, strict=True)]
    CATALOG.write_text(HEAD + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
