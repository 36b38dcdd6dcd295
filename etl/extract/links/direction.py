"""Words of change around a figure: up or down, a year, measured from, over how long."""

import re
from functools import lru_cache

from etl.extract.links.items import Item, alike
from etl.model.quantity import Bound, Kind

_REMEMBERED = 1 << 11  # figures, of which most are asked about again and again
# Up to eight words may stand between the word that announces a start and the figure: "above the revised August rate of".
FILL = r"(?:[\s~$€£¥(]+[\w'’.%-]+){0,8}?[\s~$€£¥*(]*$"
_NOT_FILL = re.compile(r"\b(?:and|but|while|whereas|to|or|which|who|that|reach\w*|hit|as)\b|[;:]|\.\s")
_START = re.compile(
    r"\b(?P<cue>from|than|versus|vs\.?|against|compared (?:with|to)|over|above|below|under|exceed\w* the|beyond|(?:premium|discount)[^.;]{0,16}? to|short of)\b(?P<fill>"
    + FILL
    + ")"
)
REACHED = re.compile(
    r"\b(?:to|hit|hitting|reach\w*|at|becom\w+|totall?ing|→|->)\b[\s~$€£¥]*(?:(?:about|around|approximately|nearly|almost|over|more than|roughly|some|just|a|an|the|as much as|at least|up to|could|will|record|reach|hit|exceed)\s+)*$|(?:→|->)\s*$"
)
_PLACES = ("over", "above", "below", "under", "beyond")
_UP = re.compile(
    r"\b(?:up|increas\w*|ris\w*|rose|grow\w*|grew|gain\w*|climb\w*|jump\w*|surg\w*|soar\w*|expan\w*|improve\w*|higher|more|above|"
    r"advance\w*|add\w*|larger|bigger|faster|greater|premium|over|year[- ]on[- ]year|year[- ]over[- ]year|yoy)\b|\+"
)
_DOWN = re.compile(
    r"\b(?:down|decreas\w*|declin\w*|fall\w*|fell|drop\w*|los[et]\w*|shrink\w*|shrank|slid\w*|plung\w*|cut\w*|lower\w*|less|below|"
    r"reduc\w*|discount|cheaper|smaller|fewer|under|off|weaker|slump\w*|slip\w*|sank|tumbl\w*)\b|(?<!\d)[−-](?=\d)|−$|\(-$"
)
DELTA = re.compile(
    r"\b(?:add(?:ed|ing|s)?|gain(?:ed|ing|s)?|by|an? (?:increase|rise|gain|growth|jump|difference|improvement) of|commissioned|"
    r"added a record|a record|up|new)\s*(?:a |an |some |about |around |roughly |nearly |over |record |total of )*[~$€£¥]*\s*$"
)
LOSS = re.compile(
    r"\b(?:los(?:t|ing|es)|(?:an? )?(?:decrease|drop|decline|fall|cut|reduction|loss) of|down by|down|fell by|fallen by|cut by|reduced by|cheaper by)\s*"
    r"(?:a |an |some |about |around |roughly |nearly |over |total of )*[~$€£¥]*\s*$"
)
_A_YEAR = re.compile(
    r"^\W*(?:a year|per year|per annum|annually|each year|every year|yearly|p\.a\.|/yr|a\.a\.|compound)|^\W*cagr"
)
_YEARLY = re.compile(
    r"\b(?:average annual|annual(?:ly|i[sz]ed)?|compound(?: annual)?|cagr|each year|every year|per year|a year(?! ago| earlier| before))\b"
)
_EARLIER = re.compile(
    r"^\W*(?:an? (?:year|month|quarter|week|day) (?:ago|earlier|before)|last year|the (?:year|month|quarter) before)\b"
)
# "up 20 % on the prior year's 30 million"
_ON_EARLIER = re.compile(
    r"\b(?:on|over|from) (?:the |its )?(?:prior|previous|preceding|last)[ -](?:year|quarter|month|week|period|season)(?:['’]s)?"
    r"(?: (?:figure|level|total|value|result)(?: of)?)?[\s~$€£¥]*$"
)
# "(Monday: 59.3p)", "(2023: 45 GW)"
_IN_BRACKETS = re.compile(r"\((?:[\w./-]+\s){0,2}[\w./-]+:\s*[~$€£¥]*$")
# "and more than 200 million" hedges, "100 more than 200" measures.
_HEDGED = re.compile(r"\w\s+(?:more|less|fewer|greater) than[\s~$€£¥]*$")
_OVER = re.compile(
    r"\b(?:over|in|within)\W+(?:the |just |only |about |some |next |past |last |roughly |these |those |under |less than )*$"
)
_RECORD = re.compile(
    r"\b(?:first|record|most|least|best|worst|\w{3,}est)\b[^,;.]{0,25}$"
)  # "the narrowest in five years"
# "seen within two weeks of being referred", "in the 12 months ending September" are no time a change takes.
_NO_WAY = re.compile(r"\W*(?:of\b|(?:period )?end(?:ing|ed)\b)")
# Verbs and words of change, which name nothing that changes.
MOVES = re.compile(
    r"\b(?:increas|ris[ei]|rose|grow|grew|gain|climb|jump|surg[ei]|soar|expan[ds]|declin|decreas|fall|fell|drop|shr[aiu]nk|slid|plung|"
    r"cut|reduc|slump|slip|sank|tumbl|peak|reach|total(?:l?ing|l?ed)|stood|remain|averag)\w*\b"
)
# A rate for a unit with a prefix has another scale than the bare figure: 115 a kWh is 0.115 a watt hour.
_SCALED = re.compile(r"/(?:watt|watt_hour|meter|gram|byte|bit|hertz|joule|square_meter|liter)\b")


def is_yearly(item: Item) -> bool:
    """Whether a percentage is a rate a year."""
    if "per_year" in item.mention.marks:
        return True
    return bool(_A_YEAR.search(item.behind) or (_YEARLY.search(item.before[-45:]) and item.is_percent))


def is_span(item: Item) -> bool:
    """Whether a duration is the time a change takes: "over four years"."""
    within = item.is_duration and bool(_OVER.search(item.before)) and not _RECORD.search(item.before)
    return within and not _NO_WAY.match(item.behind)


def goes_down(item: Item) -> bool:
    """Whether a growth figure is a fall: by its mark, its sign, or the nearest word of direction."""
    if "fall" in item.mention.marks or item.claim.high < 0:
        return True
    before, behind = item.before[-40:], item.behind[:25]
    down = max((m.end() for m in _DOWN.finditer(before)), default=-1)
    up = max((m.end() for m in _UP.finditer(before)), default=-1)
    if down != up:
        close = len(before) - max(down, up) < 25
        if close:
            return down > up
    first_down, first_up = _DOWN.search(behind), _UP.search(behind)
    if first_down and (not first_up or first_down.start() <= first_up.start()):
        return True
    return down > up and not first_up


def has_direction(item: Item) -> bool:
    """Whether a word of growth or fall stands beside the figure."""
    if item.claim.kind is Kind.GROWTH:
        return True
    around = (item.before[-40:], item.behind[:25])
    return any(pattern.search(part) for part in around for pattern in (_UP, _DOWN))


def is_start(item: Item) -> bool:
    """Whether the words around a figure say that it is what another is measured from."""
    if item.claim.bound in (Bound.GT, Bound.LT) and _HEDGED.search(item.before):
        return False
    return _is_start(item.before, item.behind)


@lru_cache(_REMEMBERED)
def _is_start(before: str, behind: str) -> bool:
    return (
        announces_start(before)
        or _EARLIER.match(behind) is not None
        or _IN_BRACKETS.search(before) is not None
        or _ON_EARLIER.search(before) is not None
    )


def is_earlier_aside(item: Item) -> bool:
    """Whether a figure stands in brackets as that of another time: "(2023: 45 GW)"."""
    return bool(_IN_BRACKETS.search(item.before))


# "From the quarter before (40)" measures from 40, "serves from the right (52 %)" does not.
_BASES = re.compile(
    r"\b(?:year|quarter|month|week|day|half|period|season|prior|previous|last|ago|earlier|before|base\w*|level|close|average|peak|"
    r"estimat\w*|forecast\w*|expect\w*|consensus|target\w*|budget\w*|plan\w*|guidance|control|placebo|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|(?:1[5-9]|20)\d\d|[qh]\d)\b"
)


def _is_remark(fill: str) -> bool:
    """Whether a bracket opens behind what names no time and no measure: the figure in it is a remark."""
    words, bracket, _ = fill.rpartition("(")
    return bool(bracket and words.strip() and not _BASES.search(words))


@lru_cache(_REMEMBERED)
def announces_start(before: str) -> bool:
    """Whether the words before a figure say that it is what another is measured from."""
    found = None
    for found in _START.finditer(before):
        pass
    if found is None or _NOT_FILL.search(found["fill"].replace("(", " ")) or _is_remark(found["fill"]):
        return False
    # "3 % above 82" measures from 82, "after trading above 82" does not.
    return found["cue"] not in _PLACES or (found.start() <= 20 and "," not in before[: found.start()])


def same_unit(first: Item, second: Item) -> bool:
    """Whether two figures have one unit; "212 a share" and a close of 131.70 do, "140 trillion a day" and 100 billion."""
    if alike(first, second):
        return True
    short, long = sorted((first.unit, second.unit), key=len)
    return "/" not in short and long.split("/")[0] == short and not _SCALED.search(long)


_ON = re.compile(r"^\s*to\s+(?:(?:about|around|nearly|almost|over|just|some|a)\s+)*[~$€£¥₹]*\s*$")


def leads_on(step: Item, after: Item) -> bool:
    """Whether a figure is the step to the next: the 45 of "fell 30 to 700 and guests grew by 20 to 400"."""
    return after.position == step.position + 1 and alike(step, after) and bool(_ON.match(after.before))
