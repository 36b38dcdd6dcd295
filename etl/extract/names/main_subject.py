"""Whom or what a document turns on: what a sentence that names nobody speaks of.

Every name of a document, and every noun of its headline it has again, is a candidate; signs such as "stands in the headline" or
"named often" are weighed against each other. The weights are learned (tests/training/main_subject.py), they stand in the catalogue.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from etl.catalog import CATALOG
from etl.extract.language.words import is_plain, tags_of_words
from etl.extract.names.document_head import Head
from etl.extract.names.issuer import find_issuer
from etl.extract.names.main_candidates import families_of, is_body, names_of, topics_of
from etl.extract.names.name_forms import is_acronym
from etl.extract.names.name_leads import leads_of
from etl.extract.names.name_sightings import Sightings
from etl.extract.names.persons import places_of
from etl.model.document import Document
from etl.model.metric import find_metric
from etl.model.subject import aliases, is_known, places

_WEIGHTS = CATALOG / "main_subject.toml"
_EVERYWHERE = "world"
# "World trade" and "global sales" are of the world, "the world's largest" and "around the world" are of something else.
_WORLD = re.compile(r"(?<![-–])\b(?:worldwide|global(?:ly)?|world(?= ([a-z]+)))\b")
# The pattern begins with a set of characters, so that the search skips to them.
_OURS = re.compile(r"[wWoOu](?:(?<=\b[wW])e|(?<=\b[oO])ur|(?<=\bu)s)\b")
_OUR_WORDS = ("we", "We", "our", "Our", "us")
_MEANT = re.compile(r" the (\S+)(?= )")
_MANY_OURS = 2
_HOST = re.compile(r"https?://(?:www\.)?([\w-]+)\.")
_OFTEN = 4  # times from which on more says no more


def find_mains(
    document: Document, text: str, words: Counter[str], persons: AbstractSet[str]
) -> list[tuple[float, str]]:
    """The names or things a document may turn on, the likeliest first, each with how much speaks for it.

    "world" is all of it; the list is empty where the document names nothing.
    """
    weights = _weights()
    scored = [
        (sum(weights.get(trait, 0.0) * value for trait, value in traits.items()), name)
        for name, traits in traits_of(document, text, words, persons).items()
    ]
    return sorted(scored, reverse=True)


def traits_of(
    document: Document, text: str, words: Counter[str], persons: AbstractSet[str]
) -> dict[str, dict[str, float]]:
    """Each candidate with the signs that it is what the document turns on, by name; a sign that is missing counts nothing.

    `words` says how often the text has each word as written, `persons` are the names of persons.
    """
    sightings, head = Sightings(text, words), Head.of(document, text)
    issuer = find_issuer(text)
    names = sorted({*names_of(sightings, head, persons), *([issuer] if issuer else [])})
    families = families_of(names, sightings)
    if issuer:
        families[issuer] = max(families[issuer], text.count(issuer))
    most = max(families.values(), default=0) or 1
    found = {name: _traits_of_name(name, sightings, families[name], most) for name in names}
    if issuer:
        found[issuer]["issuer"] = 1.0
    for sign, led in leads_of(sightings, found).items():
        for name, count in led.items():
            found[name][sign] = count / (sightings.inside[name] + sightings.opening[name] + 1)
    found |= {topic: _traits_of_topic(topic, head) for topic in topics_of(head, found)}
    speaks_of_us = sum(map(words.__getitem__, _OUR_WORDS)) > _MANY_OURS or len(_OURS.findall(text)) > _MANY_OURS
    meant, linked = Counter(_MEANT.findall(head.lower)), Counter(_HOST.findall(head.lower))
    for name, traits in found.items():
        traits |= head.traits_of(name)
        traits["meant" if name[:1].isupper() else "thing meant"] = min(
            1.0, meant[name.lower().rpartition(" ")[2]] / _OFTEN
        )
        if name.lower().replace(" ", "") in linked:  # a page links to others of its own
            traits["linked"] = min(1.0, linked[name.lower().replace(" ", "")] / _OFTEN)
            traits["plain word"] = 0.0
        above = traits.get("masthead alone", 0.0)
        traits["ours above" if speaks_of_us else "others above"] = above
        # The name of a page or a column: "The Long Read".
        traits["plain above"] = above * traits.get("plain words", 0.0) * traits.get("only in lines", 0.0)
    said = sum(_is_all(head.lower, at) for word in ("world", "global") for at in places_of(head.lower, word))
    if said:
        found[_EVERYWHERE] = {"is world": 1.0, "world": math.log1p(said)}
    return {name: {trait: value for trait, value in traits.items() if value} for name, traits in found.items()}


def _is_all(lower: str, at: int) -> bool:
    """Whether a text speaks of all the world at a place that has the word."""
    match = _WORLD.match(lower, at)
    return match is not None and (match[1] is None or match[1] not in tags_of_words())


def _traits_of_name(name: str, sightings: Sightings, family: float, most: float) -> dict[str, float]:
    lower, told = name.lower(), sightings.inside[name] + sightings.opening[name]
    return {
        "named": math.log1p(family),
        "named most": family / most,
        "plain word": float(" " not in name and is_plain(lower) and not is_known(lower)),
        "plain words": float(" " in name and all(map(is_plain, lower.split())) and not is_known(lower)),
        "acts": min(1.0, sightings.acting[name] / _OFTEN),
        "opens": min(1.0, sightings.opening[name] / _OFTEN),
        "speaks": sightings.speaking[name] / (told + 1),
        "only in lines": float(not told),
        "owns": min(1.0, sightings.owning[name] / _OFTEN),
        "place": float(name in places()),
        "of the catalogue": float(lower in aliases() and name not in places()),
        "body": float(is_body(name)),
        "acronym": float(is_acronym(name) and not is_known(lower)),
        "metric": float(find_metric(lower.split()) is not None),
        "one word": float(" " not in name),
    }


def _traits_of_topic(topic: str, head: Head) -> dict[str, float]:
    return {
        "is thing": 1.0,
        "thing named": math.log1p(head.lower.count(topic)),
        "thing of one word": float(" " not in topic),
        "thing a metric": float(find_metric(topic.split()) is not None),
    }


@cache
def _weights() -> Mapping[str, float]:
    with _WEIGHTS.open("rb") as file:
        return {str(trait): float(weight) for trait, weight in tomllib.load(file)["weights"].items()}
