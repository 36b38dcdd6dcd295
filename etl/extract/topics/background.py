"""Whom a sentence speaks of where the clause of a figure names nobody: who acts in it, what labels its line, the text around.

The order: a name that acts earlier in the sentence, the name the sentences before opened with, the heading, what the
document turns on, its title, the label of the line or its section where these are no names, a name nearby.
"""

from collections.abc import Callable, Sequence

from etl.extract.language.clauses import Clause
from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import word_list
from etl.extract.topics.metrics import named_metric
from etl.extract.topics.scope import Scope
from etl.extract.topics.subjects import name_of
from etl.model.metric import singular

_MARKS = 4  # tokens that mark a line of a list
_OURS = frozenset({"we", "our", "us", "ours"})
_IT = frozenset({"it", "its"})
_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_LONGEST_LABEL = 4  # words


def find_background(parse: Parse, clauses: Sequence[Clause], scope: Scope) -> str:
    """Whom the text around a sentence speaks of, with the part of them its line is labelled with."""
    meant = _meant_inside(parse, scope)
    if meant:
        return meant
    known = scope.voice if scope.voice and not _OURS.isdisjoint(parse.sentence.words) else scope.named
    label = _label(parse)
    opening = parse.sentence.words[0]
    if scope.product[:1].isalpha() and not scope.previous and opening in _IT:
        return scope.product
    if known:
        return f"{known} {label}" if label and _is_part(label, scope) and label not in known else known
    if scope.latest and opening in word_list("own") and opening not in _PERSONS:
        return scope.latest
    return label or scope.section or _first_name(parse, clauses, scope) or scope.nearby


def _meant_inside(parse: Parse, scope: Scope) -> str:
    """The body a sentence speaks of by its head noun alone: "the league's audience" of the Northern League."""
    words, references = parse.sentence.words, word_list("references")
    if references.isdisjoint(words):
        return ""
    for index, word in enumerate(words[1:], 1):
        if words[index - 1] == "the" and parse.tags[index] == "N" and word in references:
            found = scope.names.bodies.get(word.capitalize(), "")
            if found and not parse.is_capital(index) and parse.phrases[parse.phrase_at[index]].first == index:
                return found if parse.phrases[parse.phrase_at[index]].last == index else ""
    return ""


def find_acting(parse: Parse, clauses: Sequence[Clause], before: int, name_in: Callable[[Phrase], str]) -> str:
    """The name that acts in the last clause before a token, where it does more than say something."""
    for clause in reversed(clauses):
        if clause.verb >= before or clause.subject < 0:
            continue
        if parse.verbs[clause.verb].lemma in word_list("sayings") and not speaks_of_itself(parse, clause.verb, before):
            return ""
        name = name_in(parse.phrases[clause.subject])
        if name:
            return name
    return ""


def speaks_of_itself(parse: Parse, verb: int, before: int) -> bool:
    """Whether "it" or "its" stands between a verb and a token: "Acme said it would move three of its services"."""
    return not word_list("own").isdisjoint(parse.sentence.words[verb + 1 : before])


def is_forecaster(name: str, scope: Scope) -> bool:
    """Whether a name is a person's, or a body's that tells figures of others: "the IMF expects growth of 3%"."""
    if name in scope.names.persons:
        return True
    words = name.lower().split()
    return words[-1] in word_list("institutions", "forecasters") or name.lower() in word_list("forecasters")


def _first_name(parse: Parse, clauses: Sequence[Clause], scope: Scope) -> str:
    for clause in clauses[:2]:
        name = whole_name(parse, parse.phrases[clause.subject], scope) if clause.subject >= 0 else ""
        if name:
            return name
    return ""


def whole_name(parse: Parse, phrase: Phrase, scope: Scope) -> str:
    """The name a phrase is, empty where it is more or a person's."""
    naming = name_of(parse, phrase, scope.names)
    return naming.subject if naming.rest > phrase.last and naming.subject not in scope.names.persons else ""


def _label(parse: Parse) -> str:
    """What a line is labelled with before its colon: "Imaging: revenue of …", "Urea: $594"."""
    words = parse.sentence.words
    first = next((index for index, word in enumerate(words[:_MARKS]) if word[0].isalpha()), -1)
    if first < 0 or parse.phrase_at[first] != 0:
        return ""
    last = parse.phrases[0].last
    if last + 1 >= len(words) or words[last + 1] != ":" or last - first >= _LONGEST_LABEL:
        return ""
    label = words[first : last + 1]
    if named_metric(label) is not None or any(singular(word) in word_list("generic_headings") for word in label):
        return ""
    return parse.sentence.quote(first, last)


def _is_part(label: str, scope: Scope) -> bool:
    """Whether a label is a part of whom the text speaks of: a name that is a common noun as well."""
    return label in scope.names.counts and label.lower() in scope.names.small
