"""The quantities of a sentence, and the numbers in it that claim nothing."""

from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import compress

from etl.extract.aside.dates import has_unit
from etl.extract.aside.names import ends_names, is_named_word, is_of_several
from etl.extract.aside.numbers import find_reason, read_idiom, web_tokens
from etl.extract.language.phrases import places_of
from etl.extract.numbers.amounts import Amount, read_amount
from etl.extract.numbers.coins import money_of
from etl.extract.numbers.elision import name_units
from etl.extract.numbers.kinds import classify, inherits, is_interval_of
from etl.extract.numbers.marks import find_marks
from etl.extract.numbers.multiples import read_multiple
from etl.extract.numbers.neighbours import Named
from etl.extract.numbers.nouns import Noun
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.salience import judge
from etl.extract.numbers.tokens import Tokens, read_tokens
from etl.extract.numbers.vocabulary import IDIOMS, TRIGGERS, dimension_of
from etl.extract.sentence import Mention, Sentence, SetAside
from etl.extract.units.table_units import StatedUnit, TableCell, is_label_column, stated_unit
from etl.extract.units.told_units import ToldUnits
from etl.extract.units.units_of_table import apply_stated
from etl.model.document import Zone
from etl.model.quantity import Kind
from etl.model.record import record, replace

__all__ = ["TableCell", "find_all_mentions", "find_mentions"]

_IDIOM_STARTS = frozenset(IDIOMS)
_SCALES = frozenset({"thousands", "millions", "billions", "crores", "lakhs"})
_BEHIND_SCALE = frozenset({",", ")", "]", ";", "except", "unless", "|"})
_REMEMBERED = 1 << 16  # words
_CELL_WORDS = 6  # words of a table cell that still is a figure with remarks
_NO_STATEMENT = StatedUnit(None, 1.0)


@record
class _Found:
    """What one pass over a sentence yields."""

    amounts: list[Amount]
    set_aside: list[SetAside]
    in_table: bool


@record
class _Scanned:
    """A sentence or table cell with what one pass over it yields."""

    sentence: Sentence
    context: TableCell | None
    tokens: Tokens
    found: _Found


def find_mentions(
    sentence: Sentence, context: TableCell | None, told: ToldUnits | None = None
) -> tuple[list[Mention], list[SetAside]]:
    """The quantities of a sentence or table cell in reading order, and the numbers that are no claim.

    `told` knows the figures of the paragraph so far, for those that leave their unit out.

    >>> from etl.extract.language.lexer import tokenize
    >>> text = "Sales rose 12% to $45–50B."
    >>> [m.low for m in find_mentions(tokenize(text, 0, len(text)), None)[0]]
    [12.0, 45000000000.0]
    """
    return find_all_mentions([(sentence, context)], told)[0]


def find_all_mentions(
    sentences: Iterable[tuple[Sentence, TableCell | None]], told: ToldUnits | None = None
) -> list[tuple[list[Mention], list[SetAside]]]:
    """The same for the sentences of a document, step by step for all of them."""
    scanned = [_scanned(*each) for each in sentences]
    named = [_named(each, told) if each.found.amounts else [] for each in scanned]
    kinds = [_kinds(each.tokens, amounts) for each, amounts in zip(scanned, named, strict=True)]
    return [
        (list(map(partial(_mention, each), amounts, theirs)), each.found.set_aside)
        for each, amounts, theirs in zip(scanned, named, kinds, strict=True)
    ]


def _scanned(sentence: Sentence, context: TableCell | None) -> _Scanned:
    tokens = read_tokens(sentence)
    if context is not None and _is_prose(tokens, context):
        context = None
    if context is not None and is_label_column(context):
        return _Scanned(sentence, context, tokens, _Found([], [], in_table=True))
    return _Scanned(sentence, context, tokens, _scan(tokens, in_table=context is not None))


def _named(scanned: _Scanned, told: ToldUnits | None) -> list[Named]:
    """The amounts of a sentence with their units and what they count."""
    tokens, sentence, in_table = scanned.tokens, scanned.sentence, scanned.context is not None
    stated = stated_unit(scanned.context) if scanned.context else _NO_STATEMENT
    if stated.is_money and (coin := money_of(tokens.text)):
        stated = replace(stated, unit=Unit(0, 0, coin, "currency"))
    amounts = [apply_stated(tokens, amount, stated, in_table=in_table) for amount in scanned.found.amounts]
    named = name_units(tokens, amounts, in_table=in_table or sentence.zone is Zone.TABLE)
    if told is not None and not in_table and named:
        named = told.carry(tokens, named, sentence.block)
    named = _without_pronouns(tokens, named, scanned.found)
    return [_counted(stated.noun, *each) for each in named] if stated.noun else named


def _without_pronouns(tokens: Tokens, named: list[Named], found: _Found) -> list[Named]:
    """The amounts without "one" where it counts nothing: "each one they lose"."""
    kept: list[Named] = []
    for amount, noun in named:
        if noun or amount.unit or amount.first != amount.last or tokens.words[amount.first] != "one":
            kept.append((amount, noun))
        elif len(tokens.words) > 1:
            found.set_aside.append(_aside(tokens, amount.first, amount.last, "idiom"))
        else:
            kept.append((amount, noun))
    return kept


def _counted(noun: str, amount: Amount, found: Noun | None) -> Named:
    """A bare figure of a table with the noun its column counts."""
    if amount.unit is not None and amount.unit.name != "dimensionless" or found is not None:
        return amount, found
    return replace(amount, unit=Unit(amount.last, amount.last, noun, "count")), None


def _kinds(tokens: Tokens, named: list[Named]) -> list[Kind]:
    """The kinds of the amounts; a percentage that says nothing of its own is what the one before it is."""
    kinds: list[Kind] = []
    for place, (amount, noun) in enumerate(named):
        name = _unit_name(amount, noun)
        kind, said = classify(tokens, amount, name, dimension_of(name))
        if (
            not said
            and place
            and _unit_name(*named[place - 1]) == name
            and inherits(tokens, named[place - 1][0], amount)
        ):
            kind = kinds[-1]
        elif place > 1 and is_interval_of(tokens, named[place - 1][0], amount):
            kind = kinds[-2]  # "91% (95% CI 85–95)"
        kinds.append(kind)
    return kinds


def _unit_name(amount: Amount, noun: Noun | None) -> str:
    if amount.unit is not None:
        return amount.unit.name
    return noun.unit if noun else "count"


def _is_prose(tokens: Tokens, context: TableCell) -> bool:
    """Whether a cell holds a label or a sentence, which states its own units."""
    words = sum(map(str.isalpha, tokens.words))
    return words > (_CELL_WORDS if context.row else 1)


def _scan(tokens: Tokens, *, in_table: bool) -> _Found:
    found = _Found([], [], in_table)
    idioms, web = _set_idioms_aside(tokens, found), web_tokens(tokens)
    words, resume = tokens.words, 0
    for index in compress(range(len(words)), map(_may_begin, words)):
        if index < resume or index in idioms:
            continue
        if index not in web:
            resume = _read_at(tokens, index, found)
        elif tokens.is_number(index):
            found.set_aside.append(_aside(tokens, index, index, "url"))
    return found


@lru_cache(_REMEMBERED)
def _may_begin(word: str) -> bool:
    """Whether a figure may begin with a word."""
    return word in TRIGGERS or word[0].isdecimal()


def _set_idioms_aside(tokens: Tokens, found: _Found) -> set[int]:
    """The tokens of turns of phrase."""
    idioms: set[int] = set()
    if _IDIOM_STARTS.isdisjoint(tokens.words):
        return idioms
    for index in places_of(_IDIOM_STARTS, tokens.words):
        for first, last in read_idiom(tokens, index):
            if idioms.isdisjoint(range(first, last + 1)):
                idioms.update(range(first, last + 1))
                found.set_aside.append(_aside(tokens, first, last, "idiom"))
    return idioms


def _read_at(tokens: Tokens, index: int, found: _Found) -> int:
    """Read what stands at `index` into `found`; return where to go on."""
    if tokens.is_number(index):
        reason = find_reason(tokens, index)
        if reason and not (found.in_table and reason[1] == "list_number" and _fills_cell(tokens)):
            found.set_aside.append(_aside(tokens, index, reason[0], reason[1]))
            return reason[0] + 1
    elif word_reason := _word_reason(tokens, index):
        found.set_aside.append(_aside(tokens, index, index, word_reason))
        return index + 1
    amount = read_multiple(tokens, index) or read_amount(tokens, index)
    if amount is None:
        if tokens.is_number(index):
            found.set_aside.append(_aside(tokens, index, index, "unread"))
        return index + 1
    if _is_product(tokens, amount) and has_unit(tokens, amount.last + 1) and not tokens.is_glued(amount.last + 1):
        amount = replace(amount, last=amount.numeral.last, unit=None)  # "72 × 15 MW"
    if _is_product(tokens, amount):
        found.set_aside.append(_aside(tokens, amount.first, amount.last + 1, "name"))
        return amount.last + 2
    if amount.low == 1 and tokens.at[amount.last + 1] == "=" and amount.unit is not None and amount.unit.is_money:
        found.set_aside.append(_aside(tokens, amount.first, amount.last, "name"))  # "$1 = 0.84 euros"
        return amount.last + 2
    if found.amounts and amount.first <= found.amounts[-1].last:
        amount = _cut_free(amount, found.amounts[-1].last)
    found.amounts.append(amount)
    return max(amount.last, index) + 1


def _word_reason(tokens: Tokens, index: int) -> str:
    """Why a number word is no figure: part of a name, or the scale of a table, "in millions, except per share data"."""
    if tokens.words[index] in _SCALES and tokens.at[index - 1] == "in" and tokens.at[index + 1] in _BEHIND_SCALE:
        return "idiom"
    named = tokens.is_capital(index) and is_named_word(tokens, index) or ends_names(tokens, index)
    return "name" if named or is_of_several(tokens, index) else ""


def _fills_cell(tokens: Tokens) -> bool:
    """Whether a cell holds a figure in brackets alone, as accounts write what is below nought: "(28)", "(7)%", "(7 | )%"."""
    return tokens.words[0] == "(" and tokens.words[2:] in ([")"], [")", "%"], ["|", ")", "%"])


def _cut_free(amount: Amount, taken: int) -> Amount:
    """The amount without the sign before it, which the figure before has taken ("3.5 $ one")."""
    unit = amount.unit if amount.unit and amount.unit.first > taken and not amount.unit.is_money else None
    return replace(amount, first=max(taken + 1, min(amount.numeral.first, amount.last)), unit=unit)


def _is_product(tokens: Tokens, amount: Amount) -> bool:
    """Whether the figure is one side of "1920×1080" or "4x4"."""
    return amount.unit is not None and amount.unit.name == "ratio" and tokens.is_number(amount.last + 1)


def _aside(tokens: Tokens, first: int, last: int, reason: str) -> SetAside:
    last = min(last, len(tokens.words) - 1)
    return SetAside(tokens.starts[first], tokens.ends[last], reason)


def _mention(scanned: _Scanned, named: Named, kind: Kind) -> Mention:
    tokens, (amount, noun) = scanned.tokens, named
    name = _unit_name(amount, noun)
    factor = amount.unit.factor if amount.unit else 1.0
    marks = find_marks(tokens, amount, kind)
    last = min(amount.last, len(tokens.words) - 1)
    low, high = sorted((amount.low * factor, amount.high * factor))
    return Mention(
        first=tokens.raw[amount.first],
        last=tokens.raw[last],
        start=tokens.starts[amount.first],
        end=tokens.ends[last],
        low=_tidy(low),
        high=_tidy(high),
        resolution=_tidy(amount.step * abs(factor)),
        unit=name,
        dimension=dimension_of(name),
        kind=kind,
        salience=judge(tokens, amount, noun, kind, scanned.sentence.zone),
        rule=amount.rule,
        noun=tokens.text[tokens.starts[noun.first] : tokens.ends[noun.last]] if noun else "",
        marks=amount.marks | marks,
    )


def _tidy(value: float) -> float:
    """Without the dust of binary arithmetic: 3 × 0.1 is 0.3."""
    whole = int(value) if -1e15 < value < 1e15 else 0
    return value if whole == value else float(f"{value:.12g}")
