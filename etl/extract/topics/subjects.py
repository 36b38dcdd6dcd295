"""Who a text speaks of: names inside noun phrases, and the name the sentences before spoke of."""

import re
from functools import cache

from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import is_plain, verb_forms, verb_list, with_plain_digits, word_list
from etl.extract.names.document_names import Names, openings
from etl.extract.names.name_forms import (
    ENDINGS_OF_ROLES,
    clean,
    has_digit,
    is_acronym,
    is_code_of_year,
    is_product,
    without_role,
)
from etl.model.document import Document
from etl.model.metric import find_metric, singular
from etl.model.record import record
from etl.model.subject import adjectives, aliases, is_known, normalise_subject

__all__ = ["Naming", "Spoken", "name_of", "normalise_subject"]

_AHEAD = re.compile(
    r"(?:\s\([^()\n]{1,40}\)(?=\s[a-z]))?(?:(?P<dateline>,? ?[A-Z]?[a-z]*\.? ?[–—] |/|,(?= [A-Z]))|['’]s|\s(?P<word>[a-z]+))"
)
_OPENING_PLACE = re.compile(r"\b(In|For|With|At) ([A-Z][\w’'+-]+(?: [A-Z][\w’'+-]+)*)")
_SAYING = (" said", " says", " told", " wrote", ", who ")
_WORLDWIDE = frozenset({"global", "worldwide", "world", "overall", "total"})
_INTRODUCING = ("based", "headquartered", "founded", "formerly", "owned", "listed", "which", "whose")
_INTRODUCED = re.compile(rf", (?:{'|'.join(_INTRODUCING)})\b")
_POSSESSIVE = re.compile("['’]s ")
_LONGEST_ALIAS = 3  # words
_FORMULA = 3  # characters of an acronym with a digit that is no product: "FP4"


@record
class Naming:
    """What a noun phrase says of a subject: its name, and where the rest of the phrase, the metric, begins."""

    subject: str
    rest: int


def name_of(parse: Parse, phrase: Phrase, names: Names) -> Naming:
    """Split a phrase into the subject it opens with and the rest.

    A group the metric belongs to goes with the subject: "Chinese AI startup | funding".
    """
    place = phrase.first, phrase.last
    found: Naming | None = parse.known.get(place)
    if found is None:
        found = parse.known[place] = _name_of(parse, phrase, names)
    return found


def _name_of(parse: Parse, phrase: Phrase, names: Names) -> Naming:
    theme = _end_of_theme(parse, phrase, names)
    if theme >= 0:
        return Naming(names.main, theme + (parse.sentence.words[theme] not in word_list("sized")))
    size = _size_of_name(parse, phrase, names)
    if not size:
        return Naming("", phrase.first)
    words = parse.sentence.words
    end = phrase.first + size
    while end < phrase.last and words[end] == "&" and len(words[end - 1]) > 1 and parse.is_capital(end + 1):
        end += 2  # "Procter & Gamble"
    size = end - phrase.first
    for index in range(end, phrase.last + 1):
        if singular(words[index]) in word_list("groups"):
            end = index + 1
    text = parse.sentence.quote(phrase.first, end - 1)
    if end == phrase.first + size and text.lower() in adjectives():
        text = adjectives()[text.lower()]
    return Naming(names.full(" ".join(without_role(text.split()))), end)


def _end_of_theme(parse: Parse, phrase: Phrase, names: Names) -> int:
    """The last token of what the document turns on within a phrase: "global [smart meter market] size" (-1: none)."""
    theme = names.main.lower().split() if " " in names.main else ()
    if not theme or theme[-1] not in parse.sentence.words[phrase.first : phrase.last + 1]:
        return -1
    words = parse.sentence.words
    for first in range(phrase.first, phrase.last + 2 - len(theme)):
        if words[first : first + len(theme)] == theme:
            lead = words[phrase.first : first]
            return first + len(theme) - 1 if all(word in _WORLDWIDE for word in lead) else -1
    return -1


def _size_of_name(parse: Parse, phrase: Phrase, names: Names) -> int:
    """How many tokens at the start of a phrase are a name: 2 in "Huawei Ascend inference performance"."""
    words, index = parse.sentence.words, phrase.first
    if words[index] in word_list("numbered") or _is_alone(parse, index, phrase):
        return 0
    if words[index] in _first_words():
        for size in range(min(_LONGEST_ALIAS, phrase.last - phrase.first + 1), 1, -1):
            if " ".join(words[index : index + size]) in aliases():
                return size
    while index <= phrase.last and _is_name_token(parse, index, phrase, names):
        index += 1
    while index - 1 > phrase.first and words[index - 1] in "-/&.":
        index -= 1
    return index - phrase.first


@cache
def _first_words() -> frozenset[str]:
    """The words names of the catalogue begin with that have more of them."""
    return frozenset(name.partition(" ")[0] for name in aliases() if " " in name)


def _is_alone(parse: Parse, index: int, phrase: Phrase) -> bool:
    """Whether a word for a body stands for one named before: "the Board", "Authority chairman Ana Ruiz"."""
    alone = index == phrase.last or not parse.is_capital(index + 1)
    return alone and parse.sentence.words[index] in word_list("institutions")


def _is_name_token(parse: Parse, index: int, phrase: Phrase, names: Names) -> bool:
    sentence, word = parse.sentence, parse.sentence.words[index]
    inside = index > phrase.first
    if inside and sentence.is_adjacent(index) and (sentence.words[index - 1][-1].isalnum() or parse.is_capital(index)):
        return True
    if is_known(word) or (inside and (word[0].isdigit() or word in "-&")):
        return True
    if inside and f"-{word}" in ENDINGS_OF_ROLES and sentence.words[index - 1] == "-":
        return index < phrase.last and parse.is_capital(index + 1)
    if (
        not parse.capitals[index]
        or with_plain_digits(word) in word_list("symbols")
        or _names_nobody(word, inside=inside)
    ):
        return False
    written = sentence.quote(index, index)
    if is_acronym(written) and not _is_named_by_capitals(parse, index, phrase):
        return phrase.first == phrase.last and written in names.words
    return not _opens_sentence(parse, index) or _is_name_at_opening(parse, index, phrase, names)


def _names_nobody(word: str, *, inside: bool) -> bool:
    """Whether a capital is that of a financial year or of a qualifier: "FY25 sales", "Adjusted EBITDA"."""
    return is_code_of_year(word) or (not inside and word in word_list("participles"))


def _is_named_by_capitals(parse: Parse, index: int, phrase: Phrase) -> bool:
    """Whether capitals with a digit name a product: "H20", not "FP4 compute"."""
    written, sentence = parse.sentence.quote(index, index), parse.sentence
    numbered = sentence.words[index + 1 : phrase.last + 1][:2]
    if len(numbered) > 1 and numbered[0] in "-−" and numbered[1].isdigit() and sentence.is_adjacent(index + 1):
        return True
    return has_digit(written) and (len(written) != _FORMULA or parse.is_capital(min(index + 1, phrase.last)))


def _opens_sentence(parse: Parse, index: int) -> bool:
    """Whether a token has its capital for where it stands."""
    return parse.titled or index == 0 or not parse.sentence.words[index - 1].isalnum()


def _is_name_at_opening(parse: Parse, index: int, phrase: Phrase, names: Names) -> bool:
    written = parse.sentence.quote(index, index)
    if written.lower() in word_list("voices"):
        return False
    compound = parse.sentence.quote(index, phrase.last).split(maxsplit=1)[0]
    if written in names.words or compound in names.words or has_digit(written):
        return True
    if parse.titled or written.lower() in names.small or written.endswith("ed"):
        return False
    return (index < phrase.last and parse.is_capital(index + 1)) or _acts_alone(parse, index)


def _acts_alone(parse: Parse, index: int) -> bool:
    """Whether a single word of no list, first in its sentence, does what somebody does: "Norvane makes heat pumps"."""
    words, verb = parse.sentence.words, parse.verbs.get(index + 1)
    word = words[index]
    if index or is_plain(word) or word in word_list("substances") or find_metric([word]) is not None:
        return False
    if words[1:2] == [","] and len(words) > 2 and words[2] in _INTRODUCING:
        return True
    if verb is None or verb.form in ("base", "ing") or verb.group in ("level", "change"):
        return False
    return not word.endswith("s") and word not in word_list("references")


class Spoken:
    """The name and the product a stretch of text speaks of last, read on sentence by sentence.

    Those that open sentences count; else the first ones named inside them.
    """

    def __init__(self, document: Document, names: Names, start: int, fewest: int = 2) -> None:
        self.text, self.names, self.position, self.fewest = document.text, names, start, fewest
        self.name = self.product = ""
        self.first_name = self.first_product = self.latest = ""

    def read_to(self, end: int) -> tuple[str, str]:
        """Read on to an offset; the name and the product spoken of there, in full, empty where there is none."""
        if end > self.position:
            self._read_openings(end)
            self._read_inside(end)
            self.position = end
        name, product = self.name, self.product or self.first_product
        if name and not self._is_surely_name(name):
            name = ""
        return (self.names.full(name) if name else ""), (self.names.full(product) if product else "")

    @property
    def nearby(self) -> str:
        """The first name inside the sentences read, in full, empty where there is none."""
        name = self.first_name or self.first_product
        return self.names.full(name) if name else ""

    def _is_surely_name(self, name: str) -> bool:
        """Whether what opens a sentence names whom the text speaks of: no person, no metric, no word only written so there."""
        last = name.rpartition(" ")[2]
        if last in self.names.persons or (" " in name and find_metric(name.lower().split()) is not None):
            return False
        if " " in name or is_known(name.lower()) or has_digit(name):
            return True
        return self.names.counts.get(name, 0) >= self.fewest or name in self.names.main

    def _read_openings(self, end: int) -> None:
        for match in openings(self.text, self.position, end):
            place = _OPENING_PLACE.search(match[0])
            named = clean(place[2]) if place is not None else ""
            if place is not None and (place[1] == "In" or not is_known(named.lower())):
                self.name = named if _is_spoken_of(named, self.names) else self.name
            for part in _POSSESSIVE.split(match[1]):
                found = clean(part)
                if _is_speaking(self.text, match.end(), found):
                    continue
                is_named = _is_spoken_of(found, self.names) or (
                    match[1] == part and _is_new(self.text, match.end(), found, self.names)
                )
                if not is_named or not _acts(
                    self.text, match.end(), found, opens_the=match.start(1) > match.start() and "he " in match[0]
                ):
                    continue
                if is_product(found):
                    self.product = self.name = found
                elif match[1].startswith(part):
                    self.name = found

    def _read_inside(self, end: int) -> None:
        """The first name inside the sentences, where the document turns on none, and the first product."""
        for run in self.names.inside_of(self.position, end):
            found = clean(run)
            is_short = is_acronym(found) and not is_known(found.lower()) and not (is_product(found) and "-" in found)
            if is_short or not _is_spoken_of(found, self.names):
                continue
            self.latest = found
            if is_product(found):
                self.first_product = self.first_product or found
            elif not self.names.main and found.lower() not in adjectives():
                self.first_name = self.first_name or found


def title_name(title: str, names: Names) -> str:
    """The name that a title is; empty where it is a common word, a metric, a person or more than a name."""
    found = clean(title)
    is_named = (
        bool(found)
        and _is_spoken_of(found, names)
        and (" " in found or is_known(found.lower()) or has_digit(found) or names.counts.get(found, 0) > 1)
    )
    if not is_named or found.rpartition(" ")[2] in names.persons or find_metric(found.lower().split()) is not None:
        return ""
    return names.full(found)


def _is_speaking(text: str, end: int, name: str) -> bool:
    """Whether a full name that says something is a person's, by its look: "Dev Patel said"."""
    words = name.split()
    if not 2 <= len(words) <= 3 or not text.startswith(_SAYING, end) or not all(map(str.isalpha, words)):
        return False
    last = words[-1].lower()
    return last not in word_list("institutions", "company_words", "legal_forms")


def _acts(text: str, end: int, name: str, *, opens_the: bool) -> bool:
    """Whether what follows a name at the head of a sentence makes it its subject.

    No dateline, no metric's acronym, and not "The Boston company", which speaks of one named before.
    """
    ahead = _AHEAD.match(text, end)
    if ahead is None:
        return True
    if ahead["dateline"]:
        return False
    word = ahead["word"] or "has"
    if opens_the and name.lower() in adjectives() and ahead["word"]:
        return False
    if opens_the and singular(word) in word_list("references"):
        return False
    return not is_acronym(name) or is_known(name.lower()) or word in verb_forms() or word in word_list("auxiliaries")


def _is_measure(name: str) -> bool:
    """Whether capitals name what is measured and nobody: "Core CPI", "Median 5G", "CO2"."""
    words = with_plain_digits(name.lower()).split()
    if len(words) == 1:
        return words[0] in word_list("symbols", "substances") or find_metric(words) is not None
    return words[0] in ("median", "average", "core", "total", "real", "net", "gross")


def _is_new(text: str, end: int, name: str, names: Names) -> bool:
    """Whether a sentence opens with a name that stands nowhere else: capitals of no common word, and a verb behind."""
    if _INTRODUCED.match(text, end) and name and names.small.isdisjoint(name.lower().split()):
        return True
    ahead = _AHEAD.match(text, end)
    verb = verb_forms().get(ahead["word"] or "") if ahead is not None else None
    words = name.lower().split()
    if verb is None or (verb.form in ("base", "ing") and (len(words) == 1 or verb.lemma in verb_list("nouns"))):
        return False
    if not words or not names.small.isdisjoint(words) or words[0] in word_list("media"):
        return False
    if name in names.persons or words[0] in word_list("pronouns"):
        return False
    if _is_measure(name) or (len(words) == 1 and (name.endswith("ing") or "-" in name[:-1] and name[-2:].islower())):
        return False
    return len(words) > 1 or (
        verb.group not in ("level", "change") and find_metric(words) is None and words[0][-1] != "s"
    )


def _is_spoken_of(name: str, names: Names) -> bool:
    first = name.split()[0] if name else ""
    if not first or _is_measure(name) or first.lower() in word_list("voices") or name in names.persons:
        return False
    if " " not in name and (
        singular(name.lower()) in word_list("generic_headings") or name.lower() in word_list("numbers")
    ):
        return False
    is_known_here = first in names.words or first.lower() in aliases() or (" " in name and name in names.counts)
    return is_known_here and first.lower() not in word_list("media")
