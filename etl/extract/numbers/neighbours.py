"""Units and nouns that a bare figure takes from another figure of its sentence: "12, 15 and 20 %", "up from 7.9"."""

from etl.extract.numbers.amounts import Amount, as_rate
from etl.extract.numbers.nouns import Noun
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.model.record import replace

_JOINERS = frozenset({"[", "]", "and", "or", "to", ",", "&", "/", "from", "by", "in", "about", "around", "approximately", "nearly", "over", "then",
                      "roughly", "almost", "some", "of", "than", "more", "less", "versus", "vs", "against", "respectively", "at",
                      "(", "just", "only", "year", "before", "earlier", "a", "ago", "the", "previous", "last"})  # fmt: skip
_BASES = frozenset({"from", "against", "versus", "vs", "than"})
_ENDINGS = frozenset({",", "and", ".", ";", "", ")", "to", "in"})
_COMPARING = frozenset({"compared", "up", "down", "on"})
_SERIES = frozenset({"and", "or", "to", ",", "&", "/", "from", "by"})
_PARTITIVES = _SERIES | {"of", "the", "its", "their", "vs", "versus", "."}
_NARROW = frozenset({"ratio", "percent", "percentage_point", "basis_point", "point"})
_POINTS = frozenset({"point", "percentage_point"})
_PERCENTS = frozenset({"%", "percent", "cent", "pct"})
_NO_DONORS = frozenset({"multiple", "vague", "rate", "proportion"})
_ENDS = words_of("phrase_ends")
_CHANGES = words_of("up") | words_of("down")
_PART_OF = (["of", "the"], ["of", "its"], ["of", "their"])  # "280 million of the 1.5 billion shekels"
_CLOSED_LINKS = ([")", "and"], [")", ","], [")", ",", "and"], ["]", "and"], ["]", ","])  # "2.6 (2.4–3.4) and 4.9 mg/L"
_RATIOS = frozenset({"ratio", "coefficient", "exponent", "multiplier"})
_OWNER = 5  # tokens of "of last month's"
_OWNING = frozenset({"'s", "’s", "'", "’"})
_REACH = 9
_LARGEST_RATE = 10.0  # times the rate beside it
_RESTATED = 1.5  # "128K (131,072 tokens)" is one figure twice
_NO_SHARE = 500.0  # a bare figure from here on is a number of things, whatever share stands beside it
_INTERVALS = frozenset({"ci", "iqr", "cri", "range", "interval"})


Named = tuple[Amount, Noun | None]


def share_units(tokens: Tokens, named: list[Named]) -> None:
    """Give the bare figures of a sentence the unit or noun of a neighbour, first of the one behind, then before."""
    if not _INTERVALS.isdisjoint(tokens.words):
        for index in range(1, len(named)):
            named[index] = _of_interval(tokens, named, index)
    for index in range(len(named) - 2, -1, -1):
        named[index] = _share(tokens, named[index], named[index + 1], backwards=True)
    for index in range(1, len(named)):
        named[index] = _share(tokens, named[index], named[_donor_of(tokens, named, index)], backwards=False)


def _of_interval(tokens: Tokens, named: list[Named], index: int) -> Named:
    """An interval in brackets in the unit of the figure before them: "94.1% (95% CI 89.3–96.8)", "27 months (IQR 18–36)"."""
    amount, noun = named[index]
    start = max(0, amount.first - _REACH)
    lead = tokens.words[start : amount.first]
    opened = max((at for at, word in enumerate(lead) if word in {"(", "["}), default=-1)
    if amount.unit is not None or noun is not None or opened < 0 or _INTERVALS.isdisjoint(lead[opened:]):
        return named[index]
    for donor, counted in reversed(named[:index]):
        if tokens.at[donor.last + 1] not in _INTERVALS | {"confidence", "credible"}:
            unit = donor.unit and replace(donor.unit, first=amount.last, last=amount.last)
            return replace(amount, unit=unit), counted
    return named[index]


def _donor_of(tokens: Tokens, named: list[Named], index: int) -> int:
    """The figure before `index` whose unit it may take: the nearest, unless it goes past a share or a part.

    "40 ships, up 3 % from 39" leads past the share, "9 million tonnes at two ports, 5 million of wheat" to the whole.
    """
    amount, noun = named[index]
    if amount.unit is not None or noun is not None:
        return index - 1
    is_base, is_part = tokens.at[amount.first - 1] in _BASES, tokens.at[amount.last + 1] == "of"
    is_base = is_base or tokens.at[amount.first - 2] == "compared" and tokens.at[amount.first - 1] in {"with", "to"}
    is_part = is_part and amount.numeral.scale > 1
    if is_base and not _is_share(named[index - 1][0]) or not (is_base or is_part):
        return index - 1
    for at in range(index - 1, -1, -1):
        donor, donor_noun = named[at]
        known = donor.unit is not None or donor_noun is not None
        if is_base and not known and not _is_share(donor):
            return at
        if known and not _is_share(donor) and (_is_sized(amount, donor) if is_base else amount.high <= donor.high):
            return at if not is_part or donor.numeral.scale > 1 else index - 1
    return index - 1


def _is_share(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.name.split("/")[0] in _NARROW


def _is_sized(amount: Amount, donor: Amount) -> bool:
    """Whether two figures are near enough to be of one thing at two times."""
    low, high = sorted((abs(amount.high), abs(donor.high)))
    return 0 < high <= 10 * low


def _share(tokens: Tokens, one: Named, other: Named, *, backwards: bool) -> Named:
    """The unit or noun of a neighbour, where only joining words and dates stand between ("12, 15 and 20 %")."""
    amount, noun = one
    donor = other[0]
    first, last = (amount.last + 1, donor.first) if backwards else (donor.last + 1, amount.first)
    between = [word for word in tokens.words[first:last] if word != "." or "vs" not in tokens.words[first:last]]
    if amount.unit is not None:
        return _with_divisor(amount, donor, between), noun
    if donor.rule == "rate" and noun is None and not amount.marks:
        return _of_as_many(amount, donor, between), None
    if noun is not None or not between or donor.rule in _NO_DONORS or amount.rule in _NO_DONORS:
        return one
    if tokens.at[amount.last + 1] == "×" or tokens.at[amount.first - 1] in _RATIOS:
        return one  # "72 × 15 MW", "110 GPa, Poisson's ratio 0.34"
    return _from_behind(tokens, one, other, between) if backwards else _from_before(tokens, one, other, between)


def _of_as_many(amount: Amount, donor: Amount, between: list[str]) -> Amount:
    """As in "fell from 17.1 to 15.9 per 100,000": of as many as the figure beside it."""
    told, words = donor.numeral.value, frozenset(between) - _COMPARING - {"with"}
    is_near = 0 < len(between) <= _REACH and all(map(_joins, words)) and amount.rule not in _NO_DONORS
    if donor.unit is None or not (is_near and donor.low and 0.1 <= amount.high / told <= _LARGEST_RATE):
        return amount
    return as_rate(amount, amount.last, round(told / abs(donor.low)), donor.unit.name)


def _from_behind(tokens: Tokens, one: Named, other: Named, between: list[str]) -> Named:
    amount, donor, noun = one[0], *other
    looks_back = tokens.at[amount.first - 1] in _BASES and tokens.at[amount.first - 2] in _COMPARING
    if (
        len(between) > _REACH or looks_back or between == [","] and not _are_alike(amount, donor)
    ):  # "down from 1,450, and 12 firms"
        return one
    if _is_apart(tokens, amount, donor, between):
        return one
    if donor.unit is not None:
        if _is_part(amount, donor, between):
            return replace(amount, unit=replace(donor.unit, first=amount.last, last=amount.last)), None
        return _given(amount, donor.unit, between, tokens.words, backwards=True), None
    return (amount, noun) if noun and _reaches(tokens, amount, donor, noun) else one


def _is_part(amount: Amount, donor: Amount, between: list[str]) -> bool:
    """Whether a bare figure is a part of the next: "280 million of the 1.5 billion shekels", "288 of May's 44,640 minutes"."""
    if amount.high > donor.high or _is_share(donor) or between[0] != "of":
        return False
    owned = len(between) <= _OWNER and between[-1] in _OWNING
    return owned or amount.numeral.scale > 1 and between in _PART_OF


def _is_apart(tokens: Tokens, amount: Amount, donor: Amount, between: list[str]) -> bool:
    """Whether the figure behind is a remark of its own: "2.0 (300 kWh, 150 km)"."""
    if donor.unit is None:
        return False
    remark = between[-1] == "(" and tokens.at[donor.unit.first - 1] != ")"
    return remark and abs(amount.high) * _RESTATED < abs(donor.high)


def _are_alike(amount: Amount, donor: Amount) -> bool:
    """Whether two figures may belong to one list: both whole or neither, both with a scale or neither."""
    return amount.numeral.is_whole == donor.numeral.is_whole and amount.numeral.scale == donor.numeral.scale


def _from_before(tokens: Tokens, one: Named, other: Named, between: list[str]) -> Named:
    amount, donor, noun = one[0], *other
    if _continues(tokens, amount, donor, between):
        return replace(amount, unit=donor.unit and replace(donor.unit, first=amount.last, last=amount.last)), noun
    if len(between) > _REACH:
        return one
    if donor.unit is not None:
        # "rose 5 percent to 120" leaves open what the 120 are
        told_apart = _is_share(donor) and "to" in between and tokens.at[donor.first - 1] != "from"
        own = donor.unit.dimension == "time" and between == [","] and tokens.is_word(amount.last + 1)
        told_apart = told_apart or own and tokens.at[amount.last + 1] not in _ENDS  # "2 minutes, 5 calls"
        return one if told_apart else (_given(amount, donor.unit, between, tokens.words, backwards=False), None)
    return (amount, noun) if noun and _reaches(tokens, amount, donor, noun) else one


def _continues(tokens: Tokens, amount: Amount, donor: Amount, between: list[str]) -> bool:
    """Whether a bare figure goes on with what another measured: its base, a part of it, the next name of a list."""
    if ";" in between or len(between) > 24:
        return False
    if tokens.at[amount.last + 1] == "of" and amount.numeral.scale > 1 and donor.numeral.scale > 1:
        return amount.high <= donor.high and not _is_share(donor)
    led = between[-1] in _BASES or between[-1] in {"with", "to"} and between[-2:-1] == ["compared"]
    if led and (len(between) == 1 or between[-2] in _COMPARING or not between[-2].isalpha()):
        return _is_sized(amount, donor) and not _is_share(donor)
    return _is_next_name(tokens, amount, donor, between)


def _is_next_name(tokens: Tokens, amount: Amount, donor: Amount, between: list[str]) -> bool:
    """As in "Chile took 12 tonnes, Peru 8 and Bolivia 3", "with 650,000 to others"."""
    words = between[1:] if between[0] == "," or between[0] == "and" else []
    words = words[1:] if words[:1] in (["and"], ["with"]) else words
    if len(words) > 4 or amount.marks or donor.unit is None or donor.unit.dimension in {"time", "dimensionless"}:
        return False
    if words and not all(tokens.is_capital(at) for at in range(amount.first - len(words), amount.first)):
        return False
    if not words and between != [",", "with"]:
        return False
    return tokens.at[amount.last + 1] in _ENDINGS and (not amount.numeral.plain or donor.numeral.plain)


def _reaches(tokens: Tokens, amount: Amount, donor: Amount, noun: Noun) -> bool:
    """Whether a bare figure counts the noun of its neighbour: "12 and 15 firms", "98 aircraft in 2023 and 110"."""
    if amount.numeral.scale == 1 and amount.high < 1 <= donor.high and donor.numeral.is_whole:
        return False  # "24 home runs and batted .305"
    if amount.last < donor.first:
        between = tokens.words[amount.last + 1 : donor.first]
        if between[:1] == ["of"] and between[-1] in _OWNING and len(between) <= _OWNER:
            return amount.high <= donor.high  # "4,000 of the district's 54,000 pupils"
        return between != ["in"] and all(
            word in _PARTITIVES or word == "in" or _is_year(word)
            for word in tokens.words[amount.last + 1 : donor.first]
        )
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


def _given(amount: Amount, unit: Unit, between: list[str], words: list[str], *, backwards: bool) -> Amount:
    """The amount with its neighbour's unit, if the words between them let it reach so far."""
    base = unit.name.split("/")[0]
    if (
        base in _NARROW
        and base != "point"
        and (amount.high >= _NO_SHARE or between == [",", "or"] or base == "ratio" and between[0] == ",")
    ):
        return amount  # "584, or 12.4%", "from 34,420", "30,000, three times as much"
    if base == "percent" and _is_aside(amount, between, words, backwards=backwards):
        return amount
    if base in _NARROW or unit.is_money or unit.dimension == "time":
        reach = _SERIES.issuperset(between) or base == "percent" and _ends_with_pair(between)
        reach = reach or unit.dimension == "time" and backwards and between in (["("], ["["])  # "3.7 (3.3–4.0) h"
        if base in _POINTS and between[-1] == "from" and not _PERCENTS.isdisjoint(words):
            return amount  # "57 %, up 4 points from 53"
        reach = reach or base == "point" and not amount.numeral.plain and _CHANGES.issuperset(set(between) - {",", "("})
        if base == "ratio" and amount.rule == "range":
            reach = reach or between in (["("], ["["])
        reach = reach and not (unit.is_money and backwards and unit.first < unit.last)
    else:
        reach = all(_joins(word) for word in between) or _lists(amount, between)
        reach = reach or amount.rule == "range" and between in _CLOSED_LINKS
    if not reach or unit.name == "time" or amount.numeral.scale > 1 and base in _NARROW:
        return amount
    return replace(amount, unit=replace(unit, first=amount.last, last=amount.last))


def _is_aside(amount: Amount, between: list[str], words: list[str], *, backwards: bool) -> bool:
    """Whether a bare figure beside a percentage says of whom it is: "4 % from two or more groups", "30 % from 20 to 40, and 12 %"."""
    before, behind = words[max(0, amount.first - 1)], words[amount.last + 1 : amount.last + 2]
    if backwards:
        return between == [",", "and"] and before == "to"
    return between[-1] == "from" and (amount.numeral.form == "words" or behind == ["to"])


def _ends_with_pair(between: list[str]) -> bool:
    return between[-1] in {"from", "against", "versus", "vs"} and "(" not in between


def _lists(amount: Amount, between: list[str]) -> bool:
    """A list with labels: "coal 4.2, gas 9.2 and hydro 1.6 TWh"."""
    return (
        len(between) <= 5 and amount.numeral.step < 1 and between[0] in {",", "and"} and _ENDS.isdisjoint(between[1:])
    )


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4


def _joins(word: str) -> bool:
    return word in _JOINERS or _is_year(word) or word in {"september", "march", "june", "december"}
