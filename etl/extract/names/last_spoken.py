"""The name and the product that a stretch of text speaks of last, read on from sentence to sentence."""

import re

from etl.extract.language.words import verb_forms, verb_list, with_plain_digits, word_list
from etl.extract.names.document_names import Names, openings
from etl.extract.names.name_forms import clean, has_digit, is_acronym, is_product
from etl.model.document import Document
from etl.model.metric import find_metric, singular
from etl.model.subject import adjectives, aliases, is_known

_AHEAD = re.compile(
    r"(?:\s\([^()\n]{1,40}\)(?=\s[a-z]))?(?:(?P<dateline>,? ?[A-Z]?[a-z]*\.? ?[–—] |/|,(?= [A-Z]))|['’]s|\s(?P<word>[a-z]+))"
)
_OPENING_PLACE = re.compile(r"\b(In|For|With|At) ([A-Z][\w’'+-]+(?: [A-Z][\w’'+-]+)*)")
_SAYING = (" said", " says", " told", " wrote", ", who ")
INTRODUCING = ("based", "headquartered", "founded", "formerly", "owned", "listed", "which", "whose")
_INTRODUCED = re.compile(rf", (?:{'|'.join(INTRODUCING)})\b")
_POSSESSIVE = re.compile("['’]s ")
_FEWEST = 2  # times a text has a single word that is surely a name


class LastSpoken:
    """The name and the product a stretch of text speaks of last, read on sentence by sentence.

    Those that open sentences count; else the first ones named inside them.
    """

    def __init__(self, document: Document, names: Names, start: int, fewest: int = _FEWEST) -> None:
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
        if name and not _is_surely_name(name, self.names, self.fewest):
            name = ""
        return (self.names.full(name) if name else ""), (self.names.full(product) if product else "")

    @property
    def nearby(self) -> str:
        """The first name inside the sentences read, in full, empty where there is none."""
        name = self.first_name or self.first_product
        return self.names.full(name) if name else ""

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
    return names.full(found) if _is_spoken_of(found, names) and _is_surely_name(found, names, _FEWEST) else ""


def _is_surely_name(name: str, names: Names, fewest: int) -> bool:
    """Whether a sentence or a title opens with whom the text speaks of: no person, no metric, no word only written so there."""
    last = name.rpartition(" ")[2]
    if last in names.persons or (" " in name and find_metric(name.lower().split()) is not None):
        return False
    if " " in name or is_known(name.lower()) or has_digit(name):
        return True
    return names.counts.get(name, 0) >= fewest or name in names.main


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
