"""The noun phrases of a sentence that may be whose a figure of it is, each with where it stands to the figure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import word_list
from etl.extract.numbers.nouns import is_plural
from etl.extract.topics.metrics import named_metric
from etl.extract.topics.subjects import name_of
from etl.extract.topics.view import View
from etl.model.metric import singular
from etl.model.record import record
from etl.model.subject import is_known, places

_TOLD = frozenset({"told", "tells", "telling"})
_LONGEST = 6  # words of a phrase that may be a subject
_DETERMINERS = {
    "the": "the",
    "a": "a",
    "an": "a",
    "each": "each",
    "every": "each",
    "its": "its",
    "their": "its",
    "our": "our",
}
_NEAR = 32  # phrases before and behind a figure that count
_AGED = re.compile(
    r"(?: aged|,? \(?aged)? ?\(?((?:from |between )?\d{1,2} ?(?:[-–]|to|and) ?(?:\d{1,3}|over|under|above|older)\b)"
)
_BEFORE_AGES = frozenset({"aged", ",", "(", "from", "between"})
_JOINTS = ("of", "in", "for", "at", "on", "with", "from")

# How a phrase is written: with a capital ("C", else "c"), behind which determiner, "owned", "opens" its sentence.
Form = tuple[str, str, str, str]


@record
class Noun:
    """A phrase that may be whose a figure is, as written, and the name it opens with in full, empty where it has none."""

    place: int
    text: str
    name: str
    form: Form


class Nouns:
    """The phrases and names of a sentence, read once for all its figures."""

    def __init__(self, view: View, joined: Sequence[tuple[int, int, object]]) -> None:
        parse = view.parse
        small = view.scope.names.small
        self.found: list[Noun] = []
        for place, phrase in enumerate(parse.phrases):
            if phrase.last - phrase.first < _LONGEST and not _is_told(parse, phrase.first):
                name, form = _name(view, phrase), _form(parse, phrase)
                text = view.scope.names.whole.get(parse.text(phrase), parse.text(phrase))
                if form[-1] and not name and not parse.titled and parse.sentence.words[phrase.first] in small:
                    text = text[0].lower() + text[1:]  # its capital is the sentence's
                if text[0].islower() and parse.is_capital(phrase.last):
                    text = _name_behind(view, phrase) or text
                self.found.append(Noun(place, text, name, form))
        self.ends = [parse.phrases[noun.place].last for noun in self.found]
        self.joined = [each for first, last, _ in joined if (each := _joined(parse, first, last)) is not None]
        self.parts = list(_parts(view))

    def near(self, first: int) -> tuple[slice, slice, slice]:
        """Which of `found`, of `joined` and of `parts` are the candidates for a figure, by its first token."""
        at = bisect_left(self.ends, first)
        begin = max(0, at - _NEAR)
        joined, parts = bisect_left(self.joined, (begin,)), bisect_left(self.parts, (begin,))
        return slice(begin, at + _NEAR), slice(joined, joined + 2 * _NEAR), slice(parts, parts + 2 * _NEAR)


def _parts(view: View) -> Iterator[tuple[int, str]]:
    """What phrases name besides: whose metric one is, the people of an age, and groups of the place a text is about.

    "Beef" of "Beef production", "males aged 35-54", "UK males".
    """
    parse, main = view.parse, view.scope.names.main
    in_place = main in places()
    for place, phrase in enumerate(parse.phrases):
        words = parse.sentence.words[phrase.first : phrase.last + 1]
        if len(words) > _LONGEST:
            continue
        measured = named_metric(words)
        if measured is not None and measured[2] == len(words):
            modifier = _modifier(parse, place, measured[1])
            if modifier:
                yield place, modifier
            continue
        group, is_group = _group(parse, phrase)
        if is_group and group != parse.text(phrase):
            yield place, group
        # "UK males", but neither "China United States" nor "China model"
        if is_group and in_place and group.islower() and (is_plural(words[-1]) or " aged " in group):
            yield place, f"{main} {group}"


def _group(parse: Parse, phrase: Phrase) -> tuple[str, bool]:
    """A phrase with the ages behind it, and whether it is of people or bodies."""
    text, last = parse.text(phrase), parse.sentence.words[phrase.last]
    if last == "aged" and phrase.last == phrase.first:
        return "", False
    following = parse.sentence.words[phrase.last + 1 : phrase.last + 2]
    is_before_ages = following and (following[0] in _BEFORE_AGES or following[0][0].isdecimal())
    aged = _AGED.match(parse.sentence.text, parse.sentence.ends[phrase.last]) if is_before_ages else None
    if aged is not None:
        return f"{text.removesuffix(' aged')} aged {aged[1]}", True
    return text, singular(last) in word_list("groups")


@cache
def _no_modifiers() -> frozenset[str]:
    """Words before a metric that say which figure of it, not whose."""
    return word_list("fillers", "accounting", "times", "statistics", "comparatives")


def _modifier(parse: Parse, place: int, count: int) -> str:
    """What the first words of a phrase that ends with a metric say it is of, with what "and" ties to them."""
    words, first = parse.sentence.words, parse.phrases[place].first
    last = first + count - 1
    if not count or not words[last].isalpha() or words[last] in _no_modifiers():
        return ""
    if place and words[first - 1] == "and" and parse.phrases[place - 1].last == first - 2:
        first = parse.phrases[place - 1].first  # "lamb and mutton production"
    return parse.sentence.quote(first, last)


def _joined(parse: Parse, first: int, last: int) -> tuple[int, str, str] | None:
    """A phrase with the one behind its preposition, of a place its name alone: "nurses in Norway", not "… in Norway work"."""
    place = parse.phrase_at[first]
    phrase = parse.phrases[place]
    if _is_told(parse, first):
        return None
    if last <= phrase.last or (preposition := parse.sentence.words[phrase.last + 1]) not in _JOINTS:
        return None
    following = parse.phrases[place + 1].first
    if parse.sentence.words[following] in _places() and not parse.is_capital(last):
        last = following
    return place, parse.sentence.quote(first, last), preposition


def _is_told(parse: Parse, first: int) -> bool:
    """Whether a phrase names who heard something: "he told China Daily"."""
    return first > 1 and parse.sentence.words[first - 1] in _TOLD and parse.is_capital(first)


@cache
def _places() -> frozenset[str]:
    """Names of places of one word in lower case."""
    return frozenset(name.lower() for name in places() if " " not in name)


def _name(view: View, phrase: Phrase) -> str:
    """The name a phrase opens with, in full."""
    parse = view.parse
    if not parse.is_capital(phrase.first) and not is_known(parse.sentence.words[phrase.first]):
        return ""
    return name_of(parse, phrase, view.scope.names).subject


def _name_behind(view: View, phrase: Phrase) -> str:
    """The name a phrase in small letters ends with, "Orvane" of "sugar trader Orvane"; empty where that is a word of no name."""
    first = phrase.last
    while view.parse.is_capital(first - 1) or (first - 1 > phrase.first and view.word(first - 1) == "&"):
        first -= 1
    name = view.parse.sentence.quote(first, phrase.last)
    return view.scope.names.full(name) if first > phrase.first and name.split()[0] in view.scope.names.words else ""


def _form(parse: Parse, phrase: Phrase) -> Form:
    """How a phrase is written: with a capital, behind which determiner, owned, at the head of its sentence."""
    determiner = _DETERMINERS.get(parse.sentence.words[phrase.first - 1], "") if phrase.first else ""
    opens = not phrase.first or (phrase.first == 1 and bool(determiner))
    return (
        "C" if parse.is_capital(phrase.first) else "c",
        determiner,
        "owned" if phrase.owner >= 0 else "",
        "opens" if opens else "",
    )
