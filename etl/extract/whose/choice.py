"""The subject of each figure, chosen among all that its sentence, its table and the text around it offer.

Rules find one; signs such as "is the subject of the clause" or "is what the document turns on" are weighed for it and against
the others. The weights are learned (tests/training/subjects.py), they stand in the catalogue. The one chosen is that with
which a reader would expect to share most words, where it promises clearly more than what the rules found.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache, partial
from operator import itemgetter

from etl.extract.sentence import Topic
from etl.extract.topics.around import stem_set
from etl.extract.whose.candidates import Words
from etl.extract.whose.in_turn import told_in_turn
from etl.extract.whose.own_names import OwnNames
from etl.extract.whose.surveyed import are_respondents, find_surveyed
from etl.extract.whose.weighing import Read, weighed_candidates
from etl.extract.whose.weights import ONE, weights
from etl.model.document import Document

_WEIGHED = 8  # candidates worth a comparison
_DOUBT = 0.7  # how far what is learned is trusted
_BETTER = 1.1  # how much more another candidate must promise than what the rules found
_SLIM = 0.05  # chance, against that of the likeliest, below which a candidate is not weighed against others


def choose_subjects(document: Document, read: Read, topics: Sequence[Sequence[Topic]]) -> list[list[str]]:
    """Whose each figure of a document is."""
    chosen: list[list[str]] = [[] for _ in read]
    own, surveyed = OwnNames(document.text), cache(partial(find_surveyed, document.text))
    for place, topic, candidates in weighed_candidates(document, read, topics, weights(), own):
        weighed = [(weight / ONE, words, text) for weight, words, text in candidates]
        subject = likeliest(topic.subject, weighed) if len(weighed) > 1 else topic.subject
        if are_respondents(read[place][2][len(chosen[place])], topic.subject):
            subject = surveyed() or subject
        chosen[place].append(subject)
    for place, (passage, mentions, grounds) in enumerate(read):
        for index, subject in told_in_turn(passage.sentence, mentions, grounds[0].nouns).items():
            chosen[place][index] = own[subject]
    return chosen


def likeliest(found: str, weighed: Iterable[tuple[float, Words, str]]) -> str:
    """The one of weighed candidates that promises to share most words with the right one, or what was found."""
    ranked = sorted(weighed, key=_by_weight, reverse=True)[:_WEIGHED]
    most = ranked[0][0]
    chances = [(math.exp(_DOUBT * (weight - most)), words, text) for weight, words, text in ranked]
    likely = [each for each in chances if each[0] > _SLIM]
    promises = _promises(likely)
    best = max(promises)
    return likely[promises.index(best)][2] if best > _BETTER * _promise(stem_set(found), likely) else found


_by_weight = itemgetter(0)


def _promises(likely: Sequence[tuple[float, Words, str]]) -> list[float]:
    """How many words each candidate may be expected to share with the right one, of those both have."""
    promises = [chance / 2 for chance, _, _ in likely]
    for at, (chance, words, _) in enumerate(likely):
        for place, (other_chance, other, _) in enumerate(likely[:at]):
            if not words.isdisjoint(other):
                shared = len(words & other) / (len(words) + len(other))
                promises[at] += other_chance * shared
                promises[place] += chance * shared
    return promises


def _promise(words: Words, likely: Sequence[tuple[float, Words, str]]) -> float:
    """The same for any words."""
    size, promise = len(words), 0.0
    for chance, other, _ in likely:
        if not words.isdisjoint(other):
            promise += chance * len(words & other) / (size + len(other))
    return promise
