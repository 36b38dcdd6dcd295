"""Rules for shares: "80% of startups use Chinese models", "10,613 TWh (34.4%)"."""

from etl.extract.language.clauses import phrase_after, verb_before
from etl.extract.language.grammar import Phrase
from etl.extract.language.words import implied_metrics, verb_list, word_list
from etl.extract.sentence import Mention
from etl.extract.topics.change_names import unchanged
from etl.extract.topics.drafts import base_of, previous_draft
from etl.extract.topics.metrics import named_metric
from etl.extract.topics.view import Draft, View
from etl.model.metric import singular
from etl.model.record import replace

_PREDICATED = frozenset({"share doing", "share of those who", "share found"})
_PARTED = frozenset({"sell", "lose", "save"})  # who does this to a part of a thing tells what became of it
_OWNING = frozenset({"buy", "pay", "acquire", "own", "hold", "sell", "control", "purchase", "take", "bid", "offer"})
_MAKING_UP = frozenset({"make", "account", "represent", "constitute", "comprise", "form", "contribute"})
_FARTHEST = 14  # tokens between those who do and what they do
_STOPS = frozenset([",", ";", ":", "(", ")", ".", "and", "but", "while", "–", "—"])
_RELATIVE = frozenset(["who", "that", "which"])
_COMPLETING = frozenset(["as", "with"])
_LONGEST_STATE = 8  # tokens
_PARTICLES = 3  # "on to the" of "went on to the upper school"
_FINDING = frozenset({"find", "show", "say", "estimate", "suggest", "indicate", "note", "believe"})


def _acts_before(view: View, verb: int, mention: Mention) -> bool:
    """Whether somebody stands between a verb of saying and a figure, as its subject."""
    return any(view.parse.tags[index] in "NR" for index in range(verb + 1, mention.first))


def share_of_whole(view: View, mention: Mention) -> Draft | None:
    """80% of US AI startups use Chinese models; Wind made up 8% of the total."""
    behind = _behind_brackets(view, mention)
    if view.word(behind) != "of":
        return _share_reached(view, mention) or _share_doing(view, mention)
    if behind > mention.last + 1 and view.drafts and view.word(mention.last + 1) == ")":
        return view.drafts[-1]  # "almost half (48%) of couples"
    whole = phrase_after(view.parse, behind + 1)
    if whole is None:
        previous = previous_draft(view, mention, same=False)
        return Draft(view.actor(mention.first), f"share of {base_of(previous)}", rule="share") if previous else None
    if view.parse.tags[min(whole.last + 1, len(view.parse.tags) - 1)] == "S":
        whole = phrase_after(view.parse, whole.last + 2) or whole
    whole = _joined(view, whole)
    for rule in (_split_by_group, _those_who, _told):
        draft = rule(view, mention, whole)
        if draft is not None:
            return draft
    return _plain_share(view, mention, whole)


def _joined(view: View, whole: Phrase) -> Phrase:
    """A group of two kinds that share their noun: "laptop and desktop users"."""
    place = view.parse.phrase_at[whole.first] + 1
    if whole.first < whole.last or place >= len(view.parse.phrases) or view.word(whole.last + 1) not in ("and", "or"):
        return whole
    other = view.parse.phrases[place]
    is_group = singular(view.word(other.last)) in word_list("groups") and singular(
        view.word(whole.last)
    ) not in word_list("groups")
    return replace(whole, last=other.last) if is_group and other.first == whole.last + 2 else whole


def _behind_brackets(view: View, mention: Mention) -> int:
    """The token behind a share, past one that says it in figures: "almost half (48%) of couples"."""
    index = mention.last + 1
    if view.word(index) == ")" and len(view.drafts) and view.word(mention.first - 1) == "(":
        last = view.mentions[len(view.drafts) - 1]
        return index + 1 if last.last == mention.first - 2 and last.kind is mention.kind else index
    following = view.mentions[len(view.drafts) + 1 : len(view.drafts) + 2]
    if view.word(index) != "(" or not following or following[0].first != index + 1:
        return index
    return index + 2 + following[0].last - index if view.word(following[0].last + 1) == ")" else index


def _plain_share(view: View, mention: Mention, whole: Phrase) -> Draft:
    """Wind made up 8% of the total; he sold 40% of his corn."""
    text = view.parse.text(whole)
    if singular(view.word(whole.last)) in word_list("wholes") or view.word(whole.first) in word_list("wholes"):
        previous = previous_draft(view, mention, same=False)
        text = base_of(previous) or unchanged(view.scope.metric) if previous else text
    said = view.clause_subject(mention.first)
    if whole.owner >= 0:
        text = f"{view.owner_name(whole.owner)} {text}"
    metric = f"share of {text}"
    bought = verb_before(view.parse, mention.first - 1)
    if bought is not None and bought[1].lemma in _OWNING and _is_firm(view, whole):
        return Draft(view.actor(mention.first), "stake", text, "share")
    verb = view.parse.verbs.get(view.anchor(mention))
    if verb is not None and verb.group == "act" and (verb.lemma not in implied_metrics() or verb.lemma in _PARTED):
        return Draft(view.actor(mention.first), f"{metric} {verb.participle}", text, "share")
    if said.metric and said.metric not in text and text not in said.metric:
        return Draft(said.subject or view.background, f"{said.metric} {metric}", text, "share")
    group = view.clause_subject(mention.first).subject
    if bought is not None and bought[1].lemma in _MAKING_UP and singular(group.lower()) in word_list("groups"):
        return Draft(view.background, f"share of {group.lower()}", text, "share")
    if said.thing not in text and not said.subject and bought is not None and bought[1].lemma in _MAKING_UP:
        return Draft(view.background, f"{said.thing} {metric}", text, "share")
    return Draft(said.subject or said.thing or view.actor(mention.first), metric, text, "share")


def _is_firm(view: View, whole: Phrase) -> bool:
    """Whether a whole is somebody a stake is held in: "the company", "the club"."""
    return whole.first == whole.last and view.word(whole.last) in word_list("companies", "bearers")


def _those_who(view: View, mention: Mention, whole: Phrase) -> Draft | None:
    """80% of startups use Chinese models: the share is theirs who do; 91% of the heat goes into the sea: it is of a thing."""
    following = _predicate(view, _main_verb(view, whole.last + 1))
    anchor = view.anchor(mention)
    verb = view.parse.verbs.get(anchor)
    starts = anchor < 0 or view.parse.tags[anchor] in "CX" or (verb is not None and verb.group in ("other", "have"))
    if not following or not starts:
        return None
    text = view.parse.text(whole)
    head = view.word(whole.last)
    if singular(head) != head or head in word_list("groups"):
        return Draft(text, f"share {following}", rule="share of those who")
    return Draft(view.background or text, f"share of {text} {following}", rule="share of those who")


def _told(view: View, mention: Mention, whole: Phrase) -> Draft | None:
    """A share of those a verb has for its object: "models run 80% of startups", "a survey found that 40% of nurses"."""
    found = verb_before(view.parse, mention.first - 1)
    if found is None:
        return None
    index, verb = found
    text, following = view.parse.text(whole), _predicate(view, whole.last + 1)
    if verb.lemma in ("run", "power"):
        actor = view.clause_subject(mention.first)
        doing = "running" if verb.lemma == "run" else "powered by"
        return Draft(text, f"share {doing} {actor.subject or actor.thing}", rule="share inverted")
    if verb.lemma in _FINDING and not _acts_before(view, index, mention):
        return Draft(text, f"share {following}".strip(), rule="share found")
    return None


def _split_by_group(view: View, mention: Mention, whole: Phrase) -> Draft | None:
    """48% held a degree: 57% of women and 40% of men, the same share of groups."""
    if not view.drafts or singular(view.word(whole.last)) not in word_list("groups") or whole.first != whole.last:
        return None
    previous, earlier = view.drafts[-1], view.mentions[len(view.drafts) - 1]
    if earlier.kind is not mention.kind or previous.rule not in _PREDICATED:
        return None
    return Draft(view.parse.text(whole), previous.metric, previous.base, previous.rule)


def _share_reached(view: View, mention: Mention) -> Draft | None:
    """Storage is 83 percent full: how much of a thing is."""
    state = view.word(mention.last + 1)
    said = view.clause_subject(mention.first)
    thing = said.metric or said.thing
    if state not in word_list("states") or not thing:
        return None
    return Draft(said.subject or view.background, f"share of {thing} {state}", rule="share reached")


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


def _main_verb(view: View, index: int) -> int:
    """The verb of those behind whom a token stands, past what tells who they are: "people who drink wine were ill"."""
    words, verbs = view.parse.sentence.words, view.parse.verbs
    found, is_relative = index, False
    for place in range(index, min(len(words), index + _FARTHEST)):
        if words[place] in _STOPS or (place == index and view.parse.tags[place] in "DNR"):
            break  # "everything the fleet could reach"
        if (verb := verbs.get(place)) is None:
            is_relative = is_relative or words[place] in _RELATIVE
        elif is_relative:
            is_relative = False
        elif verb.form in ("s", "base"):
            return place
    return found


def _predicate(view: View, index: int) -> str:
    """As in "using Chinese models" from the verb behind the noun of a share."""
    tags = view.parse.tags
    while index < len(tags) and tags[index] in "AB" and view.parse.verbs.get(index) is None:
        index += 1
    verb = view.parse.verbs.get(index)
    if verb is None:
        return ""
    if verb.lemma == "be":
        return _state(view, index + 1)
    if verb.lemma in _FINDING and view.parse.tags[index + 1 : index + 2] == ["R"]:
        return _predicate(view, index + 2)  # "who say they are worried"
    progressive, first = _progressive(verb.lemma), index + 1
    while first < len(tags) and tags[first] in "DA":
        progressive = "without" if progressive == "with" and view.word(first) == "no" else progressive
        first += 1
    target = first
    while target < min(len(tags), first + _PARTICLES) and tags[target] in "PD":
        target += 1
    if target < len(tags) and view.parse.phrase_at[target] >= 0:
        last = _complement(view, view.parse.phrases[view.parse.phrase_at[target]].last)
        return f"{progressive} {view.parse.sentence.quote(first, last)}"
    return progressive


def _state(view: View, first: int) -> str:
    """What those are: "caused by liver disease", "flat or down rounds"."""
    tags, last = view.parse.tags, first
    while last + 1 < min(len(tags), first + _LONGEST_STATE) and tags[last + 1] in "NDPA":
        last += 1
    while last > first and tags[last] in "DPA":
        last -= 1
    return view.parse.sentence.quote(first, last) if first < len(tags) else ""


def _complement(view: View, last: int) -> int:
    """The last token of an object with what it is said to be: "a phone as a second one"."""
    if view.word(last + 1) not in _COMPLETING:
        return last
    phrase = phrase_after(view.parse, last + 2)
    return phrase.last if phrase is not None and phrase.first <= last + _PARTICLES else last


def _progressive(lemma: str) -> str:
    """Its form in -ing: "running", "taking"; who has a thing is with it."""
    if lemma in ("have", "has"):
        return "with"
    if lemma in verb_list("doubling"):
        return f"{lemma}{lemma[-1]}ing"
    return f"{lemma.removesuffix('e') if not lemma.endswith('ee') else lemma}ing"


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
    if previous.metric.startswith("patients with "):
        return Draft(previous.subject, previous.metric.replace("patients", "share", 1), rule="share in brackets")
    return Draft(previous.subject, f"{base} share", base, "share in brackets", previous.head)
