"""Rules for shares: "80% of startups use Chinese models", "10,613 TWh (34.4%)"."""

from etl.extract.clauses import phrase_after, verb_before
from etl.extract.drafts import base_of, previous_draft
from etl.extract.metrics import named_metric
from etl.extract.sentence import Mention
from etl.extract.view import Draft, View
from etl.extract.words import Verb, word_list
from etl.model.metric import singular

_FINDING = frozenset({"find", "show", "say", "estimate", "suggest", "indicate", "note", "believe"})


def _acts_before(view: View, verb: int, mention: Mention) -> bool:
    """Whether somebody stands between a verb of saying and a figure, as its subject."""
    return any(view.parse.tags[index] in "NR" for index in range(verb + 1, mention.first))


def share_of_whole(view: View, mention: Mention) -> Draft | None:
    """80% of US AI startups use Chinese models; Wind made up 8% of the total."""
    if view.word(mention.last + 1) != "of":
        return _share_doing(view, mention)
    whole = phrase_after(view.parse, mention.last + 2)
    if whole is None:
        previous = previous_draft(view, mention, same=False)
        return Draft(view.actor(mention.first), f"share of {base_of(previous)}", rule="share") if previous else None
    if view.parse.tags[min(whole.last + 1, len(view.parse.tags) - 1)] == "S":
        whole = phrase_after(view.parse, whole.last + 2) or whole
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
    told = _told(view, mention, found, text, following) if found is not None else None
    if told is not None:
        return told
    if singular(view.word(whole.last)) in word_list("wholes") or view.word(whole.first) in word_list("wholes"):
        previous = previous_draft(view, mention, same=False)
        text = base_of(previous) if previous else text
    said = view.clause_subject(mention.first)
    if whole.owner >= 0:
        text = f"{view.owner_name(whole.owner)} {text}"
    metric = f"share of {text}"
    if said.metric and said.metric not in text:
        return Draft(said.subject or view.background, f"{said.metric} {metric}", text, "share")
    return Draft(said.subject or said.thing or view.actor(mention.first), metric, text, "share")


def _told(view: View, mention: Mention, found: tuple[int, Verb], text: str, following: str) -> Draft | None:
    """A share of those a verb has for its object: "models run 80% of startups", "a survey found that 40% of nurses"."""
    index, verb = found
    if verb.lemma in ("run", "power"):
        actor = view.clause_subject(mention.first)
        doing = "running" if verb.lemma == "run" else "powered by"
        return Draft(text, f"share {doing} {actor.subject or actor.thing}", rule="share inverted")
    if verb.lemma in _FINDING and not _acts_before(view, index, mention):
        return Draft(text, f"share {following}".strip(), rule="share found")
    return None


def _share_doing(view: View, mention: Mention) -> Draft | None:
    """Only 3.8% discontinued; nine out of ten residential streets."""
    following = mention.last + 1
    if following in view.parse.verbs and view.parse.verbs[following].lemma != "be":
        return Draft(view.actor(mention.first), f"share {_predicate(view, following)}", rule="share doing")
    phrase = phrase_after(view.parse, following)
    if phrase is None:
        return None
    if mention.unit != "ratio":
        whole = view.clause_subject(mention.first)
        if not whole.thing or named_metric(view.parse.words(phrase)) is not None:
            return None
        return Draft(view.background, f"{view.parse.text(phrase)} share of {whole.thing}", rule="share of mix")
    predicate = _predicate(view, phrase.last + 1)
    return Draft(
        view.actor(mention.first), f"share of {view.parse.text(phrase)} {predicate}".strip(), rule="share doing"
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


def share_in_brackets(view: View, mention: Mention) -> Draft | None:
    """10,613 TWh (34.4%): the share the figure before it makes up."""
    anchor = view.anchor(mention)
    previous = previous_draft(view, mention, same=False)
    before = mention.first - 1
    if previous is None or not view.drafts or view.word(before) not in ("(", ",") or anchor < 0:
        return None
    last = view.mentions[len(view.drafts) - 1]
    if last.last < before - 1 or last.unit == mention.unit:
        return None
    base = base_of(previous)
    return Draft(previous.subject, f"{base} share", base, "share in brackets", previous.head)
