"""What the text around a passage makes known to it: the names of the document, the heading, the paragraph so far."""

import re
from collections.abc import Iterable, Sequence

from etl.extract.language.grammar import Parse, parse
from etl.extract.names.document_names import Names
from etl.extract.names.last_spoken import LastSpoken, title_name
from etl.extract.names.name_forms import without_form
from etl.extract.names.section_names import section_of
from etl.extract.passages import Passage
from etl.extract.sentence import Mention, Topic
from etl.extract.topics.captions import metric_of_heading
from etl.extract.topics.cells import Place, topic_in_table
from etl.extract.topics.finding import find_topics
from etl.extract.topics.restated import Grounds
from etl.extract.topics.scope import Scope
from etl.model.document import Block, Document, Zone
from etl.model.quantity import Kind
from etl.model.record import replace

_TOP = 1000  # characters within which a title begins
_ITEM = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+$")
_SEVERAL = 3  # figures; of two, both are measured once or the first counts
# Up to a mark that ends a name: "**Panama — cases**", "**Lake Victoria, 2024.**", "__Volta (Spain)__".
_TITLE = re.compile(r"(?:\*\*|__)([^\W\d_][^\n,:;(–—|*_]{1,50}?)(?:[,:;(–—|]| - |[.:]?(?:\*\*|__))")
_MARK = 6  # characters of the mark of an item
# "Geneva, 21 January 2026": where and when a text was published.
_DATELINE = re.compile(r"[\W_]*[A-Z][\w.’' -]{1,40}, (?:\d{1,2} )?[A-Z][a-z]{2,8} (?:\d{1,2}, )?\d{4}\b")


def _leads_in(text: str, block: Block) -> bool:
    return text[block.start : block.end].rstrip().endswith(":")


class Surroundings:
    """Topics of the passages of one document, read in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names = Names.of(document)
        self.headings: dict[int, tuple[str, str]] = {}
        # What a document turns on has been weighed with its first heading already.
        blocks = enumerate(document.blocks)
        self.first_heading = next((index for index, block in blocks if block.zone is Zone.HEADING), -1)
        self.sections: dict[int, str] = {}
        self.metrics: dict[int, str] = {}
        self.metric = self.unit = ""
        self.measured: dict[tuple[str, Kind], str] = {}
        self.block = -1
        self.recent = ("", -1)
        self.lead = (-1, "")
        self.items: dict[int, bool] = {}
        self.spoken = LastSpoken(document, self.names, 0)
        self.leads: dict[int, int] = {}

    def topics(
        self, passages: Sequence[tuple[Passage, tuple[Mention, ...]]], speakers: Iterable[str]
    ) -> list[tuple[tuple[Topic, Grounds], ...]]:
        """What each figure of each passage is about; `speakers` say who "we" are when somebody speaks."""
        parsed = [passage.place or parse(passage.sentence, mentions) for passage, mentions in passages]
        return [self._topics(*each) for each in zip(passages, parsed, speakers, strict=True)]

    def _topics(
        self, read: tuple[Passage, tuple[Mention, ...]], parsed: Parse | Place, speaker: str
    ) -> tuple[tuple[Topic, Grounds], ...]:
        passage, mentions = read
        scope = self._scope(passage)
        if speaker:
            scope = replace(scope, voice=self._body(speaker))
        if isinstance(parsed, Place):
            grounds = Grounds(has_subject=True, has_metric=True, rule="table", scope=scope)
            return tuple((topic_in_table(parsed, mention, scope), grounds) for mention in mentions)
        topics = find_topics(parsed, mentions, scope)
        main = _measured_most([topic.metric for topic, _ in topics])
        self.metric, self.unit = topics[main][0].metric, mentions[main].unit
        for (topic, _), mention in zip(reversed(topics), reversed(mentions), strict=True):
            self.measured[mention.unit, mention.kind] = topic.metric
        return topics

    def _body(self, speaker: str) -> str:
        """For whom somebody speaks: "Ana Ruiz, Halden Foods"; empty where that is not said."""
        _, comma, body = speaker.rpartition(", ")
        return self.names.full(without_form(body)) if comma and body[:1].isupper() else ""

    def _scope(self, passage: Passage) -> Scope:
        block = self.document.blocks[passage.block]
        if passage.block != self.block:
            self._turn_to(passage.block)
        heading, heading_product = self._heading(block.heading)
        if passage.place is not None:
            return Scope(self.names, "", heading, "", heading_product, section=self._section(block.heading))
        name, product = self.spoken.read_to(passage.sentence.start)
        recent = self.recent[0] if self.recent[1] == block.heading else ""
        nearby = name or recent or self.spoken.nearby
        section, latest = self._section(block.heading), self.spoken.latest
        return Scope(
            self.names,
            name,
            heading,
            self.metric,
            product or heading_product,
            self.unit,
            nearby,
            section,
            latest=latest,
            headed=self._headed(block.heading),
            measured=self.measured,
        )

    def _turn_to(self, index: int) -> None:
        """Go on to a block, past those without figures, whose names count where the document turns on none."""
        if not self.names.main:
            for between in range(max(self.block, 0), index):
                block = self.document.blocks[between]
                if block.table is None and block.zone is not Zone.HEADING:
                    spoken = (
                        self.spoken if between == self.block else LastSpoken(self.document, self.names, block.start)
                    )
                    name, _ = spoken.read_to(block.end)
                    self.recent = (name, block.heading) if name else self.recent
        self.block, self.metric, self.unit, self.measured = index, "", "", {}
        self.spoken = LastSpoken(self.document, self.names, self.document.blocks[index].start)
        self.spoken.name = self._title(index) or self._lead(index)

    def _title(self, index: int) -> str:
        """The name with which the bold words begin that open a paragraph: "**Panama, as of May** — 495 cases"."""
        block = self.document.blocks[index]
        title = _TITLE.match(self.document.text, block.start, block.end)
        return title_name(title[1].strip(), self.names) if title is not None else ""

    def _lead(self, index: int) -> str:
        """The name that a list is of, from the sentence that leads it in: "Each Vela-2 has:" and its items."""
        blocks, text = self.document.blocks, self.document.text
        at = index
        while self._is_item(at):
            at = self.leads.get(at, at - 1)
        self.leads[index] = at
        block = blocks[at]
        if at == index or block.table is not None or block.zone is Zone.HEADING or not _leads_in(text, block):
            return ""
        if at != self.lead[0]:
            spoken = LastSpoken(self.document, self.names, block.start)
            spoken.read_to(block.end)
            self.lead = (at, spoken.name)
        return self.lead[1]

    def _is_item(self, index: int) -> bool:
        """Whether a block is an item of a list that may have a sentence to lead it in."""
        if index not in self.items:
            block = self.document.blocks[index]
            lead = max(0, block.start - _MARK)
            is_item = index > 0 and block.table is None and _ITEM.search(self.document.text, lead, block.start)
            self.items[index] = bool(is_item)
        return self.items[index]

    def _section(self, index: int) -> str:
        """What a heading that names nobody speaks of; the first one of a document is its title."""
        if index not in self.sections:
            text = self._text(index)
            self.sections[index] = section_of(text) if text and not self._is_title(index) else ""
        return self.sections[index]

    def _headed(self, index: int) -> str:
        """The metric a heading names: income of "Total income: £5,200"."""
        if index not in self.metrics:
            self.metrics[index] = metric_of_heading(self._text(index))
        return self.metrics[index]

    def _text(self, index: int) -> str:
        if index < 0:
            return ""
        block = self.document.blocks[index]
        return self.document.text[block.start : block.end]

    def _is_title(self, index: int) -> bool:
        """Whether a heading is the first words of the document."""
        block = self.document.blocks[index]
        return block.heading < 0 and block.start < _TOP and not self.document.text[: block.start].strip()

    def _place_in_full(self, index: int) -> str:
        """A heading that is a name the text has again and in no other way: "Los Altos"."""
        text = self._text(index).strip()
        words = text.split()
        if not 2 <= len(words) <= 3 or not all(word[0].isupper() and word.isalpha() for word in words):
            return ""
        is_common = any(word.lower() in self.names.small for word in words)
        return "" if is_common or text not in self.names.again else self.names.full(text)

    def _heading(self, index: int) -> tuple[str, str]:
        if index < 0:
            return "", ""
        if index not in self.headings:
            block = self.document.blocks[index]
            spoken = LastSpoken(self.document, self.names, block.start, fewest=1)
            found = spoken.read_to(block.end)
            above = self._heading(block.heading) if block.heading < index else ("", "")
            inside = "" if self._is_title(index) else spoken.nearby
            name = found[0] or inside or found[1] or self._place_in_full(index) or above[0]
            if _DATELINE.match(self._text(index)):
                name = above[0]  # where it was published, not what it is of
            if self.names.main and index == self.first_heading or name.rpartition(" ")[2] in self.names.persons:
                name = ""
            self.headings[index] = (name, found[1] or above[1])
        return self.headings[index]


def _measured_most(metrics: list[str]) -> int:
    """The first figure of what a sentence measures more than once, else the first of all."""
    return (
        0
        if len(metrics) < _SEVERAL
        else max(range(len(metrics)), key=lambda index: (metrics.count(metrics[index]), -index))
    )
