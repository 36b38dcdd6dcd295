"""What bare figures measure: the nouns they count, and what the words around them say."""

from etl.extract.numbers.ages import is_age_of_group, is_age_of_kin, is_age_of_name, is_age_of_person, with_age
from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.bare_figures import is_of_them
from etl.extract.numbers.divisors import read_divisor
from etl.extract.numbers.exchange import read_exchange_rate, read_price_of_currency
from etl.extract.numbers.label_units import SIZES, with_label
from etl.extract.numbers.neighbours import Named, share_units
from etl.extract.numbers.nouns import Noun, is_plural, read_noun, singular
from etl.extract.numbers.quantities import Unit, match_unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.unit_nouns import (
    SPOKEN,
    per_day,
    with_joined,
    with_noun_before,
    with_unit_noun,
    with_vague_noun,
)
from etl.extract.numbers.vocabulary import words_of
from etl.model.record import replace

_GROWERS = frozenset(
    {
        "expansion",
        "growth",
        "base",
        "count",
        "adoption",
        "deployment",
        "proliferation",
        "numbers",
        "total",
        "headcount",
    }
)
_AGE_WORDS = frozenset({"age", "aged", "ages", "old", "olds"})
_CARRIERS = words_of("carriers")
_MODELS = frozenset({"model", "models", "llm", "llms"})  # "a 1.2B draft model"
_CLASSIFIERS = {"辆": "vehicle", "家": "company", "人": "person", "名": "person", "位": "person", "台": "unit", "件": "item",
                "只": "item", "次": "time", "户": "household", "套": "home"}  # fmt: skip
_DOTS = 3  # that lead from a label to its figure
_LINE = 8  # tokens from its start to the figure of a line: "Average age: 41"
_LABEL = 4  # tokens of the unit a label ends with
_HYPHENS = frozenset({"-", "‑"})
_OF_PEOPLE = words_of("of_people")
_OF_PLACE = _OF_PEOPLE | words_of("of_workers")
_FATES = words_of("fates")
_PHRASE = 5  # tokens from what people do to where
_NEAR = 6  # tokens from such a size to its figure
_SHORT = {"params": "parameter", "param": "parameter", "toks": "token"}
_ENDS = words_of("phrase_ends")
_CHANGES = words_of("up") | words_of("down")
_AFTER_MORE = frozenset({"", ".", ",", ";", ")", "in", "on", "at", "were", "are", "have", "had", "by", "from", "to"})
_OF_THEM = (["of", "which"], ["of", "whom"])  # "7 million homes, of which 2 million are connected"
_LOOSENING = frozenset({"more", "fewer", "less", "so"})
_HEDGING = frozenset(
    {"about", "around", "nearly", "almost", "roughly", "some", "approximately", "over", "only", "just"}
)
_AUXILIARIES = frozenset(
    {
        "has",
        "have",
        "had",
        "is",
        "are",
        "were",
        "was",
        "to",
        "been",
        "be",
        "estimated",
        "expected",
        "also",
        "will",
        "said",
    }
)
_NOT_COUNTED = words_of("not_counted") | {"sales", "totals", "numbers", "volumes", "levels", "results", "figures", "scores",
                                            "temperatures", "prices", "speeds", "winds", "losses"}  # fmt: skip
_REACHING = frozenset(
    {"hit", "reach", "reached", "total", "totaled", "totalled", "top", "topped", "exceed", "exceeded",
     "surpass", "surpassed"}
)  # fmt: skip
_RATIO_NOUNS = frozenset({"ratio", "factor", "coefficient"})
_RATIO_NAMES = words_of("ratio_names") | {"factor", "multiple", "ci"}


def name_units(tokens: Tokens, amounts: list[Amount], *, in_table: bool) -> list[Named]:
    """Each amount with its unit, read from its neighbours where it has none, or the noun it counts."""
    if not _AGE_WORDS.isdisjoint(tokens.words):
        amounts = [with_age(tokens, amount) for amount in amounts]
    named: list[Named] = []
    for amount in amounts:
        if not (
            named and amount.first <= _end_of_divisor(named[-1][0])
        ):  # else the 1,000 of "4 deaths per 1,000 births"
            named.append(_with_noun(tokens, amount))
    share_units(tokens, named)
    for place in range(1, len(named)):
        named[place] = _as_others(tokens, named, place)
    if in_table:
        return [(amount if noun or amount.unit else _as_score(tokens, amount, []), noun) for amount, noun in named]
    return [_from_context(tokens, amount, noun) for amount, noun in named]


def _as_others(tokens: Tokens, named: list[Named], place: int) -> Named:
    """The noun of the count before, of which others are told: "killed one man and hurt ten others", "and 17 more in May"."""
    (amount, noun), (_, counted) = named[place], named[place - 1]
    following = tokens.at[amount.last + 1]
    others = noun is not None and noun.unit == "other" and tokens.at[noun.last] == "others"
    bare = amount.unit is None and noun is None
    more = bare and following == "more" and tokens.at[amount.last + 2] in _AFTER_MORE
    more = more or bare and tokens.words[max(0, amount.first - 2) : amount.first] in _OF_THEM
    return (amount, counted) if counted is not None and (others or more) else (amount, noun)


def _end_of_divisor(amount: Amount) -> int:
    if amount.rule == "rate":
        return amount.last
    return amount.unit.last if amount.unit is not None and "/" in amount.unit.name else -1


def _with_noun(tokens: Tokens, amount: Amount) -> Named:
    if amount.unit is None:
        amount = read_exchange_rate(tokens, amount) or _with_own_unit(tokens, amount)
    else:
        amount = read_price_of_currency(tokens, amount) or amount
    if amount.unit is not None:
        return amount, None
    at = amount.last + 1
    if tokens.at[amount.first - 1] == "or" and amount.numeral.form == "words" and amount.high <= 3:
        return with_noun_before(tokens, amount)
    if tokens.at[at] in _HYPHENS and tokens.is_glued(at) and tokens.is_glued(at + 1):
        return with_joined(tokens, amount, at + 1)
    if "vague" in amount.marks and tokens.at[at] == "of":
        return with_vague_noun(tokens, amount, at + 1)
    at += 2 * (tokens.at[at] == "or" and tokens.at[at + 1] in _LOOSENING)  # "10 or more prior convictions"
    at += tokens.at[at] in {"more", "fewer", "extra"} and tokens.at[at + 1] != "than"  # "12 more homes"
    at += tokens.at[at] in {"个", "個"}
    if _counts_parameters(tokens, amount, at):
        unit = Unit(at, at, "parameter", "information")
        return replace(amount, unit=unit), None
    classifier = _CLASSIFIERS.get(tokens.at[at])
    return with_unit_noun(tokens, amount, Noun(at, at, classifier) if classifier else read_noun(tokens, at))


def _with_own_unit(tokens: Tokens, amount: Amount) -> Amount:
    """A fraction is a ratio, the figure between commas behind a name an age."""
    lead, behind = tokens.words[max(0, amount.first - 2) : amount.first], tokens.at[amount.last + 1]
    is_factor = len(lead) == 2 and lead[0] in _RATIO_NOUNS and lead[1] == "of" and behind != "to"
    if is_factor or amount.numeral.form == "fraction" and amount.high < 1:
        return replace(amount, unit=Unit(amount.last, amount.last, "ratio", "ratio"))
    if tokens.at[amount.first - 1] == ":" and amount.first <= _LINE and not behind.isalpha():
        return with_label(amount, " ".join(tokens.words[: amount.first - 1]), among_money=False)
    labelled = _read_label(tokens, amount.first - 1)
    if labelled is not None:
        return replace(amount, unit=replace(labelled, first=amount.last, last=amount.last))
    in_commas = tokens.at[amount.first - 1] == "," == tokens.at[amount.last + 1]
    named = in_commas and is_age_of_name(tokens, amount) or is_age_of_kin(tokens, amount)
    if named or is_age_of_group(tokens, amount):
        unit = Unit(amount.last, amount.last, "year", "time")
        return replace(amount, unit=unit, marks=amount.marks | {"age", "age_band"})
    if is_age_of_person(tokens, amount):
        return replace(amount, unit=Unit(amount.last, amount.last, "year", "time"), marks=amount.marks | {"age"})
    return amount


def _read_label(tokens: Tokens, index: int) -> Unit | None:
    """The unit a label ends with before dots or a colon: "Lithium carbonate, RMB/t .......... 61,000"."""
    at = index
    while tokens.at[at] == "." and at > 0:
        at -= 1
    if index - at < _DOTS:
        return None
    for first in range(max(0, at - _LABEL), at + 1):
        unit = match_unit(tokens, first)
        if unit is not None and (divided := read_divisor(tokens, unit)).last == at:
            return divided if "/" in divided.name or unit.is_money else None
    return None


def _counts_parameters(tokens: Tokens, amount: Amount, index: int) -> bool:
    """Whether a scale stands before what has parameters: "a 70B model"."""
    if amount.numeral.scale < 1e6 or tokens.at[index] not in _CARRIERS and tokens.at[index + 1] not in _MODELS:
        return False
    return tokens.at[amount.numeral.last] in {"b", "t", "m", "billion", "trillion"}


def _from_context(tokens: Tokens, amount: Amount, noun: Noun | None) -> Named:
    """What a bare figure measures, from the words before it: "token usage reached 140 trillion"."""
    if amount.unit is not None or noun is not None or "vague" in amount.marks or is_of_them(tokens, amount):
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
    """The unit of "token usage reached 140 trillion", "planted acreage totaled 900,000"."""
    size = next((SIZES[word] for word in reversed(before[-_NEAR:]) if word in SIZES), None)
    if size is not None:
        return Unit(offset + len(before), offset + len(before), *size)
    for at in range(len(before) - 1, -1, -1):
        word = _SHORT.get(before[at]) or singular(before[at])
        if word in SPOKEN:
            first = max(0, offset + at - 3)
            return Unit(offset + at, offset + at, per_day(tokens, word, first, offset + at), "information")
    return None


def _counted_before(tokens: Tokens, before: list[str], offset: int) -> Noun | None:
    """The noun of "the number of active agents … will reach 5 million", "agent expansion from 5 million"."""
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in {"number", "count", "total"} and at + 1 < len(before) and before[at + 1] == "of":
            of = offset + at + 2
            return Noun(of, of, "person") if tokens.at[of] in _FATES else read_noun(tokens, of)  # "of unemployed"
        if word == "population" and before[at - 1] != "in":
            return Noun(offset + at, offset + at, "person")
        if word in _GROWERS and at > 0 and before[at - 1].isalpha() and before[at - 1] not in _ENDS:
            return (
                Noun(offset + at - 1, offset + at - 1, singular(before[at - 1]))
                if _is_counted(before[at - 1])
                else None
            )
        if word in {".", ";"}:
            return None
    return None


def _is_counted(word: str) -> bool:
    """Whether a word before "base" or "growth" names what has a number, and is no adjective: not "wireless base"."""
    return is_plural(word) or word.endswith(
        ("er", "or", "ent", "ant", "ist", "gpu", "cpu", "chip", "rack", "car", "home")
    )


def _changing(tokens: Tokens, amount: Amount, before: list[str], offset: int) -> Noun | None:
    """The noun of "casualties fell from 187 to 151", "businesses had risen by about 18,000"."""
    while before[-1:] and before[-1] in _HEDGING:
        before = before[:-1]
    if amount.numeral.form != "digits":
        return None
    if before[-1:] and before[-1] in _REACHING:
        return _subject(before, offset, len(before) - 2)
    if before[-1:] not in (["from"], ["to"], ["by"]):
        return None
    for at in range(len(before) - 2, max(0, len(before) - 9), -1):
        if before[at] in _CHANGES:
            named = tokens.is_capital(offset + at - 1) and tokens.is_capital(offset + at - 2)
            return None if named else _subject(before, offset, at - 1)  # "Home Furnishings rose to"
    return None


def _subject(before: list[str], offset: int, place: int) -> Noun | None:
    """The plural a verb behind `place` is said of: "subscribers are expected to hit 320 million"."""
    while place > 0 and before[place] in _AUXILIARIES:
        place -= 1
    place_of = next((at for at in range(max(0, place - _PHRASE), place) if before[at] in _OF_PLACE), -1)
    if place_of >= 0 and before[place_of + 1] in {"in", "at", "of"}:  # "employment in these plants"
        return Noun(offset + place_of, offset + place_of, "person") if before[place_of] in _OF_PEOPLE else None
    if place < 0 or not is_plural(before[place]) or before[place] in _NOT_COUNTED or before[place + 1] == "to":
        return None  # "it aims to reach"
    return Noun(offset + place, offset + place, singular(before[place]))


def _as_score(tokens: Tokens, amount: Amount, before: list[str]) -> Amount:
    """Ratios and scores are numbers without a unit: "a ratio of 1.08"."""
    is_decimal = amount.numeral.form == "digits" and not amount.numeral.is_whole and amount.numeral.scale == 1
    if before[-2:] == ["n", "="]:
        return amount  # "(IRR 0.98; n = 40)"
    if not _RATIO_NAMES.isdisjoint(before if is_decimal else before[-6:]) or is_decimal and _is_of_two(before):
        return replace(amount, unit=Unit(amount.last, amount.last, "ratio", "ratio"))
    if is_decimal:
        return replace(amount, unit=Unit(amount.last, amount.last, "dimensionless", "dimensionless"))
    return amount


def _is_of_two(before: list[str]) -> bool:
    """Whether what is measured sets one thing against another: "a book-to-bill of 1.2"."""
    return any(
        word == "to" and before[at - 1] in _HYPHENS and before[at + 1 : at + 2] and before[at + 1] in _HYPHENS
        for at, word in enumerate(before)
    )
