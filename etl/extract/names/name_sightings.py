"""Where a document names whom: inside sentences, at their head, in headings, and what is done there."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress

from etl.extract.language.words import word_list
from etl.extract.names.name_forms import clean, without_form
from etl.model.subject import adjectives, aliases

_WORD = r"[A-Z][\w&’'-]*+(?:\.\d\w*+|\+(?!\w))?"
_SAYS = (
    r"said|says|told|wrote|estimates?|expects?|forecasts?|predicts?|argues?|notes?|reckons?|adds?|puts|thinks|believes"
    r"|warn\w*"
)
_ACTS = r"is|are|was|were|has|have|had|will|would|can|could|may|might|\w+ed|\w+s"
# Capitalised words in a row; a first group stands where they speak, a second one where they act.
_RUN = re.compile(
    rf"{_WORD}(?: (?:(?:of|de|du|da|of the|for|&) )?(?:{_WORD}|\d+[A-Z]?\w*+\b(?=[^%\d]|$)))*+"
    rf"(?:(?=,?(?: who)? (?:{_SAYS})\b)()|(?= (?:{_ACTS})\b)())?"
)
_SPEAKS, _ACT = 1, 2
_POSSESSIVE = re.compile(r"['’]s? ")
_WORDS = 3  # more of them with a full stop behind are a sentence
_PROSE = 70  # characters of a line that surely is one of sentences
_BEFORE_OPENINGS = " \"“‘'*_#(-•>"
_LEAD_IN = 12  # characters before a name that say whether it opens a sentence
_OPENED = (*'\n.!?:”"', *(f"{before}{the}" for before in " \n" for the in ("The", "THE", "A", "An", "AN")))
_INSIDE = frozenset("abcdfghijklmopqrstuvwxyz,")  # what ends no article: before a space and a name, it opens nothing
_SAID_BY = tuple(f"{word} {the}" for word in ("said", "says", "according to", "told", "by") for the in ("", "the "))
_REMEMBERED = 1 << 14  # runs whose names are kept
_LONGEST_CAPITALS = 3  # letters of a word in a line of capitals that may be an acronym
_LONGEST_ACRONYM = 5
_INITIAL = re.compile(r"(?: [A-Z])+\Z")  # left of a legal form with points: "N.V."
_OWNS = ("'s", "’s")
_CITY_OF = "City of "


class Sightings:
    """How often each name stands inside sentences, at their head and in other lines; acts, speaks and owns.

    `small` is how often the text has each word as written, `names` how often each name stands in sentences. `leads` are
    the names that runs of capitals begin with and their places in `prose`, the lines that hold sentences.
    """

    def __init__(self, text: str, words: Counter[str]) -> None:
        self.small = words
        lines = text.split("\n")
        is_prose = [_is_prose(line) for line in lines]
        self.prose = "\n".join(["", *compress(lines, is_prose)])
        self.leads: list[tuple[str, int]] = []
        self._read_prose()
        others = (line for line, holds in zip(lines, is_prose, strict=True) if not holds)
        self.in_lines = Counter(self._in_lines("\n".join(["", *others])))

    def _read_prose(self) -> None:
        inside: list[str] = []
        opening: list[str] = []
        owning: list[str] = []
        told: tuple[list[str], ...] = ([], [], [])  # the names that end a run, by what they do
        text, leads, is_common = self.prose, self.leads, self._is_common
        for match in _RUN.finditer(text):
            names, skipped = _names_in(match[0])
            if not names:
                continue
            place, last = match.start() + skipped, len(names) - 1
            opens = text[place - 2] not in _INSIDE and _opens(text, place)
            for index, (name, of_place) in enumerate(names):
                if not name or (opens and not index and is_common(name)):
                    continue
                (opening if opens and not index else inside).append(name)
                if of_place:
                    inside.append(of_place)  # "Estonian Defence Forces" names Estonia as well
                if not index:
                    leads.append((name, place))
                if index < last or text.startswith(_OWNS, match.end()):
                    owning.append(name)
                if index == last:
                    told[_SPEAKS if text.endswith(_SAID_BY, 0, place) else match.lastindex or 0].append(name)
        self.inside, self.opening, self.owning = Counter(inside), Counter(opening), Counter(owning)
        self.names = Counter([*inside, *opening])
        self.speaking, self.acting = Counter(told[_SPEAKS]), Counter(told[_ACT])

    def _in_lines(self, text: str) -> Iterator[str]:
        """The names in lines that are no sentences."""
        for match in _RUN.finditer(text):
            names, skipped = _names_in_line(match[0])
            for index, (name, _) in enumerate(names):
                if name and (index or not _opens(text, match.start() + skipped) or not self._is_common(name)):
                    yield name

    def _is_common(self, name: str) -> bool:
        """Whether a single word has its capital only for where it stands."""
        return " " not in name and self.small[name.lower()] > 0 and name.lower() not in aliases()


def _is_prose(line: str) -> bool:
    shown = line.strip()
    is_long = len(shown) > _PROSE or (shown.endswith(".") and shown.count(" ") > _WORDS)
    return is_long and not shown.startswith(("#", "|")) and "\t" not in shown


def _opens(text: str, place: int) -> bool:
    """Whether a sentence or a line begins before a place, past quotes and marks and an article."""
    lead = text[max(0, place - _LEAD_IN) : place].rstrip(_BEFORE_OPENINGS)
    return not lead or lead.endswith(_OPENED)


_Named = tuple[tuple[tuple[str, str], ...], int]


@lru_cache(_REMEMBERED)
def _names_in(run: str) -> _Named:
    """The names of a run of capitals in a sentence."""
    return _read_run(run, in_prose=True)


@lru_cache(_REMEMBERED)
def _names_in_line(run: str) -> _Named:
    """The same in a line that may be written in capitals."""
    return _read_run(run, in_prose=False)


def _read_run(run: str, *, in_prose: bool) -> _Named:
    """The names a run of capitals holds, each whose the next is and with the place its adjective is of.

    Behind them the length of the small word a sentence opens with, which is left out.
    """
    first, _, rest = run.partition(" ")
    skipped = 0
    if first.lower() in _closed():
        if not rest[:1].isupper():
            return (), 0
        run, skipped = rest, len(first) + 1
    parts = [part for part in _POSSESSIVE.split(f"{run} ") if part.strip()]
    names = [_name_of(part, not in_prose and part.isupper()) for part in parts]
    return tuple((name, adjectives().get(name.partition(" ")[0].lower(), "")) for name in names), skipped


@cache
def _closed() -> frozenset[str]:
    return word_list("determiners", "pronouns", "prepositions", "conjunctions", "auxiliaries", "openers")


def _name_of(part: str, in_capitals: bool) -> str:
    part = part.strip().strip("'’-&")
    words = part.split()
    if in_capitals and len(words) > 1 or (in_capitals and len(part) > _LONGEST_ACRONYM):
        part = " ".join(word if len(word) <= _LONGEST_CAPITALS else word.capitalize() for word in words)
    name = _INITIAL.sub("", without_form(clean(part)).removeprefix(_CITY_OF))
    first, _, last = name.rpartition(" ")
    if first and last.lower() in word_list("sizes"):
        name = first
    if not name or name.lower() in word_list("months", "times", "legal_forms", "pronouns"):
        return ""
    return adjectives().get(name.lower()) or aliases().get(name.lower(), name)
