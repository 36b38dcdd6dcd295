"""What each figure of a sentence is about: subject, metric, qualifier. Rules in order; the first that answers wins."""

import re
from collections.abc import Callable, Sequence

from etl.extract.language.clauses import phrase_after
from etl.extract.language.grammar import Parse
from etl.extract.language.words import shape_of, verb_forms, with_plain_digits
from etl.extract.names.name_forms import is_pronoun
from etl.extract.sentence import Mention, Topic
from etl.extract.topics.amounts import (
    continued,
    figure_left,
    left_phrase,
    made_of,
    material,
    more_or_less,
    noun_right,
    of_left,
)
from etl.extract.topics.around import Spoken
from etl.extract.topics.change_names import changed, unchanged
from etl.extract.topics.changes import duration, growth_again, growth_noun, growth_of_part, growth_verb
from etl.extract.topics.counts import counted_before, counted_things, part_of_counted
from etl.extract.topics.distances import is_distance
from etl.extract.topics.drafts import base_of, of_thing, owner_before, previous_draft
from etl.extract.topics.durations import attributive, time_until
from etl.extract.topics.labels import behind_colon, labelled
from etl.extract.topics.metrics import default_metric, measure_words, metric_id_of, named_metric
from etl.extract.topics.owners import Nouns
from etl.extract.topics.properties import elevation, exchange_rate, property_of_thing, size_of_thing
from etl.extract.topics.qualifiers import qualifier_of
from etl.extract.topics.ratios import ratio, ratio_labelled, ratio_named
from etl.extract.topics.restated import Grounds
from etl.extract.topics.scope import Scope
from etl.extract.topics.shares import share_in_brackets, share_of_whole
from etl.extract.topics.uses import (
    befallen,
    brought_to,
    dose,
    fallen_short,
    participants,
    sides,
    spread,
    time_of_verb,
    undergone,
)
from etl.extract.topics.verbs import added, by_verb, priced
from etl.extract.topics.view import Draft, View
from etl.model.quantity import Kind
from etl.model.subject import adjectives, places

__all__ = ["Scope", "find_topics"]

_SHARES = frozenset({"shares", "stock"})
_NOTED = re.compile(r"[⁰¹²³⁴-⁹†‡]|\^\{?\d|\[\d")
_NOTES = re.compile(r"(?<=[^\W\d_])[.,;:]?(?:[⁰¹²³⁴-⁹†‡]+|\^\{?[\d,–-]+\}?\^?|\[\d+\])(?=\s|$)")
_OF_SHARES = frozenset({"share", "share doing", "share of those who", "share reached"})
_NATIONAL = "GDP growth"  # what "growth" of a country is
_GROWING = frozenset(
    ["growth", "grow", "grows", "grew", "grown", "growing", "expand", "expands", "expanded", "contract", "contracts"]
    + ["contracted", "shrank", "shrunk", "shrinks", "shrink", "economy", "gdp"]
)
_FASTEST = 25  # percent a year that a whole country grows
_LARGEST_PRICE = 1e6
_NEARBY = 400  # characters around a figure in which its subject is named
_WEAK = frozenset({"fallback", "as before", "duration"})
_NAMED = frozenset({"named time", "label"})  # what is measured, whatever the subject is
_CHANCES = frozenset({"chance", "likelihood", "odds", "risk", "probability"})
_SPECIFIED = frozenset({"parameter", "meter", "hertz", "byte", "watt", "FLOPS", "byte/s", "bit/second", "token", "bit"})

_Rule = Callable[[View, Mention], Draft | None]
_RULES: dict[Kind, tuple[_Rule, ...]] = {
    Kind.LEVEL: (
        exchange_rate, elevation, property_of_thing, spread, dose, time_of_verb, participants, brought_to, befallen,
        fallen_short, sides,
        more_or_less, labelled, figure_left, of_left, continued,
        part_of_counted, counted_things,
        added,
        noun_right, made_of, size_of_thing, material, left_phrase, undergone, priced, by_verb,
    ),
    Kind.SHARE: (spread, labelled, figure_left, of_left, share_of_whole, share_in_brackets, continued, noun_right, left_phrase, by_verb),
    Kind.GROWTH: (labelled, of_left, growth_of_part, growth_noun, growth_verb, growth_again),
    Kind.RATIO: (spread, ratio_labelled, labelled, ratio_named, ratio, of_left, left_phrase),
    Kind.DURATION: (of_left, attributive, labelled, time_of_verb, time_until, duration),
    Kind.PROBABILITY: (figure_left, of_left, share_of_whole, left_phrase),
}  # fmt: skip


def find_topics(parsed: Parse, mentions: Sequence[Mention], scope: Scope) -> tuple[tuple[Topic, Grounds], ...]:
    """The topic of each figure of a sentence, and how well it is founded."""
    view = View.of(parsed, tuple(mentions), scope)
    spoken = Spoken(view)
    topics, nouns = [], Nouns(view, spoken.phrases)
    for mention in mentions:
        view.at = mention.first
        draft = _draft(view, mention)
        view.drafts.append(draft)
        topic, has_subject = _finish(view, mention, draft)
        has_metric = bool(draft.metric) and draft.rule not in _WEAK
        around = spoken.around(mention)
        topics.append((topic, Grounds(has_subject, has_metric, draft.rule, scope, around, nouns)))
    return tuple(topics)


def _finish(view: View, mention: Mention, draft: Draft) -> tuple[Topic, bool]:
    """The topic of a figure as a reader would word it, and whether its sentence names the subject."""
    carried_metric = view.scope.metric if view.scope.unit == mention.unit else ""
    if "told_unit" in mention.marks:  # a figure in the unit of one before it measures the same
        carried_metric = carried_metric or view.scope.metric_of(mention)
    metric = draft.metric.strip() or carried_metric or default_metric(mention) or _carried(view, mention)
    background = view.background
    subject = draft.subject or background
    if is_pronoun(subject):
        subject = background
    subject = adjectives().get(subject.lower(), subject)
    if subject == background and not (is_distance(mention) and view.word(mention.last + 1) == "from"):
        subject = view.place_behind(mention.last) or subject
    scope = view.scope
    if scope.product and mention.unit in _SPECIFIED:
        spoken_of = subject in (scope.previous, scope.heading, scope.names.main)
        subject = scope.product if spoken_of or scope.product.startswith(f"{subject} ") else subject
    sentence = view.parse.sentence
    said = view.clause_subject(mention.first)
    carried = subject == background and subject not in (said.subject, said.thing)
    start, end = max(sentence.start, mention.start - _NEARBY), min(sentence.end, mention.end + _NEARBY)
    if not subject:
        subject = said.thing
    words = [word for word in subject.split() if len(word) > 2] or subject.split()
    is_written = draft.rule == "same of another" or any(sentence.text.find(word, start, end) >= 0 for word in words)
    metric = _readable(view, mention, draft, metric, subject)
    base = metric if metric == _NATIONAL else draft.base or metric
    topic = Topic(with_plain_digits(subject), metric, metric_id_of(base, mention), qualifier_of(view, mention))
    return topic, is_written and not carried


def _carried(view: View, mention: Mention) -> str:
    """What the sentence before measured, for a figure of another unit that says nothing of its own."""
    metric, base = view.scope.metric, unchanged(view.scope.metric)
    if mention.kind is Kind.GROWTH and base:
        return changed(base, view, mention)
    if mention.dimension == "count" or mention.kind is Kind.RATIO:
        return metric
    if mention.kind is Kind.SHARE and base and not base.startswith("share "):
        return f"share of {base}" if view.scope.unit != mention.unit else metric
    return metric if mention.dimension in ("share", "dimensionless") else ""


def _readable(view: View, mention: Mention, draft: Draft, metric: str, subject: str) -> str:
    """A metric as a person would write it: no subject again, no lone verb, no growth of a growth, no footnote."""
    if metric and metric == subject and mention.dimension == "count":
        metric = metric.split()[-1]
    elif metric and ((metric == subject and draft.rule not in _NAMED) or not _is_noun(metric)):
        is_own = metric == view.clause_subject(mention.first).thing and not mention.dimension.startswith("currency")
        metric = default_metric(mention) or (metric if is_own and _is_noun(metric) else "")
    if draft.base and unchanged(metric) == draft.base and _is_growth(draft.base):
        metric = draft.base
    metric = measure_words().get(metric.lower(), metric).replace("_", " ") if metric.isalpha() else metric
    if mention.kind is Kind.PROBABILITY and metric.split(" ")[0] in _CHANCES:
        metric = f"probability{metric[len(metric.split(' ')[0]) :]}"
    if metric == "growth" and mention.kind is Kind.GROWTH and subject in places() and mention.high <= _FASTEST:
        grows = not _GROWING.isdisjoint(view.parse.sentence.words)
        metric = _NATIONAL if grows else metric
    metric = metric or behind_colon(view, mention)
    if not metric and mention.dimension.startswith("currency"):
        metric = "price" if -_LARGEST_PRICE < mention.low and mention.high < _LARGEST_PRICE else "value"
    elif not metric and mention.unit == "count":
        metric = "number"
    metric = " ".join(_without_subject(metric, subject).split())
    return with_plain_digits(_bare(_of_shares(metric, mention)))


def _without_subject(metric: str, subject: str) -> str:
    """A metric that does not begin with its own subject; the noun it is the size of stays: "market size"."""
    if not subject or not metric.startswith(f"{subject} "):
        return metric
    rest = metric[len(subject) + 1 :]
    return f"{subject.split()[-1]} {rest}" if named_metric(rest.lower().split()) is None else rest


def _is_noun(metric: str) -> bool:
    """Whether a metric is more than a lone participle: "located" names nothing."""
    if not metric.isalpha() or named_metric([metric]) is not None:
        return True
    verb = verb_forms().get(metric)
    return shape_of(metric) != "d" and (verb is None or verb.form != "past")


def _is_growth(base: str) -> bool:
    """Whether a metric is a change by itself: inflation."""
    found = named_metric(base.lower().split())
    return found is not None and found[0].kind == "growth" and found[2] == len(base.split())


def _bare(metric: str) -> str:
    """A metric without the mark of a footnote behind it."""
    is_plain = metric.isascii() and "^" not in metric and "[" not in metric
    return _NOTES.sub("", metric) if not is_plain and _NOTED.search(metric) else metric


def _of_shares(metric: str, mention: Mention) -> str:
    """What shares that close at a price or jump by a percentage show is their price."""
    first, _, rest = metric.partition(" ")
    is_priced = mention.dimension == "currency" or mention.kind is Kind.GROWTH
    named = is_priced and first.lower() in _SHARES and rest in ("", "growth", "change")
    return f"share price {rest}".strip() if named else metric


def _draft(view: View, mention: Mention) -> Draft:
    for rule in _RULES[mention.kind]:
        draft = rule(view, mention)
        if draft is not None:
            return draft
    return _fallback(view, mention)


def _fallback(view: View, mention: Mention) -> Draft:
    """What the clause of a figure speaks of, else what the figure before it measures, else what its unit does."""
    previous = previous_draft(view, mention)
    clause = view.clause(mention.first)
    is_new = previous is None or (clause is not None and clause.verb > view.mentions[len(view.drafts) - 1].last)
    said = view.clause_subject(mention.first)
    if is_new and said.metric:
        return Draft(said.subject or view.background, said.metric, rule="clause")
    if is_new and said.thing:
        return of_thing(view, mention, said.thing)
    if previous is not None:
        subject = owner_before(view, mention) or (is_new and said.subject) or previous.subject
        purpose = phrase_after(view.parse, mention.last + 2) if view.word(mention.last + 1) == "for" else None
        base = previous.metric if mention.kind is Kind.SHARE and previous.rule in _OF_SHARES else base_of(previous)
        metric = (
            f"{view.parse.text(purpose)} {base}" if purpose is not None and mention.dimension == "currency" else base
        )
        return Draft(subject, metric, base, "as before")
    if not mention.noun and (counted := counted_before(view, mention)) is not None:
        return counted
    noun = mention.noun or default_metric(mention)
    if not noun and not mention.dimension.startswith("currency"):
        phrase = phrase_after(view.parse, mention.last + 1)
        noun = view.parse.text(phrase) if phrase is not None else ""
    return Draft(view.actor(mention.first), noun, rule="fallback")
