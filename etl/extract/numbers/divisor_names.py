"""What stands behind "per" or a stroke as the name of what a unit is divided by: "kWh", "1M tokens", "bed day"."""

from functools import lru_cache

from etl.extract.numbers.letters import read_letter
from etl.extract.numbers.nouns import is_plural, singular
from etl.extract.numbers.numerals import read_numeral
from etl.extract.numbers.quantities import Unit, match_unit, over, with_carbon
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import LETTERS, SCALES, words_of
from etl.model.record import replace

_PAST = frozenset({"earlier", "ago", "before", "later", "prior", "previously", "previous", "on", "after"})
_HYPHENS = frozenset({"-", "‑", "‐"})
_ENDS = words_of("phrase_ends")
_DIVISOR_ADJECTIVES = words_of("divisor_adjectives")
_LATIN = {"annum": "year", "capita": "person", "diem": "day"}
_TRAVELLED = {"km": "kilometer", "kilometre": "kilometer"} | {
    name: name for name in ("kilometer", "mile", "hour", "day", "year", "month")
}
_PREFIXES = words_of("joined_prefixes")
_PARTICIPLES = ("ed", "ing", "paid", "made", "built", "grown", "held", "sold", "led")
_ABLE = ("able", "ible")
_BED = 3  # letters: "per bed day"


def divide_by(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    """The unit divided by what begins at `index`; None where that is nothing to divide by."""
    at, size = index, 1.0
    numeral = read_numeral(tokens, index)
    if numeral and tokens.at[index - 1] != "per" and (not _is_power(numeral.value) or unit.dimension == "power"):
        below = match_unit(tokens, numeral.last + 1)
        apart = unit.dimension in {"count", "power"} or not tokens.is_glued(index)  # "96,000 cases/72 deaths"
        if apart or below and not unit.is_money and below.dimension != "volume":
            return None  # "114bhp/200Nm" are two figures, "50 mg/5 ml" is one
    if numeral and numeral.value > 0:
        at, size = numeral.last + 1, numeral.value
        scale = read_letter(tokens, at, money=False)
        at, size = (at + 1, size * scale) if scale else (at, size)
    if tokens.at[index] in SCALES:
        at = index + 1 + (tokens.at[index + 1] in _DIVISOR_ADJECTIVES)
        if is_plural(tokens.at[at]):
            return over(unit, singular(tokens.words[at]), at, SCALES[tokens.words[index]])
    scale = LETTERS.get(tokens.at[index], 0.0) if tokens.cased(index) in {"K", "M", "B"} else 0.0
    if scale and is_plural(tokens.at[index + 1]):
        return over(unit, singular(tokens.words[index + 1]), index + 1, scale)  # "$/M tokens"
    if (
        tokens.at[index] in SCALES
        and not tokens.is_word(index + 1)
        and ("tokens" in tokens.words or _speaks_of_tokens(tokens.text))
    ):
        return over(unit, "token", index, SCALES[tokens.at[index]])  # "$0.27 per million", of tokens
    below = match_unit(tokens, at)
    if below and (below.is_money is False or unit.is_money):
        below = with_carbon(tokens, below)
        return _by_day(tokens, over(unit, below.name, below.last, size * below.factor))
    return _divide_by_noun(tokens, unit, at, size)


def _by_day(tokens: Tokens, unit: Unit) -> Unit:
    """The unit, and by what is joined to its divisor: "$269.92/MW-day", "£75 per kW-year"."""
    at = unit.last + 1
    if tokens.at[at] not in _HYPHENS or not tokens.is_glued(at) or not tokens.is_glued(at + 1):
        return unit
    time = span_of_time(tokens, at + 1)
    return over(unit, time, at + 1) if time and time == tokens.at[at + 1] else unit


@lru_cache(maxsize=4)
def _speaks_of_tokens(text: str) -> bool:
    """Whether a document that says "per million" and no more is about tokens."""
    return text.count("tokens") > 1


def _is_power(value: float) -> bool:
    return value in {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e9, 1e12}


def _divide_by_noun(tokens: Tokens, unit: Unit, index: int, size: float) -> Unit | None:
    word = tokens.at[index]
    if not word.isalpha() or not word.isascii() or word in _ENDS or unit.name in {"parameter", "percent"}:
        return None
    if tokens.is_capital(index) and not tokens.cased(index).isupper():
        return None
    if word in _LATIN:
        return over(unit, _LATIN[word], index)
    whole = _end_of_compound(tokens, index)
    if whole > index:
        prefix = word + "-" if word in _PREFIXES and whole == index + 2 else ""
        return over(unit, prefix + singular(tokens.words[whole]), whole, size)
    travelled = _TRAVELLED.get(singular(tokens.at[index + 2])) if tokens.at[index + 1] in _HYPHENS else None
    if travelled is not None and tokens.is_glued(index + 2):
        return over(unit, f"{singular(word)}_{travelled}", index + 2, size)  # "per passenger-kilometre"
    return _divide_by_named(tokens, unit, index, size)


def _end_of_compound(tokens: Tokens, index: int) -> int:
    """The noun of "per pre-funded warrant", "for each eligible firm"; `index` where no adjective stands there."""
    at = index
    if tokens.at[at + 1] in _HYPHENS and tokens.is_glued(at + 1) and tokens.is_glued(at + 2) and tokens.is_word(at + 2):
        at += 2
        if not tokens.at[at].endswith(_PARTICIPLES):
            return at if match_unit(tokens, at) is None else index  # "per e-mail", "per round-trip"
    adjective = tokens.at[at].endswith(_PARTICIPLES) if at > index else tokens.at[at].endswith(_ABLE)
    noun = tokens.at[at + 1]
    plain = noun.isalpha() and len(noun) > 2 and noun not in _ENDS and not noun.endswith(_PARTICIPLES)
    return at + 1 if adjective and plain and match_unit(tokens, at + 1) is None else index


def _divide_by_named(tokens: Tokens, unit: Unit, index: int, size: float) -> Unit | None:
    word = tokens.at[index]
    below = match_unit(tokens, index + 1)
    if size > 1 and is_plural(tokens.at[index + 1]) and not is_plural(word):
        return over(unit, singular(tokens.words[index + 1]), index + 1, size)  # "per 1,000 live births"
    attributive = (
        below is not None
        and below.first == below.last
        and len(word) > _BED
        and word.endswith(("ing", "al", "ed"))
        and not is_plural(word)
    )
    if (
        below
        and (below.dimension == "information" or attributive)
        or word in _DIVISOR_ADJECTIVES
        and tokens.is_word(index + 1)
    ):
        return divide_by(tokens, replace(unit, factor=unit.factor / size), index + 1)
    return over(unit, singular(word), index, size)


def span_of_time(tokens: Tokens, index: int) -> str:
    """The unit of time at `index`, where it does not tell when; empty where none stands there."""
    unit = match_unit(tokens, index)
    if unit is None or unit.dimension != "time" or tokens.at[unit.last + 1] in _PAST:
        return ""
    return unit.name
