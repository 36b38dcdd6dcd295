"""Units that are said once for several figures, and the nouns that figures count."""

from dataclasses import replace

from etl.extract.ages import with_age
from etl.extract.amounts import Amount
from etl.extract.divisors import read_divisor
from etl.extract.nouns import Noun, is_plural, read_noun, read_partitive, read_singular, singular
from etl.extract.quantities import Unit, match_unit
from etl.extract.tokens import Tokens
from etl.extract.vocabulary import words_of

_JOINERS = frozenset({"[", "]", "and", "or", "to", ",", "&", "/", "from", "by", "in", "about", "around", "approximately", "nearly", "over", "then",
                      "roughly", "almost", "some", "of", "than", "more", "less", "versus", "vs", "against", "respectively", "at",
                      "(", "just", "only", "year", "before", "earlier", "a", "ago", "the", "previous", "last"})  # fmt: skip
_DAILY = dict(pair.split("=") for pair in sorted(words_of("daily")))
_GROWERS = frozenset(
    {
        "expansion",
        "growth",
        "base",
        "count",
        "adoption",
        "deployment",
        "population",
        "proliferation",
        "numbers",
        "total",
        "headcount",
    }
)
_AGE_WORDS = frozenset({"age", "aged", "ages", "old", "olds"})
_CARRIERS = words_of("carriers")
_SERIES = frozenset({"and", "or", "to", ",", "&", "/", "from", "by"})
_PARTITIVES = _SERIES | {"of", "the", "its", "their", "vs", "versus", "."}
_NARROW = frozenset({"ratio", "percent", "percentage_point", "basis_point", "point"})
_NO_DONORS = frozenset({"multiple", "vague", "rate", "proportion"})
_CLASSIFIERS = {"辆": "vehicle", "家": "company", "人": "person", "名": "person", "位": "person", "台": "unit", "件": "item",
                "只": "item", "次": "time", "户": "household", "套": "home"}  # fmt: skip
_HYPHENS = frozenset({"-", "‑"})
_SPOKEN = frozenset({"token", "parameter", "qubit"})
_ENDS = words_of("phrase_ends")
_CHANGES = words_of("up") | words_of("down")
_RATIO_NAMES = words_of("ratio_names") | {"factor", "multiple", "ci"}


def name_units(tokens: Tokens, amounts: list[Amount], *, in_table: bool) -> list[tuple[Amount, Noun | None]]:
    """Each amount with its unit, read from its neighbours where it has none, or the noun it counts."""
    if not _AGE_WORDS.isdisjoint(tokens.words):
        amounts = [with_age(tokens, amount) for amount in amounts]
    named = [_with_noun(tokens, amount) for amount in amounts]
    for index in range(len(named) - 2, -1, -1):
        named[index] = _share(tokens, named[index], named[index + 1], backwards=True)
    for index in range(1, len(named)):
        named[index] = _share(tokens, named[index], named[index - 1], backwards=False)
    if in_table:
        return [(amount if noun or amount.unit else _as_score(tokens, amount, []), noun) for amount, noun in named]
    return [_from_context(tokens, amount, noun) for amount, noun in named]


def _with_noun(tokens: Tokens, amount: Amount) -> tuple[Amount, Noun | None]:
    if amount.unit is not None:
        return amount, None
    at = amount.last + 1
    if amount.numeral.form == "fraction" and amount.high < 1:
        return replace(amount, unit=Unit(amount.last, amount.last, "ratio", "ratio")), None
    if tokens.at[at] in _HYPHENS and tokens.is_glued(at) and tokens.is_glued(at + 1):
        return _with_joined(tokens, amount, at + 1)
    if "vague" in amount.marks and tokens.at[at] == "of":
        return _with_vague_noun(tokens, amount, at + 1)
    at += tokens.at[at] in {"个", "個"}
    if _counts_parameters(tokens, amount, at):
        unit = Unit(at, at, "parameter", "information")
        return replace(amount, unit=unit), None
    classifier = _CLASSIFIERS.get(tokens.at[at])
    return _with_unit_noun(tokens, amount, Noun(at, at, classifier) if classifier else read_noun(tokens, at))


def _counts_parameters(tokens: Tokens, amount: Amount, index: int) -> bool:
    """Whether a scale stands before what has parameters: "a 70B model"."""
    if amount.numeral.scale < 1e6 or tokens.at[index] not in _CARRIERS:
        return False
    return tokens.at[amount.numeral.last] in {"b", "t", "m", "billion", "trillion"}


def _with_vague_noun(tokens: Tokens, amount: Amount, index: int) -> tuple[Amount, Noun | None]:
    """As in "tens of millions of dollars", "dozens of firms"."""
    unit = match_unit(tokens, index)
    if unit is not None and unit.is_money:
        return replace(amount, last=unit.last, unit=unit), None
    return _with_unit_noun(tokens, amount, read_noun(tokens, index))


def _with_unit_noun(tokens: Tokens, amount: Amount, noun: Noun | None) -> tuple[Amount, Noun | None]:
    """Tokens and parameters are units also behind adjectives: "42 billion active parameters"."""
    if noun is not None and noun.unit in _SPOKEN:
        unit = Unit(noun.first, noun.last, _per_day(tokens, noun.unit, noun.first, noun.last), "information")
        return replace(amount, unit=unit), None
    if noun is None:
        flow = _flow(tokens, amount)
        return (replace(amount, unit=flow), None) if flow else (amount, _single(tokens, amount))
    divided = read_divisor(tokens, Unit(noun.first, noun.last, noun.unit, "count"))
    if divided.name != noun.unit:
        return replace(amount, unit=divided), noun
    return amount, noun


def _single(tokens: Tokens, amount: Amount) -> Noun | None:
    """The noun of "one man", "one of the ministers", "a three course meal"."""
    at = amount.last + 1
    if amount.numeral.form != "words" or amount.high > 10:
        return _modifier(tokens, amount)
    if amount.high == 1:
        return read_partitive(tokens, at) if tokens.at[at] == "of" else read_singular(tokens, at)
    joined = tokens.at[amount.first - 1] in {"a", "an"} and tokens.is_word(at + 1) and tokens.at[at + 1] not in _ENDS
    return Noun(at, at, tokens.words[at]) if joined and tokens.at[at].isalpha() and tokens.at[at] not in _ENDS else None


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
        if tokens.words[at] in _SPOKEN:
            return Unit(at, at, _per_day(tokens, tokens.words[at], amount.last, at), "information")
        if tokens.words[at] in _ENDS or not tokens.is_word(at) and tokens.words[at] not in _HYPHENS:
            return None
    return None


def _per_day(tokens: Tokens, unit: str, first: int, last: int) -> str:
    for at in range(max(0, first), last + 1):
        if tokens.words[at] in _DAILY:
            return f"{unit}/{_DAILY[tokens.words[at]]}"
    return unit


def _with_joined(tokens: Tokens, amount: Amount, index: int) -> tuple[Amount, Noun | None]:
    """As in "16-rack cluster", "140-trillion daily tokens"."""
    word = tokens.at[index]
    if amount.numeral.scale > 1 or is_plural(word):
        return _with_unit_noun(tokens, amount, read_noun(tokens, index))
    if word.isalpha() and len(word) > 1:
        return amount, Noun(index, index, singular(word))
    return amount, None


def _share(
    tokens: Tokens, one: tuple[Amount, Noun | None], other: tuple[Amount, Noun | None], *, backwards: bool
) -> tuple[Amount, Noun | None]:
    """The unit or noun of a neighbour, where only joining words and dates stand between ("12, 15 and 20 %")."""
    amount, noun = one
    donor, donor_noun = other
    first, last = (amount.last + 1, donor.first) if backwards else (donor.last + 1, amount.first)
    between = [word for word in tokens.words[first:last] if word != "." or "vs" not in tokens.words[first:last]]
    if amount.unit is not None:
        return _with_divisor(amount, donor, between), noun
    if noun is not None or not between or len(between) > 9 or donor.rule in _NO_DONORS or amount.rule in _NO_DONORS:
        return one
    if donor.unit is not None:
        told_apart = not backwards and "to" in between and tokens.at[donor.first - 1] != "from"
        if told_apart and donor.unit.name.split("/")[0] in _NARROW:
            return one  # "rose 5 percent to 120" leaves open what the 120 are
        return _given(amount, donor.unit, between, backwards=backwards), None
    return (amount, donor_noun) if donor_noun and _reaches(tokens, amount, donor, donor_noun) else one


def _reaches(tokens: Tokens, amount: Amount, donor: Amount, noun: Noun) -> bool:
    """Whether a bare figure counts the noun of its neighbour: "12 and 15 firms", "98 aircraft in 2023 and 110"."""
    if amount.last < donor.first:
        return _PARTITIVES.issuperset(tokens.words[amount.last + 1 : donor.first])
    between = tokens.words[noun.last + 1 : amount.first]
    return between[:1] == ["and"] and len(between) == 2 or all(_joins(word) for word in between)


def _with_divisor(amount: Amount, donor: Amount, between: list[str]) -> Amount:
    """As in "from 12,82 € to 13,90 € an hour": both are by the hour."""
    assert amount.unit is not None
    if donor.unit is None or not donor.unit.name.startswith(amount.unit.name + "/") or between not in (["to"], ["and"]):
        return amount
    if amount.unit.factor != 1:
        return amount  # "up 10 cents to $2.24 a gallon"
    unit = replace(amount.unit, name=donor.unit.name, factor=donor.unit.factor, dimension=donor.unit.dimension)
    return replace(amount, unit=unit)


def _given(amount: Amount, unit: Unit, between: list[str], *, backwards: bool) -> Amount:
    """The amount with its neighbour's unit, if the words between them let it reach so far."""
    base = unit.name.split("/")[0]
    if base in _NARROW or unit.is_money or unit.dimension == "time":
        reach = _SERIES.issuperset(between) or base == "percent" and _ends_with_pair(between)
        reach = reach or base == "point" and not amount.numeral.plain and _CHANGES.issuperset(set(between) - {",", "("})
        if base == "ratio" and amount.rule == "range":
            reach = reach or between in (["("], ["["])
        reach = reach and not (unit.is_money and backwards and unit.first < unit.last)
    else:
        reach = all(_joins(word) for word in between) or _lists(amount, between)
    if not reach or unit.name == "time" or amount.numeral.scale > 1 and base in _NARROW:
        return amount
    return replace(amount, unit=replace(unit, first=amount.last, last=amount.last))


def _ends_with_pair(between: list[str]) -> bool:
    return between[-1] in {"from", "against", "versus", "vs"} and "(" not in between


def _lists(amount: Amount, between: list[str]) -> bool:
    """A list with labels: "coal 4.2, gas 9.2 and hydro 1.6 TWh"."""
    return (
        len(between) <= 5 and amount.numeral.step < 1 and between[0] in {",", "and"} and _ENDS.isdisjoint(between[1:])
    )


def _joins(word: str) -> bool:
    return word in _JOINERS or word.isdecimal() and len(word) == 4 or word in {"september", "march", "june", "december"}


def _from_context(tokens: Tokens, amount: Amount, noun: Noun | None) -> tuple[Amount, Noun | None]:
    """What a bare figure measures, from the words before it: "token usage reached 140 trillion"."""
    if amount.unit is not None or noun is not None or "vague" in amount.marks:
        return amount, noun
    before = tokens.words[max(0, amount.first - 30) : amount.first]
    offset = amount.first - len(before)
    if amount.numeral.scale > 1 or amount.high >= 1000:
        unit = _measured_before(tokens, before, offset)
        if unit:
            return replace(amount, unit=unit), None
    counted = _counted_before(tokens, before, offset) or _changing(tokens, amount, before, offset)
    if counted:
        return amount, counted
    return _as_score(tokens, amount, before), None


def _measured_before(tokens: Tokens, before: list[str], offset: int) -> Unit | None:
    for at in range(len(before) - 1, -1, -1):
        word = singular(before[at])
        if word in _SPOKEN:
            first = max(0, offset + at - 3)
            return Unit(offset + at, offset + at, _per_day(tokens, word, first, offset + at), "information")
    return None


def _counted_before(tokens: Tokens, before: list[str], offset: int) -> Noun | None:
    """The noun of "the number of active agents … will reach 5 million", "agent expansion from 5 million"."""
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in {"number", "count", "total"} and at + 1 < len(before) and before[at + 1] == "of":
            return read_noun(tokens, offset + at + 2)
        if word in _GROWERS and at > 0 and before[at - 1].isalpha() and before[at - 1] not in _ENDS:
            return Noun(offset + at - 1, offset + at - 1, singular(before[at - 1]))
        if word in {".", ";"}:
            return None
    return None


def _changing(tokens: Tokens, amount: Amount, before: list[str], offset: int) -> Noun | None:
    """The noun of "casualties fell from 187 to 151"."""
    if before[-1:] not in (["from"], ["to"]) or amount.numeral.form != "digits":
        return None
    for at in range(len(before) - 2, max(0, len(before) - 9), -1):
        if before[at] in _CHANGES and is_plural(before[at - 1]):
            return Noun(offset + at - 1, offset + at - 1, singular(before[at - 1]))
    return None


def _as_score(tokens: Tokens, amount: Amount, before: list[str]) -> Amount:
    """Ratios and scores are numbers without a unit: "a ratio of 1.08"."""
    near = before[-6:]
    if _RATIO_NAMES & set(near):
        return replace(amount, unit=Unit(amount.last, amount.last, "ratio", "ratio"))
    if amount.numeral.form == "digits" and not amount.numeral.is_whole and amount.numeral.scale == 1:
        return replace(amount, unit=Unit(amount.last, amount.last, "dimensionless", "dimensionless"))
    return amount
