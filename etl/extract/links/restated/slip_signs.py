"""Signs that two unlike figures are one quantity said twice, one of them by a slip of the pen, or are two quantities.

The signs know no words of a field: only words, names and numbers in common, sort and period, place, and how the figures differ.
"""

import math
from collections.abc import Mapping

from etl.extract.links.contexts import Context, likeness, weight_of
from etl.extract.links.restated.digits import are_written_alike, as_precise, has_one_other
from etl.extract.links.restated.figures import Figure, Figures
from etl.extract.links.sameness import at_one_time, meets, sort_of
from etl.model.quantity import Kind

_TOP = 4  # blocks
_FEW = 6  # words
_MOST_BESIDE = 30
_SAME_WORDS = 2
_REMEMBERED = 1 << 12  # figures as written


# How much the signs for a slip may be that are read last; what speaks against one takes away.
MOST_OF_NAMES = {"names": 4}
MOST_OF_NUMBERS = {"numbers": 1, "no own numbers": 1}
MOST_BESIDE = {"agreeing": 3}  # where other figures stand beside both


def plain_signs(mine: Context, other: Context, figures: Figures) -> Mapping[str, float]:
    """Signs that cost little: of the words around both figures, of where they stand, and of the figures themselves."""
    one, rival = figures.figure(mine), figures.figure(other)
    found = _word_signs(one, rival, figures)
    found.update(_place_signs(one, rival, figures))
    found.update(_sort_signs(mine, other, figures))
    found.update(_slip_signs(mine, other))
    return found


def _word_signs(one: Figure, rival: Figure, figures: Figures) -> dict[str, float]:
    """Words in common: of the sentences, of the clauses around the figures, and of what they measure."""
    weights = figures.weights
    covered = sorted((_part(one, rival, weights), _part(rival, one, weights)))
    metrics = _told(one, rival, weights), _told(rival, one, weights)
    is_title, is_cell = one.context.is_title != rival.context.is_title, one.is_cell != rival.is_cell
    return {
        "words": likeness(one.context, rival.context, weights),
        "sentence": min(weight_of(one.stems & rival.stems, weights), 30) / 10,
        "clause": min(weight_of(one.clause & rival.clause, weights), 15) / 5,
        "clause told": covered[1],
        "title told": covered[0] if is_title else 0.0,
        "metric told": min(metrics),
        "cell told": metrics[0 if one.is_cell else 1] if is_cell else 0.0,
        "one noun": bool(one.noun) and one.noun == rival.noun,
        "few words": min(len(one.stems), len(rival.stems)) < _FEW,
    }


def name_signs(mine: Context, other: Context, figures: Figures) -> Mapping[str, float]:
    """Names, subjects, labels and parts that only one of both has."""
    one, rival = figures.figure(mine), figures.figure(other)
    return {
        "names": min(len(one.context.named & rival.context.named), MOST_OF_NAMES["names"]),
        "own names": min(len(one.context.named - rival.told), len(rival.context.named - one.told), 4),
        "own subjects": bool(one.subject - rival.told) and bool(rival.subject - one.told),
        "two subjects": bool(one.subject) and bool(rival.subject) and one.subject.isdisjoint(rival.subject),
        "own labels": bool(one.label - rival.stems) and bool(rival.label - one.stems),
        "other parts": one.setting.parts != rival.setting.parts,
        "set apart": len(one.apart ^ rival.apart),
    }


def _place_signs(one: Figure, rival: Figure, figures: Figures) -> dict[str, float]:
    """Where both stand: in one paragraph, under headings of their own, one in the heading of the other."""
    first, second = sorted((one, rival), key=lambda figure: figure.context.item.claim.start)
    block = first.context.item.sentence.block
    heads = (
        weight_of(one.title - rival.stems - rival.title, figures.weights),
        weight_of(rival.title - one.stems - one.title, figures.weights),
    )
    return {
        "one paragraph": block == second.context.item.sentence.block,
        "at the top": block <= _TOP,
        "its heading": first.context.is_title and not second.context.is_title and second.under == block,
        "own headings": min(*heads, 6) / 3,
    }


def _sort_signs(mine: Context, other: Context, figures: Figures) -> dict[str, float]:
    """Metric, period and kind, and how many figures of the sort there are."""
    one, rival = mine.item.claim, other.item.claim
    values = figures.values(mine), figures.values(other)
    here, there = one.period, rival.period
    is_one = here is not None and there is not None and here.text == there.text
    return {
        "one metric": bool(one.metric_id) and one.metric_id == rival.metric_id,
        "values": math.log(max(values)),
        "values of one metric": math.log(values[0]) if one.metric and one.metric.lower() == rival.metric.lower() else 0,
        "one period": is_one,
        "two periods": not at_one_time(mine.item, other.item),
        "growth": one.kind is Kind.GROWTH,
        "money": one.dimension == "currency",
        "figures": math.log(figures.sizes[sort_of(mine.domain)]),
        "both proven": mine.item.claim_id in figures.proven and other.item.claim_id in figures.proven,
    }


def number_signs(mine: Context, other: Context, figures: Figures) -> Mapping[str, float]:
    """The other numbers of both sentences or rows: the same, others in the same words, or the very figure compared."""
    one, rival = figures.figure(mine), figures.figure(other)
    here, there = ([c for c in figures.row(f.context) if c is not f.context][:_MOST_BESIDE] for f in (one, rival))
    agree = differ = 0
    for figure in here:
        same = [other for other in there if other.domain == figure.domain]
        if any(meets(figure.item, other.item) for other in same):
            agree += 1
        elif any(len(figure.head & other.head) >= _SAME_WORDS for other in same):
            differ += 1
    return {
        "numbers": not one.numbers.isdisjoint(rival.numbers),
        "no own numbers": one.numbers <= rival.numbers or rival.numbers <= one.numbers,
        "agreeing": min(agree, MOST_BESIDE["agreeing"]),
        "differing": min(differ, 3),
        "told beside": _has(here, rival.context) or _has(there, one.context),
    }


def _slip_signs(mine: Context, other: Context) -> dict[str, float]:
    """Whether the figures differ as by a slip of the pen: a digit, or two that are swapped."""
    first, second = as_precise(mine.item, other.item)
    values = abs(mine.item.value), abs(other.item.value)
    written = are_written_alike(mine.item, other.item, first, second)
    one_digit = written and has_one_other(first, second)
    return {
        "one digit": one_digit,
        "one digit of many": one_digit and min(mine.digits, other.digits) > 2,
        "digits swapped": written and sorted(first) == sorted(second),
        "as many digits": mine.digits == other.digits,
        "apart": min(abs(math.log(values[0] / values[1])), 4.0) if all(values) else 4.0,
    }


def _has(contexts: list[Context], figure: Context) -> bool:
    return any(c.domain[0] == figure.domain[0] and meets(c.item, figure.item) for c in contexts)


def _part(one: Figure, rival: Figure, weights: dict[str, float]) -> float:
    """How much of the clause of one is said in the sentence of the other."""
    return weight_of(one.clause & rival.stems, weights) / max(1.0, one.sizes[0])


def _told(one: Figure, rival: Figure, weights: dict[str, float]) -> float:
    """How much of the metric of one is told of the other; half where there is none."""
    whole = one.sizes[1]
    return weight_of(one.metric & rival.told, weights) / whole if whole else 0.5
