"""What each figure of a sentence is about: subject, metric, qualifier. Rules in order; the first that answers wins."""

from collections.abc import Sequence

from etl.extract.clauses import object_of, phrase_after, phrase_before, verb_before
from etl.extract.grammar import Parse, Phrase, implied_metrics, parse, word_list
from etl.extract.metrics import counted, default_metric, metric_id_of, metric_text, named_metric
from etl.extract.qualifiers import qualifier_of
from etl.extract.restated import Grounds
from etl.extract.sentence import Mention, Sentence, Topic
from etl.extract.subjects import Names, is_product, name_of
from etl.extract.view import Draft, Scope, View
from etl.model.metric import singular
from etl.model.quantity import Kind

__all__ = ["Scope", "find_topics", "topic_of"]

_CONTINUING = frozenset(
    [
        "from",
        "to",
        "versus",
        "vs",
        "against",
        "than",
        "with",
        "compared",
        "after",
        "or",
        "and",
        "/",
        "–",
        "—",
        ",",
        "(",
        ";",
        "between",
        "[",
        ":",
    ]
)
_STRONG = frozenset(["from", "to", "versus", "vs", "against", "than", "compared", "after", "or", "(", "/", "["])
_GROWTH_NOUNS = frozenset(
    [
        "growth",
        "increase",
        "rise",
        "gain",
        "expansion",
        "jump",
        "surge",
        "improvement",
        "uptick",
        "climb",
        "boost",
        "advance",
        "decline",
        "decrease",
        "drop",
        "fall",
        "cut",
        "reduction",
        "slump",
        "contraction",
        "loss",
        "rate",
        "change",
    ]
)
_FALLING = frozenset(["decline", "decrease", "drop", "fall", "cut", "reduction", "slump", "contraction", "loss"])
_OUTER = frozenset(["total", "whole", "it", "them", "these", "those", "this", "all", "which"])


def find_topics(sentence: Sentence, mentions: Sequence[Mention], scope: Scope) -> tuple[tuple[Topic, Grounds], ...]:
    """The topic of each figure of a sentence, and how well it is founded."""
    view = View.of(parse(sentence, mentions), tuple(mentions), scope)
    for mention in mentions:
        view.drafts.append(_draft(view, mention))
    return tuple(_finish(view, mention, draft) for mention, draft in zip(mentions, view.drafts, strict=True))


def _finish(view: View, mention: Mention, draft: Draft) -> tuple[Topic, Grounds]:
    carried_metric = view.scope.metric if view.scope.unit == mention.unit else ""
    metric = draft.metric.strip() or carried_metric or default_metric(mention) or view.scope.metric
    subject = draft.subject or view.scope.subject
    scope = view.scope
    if scope.product and mention.unit in _SPECIFIED and subject in (scope.previous, scope.heading, scope.names.main):
        subject = scope.product
    sentence = view.parse.sentence
    carried = subject == scope.subject and view.clause_subject(mention.first).subject != subject
    named = bool(subject) and not carried and sentence.text.find(subject.split()[-1], sentence.start, sentence.end) >= 0
    grounds = Grounds(named, bool(draft.metric) and draft.rule not in _WEAK)
    metric = metric.translate(_LOWERED)
    return Topic(subject.translate(_LOWERED), metric, metric_id_of(draft.base or metric), qualifier_of(view, mention)), grounds


_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_WEAK = frozenset({"fallback", "as before", "duration"})


def _draft(view: View, mention: Mention) -> Draft:
    for rule in _RULES[mention.kind]:
        draft = rule(view, mention)
        if draft is not None:
            return draft
    return _fallback(view, mention)


def _previous(view: View, mention: Mention, *, same: bool = True) -> Draft | None:
    """The draft of the last figure of the sentence, of the same unit or dimension if `same`."""
    for earlier, draft in zip(reversed(view.mentions[: len(view.drafts)]), reversed(view.drafts), strict=True):
        if not same or earlier.unit == mention.unit or (earlier.dimension == mention.dimension == "currency"):
            return draft
    return None


def _base(draft: Draft) -> str:
    return draft.base or draft.metric


# Rules for amounts


def _of_left(view: View, mention: Mention) -> Draft | None:
    """Revenue of $5 billion."""
    anchor = view.anchor(mention)
    if view.word(anchor) != "of" and not (view.word(anchor) == "at" and view.parse.tags[anchor - 1] == "N"):
        return None
    index = phrase_before(view.parse, anchor - 1)
    if index < 0:
        return None
    phrase = view.parse.phrases[index]
    if singular(view.word(phrase.last)) in _GROWTH_NOUNS and phrase.first == phrase.last:
        return _change_of(view, mention, view.word(phrase.last))
    described = view.describe(index)
    metric = described.metric or metric_text(view.parse, phrase.first, phrase.last)
    right = _right_phrase(view, mention)
    if not described.metric and right is not None and named_metric(view.parse.words(right)) is not None:
        return None
    if not described.metric and named_metric(view.parse.words(phrase)) is None and mention.dimension == "count":
        return None
    subject = described.subject if described.metric else ""
    return Draft(subject or view.actor(phrase.first), metric, rule="of")


def _change_of(view: View, mention: Mention, noun: str) -> Draft:
    previous = _previous(view, mention, same=False)
    base = _base(previous) if previous else view.clause_subject(mention.first).metric or view.scope.metric
    subject = previous.subject if previous else view.actor(mention.first)
    if mention.kind is Kind.GROWTH:
        return Draft(subject, f"{base} growth", base, "change of")
    return Draft(subject, f"{noun} in {base}", base, "change of")


def _continued(view: View, mention: Mention) -> Draft | None:
    """Up from $63 billion; compared with $731 million."""
    word = view.word(view.anchor(mention))
    previous = _previous(view, mention)
    if previous is None or word not in _STRONG:
        return None
    return Draft(previous.subject, _base(previous), _base(previous), "continued")


def _noun_right(view: View, mention: Mention) -> Draft | None:
    """$50 billion valuation; $1 trillion in valuation."""
    phrase = _right_phrase(view, mention)
    if phrase is None:
        return None
    found = named_metric(view.parse.words(phrase))
    if mention.dimension in _COUNTS and mention.unit != "parameter":
        return None
    if found is None and mention.dimension == "currency":
        return None
    naming = name_of(view.parse, phrase, view.scope.names)
    if naming.subject and naming.rest <= phrase.last and found is not None:
        return Draft(naming.subject, metric_text(view.parse, naming.rest, phrase.last), rule="noun right")
    if found is None:
        return None
    subject = _owner_left(view, mention) or _raiser(view, mention, found[0].metric_id, view.actor(mention.first))
    return Draft(subject, metric_text(view.parse, phrase.first, phrase.last), rule="noun right")


_INVESTED = frozenset({"funding_round", "valuation", "funding"})
_INVESTING = frozenset({"lead", "back", "join", "invest", "report", "confirm", "place", "include", "place", "put", "seek"})


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
    for draft in reversed(view.drafts):
        if draft.rule == "raiser" or draft.subject not in ("", actor):
            return draft.subject
    if found is not None and found[1].lemma == "seek":
        return actor
    opening = view.parse.phrases[0] if view.parse.phrases else None
    if opening is not None and ":" in view.parse.sentence.words[: mention.first]:
        described = view.describe(view.parse.phrase_at[opening.first])
        owner = view.describe(1).subject if len(view.parse.phrases) > 1 and view.parse.phrases[1].owner == 0 else ""
        return owner or described.subject or actor
    return view.scope.subject if view.scope.subject != actor else actor


def _right_phrase(view: View, mention: Mention) -> Phrase | None:
    index = mention.last + 1
    if view.word(index) in ("in", "of") and view.word(index + 1) not in word_list("months"):
        index += 1
    return phrase_after(view.parse, index)


def _owner_left(view: View, mention: Mention) -> str:
    """Cursor's $50 billion valuation: the possessor before a figure."""
    index = mention.first - 1
    while index >= 0 and (
        view.parse.tags[index] in "AD" or view.word(index) in word_list("hedges") or view.word(index) in "$~“\"'"
    ):
        index -= 1
    if index > 0 and view.parse.tags[index] == "S" and view.parse.phrase_at[index - 1] >= 0:
        return view.owner_name(view.parse.phrase_at[index - 1])
    return ""


_COUNTS = frozenset({"count", "token", "parameter"})


def _count(view: View, mention: Mention) -> Draft | None:
    """463 overseas enterprises signed."""
    if mention.dimension not in _COUNTS:
        return None
    noun = counted(view.parse, mention)
    if not noun:
        return None
    phrase = phrase_after(view.parse, mention.last + 1)
    subject = _owner_left(view, mention)
    anchor = view.anchor(mention)
    if anchor in view.parse.verbs and view.parse.verbs[anchor].group == "act":
        participle = view.parse.verbs[anchor].participle
        return Draft(subject or view.actor(anchor + 1), f"{noun} {participle}", rule="count act")
    if phrase is not None and not subject and anchor < 0:
        subject = noun if name_of(view.parse, phrase, view.scope.names).subject else ""
    return Draft(subject or view.actor(mention.first), noun, rule="count")


def _left_phrase(view: View, mention: Mention) -> Draft | None:
    """Gross margin 58.4%; Revenue: $5 billion; HBM capacity at 112GB."""
    anchor = view.anchor(mention)
    if anchor >= 0 and view.word(anchor) in (":", "at", ",", "(", "—", "–", "worth", "to"):
        anchor -= 1
    if anchor < 0 or view.parse.phrase_at[anchor] < 0:
        return None
    index = view.parse.phrase_at[anchor]
    phrase = view.parse.phrases[index]
    described = view.describe(index)
    if described.metric and named_metric(view.parse.words(phrase)) is not None:
        return Draft(described.subject or view.actor(phrase.first), described.metric, rule="left phrase")
    previous = _previous(view, mention)
    if previous is not None and described.subject and not described.metric:
        return Draft(described.subject, _base(previous), _base(previous), "same of another")
    if previous is not None and described.thing and view.word(anchor + 1) == "(":
        head = previous.head or _base(previous)
        return Draft(previous.subject, f"{described.thing} {head}", rule="same of thing", head=head)
    if anchor == mention.first - 1 and described.thing and mention.dimension not in ("currency", "count"):
        return Draft(view.actor(phrase.first), described.thing, rule="left noun")
    return None


def _of_thing(view: View, mention: Mention, thing: str) -> Draft:
    """A figure of a thing that is no name: "Coal remained the largest source with 10,613 TWh" is coal generation."""
    previous = _previous(view, mention)
    carried = view.scope.metric if view.scope.unit == mention.unit else ""
    head = (previous.head or _base(previous)) if previous is not None else _head_of(carried) or default_metric(mention)
    if thing and head and head.lower() not in thing.lower() and mention.dimension not in ("currency", "count"):
        return Draft(view.scope.subject, f"{thing} {head}", rule="of thing", head=head)
    return Draft(view.scope.subject, thing or head, rule="thing")


def _head_of(metric: str) -> str:
    """The catalogue's metric at the end of a longer one: "generation" of "World generation"."""
    words = metric.removesuffix(" growth").split()
    found = named_metric([word.lower() for word in words])
    return " ".join(words[found[1] : found[2]]) if found is not None else metric


def _by_verb(view: View, mention: Mention) -> Draft | None:
    """China's AI market surpasses $200 billion; startups raised $16 billion."""
    found = verb_before(view.parse, mention.first - 1)
    if found is None:
        return None
    index, verb = found
    said = view.clause_subject(index + 1)
    if verb.group in ("level", "change") and verb.lemma not in implied_metrics():
        target = object_of(view.parse, index, mention.first)
        if target >= 0 and verb.lemma not in ("be", "remain", "come", "go", "rank", "stand"):
            described = view.describe(target)
            metric = described.metric or metric_text(
                view.parse, view.parse.phrases[target].first, view.parse.phrases[target].last
            )
            return Draft(
                described.subject if described.metric and described.subject else view.actor(index + 1),
                metric,
                rule="object",
            )
        if said.metric or said.thing or (said.subject and verb.lemma != "be"):
            if said.metric or said.subject:
                return Draft(said.subject or view.scope.subject, said.metric, rule="level verb")
            return _of_thing(view, mention, said.thing)
        return None
    target = object_of(view.parse, index, mention.first)
    if target >= 0 and (named_metric(view.parse.words(view.parse.phrases[target])) is not None or mention.dimension == "share"):
        described = view.describe(target)
        return Draft(
            view.actor(index + 1), described.metric or view.parse.text(view.parse.phrases[target]), rule="object"
        )
    implied = implied_metrics().get(verb.lemma)
    if implied is not None and (mention.dimension == "currency" or verb.lemma in _PHYSICAL):
        thing = f"{said.thing} " if implied == "value" and said.thing else ""
        return Draft(said.subject or view.actor(index + 1), thing + implied, rule="implied by verb")
    return None


_PHYSICAL = frozenset("emit consume use produce generate install commission ship sell weigh measure".split())


def _material(view: View, mention: Mention) -> Draft | None:
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
    if found is not None and found[1].lemma in ("require", "need", "use", "consume"):
        metric = f"{metric} {found[1].participle}"
    return Draft(_owner_left(view, mention) or view.actor(mention.first), metric, rule="material")


# Rules for shares, growth and ratios


def _share(view: View, mention: Mention) -> Draft | None:
    """80% of US AI startups use Chinese models; Wind made up 8% of the total."""
    if view.word(mention.last + 1) != "of":
        return None
    whole = phrase_after(view.parse, mention.last + 2)
    if whole is None:
        previous = _previous(view, mention, same=False)
        return Draft(view.actor(mention.first), f"share of {_base(previous)}", rule="share") if previous else None
    text = view.parse.text(whole)
    following = _predicate(view, whole.last + 1)
    anchor = view.anchor(mention)
    starts = (
        anchor < 0
        or view.parse.tags[anchor] in "CX"
        or (anchor in view.parse.verbs and view.parse.verbs[anchor].group in ("other", "have") and bool(following))
    )
    if following and starts:
        return Draft(text, f"share {following}", rule="share of those who")
    found = verb_before(view.parse, mention.first - 1)
    if found is not None and found[1].lemma in ("run", "power"):
        actor = view.clause_subject(mention.first)
        return Draft(
            text,
            f"share {'running' if found[1].lemma == 'run' else 'powered by'} {actor.subject or actor.thing}",
            rule="share inverted",
        )
    if singular(view.word(whole.last)) in _OUTER or view.word(whole.first) in _OUTER:
        previous = _previous(view, mention, same=False)
        text = _base(previous) if previous else text
    said = view.clause_subject(mention.first)
    if whole.owner >= 0:
        text = f"{view.owner_name(whole.owner)} {text}"
    return Draft(
        said.subject or said.metric or said.thing or view.actor(mention.first), f"share of {text}", text, "share"
    )


def _predicate(view: View, index: int) -> str:
    """As in "using Chinese models" from the verb behind the noun of a share."""
    words, tags = view.parse.sentence.words, view.parse.tags
    while index < len(tags) and tags[index] in "AB" and view.parse.verbs.get(index) is None:
        index += 1
    verb = view.parse.verbs.get(index)
    if verb is None:
        return ""
    if verb.lemma == "be":
        index += 1
        last = index
        while last + 1 < len(tags) and tags[last + 1] in "NDP":
            last += 1
        return view.parse.sentence.quote(index, last) if index < len(tags) else ""
    progressive = (verb.lemma.removesuffix("e")) + "ing"
    if verb.lemma == "run":
        progressive = "running"
    target = index + 1
    while target < len(tags) and tags[target] in "DA":
        target += 1
    if target < len(tags) and view.parse.phrase_at[target] >= 0:
        return f"{progressive} {view.parse.text(view.parse.phrases[view.parse.phrase_at[target]])}"
    return progressive if words else ""


def _share_in_brackets(view: View, mention: Mention) -> Draft | None:
    """10,613 TWh (34.4%): the share the figure before it makes up."""
    anchor = view.anchor(mention)
    previous = _previous(view, mention, same=False)
    before = mention.first - 1
    if previous is None or not view.drafts or view.word(before) not in ("(", ",") or anchor < 0:
        return None
    last = view.mentions[len(view.drafts) - 1]
    if last.last < before - 1 or last.unit == mention.unit:
        return None
    base = _base(previous)
    return Draft(previous.subject, f"{base} share", base, "share in brackets", previous.head)


def _growth_noun(view: View, mention: Mention) -> Draft | None:
    """12% revenue growth; a 1,400-fold increase; a 75% price cut."""
    phrase = phrase_after(view.parse, mention.last + 1)
    if phrase is None:
        return None
    head = singular(view.word(phrase.last))
    if head not in _GROWTH_NOUNS and named_metric(view.parse.words(phrase)) is None:
        return None
    subject = _owner_left(view, mention)
    if phrase.first == phrase.last and head in _GROWTH_NOUNS:
        previous = _previous(view, mention, same=False)
        said = view.clause_subject(mention.first)
        base = _base(previous) if previous else said.metric or view.scope.metric
        subject = subject or (previous.subject if previous else said.subject) or view.actor(mention.first)
        if view.word(phrase.last + 1) in ("in", "of"):
            inner = phrase_after(view.parse, phrase.last + 2)
            base = view.parse.text(inner) if inner is not None else base
        return Draft(subject, f"{base} growth", base, "growth noun")
    last = phrase.last - 1 if head in _GROWTH_NOUNS else phrase.last
    naming = name_of(view.parse, phrase, view.scope.names)
    first = naming.rest if naming.rest <= last else phrase.first
    base = metric_text(view.parse, first, last)
    word = view.word(phrase.last) if head in _FALLING else "growth"
    return Draft(subject or naming.subject or view.actor(mention.first), f"{base} {word}", base, "growth noun")


def _growth_verb(view: View, mention: Mention) -> Draft | None:
    """Revenue rose 34%; cut prices by 75%."""
    anchor = view.anchor(mention)
    word = view.word(anchor)
    found = verb_before(view.parse, mention.first - 1)
    if mention.first in view.parse.verbs:
        found = mention.first, view.parse.verbs[mention.first]
    if found is None or found[1].group != "change":
        return None
    if word in ("up", "down", ",", "(", "+"):
        return None
    index, verb = found
    target = object_of(view.parse, index, mention.first)
    said = view.clause_subject(index + 1)
    if target >= 0:
        described = view.describe(target)
        base = described.metric or view.parse.text(view.parse.phrases[target])
        noun = verb.lemma if verb.lemma in _FALLING else "growth"
        return Draft(view.actor(index + 1), f"{base} {noun}", base, "growth object")
    previous = _previous(view, mention, same=False)
    base = said.metric or (_base(previous) if previous else "") or said.thing or said.subject
    if not base:
        return None
    return Draft(
        said.subject if said.metric and said.subject else view.scope.subject, f"{base} growth", base, "growth verb"
    )


def _growth_again(view: View, mention: Mention) -> Draft | None:
    """..., up 15%; (+29%)."""
    previous = _previous(view, mention, same=False)
    if previous is None:
        said = view.clause_subject(mention.first)
        base = said.metric or said.thing
        if not base:
            return None
        return Draft(said.subject or view.scope.subject, f"{base} growth", base, "growth of subject")
    base = _base(previous)
    return Draft(previous.subject, base if base.endswith("growth") else f"{base} growth", base, "growth of previous")


def _ratio(view: View, mention: Mention) -> Draft | None:
    """2.8 times that of the H20; 60% faster than; 2.8× NVIDIA H20 performance."""
    baseline = _baseline(view, mention)
    base, subject = _ratio_base(view, mention)
    if not base:
        return None
    subject = subject or view.actor(mention.first)
    return Draft(subject, f"{base} relative to {baseline}" if baseline else base, base, "ratio")


def _baseline(view: View, mention: Mention) -> str:
    words, limit = view.parse.sentence.words, min(len(view.parse.tags), mention.last + 14)
    for index in range(mention.last + 1, limit):
        if words[index] in ("than", "over", "of", "as", "to", "against") or (
            words[index] == "that" and words[min(index + 1, limit - 1)] == "of"
        ):
            if words[index] == "to" and words[index - 1] not in ("compared", "relative", "equal", "equivalent"):
                continue
            if words[index] == "of" and index > mention.last + 2 and words[index - 1] != "that":
                continue
            phrase = phrase_after(view.parse, index + 1)
            if phrase is not None:
                naming = name_of(view.parse, phrase, view.scope.names)
                if naming.subject and naming.rest > phrase.last:
                    owner = view.owner_name(phrase.owner) + " " if phrase.owner >= 0 else ""
                    return owner + naming.subject
                return view.parse.text(phrase) if not naming.subject else naming.subject
        if words[index] in ".;,—–":
            break
    phrase = phrase_after(view.parse, mention.last + 1)
    if phrase is not None:
        naming = name_of(view.parse, phrase, view.scope.names)
        return naming.subject
    return ""


def _ratio_base(view: View, mention: Mention) -> tuple[str, str]:
    index = mention.last + 1
    comparative = view.word(index) in word_list("comparatives")
    while view.word(index) in word_list("comparatives"):
        index += 1
    phrase = phrase_after(view.parse, index)
    owner = _owner_left(view, mention)
    if view.word(index) == "of" and phrase_after(view.parse, index + 1) is not None:
        whole = phrase_after(view.parse, index + 1)
        naming = name_of(view.parse, whole, view.scope.names)
        if naming.subject and naming.rest <= whole.last:
            return metric_text(view.parse, naming.rest, whole.last), view.actor(mention.first)
    if phrase is not None and view.word(index) not in ("than", "of"):
        naming = name_of(view.parse, phrase, view.scope.names)
        last = (
            phrase.last - 1
            if singular(view.word(phrase.last)) in _GROWTH_NOUNS and phrase.last > naming.rest
            else phrase.last
        )
        if naming.rest <= last and phrase.owner < 0:
            return metric_text(view.parse, naming.rest, last), owner
    found = verb_before(view.parse, mention.first - 1)
    if found is not None:
        target = object_of(view.parse, found[0], mention.first)
        if target >= 0:
            described = view.describe(target)
            return described.metric or view.parse.text(view.parse.phrases[target]), ""
        implied = implied_metrics().get(found[1].lemma)
        if implied:
            return f"{_spent_on(view, mention)}{implied}", view.actor(found[0] + 1)
    previous = _previous(view, mention, same=False)
    if previous is not None:
        return _base(previous), previous.subject
    said = view.clause_subject(mention.first)
    return (said.metric or ("performance" if comparative else "")), said.subject


def _spent_on(view: View, mention: Mention) -> str:
    """ "AI " from "spends 23 times more than China on AI"."""
    for index in range(mention.last + 1, min(mention.last + 8, len(view.parse.tags))):
        if view.word(index) == "on":
            phrase = phrase_after(view.parse, index + 1)
            return f"{view.parse.text(phrase)} " if phrase is not None else ""
    return ""


def _duration(view: View, mention: Mention) -> Draft | None:
    """Over four years: the time the figure before it took."""
    previous = _previous(view, mention, same=False)
    if previous is not None:
        base = _base(previous).removesuffix(" size")
        word = "period" if "growth" in base else "growth period" if previous.metric.endswith("growth") else "time"
        return Draft(previous.subject, f"{base} {word}", rule="duration")
    said = view.clause_subject(mention.first)
    if said.metric:
        return Draft(said.subject or view.scope.subject, f"{said.metric} period", rule="duration")
    return None


def _fallback(view: View, mention: Mention) -> Draft:
    previous = _previous(view, mention)
    if previous is not None:
        return Draft(_owner_left(view, mention) or previous.subject, _base(previous), _base(previous), "as before")
    said = view.clause_subject(mention.first)
    noun = mention.noun or default_metric(mention)
    if not noun:
        phrase = phrase_after(view.parse, mention.last + 1)
        noun = view.parse.text(phrase) if phrase is not None else ""
    return Draft(view.actor(mention.first), said.metric or noun, rule="fallback")


_PROPERTIES = {
    "parameter": "parameter count",
    "meter": "process node",
    "hertz": "clock speed",
    "token": "context window",
}
_SPECIFIED = frozenset({"parameter", "meter", "hertz", "byte", "watt", "FLOPS", "byte/s", "bit/second", "token", "bit"})


def _property(view: View, mention: Mention) -> Draft | None:
    """A 744B-parameter model; its 5-nanometer processor: a property of the thing it stands before."""
    if mention.unit not in _PROPERTIES or (mention.unit == "meter" and mention.high > _SMALLEST_LENGTH):
        return None
    index = mention.last + 1
    if view.word(index) == "-":
        index += 1
    if view.word(index) in ("parameter", "parameters", "token", "tokens"):
        index += 1
    phrase = phrase_after(view.parse, index)
    if phrase is None or phrase.first > index + 1 or view.parse.tags[mention.last + 1] in "PCV":
        return None
    found = named_metric(view.parse.sentence.words[index : phrase.last + 1])
    if found is not None and found[0].unit not in ("", mention.unit):
        return None
    metric = (
        metric_text(view.parse, index, phrase.last)
        if found is not None and mention.unit == "token"
        else _PROPERTIES[mention.unit]
    )
    if mention.unit == "token" and found is None:
        return None
    if mention.unit == "parameter" and view.word(mention.last + 1) in ("active", "total", "activated"):
        metric = f"{view.word(mention.last + 1)} parameters"
    return Draft(_bearer(view, mention, phrase), metric, rule="property")


_SMALLEST_LENGTH = 1e-6


def _bearer(view: View, mention: Mention, phrase: Phrase) -> str:
    """The thing a property belongs to: named in its phrase, before a comma or dash, or as its owner."""
    naming = name_of(view.parse, phrase, view.scope.names)
    if naming.subject and is_product(naming.subject):
        return naming.subject
    index = mention.first - 1
    while index >= 0 and view.parse.tags[index] in "DA":
        index -= 1
    if index >= 0 and view.parse.phrase_at[index] >= 0 and view.parse.tags[index] == "N":
        described = view.describe(view.parse.phrase_at[index])
        if described.subject and not described.metric:
            return described.subject
    if index > 1 and view.parse.tags[index] == "S":
        index = view.parse.phrases[view.parse.phrase_at[index - 1]].first - 1
    if index > 0 and view.word(index) in (",", "—", "–", "-", "("):
        phrase_index = view.parse.phrase_at[index - 1]
        if phrase_index >= 0 and view.describe(phrase_index).subject:
            return view.describe(phrase_index).subject
    return _owner_left(view, mention) or view.scope.product or view.actor(mention.first)


_AMOUNT = (_property, _of_left, _continued, _count, _noun_right, _material, _left_phrase, _by_verb)
_RULES = {
    Kind.LEVEL: _AMOUNT,
    Kind.SHARE: (_of_left, _share, _share_in_brackets, _continued, _noun_right, _left_phrase, _by_verb),
    Kind.GROWTH: (_of_left, _growth_noun, _growth_verb, _growth_again),
    Kind.RATIO: (_ratio, _of_left, _left_phrase),
    Kind.DURATION: (_of_left, _duration),
    Kind.PROBABILITY: (_of_left, _share, _left_phrase),
}


def topic_of(parse_: Parse, names: Names) -> None:
    """Reserved."""
