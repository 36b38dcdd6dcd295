"""Whether a figure is meant exactly: the hedge before or behind it, as far as it reaches."""

from collections.abc import Sequence
from functools import cache

from etl.extract.language import phrases
from etl.extract.language.phrases import Phrases
from etl.extract.sentence import Mention, Sentence
from etl.model.quantity import Bound, Kind

_REACH = 4  # neutral words a hedge reaches over
_COMPARED = frozenset(
    {"more than", "less than", "above", "below", "over", "under", "higher than", "lower than", "fewer than"}
)
_LASTING = frozenset(
    {
        "for",
        "well",
        "after",
        "than",
        "of",
        "lasted",
        "lasts",
        "lasting",
        "took",
        "takes",
        "just",
        "spanning",
        "little",
        "slightly",
    }
)
_EXTENDING = frozenset(
    {"extends", "extend", "extended", "extending", "stretches", "stretch", "stretched", "stretching", "spread", "spreads",
     "spreading", "sprawls", "sprawled", "sprawling", "scattered", "distributed"}
)  # fmt: skip
_TIMES = frozenset({"year", "month", "week", "day", "hour", "decade", "minute", "second", "quarter", "cycle"})
_JOINED = frozenset({"of", "with", "and", "in"})
_NEGATIONS = frozenset({"not", "cannot", "never", "n't", "without", "no", "rarely", "seldom", "hardly"})
_SPEAKING = frozenset(
    {"talk", "talks", "talked", "talking", "think", "worry", "worries", "hear", "heard", "argue", "ask"}
)


@cache
def _before() -> Phrases:
    return phrases.index(phrases.catalogue("hedges")["before"], backwards=True)


@cache
def _behind() -> Phrases:
    return phrases.index(phrases.catalogue("hedges")["behind"])


@cache
def _neutral() -> frozenset[str]:
    return frozenset(phrases.catalogue("hedges")["neutral"]["words"])


def bounds_of(sentence: Sentence, mentions: Sequence[Mention]) -> list[Bound]:
    """The bound of each mention of a sentence."""
    found: list[Bound] = []
    for place, mention in enumerate(mentions):
        bound = _read(sentence, mentions, place)
        if bound is Bound.EXACT and place and _restates(sentence, mentions[place - 1], mention):
            bound = found[-1]
        found.append(bound)
    return found


def _read(sentence: Sentence, mentions: Sequence[Mention], place: int) -> Bound:
    mention = mentions[place]
    if "plus" in mention.marks:
        return Bound.GT
    words, at = sentence.words, mention.first - 1
    floor = mentions[place - 1].last if place else -1
    for _ in range(_REACH):
        if at <= floor:
            break
        hedge = phrases.ending_at(_before(), words, at)
        if hedge is not None and hedge[0] > floor:
            bound = _weighed(sentence, mentions, place, hedge)
            return bound if bound is not None else Bound.EXACT
        if words[at] not in _neutral():
            break
        at -= 1
    behind = mention.last + 1
    if behind < len(words):
        if words[behind] == ")" and behind + 1 < len(words):
            behind += 1
        hedge = phrases.starting_at(_behind(), words, behind)
        if hedge is None and words[behind].isalpha() and words[behind + 1 : behind + 2] == ["or"]:
            behind += 1  # "five games or fewer"
            hedge = phrases.starting_at(_behind(), words, behind)
        if hedge is not None and _is_behind(sentence, mentions, place, behind):
            return Bound(hedge[1])
    return Bound.EXACT


def _is_behind(sentence: Sentence, mentions: Sequence[Mention], place: int, behind: int) -> bool:
    """Whether a hedge behind the figure is its own and not the next one's."""
    word = sentence.words[behind]
    if word in {"+", "plus", "ish", "odd"}:
        return sentence.is_adjacent(behind) or word in {"odd"} or sentence.words[behind - 1] == "-"
    following = mentions[place + 1].first if place + 1 < len(mentions) else len(sentence.words)
    return word == "or" or following - behind > _REACH


def _weighed(sentence: Sentence, mentions: Sequence[Mention], place: int, hedge: tuple[int, str]) -> Bound | None:
    """The bound a hedge gives, or None where the word is no hedge here."""
    words, first = sentence.words, hedge[0]
    lead, word = words[first - 1] if first else "", words[first]
    bound = Bound(hedge[1])
    if _is_preposition(word, lead, mentions[place]) or _is_extent(words, mentions, place, first):
        return None
    if bound in (Bound.GT, Bound.LT) and _compares(words, first) and _is_comparison(words, mentions, place, hedge):
        return None
    if lead in _NEGATIONS and bound is not Bound.APPROX and word != "quite":
        return Bound.GT if bound is Bound.LT else Bound.UP_TO
    return bound


def _is_preposition(word: str, lead: str, mention: Mention) -> bool:
    """Whether a hedging word only joins: "grew 9% over four years", "some of the"."""
    if "age" not in mention.marks and (mention.kind is Kind.DURATION or mention.unit in _TIMES):
        return word == "inside" or (word == "over" and lead not in _LASTING)
    if word == "about" and lead in _SPEAKING and mention.low != mention.high:
        return True  # "talk about 190 to 205" gives the range as it is
    return word == "some" and lead in _JOINED and mention.kind is Kind.SHARE and mention.unit == "ratio"


def _is_extent(words: Sequence[str], mentions: Sequence[Mention], place: int, first: int) -> bool:
    """Whether the hedging word says how far something reaches: "12 g/t gold over 5.5 m", "within the 2% band"."""
    mention = mentions[place]
    if words[first] == "within":
        return mention.unit == "percent" and words[mention.first - 1] == "the"
    if words[first] == "over" and first and words[first - 1] in _EXTENDING:
        return mention.dimension.startswith(("length", "area"))
    if words[first] != "over" or not place or not mention.dimension.startswith("length"):
        return False
    other = mentions[place - 1]
    return first - other.last <= _REACH and ("/" in other.unit or other.unit == "percent")


def _is_comparison(words: Sequence[str], mentions: Sequence[Mention], place: int, hedge: tuple[int, str]) -> bool:
    """Whether "more than" compares: behind a figure ("5% more than"), or before one known ("fewer than the 6,500")."""
    first = hedge[0]
    gap = first - 1 - mentions[place - 1].last if place else -1
    behind = gap == 0 or (gap == 1 and words[first - 1].endswith("s"))
    return behind or words[mentions[place].first - 1] in {"the", "its", "their"}


def _compares(words: Sequence[str], first: int) -> bool:
    return words[first] in _COMPARED or " ".join(words[first : first + 2]) in _COMPARED


def _restates(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether a figure in brackets says the one before it in another unit: "about 7 billion yuan ($1 billion)"."""
    between = sentence.words[before.last + 1 : mention.first]
    return between == ["("] and before.unit != mention.unit and before.kind == mention.kind is Kind.LEVEL
