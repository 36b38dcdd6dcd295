"""Whether a percentage or multiple tells how much something has changed: "rose by 4 %", "12 % revenue growth", "cut costs 9 %"."""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.clause_words import Around
from etl.extract.numbers.vocabulary import words_of

CHANGES = words_of("up") | words_of("down") | {"added", "adding", "adds"}
_CHANGING = words_of("changing_verbs")
_GROWTH_NOUNS = words_of("growth_nouns")
_GROWTH_TOPICS = words_of("rate_leads_growth")
_SHARE = words_of("share_words")
_STEPS = words_of("steps_to_figures") | {"at"}
_HEDGING = frozenset(
    {"only", "about", "around", "just", "some", "nearly", "almost", "roughly", "over", "approximately"}
)
_PARTICLES = frozenset(
    ["-", "made", "make", "makes", "making", "free", "frees", "freed", "take", "takes", "took"]
)  # "makes up"
_TURNED = frozenset({"up", "down"})
_RATED = frozenset({"rate", "least", "most", "average", "pace", "speed"})
ENDS = words_of("phrase_ends") - {"the", "its", "their", "a", "an", "his", "her", "our"}
_ARTICLES = frozenset({"a", "an", "the"})
_TURNING = frozenset(
    {"falling", "slowing", "easing", "cooling", "dropping", "rising", "climbing", "accelerating", "picking"}
)
_OBJECT = 5  # words from a verb of change to its figure


def tells_growth(amount: Amount, around: Around) -> bool:
    """Whether the words around a percentage say that it is a change of something."""
    if "signed" in amount.marks and around.next() != "of" or _is_year_on_year(around.wider):
        return True
    if (
        _leads_to_growth(around.after)
        and around.next() != "of"
        or around.next() in _TURNED
        and _is_led_on(around.after)
    ):
        return True
    if (
        is_changed(around.before)
        or _is_size_of_change(around.before)
        or around.next() != "of"
        and _changes_object(around.before)
    ):
        return True
    if around.before[:1] == ["("] and around.next() != "of" and around.has_before(_GROWTH_NOUNS, 5):
        return True
    or_by = "by" in around.before[:3] and "or" in around.before[1:4]  # "fell to 9 mph, or by almost 6%"
    if around.before[:1] == ["("] and around.next() != "of" and "by" in around.before[2:4]:
        or_by = or_by or not CHANGES.isdisjoint(around.before[3:6])  # "had risen by 18,000 (0.9%)"
    if or_by or around.before[:1] == ["or"] and around.next() != "of" and not CHANGES.isdisjoint(around.recent):
        return True
    turned = around.before[:1] == ["to"] and around.has_before(
        _TURNING, 2
    )  # "inflation cooled in 2023, falling to 3.4 %"
    led = around.has_before(_GROWTH_TOPICS, 9) or turned and not _GROWTH_TOPICS.isdisjoint(around.topics)
    return led and around.next() != "of" and not around.has_before(_SHARE)


def _leads_to_growth(after: list[str]) -> bool:
    """Whether a noun of growth follows whose size the figure is: "12 % revenue growth", not "28 % backed a rise"."""
    for word in after[:4]:
        if word in _GROWTH_NOUNS:
            return True
        if word in _ARTICLES:
            return False
    return False


def _is_led_on(after: list[str]) -> bool:
    """Whether the words lead on to what has changed: "51% up on the summer before"."""
    return after[1:2] in (["on"], ["from"])


def is_changed(before: list[str]) -> bool:
    """Whether a word of change governs the figure: "rose by about", "cut its prices by", "a growth rate of"."""
    joined = before[:1] in (["and"], ["or"]) and before[1:2] and before[1].replace(".", "").isdecimal()
    before = before[2:] if joined else before  # "increased 2.5 and 2.8 times"
    for place, word in enumerate(before):
        if word in {"to", "from", "at"} and _RATED.isdisjoint(before[:place]):
            return False
        if word == "by":
            return not CHANGES.isdisjoint(before[place : place + 11])
        if word in CHANGES:
            return _PARTICLES.isdisjoint(before[place + 1 : place + 2])  # nor the up of "take-up"
        if word not in _STEPS:
            return False
    return False


def _is_size_of_change(before: list[str]) -> bool:
    """Whether a noun of change governs the figure past what changed: "an increase in our budget of only 13 %"."""
    at = next((place for place, word in enumerate(before) if word not in _HEDGING), len(before))
    if before[at : at + 1] != ["of"]:
        return False
    changed = (place for place in range(at + 1, min(at + _OBJECT + 1, len(before) - 1)) if before[place] == "in")
    return any(before[place + 1] in _GROWTH_NOUNS for place in changed)


def _changes_object(before: list[str]) -> bool:
    """Whether a verb of change governs the figure past its object: "boosted throughput 17.9 %", "cut its costs 12 %"."""
    for place, word in enumerate(before[:_OBJECT]):
        if word in CHANGES:
            return place > 0 and (word.endswith(("ed", "ing")) or word in _CHANGING)
        if not word.isalpha() or word in ENDS:
            return False
    return False


def _is_year_on_year(words: list[str]) -> bool:
    if {"yoy", "qoq", "mom", "同比", "环比"} & set(words[:3]):
        return True
    return words[:3] in (["year", "-", "over"], ["year", "-", "on"]) or words[:2] in (
        ["year", "over"],
        ["year", "on"],
        ["y", "/"],
        ["q", "/"],
        ["m", "/"],
    )
