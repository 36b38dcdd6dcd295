"""What stands around a sentence and may date it: the clock of its document, its block, headings and table headers."""

import re
from itertools import pairwise

from etl.extract.language.columns import column_labels, dated_label, in_full, of_month
from etl.extract.period import spans_of_time as span
from etl.extract.period.change_columns import CHANGE, apart, step_of
from etl.extract.period.dates import Clock
from etl.extract.period.fiscal_quarters import closing_month
from etl.extract.period.genres import is_timeless_kind
from etl.extract.period.leads import lead_period, lead_times
from etl.extract.period.reference_period import reference_period
from etl.extract.period.usual_times import lone_year
from etl.model.document import Block, Document, Table, Zone
from etl.model.period import Period
from etl.model.record import record, replace

_TIMES_HEAD = frozenset({"when", "date", "year", "period", "as of", "time", "month", "quarter", "timing"})
_ENDED = re.compile(
    r"\b(?:(?:three|six|nine|twelve|\d{1,2}) (?:months|weeks)|quarters?|half[- ]years?|years?) (?:ended|ending|to)\b(?=(?: [A-Z][a-z]{2,8} \d{1,2}| \d{1,2} [A-Z][a-z]{2,8})?\W*$)",
    re.IGNORECASE | re.MULTILINE,
)  # what stands over the days it ends on
_BARE_YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*")
_NOW = frozenset({"now", "today", "current", "latest"})
_NO_CLOCK = Clock()
_TWICE = 2
_NOTE = 200  # characters of a note between the caption of a table and its rows
_BYLINE = 12  # words of a line that says who wrote, and when
_DATELINE = 3  # words of a line that holds a date alone
_SHORT = 40  # characters of a heading that says little but when
_NOTICE = 1000  # characters of a text too short to tell more than its news
# A text that tells of days is news of its date; a dated essay, study or product page states what holds at no date.
# The pattern begins with a set of characters, so that the search skips to them.
_NEWS = re.compile(
    r"[dwgvDWGV](?i:(?<=d)ay\b(?:(?<=\bmonday)|(?<=\bfriday)|(?<=\btuesday)|(?<=\bthursday)|(?<=\btoday)|(?<=\bwednesday)"
    r"|(?<=\bsaturday)|(?<=\bsunday)|(?<=\byesterday))|(?<=w)eek\b(?:(?<=\bthis week)|(?<=\blast week)|(?<=\bon the week))"
    r"|(?<=\btonig)ht\b|(?<=\bunv)eil(?:s|ed)\b|(?<=\breported)ly\b)"
    r"|[uU](?i:(?<=\bannou)nce[sd]?\b)"
)


@record
class PeriodContext:
    """What stands around a sentence: the clock of the document, the block it is in, and the texts that head it.

    `leads` are read for a time where the sentence names none, nearest first: column header, row label, caption,
    the line that introduces a list, the heading. `times` are the columns of a table that say when: "Date", "When".
    """

    clock: Clock = _NO_CLOCK
    block_start: int = 0
    block_period: Period | None = None
    leads: tuple[str, ...] = ()
    step: int = 0
    change: Period | None = None
    section_start: int = -1
    shared: str = ""
    times: tuple[int, ...] = ()
    is_news: bool = True
    has_title: bool = True

    @classmethod
    def of(cls, document: Document) -> "PeriodContext":
        """The context all sentences of a document share."""
        text, reference = document.text, reference_period(document)
        told = document.published is not None or reference is not None or _heads_years(document)
        year = 0 if told else lone_year(text)
        clock = Clock(document.published, reference, closing_month(text, reference, document.published), year)
        told = len(text) < _NOTICE or _NEWS.search(text) is not None
        return cls(clock, is_news=told and not is_timeless_kind(text), has_title=_has_title(document))

    def at(self, document: Document, index: int) -> "PeriodContext":
        """The context of block `index` of the document."""
        block, text = document.blocks[index], document.text
        clock = self.clock
        leads = [text[above.start : above.end] for above in _introduction(document, index)]
        note = document.blocks[index - 1] if index and block.table else None
        if note and note.zone is Zone.BODY and note.end - note.start <= _NOTE:
            leads.append(text[note.start : note.end])
        if block.zone is not Zone.REFERENCE:
            above = _headings_above(document, block, below_title=self.has_title)
            for heading in above[:1]:
                leads += self._without_dateline(text[heading.start : heading.end])
            leads += [text[each.start : each.end] for each in above[1:] if self._is_bare_time(text, each)]
            year = next((year for each in above if (year := _bare_year(text[each.start : each.end]))), 0)
            clock = replace(clock, year=year) if year else clock
        opening = document.blocks[block.heading + 1].start if block.heading >= 0 else -1
        shared = self._only_date(text, block.table) if block.table else ""
        return replace(
            self, clock=clock, block_start=block.start, block_period=block.period, leads=tuple(leads), section_start=opening,
            shared=shared, times=_columns_of_times(text, block.table) if block.table else (),
        )  # fmt: skip

    def _is_bare_time(self, text: str, heading: Block) -> bool:
        """Whether a heading says little but a time: "Mid March – May 2023", "Accounts of Q2 2024"."""
        if heading.end - heading.start > _SHORT:
            return False
        times = lead_times(text[heading.start : heading.end], self.clock)
        told = sum(time.last + 1 - time.first for time in times if time.period and not span.is_day(time.period))
        return told > 0 and len(text[heading.start : heading.end].split()) - told <= _TWICE

    def _without_dateline(self, heading: str) -> list[str]:
        """The heading, unless it is only the date the text appeared on."""
        published = self.clock.published
        words = heading.split()
        bare = len(words) <= _DATELINE or words[0].lower() == "by" and len(words) <= _BYLINE
        return [] if bare and published and lead_period(heading, self.clock) == span.month_of(published) else [heading]

    def cell(self, document: Document, index: int, row: int, column: int) -> "PeriodContext":
        """The context of a cell of the table in block `index`; call it on the context of that block."""
        table, text = document.blocks[index].table, document.text
        if table is None:
            return self
        header = self._dated(_header(text, table, row, column))
        change = self._change(text, table, row, column) if CHANGE.search(header) else None
        first = table.rows[row][0]
        texts = [header, self._when(text, table, row, column), in_full(text[first.start : first.end]) if column else ""]
        if table.caption:
            texts.append(text[table.caption.start : table.caption.end])
        texts += [self._dated_left(text, table, row, column), self.shared]
        step = step_of(header)
        return replace(self, block_start=0, leads=(*filter(None, texts), *self.leads), step=step, change=change)

    def _when(self, text: str, table: Table, row: int, column: int) -> str:
        """What the row says of its time in a column of times: "end of 2025" under "When"."""
        cells = table.rows[row]
        place = next((place for place in self.times if place != column), -1)
        if place < 0 or len(cells) != len(table.header):
            return ""
        return in_full(text[cells[place].start : cells[place].end])

    def _dated_left(self, text: str, table: Table, row: int, column: int) -> str:
        """The dated header left of one that names no time, where they take turns: "3Q25 | Share | 3Q24 | Share"."""
        headers = [text[cell.start : cell.end] for cell in table.header]
        if column >= len(headers) or len(table.rows[row]) != len(headers) or CHANGE.search(headers[column]):
            return ""
        if lead_period(headers[column], self.clock, days=True) is not None:
            return ""
        dated = [lead_period(header, self.clock, days=True) is not None for header in headers]
        if sum(dated) < _TWICE or any(one and other for one, other in pairwise(dated)):
            return ""
        return next((headers[left] for left in range(column - 1, -1, -1) if dated[left]), "")

    def _only_date(self, text: str, table: Table) -> str:
        """The one header that names a time, which the columns beside it share: "Q3 sales | Profit"; empty where several do."""
        headers = [text[cell.start : cell.end] for cell in table.header or ()]
        dated = [header for header in headers if lead_period(header, self.clock, days=True)]
        return dated[0] if len(dated) == 1 else ""

    def _dated(self, header: str) -> str:
        """A header with the day the heading or note above the table counts at: "Population, 1 January" over "2025"."""
        above = next((lead for lead in self.leads if len(lead) <= _NOTE and dated_label("2000", lead) != "2000"), "")
        header = dated_label(header, above)
        ended = next((match for lead in self.leads if (match := _ENDED.search(lead))), None) if header else None
        day = lead_period(header, self.clock, days=True) if ended else None
        return f"{ended[0]} {header}" if ended and day and span.is_day(day) else header

    def _change(self, text: str, table: Table, row: int, column: int) -> Period | None:
        """The two times a column of changes lies between; None where none are named."""
        own = [
            time.period
            for time in lead_times(self._dated(_header(text, table, row, column)), self.clock)
            if time.period
        ]
        others = [own] if own else []
        for left in range(column - 1, -1, -1):
            named = self._dated(_header(text, table, row, left))
            dated = [time.period for time in lead_times(named, self.clock) if time.period]
            others.append(dated or ([self.default] if named.lower() in _NOW and self.default else []))
        if len(own) > 1:
            return None if own[0].text == own[1].text else span.between_days(*own[:2])
        points = list(apart([each[0] for each in others if each], step_of(_header(text, table, row, column))))[:2]
        if len(points) == 1 and own:
            caption = text[table.caption.start : table.caption.end] if table.caption else ""
            points += [time.period for time in lead_times(caption, self.clock) if time.period][:1]
            points += [self.default] if len(points) == 1 and self.default else []
        if len(points) < 2 or points[0].text == points[1].text:
            return None
        return span.between_days(*points[:2])

    @property
    def default(self) -> Period | None:
        """When a figure holds that nothing dates: the period reported on, else the month news appeared in."""
        if self.clock.reference is not None:
            return self.clock.reference
        published = self.clock.published if self.is_news else None
        return span.month_of(published) if published else None


def _header(text: str, table: Table, row: int, column: int) -> str:
    labels = reversed(column_labels(text, table, row, column))
    caption = text[table.caption.start : table.caption.end] if table.caption else ""
    header = dated_label(in_full(" ".join(text[label.start : label.end] for label in labels)), caption)
    corners = (text[cells[0].start : cells[0].end] for cells in table.heads) if column else ()
    return next((dated for corner in corners if (dated := of_month(header, corner)) != header), header)


def _columns_of_times(text: str, table: Table) -> tuple[int, ...]:
    """The columns behind the labels that say when: "Date", "When"."""
    heads = (text[header.start : header.end].strip(" *").lower() for header in table.header[1:])
    return tuple(place for place, head in enumerate(heads, start=1) if head in _TIMES_HEAD)


def _heads_years(document: Document) -> bool:
    """Whether sections are headed by years."""
    heads = (block for block in document.blocks if block.zone is Zone.HEADING)
    return any(_bare_year(document.text[block.start : block.end]) for block in heads)


def _bare_year(heading: str) -> int:
    """The year a heading is, and nothing else; 0 where it is none."""
    match = _BARE_YEAR.fullmatch(heading)
    return int(match[1]) if match else 0


def _headings_above(document: Document, block: Block, *, below_title: bool) -> list[Block]:
    """The headings a block stands under, the nearest first; the title of the whole only where it is the nearest."""
    found: list[Block] = []
    while block.heading >= 0:
        block = document.blocks[block.heading]
        if not found or block.heading >= 0 or not below_title:
            found.append(block)
    return found


def _has_title(document: Document) -> bool:
    """Whether one heading stands over all others."""
    return sum(block.zone is Zone.HEADING and block.heading < 0 for block in document.blocks) == 1


def _introduction(document: Document, index: int) -> list[Block]:
    """The line that introduces the list a block is an item of: the nearest above that ends with a colon."""
    blocks, text = document.blocks, document.text
    for above in range(index - 1, max(-1, index - 12), -1):
        block, below = blocks[above], blocks[above + 1]
        if block.heading != blocks[index].heading or block.zone is not Zone.BODY:
            break
        if text[max(block.start, block.end - 20) : block.end].rstrip("*_ ").endswith(":"):
            return [block]
        between = text[block.end : below.start].strip()
        if not between:
            break
    return []
