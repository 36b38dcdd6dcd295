"""A sentence as the rules of aboutness see it: its clauses and phrases, what is said of whom, and what was said before."""

from bisect import bisect_left
from dataclasses import dataclass, field

from etl.extract.language.clauses import Clause, anchor_before, find_clauses
from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.extract.topics.background import find_acting, find_background, is_forecaster, speaks_of_itself, whole_name
from etl.extract.topics.descriptions import Description, Descriptions
from etl.extract.topics.references import is_placed_reference
from etl.extract.topics.scope import Scope
from etl.extract.topics.subjects import Naming, name_of
from etl.model.metric import singular
from etl.model.record import record
from etl.model.subject import adjectives

_SPEAKING = frozenset({"say", "tell", "warn", "argue", "note"})


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


@dataclass(slots=True)
class View(Descriptions):
    """A parsed sentence with its figures, the drafts of those already read, and the token that is being read."""

    mentions: tuple[Mention, ...]
    clauses: list[Clause] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
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
        return cls(parse, scope, mentions, clauses, starts=[clause.verb for clause in clauses])

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

    def anchor(self, mention: Mention) -> int:
        """The token a figure hangs on."""
        if mention.first not in self.anchors:
            self.anchors[mention.first] = anchor_before(self.parse, mention)
        return self.anchors[mention.first]

    def clause(self, index: int) -> Clause | None:
        """The clause of a token."""
        place = bisect_left(self.starts, index)
        return self.clauses[place - 1] if place else None

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
