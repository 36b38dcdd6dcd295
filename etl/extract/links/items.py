"""The claims of a document as the grammar of links sees them: each with the words before and behind it."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from etl.extract.sentence import Mention, Reading, Sentence
from etl.model.claim import Claim, Link, Relation, Salience
from etl.model.document import Zone
from etl.model.quantity import Bound, Kind
from etl.model.record import record


@record
class Item:
    """A claim in its sentence.

    `before` is the text from the claim before it (or the sentence's start), `behind` the text up to the next claim (or
    the sentence's end), both in lower case. `is_level` says that it is an amount of something: neither percentage nor
    ratio nor time nor a mere number word; `interval` is what the digits and a hedge of a tenth allow, rough, for
    proposing links only. Every rule asks for these traits, so they are told once.
    """

    claim: Claim
    mention: Mention
    sentence: Sentence
    position: int
    before: str
    behind: str
    claim_id: str
    unit: str
    value: float
    is_percent: bool
    is_ratio: bool
    is_duration: bool
    is_incidental: bool  # a number word, a reference or the like, and no claim
    is_level: bool
    interval: tuple[float, float]

    @classmethod
    def of(cls, claim: Claim, mention: Mention, sentence: Sentence, position: int, around: tuple[str, str]) -> "Item":
        """A claim with its traits; `around` is the text before it and behind it."""
        unit, value = claim.unit, claim.value
        is_duration = claim.dimension == "time" or claim.kind is Kind.DURATION
        is_incidental = claim.salience is Salience.INCIDENTAL
        is_number_word = is_incidental and abs(value) <= _SMALL and claim.zone is not Zone.REFERENCE
        half, slack = claim.resolution / 2, 0.1 * abs(value) if claim.bound is not Bound.EXACT else 0.0
        interval = claim.low - half - slack, claim.high + half + slack
        is_percent, is_ratio = unit == "percent", unit == "ratio" and "rate" not in mention.marks
        is_level = not (is_percent or is_ratio or is_duration or is_number_word)
        before, behind = around
        return cls(
            claim, mention, sentence, position, before, behind,
            claim.claim_id, unit, value, is_percent, is_ratio, is_duration, is_incidental, is_level, interval,
        )  # fmt: skip


@record
class Passage:
    """The items of one sentence."""

    sentence: Sentence
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        """The sentence in lower case."""
        return self.sentence.written.lower()

    @property
    def zone(self) -> Zone:
        """Zone of the sentence."""
        return self.sentence.zone


_REMEMBERED = 1 << 12  # figures as written
_SMALL = 20  # up to which a number word counts and tells no amount
# Figures whose unit the text leaves to the reader.
BARE = ("count", "dimensionless")
# "its 1750 value" is no amount.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def alike(first: Item, second: Item) -> bool:
    """Whether two figures are of one unit, as far as the text says: a bare number may be of the unit beside it."""
    units = one, rival = first.unit, second.unit
    if one == rival:
        return True
    if one not in BARE and rival not in BARE:
        return False
    other = second if one in BARE else first
    counted = other.claim.dimension.startswith("count") or "count" in units
    near = bool(second.value) and 0.02 < abs(first.value / second.value) < 50
    is_money = "currency" in (first.claim.dimension, second.claim.dimension)
    if not near or is_money or not (counted or "dimensionless" in units):
        return False
    return not any(item.unit in BARE and _YEAR.fullmatch(item.claim.quote) for item in (first, second))


def akin(first: Item, second: Item) -> bool:
    """Whether two figures may be of one thing where words tie them: "67 takeovers" and "30 purchases" are both counted."""
    return alike(first, second) or first.claim.dimension == second.claim.dimension == "count"


def like_metric(first: Item, second: Item) -> bool:
    """Whether two figures are of one metric, by the catalogue or by their words."""
    one, other = first.claim, second.claim
    if one.metric_id or other.metric_id:
        return one.metric_id == other.metric_id
    return bool(one.metric) and one.metric.lower() == other.metric.lower()


def passage(reading: Reading) -> Passage:
    """The items of a reading; claims that are ranges of error ("±17.9 percent") are left out."""
    sentence, text = reading.sentence, reading.sentence.text
    kept = [
        (claim, mention)
        for claim, mention in zip(reading.claims, reading.mentions, strict=True)
        if not _is_error(text[max(sentence.start, claim.start - 2) : claim.start], claim)
        and not _is_age(text[max(sentence.start, claim.start - 20) : claim.start], text[claim.end : claim.end + 20])
        and not _is_reference(text[max(sentence.start, claim.start - 20) : claim.start], claim)
    ]
    items = []
    for position, (claim, mention) in enumerate(kept):
        first = kept[position - 1][0].end if position else sentence.start
        last = kept[position + 1][0].start if position + 1 < len(kept) else sentence.end
        around = _plain(text[first : claim.start]), _plain(text[claim.end : last])
        items.append(Item.of(claim, mention, sentence, position, around))
    return Passage(sentence, tuple(items))


def _plain(words: str) -> str:
    """Words in lower case, without the asterisks that set some of them in bold."""
    return words.lower().replace("**", "") if "**" in words else words.lower()


_AGED = re.compile(r"\b(?:aged?|ages)\s+(?:from |between |group |of |about )?$", re.IGNORECASE)
_OLD = re.compile(r"^(?:[\s-]?years?)?[\s-](?:olds?\b|of age\b)|^ (?:and|or) (?:over|older|above)\b", re.IGNORECASE)
_CITED = re.compile(
    r"(?:\b(?:stat|u\.\s?s\.\s?c|pub|nos?|pp?|vol|tel|phone|fax|call|ext|sections?|articles?|sec|art|reg|directive|"
    r"isbn|issn|doi|ref|page|figs?|figure|table|chapter)\b\.?|§|\bl\.|\d\s?-)\s*$",
    re.IGNORECASE,
)


def _is_age(before: str, behind: str) -> bool:
    """Whether a figure is the age of a group: "those aged 20-64", "25-34-year-olds", "65 and over"."""
    return bool("ag" in before.lower() and _AGED.search(before) or _OLD.match(behind))


def _is_reference(before: str, claim: Claim) -> bool:
    """Whether a number is that of a law, page or telephone."""
    is_bare = claim.salience is Salience.INCIDENTAL and claim.dimension == "count"
    return is_bare and bool(_CITED.search(before) or re.fullmatch(r"\d{3,5}[-–]\d{4,}", claim.quote))


def _is_error(before: str, claim: Claim) -> bool:
    """Whether a figure is the uncertainty of the one before: "± 17.9", "[1.11-1.35]"."""
    return "±" in before or (before.endswith("[") and claim.low < claim.high)


def written_digits(item: Item) -> str:
    """The digits of a figure as written, but for noughts at either end: what a slip of the pen changes."""
    return _written(item.claim.quote)


@lru_cache(_REMEMBERED)
def _written(quote: str) -> str:
    return re.sub(r"\D", "", quote).strip("0")


def link(relation: Relation, members: Sequence[tuple[str, Item]], *, certain: bool = True) -> Link:
    """A link between items, named by what it ties."""
    pairs = tuple((role, item.claim_id) for role, item in members)
    document_id = members[0][1].claim.document_id
    return Link(link_name(document_id, relation, pairs), document_id, relation, pairs, certain=certain)


def link_name(document_id: str, relation: Relation, pairs: Iterable[tuple[str, str]], evidence: str = "") -> str:
    """A stable name for a link."""
    key = "\0".join((document_id, relation.value, evidence, *(part for pair in pairs for part in pair)))
    return "l" + hashlib.sha256(key.encode()).hexdigest()[:16]
