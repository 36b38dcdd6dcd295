"""The noun behind a figure: what it counts, or a unit where the noun is one."""

from etl.extract.numbers.amounts import Amount, read_rate_of
from etl.extract.numbers.divisors import read_divisor
from etl.extract.numbers.neighbours import Named
from etl.extract.numbers.nouns import Noun, is_plural, read_noun, read_partitive, read_singular, singular
from etl.extract.numbers.quantities import Unit, match_unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import dimension_of, words_of
from etl.model.record import replace

SPOKEN = frozenset({"token", "parameter", "qubit"})
_SIZED = dict(pair.split("=") for pair in sorted(words_of("sized")))
_DAILY = dict(pair.split("=") for pair in sorted(words_of("daily")))
_MEASURED = frozenset({"length", "area", "volume", "mass", "energy", "power"})
_OBJECTS = frozenset({"stones", "feet", "yards", "cups", "bars", "pounds"})  # also things
_MOVED = words_of("workers") | {"lane", "seat", "ton", "tonne", "track", "bed"}  # "passenger miles"
_LETTERS = 3
_VAGUE_TAILS = frozenset({"odd", "strong", "something", "plus", "ish"})
_HYPHENS = frozenset({"-", "‑"})
_ENDS = words_of("phrase_ends")
_FATES = words_of("fates")
_OWNERS = frozenset({"the", "its", "their", "our", "his", "her", "these", "those"})


def with_noun_before(tokens: Tokens, amount: Amount) -> Named:
    """As in "another pick or two", "a day or two"."""
    at = amount.first - 2
    lead = tokens.words[max(0, at - 3) : max(0, at)]
    if not tokens.is_word(at) or not {"a", "an", "another", "one"} & set(lead):
        return amount, read_noun(tokens, amount.last + 1)
    unit = match_unit(tokens, at)
    if unit is not None:
        return replace(amount, unit=replace(unit, first=amount.last, last=amount.last)), None
    return amount, Noun(at, at, singular(tokens.words[at]))


def with_vague_noun(tokens: Tokens, amount: Amount, index: int) -> Named:
    """As in "tens of millions of dollars", "dozens of firms"."""
    unit = match_unit(tokens, index)
    if unit is not None and unit.is_money:
        return replace(amount, last=unit.last, unit=unit), None
    return with_unit_noun(tokens, amount, read_noun(tokens, index))


def with_unit_noun(tokens: Tokens, amount: Amount, noun: Noun | None) -> Named:
    """Tokens and parameters are units also behind adjectives: "42 billion active parameters"."""
    if noun is not None and noun.unit in SPOKEN:
        unit = Unit(noun.first, noun.last, per_day(tokens, noun.unit, noun.first, noun.last), "information")
        return replace(amount, unit=unit), None
    if noun is None:
        of_people = is_of_people(tokens, amount)
        flow = Unit(amount.last, amount.last, "person", "count") if of_people else _flow(tokens, amount)
        return (replace(amount, unit=flow), None) if flow else (amount, _single(tokens, amount))
    measured = _measure(tokens, noun)
    if measured is not None:
        return replace(amount, unit=read_divisor(tokens, measured)), None
    rate = read_rate_of(tokens, amount, noun.last)
    if rate is not None:
        return rate, noun
    divided = read_divisor(tokens, Unit(noun.first, noun.last, noun.unit, "count"))
    if divided.name != noun.unit:
        return replace(amount, unit=divided), noun
    return amount, noun


def _measure(tokens: Tokens, noun: Noun) -> Unit | None:
    """A measure behind an adjective: "212 circuit kilometres", "1.2 million irrigated acres"."""
    head, modifier = tokens.words[noun.last], tokens.at[noun.last - 1]
    square = match_unit(tokens, noun.last - 1) if noun.last - noun.first > 1 else None
    if square is not None and square.last == noun.last:
        return replace(square, first=noun.first)  # "gross square feet"
    unit = match_unit(tokens, noun.last) if noun.last > noun.first and noun.unit == singular(head) else None
    if unit is None or unit.dimension not in _MEASURED or len(head) <= _LETTERS or head in _OBJECTS:
        return None
    return None if modifier in _MOVED else replace(unit, first=noun.first)


def _single(tokens: Tokens, amount: Amount) -> Noun | None:
    """The noun of "one man", "one of the ministers", "a three course meal"."""
    at = amount.last + 1
    if amount.high > 1 and tokens.at[at] == "of" and tokens.at[at + 1] in _OWNERS and not tokens.is_number(at + 2):
        whole = read_partitive(tokens, at)  # "twelve of the rifles", but not "three of the past four weeks"
        unit = match_unit(tokens, whole.last) if whole is not None else None
        return whole if unit is None else None
    if amount.numeral.form == "digits" and amount.low == amount.high == 1 and amount.numeral.scale == 1:
        return _modifier(tokens, amount) or (None if tokens.is_capital(at) else read_singular(tokens, at))
    if amount.numeral.form != "words" or amount.high > 10:
        return _modifier(tokens, amount)
    if amount.high == 1:
        return read_partitive(tokens, at) if tokens.at[at] == "of" else read_singular(tokens, at)
    joined = tokens.at[amount.first - 1] in {"a", "an"} and tokens.is_word(at + 1) and tokens.at[at + 1] not in _ENDS
    return Noun(at, at, tokens.words[at]) if joined and tokens.at[at].isalpha() and tokens.at[at] not in _ENDS else None


def is_of_people(tokens: Tokens, amount: Amount) -> bool:
    """Whether a word for what befell people follows: "17 dead", "49 were killed"."""
    at = amount.last + 1
    at += tokens.at[at] in {"were", "was", "are", "have", "had", "people"}
    at += tokens.at[at] == "been"
    apart = tokens.at[at] == "missing" and at > amount.last + 1  # "1,090 were missing" may be things
    return amount.high > 1 and amount.numeral.is_whole and tokens.at[at] in _FATES and not apart


def _modifier(tokens: Tokens, amount: Amount) -> Noun | None:
    """The noun that makes an adjective of a figure: "the 12 page document"."""
    at = amount.last + 1
    if tokens.at[amount.first - 1] not in {"a", "an", "the"} or amount.numeral.form != "digits":
        return None
    plain = all(
        tokens.is_word(place) and tokens.at[place] not in _ENDS and not tokens.is_capital(place)
        for place in (at, at + 1)
    )
    return Noun(at, at, tokens.words[at]) if plain and tokens.at[at].isalpha() else None


def _flow(tokens: Tokens, amount: Amount) -> Unit | None:
    """As in "140-trillion daily token throughput": a unit in the singular before a word for a flow."""
    for at in range(amount.last + 1, min(amount.last + 5, len(tokens.words))):
        if tokens.words[at] in SPOKEN:
            return Unit(at, at, per_day(tokens, tokens.words[at], amount.last, at), "information")
        if tokens.words[at] in _ENDS or not tokens.is_word(at) and tokens.words[at] not in _HYPHENS:
            return None
    return None


def per_day(tokens: Tokens, unit: str, first: int, last: int) -> str:
    """The unit by the time an adjective of tokens `first` to `last` tells: "daily tokens"."""
    for at in range(max(0, first), last + 1):
        if tokens.words[at] in _DAILY:
            return f"{unit}/{_DAILY[tokens.words[at]]}"
    return unit


def with_joined(tokens: Tokens, amount: Amount, index: int) -> Named:
    """As in "16-rack cluster", "140-trillion daily tokens"."""
    word = tokens.at[index]
    if amount.numeral.scale > 1 or is_plural(word):
        return with_unit_noun(tokens, amount, read_noun(tokens, index))
    if word in _VAGUE_TAILS:
        return with_unit_noun(tokens, amount, read_noun(tokens, index + 1))  # "20-odd firms", "a 400-strong crew"
    if size := _SIZED.get(singular(word)):
        unit = Unit(amount.last, amount.last, size, dimension_of(size))
        return (amount, Noun(index, index, size)) if unit.dimension == "count" else (replace(amount, unit=unit), None)
    if word.isalpha() and len(word) > 1:
        return amount, Noun(index, index, singular(word))
    return amount, None
