"""Whose each figure is that a sentence tells in turn: "exports to Peru and Chile fell by 800 and 900 tons respectively"."""

from collections.abc import Sequence

from etl.extract.sentence import Mention, Sentence
from etl.extract.topics.owners import Nouns

_WORD = "respectively"
_JOINTS = frozenset({"and", ","})
_APART = 6  # tokens between a figure and the next, and between the last and the word
_FEWEST = 2


def told_in_turn(sentence: Sentence, mentions: Sequence[Mention], nouns: Nouns | None) -> dict[int, str]:
    """The subjects of these figures by their index; none where the sentence does not name as many before them."""
    if nouns is None or _WORD not in sentence.words:
        return {}
    figures = _figures(sentence, mentions)
    names = _listed(sentence, nouns, mentions[figures[0]].first, len(figures)) if len(figures) >= _FEWEST else []
    return dict(zip(figures, names, strict=False))


def _figures(sentence: Sentence, mentions: Sequence[Mention]) -> list[int]:
    """The figures in front of the word, of one unit, in order."""
    behind, found = sentence.words.index(_WORD), list[int]()
    for index in reversed(range(len(mentions))):
        mention = mentions[index]
        if mention.first > behind:
            continue
        if behind - mention.last > _APART or (found and mention.unit != mentions[found[0]].unit):
            break
        found.insert(0, index)
        behind = mention.first
    return found


def _listed(sentence: Sentence, nouns: Nouns, before: int, count: int) -> list[str]:
    """The phrases of the last list of so many before a token, written alike."""
    words, ends = sentence.words, nouns.ends
    places = [place for place, end in enumerate(ends) if end < before]
    for last in reversed(places[count - 1 :]):
        run = nouns.found[last - count + 1 : last + 1]
        is_list = all(words[end + 1] in _JOINTS for end in ends[last - count + 1 : last])
        is_longer = last >= count and words[ends[last - count] + 1] in _JOINTS
        if (
            is_list
            and not is_longer
            and len({noun.form[0] for noun in run}) == 1
            and words[ends[last] + 1] not in _JOINTS
        ):
            return [noun.text for noun in run]
    return []
