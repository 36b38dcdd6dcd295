"""Units a figure leaves out because a figure before it had them: "$8,900 a tonne, from $10,200", "India sent 2.4 million".

Within a sentence the neighbours share their units first; here a figure looks further back, over the sentence and the ones
before it in the paragraph, for the nearest figure of its own size.
"""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.neighbours import Named
from etl.extract.numbers.nouns import Noun
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.extract.units.paid_prices import Prices, are_near
from etl.extract.units.price_units import is_each, read_label
from etl.extract.units.told_measures import read_donor, read_measure
from etl.extract.units.told_nouns import LEVELS_APART, SHARES, read_counted
from etl.extract.units.told_prices import (
    BASES,
    CENT,
    by_each,
    divided,
    is_price,
    is_quoted,
    last_price,
    nearest_price,
    price_behind,
)
from etl.extract.units.told_rates import Told, read_conversion, read_rate
from etl.model.record import replace

_REMEMBERED = 8  # figures of a paragraph
_COUNTS_APART = 30.0
_SHARES_APART = 2.0
_OPEN = frozenset({"below", "above", "between", "with"})  # they also lead to a figure of another thing
_MEASURES = words_of("measures")
_LEADS = words_of("figure_leads") | {"to", "at", "is", "it", "be", "the", "only", "just", "about", "some", "nearly", "almost", "over", "under",
          "around", "and", ",", "or", "for", "another", "advertised", "available", "'s", "’s", "us", "not", "back"}  # fmt: skip
_NO_DONORS = frozenset({"multiple", "vague", "rate", "proportion"})
_GROUPED = 1e3
_THAT = frozenset({"that", "this", "these", "those", "it", "which"})
_WHOLE = 100.0  # percent
_NEXT = 5  # words to the share of the next: ", among tenants 43"
_LARGE = 1e6
_SCALE_ENDS = frozenset({"", ".", ",", ";", ")", "and", "in", "for", "a", "before", "last"})
_CLOSINGS = frozenset({"", ".", ",", ";"})
_MORE = frozenset({"more", "fewer", "less", "cheaper", "dearer", "higher", "lower", "above", "below", "extra", "short"})
_LEVEL_VERBS = frozenset({"is", "was", "for"})


class ToldUnits:
    """The figures of a paragraph so far."""

    def __init__(self) -> None:
        self.block = -1
        self.told: list[Told] = []
        self.previous: Amount | None = None  # the figure before in the sentence
        self.prices = Prices()
        self.rates: dict[str, tuple[str, float]] = {}  # of currencies, in the whole document

    def carry(self, tokens: Tokens, named: list[Named], block: int) -> list[Named]:
        """The figures of the next sentence with the units they leave out."""
        if block != self.block:
            self.block, self.told = block, []
        goes_on = tokens.words[0] == "of" and tokens.at[1] in _THAT
        told = self.told[-_REMEMBERED:]
        self.told = [each if each.is_near is goes_on else replace(each, is_near=goes_on) for each in told]
        found: list[Named] = []
        self.previous = None
        for place, (amount, noun) in enumerate(named):
            following = named[place + 1][0] if place + 1 < len(named) else None
            kept = self._with_unit(tokens, amount, noun, following)
            found.append(kept)
            self._remember(tokens, *kept)
            self.previous = kept[0]
        return found

    def _remember(self, tokens: Tokens, amount: Amount, noun: Noun | None) -> None:
        if amount.rule in _NO_DONORS or amount.unit is None and noun is None:
            return
        if amount.unit is not None and amount.unit.dimension == "time" and tokens.at[amount.last + 1] == "ago":
            return
        self.told.append(Told(amount.unit, noun, abs(amount.high), amount.numeral.scale))
        money, _, other = self.told[-1].name.partition("/")
        if other.isupper() and len(other) == len(money):
            self.rates[money] = (other, abs(amount.high))  # "24.10 korunas to the euro", then "holds at 23.50"
        if (
            amount.unit is not None
            and amount.unit.is_money
            and not is_quoted(tokens, amount, amount.unit.name, self.told)
        ):
            self.prices.add(tokens, amount, amount.unit)

    def _with_unit(self, tokens: Tokens, amount: Amount, noun: Noun | None, following: Amount | None) -> Named:
        if noun is not None and noun.unit == "one" and tokens.at[noun.last] == "ones":
            return amount, next((each.noun for each in reversed(self.told) if each.noun is not None), noun)
        counted = read_counted(tokens, amount, self.told) if noun is None and amount.unit is None else None
        if counted is not None:  # which another sentence may have told
            amount = replace(amount, unit=Unit(amount.last, amount.last, counted.unit, "count"))
        if amount.rule in _NO_DONORS or noun is not None or counted is not None:
            return amount, noun
        if amount.unit is None or amount.unit.name == "dimensionless":
            return self._bare(tokens, amount)
        if amount.unit.is_money and is_each(tokens, amount):
            return by_each(amount, self.told), None
        if amount.unit.is_money and "/" not in amount.unit.name:
            return self._priced(tokens, amount, following), None
        return read_measure(tokens, amount, self.told, self.previous), None

    def _priced(self, tokens: Tokens, amount: Amount, following: Amount | None) -> Amount:
        """A price by what the price before it was for: "$117/kWh compares with $165"."""
        unit = amount.unit
        assert unit is not None
        converted = read_conversion(tokens, amount, following, self.told)
        labelled = read_label(tokens, amount) if converted is None else None
        if converted is not None or labelled is not None:
            return converted or replace(amount, unit=labelled)
        moved = self.previous is not None and tokens.words[self.previous.last + 1 : amount.first] == ["from"]
        if tokens.at[amount.last + 1] == "for" and tokens.at[amount.last + 2] in {"a", "an", "one"} and not moved:
            return amount  # "$20 a year or $50 for a lifetime"
        more = moved or tokens.at[amount.last + 1] in _MORE  # "€1,150 a month, €90 more", "$0.07 per page from $20"
        price = last_price(unit, self.told) if more else None
        if price is None and amount.numeral.scale < 1e6 and unit.factor != CENT:
            price = self._price_before(tokens, amount, unit) or price_behind(tokens, amount, unit, following)
        return divided(amount, price) if price is not None else amount

    def _price_before(self, tokens: Tokens, amount: Amount, unit: Unit) -> Unit | None:
        """The price told before that a sum goes by."""
        last = self.told[-1] if self.told else None
        if last is not None and last.unit is not None and tokens.at[amount.first - 1] == "(" and is_price(last):
            return last.unit  # "640 euros ($747)"
        if is_quoted(tokens, amount, unit.name, self.told):
            return None
        return nearest_price(amount, unit.name, self.told) or self.prices.like(tokens, amount, unit)

    def _goes_on_in_percent(self, tokens: Tokens, amount: Amount) -> bool:
        """Whether a bare figure is the next of the answers of a poll: "48% said yes, 41 no and 11 nothing"."""
        last = self.previous
        known = last is not None and last.unit is not None and last.unit.name == "percent"
        if last is None or not known or amount.numeral.form != "digits":
            return False
        between, behind = tokens.words[last.last + 1 : amount.first], tokens.at[amount.last + 1]
        goes_on = between[-1:] in ([","], ["and"]) and (behind.isalpha() or behind in _CLOSINGS)
        if goes_on and amount.high + last.high <= _WHOLE:
            return amount.numeral.scale == 1
        alike = between[:1] in ([","], ["and"], [";"]) and behind in _CLOSINGS and all(map(str.isalpha, between[1:]))
        return alike and 1 < len(between) <= _NEXT and amount.numeral.scale == 1 and amount.high <= _WHOLE

    def _in_scale_of_sum(self, tokens: Tokens, amount: Amount) -> Amount | None:
        """Money that leaves out the millions of the sum before: "the bank gave $9.4 million (43%), the city 6.8"."""
        last = next((each for each in reversed(self.told) if each.unit is not None and each.unit.is_money), None)
        if last is None or last.unit is None or not last.is_near or not _leaves_scale_out(tokens, amount, last):
            return None
        numeral = amount.numeral.times(last.scale, amount.numeral.last)
        ends = (amount.low * last.scale, amount.high * last.scale, numeral.step)
        return _with(replace(amount, numeral=numeral, low=ends[0], high=ends[1], step=ends[2]), last.unit)

    def _beside(self, tokens: Tokens, amount: Amount) -> Named | None:
        """A bare figure by the one right before it: an exchange rate, what is more or fewer, the next of some shares."""
        rate = read_rate(tokens, amount, self.told, self.rates)
        if rate is not None:
            return rate, None
        if self._goes_on_in_percent(tokens, amount):
            return replace(amount, unit=Unit(amount.last, amount.last, "percent", "share")), None
        scaled = self._in_scale_of_sum(tokens, amount)
        if scaled is not None:
            return scaled, None
        last = self.told[-1] if self.told else None
        if tokens.at[amount.last + 1] not in _MORE or last is None or not last.is_near or last.name in SHARES:
            return None
        if amount.high >= last.value or last.unit is not None and last.unit.dimension == "time":
            return None
        return (amount, last.noun) if last.unit is None else (_with(amount, last.unit), None)  # "300 cars, 40 fewer"

    def _bare(self, tokens: Tokens, amount: Amount) -> Named:
        """A bare figure in the unit of the nearest figure of its size."""
        beside = self._beside(tokens, amount)
        if beside is not None:
            return beside
        donor = read_donor(tokens, amount, self.told)
        if donor is not None:
            return _with(amount, donor), None
        before = _lead(tokens, amount)
        led = before in BASES or before in _LEADS or not before or tokens.is_capital(amount.first - 1)
        led = led or amount.numeral.scale > 1 and before not in {":", "=", "/"}
        if (
            not led
            or "vague" in amount.marks
            or amount.low == amount.high <= 1
            and amount.numeral.is_whole
            or _is_name(amount)
        ):
            return amount, None
        for told in reversed(self.told):
            if told.unit is None or told.unit.dimension in {"count", "dimensionless"}:
                if are_near(amount.high, told.value, LEVELS_APART) and told.scale == amount.numeral.scale:
                    return amount, None
                continue
            if told.name == "ratio" and "ratio" not in tokens.words:
                continue
            if _fits(amount, told, before):
                return replace(_with(amount, told.unit), marks=amount.marks | {"told_unit"}), None
        return amount, None


def _leaves_scale_out(tokens: Tokens, amount: Amount, last: Told) -> bool:
    """Whether a bare figure is of the size of a sum before, whose scale it leaves out."""
    if last.scale < _LARGE or amount.numeral.form != "digits":
        return False
    near = amount.numeral.scale == 1 and are_near(amount.high, last.value / last.scale, _COUNTS_APART)
    led = tokens.at[amount.first - 1] in BASES - {"("} or not amount.numeral.is_whole
    return near and led and not _is_name(amount) and tokens.at[amount.last + 1] in _SCALE_ENDS


def _lead(tokens: Tokens, amount: Amount) -> str:
    """The word that leads to a bare figure; "from" for the target, the level of, or a remark in brackets."""
    before = tokens.at[amount.first - 1]
    if (before, tokens.at[amount.first - 2]) in {("on", "up"), ("on", "down"), ("of", "instead")}:
        return "from"
    if before == "the" and tokens.at[amount.first - 2] in BASES | {"of"}:
        before = tokens.at[amount.first - 2]
        return "from" if tokens.at[amount.first - 3] == "instead" else before
    if before == "of" and tokens.at[amount.first - 2] in _MEASURES:
        return "from"
    if before == ":":
        return "from" if "(" in tokens.words[max(0, amount.first - 4) : amount.first] else ":"
    return before


def _is_name(amount: Amount) -> bool:
    return (
        amount.numeral.plain
        and 1900 <= amount.low <= 2100
        or amount.numeral.form == "words"
        and amount.numeral.scale == 1
    )


def _fits(amount: Amount, told: Told, before: str) -> bool:
    """Whether a figure led by a word may be in the unit of another, by their sizes and how near they are."""
    assert told.unit is not None
    base = told.name.split("/")[0]
    compared = before in BASES and (told.is_near or before not in _OPEN)
    if base == "ratio" and amount.numeral.step < 1 and told.is_near:
        return (before in BASES or before in _LEVEL_VERBS | {"to"}) and are_near(amount.high, told.value, LEVELS_APART)
    if base in SHARES:
        near = told.is_near and before != "(" and amount.high < 100
        return base == "percent" and near and compared and are_near(amount.high, told.value, _SHARES_APART)
    if told.scale != amount.numeral.scale:
        grouped = not amount.numeral.plain and amount.high >= _GROUPED and told.scale > 1
        return grouped and are_near(amount.high, told.value, _COUNTS_APART)
    if amount.numeral.scale > 1:
        return are_near(amount.high, told.value, _COUNTS_APART)
    linked = compared or before in _LEVEL_VERBS or told.is_near and told.unit.dimension != "time"
    return linked and are_near(amount.high, told.value, LEVELS_APART)


def _with(amount: Amount, unit: Unit) -> Amount:
    """A bare figure in a unit told before."""
    return replace(amount, unit=replace(unit, first=amount.last, last=amount.last))
