"""Rules for changes and the time they took: "12% revenue growth", "revenue rose 34%", "up 15%", "over four years"."""

from etl.extract.clauses import object_of, phrase_after, verb_before
from etl.extract.drafts import base_of, owner_before, previous_draft
from etl.extract.metrics import metric_text, named_metric
from etl.extract.sentence import Mention
from etl.extract.subjects import name_of
from etl.extract.view import Draft, View
from etl.extract.words import word_list
from etl.model.metric import singular


def growth_noun(view: View, mention: Mention) -> Draft | None:
    """12% revenue growth; a 1,400-fold increase; a 75% price cut."""
    phrase = phrase_after(view.parse, mention.last + 1)
    if phrase is None:
        return None
    head = singular(view.word(phrase.last))
    if head not in word_list("growth_nouns") and named_metric(view.parse.words(phrase)) is None:
        return None
    subject = owner_before(view, mention)
    if phrase.first == phrase.last and head in word_list("growth_nouns"):
        previous = previous_draft(view, mention, same=False)
        said = view.clause_subject(mention.first)
        base = base_of(previous) if previous else said.metric or view.scope.metric
        subject = subject or (previous.subject if previous else said.subject) or view.actor(mention.first)
        if view.word(phrase.last + 1) in ("in", "of"):
            inner = phrase_after(view.parse, phrase.last + 2)
            base = view.parse.text(inner) if inner is not None else base
        return Draft(subject, f"{base} growth", base, "growth noun")
    last = phrase.last - 1 if head in word_list("growth_nouns") else phrase.last
    naming = name_of(view.parse, phrase, view.scope.names)
    first = naming.rest if naming.rest <= last else phrase.first
    base = metric_text(view.parse, first, last)
    word = view.word(phrase.last) if head in word_list("falling_nouns") else "growth"
    return Draft(subject or naming.subject or view.actor(mention.first), f"{base} {word}", base, "growth noun")


def growth_of_part(view: View, mention: Mention) -> Draft | None:
    """Has lost 30% of its volume: the change of the part."""
    part = phrase_after(view.parse, mention.last + 2) if view.word(mention.last + 1) == "of" else None
    if part is None:
        return None
    found = verb_before(view.parse, mention.first - 1)
    word = "loss" if found is not None and found[1].lemma in ("lose", "shed") else "growth"
    base = metric_text(view.parse, part.first, part.last)
    said = view.clause_subject(mention.first)
    return Draft(said.subject or said.thing or view.background, f"{base} {word}", base, "growth of part")


def growth_verb(view: View, mention: Mention) -> Draft | None:
    """Revenue rose 34%; cut prices by 75%."""
    anchor = view.anchor(mention)
    word = view.word(anchor)
    found = verb_before(view.parse, mention.first - 1)
    if mention.first in view.parse.verbs:
        found = mention.first, view.parse.verbs[mention.first]
    if found is None or word in ("up", "down", ",", "(", "+"):
        return None
    index, verb = found
    target = object_of(view.parse, index, mention.first)
    if verb.group != "change" and not (verb.group == "act" and word == "by" and target >= 0):
        return None
    said = view.clause_subject(index + 1)
    if target >= 0:
        described = view.describe(target)
        base = described.metric or view.parse.text(view.parse.phrases[target])
        noun = verb.lemma if verb.lemma in word_list("falling_nouns") else "growth"
        return Draft(view.actor(index + 1), f"{base} {noun}", base, "growth object")
    previous = previous_draft(view, mention, same=False)
    base = said.metric or (base_of(previous) if previous else "") or said.thing
    if not base:
        return Draft(said.subject, "growth", "growth", "growth verb") if said.subject else None
    return Draft(
        said.subject if said.metric and said.subject else view.background, f"{base} growth", base, "growth verb"
    )


def growth_again(view: View, mention: Mention) -> Draft | None:
    """..., up 15%; (+29%)."""
    previous = previous_draft(view, mention, same=False)
    if previous is None:
        said = view.clause_subject(mention.first)
        base = said.metric or said.thing
        if not base:
            return None
        return Draft(said.subject or view.background, f"{base} growth", base, "growth of subject")
    base = base_of(previous)
    return Draft(previous.subject, base if base.endswith("growth") else f"{base} growth", base, "growth of previous")


def duration(view: View, mention: Mention) -> Draft | None:
    """Over four years: the time the figure before it took."""
    previous = previous_draft(view, mention, same=False)
    if previous is not None:
        base = base_of(previous).removesuffix(" size")
        word = "period" if "growth" in base else "growth period" if previous.metric.endswith("growth") else "time"
        return Draft(previous.subject, f"{base} {word}", rule="duration")
    said = view.clause_subject(mention.first)
    if said.metric:
        return Draft(said.subject or view.background, f"{said.metric} period", rule="duration")
    return None
