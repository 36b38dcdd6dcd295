"""Rules for figures with a label: "PUE 1.15", "cheque $66m", "Inventory 397,000 units", "Retail sales +0.2%"."""

from etl.extract.language.grammar import Phrase
from etl.extract.language.words import word_list
from etl.extract.sentence import Mention
from etl.extract.topics.captions import metric_of_heading
from etl.extract.topics.change_names import changed
from etl.extract.topics.drafts import previous_draft
from etl.extract.topics.metrics import metric_id_of, metric_text, named_metric
from etl.extract.topics.view import Draft, View
from etl.model.quantity import Kind

_SIGNS = frozenset("$€£¥₹~≈=<>≥≤+−-–±\\")
_STARTS = frozenset([",", ";", "(", "[", ":", "—", "–", "-", "|", "•", "*", "and", "/", "."])
_MOVED = frozenset("+-−–")


def labelled(view: View, mention: Mention) -> Draft | None:
    """The noun that stands right before a figure, with nothing between, where a clause or a line begins."""
    place = _label_before(view, mention)
    if place < 0:
        return None
    phrase, described = view.parse.phrases[place], view.describe(place)
    previous = previous_draft(view, mention)
    is_other_time = view.word(phrase.first - 1) == "(" and view.word(phrase.last + 1) == ":" and not described.metric
    if previous is not None and is_other_time:
        return Draft(previous.subject, previous.metric, previous.base, "label")
    if described.subject and not described.metric:
        return None
    subject = described.subject or view.actor(phrase.first)
    if mention.dimension.startswith("currency") and not _ends_in_metric(view, mention, phrase):
        return _priced_label(view, mention, phrase) if view.word(phrase.last + 1) == ":" else None
    base = described.metric or metric_text(view.parse, phrase.first, phrase.last)
    if mention.kind is Kind.GROWTH:
        return Draft(subject, changed(base, view, mention), base, "label")
    return Draft(subject, base, rule="label")


def _priced_label(view: View, mention: Mention, phrase: Phrase) -> Draft:
    """Cash donations: £4,053: what the heading says all lines under it are, else a price."""
    if headed_amount(view, mention):
        return Draft(view.parse.text(phrase), view.scope.headed, rule="label")
    return Draft(view.actor(phrase.first), "price", rule="label")


def _ends_in_metric(view: View, mention: Mention, phrase: Phrase) -> bool:
    """Whether a label names a metric, under a heading that names one at its end: "Delivery costs", not "Cash donations"."""
    found = named_metric(view.parse.words(phrase))
    is_last = found is not None and found[2] == phrase.last + 1 - phrase.first
    return is_last or (found is not None and not headed_amount(view, mention))


def headed_amount(view: View, mention: Mention) -> bool:
    """Whether the heading names what may be measured in the unit of a figure."""
    headed = view.scope.headed
    return bool(headed) and bool(metric_id_of(headed, mention))


def behind_colon(view: View, mention: Mention) -> str:
    """What a line says before its colon that it measures, else what its heading does: "Total spending: £4,941"."""
    sentence, colon = view.parse.sentence, mention.first - 1
    while colon > 0 and view.word(colon) in _SIGNS:
        colon -= 1
    if view.word(colon) != ":":
        return ""
    told = metric_of_heading(sentence.text[sentence.start : sentence.starts[colon]])
    return told or (view.scope.headed if headed_amount(view, mention) else "")


def _label_before(view: View, mention: Mention) -> int:
    """The phrase that labels a figure (-1: none); of a change only where it has a sign."""
    before = mention.first - 1
    if mention.kind is Kind.GROWTH and _MOVED.isdisjoint((view.word(before), view.word(mention.first))):
        return -1
    index = before - (view.word(before) in (":", "at"))
    while index >= 0 and view.word(index) in _SIGNS:
        index -= 1
    place = view.parse.phrase_at[index] if index >= 0 and view.parse.tags[index] == "N" else -1
    if place < 0 or view.word(index) in word_list("hedges", "fillers") or view.word(mention.last + 1) == "of":
        return -1
    phrase = view.parse.phrases[place]
    return place if phrase.owner < 0 and _opens(view, phrase.first) else -1


def _opens(view: View, first: int) -> bool:
    """Whether a token begins a line or stands behind a mark that begins something new."""
    while first > 0 and view.parse.tags[first - 1] == "T":
        first -= 1
    return first == 0 or view.word(first - 1) in _STARTS
