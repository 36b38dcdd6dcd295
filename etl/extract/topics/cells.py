"""What a figure in a table is about: row label, column header and caption, told apart by which of them names a metric."""

import re

from etl.extract.language.words import with_plain_digits, word_list
from etl.extract.names.document_names import Names
from etl.extract.names.name_forms import is_acronym, is_product
from etl.extract.sentence import Mention, Topic
from etl.extract.topics.captions import (
    LONGEST_NOUN,
    WORD,
    caption_metric,
    clean,
    is_date,
    is_metric,
    is_numbered,
    without_units,
)
from etl.extract.topics.change_names import POINTS
from etl.extract.topics.metrics import measure_words, metric_id_of, named_metric
from etl.extract.topics.scope import Scope
from etl.extract.units.table_heads import states_unit
from etl.model.metric import singular
from etl.model.quantity import Kind
from etl.model.record import record
from etl.model.subject import aliases

_DATE_BEHIND = re.compile(r"(?<=\w)\s+(?:in|by|for|from|at|as of) (?:FY ?)?(?:19|20)\d\d\b.*$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|diff(?:erence)?|variance|growth|y/y|q/q|m/m|yoy|qoq|y-o-y|increase|decrease|variation|chg)\b|±|Δ",
    re.IGNORECASE,
)
_ONLY_CHANGE = re.compile(
    r"\W*(?:(?:y/y|q/q|m/m|yoy|qoq|y-o-y|annual|year[- ](?:on|over)[- ]year|%|percent(?:age)?|change|growth|chg)\W*)+",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bshare\b|% of\b", re.IGNORECASE)
_WHOLE = re.compile(r"% of\s+(\S.*)$", re.IGNORECASE | re.DOTALL)
_COMPARED = (
    (re.compile(r"y/y|yoy|y-o-y|year", re.IGNORECASE), "year over year"),
    (re.compile(r"q/q|qoq|quarter", re.IGNORECASE), "quarter over quarter"),
    (re.compile(r"m/m|mom|month", re.IGNORECASE), "month over month"),
)
_AGAINST = re.compile(r"(?:compared (?:with|to)|relative to|against|versus|vs\.?)(?: |$)", re.IGNORECASE)
_GENERAL = frozenset({"key", "main", "selected"})
_SAYING_NOTHING = [
    [],
    *([word] for word in ("forecast", "forecasts", "balance", "results", "figures", "data", "summary")),
]
_QUALIFIERS = frozenset({"gaap", "non-gaap", "adjusted", "peak"})
_LONGEST_NAME = 3  # words


@record
class Place:
    """Where a figure of a table stands: the label of its row, the header of its column, the caption of the table.

    `section` is the label of the group of rows it belongs to, `measure` what a cell behind the label says is measured,
    `kind` what stands over the labels: "Region", `whole` the label of the row it is a part of,
    `above` the label of the row before.
    """

    label: str
    header: str
    caption: str
    section: str = ""
    measure: str = ""
    kind: str = ""
    whole: str = ""
    above: str = ""


_LEADER = re.compile(r"\s*(?:\. ?){3,}|…")
_IN_BRACKETS = re.compile(r"\(([^()]{1,15})\)")


@record
class _Labels:
    """The same without marks, numbers, units and dates."""

    label: str
    header: str
    caption: str
    measure: str
    is_measured: bool
    is_place: bool
    is_thing: bool

    @classmethod
    def of(cls, place: Place) -> "_Labels":
        said = place.above if _ONLY_CHANGE.fullmatch(place.label) else place.label
        bare = _without_unit(clean(_LEADER.split(said)[0]))
        label = _DATE_BEHIND.sub("", _of_kind(bare, place.kind))
        caption = caption_metric(place.caption)
        kind, section = without_units(clean(place.kind)), without_units(clean(place.section))
        told = _CHANGE.search(place.header) or _SHARE.search(place.header) or _AGAINST.match(place.header)
        return cls(
            "" if _is_total(label) or is_date(label) else label,
            "" if told else without_units(clean(place.header)),
            caption,
            _measure(section, kind, caption, is_captioned=is_numbered(place.caption)),
            kind.lower() in word_list("indicators") or any(map(states_unit, _IN_BRACKETS.findall(place.label))),
            _of_kind(bare, place.kind) != bare,
            singular(kind.lower().rpartition(" ")[2]) in word_list("row_things"),
        )


def _is_total(label: str) -> bool:
    """Whether a row is of all the others: "Total", "All faculties"."""
    return singular(label.lower()) in word_list("totals") or label.lower().startswith("all ")


def _without_unit(label: str) -> str:
    """A label without the unit behind its last comma: "Revenue, $m"."""
    name, comma, unit = label.rpartition(",")
    return name if comma and states_unit(unit.strip()) else label


def _measure(section: str, kind: str, caption: str, *, is_captioned: bool) -> str:
    """What is measured where a header says nothing: what stands over the rows, the caption, or what is over the labels."""
    if is_metric(section):
        return section
    says = caption.lower().split()[-1:] not in _SAYING_NOTHING
    return caption if (is_captioned and says) or is_metric(caption) else kind if is_metric(kind) else ""


def _of_kind(label: str, kind: str) -> str:
    """A label that says only where with the noun that stands over it: "Northern" under "Region" is a region."""
    words = kind.split()
    if not words or not words[-1].isalpha() or not set(label.lower().split()) <= word_list("bearings"):
        return label
    return f"{label} {singular(words[-1].lower()).capitalize()}" if label else ""


def topic_in_table(place: Place, mention: Mention, scope: Scope) -> Topic:
    """The topic of a figure in a table."""
    labels = _Labels.of(place)
    subject, metric = _part_of(place, labels, scope) or _thing(labels, scope.names) or _roles(labels, scope.names)
    if subject and subject == labels.label and singular(place.kind.lower()) in word_list("scenarios"):
        subject = ""
    is_change = mention.kind is Kind.GROWTH or _CHANGE.search(place.header) is not None
    if mention.kind is Kind.GROWTH and clean(place.header).lower() == "difference":
        metric = f"{metric} difference" if is_metric(metric) else "difference"
    elif is_change and not _CHANGE.search(metric):
        metric = f"{metric} {_change_word(mention)}" if mention.kind is Kind.GROWTH else f"change in {metric}"
    elif place.measure and not is_metric(metric):
        metric = f"{metric} {_measured(place.measure)}".strip()
    elif _SHARE.search(place.header) and "share" not in metric.lower():
        metric = _divided(metric, place.header, mention)
    metric = with_plain_digits(_canonical(metric or labels.caption))
    subject = with_plain_digits(subject or scope.subject)
    return Topic(subject, metric, metric_id_of(metric, mention), _qualifier(place.header, is_change=is_change))


def _divided(metric: str, header: str, mention: Mention) -> str:
    """A metric as a share, or in a column "July as % of June" relative to another of itself."""
    whole = _WHOLE.search(header) if mention.kind is Kind.RATIO else None
    return f"{metric} relative to {' '.join(whole[1].split())}" if whole is not None else f"{metric} share".strip()


def _change_word(mention: Mention) -> str:
    return "change" if mention.unit in POINTS else "growth"


def _part_of(place: Place, labels: _Labels, scope: Scope) -> tuple[str, str] | None:
    """A part of what a row below sums up: the revenue of a segment, in a table whose columns name no metric."""
    if not place.whole or not labels.label or (labels.header and is_metric(labels.header)):
        return None
    whole = " ".join(
        word for word in _named_part(clean(place.whole)).split() if word.lower() not in word_list("totals")
    )
    owner = scope.subject if scope.subject not in labels.label else ""
    return f"{owner} {labels.label}".strip(), whole


def _named_part(label: str) -> str:
    """A label up to the metric it names: "Revenue" of "Revenue from own shops", which no part of it is."""
    words = label.split()
    found = named_metric([word.lower() for word in words])
    return " ".join(words[: found[2]]) if found is not None else label


def _canonical(metric: str) -> str:
    """The catalogue's name for the long line of a filing: "Purchases of property and equipment"."""
    words = metric.lower().replace("-", " ").split()
    found = named_metric(words) if len(words) > LONGEST_NOUN else None
    return found[0].name if found is not None and found[2] - found[1] == len(words) else metric


def _thing(labels: _Labels, names: Names) -> tuple[str, str] | None:
    """What a row is of by what stands over its label, whatever heads the column: "Firefox" under "Browser"."""
    if not labels.is_thing or not labels.label or is_metric(labels.label):
        return None
    header = labels.header
    return names.full(labels.label), header if is_metric(header) else f"{header} {labels.measure}".strip()


def _roles(labels: _Labels, names: Names) -> tuple[str, str]:
    """Subject and metric among what a table says of a cell."""
    label, header = labels.label, labels.header
    if header and _is_named(header, names) and not is_metric(header):
        return _full(header, names), label or labels.caption
    known = label if _is_product_row(label) else _known_start(label, names)
    rest = label[len(known) :].strip()
    if known and rest and is_metric(rest):
        return names.full(known), rest
    if label and not labels.is_place and (is_metric(label) or (labels.is_measured and not header)):
        return "", label if not header or is_metric(header) else f"{label} {header}"
    measure = header or labels.measure
    if known:
        return names.full(known), f"{rest} {_head_of(measure)}".strip() if rest else measure
    if not label or not measure:
        return "", measure or label or labels.caption
    is_owner = is_metric(header) or _is_name(label, names)
    return (names.full(label), measure) if is_owner else ("", f"{label} {_head_of(measure)}")


def _is_named(header: str, names: Names) -> bool:
    """Whether a column is headed by a name: a product, a group compared, or a word the text uses as a name."""
    if is_product(header) or header in names.counts or header == names.main:
        return True
    words = header.split()
    if header == _known_start(header, names) or words[0].lower() in word_list("groups_compared"):
        return True
    return _is_kind_of(words, names)


def _is_kind_of(words: list[str], names: Names) -> bool:
    """Whether a header is a name with its kind: "Nova AWD"."""
    return len(words) > 1 and words[0] in names.words and words[0] in names.counts and all(map(str.isupper, words[1:]))


def _full(header: str, names: Names) -> str:
    words = header.split()
    return " ".join([names.full(words[0]), *words[1:]]) if _is_kind_of(words, names) else names.full(header)


def _is_product_row(label: str) -> bool:
    """Whether a row is of a product: "DeepSeek V3", but not "1×H100 80GB"."""
    return is_product(label) and label[0].isalpha() and label.split()[-1][0].isupper()


def _known_start(label: str, names: Names) -> str:
    """The name a label opens with: "ECB" of "ECB deposit", by the catalogue or as an organisation's capitals."""
    words = label.split()
    for size in range(min(len(words), _LONGEST_NAME), 0, -1):
        if " ".join(words[:size]).lower() in aliases():
            return " ".join(words[:size])
    if len(words) > 1 and is_acronym(words[0]) and words[0].isalpha() and words[0] in names.words:
        return words[0] if words[0].lower() not in word_list("symbols") else ""
    return ""


def _head_of(measure: str) -> str:
    """The metric of a caption without what its rows divide it by: "Electricity generation" → "generation"."""
    words = measure.split()
    found = named_metric([word.lower() for word in words])
    if found is None:
        return measure
    first = found[1] + (words[found[1]].lower() in _GENERAL and found[2] - found[1] > 1)
    while found[0].name == words[found[2] - 1].lower() and first + 1 < found[2]:
        first += 1
    return " ".join(words[first : found[2]])


def _is_name(label: str, names: Names) -> bool:
    """Whether a label is a name: each longer word has a capital, and is not written small in the document."""
    words = [word for word in WORD.findall(label) if len(word) > 3] or WORD.findall(label)
    if with_plain_digits(label.lower()) in word_list("symbols"):
        return False
    return bool(words) and all(word[0].isupper() for word in words) and words[0].lower() not in names.small


def _measured(cell: str) -> str:
    """What a cell behind the label says is measured, without its unit: "5-shot acc, %" → "accuracy"."""
    words = [word.lower() for word in re.findall(r"[A-Za-z][\w@]+", cell)]
    shorts = measure_words()
    return " ".join(
        shorts.get(word, word).replace("_", " ")
        for word in words
        if word in shorts or word in word_list("measure_words")
    )


def _qualifier(header: str, *, is_change: bool) -> str:
    """Words of a header that tell figures of one name apart, and what a change is measured against."""
    words = [word.lower() for word in WORD.findall(header) if word.lower() in _QUALIFIERS]
    against = [name for pattern, name in _COMPARED if pattern.search(header)] if is_change else []
    return " ".join([*words, *against[:1]])
