"""When words or times alone tell that two figures, however alike they are told, are of two things."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from etl.extract.language.words import word_list
from etl.extract.links.classes import classes_of
from etl.extract.links.contexts import NUMBER, Context, is_grammar, stems_of
from etl.extract.links.direction import REACHED, has_direction
from etl.extract.links.items import Item
from etl.model.document import Zone
from etl.model.quantity import Kind

_ARTICLES = (" a ", " an ")
_SERIES = 8  # figures of one metric
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_SCALES = frozenset(("hundred", "thousand", "million", "billion", "trillion", "m", "bn", "k"))
_SOME_OF = re.compile(
    r"^\s*(?:(of) (?:the|these|those|them|all|our|their|its|which|whom)\b|(?:[\w’'-]+ ){0,3}(than)\b|(more|fewer|less)\b)"
)
_CHANGE = re.compile(
    r"(?:improvement|increase|decrease|decline|reduction|rise|fall|gain|drop|change|growth) in |"
    r".*\b(?:improvement|increase|decrease|decline|reduction|drop)s?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\bby (?:an? |about |around |some |nearly |almost |over |roughly |another |more than |at least |up to )*[~$€£¥₹]*$"
)
_END = re.compile(r"[,;:()—–|]|\.\s")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_COUNTED = 5  # words that tell what is counted
# "the Castings group", "our Mills segment"
_NAMED_PART = re.compile(
    r"\b((?:[A-Z][\w’']*(?:-[A-Z\d][\w’']*)*(?: (?:&|and) (?=[A-Z])| ))+)"
    r"(?:group|segment|division|unit|arm|business|branch|subsidiary|plant|mill|mine|site)\b"
)


def are_of_two_things(mine: Context, other: Context) -> bool:
    """Whether a sentence speaks of a named part, of any thing of a size, or of other figures in the same words.

    `mine` is the figure that is said less often.
    """
    return (
        (_is_any(mine) and not _is_any(other))
        or _is_of_named_part(mine, other)
        or _is_of_named_part(other, mine)
        or _is_other_record(mine, other)
        or _is_change(mine) != _is_change(other)
        or _are_of_two_ranges(mine, other)
        or _moved(mine.item, other.item)
        or _are_over_two_spans(mine.item, other.item)
        or _are_two_kinds(mine, other)
        or _is_of_class(mine, other)
        or _is_of_class(other, mine)
        or _is_narrower(mine, other)
        or _is_narrower(other, mine)
        or (_is_counted(mine) and _is_counted(other) and of_others(mine.item) != of_others(other.item))
    )


def _is_any(context: Context) -> bool:
    """Whether the text speaks of any thing of a size, not of the one it told of: "on a 70-billion-parameter model"."""
    return "-" in context.item.claim.quote and context.item.before.endswith(_ARTICLES)


def _is_change(context: Context) -> bool:
    """Whether a figure is by how much something changed: "an improvement of $151 million", "cut the budget by $34 million"."""
    item = context.item
    return _CHANGE.match(item.claim.metric) is not None or (item.is_level and _BY.search(item.before) is not None)


def _moved(one: Item, other: Item) -> bool:
    """Whether a paragraph tells what became of a figure: "85 % of it in 2022. Last year its share fell to 75 %"."""
    first, second = sorted((one, other), key=lambda item: item.claim.start)
    is_one_text = first.sentence.block == second.sentence.block and first.claim.zone is Zone.BODY
    return is_one_text and has_direction(second) and REACHED.search(second.before) is not None


def _are_over_two_spans(one: Item, other: Item) -> bool:
    """Whether two changes are told over times that begin or end in other years."""
    here, there = one.claim.period, other.claim.period
    if here is None or there is None or not (here.is_interval and there.is_interval):
        return False
    are_changes = one.claim.kind is other.claim.kind is Kind.GROWTH
    return are_changes and (here.start.year, here.end.year) != (there.start.year, there.end.year)


def _are_of_two_ranges(mine: Context, other: Context) -> bool:
    """Whether the words behind both bound what they are of by other numbers: people "aged 18 to 29", and "aged 18 to 21"."""
    here, there = (_bounds(context.item) for context in (mine, other))
    return bool(here) and bool(there) and here != there


def _bounds(item: Item) -> list[str]:
    """The numbers of the words behind a figure, but for years."""
    return [number for number in NUMBER.findall(_END.split(item.behind, maxsplit=1)[0]) if not _YEAR.match(number)]


def _are_two_kinds(mine: Context, other: Context) -> bool:
    """Whether two metrics are two kinds of one thing: "operating cash flow", "free cash flow"."""
    here, there = (context.item.claim.metric.lower().partition(" of ")[0].split() for context in (mine, other))
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(here), reversed(there), strict=False))
    )
    kinds = [stems_of(" ".join(words[: len(words) - shared])) - _any_kind() for words in (here, there)]
    return bool(shared and all(kinds)) and kinds[0].isdisjoint(kinds[1])


@cache
def _any_kind() -> frozenset[str]:
    """Words before a metric that say nothing of its kind: "reported revenue", "annual revenue"."""
    return stems_of(" ".join(word_list("fillers", "times", "statistics", "totals", "companies")))


def _is_of_class(mine: Context, other: Context) -> bool:
    """Whether a count is of a class of people or things that the sentence of another does not name: of women."""
    classes = classes_of(" ".join(_counted(mine)))
    return (
        bool(classes)
        and bool(_counted(other))
        and not classes.keys() <= classes_of(other.item.sentence.written.lower()).keys()
    )


def _is_narrower(mine: Context, other: Context) -> bool:
    """Whether a count is of some of what another counts: "900 young readers", "1,400 readers"."""
    here, there = _counted(mine), _counted(other)
    if not here or not there or stems_of(here[-1]) != stems_of(there[-1]):
        return False
    return not stems_of(" ".join(here[:-1])) <= stems_of(f"{other.item.sentence.written} {' '.join(there)}")


def _is_counted(context: Context) -> bool:
    return context.item.claim.dimension == "count"


def of_others(item: Item) -> str:
    """The word by which a figure counts some of others, or how many more they are: "900 of the readers", "900 readers more than"."""
    found = _SOME_OF.match(item.behind)
    return found[1] or found[2] or found[3] if found is not None else ""


def _counted(context: Context) -> list[str]:
    """The words that tell what a figure counts: those behind it up to a word of grammar."""
    claim = context.item.claim
    if not _is_counted(context):
        return []
    own = NUMBER.sub(" ", claim.quote.lower())
    words = (word for word in _WORD.findall(f"{own} {context.item.behind[:80]}") if word not in _SCALES)
    return [*takewhile(lambda word: word[0].isalpha() and not is_grammar(word), words)][:_COUNTED]


def _is_of_named_part(mine: Context, other: Context) -> bool:
    """Whether a sentence speaks of a part of a firm by a name that the other sentence has no word of."""
    sentence, known = mine.item.sentence, stems_of(f"{other.item.sentence.written} {other.item.claim.subject}")
    named = (stems_of(found[1]) for found in _NAMED_PART.finditer(sentence.text, sentence.start, sentence.end))
    return any(name and not name <= known for name in named)


def _is_other_record(mine: Context, other: Context) -> bool:
    """Whether two lines have the same words and several other figures: "Fires: 63,312, acres: 4,595" of two years."""
    here, there = mine.item.sentence.written.lower(), other.item.sentence.written.lower()
    if NUMBER.sub("", here) != NUMBER.sub("", there):
        return False
    figures: list[tuple[str, str]] = list(zip(NUMBER.findall(here), NUMBER.findall(there), strict=True))
    return sum(one != rival for one, rival in figures) > 1


def are_of_series(mine: Sequence[Context], others: Sequence[Context], figures: int) -> bool:
    """Whether the figures of one side tell their time and those of the other do not, of a metric told month by month.

    `figures` is how many the text has of the metric.
    """
    if figures < _SERIES:
        return False
    here, there = ([context.item.claim.period is None for context in each] for each in (mine, others))
    return (all(here) and not any(there)) or (all(there) and not any(here))
