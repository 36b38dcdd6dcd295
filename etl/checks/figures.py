"""One figure as a person writes it: prefixes of the metric system, signs of currencies, plurals."""

import math
from dataclasses import dataclass
from functools import lru_cache

from etl.model.noun import plural

_SCALES = ((1e15, " quadrillion"), (1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_DIRECT = {"percent": "%", "ratio": "×", "celsius": " °C", "fahrenheit": " °F", "": "", "count": "", "number": "", "dimensionless": ""}  # fmt: skip
# Symbol, and the prefixes people use with it: "1,657 TWh" and "12,000 km", not PWh and Mm.
_LARGE = "kMGTPE"
_SYMBOLS = {
    "watt": ("W", "kMG"), "watt_hour": ("Wh", "kMGT"), "byte": ("B", _LARGE), "bit": ("bit", _LARGE),
    "hertz": ("Hz", "kMGT"), "meter": ("m", "kmµn"), "gram": ("g", "kmµ"), "FLOPS": ("FLOPS", _LARGE),
    "OPS": ("OPS", _LARGE), "joule": ("J", _LARGE), "electronvolt": ("eV", "kMGTPm"), "volt": ("V", "kMmµ"),
    "ampere": ("A", "kmµ"), "newton": ("N", "kM"), "pascal": ("Pa", "kMG"), "tesla": ("T", "mµ"),
    "second": ("s", "mµn"), "tonne": ("t", ""), "kelvin": ("K", "mµ"), "ohm": ("Ω", "kMm"), "var": ("var", "kMG"),
    "volt_ampere": ("VA", "kMG"), "ampere_hour": ("Ah", "km"), "toe": ("toe", "kM"), "sievert": ("Sv", "mµ"),
}  # fmt: skip
_FACTORS = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18, "m": 1e-3, "µ": 1e-6, "n": 1e-9}
_SPECIAL = {
    "percentage_point": "percentage point", "basis_point": "basis point", "gram_co2": "g CO2", "gram_co2e": "g CO2e",
    "tonne_co2": "t CO2", "tonne_co2e": "t CO2e", "mmhg": "mmHg", "square_meter": "m²", "cubic_meter": "m³", "psi": "psi",
    "ppm": "ppm", "ppb": "ppb", "rpm": "rpm", "btu": "BTU", "dpi": "dpi",
}  # fmt: skip
_FULL_INTEGER = 1e6
_RARE = 0.005  # below it a ratio is how many there are among 100,000
_CACHED = 1 << 15


@dataclass(frozen=True, slots=True)
class Spoken:
    """A figure in three parts: what stands before its digits, the digits, and what stands behind."""

    sign: str
    digits: str
    end: str

    @property
    def text(self) -> str:
        """The parts together."""
        return self.sign + self.digits + self.end


def _digits(value: float, *, money: bool = False) -> str:
    """At most four significant digits; whole numbers below a million in full."""
    size = abs(value)
    if size < _FULL_INTEGER and value == round(value):
        text = f"{value:,.0f}"
    elif money and 0.1 <= size < 1000 and round(value, 2) == float(f"{value:.4g}"):
        text = f"{value:.2f}"
    elif not 1e-4 <= size < 1e18:
        text = f"{value:.3g}"
    else:
        rounded = float(f"{value:.4g}")
        text = f"{rounded:,.0f}" if rounded == round(rounded) else f"{rounded:,.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def _scaled(value: float, *, money: bool = False) -> tuple[str, str]:
    size = abs(value)
    for scale, word in _SCALES:
        if size >= scale * 0.99995 and size < 1e18:
            return _digits(value / scale), word
    return _digits(value, money=money), ""


def _with_symbol(value: float, unit: str) -> Spoken:
    symbol, prefixes = _SYMBOLS[unit]
    size = abs(value)
    if unit == "gram" and size >= 1e6:
        digits, word = _scaled(value / 1e6)
        return Spoken("", digits, word + " t")
    if unit in ("bit", "byte") and size < 1000:
        return Spoken("", _digits(value), f" {unit}" if value == 1 else f" {unit}s")
    found = ""
    for prefix in prefixes:
        factor = _FACTORS[prefix]
        is_large = factor > 1 and size >= factor * 0.99995
        is_small = factor < 1 and 0 < size < 1 and not (found and size >= _FACTORS[found] * 0.99995)
        found = prefix if is_large or is_small else found
    digits, word = _scaled(value / _FACTORS.get(found, 1.0))
    return Spoken("", digits, f"{word} {found}{symbol}")


def _single(value: float, unit: str) -> Spoken:
    if unit == "ratio" and 0 < abs(value) < _RARE:
        return Spoken("", _digits(value * 1e5), " per 100,000")
    if unit in _DIRECT:
        digits, word = _scaled(value)
        return Spoken("", digits, word + _DIRECT[unit])
    if unit in _SYMBOLS:
        return _with_symbol(value, unit)
    if len(unit) == 3 and unit.isupper():
        digits, word = _scaled(abs(value), money=True)
        return Spoken(("−" if value < 0 else "") + _SIGNS.get(unit, unit + " "), digits, word)
    digits, word = _scaled(value)
    noun = _SPECIAL.get(unit, unit.replace("_", " "))
    counted = noun if abs(value) == 1 or noun != unit.replace("_", " ") and "point" not in noun else plural(noun)
    return Spoken("", digits, f"{word} {counted}")


_RATE_SYMBOLS = ("byte", "bit", "FLOPS", "meter")
_SCALED_BELOW = {"watt_hour": "kM", "gram": "kM", "byte": "GT", "hertz": "M", "meter": "k", "watt": "kM", "joule": "MG"}


def _compound(value: float, over: str, under: str) -> Spoken:
    """A rate: 1.4 TB/s, $3.50 per million tokens, $0.034 per kWh."""
    if under in ("second", "s") and over in _RATE_SYMBOLS:
        main = _single(value, over)
        return Spoken(main.sign, main.digits, main.end + "/s")
    if len(under) == 3 and under.isupper() and len(over) == 3:
        return Spoken(f"{over} ", _digits(value), f" per {under}")
    size = abs(value)
    if under in _SCALED_BELOW and 0 < size < 0.1:
        for prefix in _SCALED_BELOW[under]:
            if size * _FACTORS[prefix] >= 0.01:
                main = _single(value * _FACTORS[prefix], over)
                symbol = _SYMBOLS[under][0]
                whole = "t" if (under, prefix) == ("gram", "M") else prefix + symbol
                return Spoken(main.sign, main.digits, f"{main.end} per {whole}")
    if 0 < size < 1e-3 and under not in _SYMBOLS:
        main = _single(value * 1e6, over)
        return Spoken(main.sign, main.digits, f"{main.end} per million {plural(under.replace('_', ' '))}")
    main = _single(value, over)
    below = _SYMBOLS[under][0] if under in _SYMBOLS and under != "bit" else under.replace("_", " ")
    return Spoken(main.sign, main.digits, f"{main.end} per {below.replace('/', ' per ')}")


@lru_cache(_CACHED)
def spoken(value: float, unit: str) -> Spoken:
    """A figure as a person writes it.

    >>> spoken(72e9, "watt").text, spoken(29.0, "day").text, spoken(3.5e-6, "USD/token").text
    ('72 GW', '29 days', '$3.50 per million tokens')
    """
    if math.isinf(value) or math.isnan(value):
        return Spoken("", "any", "")
    over, _, under = unit.partition("/")
    return _compound(value, over, under) if under else _single(value, over)


def spoken_range(main: Spoken, low: float, high: float, unit: str) -> str:
    """The interval behind a figure, in brackets; empty where it says no more than the figure."""
    if math.isinf(low) or math.isinf(high) or math.isnan(low) or math.isnan(high):
        return ""
    first, last = spoken(low, unit), spoken(high, unit)
    if first.text == last.text:
        return ""
    joint = " to " if low < 0 else "–"
    if first.end == last.end == main.end and first.sign == last.sign:
        return f" ({first.digits}{joint}{last.digits})"
    if first.end == last.end:
        return f" ({first.sign}{first.digits}{joint}{last.digits}{last.end})"
    return f" ({first.text}{joint if len(joint) > 1 else ' – '}{last.text})"
