"""How the words between figures tie them: one the part of another, a figure said of an amount, one turned into another."""

import re

from etl.extract.links.derived.cues import in_brackets, is_aside, is_base
from etl.extract.links.derived.scene import Scene
from etl.extract.links.items import Item
from etl.extract.links.wordings import wordings

_OF_WHOLE = re.compile(
    r"^[\s)\]*]*(?:[\w'’-]+\s+){0,3}?(?:out\s+)?of\s+(?:(?:the|its|their|all|our|those|these|a|total|whole|some|about|nearly|over|around|estimated|planned|more|than|roughly)\s+)*[\w'’ -]{0,24}?[~$€£¥₹(\[*]*\s*$"
)
_OR = re.compile(
    r"^[^.;]{0,25}(?:,|\(|–|—|:)\s*(?:or|i\.e\.|about|some|around|roughly|that is|=|which is|equal to)?\s*[~$€£¥₹]*\s*$"
)
_OF_IT = re.compile(r"^[\s)]*(?:[\w-]+\s+)?of (?:it|them|these|those|this|that)\b")
_REACH = 5
_OF_WHICH = re.compile(r"\b(?:of|out of) (?:which|whom|these|those|them|this|that|it)\b")
_LED_OF = re.compile(
    r"(?:^|[.;:]\s)\W*(?:out )?of\s+(?:(?:the|its|their|all|our|those|these|some|about|nearly|over|around)\s+)*[\w'’ -]{0,24}?[~$€£¥₹]*\s*$"
)


def is_of(scene: Scene, part: int, whole: int, said: int) -> bool:
    """Whether the words make one amount the part of another."""
    items = scene.items
    if is_base(items[part]):
        return False
    beside = whole == part + 1 or (whole == said + 1 and abs(part - said) == 1)
    if beside and items[whole].sentence is items[whole - 1].sentence and _OF_WHOLE.match(items[whole].before):
        return part < said or bool(_OR.match(items[part].before))
    if whole > min(part, said):
        return False
    if part == said + 1:
        return _is_worked_out(scene, part, whole, said)
    return _is_of_before(scene, part, whole)


def _is_worked_out(scene: Scene, part: int, whole: int, said: int) -> bool:
    """As in "the system cost 28,400; applicants received 52 %, or roughly 14,800": the nearest amount is the whole."""
    items = scene.items
    if not _OR.match(items[part].before) or re.match(r"[\s)]*of\b", items[said].behind) or whole < said - _REACH:
        return False
    between = (items[at] for at in range(whole + 1, said) if items[at].unit == items[part].unit)
    shared = any(0 <= at < len(items) and items[at].is_percent for at in (whole - 1, whole + 1) if at != said)
    return not shared and not is_aside(items[whole]) and all(is_aside(item) for item in between)


def _is_of_before(scene: Scene, part: int, whole: int) -> bool:
    """Whether the words before or behind a part point back to a whole: "of which 40", "of the 60, 40", "40 of these"."""
    items = scene.items
    led = items[whole + 1] if whole + 1 < len(items) else items[part]
    if _OF_WHICH.search(items[part].before[-40:]) or (
        _OF_WHICH.search(led.before[-60:]) and led.sentence is items[part].sentence
    ):
        return True
    of_it = _OF_IT.match(items[part].behind) and not is_aside(items[whole])
    if of_it and part - whole <= _REACH and items[whole].sentence.block == items[part].sentence.block:
        return not any(items[at].unit == items[part].unit and not is_aside(items[at]) for at in range(whole + 1, part))
    led_by = items[whole].position == 0 and _LED_OF.search(items[whole].before)
    return bool(led_by) and items[whole].sentence is items[part].sentence


# A new statement between a figure and the amounts it would be told of.
_BREAK = re.compile(
    r"[;:]\s|\.\s|\b(?:while|whereas|but|although|though|when|because|with|on|whose|where)\b|\band\b(?! (?:thus|so|hence|therefore|is|was|are|were|it is)\b)"
)
# A figure that opens a sentence of its own speaks of the one before where a word points back.
_POINTS_BACK = re.compile(
    r"^\W*(?:that|this|it|which|these|hence|thus|so)\b[^,;]{0,45}$|\b(?:that|this|the) (?:[\w-]+ )?$|^\W*(?:the|an?) (?:rise|increase|gain|growth|jump|fall|drop|decline|decrease|reduction|difference|improvement|saving|share|proportion|ratio)\b[^,;]{0,25}$"
)
_POINTS_AT = re.compile(r"\b(?:that|this)\s*$")
# "600 against 30 on a chip: 20 times longer"
_COLON = re.compile(r"^[^;:.]*:\s*(?:(?:about|nearly|almost|some|over|roughly|an?)\s+)*$")
_NAMES_IT = re.compile(
    r"^,?\s*(?:the|this|that) (?:rise|increase|growth|fall|drop|decline|share|proportion|ratio|rate)\b"
)
_LONGEST = 60


def is_bound(scene: Scene, said: int, near: int) -> bool:
    """Whether a figure stands in one statement with an amount, or points back to it."""
    items = scene.items
    item = items[said]
    if near < said and _POINTS_AT.search(item.before):
        return item.sentence.block == items[near].sentence.block
    first, last = sorted((near, said))
    if any(not items[at].is_duration and items[at].before.rstrip()[-1:] not in "([" for at in range(first + 1, last)):
        return False
    if items[near].sentence is not item.sentence:
        return near < said and points_back(item) and item.sentence.block == items[near].sentence.block
    gap = item.sentence.text[items[first].claim.end : items[last].claim.start].lower()
    broken = None if near < said and _COLON.search(gap) else _BREAK.search(gap)
    return len(gap) <= _LONGEST and (not broken or (near < said and bool(_POINTS_BACK.search(gap[broken.end() :]))))


def says_of_them(item: Item) -> bool:
    """Whether "of them" stands right behind a part."""
    return bool(_OF_IT.match(item.behind))


def points_back(item: Item) -> bool:
    """Whether a figure that opens a sentence speaks of the one before."""
    return bool(_POINTS_BACK.search(item.before) or _NAMES_IT.match(item.behind))


_LEADS_TO = re.compile(r"\bto\s+(?:(?:about|around|nearly|almost|over|just|some|only|a|an)\s+)*[~$€£¥₹]*\s*$")


def turns(scene: Scene, first: int, last: int) -> bool:
    """Whether the words between two amounts of a sentence say that the one became the other.

    A "to" says so where it leads straight to the later one from no change of its own: not in "and sales rose 5 % to 20".
    """
    one, other = scene.items[first], scene.items[last]
    if one.sentence is not other.sentence or in_brackets(one) or in_brackets(other):
        return False
    text = one.sentence.text[one.claim.end : other.claim.start].lower()
    if len(text) >= _LONGEST_TURN:
        return False
    if _LEADS_TO.search(text) and not any(scene.items[at].is_percent for at in range(first + 1, last)):
        return True
    return bool(wordings("turn", "words").search(text + other.behind[:20]))


_LONGEST_TURN = 160

_SO_MANY_OF = re.compile(r"^\s*(?:[\w-]+\s+){0,2}of\s+(?:about\s+|around\s+|some\s+|up to\s+)?[~$€£¥₹]*\s*$")


def is_so_many_of(scene: Scene, index: int) -> bool:
    """As in "in five instalments of 380,000": a number of things right before an amount, and "of" between them."""
    item, before = scene.items[index], scene.items[index - 1] if index else None
    return (
        before is not None
        and before.sentence is item.sentence
        and before.claim.dimension.startswith("count")
        and bool(_SO_MANY_OF.match(item.before))
    )


_TO = re.compile(r"\bto\s+(?:(?:about|around|nearly|almost|over|just|some)\s+)*[~$€£¥₹]*\s*$")


def ends_a_move(scene: Scene, place: int) -> bool:
    """Whether a figure is where a move ends: "from 90 to 160 metres"."""
    item, before = scene.items[place], scene.items[place - 1] if place else None
    return (
        before is not None
        and before.sentence is item.sentence
        and "from" in before.before
        and bool(_TO.search(item.before))
    )
