"""The words around a figure, and how alike the surroundings of two figures are."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from etl.extract.links.items import Item
from etl.model.document import Zone

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STOP = frozenset((Path(__file__).parents[2] / "catalog" / "common_words.txt").read_text("utf-8").split())
# Words on either side of a figure that tell what it is; a heading or reference is short and told as a whole.
_REACH = 9
_LINE_REACH = 14
# Words and sentences whose stems are remembered.
_REMEMBERED = 1 << 15
_SENTENCES = 64
# "• Imaging: revenue of …": a list tells one thing of each label.
_LABEL = re.compile(r"\s*[•◦▪*–—-]\s*((?:[^\W\d][\w&/.’'-]* ?){1,5}):\s")
_TITLES = (Zone.HEADING, Zone.TOC, Zone.REFERENCE)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a figure: stems with the names among them, and the stems of its subject and metric.

    `head` are the stems nearest to the figure, `label` those before a colon that opens the sentence, `named` all names
    of the sentence.
    """

    item: Item
    words: frozenset[str]
    names: frozenset[str]
    topic: frozenset[str]
    head: frozenset[str]
    label: frozenset[str]
    named: frozenset[str]


@dataclass(slots=True)
class Group:
    """Figures of one value that speak of one quantity."""

    contexts: list[Context] = field(default_factory=list)

    def words(self) -> set[str]:
        """All stems around its figures."""
        return set().union(*(context.words | context.topic for context in self.contexts))

    def names(self) -> set[str]:
        """All names around its figures."""
        return set().union(*(context.names for context in self.contexts))

    def nouns(self) -> set[str]:
        """What its figures count: their units, or the words beside a bare number."""
        nouns = {stem(c.item.unit.split("_")[-1]) for c in self.contexts if c.item.unit != "count"}
        return nouns | {word for c in self.contexts if c.item.unit == "count" for word in c.head}

    def metrics(self) -> set[str]:
        """Metrics of the catalogue its figures have."""
        return {context.item.claim.metric_id for context in self.contexts} - {""}


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """A word without its endings, crudely: tokens and token, valued and valuation share a stem."""
    word = word.lower()
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(_REMEMBERED)
def _content(word: str) -> str:
    """The stem of a content word; empty for one of grammar, and for a number."""
    return "" if word.isdigit() or word.lower() in _STOP else stem(word)


@lru_cache(_REMEMBERED)
def _name(word: str) -> str:
    """The stem of a word that is a name by its looks; empty for others."""
    is_capital = word[0].isupper() and word.lower() not in _STOP
    return stem(word) if is_capital or _is_code(word) else ""


def stems(text: str) -> set[str]:
    """Stems of the content words of a text."""
    return {found for word in _WORD.findall(text) if (found := _content(word))}


@lru_cache(_SENTENCES)
def _names(text: str) -> frozenset[str]:
    words = _WORD.findall(text)
    found = {name for word in words[1:] if (name := _name(word))}
    if words and (name := _name(words[0])) and (len(words[0]) > 3 or _is_code(words[0])):
        found.add(name)
    return frozenset(found)


def _is_code(word: str) -> bool:
    """Whether a word mixes letters and digits and begins with a letter: H20."""
    return not word[0].isdigit() and any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


def _head(before: str, behind: str) -> set[str]:
    """Stems of the three content words before a figure and the four behind it."""
    first = [word for word in _WORD.findall(before) if word.lower() not in _STOP][-3:]
    last = [word for word in _WORD.findall(behind) if word.lower() not in _STOP][:4]
    return {found for word in first + last if (found := _content(word))}


def context_of(item: Item) -> Context:
    """The words around a figure within its sentence, without other figures."""
    sentence, mention = item.sentence, item.mention
    is_title = item.claim.zone in _TITLES
    reach = _LINE_REACH if is_title else _REACH
    first, last = max(0, mention.first - reach), min(len(sentence.words) - 1, mention.last + reach)
    text = sentence.text
    before = text[sentence.starts[first] : item.claim.start] if sentence.words else ""
    behind = text[item.claim.end : sentence.ends[last]] if sentence.words else ""
    around = f"{before} {behind}"
    whole = text[sentence.start : sentence.end]
    label = _label(text, item.claim.start)
    topic = f"{item.claim.subject} {item.claim.metric} {item.claim.qualifier}"
    return Context(
        item,
        frozenset(stems(around) | stems(mention.noun)),
        frozenset() if is_title else _names(around),
        frozenset(stems(topic)),
        frozenset(_head(before, behind) | stems(mention.noun)),
        frozenset(() if is_title else stems(label)),
        _names(whole),
    )


def _label(text: str, end: int) -> str:
    """The words before a colon that open the list item a figure stands in."""
    line = text.rfind("\n", 0, end) + 1
    found = _LABEL.match(text, line, end)
    return found[1] if found else ""


def word_weights(contexts: Sequence[Context]) -> dict[str, float]:
    """Rare words weigh more."""
    counts = Counter(word for context in contexts for word in context.words | context.topic)
    total = len(contexts) + 1
    return {word: math.log(total / count) + 0.2 for word, count in counts.items()}


def _weight(words: Iterable[str], weights: dict[str, float]) -> float:
    return math.fsum([weights.get(word, 1.0) for word in words])  # exact, so that no order of the words matters


def likeness(first: Context, second: Context, weights: dict[str, float]) -> float:
    """Share of the words around two figures that they have in common, rare ones counting more; 0 to 1."""
    mine, theirs = first.words | first.topic, second.words | second.topic
    smaller = min(_weight(mine, weights), _weight(theirs, weights))
    return _weight(mine & theirs, weights) / smaller if smaller else 0.0


def common_words(first: Context, second: Context, weights: dict[str, float]) -> float:
    """Likeness of the bare words, whatever subject and metric they were given."""
    smaller = min(_weight(first.words, weights), _weight(second.words, weights))
    return _weight(first.words & second.words, weights) / smaller if smaller else 0.0


def digits(item: Item) -> int:
    """How many significant digits are written: 63.1 has three, 200 two, five one."""
    claim = item.claim
    size = max(abs(claim.low), abs(claim.high))
    if not size or not claim.resolution:
        return 1
    return max(1, int(math.floor(math.log10(size)) - math.floor(math.log10(claim.resolution) + 1e-9) + 1))
