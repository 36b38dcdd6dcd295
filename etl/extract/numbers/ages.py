"""Ages: how old somebody is ("aged 52", "a mean age of 30.4"), and the bands people are counted in ("aged 20–64")."""

from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.parts import Amount
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.model.record import replace

_AGES = frozenset({"age", "aged", "ages"})
_STEPS = words_of("age_steps") | words_of("up") | words_of("down")
_BANDS = frozenset({"group", "groups", "bracket", "brackets", "band", "bands", "cohort", "cohorts", "range"})
_BEYOND = frozenset({"over", "above", "older", "under", "below", "younger", "up", "more"})
_HYPHENS = frozenset({"-", "‑", "‐"})
_OLDEST = 130
_YOUNGEST = 10
_REACH = 10
_OF_WHOM = 5  # tokens of "of first-time buyers"
_PERSONS = frozenset({"he", "she", "who", "i"})
_BEING = frozenset({"is", "was", "am", "turned", "turns", "'s", "’s"})
_KIN = frozenset(
    {
        "son",
        "sons",
        "daughter",
        "daughters",
        "brother",
        "brothers",
        "sister",
        "sisters",
        "wife",
        "husband",
        "twins",
        "mother",
        "father",
        "parents",
        "couple",
        "siblings",
    }
)
_BOUNDING = frozenset({"over", "under", "above", "below", "aged"})
_GROUPS = words_of("rated_people") | frozenset(
    {
        "adult",
        "drivers",
        "girls",
        "boys",
        "kids",
        "patients",
        "players",
        "workers",
        "voters",
        "those",
        "anyone",
        "everyone",
        "youths",
        "pensioners",
        "infants",
    }
)
_AFTER_AGES = frozenset({",", ".", ";", "and", "when", "now", "but", "at", "then", ""})


def with_age(tokens: Tokens, amount: Amount) -> Amount:
    """The amount in years where the words before it speak of an age; a band of ages is marked as one."""
    grouped = tokens.at[amount.last + 1] == "age" and tokens.at[amount.last + 2] in _BANDS
    if amount.unit is None and 0 <= amount.low <= amount.high <= _OLDEST and (grouped or _is_led(tokens, amount.first)):
        unit = Unit(amount.last, amount.last, "year", "time")
        amount = replace(amount, unit=unit, marks=amount.marks | {"age"})
    elif amount.unit is None or amount.unit.name != "year" or tokens.at[amount.last + 2] not in {"olds", "old"}:
        return amount
    return replace(amount, marks=amount.marks | {"age_band"}) if _is_band(tokens, amount) else amount


def is_age_of_name(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare figure between commas behind a name is the age of its bearer: "Orr, 66, has"."""
    before = amount.first - 2
    named = tokens.is_capital(before) and tokens.is_word(before) and not tokens.is_capital(amount.last + 2)
    return named and amount.numeral.plain and _YOUNGEST <= amount.high <= _OLDEST


def is_age_of_person(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare figure says how old somebody is: "He is 71, a retired postman", "she was 34 when"."""
    being = tokens.at[amount.first - 1] in _BEING and tokens.at[amount.first - 2] in _PERSONS
    whole = amount.numeral.is_whole and amount.low == amount.high and 0 < amount.high <= _OLDEST
    return being and whole and tokens.at[amount.last + 1] in _AFTER_AGES


def is_age_of_group(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare figure bounds the ages of people: "people over 65", "children under five died"."""
    bounded = tokens.at[amount.first - 1] in _BOUNDING and tokens.at[amount.first - 2] in _GROUPS
    whole = amount.numeral.is_whole and amount.low == amount.high and 0 < amount.high <= _OLDEST
    return bounded and whole and amount.is_bare and not is_plural(tokens.at[amount.last + 1])


def is_age_of_kin(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare figure is an age beside words of a family: "two sons, Isaac, 24 and Silas, 19"."""
    if _KIN.isdisjoint(tokens.words) or not amount.numeral.plain or not _YOUNGEST <= amount.high <= _OLDEST:
        return False
    before, at = tokens.at[amount.first - 1], amount.first - 2
    named = before == "," and tokens.is_capital(at) and tokens.is_word(at) and tokens.at[at] not in _KIN
    told = before == "now" or before == "and" and tokens.is_number(at) and tokens.at[at - 1] == "now"
    return (named or told) and tokens.at[amount.last + 1] in _AFTER_AGES


def _is_led(tokens: Tokens, index: int) -> bool:
    """Whether a word for an age stands before token `index`, only steps and whose it is between."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if tokens.words[at] in _AGES:
            return True
        if tokens.words[at] not in _STEPS:
            return "of" in tokens.words[at - _OF_WHOM : at] and _is_of_whom(tokens, at)
    return False


def _is_of_whom(tokens: Tokens, index: int) -> bool:
    """Whether the words up to token `index` say whose age it is: "the median age of first-time buyers"."""
    for at in range(index - 1, max(0, index - _OF_WHOM), -1):
        if tokens.words[at] == "of":
            return tokens.words[at - 1] in _AGES
        if not tokens.is_word(at) and tokens.words[at] not in _HYPHENS:
            return False
    return False


def _is_band(tokens: Tokens, amount: Amount) -> bool:
    after, behind = tokens.at[amount.last + 1], tokens.at[amount.last + 2]
    if amount.rule == "range" or after in _HYPHENS and behind == "olds":
        return True
    return after in {"and", "or"} and behind in _BEYOND or not _BANDS.isdisjoint((after, behind))
