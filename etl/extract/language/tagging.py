"""A tag for each token of a sentence, by its word class, its form and the token before it."""

from collections.abc import Iterable, Sequence
from functools import cache

from etl.extract.language.words import (
    FORMS_OF_BE,
    Verb,
    shape_of,
    tags_of_words,
    verb_forms,
    verb_list,
    verb_of,
    word_list,
)
from etl.extract.sentence import Mention, Sentence
from etl.model.metric import singular

_JOINERS = frozenset("-/&+.·‑–_−")
_FORMS_OF_HAVE = frozenset({"has", "have", "had"})
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "should", "must"})
_AUXILIARY = frozenset({"be", "have", "not"})
_HYPHENS = frozenset("-‑")
_APOSTROPHES = frozenset("'‘’")
_BEFORE_NO_NOUNS = _MODALS | _APOSTROPHES | {"for"}
_CONTRACTED = frozenset({"t", "d", "m", "re"})  # "don't", "we'd", "I'm", "they're"
_POINTING = frozenset({"this", "that", "these", "those"})
_TELLING_SIGNS = _JOINERS | _APOSTROPHES
_SIGNS_OF_AMOUNTS = frozenset("$€£¥₹~≈+")
_BEHIND_VERBS = frozenset(["about", "around", "over", "nearly", "almost", "roughly", "up", "to"])
_OBJECTS = frozenset(["it", "them", "themselves", "itself"])
_NO_OBJECTS = frozenset(["of", "and", "is", "are", "was", "were", "will", "have", "has", "had"])
_SINGULAR_ENDINGS = ("ss", "us", "is")
_CLOSED = frozenset("DPCBARS")  # classes whose words, written small and no part of a compound, keep their tag
_ODD = frozenset({"per", "may"})
_INSTANCES = frozenset({"example", "instance"})  # behind "for" they name nothing
_CLAUSE = 8  # tokens before a word in which a verb makes it an object
_BEFORE_ADDITIONS = frozenset({"net", "gross"})
_SPANS = frozenset({"period", "periods"})  # behind a noun they are part of its name: "payback period"
_TITLED_SHARE = 0.7
_TITLED_WORDS = 3  # of more than three letters; a shorter line tells nothing of how it is written


class Tagger:
    """The tags of a sentence, given one after the other.

    `verbs` holds those that are verbs, `capitals` says of each token whether it begins with a capital.
    """

    def __init__(self, sentence: Sentence, mentions: Iterable[Mention]) -> None:
        self.sentence, self.words = sentence, sentence.words
        self.tags: list[str] = []
        self.verbs: dict[int, Verb] = {}
        self.capitals = list(map(str.isupper, map(sentence.text.__getitem__, sentence.starts)))
        self.titled = _is_titled(sentence, self.capitals)
        self.is_quoting = False
        self._run({index for mention in mentions for index in range(mention.first, mention.last + 1)})

    def _run(self, in_mention: set[int]) -> None:
        multiplying, tags, words, before = word_list("multiplying"), self.tags, self.words, ""
        told = zip(words, map(shape_of, words), [*words[1:], ""], self.capitals, strict=True)
        for index, (word, shape, following, capital) in enumerate(told):
            if index in in_mention:
                tags.append("M")
                if word in multiplying:
                    self.verbs[index] = verb_of(word)
            elif shape == "n":
                tags.append(self._tag_of_noun(index, word, before) if before in _BEFORE_NO_NOUNS else "N")
            elif shape == "!" and word not in _TELLING_SIGNS:
                tags.append("X")
            else:
                is_plain = shape in _CLOSED and not capital and word not in _ODD and following not in _HYPHENS
                tag = shape if is_plain else self._tag(index, word, shape, capital=capital)
                tags.append(tag)
                if tag == "V" or (tag == "B" and self._is_main(index, word)):
                    self.verbs[index] = verb_of(word)
            before = word

    def _tag_of_noun(self, index: int, word: str, before: str) -> str:
        """The tag of a word of no list behind "for", a modal or an apostrophe: "for example", "will consist of", "don't"."""
        if before == "for":
            return "A" if word in _INSTANCES else "N"
        if before in _APOSTROPHES:
            return self._tag_of_contracted(index, word)
        following = self._word(index + 1)
        acts = self.tags[index - 1] == "B" and not self.capitals[index]
        if not acts or following in _HYPHENS or following in _AUXILIARY:
            return "N"
        self.verbs[index] = Verb(word, "other", "base", f"{word}ed")
        return "V"

    def _tag_of_contracted(self, index: int, word: str) -> str:
        """The tag of a word behind an apostrophe: an auxiliary where both are glued to the word before."""
        close = self.sentence.is_adjacent(index) and index > 1 and self.sentence.is_adjacent(index - 1)
        if not close or word not in _CONTRACTED:
            return "N"
        if word == "t":
            self.tags[index - 2] = "B"
            self.verbs.pop(index - 2, None)  # "won't"
        return "B"

    def _is_main(self, index: int, word: str) -> bool:
        """Whether a form of "be" or "have" is the verb of its clause."""
        return word in FORMS_OF_BE or (word in _FORMS_OF_HAVE and not self._is_helping(index))

    def _is_helping(self, index: int) -> bool:
        """Whether a form of "have" helps another verb: "has risen", but "has 14 stores"."""
        for following in self.words[index + 1 : index + 3]:
            if shape_of(following) == "a" or tags_of_words().get(following) == "A":
                continue
            verb = verb_forms().get(following)
            return (
                following in ("been", "not", "to")
                or (verb is not None and verb.form == "past")
                or following.endswith("ed")
            )
        return False

    def _word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def _tag(self, index: int, word: str, shape: str, *, capital: bool) -> str:
        if shape in "#!":
            return self._tag_of_digits(index, word) if shape == "#" else self._tag_of_sign(index, word)
        if shape in "DPCBART":
            return self._tag_of_closed(index, shape, capital=capital)
        if shape == "S":
            return "S"
        if capital and index and not self.titled:
            return "N"
        if shape == "a" or self._stands_before_noun(index, word):
            return "A" if shape == "a" else "N"
        is_verb = self._is_verb(index, verb_forms()[word]) if shape == "v" else self._is_unknown_past(index)
        return "V" if is_verb else "N"

    def _tag_of_closed(self, index: int, tag: str, *, capital: bool) -> str:
        """The tag of a small word: of its class, unless it begins a word with a hyphen or a name ("US")."""
        if tag in "PADB" and self._word(index + 1) in _HYPHENS and self._opens_compound(index):
            return "N"
        if self.words[index] == "per" and index and self.tags[index - 1] == "N" and self._is_plain_noun(index + 1):
            return "N"
        if self.words[index] in _SPANS and index and self.tags[index - 1] == "N":
            return "N"
        if not capital:
            return "B" if self.words[index] == "may" else tag
        if self.sentence.quote(index, index) == "US":
            return "N"
        named = tag in "PRA" and index and self.tags[index - 1] != "X" and not self.titled
        return "N" if named else tag

    def _stands_before_noun(self, index: int, word: str) -> bool:
        """Whether a participle is an adjective: "diluted earnings", "the 22 supported routes averaged"."""
        if word in word_list("participles"):
            return self._word(index + 1).isalpha() and shape_of(self._word(index + 1)) in "nv"
        behind = self._word(index + 2)
        counted = index > 0 and self.tags[index - 1] == "M" and word.endswith("ed")
        return counted and behind.isalpha() and shape_of(self._word(index + 1)) == "n" and shape_of(behind) in "vd"

    def _is_plain_noun(self, index: int) -> bool:
        """Whether what a thing is counted by is a noun, not a time: "earnings per diluted share", "fares per trip"."""
        word = self._word(index)
        return bool(word) and shape_of(word) in "nvd" and word not in word_list("no_divisors")

    def _opens_compound(self, index: int) -> bool:
        following = self._word(index + 2)
        return (
            following.isalpha()
            and self.sentence.is_adjacent(index + 1)
            and self.sentence.is_adjacent(index + 2)
            and not self.sentence.is_adjacent(index)
            and tags_of_words().get(following) != "T"
        )

    def _tag_of_digits(self, index: int, word: str) -> str:
        before = self.tags[index - 1] if index else ""
        if before == "T" or (len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")):
            return "T"
        named = before == "N" and (self.capitals[index - 1] or self.sentence.is_adjacent(index))
        glued = self._word(index + 1).isalpha() and self.sentence.is_adjacent(index + 1)
        return "N" if named or glued else "X"

    def _tag_of_sign(self, index: int, word: str) -> str:
        if word in _APOSTROPHES and not self.sentence.is_adjacent(index):
            self.is_quoting = True
        if not index or self.tags[index - 1] != "N":
            return "X"
        following = self._word(index + 1)
        if word in _JOINERS and following[:1].isalnum():
            close = self.sentence.is_adjacent(index) and self.sentence.is_adjacent(index + 1)
            return "N" if close or word == "&" else "X"
        owns = word in _APOSTROPHES and self._word(index - 1).endswith("s") and following[:1].isalpha()
        return "S" if owns and not self.is_quoting else "X"

    def _is_unknown_past(self, index: int) -> bool:
        """Whether a word of no list that ends like a past stands like one: "investors welcomed Halden's"."""
        if not index or self.tags[index - 1] != "N":
            return False
        return self._word(index - 1) not in _HYPHENS and self._word(index + 1) not in _HYPHENS

    def _is_verb(self, index: int, verb: Verb) -> bool:
        following = self._word(index + 1)
        if not index:
            return (
                not following.isalpha() if verb.form == "ing" else verb.form == "past" and verb.lemma != verb.participle
            )
        before = self.tags[index - 1]
        if before == "D" and self._word(index - 1) in _POINTING:
            return self._is_verb_behind_pointing(index, verb)
        if before in "DS" or self._word(index - 1) in _HYPHENS or following in _HYPHENS:
            return False
        if before == "P":
            return self._is_verb_behind_preposition(index, verb)
        if before == "N":
            return self._is_verb_behind_noun(index, verb)
        return self._is_verb_behind_other(index, verb, before)

    def _is_verb_behind_other(self, index: int, verb: Verb, before: str) -> bool:
        if before == "A" and index > 1 and self.tags[index - 2] in "DSP":
            return False
        if before == "V":
            return verb.form in ("past", "ing") and self._word(index + 1) in tags_of_words()
        if verb.form == "ing" and (before == "M" or (before == "C" and self._is_gerund(index))):
            return False
        doubtful = verb.form == "base" or (verb.form == "s" and verb.lemma in verb_list("nouns"))
        return not (before in "MXT" and doubtful) or self._takes_object(index)

    def _is_verb_behind_pointing(self, index: int, verb: Verb) -> bool:
        """Whether "this" stands for a noun by itself: "this fell", "this means that", but "this claims process"."""
        following = self._word(index + 1)
        if verb.form == "past":
            return not self._word(index).endswith("ed")
        is_single = self._word(index - 1) in ("this", "that")
        return verb.form == "s" and is_single and (following in tags_of_words() or not following.isalpha())

    def _is_verb_behind_preposition(self, index: int, verb: Verb) -> bool:
        if verb.form == "base":
            return self._word(index - 1) == "to"
        following = self._word(index + 1)
        return verb.form == "ing" and (not following.isalpha() or following in tags_of_words())

    def _is_verb_behind_noun(self, index: int, verb: Verb) -> bool:
        previous, following = self._word(index - 1), self._word(index + 1)
        if previous in _BEFORE_ADDITIONS:
            return False  # "net adds"
        plural = previous.endswith("s") and not previous.endswith(_SINGULAR_ENDINGS)
        named = self.capitals[index - 1]
        if verb.form in ("base", "s") and (verb.lemma in verb_list("nouns") or (verb.form == "base" and not plural)):
            unchanging = verb.participle == verb.lemma
            if unchanging and verb.form == "base" and tags_of_words().get(following) == "D":
                return True  # "the drug cut the risk", in the past
            able = plural or verb.form == "s" or (named and unchanging)
            tells = verb.form == "s" and verb.lemma in word_list("sayings") and singular(previous) in _tellers()
            return tells or (able and self._takes_object(index, named=named or (plural and verb.form == "base")))
        if verb.form == "ing":
            names = self._word(index) in verb_list("gerunds") or following in word_list("told_which")
            return not names or not following.isalpha()
        if verb.form == "past":
            return True
        return following != "of" if verb.form == "base" else following not in _NO_OBJECTS

    def _is_gerund(self, index: int) -> bool:
        """Whether a form in -ing is a noun or stands before one: "and operating profit"."""
        return self._word(index) in verb_list("gerunds") and self._word(index + 1).isalpha()

    def _takes_object(self, index: int, *, named: bool = False) -> bool:
        """Whether a verb that could be a noun is followed by what an object or a figure begins with."""
        following = self._word(index + 1)
        if not following.isalpha():
            return following[:1].isdigit() or following in _SIGNS_OF_AMOUNTS
        if tags_of_words().get(following) == "D" or following in _BEHIND_VERBS or following in _OBJECTS:
            return True
        if following == "that" and verb_forms()[self._word(index)].lemma in word_list("sayings"):
            return True
        is_new = following == "from" and not any(place in self.verbs for place in range(index - _CLAUSE, index))
        if is_new or shape_of(following) in "aA":  # "averages approximately 28"
            behind = self._word(index + 2)
            return behind[:1].isdigit() or behind in _SIGNS_OF_AMOUNTS
        return named and following not in tags_of_words() and following not in verb_forms()


@cache
def _tellers() -> frozenset[str]:
    """Nouns of those who say something: "the agency projects prices of", but "the bank's road projects"."""
    return word_list("institutions", "companies", "voices", "bodies", "writings", "persons")


def _is_titled(sentence: Sentence, capitals: Sequence[bool]) -> bool:
    """Whether most words are written with a capital, as in a headline."""
    if sentence.text[sentence.end - 1 : sentence.end] == ".":
        return False
    told = zip(sentence.words, capitals, strict=True)
    written = [capital for word, capital in told if len(word) > _TITLED_WORDS and word.isalpha()]
    return len(written) > _TITLED_WORDS and sum(written) > _TITLED_SHARE * len(written)
