"""The candidates for the subject of a figure: what its sentence, its table and the text around it offer, and their signs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.extract.language.words import word_list
from etl.extract.names.name_forms import is_product, is_pronoun
from etl.extract.topics.around import Around, stem_set
from etl.extract.topics.captions import clean, is_metric
from etl.extract.topics.cells import Place
from etl.extract.topics.owners import Nouns
from etl.extract.whose.own_names import OwnNames
from etl.extract.whose.signs import form_of
from etl.extract.whose.weights import CAPITAL, PART, SMALL, WHOLE, Weights
from etl.model.subject import places

_IN_TABLE = ("label", "header", "section", "whole", "caption")
_LEADS = re.compile(r"(?:the|a|an|its|their|his|her|our|your|my|this|that|these|those|each|every|some|any|all|both|most|many"
                    r"|another|other|such) ", re.IGNORECASE)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w-]*")
_CUT = re.compile(r"[,(:|/–—]| - ")
_MARKS = " .,;:*_\"'“”‘’()[]#|"
_LONGEST = 70  # characters of a subject
_LONGEST_PART = 3  # words of a part of what a document turns on
_REMEMBERED = 1 << 14

Words = frozenset[str]


@dataclass(slots=True)
class Candidate:
    """A candidate for the subject of a figure, what its signs weigh, and whether the sentence itself has it."""

    text: str
    weight: int
    is_here: bool = False


class Candidates(dict[Words, Candidate]):
    """The candidates for one figure by their words."""

    def offer(self, shown: str, words: Words, weight: int, *, is_here: bool = False) -> None:
        """Note a candidate, or one sign more for one that is known."""
        known = self.get(words)
        if known is not None:
            known.weight += weight
            known.is_here = known.is_here or is_here
        elif words:
            self[words] = Candidate(shown, weight, is_here)


def offer_sources(found: Candidates, sources: Sequence[tuple[str, str]], weights: Weights) -> None:
    """What the text around a figure offers, each by where it comes from."""
    for text, which in sources:
        if text:
            found.offer(*shown(text), weights.sources[which, form_of(text)])


class NounsOffered:
    """What a sentence offers to its figures, read once for all of them."""

    def __init__(self, nouns: Nouns, weights: Weights, own: OwnNames) -> None:
        self.nouns, self.weights = nouns, weights
        self.found: list[list[tuple[int, int, int, str, Words]]] = []
        for noun in nouns.found:
            form, capital = weights.forms[noun.form], CAPITAL if noun.form[0] == "C" else SMALL
            name = own[noun.name]
            is_whole = name == noun.text
            said = [(noun.place, capital + WHOLE if is_whole else capital, form, *shown(noun.text))]
            if name and not is_whole:
                said.append((noun.place, PART, form, *shown(name)))
            self.found.append(said)
        self.joined = [(place, preposition, *shown(text)) for place, text, preposition in nouns.joined]
        self.parts = [shown(text) for _, text in nouns.parts]

    def offer(self, found: Candidates, around: Around) -> None:
        """Note the candidates for one of the figures, by what each phrase is to it."""
        near, near_joined, near_parts = self.nouns.near(around.first)
        by_phrase = [self.weights.roles[role] for role in around.roles]
        for said in self.found[near]:
            for place, column, form, text, words in said:
                found.offer(text, words, by_phrase[place][column] + form, is_here=True)
        for place, preposition, text, words in self.joined[near_joined]:
            found.offer(text, words, self.weights.joined[around.roles[place], preposition], is_here=True)
        for text, words in self.parts[near_parts]:
            found.offer(text, words, self.weights.nothing, is_here=True)


def offer_labels(found: Candidates, place: Place, main: str, weights: Weights) -> None:
    """What a table says of a cell, whole and up to its first mark, and behind what the document turns on."""
    for which in _IN_TABLE:
        said = getattr(place, which)
        label = clean(said) if said else ""
        first = _CUT.split(label)[0].strip()
        sources = [(label, f"table {which}"), (first if first != label else "", f"table {which} cut")]
        offer_sources(found, sources, weights)
        if main and which in ("label", "header") and label and _may_be_part(label):
            found.offer(*shown(f"{main} {label}"), weights.sources[f"table main {which}", "cap"])


@lru_cache(_REMEMBERED)
def _may_be_part(label: str) -> bool:
    """Whether a label may be a part of what a document turns on: "Services", but no product, place or metric."""
    words = label.lower().replace(",", " ").split()
    if len(words) > _LONGEST_PART or not word_list("months", "times", "generic_headers").isdisjoint(words):
        return False
    return not is_product(label) and label not in places() and not is_metric(label)


@lru_cache(_REMEMBERED)
def shown(text: str) -> tuple[str, Words]:
    """A candidate as it would be written, and its words; no words where it can be none."""
    bare = text.strip(_MARKS) if text and not (text[0].isalnum() and text[-1].isalnum()) else text
    lead = _LEADS.match(bare)
    bare = bare[lead.end() :] if lead is not None else bare
    bare = bare.removesuffix(" aged")
    is_any = 0 < len(bare) <= _LONGEST and not bare.replace(" ", "").isdecimal() and not _is_label(bare)
    if is_any and (_no_subjects().issuperset(_WORD.findall(bare.lower())) or is_pronoun(bare)):
        is_any = False
    return bare, stem_set(bare) if is_any else frozenset()


@cache
def _no_subjects() -> frozenset[str]:
    """Words that name nobody together: "Adjusted", "GAAP earnings", "Quarter ended June"."""
    return word_list("accounting", "times", "months", "table_words", "generic_headers", "header_links")


def _is_label(text: str) -> bool:
    """Whether a text names a part of the text itself: "Figure 3", "Table A1"."""
    first, _, last = text.rpartition(" ")
    return first.lower() in word_list("labels") and any(map(str.isdigit, last))
