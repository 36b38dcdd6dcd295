"""Rules for things counted: "463 overseas enterprises signed", "of whom two were killed", "visits rose to 640 people"."""

from collections.abc import Iterator

from etl.extract.language.clauses import phrase_after, verb_before
from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.extract.topics.drafts import base_of, owner_before
from etl.extract.topics.metrics import counted, metric_id_of, named_metric
from etl.extract.topics.subjects import name_of
from etl.extract.topics.view import Draft, View
from etl.model.quantity import Kind

_PARTS_OF = frozenset(["which", "whom", "these", "them", "those"])
_PREDICATE = 5  # tokens behind a counted noun
_BEHIND_PARTICIPLES = frozenset([",", ".", ";", ")", "by", "in", "under", "on", ""])
_PLAIN_NUMBERS = frozenset({"numbers", "number", "count", "total"})
_BROUGHT = frozenset({"to", "from"})
_SUMMING = frozenset({"total", "number"})
_COUNTS = frozenset({"count", "token", "parameter", "count/time"})


def counted_things(view: View, mention: Mention) -> Draft | None:
    """463 overseas enterprises signed."""
    if mention.dimension not in _COUNTS:
        return None
    noun = counted(view.parse, mention)
    if (brought := _brought(view, mention)) is not None:
        return brought
    if (
        noun.lower() in word_list("plain_units", "counted_animals")
        and (told := counted_before(view, mention)) is not None
    ):
        return told
    phrase = phrase_after(view.parse, mention.last + 1)
    if not noun or (noun == mention.noun and phrase is None and view.clause_subject(mention.first).metric):
        return None
    subject = owner_before(view, mention)
    anchor = view.anchor(mention)
    if anchor in view.parse.verbs and view.parse.verbs[anchor].group == "act":
        participle = view.parse.verbs[anchor].participle
        return Draft(subject or view.actor(anchor + 1), f"{noun} {participle}", rule="count act")
    if phrase is not None and not subject and anchor < 0:
        subject = noun if name_of(view.parse, phrase, view.scope.names).subject else ""
    said = view.clause_subject(mention.first).metric
    if said and named_metric([noun.lower()]) is not None and metric_id_of(said, mention) == metric_id_of(noun, mention):
        noun = said
    else:
        noun = f"{noun} {_done_to(view, phrase.last + 1 if phrase is not None else mention.last + 1)}".strip()
    return Draft(subject or view.actor(mention.first), noun, rule="count")


def _brought(view: View, mention: Mention) -> Draft | None:
    """Visits rose to 640 people; the number of takeovers fell to 18 deals: what is measured is said, not what is counted."""
    found, said = verb_before(view.parse, mention.first - 1), view.clause_subject(mention.first)
    if found is None or not said.metric or mention.dimension != "count" or said.metric.lower() in _PLAIN_NUMBERS:
        return None
    between = [each.unit for each in view.mentions if found[0] < each.first < mention.first]
    if any(unit != mention.unit for unit in between):
        return None
    is_moved = found[1].group == "change" and view.word(view.anchor(mention)) in _BROUGHT
    if not is_moved and found[1].lemma not in _SUMMING:
        return None
    return Draft(said.subject or view.background, said.metric, rule="level verb")


def counted_before(view: View, mention: Mention) -> Draft | None:
    """322.7 million units; 61 today: of what the clause speaks of, else of what was counted before."""
    said = view.clause_subject(mention.first)
    if mention.dimension != "count":
        return None
    if said.metric and named_metric(said.metric.lower().split()) is not None:
        return Draft(said.subject or view.background, said.metric, rule="units")
    counts = [(draft, each) for draft, each in _earlier(view) if each.dimension == "count" and each.kind is Kind.LEVEL]
    alike = next((draft for draft, each in counts if each.unit == mention.unit), counts[0][0] if counts else None)
    return Draft(said.subject or alike.subject, base_of(alike), rule="units") if alike is not None else None


def part_of_counted(view: View, mention: Mention) -> Draft | None:
    """Casualties fell to 151, of whom two were killed: what was done to a part of those counted before."""
    if mention.dimension != "count":
        return None
    index = mention.first - 1
    while index >= 0 and (view.word(index) in word_list("hedges") or view.word(index) == ","):
        index -= 1
    if view.word(index) not in _PARTS_OF or view.word(index - 1) != "of":
        return _some_more(view, mention)
    previous = next((draft for draft, earlier in _earlier(view) if earlier.kind is Kind.LEVEL), None)
    base = base_of(previous) if previous is not None else view.scope.metric if view.scope.unit else ""
    if not base:
        return None
    subject = previous.subject if previous is not None else view.background
    return Draft(subject, f"{base} {_done_to(view, mention.last + 1)}".strip(), base, "part of counted")


def _some_more(view: View, mention: Mention) -> Draft | None:
    """It treated 640 people, and 23 died: a bare number of the things counted before, by what they did."""
    verb = view.parse.verbs.get(mention.last + 1)
    found = next(((draft, earlier) for draft, earlier in _earlier(view) if earlier.dimension == "count"), None)
    if verb is None or verb.form != "past" or verb.group in ("level", "change") or mention.noun or found is None:
        return None
    noun = counted(view.parse, found[1]).split()
    return Draft(found[0].subject, f"{noun[-1]} {verb.participle}", rule="some more") if noun else None


def _earlier(view: View) -> Iterator[tuple[Draft, Mention]]:
    """The figures of the sentence already read, the last first."""
    return zip(reversed(view.drafts), reversed(view.mentions[: len(view.drafts)]), strict=True)


def _done_to(view: View, index: int) -> str:
    """What is done to things counted before a token: "removed" of "9,000 documents were removed"."""
    is_passive = False
    for place in range(index, index + _PREDICATE):
        verb = view.parse.verbs.get(place)
        if verb is not None and verb.lemma == "be":
            is_passive = True
        elif verb is not None:
            ended = view.word(place + 1) in _BEHIND_PARTICIPLES
            done = verb.form == "past" and view.word(place) == verb.participle
            return verb.participle if done and (is_passive or (ended and place == index)) else ""
        elif place >= len(view.parse.tags) or view.parse.tags[place] not in "AB":
            return view.word(place) if is_passive and view.word(place).endswith("ed") else ""
    return ""
