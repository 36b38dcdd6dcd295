"""Rules for changes and the time they took: "12% revenue growth", "revenue rose 34%", "up 15%", "over four years"."""

from etl.extract.language.clauses import object_of, participle_subject, phrase_after, phrase_before, verb_before
from etl.extract.language.words import Verb, word_list
from etl.extract.sentence import Mention
from etl.extract.topics.amounts import object_metric
from etl.extract.topics.change_names import change_word, changed
from etl.extract.topics.drafts import base_of, changed_thing, owner_before, previous_draft
from etl.extract.topics.metrics import metric_text, named_metric
from etl.extract.topics.subjects import name_of
from etl.extract.topics.view import Draft, View
from etl.model.metric import singular

_TAKING = frozenset({"need", "require", "take", "spend", "allow", "use"})  # what is done with a time told before
_STAYING = frozenset({"remain", "stay", "lie", "keep"})
_LONGEST_STATE = 6  # tokens
_SHORT = 2  # words of a thing a time may be named by: "warranty time"
_AGREEMENTS = frozenset(
    {"contract", "deal", "agreement", "lease", "framework", "loan", "licence", "license", "concession"}
)


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
        base = changed_thing(view, phrase.last + 1) or base
        return Draft(subject, changed(base, view, mention, head), base, "growth noun")
    last = phrase.last - 1 if head in word_list("growth_nouns") else phrase.last
    naming = name_of(view.parse, phrase, view.scope.names)
    first = naming.rest if naming.rest <= last else phrase.first
    base = metric_text(view.parse, first, last)
    word = view.word(phrase.last) if head in word_list("falling_nouns") else change_word(view, mention)
    return Draft(subject or naming.subject or view.actor(mention.first), f"{base} {word}", base, "growth noun")


def growth_of_part(view: View, mention: Mention) -> Draft | None:
    """Has lost 30% of its volume: the change of the part."""
    part = phrase_after(view.parse, mention.last + 2) if view.word(mention.last + 1) == "of" else None
    if part is None:
        return None
    found = verb_before(view.parse, mention.first - 1)
    word = "loss" if found is not None and found[1].lemma in ("lose", "shed") else change_word(view, mention)
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
    moving = participle_subject(view.parse, index) if target < 0 else -1
    said = view.describe(moving) if moving >= 0 else view.clause_subject(index + 1)
    if target >= 0:
        described = view.describe(target)
        base = described.metric or view.parse.text(view.parse.phrases[target])
        return Draft(view.actor(index + 1), f"{base} {_done_to(view, mention, verb)}", base, "growth object")
    previous = previous_draft(view, mention, same=False)
    base = said.metric or (base_of(previous) if previous else "") or said.thing
    if not base:
        return Draft(said.subject, "growth", "growth", "growth verb") if said.subject else None
    subject = said.subject or view.background
    return Draft(subject, changed(base, view, mention), base, "growth verb")


def _done_to(view: View, mention: Mention, verb: Verb) -> str:
    """What a verb with an object does to it: "cut prices by 75%" is a cut, "lowers costs by a third" a reduction."""
    if verb.lemma in word_list("falling_nouns"):
        return verb.lemma
    return "reduction" if verb.lemma in word_list("down") else change_word(view, mention)


def growth_again(view: View, mention: Mention) -> Draft | None:
    """..., up 15%; (+29%); with attacks down by 53%."""
    beside = _beside(view, mention)
    if beside >= 0:
        described = view.describe(beside)
        base = described.metric or described.thing
        if base:
            return Draft(
                described.subject or view.actor(mention.first), changed(base, view, mention), base, "growth of noun"
            )
    previous = previous_draft(view, mention, same=False)
    if previous is None:
        said = view.clause_subject(mention.first)
        base = said.metric or said.thing
        if not base:
            return None
        return Draft(said.subject or view.background, changed(base, view, mention), base, "growth of subject")
    base = base_of(previous)
    same = view.word(mention.first - 1) == "from" and previous.metric != base
    metric = previous.metric if same else changed(base, view, mention)
    return Draft(previous.subject, metric, base, "growth of previous")


def _beside(view: View, mention: Mention) -> int:
    """The phrase right before "up" or "down" that "with" or a comma sets off (-1: none)."""
    index = mention.first - 1
    while index > 0 and (view.word(index) == "by" or view.word(index) in word_list("hedges") - {"up"}):
        index -= 1
    if view.word(index) not in ("up", "down") or index == 0 or view.parse.phrase_at[index - 1] < 0:
        return -1
    place = view.parse.phrase_at[index - 1]
    first = view.parse.phrases[place].first
    while first > 0 and view.parse.tags[first - 1] == "D":
        first -= 1
    return place if view.word(first - 1) in ("with", "and") else -1


def duration(view: View, mention: Mention) -> Draft | None:
    """Over four years: the time the figure before it took; 28 years old: an age; a payback period of three years."""
    named = _named_time(view, mention) or _time_spent(view, mention)
    if named is not None:
        return named
    previous = previous_draft(view, mention, same=False)
    if previous is not None:
        base = base_of(previous).removesuffix(" size")
        if base.split(" ")[-1] in _AGREEMENTS:
            return Draft(previous.subject, f"{base.split(' ')[-1]} length", rule="duration")
        word = "period" if "growth" in base else "growth period" if previous.metric.endswith("growth") else ""
        if not word:
            return Draft(previous.subject, _plain_time(view, mention), rule="duration")
        return Draft(previous.subject, base if base.endswith(word) else f"{base} {word}", rule="duration")
    return _time_spoken_of(view, mention)


def _time_spoken_of(view: View, mention: Mention) -> Draft | None:
    """A time named by the subject of its clause, or by nothing."""
    said = view.clause_subject(mention.first)
    if said.metric:
        return Draft(said.subject or view.background, f"{said.metric} period", rule="duration")
    if 0 < len(said.thing.split()) <= _SHORT:
        return None
    return Draft(view.actor(mention.first), _plain_time(view, mention), rule="duration")


def _plain_time(view: View, mention: Mention) -> str:
    """What a time is called that nothing names: over it, a period; the time something takes."""
    return "period" if view.word(view.anchor(mention)) == "over" else "time"


def _named_time(view: View, mention: Mention) -> Draft | None:
    """A time that has a name: its age, the period before its verb, or the noun right before it."""
    said = view.clause_subject(mention.first)
    if view.word(mention.last + 1) in ("old", "older"):
        return Draft(said.subject or view.background, "age", rule="named time")
    index = phrase_before(view.parse, view.anchor(mention))
    if index >= 0 and _is_time(view.parse.words(view.parse.phrases[index])):
        return Draft(view.actor(mention.first), object_metric(view, index), rule="named time")
    clause = view.clause(mention.first)
    if clause is not None and clause.subject >= 0 and _is_time(view.parse.words(view.parse.phrases[clause.subject])):
        return Draft(said.subject or view.background, object_metric(view, clause.subject), rule="named time")
    return None


def _time_spent(view: View, mention: Mention) -> Draft | None:
    """Trapped underground for 100,000 years; 10,000 years needed to avoid harm: the time by what is done meanwhile."""
    anchor = view.anchor(mention)
    verb = view.parse.verbs.get(mention.last + 1)
    if verb is not None and verb.form == "past" and verb.lemma in _TAKING:
        end = _end_of_purpose(view, mention.last + 1)
        return Draft(
            view.actor(mention.first), f"time {view.parse.sentence.quote(mention.last + 1, end)}", rule="time spent"
        )
    found = verb_before(view.parse, anchor - 1) if view.word(anchor) == "for" else None
    if found is None or anchor - found[0] > _LONGEST_STATE or "," in view.parse.sentence.words[found[0] : anchor]:
        return None
    index, verb = found
    before = index - 1
    while before > 0 and (view.parse.tags[before] == "A" or view.word(before) == "not"):
        before -= 1
    is_kept = before in view.parse.verbs and view.parse.verbs[before].lemma in _STAYING
    is_state = verb.form == "past" and (is_kept or (view.parse.tags[before] in "BN" and not _is_active(view, before)))
    if not is_state and (verb.form != "ing" or view.parse.tags[before] != "B"):
        return None
    return Draft(view.actor(mention.first), f"time {view.parse.sentence.quote(index, anchor - 1)}", rule="time spent")


def _is_active(view: View, before: int) -> bool:
    """Whether what stands before a form of the past makes it an act and no state: "they waited", "has lasted"."""
    verb = view.parse.verbs.get(before)
    word = view.word(before)
    if view.parse.tags[before] == "B":
        return word in ("has", "have", "had", "having") and (verb is None or verb.lemma == "have")
    return verb_before(view.parse, before) is None


def _end_of_purpose(view: View, index: int) -> int:
    """The last token of "needed to avoid harm"."""
    last = index
    if view.word(index + 1) == "to" and index + 2 in view.parse.verbs:
        last = index + 2
        phrase = phrase_after(view.parse, last + 1)
        last = phrase.last if phrase is not None and phrase.first <= last + 2 else last
    return last


def _is_time(words: list[str]) -> bool:
    """Whether a phrase names a time: "payback period", "life expectancy", "mean age"."""
    found = named_metric(words)
    return words[-1] in word_list("spans") or (found is not None and found[0].unit in ("year", "second"))
