"""Figures of a finding as a person writes them."""

from math import floor, isfinite, log10

from etl.model.noun import plural

_DIRECT = {"percent": "%", "ratio": "×", "count": "", "number": "", "dimensionless": "", "": ""}
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def amount(low: float, high: float, unit: str) -> str:
    """The shortest figure an interval holds, with its unit.

    >>> amount(3.088, 3.251, "ratio"), amount(45e9, 50e9, "USD"), amount(6.0, 6.0, "story")
    ('3.2×', '$48 billion', '6 stories')
    """
    if low == high or not (isfinite(low) and isfinite(high)):
        return _with_unit(number(low if isfinite(low) else high), unit)
    middle = (low + high) / 2
    digits = next((count for count in range(2, 7) if low <= rounded(middle, count) <= high), 7)
    return _with_unit(number(middle, digits), unit)


def span(low: float, high: float, unit: str) -> str:
    """An interval with its unit.

    >>> span(3.088, 3.251, "ratio"), span(45e9, 50e9, "USD"), span(6.0, 6.0, "story")
    ('3.088–3.251×', '$45–50 billion', '6 stories')
    """
    digits = next((count for count in range(4, 9) if rounded(low, count) != rounded(high, count)), 4)
    first, last = number(low, digits), number(high, digits)
    if first == last:
        return _with_unit(first, unit)
    scale = next((word for _, word in _SCALES if first.endswith(word) and last.endswith(word)), "")
    return _with_unit(f"{first.removesuffix(scale)}–{last}", unit)


def number(value: float, digits: int = 4) -> str:
    """A figure in digits and words, to so many significant digits.

    >>> number(63.1e9), number(12345.6), number(3.0)
    ('63.1 billion', '12,350', '3')
    """
    if not isfinite(value):
        return "any"
    short = rounded(value, digits)
    for scale, word in _SCALES:
        if abs(short) >= scale:
            return f"{_plain(short / scale)}{word}"
    return _plain(short)


def rounded(value: float, digits: int) -> float:
    """A figure to so many significant digits."""
    return value if value == 0 or not isfinite(value) else round(value, digits - 1 - floor(log10(abs(value))))


def _plain(value: float) -> str:
    if value == round(value):
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"
    return f"{value:,.10f}".rstrip("0").rstrip(".") if abs(value) >= 1e-6 else f"{value:g}"


def _with_unit(figure: str, unit: str) -> str:
    if unit in _DIRECT:
        return figure + _DIRECT[unit]
    over, per, under = unit.replace("_", " ").partition("/")
    behind = f"{per and ' per '}{under}"
    if len(over) == 3 and over.isupper():
        return f"{_SIGNS.get(over, over + ' ')}{figure}{behind}"
    return f"{figure} {over if figure == '1' else plural(over)}{behind}"
