"""What stands around the figures of a text as slips are looked for: their sentences or rows, clauses, headings, labels.

All of it is read when it is asked for, and once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from etl.catalog import CATALOG
from etl.extract.links.contexts import NUMBER, WORD, Context, stems_of, weight_of
from etl.extract.links.restated.scope import parts
from etl.extract.links.sameness import sort_of
from etl.model.document import Block, Zone

Stems = frozenset[str]

_APART = frozenset(line for line in (CATALOG / "apart.txt").read_text("utf-8").splitlines() if line[:1] != "#")
_BEFORE = 4  # words
# A clause ends at these; what is further off than this is of another.
_END = re.compile(r"[,;:()—–|]|\.\s|\b(?:and|but|while|whereas|with|compared|from|which|versus)\b")
_CLAUSE = 200
_LABEL = re.compile(r"\W*([^:\n]{2,60}?)\W*:\W")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG = 800  # characters of a sentence that are looked at
_CELL = 80  # characters up to which the cell of a table is read with its row
_HEADING = 200


class Setting:
    """A sentence with figures, or the row of a table: all its stems, its numbers, and the words that narrow it to a part."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stems = stems_of(text[:_LONG])

    @cached_property
    def numbers(self) -> Counter[str]:
        """How often each number is written."""
        return Counter(map(_plain, NUMBER.findall(self.text)))

    @cached_property
    def parts(self) -> Stems:
        """The words that narrow it to a part."""
        return parts(self.text[:_LONG].lower())


def _plain(number: str) -> str:
    return number.strip(".,")


class Figure:
    """A figure with what tells whether it is another: `told` are the stems of all that is said of it.

    `sizes` is what the stems of its clause weigh, and those of its metric.
    """

    def __init__(
        self, context: Context, setting: Setting, place: int, heading: tuple[int, Stems], weights: dict[str, float]
    ) -> None:
        item, claim = context.item, context.item.claim
        self.context, self.setting, self.place = context, setting, place
        self.under, self.title = heading
        self.metric, self.subject = stems_of(claim.metric), stems_of(claim.subject)
        self.is_cell = claim.zone is Zone.TABLE
        self.stems = setting.stems | self.subject | self.metric if self.is_cell else setting.stems
        self.told = self.stems | context.about
        self.noun = stems_of(item.mention.noun)
        self.clause = stems_of(f"{_END.split(item.before)[-1][-_CLAUSE:]} {_END.split(item.behind, 1)[0][:_CLAUSE]}")
        self.sizes = weight_of(self.clause, weights), weight_of(self.metric, weights)

    @cached_property
    def apart(self) -> Stems:
        """Words right before it that set it apart from others."""
        return frozenset(WORD.findall(self.context.item.before)[-_BEFORE:]) & _APART

    @cached_property
    def numbers(self) -> AbstractSet[str]:
        """The other numbers of its sentence or row, but for years."""
        own = Counter(map(_plain, NUMBER.findall(self.context.item.claim.quote)))
        return {number for number in self.setting.numbers - own if not _YEAR.fullmatch(number)}

    @cached_property
    def label(self) -> Stems:
        """What stands before the first colon of its line."""
        text, place = self.context.item.sentence.text, self.context.item.claim.start
        label = _LABEL.match(text, text.rfind("\n", 0, place) + 1, place)
        return stems_of(label[1]) if label else frozenset()


class Figures:
    """The figures of a text: each as it is told, those told beside it, and how many others there are of its sort.

    `proven` are the claims that follow from others, `blocks` those of the document.
    """

    def __init__(
        self, contexts: Sequence[Context], weights: dict[str, float], blocks: Sequence[Block], proven: Container[str]
    ) -> None:
        self.weights, self.proven, self._blocks = weights, proven, blocks
        self._beside: defaultdict[int, list[Context]] = defaultdict(list)
        self._order: dict[int, int] = {}
        self._rows: list[list[Context]] = []
        self.sizes: Counter[str] = Counter()
        values: defaultdict[tuple[str, str], set[tuple[float, float]]] = defaultdict(set)
        for context in contexts:
            self._beside[_place_of(context)[0]].append(context)
            self.sizes[sort_of(context.domain)] += 1
            values[context.measured].add(context.value)
        self._values = {metric: len(found) for metric, found in values.items()}
        self._settings: dict[int, Setting] = {}
        self._titles: dict[int, Stems] = {}
        self._figures: dict[str, Figure] = {}

    def row(self, context: Context) -> list[Context]:
        """The figures of the sentence, or the row of a table, that a figure stands in."""
        return self._beside[_place_of(context)[0]]

    def neighbours(self, context: Context) -> tuple[list[Context], list[Context]]:
        """The figures of the sentences with figures right before and behind that of a figure, in its block."""
        if not self._order:
            self._order = {place: number for number, place in enumerate(self._beside)}
            self._rows = [*self._beside.values()]
        at = self._order[_place_of(context)[0]]
        here = (self._rows[number] if 0 <= number < len(self._rows) else [] for number in (at - 1, at + 1))
        before, behind = ([c for c in row if c.item.sentence.block == context.item.sentence.block] for row in here)
        return before, behind

    def values(self, context: Context) -> int:
        """How many values the text gives for the metric of a figure."""
        return self._values[context.measured]

    def figure(self, context: Context) -> Figure:
        """A figure as it is told."""
        name = context.item.claim_id
        if name not in self._figures:
            start, end = _place_of(context)
            if start not in self._settings:
                self._settings[start] = Setting(context.item.sentence.text[start:end])
            self._figures[name] = Figure(context, self._settings[start], start, self._heading(context), self.weights)
        return self._figures[name]

    def _heading(self, context: Context) -> tuple[int, Stems]:
        """The block a figure stands under, and the stems of that heading."""
        block = context.item.sentence.block
        under = self._blocks[block].heading if 0 <= block < len(self._blocks) else -1
        if under not in self._titles:
            text, head = context.item.sentence.text, self._blocks[under] if under >= 0 else None
            self._titles[under] = stems_of(text[head.start : head.end][:_HEADING]) if head else frozenset()
        return under, self._titles[under]


def _place_of(context: Context) -> tuple[int, int]:
    """Where the sentence of a figure, or the row of its table, begins and ends."""
    sentence, claim = context.item.sentence, context.item.claim
    if claim.zone is not Zone.TABLE or sentence.end - sentence.start >= _CELL:
        return sentence.start, sentence.end
    start, end = sentence.text.rfind("\n", 0, claim.start) + 1, sentence.text.find("\n", claim.end)
    return start, end if end >= 0 else len(sentence.text)
