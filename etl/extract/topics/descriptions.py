"""What the noun phrases of a sentence say: of whom, and what of them, with what hangs on them behind."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import word_list
from etl.extract.topics.metrics import is_figure, metric_text, named_metric
from etl.extract.topics.references import is_group, is_placed_reference, is_reference, name_behind, name_meant
from etl.extract.topics.scope import Scope
from etl.extract.topics.subjects import Naming, name_of
from etl.model.metric import singular
from etl.model.record import record
from etl.model.subject import adjectives, aliases, places

_TIED = frozenset(
    {
        ("spending", "on"),
        ("expenditure", "on"),
        ("investment", "in"),
        ("demand", "for"),
        ("tax", "on"),
        ("tariff", "on"),
    }
)
_EMPTY = frozenset(["number", "amount", "value", "total", "volume", "level", "count", "estimate"])


@record
class Description:
    """What a noun phrase says: of whom, and what of them; either may be empty. `thing` is a noun that is neither."""

    subject: str
    metric: str
    thing: str = ""


@dataclass(slots=True)
class Descriptions(ABC):
    """The descriptions of a sentence's phrases, each made once; who uses them tells whom a bare reference means."""

    parse: Parse
    scope: Scope
    known: dict[int, Description] = field(default_factory=dict, kw_only=True)

    @property
    @abstractmethod
    def background(self) -> str:
        """Whom the text speaks of at this place, empty where it is nobody."""

    def word(self, index: int) -> str:
        """The token at an index in lower case, empty beyond the ends."""
        words = self.parse.sentence.words
        return words[index] if 0 <= index < len(words) else ""

    def describe(self, phrase_index: int) -> Description:
        """What the phrase with this index says, with what hangs on it behind."""
        if phrase_index not in self.known:
            self.known[phrase_index] = Description("", "")
            self.known[phrase_index] = self._describe(phrase_index)
        return self.known[phrase_index]

    def _describe(self, phrase_index: int) -> Description:
        phrase = self.parse.phrases[phrase_index]
        if phrase.owner >= 0:
            return self._owned(phrase)
        held = self._long_name(phrase_index, phrase_index + 1) or name_behind(self.parse, self.scope, phrase_index)
        if held:
            return Description(held, "")
        naming = name_of(self.parse, phrase, self.scope.names)
        if self.word(phrase.first) in word_list("voices") or is_placed_reference(self.parse, phrase, naming):
            return Description(self.background or naming.subject, "")
        if naming.subject:
            return self._named(phrase, naming)
        meant = self._meant(phrase)
        if meant:
            return Description(meant, "")
        return self._common(phrase, is_metric=named_metric(self.parse.words(phrase)) is not None)

    def _named(self, phrase: Phrase, naming: Naming) -> Description:
        """A phrase that opens with a name: "Huawei", "Chinese AI startup funding", "Atlas 350 accelerator card"."""
        if naming.rest > phrase.last:
            return Description(naming.subject, "")
        if named_metric(self.parse.sentence.words[naming.rest : phrase.last + 1]) is not None:
            return Description(naming.subject, self._tail(phrase, metric_text(self.parse, naming.rest, phrase.last)))
        head = singular(self.word(phrase.last))
        is_kind = head in word_list("kinds_of_names") and phrase.last - naming.rest <= 1
        if is_kind and naming.subject not in places():
            return Description(f"{naming.subject} {self.parse.sentence.quote(naming.rest, phrase.last)}", "")
        subject = self.parse.text(phrase) if is_group(self.parse, phrase) else naming.subject
        return Description(subject, self._rest(naming.rest, phrase.last))

    def _rest(self, first: int, last: int) -> str:
        if singular(self.word(last)) in word_list("references", "groups"):
            return ""
        return metric_text(self.parse, first, last)

    def _owned(self, phrase: Phrase) -> Description:
        owner = self.owner_name(phrase.owner)
        naming = name_of(self.parse, phrase, self.scope.names)
        if naming.subject and naming.rest > phrase.last:
            return Description(
                self.scope.names.full(naming.subject) if " " in naming.subject else f"{owner} {naming.subject}", ""
            )
        first = phrase.first
        return Description(owner, self._tail(phrase, metric_text(self.parse, first, phrase.last)))

    def owner_name(self, phrase_index: int) -> str:
        """The possessor of a phrase: "China" of "China's AI market"."""
        phrase = self.parse.phrases[phrase_index]
        long_name = self._long_name(phrase_index - 1, phrase_index)
        if long_name:
            return long_name
        naming = name_of(self.parse, phrase, self.scope.names)
        if naming.subject and naming.rest > phrase.last:
            return naming.subject
        meant = self._meant(phrase)
        if meant:
            return meant
        return self.scope.names.full(self.parse.text(phrase))

    def _long_name(self, first: int, second: int) -> str:
        """A name with "of" in it: "Bank of Japan"."""
        if first < 0 or second >= len(self.parse.phrases):
            return ""
        start, end = self.parse.phrases[first], self.parse.phrases[second]
        between = self.parse.sentence.words[start.last + 1 : end.first]
        if between not in (["of"], ["of", "the"]) or not self.parse.is_capital(start.first):
            return ""
        text = self.parse.sentence.quote(start.first, end.last)
        known = aliases().get(text.lower())
        return known or (text if text in self.scope.names.counts else "")

    def _meant(self, phrase: Phrase) -> str:
        """Whom "the company", "the Board" or "the market" stands for; empty where a phrase is no reference."""
        if not is_reference(self.parse, phrase):
            return ""
        return name_meant(self.parse, self.scope, phrase) or self.background or self.parse.text(phrase)

    def _common(self, phrase: Phrase, *, is_metric: bool) -> Description:
        text = metric_text(self.parse, phrase.first, phrase.last)
        empty = singular(self.word(phrase.last)) in _EMPTY
        follower = self._hanging(phrase.last)
        alone = phrase.first == phrase.last or is_figure(self.parse.words(phrase))
        if empty and alone and follower is not None and self.word(phrase.last + 1) == "of":
            inner = self.describe(self.parse.phrase_at[follower.first])
            subject = inner.subject if inner.metric else self.place_behind(follower.last)
            return Description(subject, inner.metric or self.parse.text(follower))
        if is_metric or empty:
            return Description(self._subject_behind(phrase), self._tail(phrase, text))
        if is_group(self.parse, phrase) and (phrase.last > phrase.first or self.word(phrase.last).endswith("s")):
            return Description(self.parse.text(phrase), "")
        return Description("", "", self._tail(phrase, self.parse.text(phrase)))

    def _hanging(self, last: int) -> Phrase | None:
        """The phrase behind a preposition that follows a token."""
        index = last + 1
        if self.word(index) not in ("of", "in", "for", "at", "on", "by", "from"):
            return None
        index += 1
        while index < len(self.parse.tags) and self.parse.tags[index] == "D":
            index += 1
        if index < len(self.parse.tags) and self.parse.phrase_at[index] >= 0:
            return self.parse.phrases[self.parse.phrase_at[index]]
        return None

    def _subject_behind(self, phrase: Phrase) -> str:
        follower = self._hanging(phrase.last)
        if follower is None:
            return ""
        naming = name_of(self.parse, follower, self.scope.names)
        if naming.subject and naming.rest > follower.last:
            return naming.subject
        return self.place_behind(follower.last)

    def place_behind(self, last: int) -> str:
        """The name behind a preposition that follows a token: "263 Mbps on Jio", "agents in China"."""
        follower = self._hanging(last)
        if follower is None:
            return ""
        naming = name_of(self.parse, follower, self.scope.names)
        return naming.subject if naming.rest > follower.last else ""

    def _tail(self, phrase: Phrase, text: str) -> str:
        """A metric with the phrase that says of what: "cost of new solar"."""
        follower = self._hanging(phrase.last)
        preposition = self.word(phrase.last + 1)
        if preposition == "as" and self.word(phrase.last + 3) in word_list("parts_of_wholes"):
            whole = self._hanging(phrase.last + 3)
            return f"{text} {self.parse.sentence.quote(phrase.last + 1, whole.last)}" if whole is not None else text
        is_tied = preposition in ("of", "from") or (self.word(phrase.last), preposition) in _TIED
        if follower is None or not is_tied or follower.owner >= 0:
            return text
        if name_of(self.parse, follower, self.scope.names).subject and not self._is_place_adjective(follower):
            return text
        return f"{text} {preposition} {metric_text(self.parse, follower.first, follower.last)}"

    def _is_place_adjective(self, phrase: Phrase) -> bool:
        return self.word(phrase.first) in adjectives() and phrase.last > phrase.first
