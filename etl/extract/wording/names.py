"""Metrics in the words that most likely name them: the phrase that a reader would expect to share most words with."""

from collections.abc import Sequence

from etl.extract.sentence import Topic
from etl.extract.topics.change_names import against
from etl.extract.wording.beside import Read, figures_of, phrases_of, words_beside, words_of_any
from etl.extract.wording.phrasing import choose
from etl.extract.wording.traits import sort_of
from etl.extract.wording.weights import chances, weights_of
from etl.extract.wording.words_of_text import WordsOfText
from etl.model.document import Document
from etl.model.quantity import Kind


def name_metrics(document: Document, read: Read, topics: Sequence[Sequence[Topic]]) -> list[list[str]]:
    """What each figure of a document measures, in the fullest words the text has for it."""
    text = WordsOfText(document, (topic.metric for each in topics for topic in each))
    named: list[list[str]] = [[] for _ in read]
    of_any: dict[tuple[str, str, frozenset[str]], dict[str, float]] = {}
    chance = chances()
    for place, figure in figures_of(read, topics):
        sort, rule, marks = sort_of(figure.mention), figure.grounds.rule, figure.mention.marks
        weights = weights_of(sort, rule)
        if (sort, rule, marks) not in of_any:
            weighed = words_of_any(text, weights, marks)
            of_any[sort, rule, marks] = {word: chance[weight] for word, weight in weighed.items()}
        likely = of_any[sort, rule, marks].copy()
        sums = words_beside(text, figure, weights)
        likely.update(zip(sums, map(chance.__getitem__, sums.values()), strict=True))
        metric = choose(figure.topic.metric, phrases_of(text, figure), likely, sort)
        if figure.mention.kind is Kind.GROWTH and (told := against(document.text, figure.mention.end)):
            metric = f"{metric}, {told}"
        named[place].append(" ".join(metric.split()) if "\n" in metric else metric)
    return named
