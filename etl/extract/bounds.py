"""Whether a figure is meant exactly: the hedge before or behind it, as far as it reaches."""

from collections.abc import Sequence
from functools import cache

from etl.extract import phrases
from etl.extract.phrases import Phrases
from etl.extract.sentence import Mention, Sentence
from etl.model.quantity import Bound, Kind

_REACH = 4  # neutral words a hedge reaches over
_COMPARED = frozenset(
    {"more than", "less than", "above", "below", "over", "under", "higher than", "lower than", "fewer than"}
)
_LASTING = frozenset(
    {"for", "well", "after", "than", "of", "lasted", "lasts", "lasting", "took", "takes", "just", "spanning"}
)
_TIMES = frozenset({"year", "month", "week", "day", "hour", "decade", "minute", "second", "quarter"})
_NEGATIONS = frozenset({"not", "never", "n't", "without", "no"})


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
    words, mention, first = sentence.words, mentions[place], hedge[0]
    lead = words[first - 1] if first else ""
    word = words[first]
    if word in {"over", "within", "inside", "under"} and _is_time(mention):
        if word == "over" and lead not in _LASTING:
            return None
        if word in {"inside"}:
            return None
    if (
        word == "some"
        and lead in {"of", "with", "and", "in"}
        and mention.kind is Kind.SHARE
        and mention.unit == "ratio"
    ):
        return None
    bound = Bound(hedge[1])
    follows_figure = place > 0 and 0 <= first - 1 - mentions[place - 1].last <= 1 and lead != ","
    if (
        follows_figure
        and bound in (Bound.GT, Bound.LT)
        and " ".join(words[first : first + 2]).rstrip()
        and _compares(words, first)
    ):
        return None
    if bound in (Bound.GT, Bound.UP_TO) and lead in _NEGATIONS:
        return Bound.UP_TO
    if bound is Bound.LT and lead in _NEGATIONS and word not in {"quite"}:
        return Bound.GT
    return bound


def _compares(words: Sequence[str], first: int) -> bool:
    return words[first] in _COMPARED or " ".join(words[first : first + 2]) in _COMPARED


def _is_time(mention: Mention) -> bool:
    return mention.kind is Kind.DURATION or mention.unit in _TIMES


def _restates(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether a figure in brackets says the one before it in another unit: "about 7 billion yuan ($1 billion)"."""
    between = sentence.words[before.last + 1 : mention.first]
    return between == ["("] and before.unit != mention.unit and before.kind == mention.kind is Kind.LEVEL
