"""Words that say what a percentage or multiple is told of: a change and which way, a share, so many times as much."""

import re

from etl.extract.links.direction import goes_down, has_direction
from etl.extract.links.items import Item
from etl.extract.links.wordings import BEFORE, BEHIND, behind_of, says, wordings
from etl.model.quantity import Kind

# "cut costs by 4 million, or 12 %": the percentage is of the change as well
_OR_BY = re.compile(r"\bby\s+[~$€£¥₹]*\d[\d.,]*\s*[\w\s]{0,20}?(?:,|\()?\s*or\s+(?:about |around |nearly |some )?$")
_RATIO_NAMED = re.compile(r"\b(?:ratio|odds|score|index|coefficient|factor|correlation|beta)\b[^.;]{0,20}$")
_SHARE_NOUN = re.compile(r"\b(?:share|proportion|percentage|portion|coverage|rate)\b[^.;:]{0,30}$")
# Rates that are no parts of a whole, however they stand.
_NO_SHARE = re.compile(
    r"\b(?:efficacy|effectiveness|interest|growth|inflation|exchange|discount|coupon|hazard|policy|yield|margin)\b[^.;:]{0,30}$"
)
# What a change is counted from, told with it and by nothing else near: "4.9 % more in 2010", behind what came before.
_ONWARD = re.compile(r"\bfollowed by\b[^,.;]*$")
_FROM_DAYS = re.compile(
    r"[\s)]*(?:from|than|on) (?:just )?(?:\w+[ -]){1,2}?(?:hour|day|week)s? (?:earlier|before|ago)\b"
)
_MEASURE = re.compile(
    r"^\W*(?:as (?:much|many|large|long|big|high|fast|heavy|old|far) as|more than|larger than|the size of|bigger than)?\W*(?:the|its|their|that of|those of|what|last|this|his|her|our|a)\b[\w\s'’-]{0,40}?[~$€£¥₹(]*\s*$|^\W*(?:as (?:much|many|large|long) as|more than)\b[\w\s'’-]{0,30}?[~$€£¥₹]*\s*$"
)
_NAMES_OTHER = re.compile(
    r"^[\s)]*(?:points?\s+)?(?:(?:more|less|fewer|higher|lower|faster|slower|larger|smaller|longer|shorter|dearer|cheaper|better|worse|greater|heavier|"
    r"lighter|older|younger)(?: [\w-]+){0,2} than|above|below|ahead of|short of|as [\w-]+ as|the|what|that of|those of)\b(?! (?:now|today)\b)"
)
_AS_MUCH = re.compile(
    r"^\W*(?:as (?:much|many|large|long|big|high|fast|heavy|far)\b(?! as)|(?:more|longer|faster|larger|bigger|higher|slower|heavier|brighter)\b(?! than)|in (?:less than |under |just |only )?(?:an?|one|\w+) (?:decade|year|month)s?\b|(?:jump|increase|rise|leap)\b)"
)
_OF_BEFORE = re.compile(
    r"(?:\(|,\s*or|,\s*that is,?|[–—-]|,)\s*(?:(?:about|around|nearly|almost|roughly|exactly|just|over|under|some|a|an|a mere)\s+)*$"
)


def tells_change(item: Item) -> bool:
    """Whether a percentage or multiple may be a change or difference."""
    return item.claim.kind is Kind.GROWTH or says(item, "change")


def tells_fall(item: Item) -> bool | None:
    """Whether a change is one downwards; None where the words do not say."""
    before, behind = item.before[-BEFORE:], behind_of(item)[:BEHIND]
    told = wordings("change", "behind").match(behind) or wordings("change", "before").search(before)
    if told is not None:
        return bool(wordings("fall", "words").search(told[0]))
    if "fall" in item.mention.marks or item.claim.low < 0 or item.claim.quote.lower().startswith("halv"):
        return True
    return False if item.claim.quote.startswith("+") or has_direction(item) and not goes_down(item) else None


def tells_share(item: Item) -> bool:
    """Whether a percentage or fraction may be the part of a whole."""
    if item.is_ratio and item.claim.quote[0].isdigit() and _RATIO_NAMED.search(item.before[-BEFORE:]):
        return False
    if is_no_share(item) or _OR_BY.search(
        item.sentence.text[max(item.sentence.start, item.claim.start - 2 * BEFORE) : item.claim.start]
    ):
        return False
    return item.claim.kind is not Kind.PROBABILITY and not says(item, "change")


def names_share(item: Item) -> bool:
    """Whether the words before a percentage call it a share."""
    return (
        bool(_SHARE_NOUN.search(item.before[-BEFORE:]))
        and not is_no_share(item)
        and not re.match(r"[\s)]*of\b", item.behind)
    )


def starts_anew(item: Item) -> bool:
    """Whether a change goes on from what the changes before came to: "fell to 113, followed by a 5% increase"."""
    return bool(_ONWARD.search(item.before))


def counts_from_days(item: Item) -> bool:
    """Whether a change is one of a few days: "down 7% from just two days earlier"."""
    return bool(_FROM_DAYS.match(item.sentence.text, item.claim.end))


def is_no_share(item: Item) -> bool:
    """Whether the words before a percentage name a rate that is no part of a whole: "an efficacy rate of"."""
    return bool(_NO_SHARE.search(item.before[-BEFORE:]))


def names_other(item: Item) -> bool:
    """Whether the words behind a change name what it is measured from: "above the median", "times EBITDA"."""
    return bool(_NAMES_OTHER.match(behind_of(item)))


def is_measure(item: Item) -> bool:
    """Whether an amount right behind a multiple is what it multiplies: "eight times the 5,200 hours available"."""
    return bool(_MEASURE.match(item.before))


def is_as_much(item: Item) -> bool:
    """Whether a multiple leaves what it multiplies to what was said before: "three times as much"."""
    return bool(_AS_MUCH.match(item.behind))


def is_share_of_before(item: Item) -> bool:
    """Whether a share stands beside its part and names no whole of its own."""
    return bool(_OF_BEFORE.search(item.before)) and not re.match(r"[\s)]*of\b", item.behind)
