"""From a start to an end: "200 billion by 2029, up from 63.1, a 3.2× expansion over four years"."""

import re
from collections.abc import Iterator

from etl.extract.links.direction import FILL, LOSS, REACHED, is_earlier_aside, is_start, same_unit
from etl.extract.links.items import Item, Passage, link
from etl.extract.links.lone_growth import find_lone_growths
from etl.extract.links.roles import POINTS, is_step, role_beside
from etl.extract.links.untold import find_steps_alone
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind
from etl.model.record import record

_FROM = re.compile(r"\bfrom\b" + FILL)
_BARE_TO = re.compile(
    r"[\w\s]{0,24}\b(?:and could hit|and (?:will|should) reach|to reach|to)\s+(?:nearly |about |almost |over )*"
)
_REACHED_TO = re.compile(r"^\s*to\s+(?:about |nearly |almost |over |some |around )?[~$€£¥]*$")
_GLOSS = re.compile(r"^\W*\([~$€£¥]*$")  # "rises 50 % (1,220 GW) from": by so much, or to so much
_TAKING = re.compile(r"\b(?:taking|bringing|lifting|pushing|raising|boosting|to bring|cutting|leaving)\b[^.;]{0,60}$")
_NEW_CLAUSE = re.compile(r"\.\s|;|\bwhile\b|\bbut\b|\bfollowed by\b|\band\b(?! (?:up|down|an?|its|thus|so|\d+)\b)")

_CONCEDED = re.compile(
    r"\b(?:though|although|despite|whereas|when|because|if|unless)\b"
)  # what follows is another matter

_EXPECTED = re.compile(r"\b(?:expect\w*|estimate[sd]?|consensus|forecasts?|guidance|analysts)\b", re.IGNORECASE)
_UP_OR_DOWN = re.compile(r"\b(?:up|down)\s+(?:about |nearly |over |some |around )?$")
_ALSO = re.compile(r"\balso\b[^,;]{0,12}$")
_EXTREME = re.compile(r"\bfrom (?:the|its|their|an?) (?:[\w-]+ ){0,2}(?:high|low|peak|record|trough)\b")
_SINCE = re.compile(r",\s*(?:up|down) from[\s~$€£¥]*$")
_IN_MONTH = re.compile(
    r"^\W*(?:points?\s)?in (?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


@record
class Move:
    """A start and an end found in a sentence."""

    start: Item
    end: Item


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
            and "from" in item.before
            and _FROM.search(item.before)
            and REACHED.search(follows.before)
            and follows.position == item.position + 1
        )
        if from_to and follows is not None:
            yield Move(item, follows)
            continue
        bare_to = (
            follows is not None
            and same_unit(item, follows)
            and follows.position == item.position + 1
            and _BARE_TO.fullmatch(follows.before)
        )
        if bare_to and follows is not None and item.is_level and item.value != follows.value and not is_step(item):
            yield Move(item, follows)
            continue
        if (is_start(item) or _after_premium(levels, index)) and (item.is_level or _has_pair_before(levels, index)):
            open_ends = [level for level in levels[:index] if level.claim_id not in starts]
            end = _end_for(item, open_ends, previous, ends_of)
            if end is not None:
                ends_of[item.unit] = end
                starts.add(item.claim_id)
                yield Move(item, end)


def _multiplied(passage: Passage) -> Iterator[Move]:
    """As in "sales of 800 million are forecast to double to 1.6 billion"."""
    for start, multiple, end in zip(passage.items, passage.items[1:], passage.items[2:], strict=False):
        grown = multiple.is_ratio and multiple.value > 1 and multiple.claim.kind is Kind.GROWTH
        told = grown and _REACHED_TO.match(end.before) and not _NEW_CLAUSE.search(multiple.before)
        if told and start.is_level and end.is_level and same_unit(start, end):
            yield Move(start, end)


def _after_premium(levels: list[Item], index: int) -> bool:
    """As in "a premium of 61 % to Monday's close of 131.70"."""
    before = levels[index - 1] if index else None
    premium = before is not None and before.is_percent and re.search(r"\b(?:premium|discount)\b", before.before[-30:])
    return bool(premium) and bool(re.match(r"^\W*(?:to|over|on)\b", levels[index].before))


def _has_pair_before(levels: list[Item], index: int) -> bool:
    """Whether a figure of the same unit stands right before, or points that lead there: "by 200 basis points from 4 %"."""
    before = levels[index - 1] if index else None
    if before is None or before.position != levels[index].position - 1:
        return False
    return same_unit(before, levels[index]) or before.unit in POINTS


def _end_for(start: Item, before: list[Item], previous: Passage | None, ends_of: dict[str, Item]) -> Item | None:
    same = [
        item
        for item in before
        if same_unit(item, start)
        and (item.is_level or item.is_percent)
        and not is_step(item)
        and not item.before.rstrip().endswith("=")
        and not (item.position and _GLOSS.match(item.before))
    ]
    if same:
        return same[-1]
    if start.unit in ends_of:
        return ends_of[start.unit]
    if any(same_unit(item, start) for item in before):
        return None  # what was added or lost since stands between
    if previous is not None and re.match(
        r"\W*(?:this|that|it|they|these|which|up|down)\b",
        start.sentence.written.lower(),
    ):
        earlier = [item for item in previous.items if same_unit(item, start)]
        return earlier[-1] if earlier else None
    return None


def find_changes(passage: Passage, previous: Passage | None) -> list[Link]:
    """Links that tell a change: start and end, and what is said of the way."""
    found: list[Link] = []
    used: set[str] = set()
    moves = [*_pairs(passage, previous), *_multiplied(passage)]
    for move in moves:
        members = [("start", move.start), ("end", move.end), *_said_of(passage, move, moves)]
        used.update(item.claim_id for _, item in members)
        found.append(link(Relation.CHANGE, members))
    found.extend(find_lone_growths(passage, used))
    found.extend(find_steps_alone(passage, used))
    return found


def _said_of(passage: Passage, move: Move, moves: list[Move]) -> Iterator[tuple[str, Item]]:
    """Growth, multiple, rate, span and difference that stand with a start and an end."""
    low, high = sorted((_position(passage, move.start), _position(passage, move.end)))
    ends = {m.end.claim_id for m in moves} | {m.start.claim_id for m in moves}
    here = [item for item in passage.items if item.claim_id in ends and item not in (move.start, move.end)]
    first = max((item.position for item in here if item.position < high), default=-1)
    last = min((item.position for item in here if item.position > high), default=len(passage.items))
    taken: set[str] = set()
    near = passage.items[first + 1 : last]
    if _SINCE.search(move.start.before) and _IN_MONTH.match(move.start.behind):
        near = tuple(item for item in near if item.position > high)  # "fell by 3 to 60, down from 80 in May"
    for item in sorted(near, key=lambda i: (not low < i.position < high, abs(i.position - high))):
        role = role_beside(item, move.start, max(move.start.position, move.end.position))
        if role and role not in taken and item.claim_id not in ends and _belongs(item, move, low, high):
            taken.add(role)
            if role in ("growth", "fall"):
                taken.update(("growth", "fall"))
            yield role, item
    if not taken & {"delta", "loss"}:
        yield from _taking(passage, move)


def _taking(passage: Passage, move: Move) -> Iterator[tuple[str, Item]]:
    """As in "585 GW was commissioned, taking the stock from 3,863 to 4,448 GW": the difference stands before."""
    if move.start.sentence is not passage.sentence or move.end.sentence is not passage.sentence:
        return
    first = min(move.start, move.end, key=lambda item: item.position)
    before = [item for item in passage.items[: first.position] if item.unit == move.start.unit and item.is_level]
    if _TAKING.search(first.before) and len(before) == 1 and _may_be_taken(before[0], move):
        yield ("loss" if LOSS.search(before[0].before) or move.end.value < move.start.value else "delta"), before[0]


def _may_be_taken(difference: Item, move: Move) -> bool:
    return difference.value < abs(move.end.value) and not is_earlier_aside(difference)


def _is_of(item: Item, move: Move) -> bool:
    """Whether a figure may tell the way from this start: not from what was expected, a high long past or a bracket of prices."""
    start, end = move.start, move.end
    if end.claim.low <= start.value <= end.claim.high and end.claim.low < end.claim.high:
        return False
    if _EXPECTED.search(start.before[-40:]) or _EXPECTED.search(start.behind[:25]):
        return not _UP_OR_DOWN.search(item.before)
    return not (_ALSO.search(item.before) or (item.is_percent and _EXTREME.search(start.before)))


def _belongs(item: Item, move: Move, low: int, high: int) -> bool:
    """What stands between start and end belongs to them; what stands outside must follow at once or say so."""
    if is_earlier_aside(item) or not _is_of(item, move):
        return False
    if low < item.position < high:
        return True
    if item.position == high + 1:
        return not (_NEW_CLAUSE.search(item.before) or _CONCEDED.search(item.before))
    if item.position == low - 1:
        led = "," not in item.behind or re.search(r",\s*from\W*$", item.behind)
        return len(item.behind) < 60 and not _NEW_CLAUSE.search(item.behind.split(",")[0]) and bool(led)
    return item.is_duration and item.position == high + 2


def _position(passage: Passage, item: Item) -> int:
    return item.position if item.sentence is passage.sentence else -1
