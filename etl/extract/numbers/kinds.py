"""What sort of statement a figure makes: level, share, growth, ratio, duration or probability."""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.clause_words import Around, is_long_past, is_past, look_around
from etl.extract.numbers.growth_signs import CHANGES, ENDS, is_changed, tells_growth
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import WORDS, words_of
from etl.model.quantity import Kind

_MULTIPLE_GROWTH = words_of("multiple_growth_nouns")
_RATIO_WORDS = words_of("ratio_words")
_RATIO_OF = words_of("ratio_of")
_RATIO_LEADS = words_of("ratio_leads")
_CHANCES = frozenset({"probability", "likelihood", "odds"})
_COPULAS = frozenset({"is", "was", "at", "be", "are", "were"})
_PROBABILITY = words_of("probability_words")
_PROBABILITY_NOUNS = _PROBABILITY - {"likely", "confidence", "ci"}
_SHARE = words_of("share_words")
_RATES = words_of("rate_nouns")
_CHARGES = frozenset({"fees", "levies", "commission", "commissions", "surcharge", "surcharges"})
_RISKS = words_of("risk_words")
_SHARE_RATES = words_of("share_rates") - {"tax", "growth", "birth"}
_OWN = frozenset({"its", "their", "our", "his", "her", "installed", "original", "full", "nameplate", "rated"})
_EXTENTS = words_of("extents")
_PERCENTS = frozenset({"percent", "percentage_point", "basis_point", "point"})
_LINKS = frozenset(
    {"from", "to", "versus", "vs", "against", "compared", "with", "after", "and", "or", ",", "(", "than", "then", "in"}
)
_LEADS = frozenset({"lead", "leads", "leading", "ahead"})
_WHOLES = words_of("wholes")
_ENERGIES = frozenset({"solar", "wind", "nuclear", "renewable", "electric", "coal", "hydro", "gas", "green", "clean"})
_TABLE_MARKS = frozenset({"table_growth", "table_ratio", "table_level"})
_AVERAGES = frozenset({"mean", "median", "average"})
_DIVIDED = frozenset({"that", "price", "prices", "cost", "costs"})  # of these a fraction is a part
_INTERVAL_NAMES = frozenset({"ci", "cri", "confidence", "credible", "interval"})
_INTERVALS = _INTERVAL_NAMES | frozenset({":", "of", ",", "=", "(", "["})
_MARKS = words_of("measuring_marks")
_PRESENT = frozenset({"current", "present", "today"})
_PAYING = words_of("paying_verbs")
_CLOSINGS = words_of("closings")
_NORMS = frozenset({"average", "norm", "mean", "median"})
_DANGERS = frozenset({"risk", "risks", "hazard"})
_FALLEN = frozenset({"rose", "risen", "fell", "fallen", "climbed", "declined", "dropped", "grew", "jumped", "surged"})
_RAIN = frozenset({"rain", "rainfall", "precipitation", "snow", "snowfall"})
_ROUNDS = frozenset({"game", "match", "season", "player", "win", "minute", "race"})
_SPANS = frozenset({"quarter", "half", "year", "period", "month"})  # "4 % higher in the quarter"
_AGED = 12
_YEAR = 4  # digits


def classify(tokens: Tokens, amount: Amount, unit: str, dimension: str) -> tuple[Kind, bool]:
    """The kind of an amount, and whether words beside it say so (else it may take the kind of the one before)."""
    base, _, below = unit.partition("/")
    if base in _PERCENTS and (base != "point" or below not in _ROUNDS):
        return _percent_kind(amount, base, look_around(tokens, amount), yearly=bool(below))
    if base in {"ratio", "sigma"}:
        return (_ratio_kind(tokens, amount) if base == "ratio" else Kind.RATIO), True
    if dimension == "time":
        is_short = amount.unit is not None and amount.unit.factor < 1
        is_level = is_short or "age" in amount.marks or _is_age(look_around(tokens, amount))
        return (Kind.LEVEL if is_level else Kind.DURATION), is_level or base != "year"
    if below in {"year", "decade", "century"} and dimension.startswith(("length", "temperature")):
        return (Kind.GROWTH if _RAIN.isdisjoint(tokens.words) else Kind.LEVEL), True
    return Kind.LEVEL, True


def _is_age(around: Around) -> bool:
    """Whether years are the age people reach or have on average, a property of theirs and no stretch of time."""
    before = around.before[:_AGED]
    return "expectancy" in before or ("age" in before and not _AVERAGES.isdisjoint(before))


def _percent_kind(amount: Amount, base: str, around: Around, *, yearly: bool) -> tuple[Kind, bool]:
    if _is_chance(around):
        return Kind.PROBABILITY, True
    if not _TABLE_MARKS.isdisjoint(amount.marks) and "signed" not in amount.marks and not around.before:
        return _table_kind(amount), True
    compared = _compared_kind(around)
    if compared:
        return compared, True
    yearly = yearly and not around.has_before(_SHARE_RATES, 4)  # "a churn rate of 0.9% a month"
    if tells_growth(amount, around) or yearly:
        return (Kind.RATIO if _is_of_risk(around) else Kind.GROWTH), True
    if base != "percent":
        against = around.has_before(_RATIO_LEADS, 6) or around.has_after(_RATIO_LEADS)
        against = against or base == "basis_point" and around.has_before(_CHARGES, 6)
        stands = base == "point" or around.before[:1] in (["at"], ["to"])
        return (Kind.RATIO if against else Kind.LEVEL if stands else Kind.GROWTH), True
    return _share_kind(around)


def _is_of_risk(around: Around) -> bool:
    """Whether a change is how much a treatment does to a risk; one over years is a growth: "deaths fell 5% from 2012"."""
    if not around.has_before(_RISKS) and not around.has_after(_RISKS) or is_past(around.wider):
        return False
    told = around.has_before(_FALLEN) and _DANGERS.isdisjoint([*around.before, *around.after])
    return not told and not _names_year(around.recent)


def _names_year(words: frozenset[str]) -> bool:
    return any(len(word) == _YEAR and word.isdecimal() and word[:2] in {"19", "20"} for word in words)


def _table_kind(amount: Amount) -> Kind:
    if "table_growth" in amount.marks:
        return Kind.GROWTH
    return Kind.RATIO if "table_ratio" in amount.marks else Kind.LEVEL


def _is_chance(around: Around) -> bool:
    if around.has_after(_PROBABILITY, 2):
        return True
    if around.has_before(_PROBABILITY_NOUNS):
        return not around.has_before(CHANGES, 6)
    return not _CHANCES.isdisjoint(around.topics) and around.has_before(_COPULAS, 3)


def _compared_kind(around: Around) -> Kind | None:
    """Growth or ratio where "faster than", "above the", "more" follows the figure."""
    word = around.next()
    if word in {"over", "under"} and not _MARKS.isdisjoint(around.after[1:4]):
        return Kind.RATIO
    if word not in _RATIO_WORDS or word in _RATES or word in {"lead", "leads", "margin", "rate"}:
        return None
    if word in {"above", "below"} and not _NORMS.isdisjoint(around.after[1:4]):
        return Kind.RATIO
    past = (
        is_past(around.wider)
        or around.has_before(_CLOSINGS, 2)
        or around.has_before(frozenset({"become", "became", "becomes", "got"}), 3)
    )
    timed = around.after[1:2] in (["in"], ["for"], ["over"]) and not _SPANS.isdisjoint(around.after[2:5])
    timed = timed and "than" not in around.after
    return Kind.GROWTH if past or timed or not _PRESENT.isdisjoint(around.after[:4]) else Kind.RATIO


def _share_kind(around: Around) -> tuple[Kind, bool]:
    word = around.next()
    if word in _SHARE_RATES and around.after[1:2] in (["rate"], ["rates"]):
        return Kind.SHARE, True
    leading = word in {"lead", "leads"} or word == "margin" and around.has_before(_LEADS)
    is_rate = not _RATES.isdisjoint(around.topics) and not around.has_before(_SHARE) and word != "of"
    if (is_rate or word in {"interest", "coupon"}) and not leading:
        return Kind.LEVEL, True
    if (
        word in {"margin", "lead", "leads"}
        or _leads_to_ratio(around.after[: 1 if around.before[:1] == ["("] else 4])
        and word != "of"
        and "margin" not in around.after[:3]
    ):
        return (Kind.RATIO if leading or word != "margin" else Kind.SHARE), True
    is_set_against = word == "of" and ("equivalent" in around.before[:2] or _is_of_another(around.after))
    if is_set_against and not around.has_before(_SHARE) and not around.has_before(_PAYING, 3):
        return Kind.RATIO, True
    led = around.before[:1] in (["of"], ["at"]) if word == "of" else True
    if word in {"cost", "price", "equivalent"} or led and around.has_before(_RATIO_LEADS, 5):
        return Kind.RATIO, True
    return Kind.SHARE, word == "of" or around.has_before(_SHARE, 4)


def _leads_to_ratio(after: list[str]) -> bool:
    """Whether a word that compares follows, no other figure between: "20 % of pupils read more", not "33 % saw two more"."""
    for word in after:
        if word in _RATIO_WORDS:
            return True
        if word in WORDS or word == "from" or word[0].isdecimal():
            return False
    return False


def _is_of_another(after: list[str]) -> bool:
    """Whether "60 % of" goes on with a property of something else ("of that chip's speed"), not with a whole."""
    if after[1:2] and after[1] in {"that", "those", "what"}:
        return after[1] != "those"
    if after[1:2] and after[1] in {"normal", "average", "par"}:
        return True  # "155% of normal"
    own = after[1:2] and after[1] in _OWN
    for place, word in enumerate(after[1:7]):
        if word in _WHOLES or word in ENDS or own and word in _EXTENTS:
            return False
        if (
            word in _RATIO_OF
            and after[place + 2 : place + 3] != ["base"]
            and (word != "power" or after[place] not in _ENERGIES)
        ):
            return place > 0
    return False


def refers_back(tokens: Tokens, amount: Amount) -> bool:
    """Whether "up from" or "down from" leads to the figure: it is what the figure before it is."""
    return tokens.at[amount.first - 1] == "from" and tokens.at[amount.first - 2] in {"up", "down"}


def _ratio_kind(tokens: Tokens, amount: Amount) -> Kind:
    around = look_around(tokens, amount)
    if "proportion" in amount.marks:
        return Kind.SHARE
    if "rate" in amount.marks:
        return Kind.LEVEL
    if "growing" in amount.marks:
        return Kind.GROWTH
    if amount.numeral.form == "fraction" and amount.high < 1:
        return _fraction_kind(around)
    if around.has_after(_MULTIPLE_GROWTH, 2) or is_changed(around.before):
        return Kind.GROWTH
    only_named_so = amount.unit is not None and amount.unit.first == amount.numeral.last and amount.rule != "multiple"
    past = not only_named_so and is_long_past(around.wider) or around.after[:3] == ["what", "it", "was"]
    return Kind.GROWTH if past or not _PRESENT.isdisjoint(around.after[:4]) else Kind.RATIO


def _fraction_kind(around: Around) -> Kind:
    word = around.next()
    if word == "of":
        is_owned = not ({"'s", "’s"}.isdisjoint(around.after[1:6]) or _RATIO_OF.isdisjoint(around.after[2:8]))
        compared = _is_of_another(around.after) and _DIVIDED.isdisjoint(around.after[1:6])
        return Kind.RATIO if is_owned or compared else Kind.SHARE
    if is_changed(around.before):
        return Kind.RATIO if around.has_before(_RISKS) else Kind.GROWTH
    if word in _RATIO_WORDS:
        return Kind.GROWTH if is_past(around.wider) else Kind.RATIO
    return Kind.RATIO if word == "as" or not _RATIO_OF.isdisjoint(around.after[:3]) else Kind.SHARE


def inherits(tokens: Tokens, earlier: Amount, later: Amount) -> bool:
    """Whether a share may be of the same kind as the one before: "rose 4.0 %, after 2.6 % in 2023"."""
    between = tokens.words[earlier.last + 1 : later.first]
    if between == ["to"] and tokens.at[earlier.first - 1] != "from":
        return False  # "fell by 1 % to 8 %"
    return (
        refers_back(tokens, later)
        or 0 < len(between) <= 12
        and not _LINKS.isdisjoint(between)
        and not {";", "of"} & set(between)
    )


def is_interval_of(tokens: Tokens, confidence: Amount, interval: Amount) -> bool:
    """Whether an interval stands behind how sure it is, and so is what the figure before both is: "91% (95% CI 85–95)"."""
    between = tokens.words[confidence.last + 1 : interval.first]
    named = not _INTERVAL_NAMES.isdisjoint(between)
    return interval.rule == "range" and named and _INTERVALS.issuperset(between)
