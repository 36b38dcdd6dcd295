"""A sentence as the rules of aboutness see it: its clauses and phrases, what is said of whom, and what was said before."""

from bisect import bisect_left
from dataclasses import dataclass, field

from etl.extract.language.clauses import Clause, anchor_before, find_clauses
from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.extract.topics.background import find_acting, find_background, is_forecaster, speaks_of_itself, whole_name
from etl.extract.topics.metrics import is_figure, metric_text, named_metric
from etl.extract.topics.references import is_group, is_placed_reference, is_reference, name_behind, name_meant
from etl.extract.topics.scope import Scope
from etl.extract.topics.subjects import Naming, name_of
from etl.model.metric import singular
from etl.model.record import record
from etl.model.subject import adjectives, aliases, places

_SPEAKING = frozenset({"say", "tell", "warn", "argue", "note"})
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
class Draft:
    """A topic in the making: `base` is the metric before "growth", "share of" or "relative to" is put to it.

    `head` is the metric without the thing it is of: "generation" of "coal generation".
    """

    subject: str
    metric: str
    base: str = ""
    rule: str = ""
    head: str = ""


@record
class Description:
    """What a noun phrase says: of whom, and what of them; either may be empty. `thing` is a noun that is neither."""

    subject: str
    metric: str
    thing: str = ""


@dataclass(slots=True)
class View:
    """A parsed sentence with its figures, the drafts of those already read, and the token that is being read."""

    parse: Parse
    mentions: tuple[Mention, ...]
    scope: Scope
    clauses: list[Clause] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    known: dict[int, Description] = field(default_factory=dict)
    said: dict[tuple[int, int], Description] = field(default_factory=dict)
    around: str | None = None
    backgrounds: dict[int, str] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    anchors: dict[int, int] = field(default_factory=dict)
    at: int = 0

    @classmethod
    def of(cls, parse: Parse, mentions: tuple[Mention, ...], scope: Scope) -> "View":
        """Look at a sentence."""
        clauses = find_clauses(parse)
        return cls(parse, mentions, scope, clauses, starts=[clause.verb for clause in clauses])

    @property
    def background(self) -> str:
        """What the clause is of by itself, else who acts earlier in the sentence, else whom the text around speaks of."""
        place = bisect_left(self.starts, self.at)
        if place not in self.backgrounds:
            self.backgrounds[place] = self._background(place)
        return self.backgrounds[place]

    def _background(self, place: int) -> str:
        said = (
            self._own_thing()
            or (self._coming() if not place else "")
            or find_acting(self.parse, self.clauses[:place], self.at, self._acting_name)
        )
        if said:
            return said
        if self.around is None:
            opening = "" if self.scope.names.main else self._opening_place()
            self.around = opening or find_background(self.parse, self.clauses, self.scope)
        return self.around

    def _own_thing(self) -> str:
        """The thing a clause brings in as its subject, any where the text turns on nobody: "a wallbox needs 7.5 hours"."""
        clause = self.clause(self.at)
        if clause is None or clause.subject < 0 or clause.is_pronoun:
            return ""
        if self.parse.verbs[clause.verb].lemma in _SPEAKING:
            return ""
        phrase = self.parse.phrases[clause.subject]
        before = self.word(phrase.first - 1)
        if phrase.last > phrase.first and singular(self.word(phrase.last)) in word_list("parts_of_markets"):
            return self.parse.text(phrase)
        if before in word_list("own") or (self.scope.is_known and before not in ("a", "an")):
            return ""
        described = self.describe(clause.subject)
        return "" if described.subject or described.metric else described.thing

    def _coming(self) -> str:
        """The name that acts first behind a figure the sentence opens with: "At 45 cm, the HT-4 covers"."""
        clause = self.clauses[0] if self.clauses else None
        if clause is None or clause.subject < 0 or self.parse.tags[:1] != ["P"]:
            return ""
        if self.parse.verbs[clause.verb].lemma in word_list("sayings"):
            return ""
        return self._acting_name(self.parse.phrases[clause.subject])

    def _acting_name(self, phrase: Phrase) -> str:
        """The name a phrase is by itself, empty where it stands for one named before."""
        name = whole_name(self.parse, phrase, self.scope)
        word = self.word(phrase.first)
        is_adjective = phrase.first == phrase.last and (word in adjectives() or word == "global")
        if not name or is_adjective or phrase.owner >= 0:
            return ""
        return "" if is_placed_reference(self.parse, phrase, Naming(name, phrase.last + 1)) else name

    def word(self, index: int) -> str:
        """The token at an index in lower case, empty beyond the ends."""
        words = self.parse.sentence.words
        return words[index] if 0 <= index < len(words) else ""

    def anchor(self, mention: Mention) -> int:
        """The token a figure hangs on."""
        if mention.first not in self.anchors:
            self.anchors[mention.first] = anchor_before(self.parse, mention)
        return self.anchors[mention.first]

    def clause(self, index: int) -> Clause | None:
        """The clause of a token."""
        place = bisect_left(self.starts, index)
        return self.clauses[place - 1] if place else None

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

    def clause_subject(self, index: int) -> Description:
        """Of whom and of what the clause of a token speaks."""
        found = self.said.get((self.at, index))
        if found is None:
            found = self.said[self.at, index] = self._clause_subject(index)
        return found

    def _clause_subject(self, index: int) -> Description:
        clause = self.clause(index)
        if clause is None or clause.is_pronoun or clause.subject < 0:
            return Description(self.background if clause is not None and clause.is_pronoun else "", "")
        described = self.describe(clause.subject)
        if self.scope.is_known and described.subject and self._is_forecast(clause, described.subject, index):
            return Description("", "")
        return described

    def _is_forecast(self, clause: Clause, subject: str, index: int) -> bool:
        """Whether a clause tells what somebody says of others: "the IMF expects growth of 3%"."""
        lemmas = {verb.lemma for place, verb in self.parse.verbs.items() if clause.verb <= place < index}
        if lemmas.isdisjoint(word_list("sayings")):
            return False
        return is_forecaster(subject, self.scope) and not speaks_of_itself(self.parse, clause.verb, index)

    def actor(self, index: int) -> str:
        """The subject of the clause of a token, or the one spoken of before."""
        description = self.clause_subject(index)
        if description.subject:
            return description.subject
        if description.thing and (self.scope.names.main == "world" or not self.background):
            return description.thing
        place = self._opening_place()
        if place:
            return place
        for draft in reversed(self.drafts):
            if draft.subject:
                return draft.subject
        return self.background

    def _opening_place(self) -> str:
        """Where a sentence says its figures hold, first of all: "In Port Ellery, …"."""
        if not self.parse.phrases:
            return ""
        phrase = self.parse.phrases[0]
        if self.word(0) not in ("in", "at", "across", "for", "on") and self.word(phrase.last + 1) != ":":
            return ""
        if phrase.first > 2 or self.word(phrase.last + 1) == "'s":
            return ""
        naming = name_of(self.parse, phrase, self.scope.names)
        return naming.subject if naming.subject and naming.rest > phrase.last else ""
