"""A claim: one numeric expression of a document with everything the text says about it. One row of the extract."""

import hashlib
from enum import StrEnum

from etl.model.document import Zone
from etl.model.period import Period
from etl.model.quantity import Bound, Kind
from etl.model.record import record


class Modality(StrEnum):
    """How the text holds a figure to be true."""

    ACTUAL = "actual"
    PROJECTION = "projection"
    TARGET = "target"
    ESTIMATE = "estimate"
    HYPOTHETICAL = "hypothetical"


class Salience(StrEnum):
    """Whether a figure is a claim, or a number word, duration or reference that claims nothing."""

    CLAIM = "claim"
    INCIDENTAL = "incidental"


@record
class Claim:
    """One numeric expression; the fields are the columns of the `claims` table (etl/model/tables.py).

    `low`, `high` and `resolution` are in `unit`. `resolution` is the size of one step of the last digit written:
    0.1 for "3.2×", 1e8 for "$63.1 billion"; trailing zeros count down to two significant digits (1e13 for
    "140 trillion").
    """

    claim_id: str
    document_id: str
    start: int
    end: int
    quote: str
    low: float
    high: float
    resolution: float
    unit: str
    dimension: str
    kind: Kind
    bound: Bound
    subject: str
    metric: str
    metric_id: str
    qualifier: str
    period: Period | None
    modality: Modality
    speaker: str
    zone: Zone
    salience: Salience
    line: int
    page: int
    sentence: str
    sentence_start: int
    rule: str = ""

    @property
    def value(self) -> float:
        """Midpoint of low and high."""
        return self.low if self.low == self.high else (self.low + self.high) / 2


def claim_id(document_id: str, sha256: str, start: int, end: int) -> str:
    """A stable name: the same document text and span give the same id."""
    key = f"{document_id}\0{sha256}\0{start}\0{end}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:16]


class Relation(StrEnum):
    """How the grammar of a sentence or a table ties claims together."""

    CHANGE = "change"  # start, end, and what is said of the way: multiple, rate, growth, span
    COMPARISON = "comparison"  # value, ratio: "600 W, roughly 1.5× that of the H20"
    BEFORE_AFTER = "before_after"  # before, after, at one time: "140 GB … with just 35 GB"
    SHARE = "share"  # part, share (of a whole): "$300 billion, accounting for 15.1 %"
    EQUIVALENT = "equivalent"  # two ways to say one amount: "7.006 billion yuan ($1.01 billion)"
    STAKE = "stake"  # raise, valuation: "a $4 billion round at a $50 billion valuation"
    PARTS = "parts"  # part, part, …, total: lists and tables
    ENUMERATION = "enumeration"  # a count and the number of things listed with it
    SELF_REFERENCE = "self_reference"  # what a document says of itself, and what it is
    ORDER = "order"  # dates that stand out of order
    PER_UNIT = "per_unit"  # amount, divisor: "a 70-billion-parameter model that needs 140 GB"
    RESTATEMENT = "restatement"  # one quantity said more than once


@record
class Link:
    """Claims of one document tied together by its text: `members` are (role, claim_id) in reading order.

    `counted` holds what was counted or measured in the document itself (items listed, words, days) for the
    relations that compare a claim with the text, and `evidence` the words that hold it. `certain` is False where the
    figures, not the grammar, propose the tie: such a link may confirm, never accuse.
    """

    link_id: str
    document_id: str
    relation: Relation
    members: tuple[tuple[str, str], ...]
    counted_low: float | None = None
    counted_high: float | None = None
    evidence: str = ""
    certain: bool = True


@record
class Extraction:
    """All that one document yields."""

    document_id: str
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    set_aside: tuple[tuple[str, int], ...] = ()  # numbers that are no claim, counted by reason
