"""What a sentence tells of the past or of what there is within what it says of the time to come."""

from functools import cache

from etl.extract.language import phrases
from etl.extract.sentence import Mention
from etl.extract.stance.marks import Mark
from etl.model.claim import Modality

TO_COME = (Modality.PROJECTION, Modality.TARGET)
_OPENERS = frozenset({"which", "who", "where", "whose", "after", "since", "when", "that"})
_TELLING = frozenset({"is", "are", "was", "were"})
_COORDINATING = frozenset({",", "and"})
_EXISTING = frozenset({"current", "existing", "currently"})
HEDGES = frozenset(
    {"about", "around", "roughly", "some", "nearly", "approximately", "almost", "over", "only", "just", "up"}
)
_BREAKING = frozenset({"to", ",", ";", "by", "will", "from"})
_RANKED = frozenset({"top", "bottom", "richest", "poorest", "wealthiest"})  # "the top 10 % of households"
_COMPARED = (["compared", "with"], ["compared", "to"])
_PAIR = 8  # words between the two ends of a change
_COINS = frozenset({"$", "€", "£", "¥", "₹"})
REVISED = frozenset(
    {"target", "targets", "goal", "guidance", "forecast", "forecasts", "outlook", "projection", "estimate", "estimates"}
)
_PARTS = frozenset({"%", "percent", "cent", "half", "third", "quarter", "fifth", "tenth"})
_OF_A = (["of", "a"], ["of", "its"], ["of", "the"], ["of", "their"], ["of", "an"])
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "your", "these", "those", "'s", "’s"})
_PASSING = frozenset(
    {"pass", "cross", "reach", "hit", "top", "exceed", "break", "surpass", "breach", "near", "approach", "clear"}
)


def is_existing(words: list[str], mention: Mention, modality: Modality) -> bool:
    """Whether a figure a mark reaches is nevertheless told as of what there is."""
    if modality is Modality.ACTUAL:
        return False
    if mention.first and words[mention.first - 1] in _RANKED:
        return True
    if modality is Modality.ESTIMATE and words[max(0, mention.first - 2) : mention.first] in _COMPARED:
        return True
    return modality is not Modality.TARGET and is_known(words, mention) or _is_whole_or_start(words, mention)


def is_known(words: list[str], mention: Mention) -> bool:
    """Whether a figure is told as of what there is: "would drop two of our nine rigs"; not "will pass the 25 million"."""
    if not mention.first or words[mention.first - 1] not in _DEFINITE:
        return False
    return _PASSING.isdisjoint(words[max(0, mention.first - 2) : mention.first - 1])


def _is_whole_or_start(words: list[str], mention: Mention) -> bool:
    """Whether a figure is what a change starts from or a part is of: "will go up from £2 to £2.50", "6% of a staff of 20"."""
    at = mention.first - 1
    while at >= 0 and words[at] in HEDGES:
        at -= 1
    if at < 1:
        return False
    if words[at] == "from":
        before, behind = words[max(0, at - _PAIR) : at], words[mention.last + 1 : mention.last + 1 + _PAIR]
        rises = _ends_at(behind[: behind.index(",")] if "," in behind else behind)
        falls = _ends_at(before)
        return (rises or falls) and REVISED.isdisjoint(words[:at])
    if words[at] != "of" or mention.dimension != "count":
        return False
    near = at < 4 or words[at - 1] in _PARTS or words[at - 1][0].isdigit()
    part = words[at - 1] if near else words[at - 4]
    return (part in _PARTS or part[0].isdigit()) and (near or words[at - 3 : at - 1] in _OF_A)


def _ends_at(words: list[str]) -> bool:
    """Whether words name the figure a change leads to: "to £2.50"."""
    to = words.index("to") + 1 if "to" in words else len(words)
    return any(word[0].isdigit() or word in _COINS for word in words[to : to + 3])


def is_past_aside(words: list[str], mark: Mark, mention: Mention) -> bool:
    """Whether a figure behind what is to come tells what came about or what there is, to set that against."""
    if mark.modality is Modality.PROJECTION and _is_start(words, mention):
        return True
    if mark.modality not in TO_COME:
        return False
    between = words[mark.last + 1 : mention.first]
    if "than" in between and _is_held_against(between):
        return True
    if _is_other_clause(between) or _is_current(words, mention):
        return True
    opener = next((place for place in range(len(between) - 1, 0, -1) if between[place] in _OPENERS), 0)
    if not opener:
        return False
    told = between[opener + 1 : opener + 2] if between[opener] == "that" else between[opener + 1 :]
    return not _past().isdisjoint(told)


def _is_other_clause(between: list[str]) -> bool:
    """Whether a figure stands behind a verb of its own that tells how things are: "and budgets are half their size"."""
    at = max((place for place, word in enumerate(between) if word in _TELLING), default=0)
    if not at or _COORDINATING.isdisjoint(between[:at]):
        return False
    return between[at - 1] not in _OPENERS and between[at - 1] not in _COORDINATING


def _is_current(words: list[str], mention: Mention) -> bool:
    """Whether a figure is what holds now: "its existing 12", "from the current rates of 25 % and 35 %"."""
    if not _EXISTING.isdisjoint(words[max(0, mention.first - 2) : mention.last + 2]):
        return True
    lead = words[max(0, mention.first - _PAIR) : mention.first]
    at = max((place for place, word in enumerate(lead) if word in _EXISTING), default=len(lead))
    return "of" in lead[at : at + 3] and _BREAKING.isdisjoint(lead[at:])


def _is_held_against(between: list[str]) -> bool:
    """Whether a figure is that of another thing: "will be deeper than NASA's own 12 m pool"; not "more than 12 m"."""
    than = len(between) - 1 - between[::-1].index("than")
    named = [word for word in between[than + 1 :] if word not in HEDGES]
    return bool(named) and not any(word.isdigit() or word == "," for word in named)


def _is_start(words: list[str], mention: Mention) -> bool:
    """Whether a forecast only starts from a figure: "is expected to reach 9, up from 4"."""
    return words[mention.first - 1 : mention.first] == ["from"] and words[mention.first - 2 : mention.first - 1] in (
        ["up"],
        ["down"],
    )


@cache
def _past() -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["tenses"]["past"])
