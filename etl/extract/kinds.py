"""What sort of statement a figure makes: level, share, growth, ratio, duration or probability."""

from etl.extract.amounts import Amount
from etl.extract.tokens import Tokens
from etl.extract.vocabulary import words_of
from etl.model.quantity import Kind

_UP, _DOWN = words_of("up"), words_of("down")
_CHANGES = _UP | _DOWN
_GROWTH_NOUNS = words_of("growth_nouns")
_MULTIPLE_GROWTH = words_of("multiple_growth_nouns")
_RATIO_WORDS = words_of("ratio_words")
_RATIO_OF = words_of("ratio_of")
_PAST = words_of("past_points")
_PROBABILITY = words_of("probability_words")
_SHARE = words_of("share_words")
_PERCENTS = frozenset({"percent", "percentage_point", "basis_point"})
_STEPS = frozenset({"by", "of", "about", "around", "nearly", "almost", "roughly", "approximately", "some", "an", "a", "over", "more",
                    "than", "to", "at", "least", "estimated", "another", "further", "additional", "only", "just", "up", "down",
                    "slightly", "even", "as", "much", "sharply", "(", "~", "≈", "less", "under", "average", "annual",
                    "rate", "growth", "yearly", "the", "well", "close", "compound", "rates", "annually", "year"})  # fmt: skip
_STOPS = frozenset({".", ";", ",", "(", ")", "—", ":", "–", "|"})


def classify(tokens: Tokens, amount: Amount, unit: str, dimension: str) -> Kind:
    """The kind of an amount, from the words around it."""
    if dimension == "time" and "/" not in unit:
        return Kind.DURATION
    base = unit.split("/")[0]
    if base in _PERCENTS:
        return _percent_kind(tokens, amount, base, yearly="/" in unit)
    if base == "ratio":
        return _ratio_kind(tokens, amount)
    return Kind.LEVEL


def _percent_kind(tokens: Tokens, amount: Amount, base: str, *, yearly: bool) -> Kind:
    before, after = _before(tokens, amount), _after(tokens, amount)
    if _is_chance(before, after):
        return Kind.PROBABILITY
    if _is_compared(after):
        return Kind.GROWTH if not _PAST.isdisjoint(_than(tokens, amount)) else Kind.RATIO
    if not _leads_to_level(tokens, amount) and (_is_changed(before) or not _GROWTH_NOUNS.isdisjoint(after[:4])):
        return Kind.GROWTH
    if yearly or "signed" in amount.marks or _is_year_on_year(after) or base != "percent":
        return Kind.GROWTH
    if not _RATIO_WORDS.isdisjoint(after[:4]) and "of" not in after[:1]:
        return Kind.RATIO
    if after[:1] == ["of"] and not _RATIO_OF.isdisjoint(after[1:8]) and _SHARE.isdisjoint(before):
        return Kind.RATIO
    if after[:1] and after[0] in {"cost", "price", "efficiency", "equivalent"} or _is_rate(tokens, amount, before):
        return Kind.RATIO
    return Kind.SHARE


def _is_chance(before: list[str], after: list[str]) -> bool:
    return not _PROBABILITY.isdisjoint(after[:2]) or not (_PROBABILITY - {"likely"}).isdisjoint(before)


def _is_compared(after: list[str]) -> bool:
    """Whether "more than", "faster", "above the" follows the figure."""
    return bool(after) and (
        after[0] in _RATIO_WORDS and after[0] not in {"interest", "rate", "lead", "leads"} and "margin" not in after[:1]
    )


def _than(tokens: Tokens, amount: Amount) -> list[str]:
    return tokens.words[amount.last + 1 : amount.last + 8]


def _before(tokens: Tokens, amount: Amount) -> list[str]:
    """Up to eight words before the figure in its clause, nearest first."""
    found: list[str] = []
    for index in range(amount.first - 1, max(-1, amount.first - 12), -1):
        word = tokens.words[index]
        if word in {";", ")", "—", "|", ":"} or (word in {".", ","} and found):
            break
        found.append(word)
    return found[:8]


def _after(tokens: Tokens, amount: Amount) -> list[str]:
    found: list[str] = []
    for word in tokens.words[amount.last + 1 : amount.last + 11]:
        if word in _STOPS:
            break
        found.append(word)
    return found


def _is_changed(before: list[str]) -> bool:
    """Whether a word of change governs the figure: "rose by about", "a growth rate of", "up"."""
    for word in before:
        if word in _CHANGES:
            return True
        if word not in _STEPS:
            return False
    return False


def _leads_to_level(tokens: Tokens, amount: Amount) -> bool:
    """Whether "to" or "from" stands before the figure: what grows to 60 % has a level of 60 %."""
    for index in range(amount.first - 1, max(-1, amount.first - 5), -1):
        word = tokens.words[index]
        if word in {"to", "from", "at"}:
            return True
        if word not in _STEPS:
            return False
    return False


def _is_year_on_year(after: list[str]) -> bool:
    words = after[:5]
    return (
        "yoy" in words
        or words[:3] in (["year", "-", "over"], ["year", "-", "on"])
        or words[:2] in (["year", "over"], ["year", "on"], ["y", "/"])
    )


def _is_rate(tokens: Tokens, amount: Amount, before: list[str]) -> bool:
    return not {
        "interest",
        "coupon",
        "yield",
        "yields",
        "tariff",
        "tariffs",
        "discount",
        "premium",
        "lead",
        "gap",
    }.isdisjoint(before[:5])


def _ratio_kind(tokens: Tokens, amount: Amount) -> Kind:
    before, after = _before(tokens, amount), _after(tokens, amount)
    if "proportion" in amount.marks:
        return Kind.SHARE
    if "growing" in amount.marks:
        return Kind.GROWTH
    if amount.numeral.form == "fraction" and amount.high < 1:
        return _fraction_kind(before, after)
    if not _MULTIPLE_GROWTH.isdisjoint(after[:2]) or _is_changed([word for word in before if word != "by"]):
        return Kind.GROWTH
    return Kind.RATIO


def _fraction_kind(before: list[str], after: list[str]) -> Kind:
    if after[:1] == ["of"]:
        return Kind.RATIO if not _RATIO_OF.isdisjoint(after[1:6]) else Kind.SHARE
    if _is_changed(before):
        return Kind.GROWTH
    if after[:1] and after[0] in _RATIO_WORDS | {"as"}:
        return Kind.RATIO
    return Kind.SHARE
