"""The words around a figure, and how alike the surroundings of two figures are."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, filterfalse, islice

from etl.catalog import CATALOG
from etl.extract.links.items import Item, Passage
from etl.extract.links.sameness import domain, value_of
from etl.extract.sentence import Sentence
from etl.model.document import Zone

NUMBER = re.compile(r"\d[\d.,]*")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STOP = frozenset((CATALOG / "common_words.txt").read_text("utf-8").split())
# Words on either side of a figure that tell what it is; a heading or reference is short and told as a whole.
_REACH = 9
_LINE_REACH = 14
_FEW, _WITNESSES = 2, 6  # figures of a group
# Words and phrases whose stems are remembered.
_REMEMBERED = 1 << 15
_PHRASES = 1 << 12
# "• Imaging: revenue of …": a list tells one thing of each label.
_LABEL = re.compile(r"\s*[•◦▪*–—-]\s*((?:[^\W\d][\w&/.’'-]* ?){1,5}):\s")
_TITLES = (Zone.HEADING, Zone.TOC, Zone.REFERENCE)


class _Scene:
    """A sentence with figures, as all of them see it."""

    def __init__(self, sentence: Sentence) -> None:
        self.text, self.start, self.end = sentence.text, sentence.start, sentence.end

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of the sentence."""
        return _names(WORD.findall(self.text, self.start, self.end))

    def label(self, end: int) -> str:
        """The words before a colon that open the list item a figure stands in."""
        found = _LABEL.match(self.text, self.text.rfind("\n", 0, end) + 1, end)
        return found[1] if found else ""


class Context:
    """What stands around a figure; what only a figure that may be a slip is asked for is read when it is asked for.

    `words` are stems, `about` the same with those of its subject and metric, `head` those nearest to the figure,
    `names` the names among them and `named` those of the whole sentence, `label` what stands before a colon that opens
    it. `value` is the figure as it is compared, `digits` how many significant ones are written; `domain` is what it must
    have in common with another to be compared (sameness.py), `measured` the first of that with its metric.
    """

    def __init__(self, item: Item, scene: _Scene) -> None:
        sentence, mention, claim, text = item.sentence, item.mention, item.claim, item.sentence.text
        self.item, self.scene, self.is_title = item, scene, claim.zone in _TITLES
        reach = _LINE_REACH if self.is_title else _REACH
        first, last = max(0, mention.first - reach), min(len(sentence.words) - 1, mention.last + reach)
        self.before: list[str] = WORD.findall(text, sentence.starts[first], claim.start) if last >= 0 else []
        self.behind: list[str] = WORD.findall(text, claim.end, sentence.ends[last]) if last >= 0 else []
        self.words = _stems(self.before + self.behind)
        if mention.noun:
            self.words |= stems_of(mention.noun)
        self.about = self.words | stems_of(f"{claim.subject} {claim.metric} {claim.qualifier}")
        self.value, self.digits = value_of(item), _significant(item)
        self.domain = domain(item)
        self.measured = self.domain[0], claim.metric.lower()
        self.size: float | None = None  # what `about` weighs, once it is asked for

    @cached_property
    def names(self) -> frozenset[str]:
        """The names around the figure."""
        return frozenset() if self.is_title else _names(self.before + self.behind)

    @cached_property
    def head(self) -> frozenset[str]:
        """Stems of the three content words before the figure and the four behind it."""
        near = [*_content_words(reversed(self.before), 3), *_content_words(self.behind, 4)]
        return _stems(near) | stems_of(self.item.mention.noun)

    @cached_property
    def label(self) -> frozenset[str]:
        """Stems of what labels its line."""
        return frozenset() if self.is_title else stems_of(self.scene.label(self.item.claim.start))

    @property
    def named(self) -> frozenset[str]:
        """The names of its sentence."""
        return self.scene.named


class Group:
    """Figures of one value that speak of one quantity, with all stems around them and their metrics.

    `told` are those of running text, which stand in no table.
    """

    __slots__ = ("contexts", "metrics", "told", "words")

    def __init__(self, contexts: Iterable[Context]) -> None:
        self.contexts: list[Context] = []
        self.told: list[Context] = []
        self.words: set[str] = set()
        self.metrics: set[str] = set()
        self.extend(contexts)

    def extend(self, contexts: Iterable[Context]) -> None:
        """Take in more figures."""
        for context in contexts:
            self.contexts.append(context)
            self.words |= context.about
            if context.item.claim.zone is not Zone.TABLE:
                self.told.append(context)
            if context.item.claim.metric_id:
                self.metrics.add(context.item.claim.metric_id)

    @property
    def is_few(self) -> bool:
        """Whether it has so few figures that they may be slips."""
        return len(self.contexts) <= _FEW

    @property
    def witnesses(self) -> list[Context]:
        """Those of its figures that one which differs is held against."""
        return self.contexts[:_WITNESSES]

    def names(self) -> set[str]:
        """All names around its figures."""
        return set().union(*(context.names for context in self.contexts))


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
    return "" if NUMBER.fullmatch(word) or word.lower() in _STOP else stem(word)


@lru_cache(_REMEMBERED)
def is_grammar(word: str) -> bool:
    """Whether a word is one of grammar, common to all texts."""
    return word.lower() in _STOP


@lru_cache(_REMEMBERED)
def _name(word: str) -> str:
    """The stem of a word that is a name by its looks; empty for others."""
    is_capital = word[0].isupper() and word.lower() not in _STOP
    return stem(word) if is_capital or _is_code(word) else ""


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_content, words)))


@lru_cache(_PHRASES)
def stems_of(phrase: str) -> frozenset[str]:
    """Stems of the content words of a phrase that stands beside many figures: a subject and its metric, a noun."""
    return _stems(WORD.findall(phrase))


def _names(words: Sequence[str]) -> frozenset[str]:
    found = set(map(_name, words[1:]))
    if words and (len(words[0]) > 3 or _is_code(words[0])):
        found.add(_name(words[0]))
    found.discard("")
    return frozenset(found)


def _is_code(word: str) -> bool:
    """Whether a word mixes letters and digits and begins with a letter: H20."""
    return not word[0].isdigit() and any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


def _content_words(words: Iterable[str], most: int) -> Iterator[str]:
    return islice(filterfalse(is_grammar, words), most)


def contexts_of(passage: Passage, items: Iterable[Item]) -> list[Context]:
    """The words around some figures of a sentence, each without the others."""
    scene = _Scene(passage.sentence)
    return [Context(item, scene) for item in items]


def word_weights(contexts: Sequence[Context]) -> dict[str, float]:
    """Rare words weigh more."""
    counts = Counter(chain.from_iterable([context.about for context in contexts]))
    total = len(contexts) + 1
    weights = {count: math.log(total / count) + 0.2 for count in set(counts.values())}
    return {word: weights[count] for word, count in counts.items()}


def weight_of(words: Iterable[str], weights: dict[str, float]) -> float:
    """What words weigh together; exact, so that no order of them matters."""
    return math.fsum([weights.get(word, 1.0) for word in words])


def likeness(first: Context, second: Context, weights: dict[str, float]) -> float:
    """Share of the words around two figures that they have in common, rare ones counting more; 0 to 1."""
    smaller = min(_size(first, weights), _size(second, weights))
    return weight_of(first.about & second.about, weights) / smaller if smaller else 0.0


def _size(context: Context, weights: dict[str, float]) -> float:
    if context.size is None:
        context.size = weight_of(context.about, weights)
    return context.size


def common_words(first: Context, second: Context, weights: dict[str, float]) -> float:
    """Likeness of the bare words, whatever subject and metric they were given."""
    smaller = min(weight_of(first.words, weights), weight_of(second.words, weights))
    return weight_of(first.words & second.words, weights) / smaller if smaller else 0.0


def _significant(item: Item) -> int:
    """How many significant digits are written: 63.1 has three, 200 two, five one."""
    claim = item.claim
    size = max(abs(claim.low), abs(claim.high))
    if not size or not claim.resolution:
        return 1
    return max(1, int(math.floor(math.log10(size)) - math.floor(math.log10(claim.resolution) + 1e-9) + 1))
