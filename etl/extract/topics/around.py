"""Which words of a sentence could say what a figure of it measures, and where they stand to the figure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count, zip_longest

from etl.extract.language.clauses import verb_before
from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import FORMS_OF_BE, implied_metrics, is_quality, word_list
from etl.extract.sentence import Mention
from etl.extract.topics.distances import places_counted_from
from etl.extract.topics.view import View
from etl.model.record import record

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6  # words of a phrase that may name a metric
_GAP = 4  # tokens between a phrase and the one that completes it
_APART = frozenset("MX")  # what stands between two phrases that are not one
_HYPHENS = frozenset("-‑")
_JOINTS = frozenset({"of", "in", "for", "to", "on", "per", "with", "at", "from"})
_PREPOSITIONS = frozenset({"of", "in", "for", "to", "by", "from", "at", "with", "on", "than", "per"})
_BEFORE_STATES = FORMS_OF_BE | {"as", "more", "less", "so", "too", "very", "how", "become", "remain", "remains"}
_FARTHEST = 3  # phrases from which on all are as far


@record
class Around:
    """What a sentence says around one of its figures, which is tokens `first` to `last`.

    `nouns` are the words of its noun phrases, each with its token, its stem, its phrase, and how it stands there (1: last of
    the phrase, 2: with a capital, 3: both); `verbs` its verbs, each with its token, stem and form. Both are the same for all
    figures of the sentence, `roles` are not: what each phrase is to the figure. `governs` is the token of the verb the figure
    hangs on (-1: none), `implied` how its object is called; `phrases` what a metric may be made of, with its stems.
    """

    first: int = 0
    last: int = -1
    nouns: Sequence[tuple[int, str, int, int]] = ()
    verbs: Sequence[tuple[int, str, str]] = ()
    roles: Sequence[str] = ()
    governs: int = -1
    implied: tuple[str, ...] = ()
    phrases: Sequence[tuple[frozenset[str], str]] = ()


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word as metrics are compared by: small, without the ending of its plural."""
    word = word.lower()
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


@lru_cache(maxsize=1 << 14)
def _said(word: str) -> str:
    """The stem of a word that says something; empty for any other."""
    return stem(word) if word[0].isalnum() and word not in word_list("unsaid") else ""


@lru_cache(maxsize=1 << 12)
def stems(text: str) -> tuple[str, ...]:
    """The words of a text that say something."""
    return tuple(stem(word) for word in _WORD.findall(text) if word.lower() not in word_list("unsaid"))


@lru_cache(maxsize=1 << 12)
def stem_set(text: str) -> frozenset[str]:
    """The same without their order."""
    return frozenset(stems(text))


class Spoken:
    """The words and phrases of a sentence that may say what its figures measure, read once for all of them."""

    def __init__(self, view: View) -> None:
        self.view = view
        parse = view.parse
        words, phrases, phrase_at = parse.sentence.words, parse.phrases, parse.phrase_at
        said = list(map(_said, words))
        self.nouns = [
            (index, word, place, (index == phrases[place].last) + 2 * (capital and index > 0))
            for index, word, place, capital in zip(count(), said, phrase_at, parse.capitals, strict=False)
            if place >= 0 and word
        ]
        self.verbs = [
            (index, said[index], verb.group + verb.form)
            for index, verb in parse.verbs.items()
            if phrase_at[index] < 0 and said[index]
        ]
        self.starts = [phrase.first for phrase in phrases]
        self.ends = [phrase.last for phrase in phrases]
        self.roles_by_lead = [_roles_behind(_led_by(parse, phrase)) for phrase in phrases]
        self.phrases = _phrases(parse, said)
        self.counted_from = places_counted_from(parse, view.mentions)
        sayings = word_list("sayings")
        self.telling = [
            each.subject for each in view.clauses if each.subject >= 0 and parse.verbs[each.verb].lemma in sayings
        ]

    def around(self, mention: Mention) -> Around:
        """What stands around a figure."""
        first, last = mention.first, mention.last
        behind = self._per(mention)
        governing = verb_before(self.view.parse, first - 1)
        implied = implied_metrics().get(governing[1].lemma, "") if governing is not None else ""
        return Around(
            first,
            last,
            self.nouns if behind == last else [noun for noun in self.nouns if not last < noun[0] <= behind],
            self.verbs,
            self._roles(mention),
            governing[0] if governing is not None else -1,
            stems(implied) if implied else (),
            [wording for begin, end, wording in self.phrases if end < first or begin > behind],
        )

    def _per(self, mention: Mention) -> int:
        """Where a figure ends with the things it is told per so many of: "15.9 per 100,000 people"."""
        if "rate" not in mention.marks:
            return mention.last
        place = bisect_left(self.starts, mention.last + 1)
        return self.ends[place] if self.starts[place : place + 1] == [mention.last + 1] else mention.last

    def _roles(self, mention: Mention) -> list[str]:
        """What each phrase is to a figure: the subject, what stands left or right of it, an object of its verb."""
        starts, ends, by_lead = self.starts, self.ends, self.roles_by_lead
        clause = self.view.clause(mention.first)
        subject, verb = (clause.subject, clause.verb) if clause is not None else (-1, -1)
        behind = bisect_left(ends, mention.first)
        objects = bisect_right(starts, verb) if verb >= 0 else behind
        roles = [
            (by_lead[place].before if place < objects else by_lead[place].objects)[min(behind - 1 - place, _FARTHEST)]
            for place in range(behind)
        ]
        roles += [each.after[min(steps, _FARTHEST)] for steps, each in enumerate(by_lead[behind:], start=1)]
        if starts[behind : behind + 1] == [mention.last + 1]:
            roles[behind] = "right"
        anchor = self.view.anchor(mention)
        for token, role in ((anchor - 1, self._left_behind(anchor)), (anchor, "left")):
            place = bisect_left(ends, token, 0, behind)
            if place < behind and ends[place] == token:
                roles[place] = role
        if 0 <= subject + 1 < len(roles) and subject >= 0 and ends[subject + 1] < verb:
            roles[subject + 1] = by_lead[subject + 1].owned
        if subject >= 0:
            roles[subject] = "subject"
        for place in self.telling:
            roles[place] = "sayer" if place == subject else "teller"
        for place in self.counted_from:
            roles[place] = "away"
        return roles

    def _left_behind(self, anchor: int) -> str:
        word = self.view.word(anchor)
        return f"left-{word if word in _PREPOSITIONS else 'other'}"


@record
class _Roles:
    """The roles of phrases with one lead: behind the subject; before a figure, as objects and behind it, by how far."""

    owned: str
    before: tuple[str, ...]
    objects: tuple[str, ...]
    after: tuple[str, ...]


@cache
def _roles_behind(lead: str) -> _Roles:
    before, objects, after = (
        tuple(f"{side}{steps}{lead}" for steps in range(_FARTHEST + 1)) for side in ("before", "object", "after")
    )
    return _Roles(f"subject+{lead}", before, objects, after)


def _led_by(parse: Parse, phrase: Phrase) -> str:
    """What stands in front of a phrase: a preposition, a verb, its owner, nothing; an owner itself says so."""
    index = phrase.first - 1
    while index >= 0 and parse.tags[index] in "DAM":
        index -= 1
    owns = "'s" if parse.tags[phrase.last + 1 : phrase.last + 2] == ["S"] else ""
    if index < 0:
        return f"^{owns}"
    tag, word = parse.tags[index], parse.sentence.words[index]
    if tag == "P":
        return f":{word if word in _PREPOSITIONS else 'other'}{owns}"
    return {"V": "v", "S": "s"}.get(tag, "x") + owns


def _is_state(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase only says how something is: "is efficient", "as heavy as"."""
    return phrase.first == phrase.last and phrase.first > 0 and parse.sentence.words[phrase.first - 1] in _BEFORE_STATES


def _phrases(parse: Parse, said: Sequence[str]) -> list[tuple[int, int, tuple[frozenset[str], str]]]:
    """The noun phrases with tokens and stems, each alone and with the one that completes it: "price of copper"."""
    words, quote = parse.sentence.words, parse.sentence.quote
    found: list[tuple[int, int]] = []
    for phrase, following in zip_longest(parse.phrases, parse.phrases[1:]):
        first, behind = phrase.first, phrase.last + 1
        if behind - first > _LONGEST or _is_state(parse, phrase):
            continue
        found.append((first, phrase.last))
        is_near = following is not None and 0 < following.first - behind < _GAP
        if is_near and words[behind] in _JOINTS and _APART.isdisjoint(parse.tags[behind : following.first]):
            found.append((first, following.last))
    told = [
        (first, last, quote(first, last))
        for first, last in found
        if words[last] not in _HYPHENS and not is_quality(words[last], alone=first == last)
    ]
    return [(first, last, (_stem_set(text, said[first : last + 1]), text)) for first, last, text in told]


def _stem_set(text: str, said: Sequence[str]) -> frozenset[str]:
    """The stems of a phrase, which those of its tokens are where it holds words alone."""
    plain = text.isascii() and text.replace(" ", "").isalpha()
    return frozenset(filter(None, said)) if plain else stem_set(text)
