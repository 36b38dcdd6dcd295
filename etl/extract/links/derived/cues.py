"""The words of the catalogue (catalog/derivations.toml) that say a figure follows from others, and which."""

import re
import tomllib
from functools import cache, lru_cache

from etl.catalog import CATALOG
from etl.extract.links.direction import goes_down, has_direction, is_start
from etl.extract.links.items import Item
from etl.model.metric import singular
from etl.model.quantity import Kind

_FILE = CATALOG / "derivations.toml"
# What may stand between a wording and its figure: a hedge, an article, a sign of a currency.
_HEDGES = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|some|just|over|only|well|more than|less than|under|at least|"
    r"as much as|up to|a|an|the|its|their|no|exactly|fully|good|further|another|mere|total|record|average|about|us|[(\[])[\s(\[]+)*[~$€£¥₹*(\[\\]*\s*$"
)
_BEFORE, _BEHIND = 45, 40
_REMEMBERED = 1 << 12  # figures and tables


@cache
def lines(table: str, side: str) -> tuple[str, ...]:
    """One list of the catalogue, the longest wording first."""
    found = filter(None, _catalogued()[table][side].split("\n"))
    return tuple(sorted(found, key=lambda line: (-len(line), line)))


@cache
def _catalogued() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def wordings(table: str, side: str) -> re.Pattern[str]:
    """The wordings of one list of the catalogue as a pattern, anchored where the figure stands."""
    said = "|".join(map(_pattern, lines(table, side)))
    if side == "before":
        return re.compile(rf"\b(?:{said})\W+{_HEDGES}|\b(?:{said})[\s~$€£¥₹(]*$")
    if table == "total" and side == "before":
        return re.compile(rf"\b(?:{said})\W+(?:[\w-]+ ){{0,2}}?(?:of |at |to )?{_HEDGES}|\b(?:{said})[\s~$€£¥₹(]*$")
    if side == "between":
        return re.compile(rf"\b(?:{said})\b|[:–—]\s")
    if side == "opening":
        return re.compile(rf"^\W*(?:{said})\b")
    if side == "behind":
        return re.compile(rf"^[\s)\]*,-]*(?:points?\s+)?(?:{said})\b")
    return re.compile(rf"\b(?:{said})\b")


def _pattern(wording: str) -> str:
    escaped = re.escape(wording).replace(r"\*", r"\w*").replace(r"\ ", " ").replace("… ", r"(?:[\w'’-]+ ){0,3}?")
    return escaped.replace("…", r"(?:[\w'’-]+ ){0,3}?[\w'’-]+").replace(" ", r"\s+")


_BRACKET = re.compile(r"^\s*[(\[][^()\[\]]*[)\]]\*?")


def behind_of(item: Item) -> str:
    """The words behind a figure, without what stands in brackets right behind it."""
    return _without_bracket(item.behind)


@lru_cache(_REMEMBERED)
def _without_bracket(behind: str) -> str:
    return _BRACKET.sub("", behind, count=1)


def says_before(item: Item, table: str) -> bool:
    """Whether a wording of a list of the catalogue stands right before a figure."""
    return _says_before(item.before, table)


@lru_cache(_REMEMBERED)
def _says_before(before: str, table: str) -> bool:
    return wordings(table, "before").search(before[-_BEFORE:]) is not None


def says(item: Item, table: str) -> bool:
    """The same right before or right behind a figure."""
    return _says_before(item.before, table) or _says_behind(item.behind, table)


@lru_cache(_REMEMBERED)
def _says_behind(behind: str, table: str) -> bool:
    return wordings(table, "behind").match(_without_bracket(behind)[:_BEHIND]) is not None


# "Fell from 38 in 2010 to 29 last year" ends at 29.
_REACHED = re.compile(r"\bto\s+(?:(?:about|around|nearly|almost|over|just|only|some|an?|the)\s+)*[~$€£¥₹]*\s*$")


def is_base(item: Item) -> bool:
    """Whether a figure is one of an earlier time, or what another is measured from."""
    if says_before(item, "base"):
        return True
    return not _is_reached(item.before) and (is_start(item) or says(item, "base"))


@lru_cache(_REMEMBERED)
def _is_reached(before: str) -> bool:
    return _REACHED.search(before) is not None


def tells_change(item: Item) -> bool:
    """Whether a percentage or multiple may be a change or difference."""
    return item.claim.kind is Kind.GROWTH or says(item, "change")


def tells_fall(item: Item) -> bool | None:
    """Whether a change is one downwards; None where the words do not say."""
    before, behind = item.before[-_BEFORE:], behind_of(item)[:_BEHIND]
    told = wordings("change", "behind").match(behind) or wordings("change", "before").search(before)
    if told is not None:
        return bool(wordings("fall", "words").search(told[0]))
    if "fall" in item.mention.marks or item.claim.low < 0 or item.claim.quote.lower().startswith("halv"):
        return True
    return False if item.claim.quote.startswith("+") or has_direction(item) and not goes_down(item) else None


def tells_share(item: Item) -> bool:
    """Whether a percentage or fraction may be the part of a whole."""
    if item.is_ratio and item.claim.quote[0].isdigit() and _RATIO_NAMED.search(item.before[-_BEFORE:]):
        return False
    if is_no_share(item) or _OR_BY.search(
        item.sentence.text[max(item.sentence.start, item.claim.start - 2 * _BEFORE) : item.claim.start]
    ):
        return False
    return item.claim.kind is not Kind.PROBABILITY and not says(item, "change")


# "cut costs by 4 million, or 12 %": the percentage is of the change as well
_OR_BY = re.compile(r"\bby\s+[~$€£¥₹]*\d[\d.,]*\s*[\w\s]{0,20}?(?:,|\()?\s*or\s+(?:about |around |nearly |some )?$")


_RATIO_NAMED = re.compile(r"\b(?:ratio|odds|score|index|coefficient|factor|correlation|beta)\b[^.;]{0,20}$")


_SHARE_NOUN = re.compile(r"\b(?:share|proportion|percentage|portion|coverage|rate)\b[^.;:]{0,30}$")
# Rates that are no parts of a whole, however they stand.
_NO_SHARE = re.compile(
    r"\b(?:efficacy|effectiveness|interest|growth|inflation|exchange|discount|coupon|hazard|policy|yield|margin)\b[^.;:]{0,30}$"
)


def names_share(item: Item) -> bool:
    """Whether the words before a percentage call it a share."""
    return (
        bool(_SHARE_NOUN.search(item.before[-_BEFORE:]))
        and not is_no_share(item)
        and not re.match(r"[\s)]*of\b", item.behind)
    )


# What a change is counted from, told with it and by nothing else near: "4.9 % more in 2010", behind what came before.
_ONWARD = re.compile(r"\bfollowed by\b[^,.;]*$")
_FROM_DAYS = re.compile(
    r"[\s)]*(?:from|than|on) (?:just )?(?:\w+[ -]){1,2}?(?:hour|day|week)s? (?:earlier|before|ago)\b"
)


def starts_anew(item: Item) -> bool:
    """Whether a change goes on from what the changes before came to: "fell to 113, followed by a 5% increase"."""
    return bool(_ONWARD.search(item.before))


def counts_from_days(item: Item) -> bool:
    """Whether a change is one of a few days: "down 7% from just two days earlier"."""
    return bool(_FROM_DAYS.match(item.sentence.text, item.claim.end))


def is_no_share(item: Item) -> bool:
    """Whether the words before a percentage name a rate that is no part of a whole: "an efficacy rate of"."""
    return bool(_NO_SHARE.search(item.before[-_BEFORE:]))


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


_BESIDE = 70


# "31 in one year, 44 in the next and 18 in the last: 93"
_COLON_AND = re.compile(r"^[^.;:()]{0,40}:\s*[~$€£¥₹]*\s*$")


def is_total(item: Item) -> bool:
    """Whether the words beside a figure say that others add up to it."""
    return bool(
        _COLON_AND.search(item.before)
        or wordings("total", "before").search(item.before[-_BESIDE:])
        or wordings("total", "behind").match(item.behind[:_BEHIND])
    )


def divides(first: Item, total: Item) -> bool:
    """Whether the words between a figure and those behind it say that it is made of these."""
    return first.sentence is total.sentence and bool(wordings("parts", "between").search(first.before))


def points_at_parts(first: Item) -> bool:
    """Whether a sentence opens by dividing the figure of the one before."""
    return first.position == 0 and bool(wordings("parts", "opening").match(first.before))


def is_rest(item: Item) -> bool:
    """Whether a figure is what is left of another."""
    return bool(
        wordings("rest", "before").search(item.before[-_BESIDE:])
        or wordings("rest", "behind").match(item.behind[:_BEHIND])
    )


def is_counter(item: Item) -> bool:
    """Whether a part counts against its total."""
    return bool(wordings("counter", "before").search(item.before[-_BEFORE:]))


_EACH_BEHIND = re.compile(
    r"^[\s)\]]*(?:each\b|apiece\b|per\b|an? (?!(?:year|month|week|day|quarter)s? (?:ago|earlier|before|later|on)\b|(?:rise|fall|drop|gain|increase|decrease|decline|record|total|share|third|quarter|few|little|bit|further|figure|level|sum|price|cost|rate)\b)[a-z-]+\b|for (?:each|every)\b|every\b)"
)
_EACH_BEFORE = re.compile(r"\b(?:per|each|every|apiece|averag\w*|mean|median|typical)\b[^.;:]{0,48}$")
_NOUN_BEHIND = re.compile(
    r"^[\s)\]]*(?:per|an?|for (?:each|every)(?: of (?:our|the|its|their))?|every|each)\s+([a-z]+)"
)
_NOUN_BEFORE = re.compile(r"\b(?:per|each|every|an? average)\s+((?:[a-z-]+ )?[a-z-]+)\b[^.;:]{0,40}$")


# What stands right behind the figure before is said of that one.
_ITS_OWN = re.compile(r"^[\s)\]]*(?:[\w-]+\s+){0,2}?(?:each|apiece|per [\w-]+|on average|a [\w-]+)\b")


def _own_words(item: Item) -> str:
    return _ITS_OWN.sub("", item.before) if item.position else item.before


def each_of(item: Item) -> bool:
    """Whether an amount is told of each of several things."""
    return bool(_EACH_BEHIND.match(item.behind) or _EACH_BEFORE.search(_own_words(item)))


def each_behind(item: Item) -> bool:
    """Whether "each" or the like stands right behind an amount."""
    return bool(_EACH_BEHIND.match(item.behind))


def rate_noun(item: Item) -> str:
    """The thing an amount is told of each of: "a job", "per net"; empty where only "each" says it."""
    _, _, bottom = item.unit.partition("/")
    if bottom:
        return bottom
    found = _NOUN_BEHIND.match(item.behind) or _NOUN_BEFORE.search(_own_words(item))
    return singular(found[1].split()[-1]) if found else ""


_FOR_EACH = re.compile(r"^[\s)]*for (?:each|every)(?: of (?:our|the|its|their|those))?\s*$")


def is_for_each(rate: Item) -> bool:
    """Whether the words behind a rate lead straight to the number of things it is for."""
    return bool(_FOR_EACH.match(rate.behind))


_PART = re.compile(r"\bof (?:which|that|this|it)\b[^.;]{0,20}$")


def is_part(item: Item) -> bool:
    """Whether the words before a figure make it the part of one before."""
    return bool(_PART.search(item.before))


def is_left(item: Item) -> bool:
    """Whether a figure is what is left once others are taken away."""
    return bool(
        wordings("left", "before").search(item.before[-_BEFORE:])
        or wordings("left", "behind").match(item.behind[:_BEHIND])
    )


_OPEN = re.compile(
    r"\b(?:the rest|the remainder|the others|others|the balance|among others|and so on|including|such as)\b"
)


def is_open(last: Item) -> bool:
    """Whether the words behind the last part say that there are more."""
    return bool(_OPEN.search(last.behind[:80]))


def is_aside(item: Item) -> bool:
    """Whether a figure stands in brackets, or is one of an earlier time."""
    return in_brackets(item) or is_base(item)


def in_brackets(item: Item) -> bool:
    """Whether a bracket opens right before a figure."""
    return item.before.rstrip(" ~$€£¥₹")[-1:] in ("(", "[")


_NEW_LIST = re.compile(r";|\.\s|\b(?:while|whereas|but|although)\b")


def breaks(item: Item) -> bool:
    """Whether a new statement opens before a figure of a list."""
    return bool(_NEW_LIST.search(item.before))


def is_whole_list(first: Item, last: Item) -> bool:
    """Whether the words before the first part or the last say that the list is of all parts."""
    return bool(wordings("whole", "between").search(first.before) or is_rest(last))


_THAN = re.compile(
    r"^[\s)]*(?:points?\s+|(?!win|victor|triumph|defeat|loss|draw)[\w-]+\s+)?(?:more|less|fewer|higher|lower|above|below|over|under|ahead of|behind|short of|longer|shorter|older|"
    r"younger|taller|heavier|lighter|further|faster|slower|bigger|larger|smaller)\b(?! time)"
)
_GAP = re.compile(
    r"\b(?:gap|difference|surplus|deficit|shortfall|headroom|margin|excess|overrun|net (?:gain|loss|increase|decrease))"
    r"(?:,| of| was| is|:)\s*(?:(?:about|around|some|just|nearly|only|over)\s+)*[~$€£¥₹]*\s*$|\b(?:left over|what (?:is|was|remains) left|what remains)\W{0,4}[~$€£¥₹]*\s*$"
)


_THAN_OTHER = re.compile(r"\bthan (?!today|now|last|before|planned|(?:a|one|the) (?:year|month|week|quarter)|in )")


def than_other(item: Item) -> bool:
    """Whether the words name something without a figure that a difference is measured from."""
    return bool(_THAN_OTHER.search(item.behind[:_BEHIND]))


def measures_from(item: Item) -> bool:
    """Whether a figure is how much more or less something is."""
    return bool(_THAN.match(behind_of(item)))


def is_gap(item: Item) -> bool:
    """Whether the words before a figure call it a difference."""
    return bool(_GAP.search(item.before[-_BEFORE:]))
