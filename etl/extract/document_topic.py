"""What a document turns on: the market, thing or name of its title, who is named most, what it introduces."""

import re
from collections import Counter
from itertools import islice

from etl.extract.main_subject import find_main, most_named, short_title
from etl.extract.words import tags_of_words, verb_forms, word_list
from etl.model.document import Document, Zone
from etl.model.metric import find_metric

_WORLD = re.compile(r"\b(?:world|global)\b", re.IGNORECASE)
_INTRODUCING = ("present ", "report ", "introduce ", "propose ", "describe ", "demonstrate ", "call ")
_CODE = re.compile(r"[A-Z][A-Za-z]*(?:-?\d+[A-Za-z]*|-[A-Z]\w*)+")
_SHORTEST_NAME = 6  # characters
_OFTEN = 5  # times a text speaks of its theme
_SEVERAL = 3  # times it speaks of a title that is no name
_SPOKEN_OF = 3  # times a text that turns on the world says so
_HEAD = 600  # characters at the top of a text that say what it turns on
_LONGEST_TITLE = 90
_TOP = 3  # blocks of prose among which a heading is the title
_FIRST_BLOCKS = 40  # among which its first heading stands


def find_topic(
    document: Document, counts: Counter[str], fuller: dict[str, str], words: frozenset[str], small: frozenset[str]
) -> tuple[str, str]:
    """The name a document turns on, and the topic its title names; either may be empty."""
    text = document.text
    title = _title(document)
    theme = short_title(title)
    label, colon, headline = title.partition(": ")
    if colon and theme == label and " " not in label and label not in counts and _tells(headline):
        theme = short_title(headline)
    main = theme if _is_market(theme) else _theme_of(theme, small, text)
    main = (
        main
        or _written_small(title, small, text)
        or _acting(find_main(counts, fuller, words, title + "\n" + text[:_HEAD]))
        or _most_named(counts, text)
    )
    if main and theme.startswith(f"{main} ") and theme[len(main) + 1 :].islower() and _is_said(theme, text):
        main = theme
    is_again = theme.lower() not in small and " " not in theme and text.count(theme) > 1
    if not is_again and not _is_name(theme, words) and not _is_said(theme, text):
        theme = ""
    return main or (_introduced(text) or _defined(counts, text) if not theme else ""), theme


def _acting(name: str) -> str:
    """A name a document may turn on: none of a body that publishes figures of others."""
    return "" if name.rpartition(" ")[2].lower() in word_list("forecasters") else name


def _tells(headline: str) -> bool:
    """Whether a headline says what somebody does, so that the word before its colon is only a label."""
    forms = (verb_forms().get(word) for word in headline.split()[1:])
    return any(verb is not None and verb.form == "s" for verb in forms)


def _is_name(theme: str, words: frozenset[str]) -> bool:
    """Whether a theme is written as a name: a capital behind its first word, or a word the text has as a name."""
    first, *rest = theme.split() or [""]
    return first in words or any(word[0].isupper() for word in rest) or (first.isupper() and len(first) > 1)


def _is_said(theme: str, text: str) -> bool:
    return bool(theme) and text.lower().count(theme.lower()) >= _SEVERAL


def _introduced(text: str) -> str:
    """The code name of what a paper presents: "here we report NSC-12"."""
    for verb in _INTRODUCING:
        place = text.find(f" {verb}")
        while place >= 0:
            match = _CODE.match(text, place + 1 + len(verb))
            if match is not None:
                return match[0]
            place = text.find(f" {verb}", place + 1)
    return ""


def _defined(counts: Counter[str], text: str) -> str:
    """The thing with a number for a name that a text says at its head what it is, and speaks of again: "Rho-7, a comet"."""
    head = text[: 2 * _HEAD]
    for name in sorted(counts, key=head.find):
        code = name.rpartition(" ")[2]
        if not any(map(str.isdigit, code)) or code.isdigit() or text.count(code) < _SPOKEN_OF:
            continue
        if any(f"{name}, {article} " in head for article in ("a", "an", "the", "its")) or f"called {name}" in head:
            return name
    return ""


def _title(document: Document) -> str:
    named = document.title != document.document_id and (" " in document.title or "_" not in document.title)
    if document.title and named and (document.title in document.text[:_HEAD] or document.title not in document.text):
        return document.title
    prose = (block for block in document.blocks[:_FIRST_BLOCKS] if block.zone is not Zone.YAML)
    for block in islice(prose, _TOP):
        if block.zone is Zone.HEADING:
            return document.text[block.start : block.end]
    first_line = document.text[:_HEAD].lstrip().partition("\n")[0]
    return first_line if len(first_line) <= _LONGEST_TITLE and not first_line.rstrip().endswith((".", "!", "?")) else ""


def _is_market(theme: str) -> bool:
    """Whether a title names a market, which all its figures are of then."""
    return " " in theme and theme.split()[-1].lower() in word_list("sized")


def _theme_of(title: str, small: frozenset[str], text: str) -> str:
    """A title that begins with one common noun the text then speaks of: "Polypill and aspirin for …"."""
    theme = title.lower()
    is_noun = title.istitle() and theme in small and theme not in verb_forms() and find_metric([theme]) is None
    return theme if is_noun and text.count(f" {theme}") >= _OFTEN else ""


def _written_small(title: str, small: frozenset[str], text: str) -> str:
    """The first word of a title that the text has as the name of a thing: written small, often, never with an article."""
    word = title.split(maxsplit=1)[0].lower().strip(",:") if title else ""
    if len(word) < _SHORTEST_NAME or not word.isalpha() or word[-1] == "s" or word not in small:
        return ""
    if word in verb_forms() or word in tags_of_words() or find_metric([word]) is not None:
        return ""
    told = text.lower()
    if any(f" {article} {word} " in told for article in ("the", "a", "an", "this", "each")) or f"{word}s " in told:
        return ""
    return word if told.count(word) >= _OFTEN else ""


def _most_named(counts: Counter[str], text: str) -> str:
    """Who is named far more often than others of the catalogue, or the world where a text says so more often still.

    "Global" alone names nobody, nor does a world spoken of once or twice.
    """
    said = [match[0].lower() for match in _WORLD.finditer(text, 0, 20 * _HEAD)]
    worlds = len(said) if said.count("world") >= _SPOKEN_OF else 0
    best, most, second = most_named(counts)
    if most >= _OFTEN and most >= 2 * second and most > worlds:
        return best
    return "world" if worlds > second else ""
