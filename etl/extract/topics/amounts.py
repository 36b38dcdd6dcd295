"""Rules for amounts: "revenue of $5 billion", "a $50 billion valuation", "the market surpasses $200 billion"."""

from etl.extract.language.clauses import head_phrase, object_of, phrase_after, phrase_before, verb_before
from etl.extract.language.grammar import Phrase
from etl.extract.language.words import word_list
from etl.extract.names.name_forms import is_acronym
from etl.extract.sentence import Mention
from etl.extract.topics.change_names import amount_of_change
from etl.extract.topics.descriptions import Description
from etl.extract.topics.drafts import (
    base_of,
    change_of,
    changed_thing,
    figure_of,
    owner_before,
    phrase_right,
    previous_draft,
)
from etl.extract.topics.metrics import counted, metric_text, named_metric
from etl.extract.topics.subjects import name_of
from etl.extract.topics.view import Draft, View
from etl.model.metric import singular
from etl.model.quantity import Kind
from etl.model.subject import places

_DONE_TO_MATERIAL = frozenset(
    ["require", "need", "use", "consume", "plant", "harvest", "recycle", "mine", "refine", "burn", "store", "export"]
)
_STRONG = frozenset(["from", "to", "versus", "vs", "against", "than", "compared", "after", "or", "(", "/", "["])
_BEHIND_NOUNS = frozenset([":", "at", ",", "(", "—", "–", "worth", "to"])
_RECENT = 8  # figures before this one
_OPENING_WORDS = 24
_COUNTS = frozenset({"count", "token", "parameter", "count/time"})
_OF_PARTS = frozenset({"byte", "byte/s", "bit", "bit/second", "hertz"})  # units of the parts of a device
_HOLDING = frozenset({"have", "hold", "end", "finish", "start", "begin"})
_INVESTED = frozenset({"funding_round", "valuation", "funding"})
_INVESTING = frozenset({"lead", "back", "join", "invest", "report", "confirm", "place", "include", "put", "seek"})


def figure_left(view: View, mention: Mention) -> Draft | None:
    """A level of 278 ppm: a figure of what is spoken of already."""
    index = _phrase_left(view, mention)
    return figure_of(view, mention, view.parse.words(view.parse.phrases[index])) if index >= 0 else None


def _phrase_left(view: View, mention: Mention) -> int:
    """The phrase before "of" (-1: none)."""
    anchor = view.anchor(mention)
    return phrase_before(view.parse, anchor - 1) if view.word(anchor) == "of" else -1


def of_left(view: View, mention: Mention) -> Draft | None:
    """Revenue of $5 billion."""
    index = _phrase_left(view, mention)
    if index < 0:
        return None
    phrase = view.parse.phrases[index]
    is_loss = mention.dimension == "currency" and named_metric(view.parse.words(phrase)) is not None
    if singular(view.word(phrase.last)) in word_list("growth_nouns") and phrase.first == phrase.last and not is_loss:
        return change_of(view, mention, view.word(phrase.last))
    described = view.describe(index)
    metric = described.metric or metric_text(view.parse, phrase.first, phrase.last)
    right = phrase_right(view, mention)
    if not described.metric and right is not None and named_metric(view.parse.words(right)) is not None:
        return None
    if not described.metric and named_metric(view.parse.words(phrase)) is None and mention.dimension == "count":
        return None if counted(view.parse, mention) else Draft(view.actor(phrase.first), metric, rule="of")
    subject = described.subject if described.metric else ""
    actor = view.clause_subject(phrase.first).subject
    if subject in places() and phrase.owner < 0 and actor and actor not in places():
        subject = actor
    if mention.dimension.startswith("currency/") and not described.metric and "price" not in metric:
        metric = f"{metric} price"
    return Draft(subject or view.actor(phrase.first), metric, rule="of")


def continued(view: View, mention: Mention) -> Draft | None:
    """Up from $63 billion; compared with $731 million; a 1,400-fold increase from 100 billion."""
    anchor = view.anchor(mention)
    if view.word(anchor) not in _STRONG:
        return None
    is_change = view.word(anchor) in ("from", "to") and singular(view.word(anchor - 1)) in word_list("growth_nouns")
    previous = previous_draft(view, mention) or (previous_draft(view, mention, same=False) if is_change else None)
    if previous is None or _is_told_anew(view, mention, anchor):
        return None
    is_share = mention.kind is Kind.SHARE and previous.metric.startswith("share ")
    metric = previous.metric if is_share else base_of(previous)
    return Draft(previous.subject, metric, base_of(previous), "continued")


def _is_told_anew(view: View, mention: Mention, anchor: int) -> bool:
    """Whether a clause with a metric of its own brings it to a figure: "profit was $3m, while sales grew 6% to $42m"."""
    clause = view.clause(mention.first)
    if view.word(anchor) not in ("to", "from") or clause is None or clause.is_pronoun or clause.subject < 0:
        return False
    alike = [each for each in view.mentions[: len(view.drafts)] if each.dimension == mention.dimension]
    verb = view.parse.verbs[clause.verb]
    is_first = bool(alike) and alike[-1].last < view.parse.phrases[clause.subject].first < clause.verb
    return is_first and verb.group == "change" and names_metric(view, clause.subject)


def more_or_less(view: View, mention: Mention) -> Draft | None:
    """Up by 0.3 °C; 35 kg lighter than the old one: by how much the figure before differs."""
    word = view.word(mention.first - 1)
    moved = view.word(mention.first - 2) if word == "by" else word
    if moved not in ("up", "down"):
        moved = view.word(mention.last + 1)
        if moved not in word_list("comparatives") or mention.dimension == "count":
            return None
    previous = previous_draft(view, mention)
    if previous is None:
        return None
    base = base_of(previous) or ("price" if mention.dimension.startswith("currency") else "")
    falls = moved in word_list("down")
    return Draft(previous.subject, amount_of_change(base, falls=falls), base, "more or less")


def noun_right(view: View, mention: Mention) -> Draft | None:
    """$50 billion valuation; $1 trillion in valuation; but not 15.9 per 100,000 population."""
    phrase = phrase_right(view, mention)
    is_counted = mention.dimension in _COUNTS and mention.unit != "parameter"
    if phrase is None or is_counted or "rate" in mention.marks:
        return None
    found = named_metric(view.parse.words(phrase))
    if mention.dimension == "currency" and (found is None or view.parse.words(phrase) in (["cash"], ["stock"])):
        return _instrument(view, mention, phrase)
    naming = name_of(view.parse, phrase, view.scope.names)
    is_part = mention.unit in _OF_PARTS  # "4GB LPDDR4 RAM" is told of the device
    if naming.subject and naming.rest <= phrase.last and found is not None and not is_part:
        return Draft(naming.subject, metric_text(view.parse, naming.rest, phrase.last), rule="noun right")
    if found is None:
        return None
    subject = owner_before(view, mention) or _raiser(view, mention, found[0].metric_id, view.actor(mention.first))
    return Draft(subject, metric_text(view.parse, phrase.first, phrase.last), rule="noun right")


def _instrument(view: View, mention: Mention, phrase: Phrase) -> Draft | None:
    """$3 million ABV; a $9 million loan scheme: a short form or an instrument right behind an amount."""
    text = view.parse.text(phrase)
    is_name = text in view.scope.names.counts or text.lower() in places()
    if phrase.first == mention.last + 1 and singular(view.word(phrase.last)) in word_list(
        "instruments", "falling_nouns"
    ):
        inner = changed_thing(view, phrase.last + 1) if view.word(phrase.last + 1) == "in" else ""
        metric = f"{text} in {inner}" if inner else text
        return Draft(owner_before(view, mention) or view.actor(mention.first), metric, rule="noun right")
    if phrase.first > mention.last + 1 or phrase.first < phrase.last or not is_acronym(text) or is_name:
        return None
    return Draft(owner_before(view, mention) or view.actor(mention.first), text, rule="noun right")


def made_of(view: View, mention: Mention) -> Draft | None:
    """$21 million of special items; ended the year with $3 billion in cash: the common noun an amount is an amount of."""
    phrase = phrase_after(view.parse, mention.last + 2) if view.word(mention.last + 1) in ("in", "of") else None
    if mention.dimension != "currency" or phrase is None or phrase.first != mention.last + 2:
        return None
    found = verb_before(view.parse, mention.first - 1)
    lemma = found[1].lemma if found is not None else ""
    is_cash = view.parse.words(phrase) == ["cash"]
    naming = name_of(view.parse, phrase, view.scope.names)
    head = view.word(phrase.last)
    if naming.rest > phrase.last or lemma == "pay" or head in word_list("wholes", "states_of_money"):
        return None
    if is_cash and lemma not in _HOLDING and view.word(view.anchor(mention)) != "with":
        return None
    metric = metric_text(view.parse, naming.rest, _end_of_series(view, phrase.last))
    return Draft(naming.subject or owner_before(view, mention) or view.actor(mention.first), metric, rule="made of")


def _end_of_series(view: View, last: int) -> int:
    """The last token of two nouns in one: "vouchers and subsidies", "broadcast and prize money"."""
    phrase = phrase_after(view.parse, last + 2) if view.word(last + 1) in ("and", "or") else None
    plain = phrase is not None and phrase.first == last + 2 and not view.parse.capitals[phrase.first]
    return phrase.last if phrase is not None and plain else last


def _raiser(view: View, mention: Mention, metric_id: str, actor: str) -> str:
    """Whose round it is: not the investor's who leads it."""
    found = verb_before(view.parse, mention.first - 1)
    investing = found is not None and found[1].lemma in _INVESTING
    if metric_id not in _INVESTED or not (investing or view.word(mention.first - 2) in ("led", "backed")):
        return actor
    if found is not None and found[1].lemma in ("back", "value"):
        target = object_of(view.parse, found[0], mention.first)
        if target >= 0 and view.describe(target).subject:
            return view.describe(target).subject
    for draft in view.drafts[:-_RECENT:-1]:
        if draft.rule == "raiser" or draft.subject not in ("", actor):
            return draft.subject
    if found is not None and found[1].lemma == "seek":
        return actor
    opening = view.parse.phrases[0] if view.parse.phrases else None
    if opening is not None and ":" in view.parse.sentence.words[: min(mention.first, _OPENING_WORDS)]:
        described = view.describe(view.parse.phrase_at[opening.first])
        owner = view.describe(1).subject if len(view.parse.phrases) > 1 and view.parse.phrases[1].owner == 0 else ""
        return owner or described.subject or actor
    return view.background if view.background != actor else actor


def left_phrase(view: View, mention: Mention) -> Draft | None:
    """Gross margin 58.4%; Revenue: $5 billion; HBM capacity at 112GB."""
    anchor = view.anchor(mention)
    previous = previous_draft(view, mention)
    if view.word(anchor) in _BEHIND_NOUNS or (view.word(anchor) in ("for", "with") and previous is not None):
        anchor -= 1
    if anchor < 0 or view.parse.phrase_at[anchor] < 0:
        return None
    index = view.parse.phrase_at[anchor]
    is_money = mention.dimension.startswith("currency")
    head = head_phrase(view.parse, index) if view.word(anchor + 1) in ("to", "at", "" if is_money else ":") else index
    if head != index and names_metric(view, head):
        index = head
    phrase = view.parse.phrases[index]
    described = view.describe(index)
    if described.metric and names_metric(view, index):
        return Draft(described.subject or view.actor(phrase.first), described.metric, rule="left phrase")
    governed = any(place in view.parse.verbs for place in range(phrase.first - 2, phrase.first))
    beside = previous is not None and not described.metric and not (governed and view.word(anchor + 1) == "at")
    same = _same_of_another(previous, described, view.word(anchor + 1)) if beside and previous is not None else None
    if same is not None:
        return same
    if anchor == mention.first - 1 and described.thing and mention.dimension not in ("currency", "count"):
        return Draft(view.actor(phrase.first), described.thing, rule="left noun")
    return None


def _same_of_another(previous: Draft, described: Description, joint: str) -> Draft | None:
    """The measure of the figure before, of somebody or something else: "XPeng 41,581", "gas (6,788 TWh)"."""
    if described.subject:
        return Draft(described.subject, base_of(previous), base_of(previous), "same of another")
    if described.thing and joint in ("(", "for"):
        head = previous.head or base_of(previous)
        share = " share" if previous.metric.endswith(" share") else ""
        return Draft(previous.subject, f"{described.thing} {head}{share}", rule="same of thing", head=head)
    return None


def names_metric(view: View, phrase: int) -> bool:
    """Whether a phrase names a metric of the catalogue."""
    return named_metric(view.parse.words(view.parse.phrases[phrase])) is not None


def object_metric(view: View, phrase: int) -> str:
    """What a phrase says is measured."""
    found = view.parse.phrases[phrase]
    return view.describe(phrase).metric or metric_text(view.parse, found.first, found.last)


def material(view: View, mention: Mention) -> Draft | None:
    """140GB of VRAM; 585 GW of renewable capacity."""
    if view.word(mention.last + 1) != "of" or mention.dimension == "currency":
        return None
    phrase = phrase_after(view.parse, mention.last + 2)
    if phrase is None:
        return None
    metric = metric_text(view.parse, phrase.first, phrase.last)
    found = verb_before(view.parse, mention.first - 1)
    said = view.clause_subject(mention.first)
    if said.metric and named_metric(view.parse.words(phrase)) is None:
        return Draft(said.subject or view.actor(mention.first), said.metric, rule="level verb")
    if found is not None and found[1].lemma in _DONE_TO_MATERIAL:
        metric = f"{metric} {found[1].participle}"
    return Draft(owner_before(view, mention) or view.actor(mention.first), metric, rule="material")
