"""Where sentences end. Linear: one scan for the few characters a sentence can end with."""

import re
from collections.abc import Iterator
from functools import cache

from etl.catalog import CATALOG

_ABBREVIATIONS = CATALOG / "abbreviations.txt"

# A full stop, a question or exclamation mark with what closes behind it (quotes, brackets, footnote marks), or a
# line that ends; emoji behind a space part headlines that were run together. The pattern begins with a set of
# characters, so that the search skips to them.
_EMOJI = r"\U0001F300-\U0001FAFF\u2600-\u27BF\U0001F1E6-\U0001F1FF"
_END = re.compile(
    rf"[.!?…。！？\n{_EMOJI}](?:"
    r"(?<=[.!?…])[.!?…]*(?P<tail>[\"'”’»)\]*_]*(?:\[\^?\d{1,4}\]|\^\[?[\d,\s–-]+\]?\^?|[¹²³⁰⁴-⁹]+)*[\"'”’»)]*)"
    r"(?=\s|$|[A-Z\"“(](?<=[a-z)\]”\d%][.!?].))"
    r"|(?<=[。！？])[。！？]*[」』”’）)]*"
    r"|(?<=\n)[ \t]*\n"
    rf"|(?<=\S\s[{_EMOJI}])(?P<emoji>))"
)
_SPACED_POINT = re.compile(r"\d \.")  # a decimal point with spaces around it: "6 . 2 %"
_NEXT = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘/—–]{1,24}\Z")
_INITIAL = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\Z")
# Where and when a text was sent, by whom: "ROME, March 19, 2024 --", "LONDON, 5 May (Reuters) —".
_DATELINE = re.compile(
    r"[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){0,4}"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?,?(?: (?:\([^()\n]{2,40}\)|/[^/\n]{3,40}/))?"
    r"| (?:\([A-Z][^()\n]{2,40}\)|/[^/\n]{3,40}/)) ?(?:--|[—–-]) "
)
# Characters of a sentence. Nobody writes longer ones, and what its figures are is worked out by looking at all of it.
LONGEST = 4_000


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut text[start:end] into sentences as half-open offsets, without the white space around them.

    >>> split("It cost 3.5 m. Dr. Li said so.", 0, 30)
    [(0, 14), (15, 30)]
    """
    found: list[tuple[int, int]] = []
    first = _skip(text, start, end)
    dateline = _DATELINE.match(text, first, end)
    if dateline is not None:
        found.append((first, dateline.end() - 1))
        first = dateline.end()
    for match in _END.finditer(text, start, end):
        if match.start() < first:
            continue
        if match["emoji"] is not None:
            last, following = match.start() - 1, match.start()
        else:
            is_line_end = text[match.start()] == "\n"
            last, following = match.start() if is_line_end else match.end(), _skip(text, match.end(), end)
            if match["tail"] is not None and following < end and not _ends_sentence(text, match, following):
                continue
        if last > first:
            found.extend(_cut(text, first, last))
        first = following
    last = first + len(text[first:end].rstrip())
    if last > first:
        found.extend(_cut(text, first, last))
    return found


def _cut(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A sentence whole, or in pieces of a length a sentence has, each up to a comma or a space."""
    while last - first > LONGEST:
        at = max(text.rfind(", ", first, first + LONGEST), text.rfind("; ", first, first + LONGEST))
        at = at + 1 if at > first else text.rfind(" ", first, first + LONGEST)
        if at <= first:
            break
        yield first, at
        first = _skip(text, at, last)
    yield first, last


def _skip(text: str, position: int, end: int) -> int:
    match = _NEXT.match(text, position, end)
    return match.end() if match else position


def _ends_sentence(text: str, match: re.Match[str], following: int) -> bool:
    """Whether a stop ends a sentence, given how the text goes on."""
    ahead = text[following]
    stop = text[match.start() : match.start("tail")]
    if ahead.islower() or ahead in ",;:)±" or ahead.isdigit() and _SPACED_POINT.match(text, match.start() - 2):
        return False
    if stop != "." or match["tail"]:
        return stop[0] != "…" or not ahead.isdigit()
    word = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if word is None:
        return True
    before = word[0].lower()
    if before in abbreviations():
        return False
    if _INITIAL.fullmatch(word[0]):
        return _after_initial(text, word[0], following)
    return not (before in _maybe() and (ahead.isdigit() or ahead in "(["))


def _after_initial(text: str, letters: str, following: int) -> bool:
    """Whether a sentence ends with initials: "in the U.S. The bank …" does, "J. Smith" and "U.S. Treasury" do not."""
    if len(letters) == 1:
        return not letters.isupper() or letters == "I"
    word = re.compile(r"\w+").match(text, following)
    return word is not None and word[0].lower() in _openers()


@cache
def abbreviations() -> frozenset[str]:
    """Words whose full stop ends no sentence, in lower case."""
    return _read()[0]


def _maybe() -> frozenset[str]:
    return _read()[1]


def _openers() -> frozenset[str]:
    return _read()[2]


@cache
def _read() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    always: list[str] = []
    before_number: list[str] = []
    openers: list[str] = []
    kinds = {"always": always, "before_number": before_number, "openers": openers}
    for line in _ABBREVIATIONS.read_text(encoding="utf-8").splitlines():
        kind, _, words = line.partition(":")
        if kind in kinds:
            kinds[kind].extend(words.split())
    return frozenset(always), frozenset(before_number), frozenset(openers)
