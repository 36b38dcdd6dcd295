"""From a start to an end: "200 billion by 2029, up from 63.1, a 3.2× expansion over four years"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.extract.links.items import Item, Passage, alike, link
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

# Up to eight words may stand between the word that announces a start and the figure: "above the revised August rate of".
_FILL = r"(?:[\s~$€£¥(]+[\w'’.%-]+){0,8}?[\s~$€£¥*(]*$"
_NOT_FILL = re.compile(r"\b(?:and|but|while|whereas|to|or|which|who|that|reach\w*|hit|as)\b|[;:]|\.\s")
_START = re.compile(
    r"\b(?P<cue>from|than|versus|vs\.?|against|compared (?:with|to)|over|above|below|under|exceed\w* the|beyond|(?:premium|discount)[^.;]{0,16}? to|short of)\b(?P<fill>"
    + _FILL
    + ")"
)
_FROM = re.compile(r"\bfrom\b" + _FILL)
_TO = re.compile(
    r"\b(?:to|hit|hitting|reach\w*|at|becom\w+|totall?ing|→|->)\b[\s~$€£¥]*(?:(?:about|around|approximately|nearly|almost|over|more than|roughly|some|just|a|an|the|as much as|at least|up to|could|will|record|reach|hit|exceed)\s+)*$|(?:→|->)\s*$"
)
_UP = re.compile(
    r"\b(?:up|increas\w*|ris\w*|rose|grow\w*|grew|gain\w*|climb\w*|jump\w*|surg\w*|soar\w*|expan\w*|improve\w*|higher|more|above|"
    r"advance\w*|add\w*|larger|bigger|faster|greater|premium|over|year[- ]on[- ]year|year[- ]over[- ]year|yoy)\b|\+"
)
_DOWN = re.compile(
    r"\b(?:down|decreas\w*|declin\w*|fall\w*|fell|drop\w*|los[et]\w*|shrink\w*|shrank|slid\w*|plung\w*|cut\w*|lower\w*|less|below|"
    r"reduc\w*|discount|cheaper|smaller|fewer|under|off|weaker|slump\w*|slip\w*|sank|tumbl\w*)\b|(?<!\d)[−-](?=\d)|−$|\(-$"
)
_DELTA = re.compile(
    r"\b(?:add(?:ed|ing|s)?|gain(?:ed|ing|s)?|by|an? (?:increase|rise|gain|growth|jump|difference|improvement) of|commissioned|"
    r"added a record|a record|up|new)\s*(?:a |an |some |about |around |roughly |nearly |over |record |total of )*[~$€£¥]*\s*$"
)
_LOSS = re.compile(
    r"\b(?:los(?:t|ing|es)|(?:an? )?(?:decrease|drop|decline|fall|cut|reduction|loss) of|down by|down|fell by|fallen by|cut by|reduced by|cheaper by)\s*"
    r"(?:a |an |some |about |around |roughly |nearly |over |total of )*[~$€£¥]*\s*$"
)
_A_YEAR = re.compile(
    r"^\W*(?:a year|per year|per annum|annually|each year|every year|yearly|p\.a\.|/yr|a\.a\.|compound)|^\W*cagr"
)
_YEARLY = re.compile(
    r"\b(?:average annual|annual(?:ly|i[sz]ed)?|compound(?: annual)?|cagr|each year|every year|per year|a year)\b"
)
_MORE_THAN = re.compile(r"^\W*(?:more|less|higher|lower|fewer|above|below|lighter|cheaper)\b")
_MEASURED = re.compile(r"^\W*(?:\(±[^)]*\)\W*)?(?:above|below|more than|less than|higher|lower|up|down)\b")
_EARLIER = re.compile(
    r"^\W*(?:an? (?:year|month|quarter|week|day) (?:ago|earlier|before)|last year|the (?:year|month|quarter) before)\b"
)
# "(Monday: 59.3p)", "(2023: 45 GW)"
_IN_BRACKETS = re.compile(r"\((?:[\w./-]+\s){0,2}[\w./-]+:\s*[~$€£¥]*$")


_OVER = re.compile(
    r"\b(?:over|in|within)\W+(?:the |just |only |about |some |next |past |last |roughly |these |those |under |less than )*$"
)


@dataclass(frozen=True, slots=True)
class Move:
    """A start and an end found in a sentence."""

    start: Item | None
    end: Item


def is_yearly(item: Item) -> bool:
    """Whether a percentage is a rate a year."""
    if "per_year" in item.mention.marks:
        return True
    return bool(_A_YEAR.search(item.behind) or (_YEARLY.search(item.before[-45:]) and item.is_percent))


def is_span(item: Item) -> bool:
    """Whether a duration is the time a change takes: "over four years"."""
    return item.is_duration and bool(_OVER.search(item.before)) and not re.search(r"\bfirst\b", item.before)


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
    return announces_start(item.before) or bool(_EARLIER.match(item.behind)) or bool(_IN_BRACKETS.search(item.before))


def announces_start(before: str) -> bool:
    """Whether the words before a figure say that it is what another is measured from."""
    found = None
    for found in _START.finditer(before):
        pass
    return bool(found) and not _NOT_FILL.search(found["fill"].replace("(", " ")) if found else False


# A rate for a unit with a prefix has another scale than the bare figure: 115 a kWh is 0.115 a watt hour.
_SCALED = re.compile(r"/(?:watt|watt_hour|meter|gram|byte|bit|hertz|joule|square_meter|liter|tonne)\b")


def same_unit(first: Item, second: Item) -> bool:
    """Whether two figures have one unit; "212 a share" and a close of 131.70 do, "140 trillion a day" and 100 billion."""
    if alike(first, second):
        return True
    short, long = sorted((first.unit, second.unit), key=len)
    return "/" not in short and long.split("/")[0] == short and not _SCALED.search(long)


def _levels(passage: Passage) -> list[Item]:
    return [item for item in passage.items if item.is_level]


def _pairs(passage: Passage, previous: Passage | None) -> Iterator[Move]:
    """Starts and ends of a sentence, each start with the end it belongs to."""
    levels = [item for item in passage.items if not item.is_duration and not item.is_ratio]
    ends_of: dict[str, Item] = {}
    starts: set[str] = set()
    for index, item in enumerate(levels):
        follows = levels[index + 1] if index + 1 < len(levels) else None
        from_to = (
            follows is not None
            and same_unit(item, follows)
            and _FROM.search(item.before)
            and _TO.search(follows.before)
            and follows.position == item.position + 1
        )
        if from_to and follows is not None:
            yield Move(item, follows)
            continue
        bare_to = (
            follows is not None
            and same_unit(item, follows)
            and follows.position == item.position + 1
            and re.fullmatch(
                r"[\w\s]{0,24}\b(?:and could hit|and (?:will|should) reach|to reach|to)\s+(?:nearly |about |almost |over )*",
                follows.before,
            )
        )
        if bare_to and follows is not None and item.is_level and item.value != follows.value:
            yield Move(item, follows)
            continue
        if (is_start(item) or _after_premium(levels, index)) and (item.is_level or has_pair_before(levels, index)):
            open_ends = [level for level in levels[:index] if level.claim_id not in starts]
            end = _end_for(item, open_ends, previous, ends_of)
            if end is not None:
                ends_of[item.unit] = end
                starts.add(item.claim_id)
                yield Move(item, end)


def _after_premium(levels: list[Item], index: int) -> bool:
    """ "a premium of 61 % to Monday's close of 131.70" """
    before = levels[index - 1] if index else None
    premium = before is not None and before.is_percent and re.search(r"\b(?:premium|discount)\b", before.before[-30:])
    return bool(premium) and bool(re.match(r"^\W*(?:to|over|on)\b", levels[index].before))


def has_pair_before(levels: list[Item], index: int) -> bool:
    """Whether a figure of the same unit stands right before, or points that lead there: "by 200 basis points from 4 %"."""
    before = levels[index - 1] if index else None
    if before is None or before.position != levels[index].position - 1:
        return False
    return same_unit(before, levels[index]) or before.unit in ("basis_point", "percentage_point")


def _end_for(start: Item, before: list[Item], previous: Passage | None, ends_of: dict[str, Item]) -> Item | None:
    same = [
        item
        for item in before
        if same_unit(item, start)
        and not _DELTA.search(item.before)
        and not _LOSS.search(item.before)
        and not _MORE_THAN.match(item.behind)
        and not item.before.rstrip().endswith("=")
    ]
    if same:
        return same[-1]
    if start.unit in ends_of:
        return ends_of[start.unit]
    if previous is not None and re.match(
        r"\W*(?:this|that|it|they|these|which|up|down)\b",
        start.sentence.text[start.sentence.start : start.sentence.end].lower(),
    ):
        earlier = [item for item in previous.items if same_unit(item, start)]
        return earlier[-1] if earlier else None
    return None


def find_changes(passage: Passage, previous: Passage | None) -> list[Link]:
    """Links that tell a change: start and end, and what is said of the way."""
    found: list[Link] = []
    used: set[str] = set()
    moves = list(_pairs(passage, previous))
    for move in moves:
        if move.start is None:
            continue
        members = [("start", move.start), ("end", move.end), *_said_of(passage, move, moves)]
        used.update(item.claim_id for _, item in members)
        found.append(link(Relation.CHANGE, members))
    found.extend(_lone(passage, used))
    return found


def _said_of(passage: Passage, move: Move, moves: list[Move]) -> Iterator[tuple[str, Item]]:
    """Growth, multiple, rate, span and difference that stand with a start and an end."""
    if move.start is None:
        return
    low, high = sorted((_position(passage, move.start), _position(passage, move.end)))
    ends = {m.end.claim_id for m in moves} | {m.start.claim_id for m in moves if m.start}
    here = [item for item in passage.items if item.claim_id in ends and item not in (move.start, move.end)]
    first = max((item.position for item in here if item.position < high), default=-1)
    last = min((item.position for item in here if item.position > high), default=len(passage.items))
    taken: set[str] = set()
    near = passage.items[first + 1 : last]
    for item in sorted(near, key=lambda i: (not low < i.position < high, abs(i.position - high))):
        role = _role(item, move)
        if role and role not in taken and item.claim_id not in ends and _belongs(item, low, high):
            taken.add(role)
            if role in ("growth", "fall"):
                taken.update(("growth", "fall"))
            yield role, item
    if not taken & {"delta", "loss"}:
        yield from _taking(passage, move)


_TAKING = re.compile(r"\b(?:taking|bringing|lifting|pushing|raising|boosting|to bring|cutting|leaving)\b[^.;]{0,60}$")


def _taking(passage: Passage, move: Move) -> Iterator[tuple[str, Item]]:
    """ "585 GW was commissioned, taking the stock from 3,863 to 4,448 GW": the difference stands before."""
    if move.start is None or move.start.sentence is not passage.sentence or move.end.sentence is not passage.sentence:
        return
    first = min(move.start, move.end, key=lambda item: item.position)
    before = [item for item in passage.items[: first.position] if item.unit == move.start.unit and item.is_level]
    if _TAKING.search(first.before) and len(before) == 1 and before[0].value < abs(move.end.value):
        yield ("loss" if _LOSS.search(before[0].before) or move.end.value < move.start.value else "delta"), before[0]


_NEW_CLAUSE = re.compile(r"\.\s|;|\bwhile\b|\bbut\b|\band\b(?! (?:up|down|an?|its|thus|so)\b)")


def _belongs(item: Item, low: int, high: int) -> bool:
    """What stands between start and end belongs to them; what stands outside must follow at once or say so."""
    if low < item.position < high:
        return True
    if item.position == high + 1:
        return not _NEW_CLAUSE.search(item.before)
    if item.position == low - 1:
        return len(item.behind) < 60 and not _NEW_CLAUSE.search(item.behind) and "," not in item.behind
    return item.is_duration and item.position == high + 2


def _position(passage: Passage, item: Item) -> int:
    return item.position if item.sentence is passage.sentence else -1


def _role(item: Item, move: Move) -> str | None:
    assert move.start is not None
    if item.is_ratio and item.claim.kind in (Kind.GROWTH, Kind.RATIO):
        if item.value < 1:
            return None
        return "times_more" if re.match(r"\W*(?:more|higher|larger|greater|faster)\b", item.behind) else "multiple"
    relative = item.claim.kind is Kind.GROWTH and re.search(
        r"\b(?:relative|reduction|improvement|increase|decrease)\b", item.before
    )
    is_change = item.unit != move.start.unit or bool(relative)
    if item.is_percent and is_change and item.claim.kind is not Kind.PROBABILITY:
        if is_yearly(item):
            return "rate_fall" if goes_down(item) else "rate"
        if (
            (item.claim.kind is Kind.SHARE and not _MEASURED.match(item.behind))
            or announces_start(item.before)
            or re.match(r"\s*of\b", item.behind)
        ):
            return None
        return "fall" if goes_down(item) and item.claim.low >= 0 else "growth"
    if is_span(item):
        return "span"
    return _difference_role(item, move)


def _difference_role(item: Item, move: Move) -> str | None:
    assert move.start is not None
    points = move.start.unit == "percent" and item.unit in ("percentage_point", "basis_point")
    if points:
        if item.position > max(move.start.position, move.end.position) and len(item.before) > 15:
            return None
        return "loss" if goes_down(item) and item.claim.low >= 0 else "delta"
    if item.is_level and item.unit == move.start.unit:
        if _LOSS.search(item.before) or re.match(r"\W*(?:less|lower|fewer|below|cheaper|lighter)\b", item.behind):
            return "loss"
        if _DELTA.search(item.before) or re.match(r"\W*(?:more|higher|above)\b", item.behind):
            return "delta"
    return None


def _lone(passage: Passage, used: set[str]) -> Iterator[Link]:
    """A growth beside its end ("16.2 billion, up 185 %"), an annual rate with its span or end."""
    items = passage.items
    for item in items:
        if item.claim_id in used:
            continue
        before = items[item.position - 1] if item.position else None
        behind = items[item.position + 1] if item.position + 1 < len(items) else None
        if item.is_percent and is_yearly(item):
            yield from _annual(item, items)
        elif item.is_percent and item.claim.kind is Kind.GROWTH:
            role = "fall" if goes_down(item) and item.claim.low >= 0 else "growth"
            yield from _with_end(item, role, _amount_itself(before, items), behind)


def _amount_itself(before: Item | None, items: tuple[Item, ...]) -> Item | None:
    """ "7.006 billion yuan (1.01 billion dollars), up 12 %" is of the amount, not of its conversion."""
    if before is not None and before.position and before.before.rstrip(" $€£¥~").endswith("("):
        return items[before.position - 1] if items[before.position - 1].is_level else before
    return before


def _with_end(item: Item, role: str, before: Item | None, behind: Item | None) -> Iterator[Link]:
    """ "16.2 billion, up 185 %"; "182 TWh (+7.9 %) to reach 2,494"; "rose 5 % to 20"."""
    joined = (
        before is not None
        and before.is_level
        and len(item.before) < 70
        and not re.search(r"[.;]\s|\bwhile\b", item.before)
    )
    if joined and before is not None:
        delta = "delta" if _DELTA.search(before.before) else "loss" if _LOSS.search(before.before) else None
        if delta is None:
            yield link(Relation.CHANGE, [("end", before), (role, item)])
        elif behind is not None and behind.unit == before.unit and _TO.search(behind.before):
            yield link(Relation.CHANGE, [("end", behind), (delta, before), (role, item)])
        return
    reached = (
        behind is not None
        and behind.is_level
        and re.fullmatch(r"\W*(?:[a-z]+\W+){0,3}?(?:to|and (?:took|reached|hit))\W+(?:[a-z]+\W+){0,2}", behind.before)
    )
    if reached and behind is not None:
        yield link(Relation.CHANGE, [("end", behind), (role, item)])


def _annual(item: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    role = "rate_fall" if goes_down(item) else "rate"
    near = [other for other in items if abs(other.position - item.position) <= 2]
    spans = [other for other in near if other.is_duration and other.claim.unit in ("year", "month", "decade")]
    span = min(
        spans, key=lambda other: (other.position < item.position, abs(other.position - item.position)), default=None
    )
    end = next((other for other in near if other.is_level and other.position > item.position), None)
    members = [(role, item), *([("span", span)] if span else []), *([("end", end)] if end else [])]
    if len(members) > 1:
        yield link(Relation.CHANGE, members)
