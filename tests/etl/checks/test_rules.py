"""The examples of the catalogue of checks: out of our briefs, or a sentence of their own, and computed."""

import re
from pathlib import Path

import polars as pl
import pytest

from etl.checks import RULES, rules_frame
from etl.documents import Origin
from etl.documents.content import Raw
from etl.documents.limits import Limits
from etl.documents.sources import declared, load_sources
from etl.pipeline.memory import read_raw, tables_of

INVENTED = re.compile(r"Invented: “(.+)” (.+)")
NUMBER = re.compile(r"\d+(?:[.,-]\d+)*")
# Told of two documents that say the same.
ACROSS = "restatement-across"


def explanations(tables, code):
    return tables["checks"].filter(pl.col("code") == code)["explanation"].to_list()


def told(example, explanation):
    return set(NUMBER.findall(example)) <= set(NUMBER.findall(explanation))


@pytest.fixture(scope="module")
def briefs(root):
    paths = sorted(path for path in (root / "seeds").iterdir() if path.suffix in {".md", ".txt"})
    sources = load_sources(root / "seeds")
    reads = [
        read_raw(Raw(path, path.read_bytes(), Limits()), Origin(path.stem, path.name, declared(sources, path.name)))
        for path in paths
    ]
    return tables_of(reads)


def invented(text, names):
    raws = [(name, Raw(Path(f"{name}.txt"), text.encode(), Limits())) for name in names]
    return tables_of([read_raw(raw, Origin(name, f"{name}.txt")) for name, raw in raws])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_example_computes(rule, briefs):
    match = INVENTED.fullmatch(rule.example)
    names = ("first", "second") if rule.code == ACROSS else ("note",)
    found = explanations(invented(match[1], names) if match else briefs, rule.code)
    assert any(told(match[2] if match else rule.example, each) for each in found), (rule.example, found)


def test_every_rule_has_a_name_a_meaning_and_an_example():
    assert all(rule.title and rule.compares and rule.example for rule in RULES)
    assert rules_frame().height == len(RULES)
