"""The unit behind a figure, by what its words mean in their sentence and document."""

from functools import lru_cache

from etl.extract.numbers.coins import cents_of, coin_of, is_shared
from etl.extract.numbers.quantities import Unit, divide_by_power, match_unit, read_yen, unit_of_word, with_carbon
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import SENSES, words_of
from etl.model.record import replace

_YEN_SIGNS = frozenset({"¥", "￥"})
_HYPHENS = frozenset({"-", "‑", "‐"})
_ENDS = words_of("phrase_ends")
_SPACED_LETTERS = frozenset(
    {"W", "V", "m", "g", "s", "K", "T", "L", "J", "N", "t", "h", "A", "B", "F", "d", "l", "Å", "Ω"}
)
_NEVER_GLUED = frozenset({"H", "F", "A", "Q", "D"})
_TENS = 4  # characters of "14.2", before MT that are millions of tonnes and not metric tons
_INCHES = frozenset({'"', "″", "”"})
_CELL = 6  # words of a cell that is a figure with its sign
_CENT = 0.01
_EUROS = frozenset({"€", "euro", "euros", "eur"})
_POWERS = _HYPHENS | {"⁻", "^", "−"}
_ELEMENTS = frozenset({"C", "N", "P", "K", "S"})
_HOTTEST = 600  # degrees written without their sign; beyond, it is a model: "the 910C"
_CHARGING = words_of("charging")
_WEIGHING = words_of("weighing")
_BEARINGS = frozenset({"north", "south", "east", "west", "latitude", "longitude", "angle"})


def _is_named(tokens: Tokens, index: int) -> bool:
    """Whether the word before a figure is a name that the figure may belong to."""
    return tokens.is_capital(index) and tokens.at[index] not in _ENDS


def read_unit(tokens: Tokens, index: int) -> Unit | None:
    """The unit that begins at `index` behind a figure, a hyphen before it skipped."""
    at = index
    if tokens.at[at] in _HYPHENS and (tokens.is_glued(at) and tokens.is_glued(at + 1) or _is_spaced_out(tokens, at)):
        at += 1
    if tokens.at[at] in _YEN_SIGNS:
        return read_yen(tokens, at)
    if at == index and tokens.at[at] in {"c", "f"} and tokens.is_glued(at) and not _is_named(tokens, at - 2):
        return _degrees(tokens, at)
    if tokens.at[at] == "in" and tokens.is_glued(at) or tokens.at[at] in _INCHES and _measures_inches(tokens, at):
        return Unit(index, at, "inch", "length")
    if tokens.at[at] == "in" and _are_inches(tokens, at):
        return Unit(index, at + (tokens.at[at + 1] == "."), "inch", "length")
    unit = match_unit(tokens, at)
    if unit is None or not _may_follow(tokens, unit, hyphen=at > index):
        return None
    unit = _meant(tokens, unit)
    if tokens.at[unit.last + 1][:1] in {"⁻", "^"}:
        inverse = divide_by_power(tokens, Unit(index, at - 1, "1", unit.dimension), at)
        unit = inverse or unit
    return with_carbon(tokens, unit if unit.first == index else replace(unit, first=index))


def _meant(tokens: Tokens, unit: Unit) -> Unit:
    """The unit a word of several meanings has in its sentence and document."""
    word = tokens.words[unit.last]
    if (
        word == "mt"
        and tokens.cased(unit.last) == "MT"
        and tokens.is_glued(unit.first)
        and len(tokens.at[unit.first - 1]) <= _TENS
    ):
        return replace(unit, factor=1e6)
    if unit.factor == _CENT and unit.name == "USD":
        return replace(unit, name=_coin(tokens))
    if unit.first == unit.last and is_shared(word):
        return _of_country(tokens, unit)
    if word in SENSES:
        return _in_company(tokens, unit)
    is_angle = unit.name == "degree" and unit.first == unit.last and len(word) > 3
    return _of_weather(tokens, unit) if is_angle else unit


def _coin(tokens: Tokens) -> str:
    """The money whose cents are meant: that of the sentence, else the document's."""
    if "$" in tokens.words:
        return "USD"
    return "EUR" if not _EUROS.isdisjoint(tokens.words) else cents_of(tokens.text)


def _of_country(tokens: Tokens, unit: Unit) -> Unit:
    """The unit of a name that several currencies have, pounds also as weights: "12 pounds of flour"."""
    if unit.is_money:
        return replace(unit, name=coin_of(tokens.text, tokens.words[unit.last], unit.name))
    weighs = tokens.at[unit.last + 1] == "of" or tokens.at[unit.first - 1] in _HYPHENS
    money = (
        "" if weighs or not _WEIGHING.isdisjoint(tokens.words) else coin_of(tokens.text, tokens.words[unit.last], "")
    )
    return replace(unit, name=money, dimension="currency") if money else unit


def _in_company(tokens: Tokens, unit: Unit) -> Unit:
    """The unit a word of two meanings has beside the other words of its sentence: the mb of a storm are no bytes."""
    company, meant = SENSES[tokens.words[unit.last]]
    if unit.first < unit.last or tokens.is_capital(unit.last) or company.isdisjoint(tokens.words):
        return unit
    return unit_of_word(unit.first, unit.last, meant)


def _of_weather(tokens: Tokens, unit: Unit) -> Unit:
    """The degrees of a document that gives its temperatures in one scale."""
    scale = _scale_of(tokens.text) if tokens.at[unit.last + 1] not in _BEARINGS else ""
    return replace(unit, name=scale, dimension="temperature") if scale else unit


@lru_cache(maxsize=4)
def _scale_of(text: str) -> str:
    """The scale of temperature a document names, empty where it names none or both."""
    celsius = any(sign in text for sign in ("°C", "℃", "Celsius"))
    fahrenheit = any(sign in text for sign in ("°F", "℉", "Fahrenheit"))
    return "" if celsius == fahrenheit else "celsius" if celsius else "fahrenheit"


def _degrees(tokens: Tokens, index: int) -> Unit | None:
    """The degrees of "21C" and "70F"; C is also how fast a battery is charged."""
    letter = tokens.cased(index)
    if letter == "C" and not _CHARGING.isdisjoint(tokens.words):
        return Unit(index, index, "c_rate", "charging")
    name = {"C": "celsius", "F": "fahrenheit"}.get(letter)
    digits = tokens.at[index - 1].replace(",", "")
    is_hot = digits.isdigit() and int(digits) > _HOTTEST
    return Unit(index, index, name, "temperature") if name and not is_hot else match_unit(tokens, index)


def _are_inches(tokens: Tokens, index: int) -> bool:
    """Whether "in" shortens inches: "2.4 in. of rain", "4 ft 6 in"."""
    if tokens.at[index - 2] in {"ft", "feet", "foot"} and not tokens.is_word(index + 1):
        return True
    stops = tokens.at[index + 1] == "." and tokens.is_glued(index + 1)
    return stops and (
        tokens.is_word(index + 2) and not tokens.is_capital(index + 2) or tokens.at[index + 2] in {",", ")"}
    )


def _measures_inches(tokens: Tokens, index: int) -> bool:
    """Whether a sign tight behind a figure is no closing quotation mark: every one before it is behind a figure too."""
    if not tokens.is_glued(index) or "“" in tokens.words:
        return False
    if tokens.words[index] != "″" and tokens.at[index + 1] in {"", ".", ","} and len(tokens.words) > _CELL:
        return False
    marks = [at for at, word in enumerate(tokens.words[: index + 1]) if word in _INCHES]
    return all(at > 0 and tokens.is_glued(at) and tokens.words[at - 1][-1].isdecimal() for at in marks)


def _is_spaced_out(tokens: Tokens, index: int) -> bool:
    """Whether hyphens with spaces around them join words: "28 - year - old"."""
    return not tokens.is_glued(index) and tokens.at[index + 2] == "-" and tokens.is_word(index + 3)


def _may_follow(tokens: Tokens, unit: Unit, *, hyphen: bool) -> bool:
    """Whether a match may be a unit here: single letters need their number close by, words in doubt a second sign."""
    word, text = tokens.at[unit.last], tokens.cased(unit.last)
    at = unit.last if unit.first == unit.last else unit.first
    if text in {"$", "US$"} and tokens.is_number(unit.last + 1):
        return False
    if len(text) == 1 and text.isalpha() and unit.first == unit.last:
        glued = tokens.is_glued(at) and text not in _NEVER_GLUED
        return (glued or text in _SPACED_LETTERS and _stands_alone(tokens, at)) and not (hyphen and text.isupper())
    if word in {"won", "pounds", "pound", "stone", "rand", "real", "second", "quarters", "bar", "au", "min", "cups"}:
        return _is_meant(tokens, unit)
    return True


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether a letter behind a space ends its phrase, as a unit does, and opens no name."""
    following = tokens.cased(index + 1)
    if following in _ELEMENTS and not tokens.at[index + 2].isalpha():
        return True  # "0.6 t C/ha"
    if following in _ELEMENTS and (tokens.at[index + 2] == "per" or tokens.at[index + 3][:1] in _POWERS):
        return True  # "0.6 t C per hectare", "21 g N kg⁻¹"
    if tokens.cased(index) == "t" and len(following) > 2 and following.isupper():
        return True  # "118,000 t LCE"
    return (
        not following[:1].isupper()
        and following not in {"'", "’", "'s", "’s"}
        and following != "."
        or following == "."
        and (index + 2 >= len(tokens.words) or tokens.is_capital(index + 2) and tokens.at[index + 2] in _ENDS)
    )


def _is_meant(tokens: Tokens, unit: Unit) -> bool:
    word = tokens.at[unit.last]
    if word == "second":
        return (
            tokens.at[unit.last + 1] not in {"quarter", "half", "time", "largest", "place"}
            or tokens.at[unit.last - 1] in _HYPHENS
        )
    if word == "au" and tokens.is_capital(unit.last):
        following = tokens.at[unit.last + 1]
        return not following.isalpha() or following in _ENDS or following in {"away", "wide"}
    return tokens.cased(unit.last) == word
