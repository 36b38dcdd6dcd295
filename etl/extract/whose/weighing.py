"""What speaks for each candidate for the subject of a figure: where it stands, how it is written, what the document has of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from etl.extract.known import Known
from etl.extract.passages import Passage
from etl.extract.sentence import Mention, Topic
from etl.extract.topics.around import stem_set
from etl.extract.topics.restated import Grounds
from etl.extract.topics.scope import Scope
from etl.extract.whose.candidates import Candidates, NounsOffered, Words, offer_labels, offer_sources
from etl.extract.whose.own_names import OwnNames
from etl.extract.whose.signs import form_of, signs_in_text
from etl.extract.whose.turned_on import Source, TurnedOn
from etl.extract.whose.weights import Weights
from etl.model.document import Document, Zone
from etl.model.record import replace

_BESIDE = 8  # figures of a sentence on either side that count
_LABEL = re.compile(r"\s*(?:<[^<>\n]*>|\d{1,2}[.)] |[-+*•–#_> ])*([^\W\d_][^\n:|.]{0,60}?)[*_]*:[*_ ]")
_SURE = frozenset({"share of those who"})  # rules whose subject nothing around outweighs
_TOP = 6  # blocks in which a title stands

Read = Sequence[tuple[Passage, Sequence[Mention], Sequence[Grounds]]]


def weighed_candidates(
    document: Document, read: Read, topics: Sequence[Sequence[Topic]], weights: Weights, own: OwnNames
) -> Iterator[tuple[int, Topic, list[tuple[int, Words, str]]]]:
    """The candidates for each figure of a document in order, weighed, with its topic and its sentence's place."""
    if not read:
        return
    of_text = _weights_of_texts(document, read, weights)
    last: tuple[Passage, Mention, Topic] | None = None
    turned_on = TurnedOn(document, read[0][2][0].scope.names)
    for place, ((passage, mentions, grounds), stated) in enumerate(zip(read, topics, strict=True)):
        of_all = list(turned_on.sources(passage))
        label = _line_label(document.text, passage, mentions[0].start)
        offered = NounsOffered(grounds[0].nouns, weights, own) if grounds[0].nouns is not None else None
        for index, (mention, topic) in enumerate(zip(mentions, stated, strict=True)):
            found, scope = Candidates(), grounds[index].scope
            sources = [(topic.subject, "found in its sentence" if grounds[index].has_subject else "found around")]
            if last is not None:
                sources.append((last[2].subject, _before(last[0], passage, is_alike=last[1].unit == mention.unit)))
            beside = (*stated[max(0, index - _BESIDE) : index], *stated[index + 1 : index + 1 + _BESIDE])
            sources += [(other.subject, "sibling") for other in beside]
            sources += [*_around(scope), *of_all, (label, "label")]
            offer_sources(found, [(own[text], which) for text, which in sources], weights)
            if offered is not None:
                offered.offer(found, grounds[index].around)
            if passage.place is not None:
                offer_labels(found, passage.place, own[scope.names.main], weights)
            is_sure = grounds[index].has_subject and grounds[index].rule in _SURE
            subject = own[topic.subject]
            known = (
                (own[scope.names.main], "main"),
                (subject, "found"),
                (own[scope.heading], "heading"),
                (own[scope.previous], "previous"),
            )
            weighed = [] if is_sure else _weighed(found, stem_set(topic.metric), known, weights, of_text)
            yield place, topic if subject == topic.subject else replace(topic, subject=subject), weighed
            last = passage, mention, topic


def _line_label(text: str, passage: Passage, before: int) -> str:
    """What stands before the first colon of a line: "Cash gifts: £400", "**Hull**: Nearly all homes"."""
    if passage.place is not None:
        return ""
    match = _LABEL.match(text, text.rfind("\n", 0, passage.sentence.start + 1) + 1, before)
    return match[1] if match is not None else ""


def _before(before: Passage, here: Passage, *, is_alike: bool) -> str:
    """How near the figure before is, and whether it is in the same unit."""
    near = "same" if before is here else "block" if before.block == here.block else "far"
    return f"figure {near} unit" if is_alike else f"figure {near} other"


def _around(scope: Scope) -> list[tuple[str, str]]:
    """What the text around a sentence makes known."""
    return [
        (scope.names.main, "main"),
        (scope.previous, "previous"),
        (scope.heading, "heading"),
        (scope.section, "section"),
        (scope.nearby, "nearby"),
        (scope.latest, "latest"),
        (scope.voice, "voice"),
        (scope.product, "product"),
    ]


def _weighed(
    found: Candidates, metric: Words, known: Sequence[Source], weights: Weights, of_text: Known[str, tuple[int, str]]
) -> list[tuple[int, Words, str]]:
    """The candidates with all that speaks for them: also how their words stand to the metric and to what else is known."""
    others = [(weights.shared[which], stem_set(text)) for text, which in known if text]
    every = metric.union(*[theirs for _, theirs in others])
    weighed = []
    for words, candidate in found.items():
        own, form = of_text[candidate.text]
        written = weights.written[form, candidate.is_here]
        weight = candidate.weight + own
        if words.isdisjoint(every):
            weighed.append((weight + written[0], words, candidate.text))
            continue
        weight += written[_part_of(words, metric)]
        for shared, theirs in others:
            if not words.isdisjoint(theirs):
                weight += shared[_standing(words, theirs)]
        weighed.append((weight, words, candidate.text))
    return weighed


def _part_of(words: Words, metric: Words) -> int:
    """How much of a candidate the metric says already: nothing, some, half, all (the columns of weights.MUCH)."""
    if words.isdisjoint(metric):
        return 0
    return 3 if words <= metric else 2 if 2 * len(words & metric) >= len(words) else 1


def _standing(words: Words, theirs: Words) -> int:
    """How words stand to others that have some in common: less, more, the same, crossed (the columns of weights.HOW)."""
    return 2 if words == theirs else 1 if words > theirs else 0 if words < theirs else 3


def _weights_of_texts(document: Document, read: Read, weights: Weights) -> Known[str, tuple[int, str]]:
    """What a candidate weighs by itself and by what the document has of it, and how it is written."""
    said, title = Counter(_phrases(read)), _title_of(document)
    names = read[0][2][0].scope.names

    def of_text(text: str) -> tuple[int, str]:
        return weights.lasting(text) + weights.weigh(signs_in_text(text, names, said, title)), form_of(text)

    return Known(of_text)


def _phrases(read: Read) -> Iterator[str]:
    """The phrases of the sentences that hold figures, in lower case."""
    for _, _, (first, *_) in read:
        if first.nouns is not None:
            near, _, _ = first.nouns.near(first.around.first)
            for noun in first.nouns.found[near]:
                yield noun.text.lower()


def _title_of(document: Document) -> str:
    """The first heading at the top of a document, in lower case."""
    for block in document.blocks[:_TOP]:
        if block.zone is Zone.HEADING:
            return document.text[block.start : block.end].lower()
    return ""
