"""The documents annotated by hand that the weights of the catalogue are learned from, as all learners ask for them."""

import argparse
import json
import random
from pathlib import Path

import numpy as np

import etl.extract.claims as driver
from etl.documents import read_document

LEFT_OUT = frozenset((Path(__file__).parent / "left_out.txt").read_text(encoding="utf-8").split())


def asked(explanation):
    """What a learner is asked for on the command line: `gold`, its folders, and whether only to `check`."""
    parser = argparse.ArgumentParser(description=explanation, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="print what is reached on documents left out of learning")
    parser.add_argument("gold", nargs="+", type=Path)
    return parser.parse_args()


def texts_with_relations(folders):
    """The texts that relations may be learned from."""
    texts = sorted(text for folder in folders for text in folder.glob("*.txt") if text.stem not in LEFT_OUT)
    return [text for text in texts if text.with_suffix(".relations.jsonl").exists()]


def readings_in(path):
    """The claims of a document with what its links are found from."""
    held = []
    find, driver.find_links = driver.find_links, lambda readings: held.extend(readings) or []
    try:
        claims = driver.extract(read_document(path)).claims
    finally:
        driver.find_links = find
    return claims, held


def relations_in(path, claims):
    """The claims of each relation of a document, its sort, and whether it is a contradiction."""
    for line in path.with_suffix(".relations.jsonl").open(encoding="utf-8"):
        relation = json.loads(line)
        spans = [(each["start"], each["end"]) for each in relation["inputs"] if "start" in each and "doc" not in each]
        tied = {c.claim_id for c in claims for start, end in spans if c.start < end and start < c.end}
        yield tied, relation["type"], relation["verdict"] == "contradiction"


def folds_of(documents, count, *, shuffled=False):
    """The fold of each row by its document, so that none is judged by weights that it taught."""
    names = sorted(set(documents))
    if shuffled:
        random.Random(3).shuffle(names)
    fold = {name: place % count for place, name in enumerate(names)}
    return np.array([fold[document] for document in documents])
