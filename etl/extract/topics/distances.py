"""From where a distance or a time counts: "40 minutes from Stansted", "160 km north of Kabul" say nothing of these places."""

from collections.abc import Sequence

from etl.extract.language.grammar import Parse
from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.model.quantity import Kind


def is_distance(mention: Mention) -> bool:
    """Whether a figure may say how far something is, in space or in time."""
    return mention.dimension == "length" or mention.kind is Kind.DURATION


def places_counted_from(parse: Parse, mentions: Sequence[Mention]) -> list[int]:
    """The phrases from where the distances of a sentence count, by their index."""
    found = [_counted_from(parse, mention.last + 1) for mention in mentions if is_distance(mention)]
    return [place for place in found if place >= 0]


def _counted_from(parse: Parse, index: int) -> int:
    """The phrase behind "from", or behind a direction and "of" (-1: none)."""
    words, directed = parse.sentence.words, False
    while index < len(words) and (words[index] in word_list("directions") or _is_aside(parse, index)):
        directed = directed or words[index] in word_list("directions")
        index += 1
    if words[index : index + 1] != ["from"] and not (directed and words[index : index + 1] == ["of"]):
        return -1
    index += 1
    while index < len(words) and parse.tags[index] == "D":
        index += 1
    return parse.phrase_at[index] if index < len(words) else -1


def _is_aside(parse: Parse, index: int) -> bool:
    """Whether a token belongs to the same in another unit: "160 km (100 miles) north of"."""
    return parse.tags[index] == "M" or parse.sentence.words[index] in "()"
