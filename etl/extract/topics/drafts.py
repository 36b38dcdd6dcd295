"""What the rules of aboutness share: the figure before, the owner to the left, the noun to the right."""

from collections.abc import Sequence

from etl.extract.language.clauses import phrase_after
from etl.extract.language.grammar import Phrase
from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.extract.topics.change_names import changed, unchanged
from etl.extract.topics.metrics import default_metric, is_figure, named_metric, said_of
from etl.extract.topics.view import Draft, View
from etl.model.metric import singular
from etl.model.quantity import Kind

_INSERTING = frozenset({"including", "excluding"})
_REMEMBERED = 12  # figures of a sentence


def previous_draft(view: View, mention: Mention, *, same: bool = True) -> Draft | None:
    """The draft of the last figure of the sentence, of the same unit or dimension if `same`."""
    last = len(view.drafts) - 1
    for place in range(last, max(-1, last - _REMEMBERED), -1):
        earlier = view.mentions[place]
        if place and (_is_inserted(view, earlier, mention) or _is_age(view, earlier)):
            continue
        if not same or earlier.unit == mention.unit or (earlier.dimension == mention.dimension == "currency"):
            return view.drafts[place]
        if place == last and earlier.unit.startswith(f"{mention.unit}/"):
            return view.drafts[place]
    return None


def _is_inserted(view: View, earlier: Mention, mention: Mention) -> bool:
    """Whether an earlier figure only tells what another one takes in: "a profit of $9m, including a gain of $2m, up 5%"."""
    index = earlier.first - 1
    while index > 0 and view.word(index) not in _INSERTING and view.parse.tags[index] in "NDAPM":
        index -= 1
    if view.word(index) not in _INSERTING or view.word(index - 1) != ",":
        return False
    return "," in view.parse.sentence.words[earlier.last + 1 : mention.first]


def _is_age(view: View, earlier: Mention) -> bool:
    """Whether a figure tells how old those are who were counted: "people aged from 16 to 24"."""
    return (
        earlier.dimension == "time" and "aged" in view.parse.sentence.words[max(0, earlier.first - 2) : earlier.first]
    )


def base_of(draft: Draft) -> str:
    """The metric of a draft without what a rule put to it."""
    return draft.base or draft.metric


def owner_before(view: View, mention: Mention) -> str:
    """Cursor's $50 billion valuation: the possessor before a figure."""
    index = mention.first - 1
    while index >= 0 and (
        view.parse.tags[index] in "AD" or view.word(index) in word_list("hedges") or view.word(index) in "$~“\"'"
    ):
        index -= 1
    if index > 0 and view.parse.tags[index] == "S" and view.parse.phrase_at[index - 1] >= 0:
        return view.owner_name(view.parse.phrase_at[index - 1])
    return ""


def phrase_right(view: View, mention: Mention) -> Phrase | None:
    """The noun behind a figure: "$50 billion valuation", "$1 trillion in valuation"."""
    index = mention.last + 1
    if view.word(index) in ("in", "of") and view.word(index + 1) not in word_list("months"):
        index += 1
    return phrase_after(view.parse, index)


def change_of(view: View, mention: Mention, noun: str) -> Draft:
    """An increase of 12%: the change of what the figure before it measures."""
    previous = previous_draft(view, mention, same=False)
    base = base_of(previous) if previous else view.clause_subject(mention.first).metric or view.scope.metric
    base = changed_thing(view, mention.last + 1) or base
    subject = previous.subject if previous else view.actor(mention.first)
    if mention.kind is Kind.GROWTH:
        return Draft(subject, changed(base, view, mention, singular(noun)), base, "change of")
    return Draft(subject, f"{noun} in {base}", base, "change of")


def changed_thing(view: View, index: int) -> str:
    """What changes, behind the noun for its change or the figure: "an increase of 13% in our budget"."""
    inner = phrase_after(view.parse, index + 1) if view.word(index) in ("in", "of") else None
    if inner is None or view.parse.tags[inner.last + 1 : inner.last + 2] == ["T"]:
        return ""  # "in a single year"
    described = view.describe(view.parse.phrase_at[inner.last])
    return described.metric or described.thing or (view.parse.text(inner) if not described.subject else "")


def figure_of(view: View, mention: Mention, words: Sequence[str]) -> Draft | None:
    """A level of 278 ppm; the target is 5%: a figure of what the sentence or the one before measures."""
    if not is_figure(words):
        return None
    said = view.clause_subject(mention.first)
    previous = previous_draft(view, mention)
    carried = unchanged(view.scope.metric_of(mention))
    told = "" if is_figure(said.metric.lower().split() or words) else said.metric
    base = told or (base_of(previous) if previous is not None else "") or carried
    if not base:
        return None
    subject = said.subject or (previous.subject if previous is not None else "") or view.background
    return Draft(subject, said_of(base, words), base, "figure of")


def moved_by(view: View, mention: Mention, verb: int) -> str:
    """Whether a verb of change tells by how much, "increase" or "reduction"; empty where it tells to which figure."""
    between = view.parse.sentence.words[verb + 1 : mention.first]
    if "to" in between or "at" in between or "from" in between:
        return ""
    if (
        between
        and between[-1] != "by"
        and "by" not in between
        and any(view.parse.phrase_at[index] >= 0 for index in range(verb + 1, mention.first))
    ):
        return ""
    lemma = view.parse.verbs[verb].lemma
    return "reduction" if lemma in word_list("down") or lemma in word_list("falling_nouns") else "increase"


def of_thing(view: View, mention: Mention, thing: str) -> Draft:
    """A figure of a thing that is no name: "Coal remained the largest source with 10,613 TWh" is coal generation."""
    figure = figure_of(view, mention, thing.lower().split()) if thing else None
    if figure is not None:
        return figure
    previous = previous_draft(view, mention)
    carried = view.scope.metric if view.scope.unit == mention.unit else ""
    head = (previous.head or base_of(previous)) if previous is not None else head_of(carried) or default_metric(mention)
    if thing and head and head.lower() not in thing.lower() and mention.dimension not in ("currency", "count"):
        return Draft(view.background, f"{thing} {head}", rule="of thing", head=head)
    if mention.dimension.startswith("currency/") and singular(thing.split()[-1].lower() if thing else "") in word_list(
        "groups"
    ):
        return Draft(thing, "price", rule="thing")
    if thing and mention.dimension.startswith("currency/") and thing.split()[-1].lower() not in word_list("prices"):
        return Draft(view.background, f"{thing} price", rule="thing")
    return Draft(view.background, thing or head, rule="thing")


def head_of(metric: str) -> str:
    """The catalogue's metric at the end of a longer one: "generation" of "World generation"."""
    words = unchanged(metric).split()
    found = named_metric([word.lower() for word in words])
    return " ".join(words[found[1] : found[2]]) if found is not None else metric
