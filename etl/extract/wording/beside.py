"""What stands beside a figure that may say what it measures: words, each with what speaks for it, and phrases."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from etl.extract.passages import Passage
from etl.extract.sentence import Mention, Topic
from etl.extract.topics.around import Around, stem_set, stems
from etl.extract.topics.captions import tells_figure
from etl.extract.topics.restated import Grounds
from etl.extract.wording.weights import FAR, Weights
from etl.extract.wording.words_of_text import WordsOfText
from etl.model.record import record

_PLACES = ("label", "header", "caption", "section", "measure", "kind")
_LONGEST = 80  # characters of a label
_MOST_WORDS = 4  # from which on all wordings are as long

Read = Sequence[tuple[Passage, Sequence[Mention], Sequence[Grounds]]]


@record
class Figure:
    """A figure with what the rules found of it, and the metrics of the figures beside it."""

    passage: Passage
    mention: Mention
    topic: Topic
    grounds: Grounds
    before: tuple[str, str, str] = ("", "", "")
    siblings: Sequence[tuple[str, str]] = ()


def figures_of(read: Read, topics: Sequence[Sequence[Topic]]) -> Iterator[tuple[int, Figure]]:
    """The figures of a document in order, each with those beside it."""
    last: tuple[Passage, Mention, Topic] | None = None
    for place, ((passage, mentions, grounds), stated) in enumerate(zip(read, topics, strict=True)):
        metrics = [(topic.metric, mention.unit) for mention, topic in zip(mentions, stated, strict=True)]
        for index, (mention, topic) in enumerate(zip(mentions, stated, strict=True)):
            before = ("", "", "")
            if last is not None:
                near = "same" if last[0] is passage else "block" if last[0].block == passage.block else "far"
                before = (last[2].metric, near, _unit(last[1].unit, mention))
            siblings = [
                (metric, _unit(unit, mention)) for other, (metric, unit) in enumerate(metrics) if other != index
            ]
            yield place, Figure(passage, mention, topic, grounds[index], before, siblings)
            last = passage, mention, topic


def _unit(unit: str, mention: Mention) -> str:
    return "unit" if unit == mention.unit else "other"


def words_beside(text: WordsOfText, figure: Figure, weights: Weights) -> dict[str, int]:
    """The words the text around a figure has for it, with the sum of what their traits weigh."""
    sums, known = _said(figure.grounds.around, weights), text.known
    of_said, of_unsaid, general = weights.said, weights.unsaid, weights.general[figure.mention.marks]
    for word in sums:
        standing, _, own = known[word]
        sums[word] += of_said[standing] + own
    for words, weight in _unsaid(text, figure, weights):
        for word in words:
            if word in sums:
                sums[word] += weight
            else:
                standing, own, _ = known[word]
                sums[word] = of_unsaid[standing] + own + weight
    if not general.keys().isdisjoint(sums):
        for word in general.keys() & sums.keys():
            sums[word] += general[word]
    return sums


def words_of_any(text: WordsOfText, weights: Weights, marks: frozenset[str]) -> dict[str, int]:
    """The words any metric may be called by, as they weigh where the text around a figure says none of them."""
    unsaid, general = weights.unsaid, weights.general[marks]
    return {word: general[word] + unsaid[standing] + own for word, (standing, own, _) in text.of_any.items()}


def _said(around: Around, weights: Weights) -> dict[str, int]:
    """The words of the sentence, with what speaks for them by where they stand."""
    first, last = around.first, around.last
    by_phrase = [weights.roles[role] for role in around.roles]
    behind = bisect_left(around.nouns, (first,))
    sums: dict[str, int] = {}
    away, far = weights.nouns_left, weights.nouns_left[FAR]
    for index, word, place, how in around.nouns[:behind]:
        steps = first - index
        weight = (away[steps] if steps < FAR else far) + by_phrase[place][how]
        sums[word] = sums[word] + weight if word in sums else weight
    away, far = weights.nouns_right, weights.nouns_right[FAR]
    for index, word, place, how in around.nouns[behind:]:
        steps = index - last
        weight = (away[steps] if steps < FAR else far) + by_phrase[place][how]
        sums[word] = sums[word] + weight if word in sums else weight
    for word, weight in _verbs(around, weights):
        sums[word] = sums[word] + weight if word in sums else weight
    return sums


def _verbs(around: Around, weights: Weights) -> Iterator[tuple[str, int]]:
    first, last = around.first, around.last
    for index, word, form in around.verbs:
        if first <= index <= last:
            yield word, weights["inside",]
        elif -FAR < index - first < 0:
            yield word, weights.verbs_left[first - index] + weights.verbs[form, index == around.governs]
        elif 0 < index - last < FAR:
            yield word, weights.verbs_right[index - last] + weights.verbs[form, False]
    for word in around.implied:
        yield word, weights["implied",]


def _unsaid(text: WordsOfText, figure: Figure, weights: Weights) -> list[tuple[Sequence[str], int]]:
    """The words that stand outside the sentence, or were found to be the metric, with what speaks for them so far."""
    found = stems(figure.topic.metric)
    length = _count(found)
    offered: list[tuple[Sequence[str], int]] = [(found[1:-1], weights["found", length, "inner"])] if found[2:] else []
    if found:
        offered.append((found[-1:], weights["found", length, "last"]))
    if found[1:]:
        offered.append((found[:1], weights["found", length, "first"]))
    metric, near, unit = figure.before
    if metric:
        offered.append((stems(metric), weights["figure", near, unit]))
    offered += [(stems(metric), weights["sibling", unit]) for metric, unit in figure.siblings]
    offered += [(words, weights["heading", str(level)]) for level, words in enumerate(text.above(figure.passage.block))]
    place = figure.passage.place
    if place is not None:
        table = [(name, stems(getattr(place, name))) for name in _PLACES]
        offered += [(words, weights["table", name, _count(words)]) for name, words in table]
    return offered


def _count(words: Sequence[str]) -> str:
    return str(min(len(words), _MOST_WORDS))


def phrases_of(text: WordsOfText, figure: Figure) -> list[tuple[frozenset[str], str]]:
    """The phrases a metric may be made of, besides what the rules found, each with its stems."""
    place = figure.passage.place
    said = (place.label, place.header, place.caption, place.section) if place is not None else ()
    others = [each for each in said if 0 < len(each) < _LONGEST and not tells_figure(each)]
    others += [text.heading(figure.passage.block), figure.before[0], *(metric for metric, _ in figure.siblings)]
    phrases = [*figure.grounds.around.phrases, *((stem_set(other), other) for other in others)]
    subject = stem_set(figure.topic.subject)
    return [phrase for phrase in phrases if not phrase[0] <= subject]
