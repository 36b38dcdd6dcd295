"""What a unit is divided by: "/kWh", "per 1M tokens", "a year", "daily", also behind a remark."""

from etl.extract.numbers.divisor_names import divide_by, span_of_time
from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.quantities import Unit, divide_by_power, match_unit, over
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.model.record import replace

_HYPHENS = frozenset({"-", "‑", "‐"})
_ENDS = words_of("phrase_ends")
_ARTICLES = frozenset({"a", "an", "each", "every"})
_ADVERBS = dict(pair.split("=") for pair in sorted(words_of("time_adverbs")))
_YIELDED_BY = frozenset({"area", "volume", "energy", "power"})
_WEIGHED = _YIELDED_BY | {"mass", "length"}
_SOLD_BY = words_of("sold_by")
_SUBSTANCE = 6  # tokens from "of" to "a year"
_ELEMENTS = frozenset({"c", "n", "p", "k", "s", "ch4", "n2o", "nh3", "co2", "caco3", "lce"})  # "4 t C/ha"
_QUOTES = frozenset({'"', "”"})
_AFTER_PRICES = frozenset({",", ".", ";", ")", "", "and", "or", "in", "from", "for"})
_UNDIVIDED = frozenset({"time", "share", "ratio", "temperature", "index"})
_PLACES = frozenset({"in", "at", "on", "across"})
_FIGURE = 3  # tokens before a unit that hold its figure
_CLAUSE = 10  # tokens to the time that ends it
_CLAUSE_STARTS = frozenset({"and", "or", "but", "that", "which", "who", "if", "when", "while"})
_CLAUSE_ENDS = frozenset({"", ".", ",", ";", ":", ")", "and", "but", "in", "on", "for"})
_MOST = 3  # divisors
_DOTS = frozenset({"·", "⋅", "∙", "*"})
_PAST = frozenset({"earlier", "ago", "before", "later", "prior", "previously", "previous", "on", "after"})


def read_divisor(tokens: Tokens, unit: Unit) -> Unit:
    """The unit with all it is divided by: "/kWh", "per 1M tokens", "a year", "m⁻²", "daily"."""
    for _ in range(3):
        divided = _divide(tokens, unit) or (_divide_past_remark(tokens, unit) if unit.is_money else None)
        divided = divided or _divide_past_substance(tokens, unit) or _divide_past_clause(tokens, unit)
        if divided is None:
            return unit
        unit = divided
    return unit


def _divide_past_remark(tokens: Tokens, unit: Unit) -> Unit | None:
    """As in "C$6 (US$4.46) per share", "$76 US a barrel": the divisor behind a remark, which stays outside."""
    if "/" in unit.name:
        return None
    last = _end_of_remark(tokens, unit.last + 1)
    found = _divide(tokens, replace(unit, last=last)) if last > unit.last else None
    if found is None:
        return None
    return found if tokens.at[last] not in {")", "]"} else replace(found, last=unit.last)


def _divide_past_substance(tokens: Tokens, unit: Unit) -> Unit | None:
    """As in "30 Mt of CO₂ annually", "12 g of protein per serving": what divides stands behind what is measured."""
    at = unit.last + 1
    if tokens.at[at] in _ELEMENTS and unit.dimension == "mass" and tokens.is_capital(at):
        return _divide(tokens, replace(unit, last=at))  # "4 t C ha⁻¹"
    if tokens.at[at] != "of" or "/" in unit.name or unit.dimension in {"time", "share"}:
        return None
    for index in range(at + 1, at + _SUBSTANCE):
        word = tokens.at[index]
        if index > at + 1 and (word in _ADVERBS or word in _ARTICLES | {"per"}):
            return _divide_by_time(tokens, unit, index) or _divide_all(tokens, unit, index)
        if not word[:1].isalpha() or word in _ENDS:
            return None
    return None


def _divide_past_clause(tokens: Tokens, unit: Unit) -> Unit | None:
    """As in "412 million cubic metres out of the ground each year": the time that ends the clause."""
    placed = not _PLACES.isdisjoint(tokens.words[max(0, unit.first - _FIGURE) : unit.first])
    if placed or "/" in unit.name or unit.dimension in _UNDIVIDED:
        return None
    for index in range(unit.last + 2, unit.last + _CLAUSE):
        word = tokens.at[index]
        name = _ADVERBS.get(word, "") if tokens.at[index + 1] in _CLAUSE_ENDS else ""
        if word in _ARTICLES or word == "per":
            name = span_of_time(tokens, index + 1) if tokens.at[index + 2] in _CLAUSE_ENDS else ""
            name = name if name != "quarter" else ""
        if name:
            before = tokens.at[index - 1]
            return over(unit, name, unit.last) if before not in _ENDS and not before.endswith("ly") else None
        if not word[:1].isalpha() and word not in _HYPHENS or word in _CLAUSE_STARTS:
            return None
    return None


def _divide_by_time(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    name = _ADVERBS.get(tokens.at[index]) or span_of_time(tokens, index + 1)
    return over(unit, name, unit.last) if name else None


def _divide_all(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    """The unit by all that follows "per" at `index`: "tonnes of carbon per hectare per year"; the span stays."""
    if tokens.at[index] != "per" or unit.dimension == "currency":
        return None
    found, reached = None, replace(unit, last=index - 1)
    while (divided := _divide(tokens, reached)) is not None and divided.name.count("/") <= _MOST:
        found = reached = divided
    return replace(found, last=unit.last) if found is not None else None


def _end_of_remark(tokens: Tokens, index: int) -> int:
    """The last token of "(US$4.46)", of the bracket that closes here, or of "US"; 0 where none stands there."""
    if tokens.at[index] == ")":
        return index
    if tokens.at[index] == "us" and tokens.is_capital(index):
        return index
    if tokens.words[index : index + 4] == ["u", ".", "s", "."]:
        return index + 3
    if tokens.at[index] != "(":
        return 0
    return next((at for at in range(index + 2, index + 7) if tokens.at[at] == ")"), 0)


def _divide(tokens: Tokens, unit: Unit) -> Unit | None:
    at = unit.last + 1
    at += tokens.at[at] in _QUOTES and tokens.at[at + 1] in _ARTICLES  # "under $40 million" a month
    word = tokens.at[at]
    if word in _DOTS and "/" in unit.name and tokens.is_glued(at) and tokens.is_glued(at + 1):
        other = match_unit(tokens, at + 1)  # "W/m·K"
        return over(unit, other.name, other.last, other.factor) if other else None
    sign = _divisor_sign(tokens, unit, at)
    if sign >= 0 and tokens.at[sign + 1] == "(" and tokens.is_glued(sign + 1):
        found = divide_by(tokens, unit, sign + 2)  # "W/(m·K)", "mL/(min·kg)"
        found = found and tokens.at[found.last + 1] in _DOTS and _divide(tokens, found) or found
        return replace(found, last=found.last + 1) if found and tokens.at[found.last + 1] == ")" else None
    if sign >= 0:
        return divide_by(tokens, unit, sign + 1)
    if word == "to" and tokens.at[at + 1] == "the" and unit.is_money:
        other = match_unit(tokens, at + 2)
        return over(unit, other.name, other.last) if other and other.is_money else None
    if word in _ARTICLES:
        return _divide_by_article(tokens, unit, at + 1)
    return _divide_by_word(tokens, unit, at) or divide_by_power(tokens, unit, at)


def _divide_by_word(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    """As in "£1,150 pcm", "5 GW annually", "£32,000 p.a.", the year of "€14,000 per patient and year"."""
    word = tokens.at[index]
    if word in _ADVERBS and not _modifies(tokens, index):
        return over(unit, _ADVERBS[word], index)
    if word == "p" and tokens.words[index : index + 3] == ["p", ".", "a"] and unit.is_money:
        return over(unit, "year", index + 2)
    if word != "and" or "/" not in unit.name:
        return None
    name = span_of_time(tokens, index + 1)
    ends = name and not _modifies(tokens, index + 1) and tokens.at[index + 1] == name
    return over(unit, name, index + 1) if ends else None


def _divisor_sign(tokens: Tokens, unit: Unit, index: int) -> int:
    """The last token of what says "per" at `index`; -1 where nothing does."""
    word = tokens.at[index]
    if word in {"/", "per", "⁄"}:
        return index
    if word in {"more", "less"} and unit.is_money and tokens.at[index + 1] == "per":
        return index + 1
    if word == "for" and tokens.at[index + 1] in {"each", "every"}:
        return index + 1
    joined = word in _HYPHENS and tokens.at[index + 2] in _HYPHENS and tokens.at[index + 1] in {"a", "an", "per"}
    return index + 2 if joined else -1  # "$70-a-share"


def _divide_by_article(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    """As in "$70 a barrel", "8 tonnes a hectare", "12 launches a year"; but not "a year ago"."""
    if tokens.is_capital(index - 1):
        return None  # "£740", and on the next line "A cut of": a new sentence
    single = tokens.at[index - 1] in {"a", "an"}
    if unit.is_money and single and (tokens.at[index] in _SOLD_BY or _ends_price(tokens, index)):
        return divide_by(tokens, unit, index)
    below = match_unit(tokens, index)
    if below is not None and unit.is_money and single and below.dimension in _WEIGHED and _is_spelled(tokens, below):
        return over(unit, below.name, below.last, below.factor)  # "265 rupees a kg"
    if below is not None and single and below.dimension in _YIELDED_BY and below.dimension != unit.dimension:
        return over(unit, below.name, below.last, below.factor) if len(tokens.words[index]) > 1 else None
    past = below is not None and tokens.at[below.last + 1] in _PAST and not _goes_on(tokens, below.last + 1)
    past = past and not (unit.is_money and below is not None and below.name == "hour")  # "$17 an hour after expenses"
    if below is None or below.dimension != "time" or past:
        return None
    return over(unit, below.name, below.last)


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a word that may end "a year on" leads on to something: "a month on a new line", "a year on average"."""
    after = tokens.at[index + 1]
    return after == "average" or tokens.at[index] == "on" and after in {"a", "an", "the", "its", "their"}


def _is_spelled(tokens: Tokens, unit: Unit) -> bool:
    """Whether a unit is more than one letter: "a kg", "a m²", not "a t"."""
    return len(tokens.words[unit.first]) > 1 or unit.last > unit.first


def _ends_price(tokens: Tokens, index: int) -> bool:
    """Whether a price is told for one thing and ends there: "€1.57 million a job, a figure that", "€540 a metre"."""
    word = tokens.at[index]
    noun = (
        word.isalpha() and len(word) > 2 and word not in _ENDS and not is_plural(word) and not tokens.is_capital(index)
    )
    unit = match_unit(tokens, index)
    past = unit is not None and unit.dimension == "time"
    return noun and not past and tokens.at[index + 1] in _AFTER_PRICES


def _modifies(tokens: Tokens, index: int) -> bool:
    """Whether "daily" belongs to a noun behind it ("daily active users")."""
    following = tokens.at[index + 1]
    return following.isalpha() and following not in _ENDS
