"""The names of a document: how often each stands there, the fuller form of a short one, who makes a product."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import repeat
from operator import itemgetter

from etl.extract.language.words import is_plain, word_list
from etl.extract.names.bylines import find_bylines, without_bylines
from etl.extract.names.main_subject import find_mains
from etl.extract.names.name_forms import (
    clean,
    company_words,
    has_digit,
    is_acronym,
    is_company,
    is_product,
    small_words,
    without_form,
)
from etl.extract.names.one_names import one_names
from etl.extract.names.persons import find_persons, places_of
from etl.model.document import Document
from etl.model.record import record
from etl.model.subject import adjectives, aliases, is_known, places

_WORD = r"[A-Z][\w&-]*+(?:−(?=\d)[\w&-]*+)*+(?:\.\d\w*+|\+(?!\w))?"
_MORE = rf"{_WORD}|\d+[A-Z]\w*\b"
_OWNED = "(?:['’]s(?:(?<=omen.s)|(?<=Men.s)|(?<=hildren.s)|(?<=eople.s)))?"  # "Women's League" is one name
_RUN = re.compile(rf"{_WORD}{_OWNED}(?: (?:of (?:the )?|& )?(?:{_MORE}){_OWNED})*")
_BEFORE_NAMES = frozenset(",;:(“\"’'")
# The capitalised words a sentence, a line or what follows a dateline opens with, possessors included. The pattern begins
# with a set of characters, so that the search skips to them.
_OPENED = rf"(?:In {_WORD}(?: {_WORD})?, )?(?:[Tt]he |An? |Each |Every )?({_WORD}(?:(?:['’]s)? (?:of (?:the )?)?(?:{_MORE}))*)"
_OPENING = re.compile(rf"[\n.!?–—-](?:(?<=\n)|[\"”’)]?\s)\s?{_OPENED}")
_FIRST_OPENING = re.compile(rf"[^\w\n]{{0,6}}{_OPENED}")
_LAUNCHED = "[Rr]eveal|[Uu]nveil|[Ll]aunch|[Ii]ntroduc|[Rr]eleas|[Aa]nnounc|[Dd]ebut"
_MAKER = re.compile(rf"({_WORD})(?:['’]s (?:new )?|(?: \w+)? (?:{_LAUNCHED})(?:e?s|e?d) (?:its |the |an? )?)$")
_SPEAKING = tuple(
    f"{word} "
    for word in [
        "said",
        "says",
        "told",
        "wrote",
        "Dr",
        "Dr.",
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Prof",
        "Prof.",
        "Professor",
    ]
)
_POSSESSIVE = re.compile("['’]s ")
_SCENARIO = re.compile(rf"\b({_WORD}(?: {_WORD})?) (?:{'|'.join(sorted(word_list('scenarios')))})s?\b")
_BEFORE_SCENARIO = 120  # characters that may name it
_PUNCTUATION = ".,;:!?()[]\"'“”‘’*_"
_MOST_PRODUCTS = 200  # whose maker is looked for
_BEFORE_PRODUCT = 48  # characters that may name its maker
_LONGEST_NAME = 3
_RIVALS, _FAR_BEHIND = 2, 2.5


@record
class Names:
    """The names of one document.

    `counts` says how often each stands in it, `fuller` gives the longer name of a short one, `makers` whose a product
    is, `words` the words of names, `small` the words written small, `main` the name it turns on,
    `persons` the names of those who speak or hold an office,
    `bodies` the name most often had by its last word, `again` what sentences open with more than once,
    `inside` the names inside sentences, in order, `whole` the names the text has in one piece only, by their parts,
    `rivals` what it may turn on besides, with by how much less speaks for each.
    """

    counts: dict[str, int]
    fuller: dict[str, str]
    words: frozenset[str]
    main: str
    makers: dict[str, str]
    small: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    bodies: dict[str, str] = field(default_factory=dict)
    again: frozenset[str] = frozenset()
    inside: list[tuple[int, str]] = field(default_factory=list)
    whole: dict[str, str] = field(default_factory=dict)
    rivals: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, document: Document) -> "Names":
        """Read the names of a document."""
        text = without_bylines(document.text)
        inside = list(names_inside(document.text))
        counts = _counted(document.text, inside)
        written = Counter(map(str.strip, text.split(), repeat(_PUNCTUATION)))
        small = frozenset(written)
        named = {word for name in counts if " " in name or not is_plain(name.lower()) for word in name.split()}
        words = frozenset(word for word in named if word.lower() not in small or is_known(word.lower()))
        openings = Counter(
            part for match in _OPENING.findall(text) if " " in match for part in _POSSESSIVE.split(match)
        )
        fuller = _fuller(counts, [name for name in openings if _is_surely_name(name, counts, words, small)])
        counts.update(_bodies(openings))
        persons, makers = find_persons(document.text, small), _makers(text, counts, words)
        mains, whole = find_mains(document, text, written, persons), one_names(text, written, counts)
        main = mains[0][1] if mains else ""
        again = frozenset(name for name, count in openings.items() if count > 1 or name in counts)
        bodies = _by_last_word(counts)
        main = whole.get(main, main)
        return cls(
            dict(counts), fuller, words, main, makers, small, persons, bodies, again, inside, whole, _rivals(mains)
        )

    def inside_of(self, start: int, end: int) -> list[str]:
        """The names that stand inside the sentences of a stretch of the document, as written."""
        first = bisect_left(self.inside, (start,))
        return [run for _, run in self.inside[first : bisect_left(self.inside, (end,), first)]]

    def full(self, name: str) -> str:
        """The fuller name the document uses for a short one, or the catalogue's for an alias."""
        if name in self.whole:
            return self.whole[name]
        known = aliases().get(name.lower())
        if known is not None:
            return known
        if self.main.endswith(f" {name}"):
            return self.main
        name = without_form(self.fuller.get(name, name))
        name = aliases().get(name.lower(), name)
        maker = self.makers.get(name, "")
        return name if not maker or name.startswith(maker) else f"{maker} {name}"

    def is_company(self, name: str) -> bool:
        """Whether a name is a company's: by its last word, by the catalogue, or in its fuller form."""
        return bool(name) and (is_company(name) or is_company(self.fuller.get(name, name)))

    def meant_by(self, word: str) -> str:
        """Who is meant by "the Group", "the bank", "the market": the name that ends so; empty where none does."""
        if self.main.lower().endswith(f" {word.lower()}"):
            return self.main
        return self.bodies.get(word.capitalize(), "")


def _rivals(mains: Sequence[tuple[float, str]]) -> tuple[tuple[str, float], ...]:
    """What the document turns on next, of other words, with by how much less speaks for it."""
    found: list[tuple[str, float]] = []
    taken: set[str] = set(mains[0][1].lower().split()) if mains else set()
    for weight, name in mains[1:]:
        if len(found) == _RIVALS or mains[0][0] - weight > _FAR_BEHIND:
            break
        if taken.isdisjoint(name.lower().split()):
            found.append((name, mains[0][0] - weight))
            taken.update(name.lower().split())
    return tuple(found)


def openings(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the sentences and lines of text[start:end] open with, `match[1]`; the first begins at `start`."""
    first = _FIRST_OPENING.match(text, start, end)
    if first is not None:
        yield first
    yield from _OPENING.finditer(text, start, end)


def names_inside(text: str) -> Iterator[tuple[int, str]]:
    """Runs of capitalised words behind a word in lower case, a comma or "The": surely names, not beginnings."""
    small = small_words()
    for match in _RUN.finditer(text):
        place, run = match.start(), match[0]
        if place > 1 and text[place - 1] == " " and (text[place - 2].islower() or text[place - 2] in _BEFORE_NAMES):
            if not text.endswith(_SPEAKING, 0, place):
                yield place, run
        else:
            first, _, rest = run.partition(" ")
            if rest and first.lower() in small:
                yield place, rest


def _counted(text: str, inside: list[tuple[int, str]]) -> Counter[str]:
    """How often a text names whom inside its sentences, but for those who wrote it."""
    runs = Counter(map(itemgetter(1), inside))
    for start, end in find_bylines(text):
        runs.subtract(run for place, run in inside[: bisect_left(inside, (end,))] if place >= start)
    counts: Counter[str] = Counter()
    for run, count in runs.items():
        if count:
            counts[clean(run)] += count
    del counts[""]
    for name in _supposed(text):
        counts.pop(name, None)
    return counts


def _supposed(text: str) -> set[str]:
    """What a text calls its scenarios, which are nobody: "High" where it has "the High scenario"."""
    found: set[str] = set()
    for word in word_list("scenarios"):
        for place in places_of(text, f" {word}"):
            found.update(_SCENARIO.findall(text, max(0, place - _BEFORE_SCENARIO), place + len(word) + 3))
    return found


def _fuller(counts: Counter[str], openings: list[str]) -> dict[str, str]:
    """Longer names by the short forms a text uses once it has introduced them: Kingdee → Kingdee International."""
    longer: dict[str, str] = {}
    for name in sorted({*counts, *map(clean, openings)}, key=lambda name: (-counts[name], name)):
        words = name.split()
        while len(words) > 2 and words[-1].lower() in word_list("legal_forms"):
            words.pop()
        if not 2 <= len(words) <= _LONGEST_NAME or "of" in words or is_known(words[0].lower()):
            continue
        last = words[-1]
        if last.lower() in company_words():
            longer.setdefault(" ".join(words[:-1]), " ".join(words))
        elif not last.isdigit() and not is_acronym(last) and (last in counts or has_digit(last)):
            longer.setdefault(last, " ".join(words))
    return {short: name for short, name in longer.items() if not is_known(short.lower())}


def _is_surely_name(name: str, counts: Counter[str], words: frozenset[str], small: frozenset[str]) -> bool:
    """Whether the capitals a sentence opens with are a name: known inside sentences, a company's, or no common word."""
    first, last = name.split()[0], name.split()[-1]
    return first in words or is_company(name) or (last in counts and first.lower() not in small)


def _by_last_word(counts: Counter[str]) -> dict[str, str]:
    """By the last word of names of several the one named most: "Council" → "Harwick Town Council"."""
    ranked = sorted((name for name in counts if " " in name), key=lambda name: (counts[name], name))
    return {name.rpartition(" ")[2]: name for name in ranked}


def _bodies(openings: Iterable[str]) -> list[str]:
    """The bodies sentences open with, surely names by their last word: "Harwick Town Council"."""
    found = [clean(name) for name in sorted(openings)]
    return [name for name in found if " " in name and name.split()[-1].lower() in word_list("institutions")]


def _makers(text: str, counts: Counter[str], words: frozenset[str]) -> dict[str, str]:
    """Whose a product is: "Huawei's Ascend 950PR", "Alibaba unveiled its XuanTie C950"."""
    makers: dict[str, str] = {}
    products = sorted(filter(is_product, counts), key=lambda name: (-counts[name], name))
    for product in products[:_MOST_PRODUCTS]:
        place = text.find(product)
        while place >= 0 and product not in makers:
            match = _MAKER.search(text, max(0, place - _BEFORE_PRODUCT), place)
            if match and match[1] in words and match[1].lower() not in adjectives() and match[1] not in places():
                makers[product] = aliases().get(match[1].lower(), match[1])
            place = text.find(product, place + 1)
    return makers
