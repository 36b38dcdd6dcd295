"""A metric put together from phrases: the one whose words are most likely those that name it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import repeat

from etl.extract.language.words import is_quality, shape_of, verb_forms, word_list
from etl.extract.topics.around import stem_set
from etl.extract.topics.metrics import named_metric

_UNSEEN = 2.2  # words of a metric that stand nowhere near its figure
_BETTER = 1.15  # how much better another wording must promise to be
_MARGIN = 1 + 1e-9
_BETTER_THAN_KNOWN = 1.3  # the same where the catalogue has the metric as found
_HANGING = frozenset({"of", "the", "a", "an", "in", "for", "to", "relative", "as"})
_SMALL = frozenset({"of", "the", "and", "for", "in"})
_NEVER = repeat(0.0)
_KEPT = 3  # wordings that are completed by a word for their sort
_REMEMBERED = 1 << 12  # phrases
_LONGEST = 8  # words of a metric
_OF_ANY = ("average", "annual")
_OF_SORT = {
    "growth": ("growth", "decline", "change"),
    "share": ("share", "rate"),
    "ratio": ("relative",),
    "time": ("time",),
    "money": ("price", "cost"),
    "money/": ("price", "cost"),
    "physical": ("capacity",),
    "physical/": ("rate",),
    "count/": ("rate",),
}
_IN_FRONT = frozenset({"average", "annual", "relative"})

_Words = frozenset[str]


class Promises(dict[_Words, float]):
    """How many words, of those it has and those it should have, each wording may be expected to have right."""

    def __init__(self, likely: Mapping[str, float]) -> None:
        super().__init__()
        self.chance, self.total = likely.get, sum(likely.values()) + _UNSEEN

    def __missing__(self, words: _Words) -> float:
        promise = self[words] = 2 * sum(map(self.chance, words, _NEVER)) / (len(words) + self.total)
        return promise

    def most(self, own: _Words, others: Iterable[_Words], end: float) -> float:
        """More than any wording of these can promise, joined with `own` or not, with a word of such a chance at its end."""
        chance, total, size = self.chance, self.total, len(own)
        mine = sum(map(chance, own, _NEVER))
        sums = [(words, sum(map(chance, words, _NEVER))) for words in others]
        promises = [2 * mine / (size + total), *[2 * have / (len(words) + total) for words, have in sums]]
        if own:
            promises += [
                2 * (mine + have) / (size + len(words) + total) if own.isdisjoint(words) else self[words | own]
                for words, have in sums
            ]
        most = max(promises)
        return _MARGIN * (most + max(0.0, 2 * end - most) / (total + 1 + bool(own)))


def choose(found: str, phrases: Iterable[tuple[_Words, str]], likely: Mapping[str, float], sort: str) -> str:
    """The metric as found, or one of more promise: another phrase, both together, a word for its sort put to it.

    The phrases come with their stems; `likely` says how likely each word is one of the metric's.
    """
    if found.isupper():  # a short form says it all
        return found
    found = _cut(found)
    own, promise = stem_set(found), Promises(likely)
    others: dict[_Words, str] = {}
    for words, phrase in phrases:
        if words and words not in others and len(words) < _LONGEST and not words <= own:
            others[words] = phrase
    ends = (*_OF_ANY, *_OF_SORT.get(sort, ()))
    least = promise[own] * (_BETTER_THAN_KNOWN if _is_known(found) else _BETTER)
    if promise.most(own, others, max(map(likely.get, ends, _NEVER))) < least:
        return found
    texts = {own: found} | others
    if own:
        texts |= _joined_to(own, texts, promise)
    for _, text, words in _best(texts, promise):
        for word in _OF_ANY if _is_known(text) else ends:
            if likely.get(word, 0.0) > promise[words] / 2 and (longer := words | {word}) not in texts:
                texts[longer] = _with(word, text)
    most = max([promise[words] for words in texts])
    if most <= least:
        return found
    return min([text for words, text in texts.items() if promise[words] == most], key=lambda text: (len(text), text))


@lru_cache(_REMEMBERED)
def _cut(text: str) -> str:
    """A phrase up to its last noun: "people of aged" is "people"."""
    words = text.split(" ")
    while len(words) > 1 and (words[-1] in _HANGING or is_quality(words[-1], alone=words[-2] in _HANGING)):
        if words[-2] == "share":  # of those that are so: "share late"
            break
        words.pop()
    return " ".join(words)


def _best(texts: Mapping[_Words, str], promise: Promises) -> list[tuple[float, str, _Words]]:
    """The few wordings of most promise."""
    return sorted([(-promise[words], text, words) for words, text in texts.items()])[:_KEPT]


def _joined_to(own: _Words, texts: Mapping[_Words, str], promise: Promises) -> dict[_Words, str]:
    """The metric as found together with each other phrase, as far as few wordings promise more than that."""
    best = _best(texts, promise)
    least = promise[best[-1][-1]] if len(best) == _KEPT else 0.0
    joined: dict[_Words, str] = {}
    for words, text in texts.items():
        both = words | own
        is_new = both not in texts and both not in joined and len(both) < _LONGEST
        if is_new and promise[both] >= least and (together := _joined(texts[own], text)):
            joined[both] = together
    return joined


@lru_cache(_REMEMBERED)
def _is_known(text: str) -> bool:
    """Whether the catalogue has a metric of just these words."""
    words = text.lower().split()
    found = named_metric(words)
    return found is not None and found[2] - found[1] == len(words)


def _joined(one: str, other: str) -> str:
    """Two phrases as one, what is measured in front of what it is of; empty where both say that, or one is a name."""
    is_measure, general = (_is_measure(one), _is_measure(other)), word_list("general_measures")
    if all(is_measure) or (not is_measure[1] and _is_name(other)) or other.lower() in general:
        return ""
    front, behind = (other, one) if is_measure[1] else (one, other)
    if behind.lower() in general or _is_past(front.split()[-1]):  # nothing is "opened of"
        return ""
    if " relative to " in behind or behind.rpartition(" ")[2] in word_list("spans"):
        return ""
    return f"{front} of {behind}"


def _is_past(word: str) -> bool:
    verb = verb_forms().get(word)
    return shape_of(word) == "d" or (verb is not None and verb.form == "past")


@lru_cache(_REMEMBERED)
def _is_measure(text: str) -> bool:
    """Whether the catalogue knows what a phrase measures."""
    return named_metric(text.lower().split()) is not None


@lru_cache(_REMEMBERED)
def _is_name(text: str) -> bool:
    words = [word for word in text.replace("-", " ").split() if word[0].isalpha() and word.lower() not in _SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def _with(word: str, text: str) -> str:
    """A phrase with the word for its sort: "share of …", "average …", "… growth", "… relative to …"."""
    if not text:
        return word
    if word == "share":
        return f"share of {text}"
    if word == "relative" and " of " in text:
        return " relative to ".join(text.rsplit(" of ", 1))
    return f"{word} {text}" if word in _IN_FRONT else f"{text} {word}"
