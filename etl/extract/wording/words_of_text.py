"""What a document as a whole says of a word: how often it has it, how often what it measures is called by it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from etl.extract.known import Known
from etl.extract.language.words import word_list
from etl.extract.topics.around import stem, stems
from etl.extract.topics.captions import tells_figure
from etl.extract.wording.traits import Standing
from etl.extract.wording.weights import weights_of_word
from etl.model.document import Document, Zone

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"^(?:[\W_]+|\d[\d.]*\s+)+")  # what stands in front of the words of a heading
_MARKS = ".,;:!?()[]\"'“”‘’*_|#$€£%+=&~@<>•→–—/-"  # what stands between words, most of it
_TOP = 6  # blocks in which a title stands
_LONGEST_HEADING = 120  # characters whose words count
_SHORT_HEADING = 80  # characters of a heading that may be a metric
_LEVELS = 2  # headings above a block
_MOST = 16  # times from which on all are as often
_OFTEN = tuple(f"often.{sum(count >= least for least in (1, 2, 4, 8, _MOST))}" for count in range(_MOST + 1))
_SHARES = (0.0, 0.05, 0.12, 0.3)  # of the figures of a document
_MEASURED = tuple(f"measured.{place}" for place in range(len(_SHARES) + 1))

WeighWord = Callable[[str], tuple[int, int]]


class _Counts:
    """How often a document has a word, in any number, and how many of its figures measure what is called by it."""

    def __init__(self, text: str, metrics: Iterable[str], title: frozenset[str]) -> None:
        self.title = title
        for mark in _MARKS:
            text = text.replace(mark, " ")
        self.written = Counter(text.split())
        for run in [run for run in self.written if not run.isalnum()]:
            count = self.written.pop(run)
            for word in _WORD.findall(run):
                self.written[word] += count
        self.others: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)  # forms not in lower case
        for form in [form for form in self.written if not form.islower()]:
            self.others[stem(form)].append((form, self.written.pop(form)))
        self.figures = 0
        self.measured: dict[str, int] = {}
        for metric, count in Counter(metrics).items():
            self.figures += count
            for word in set(stems(metric)):
                self.measured[word] = self.measured.get(word, 0) + count

    def standing(self, word: str) -> Standing:
        """How a word stands in the document."""
        count, capitals, plural = self.written.get(word, 0), 0, f"{word}s"
        if plural in self.written and stem(plural) == word:
            count += self.written[plural]
        if word in self.others:
            for form, times in self.others[word]:
                count += times
                capitals += times if form[0].isupper() else 0
        measured = self.measured.get(word, 0)
        return (
            _MEASURED[bisect_left(_SHARES, measured / self.figures) if measured else 0],
            _OFTEN[min(count, _MOST)],
            "title" if word in self.title else "",
            "name" if 2 * capitals > count else "",
        )


class WordsOfText:
    """The words of one document and of its headings."""

    def __init__(self, document: Document, metrics: Iterable[str], weigh_word: WeighWord = weights_of_word) -> None:
        self.document = document
        self.headings: dict[int, tuple[str, ...]] = {}
        self.headed: dict[int, list[tuple[str, ...]]] = {}
        self.named: dict[int, str] = {-1: ""}
        titles = [index for index, block in enumerate(document.blocks[:_TOP]) if block.zone is Zone.HEADING]
        title = frozenset(self._heading(titles[0]) if titles else stems(document.text[:100]))
        standing = _Counts(document.text, metrics, title).standing
        # How each word stands in the document, and what it weighs by itself, unsaid and said beside a figure.
        self.known: Known[str, tuple[Standing, int, int]] = Known(lambda word: (standing(word), *weigh_word(word)))
        self.of_any = {word: self.known[word] for word in sorted(word_list("general_measures"))}

    def above(self, block: int) -> list[tuple[str, ...]]:
        """The words of the headings above a block, the nearest first."""
        heading = self.document.blocks[block].heading
        if heading not in self.headed:
            found: list[tuple[str, ...]] = []
            at = heading
            while at >= 0 and len(found) < _LEVELS:
                found.append(self._heading(at))
                higher = self.document.blocks[at].heading
                at = higher if higher < at else -1
            self.headed[heading] = found
        return self.headed[heading]

    def heading(self, block: int) -> str:
        """The heading above a block as it would name a metric; empty where there is none or it is long."""
        at = self.document.blocks[block].heading
        if at not in self.named:
            start, end = self.document.blocks[at].start, self.document.blocks[at].end
            shown = self.document.text[start:end] if end - start < _SHORT_HEADING else ""
            shown = "" if tells_figure(shown) else _NUMBERED.sub("", shown)
            self.named[at] = shown.rstrip("*_#: ").removeprefix("The ")
        return self.named[at]

    def _heading(self, index: int) -> tuple[str, ...]:
        if index not in self.headings:
            block = self.document.blocks[index]
            end = min(block.end, block.start + _LONGEST_HEADING)
            self.headings[index] = stems(self.document.text[block.start : end])
        return self.headings[index]
