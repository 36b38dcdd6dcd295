"""What a document may turn on: its names but persons, kickers and units, and the nouns of its headline it has again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from etl.extract.language.words import is_plain, tags_of_words, verb_forms, word_list
from etl.extract.names.document_head import Head
from etl.extract.names.name_forms import company_words, has_digit, is_acronym
from etl.extract.names.name_sightings import Sightings
from etl.extract.numbers.vocabulary import SPELLINGS
from etl.model.metric import find_metric, singular
from etl.model.subject import is_known, places

_SMALL_WORD = re.compile(r"[a-z][a-z-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TWICE = 2
_SHORTEST_ACRONYM = 3
_SHORTEST_TOPIC = 4  # letters
_LONGEST_TOPIC = 3  # words
_AGAIN = 3  # times a text has a noun of its headline
_BEFORE_NOUNS = 0.8  # of the times a text has a word, from which on it is an adjective
_MOSTLY = 0.6  # of these times behind or before another, of which it is a part then


def names_of(sightings: Sightings, head: Head, persons: AbstractSet[str]) -> list[str]:
    """The names a document may turn on, in order."""
    counts = sightings.names
    written = {
        name
        for name in counts
        if " " in name or sightings.inside[name] or sightings.acting[name] or counts[name] > 1 or is_known(name.lower())
    }
    # A single word that stands in no sentence is a name where it is the whole first line: "LANTERNA".
    written |= {
        name
        for name in sightings.in_lines
        if counts[name]
        or (name.lower() in head.first_lines and (" " in name or name.lower() == head.first_lines.partition("\n")[0]))
    }
    written = {
        name for name in written if counts[name] + sightings.in_lines[name] >= _TWICE or head.shows(name.lower())
    }
    surnames = _surnames(sightings)
    first_names = {person.partition(" ")[0] for person in persons if " " in person}
    return sorted(
        name
        for name in written
        if not _is_person(name, persons, surnames, first_names)
        and _may_be_main(name, sightings)
        and not _is_said_shorter(name, counts, written)
        and not _is_published(name, sightings, written)
        and name not in head.terms
    )


def _is_person(name: str, persons: AbstractSet[str], surnames: AbstractSet[str], first_names: AbstractSet[str]) -> bool:
    """Whether a name is a person's, in full or in part, or begins with it: "Ana Ruiz of the University of Halden"."""
    words = name.split()
    if words[-1] in persons or words[-1] in surnames or name in persons or " ".join(words[:2]) in persons:
        return True
    return name in first_names and not is_known(name.lower())


def _surnames(sightings: Sightings) -> set[str]:
    """The last words of names of two that speak, or whose last word alone does, as persons do and bodies seldom."""
    counts, speaking = sightings.names, sightings.speaking
    return {
        last
        for name in counts
        if name.count(" ") == 1 and not is_body(name)
        for last in [name.partition(" ")[2]]
        if speaking[last] or (speaking[name] and (counts[last] or speaking[name] == counts[name]))
    }


def _may_be_main(name: str, sightings: Sightings) -> bool:
    """Whether capitals may be what a text turns on: no office, currency, numbered thing, kicker or metric."""
    words = name.split()
    lower = [word.lower() for word in words]
    told = sightings.inside[name] + sightings.opening[name]
    if _is_numbered(words, told + sightings.in_lines[name]):
        return False
    is_symbol = words[0] in word_list("currency_codes") or _is_unit(words[0])
    if is_symbol or lower[0] in word_list("persons", "titles", "media"):
        return False
    if len(words) == 1 and is_known(lower[0]):
        return True
    if (len(words) == 1 and not _is_rare(name, sightings)) or _is_kicker(lower, told):
        return False
    if not told and sightings.in_lines[name] < _TWICE and all(map(is_plain, lower)):
        return False  # capitals of a headline: "Record Low Veal"
    measured = find_metric(lower)
    is_thing = measured is not None and (measured[0].is_noun or measured[2] < len(words))
    return measured is None or (is_thing and len(words) >= _LONGEST_TOPIC)


def _is_numbered(words: list[str], times: int) -> bool:
    """Whether words name a part of the text or a thing by its number: "Figure 3", "Phase 2b", "Annual Report 2025"."""
    first, last = words[0].lower(), words[-1]
    if first in word_list("labels"):
        return True
    is_of_kind = has_digit(last) and (first in word_list("numbered") or _YEAR.fullmatch(last) is not None)
    return is_of_kind or (last.isdigit() and times < _TWICE)


def _is_kicker(words: list[str], told: int) -> bool:
    """Whether words name the kind of a page or a section, as no sentence has them: "Press Release"."""
    kickers = word_list("kickers", "publications")
    if not told and not kickers.isdisjoint(words):
        return True
    return words[-1] in kickers and (told < _TWICE or all(map(is_plain, words[:-1])))


def _is_rare(word: str, sightings: Sightings) -> bool:
    """Whether a single word is a name wherever it stands, and not a common word, an abbreviation or a symbol."""
    lower = word.lower()
    if _is_unit(word) or not word.replace("-", "").isalnum():
        return False
    if sightings.small[lower] > sightings.inside[word] or lower in tags_of_words():
        return False
    if lower in word_list("kickers", "publications", "symbols", "substances"):
        return False
    return not is_acronym(word) or len(word) >= _SHORTEST_ACRONYM


def _is_unit(word: str) -> bool:
    """Whether a word is a symbol of a unit, written as such: "TWh"."""
    return any(spelling.exact == word for spelling in SPELLINGS.get(word.lower(), ()))


def is_body(name: str) -> bool:
    """Whether a name is that of an institution or a company, by its last word."""
    last = name.rpartition(" ")[2].lower()
    return last in word_list("institutions", "forecasters") or last in company_words()


def _is_said_shorter(name: str, counts: Counter[str], names: AbstractSet[str]) -> bool:
    """Whether a company goes by its name without the last word more often: Rova for Rova Technologies."""
    short, _, _last = name.rpartition(" ")
    return short in names and counts[short] > counts[name] + 1 and is_body(name)


def _is_published(name: str, sightings: Sightings, names: AbstractSet[str]) -> bool:
    """Whether a name is that of a publication or an office about one of the names: "UK Crop Accounts", "Statistics Ruvia"."""
    first, _, rest = name.partition(" ")
    if first == "Statistics" and rest in names:
        return True
    is_told = sightings.inside[name] + sightings.opening[name] > 0
    return (
        bool(rest) and not is_told and first in places() and first in names and all(map(is_plain, rest.lower().split()))
    )


def families_of(names: Iterable[str], sightings: Sightings) -> dict[str, float]:
    """How often a name or one that shares a word of it stands in the text."""
    counts, lines = sightings.names, sightings.in_lines
    words: defaultdict[str, int] = defaultdict(int)
    for name, count in (*counts.items(), *lines.items()):
        for word in set(name.split()):
            words[word] += count
    return {
        name: max(
            (words[word] for word in name.split() if len(word) >= _SHORTEST_ACRONYM), default=counts[name] + lines[name]
        )
        for name in names
    }


def topics_of(head: Head, names: Mapping[str, object]) -> list[str]:
    """Nouns of the title the text has again: "heat pumps" of "Heat pumps at a crossroads"."""
    words = _SMALL_WORD.findall(head.headline)
    taken = {name.lower() for name in (*names, *head.terms)}
    found = set()
    for size in range(1, _LONGEST_TOPIC + 1):
        for first in range(len(words) - size + 1):
            part = words[first : first + size]
            if tags_of_words().keys().isdisjoint(part) and not any(map(_is_verb, part)) and not _is_measured(part):
                topic = " ".join(part)
                if (
                    len(topic) >= _SHORTEST_TOPIC
                    and topic not in taken
                    and not is_known(topic)
                    and head.lower.count(_singular(topic)) >= _AGAIN
                ):
                    found.add(topic)
    return sorted(
        topic
        for topic in found
        if not _is_part_of_topic(topic, found, head.lower) and not _is_adjective(topic, head.lower)
    )


def _is_adjective(topic: str, lower: str) -> bool:
    """Whether a word of a headline nearly always stands before another noun: "federal"."""
    if " " in topic:
        return False
    own = re.escape(topic)  # in front, so that the search skips to it
    followers = re.findall(rf"{own}(?<=\b{own})\b(?: ([a-z]+))?", lower)
    inside = sum(bool(word) and word not in tags_of_words() and word not in verb_forms() for word in followers)
    return inside > _BEFORE_NOUNS * max(1, len(followers))


def _is_part_of_topic(topic: str, topics: AbstractSet[str], lower: str) -> bool:
    """Whether a text seldom has a topic without a longer one around it: "heat" of "heat pumps"."""
    said = lower.count(topic)
    return any(topic in other and topic != other and _MOSTLY * said < lower.count(_singular(other)) for other in topics)


def _singular(topic: str) -> str:
    first, space, last = topic.rpartition(" ")
    return f"{first}{space}{singular(last)}"


def _is_verb(word: str) -> bool:
    verb = verb_forms().get(word.rpartition("-")[2])
    return verb is not None and verb.form != "base"


def _is_measured(words: list[str]) -> bool:
    """Whether words end with what is measured and not with a thing: "homicide rate", but "kiln market"."""
    lists = word_list("table_words", "times", "sizes", "plain_figures", "prices", "kickers", "writings")
    if words[-1] in SPELLINGS or words[-1] in lists or singular(words[-1]) in lists:
        return True
    found = find_metric(words)
    return found is not None and found[2] == len(words) and not found[0].is_noun
