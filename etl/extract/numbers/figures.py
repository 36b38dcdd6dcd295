"""Figures of digits: separators of every habit, fractions, exponents, and the step of the last digit."""

from etl.extract.numbers.tokens import Tokens
from etl.model.record import record, replace

VULGAR = {
    "¼": 0.25, "½": 0.5, "¾": 0.75, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 0.1, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅖": 0.4,
    "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_TIMES_SIGNS = frozenset({"×", "x", "·", "*"})
_SLASHES = frozenset({"/", "⁄"})
_MINUS = frozenset({"-", "−", "–", "‑"})
_COMMON_DENOMINATORS = frozenset({"2", "3", "4", "5", "8", "16", "32"})
_BEFORE_POINTS = frozenset({"(", "[", "=", "<", ">", "$", "€", "£", "-", "−", "–", "+", "±", "~", "≈", "|", '"', "“"})
_EIGHTHS = frozenset({"2", "4", "8", "16", "32"})
_CENT = 0.01
_LONGEST = 300  # digits a float can hold


@record
class Numeral:
    """A value written at tokens `first` to `last`; `step` is one step of its last digit, both with the scale applied.

    `form` is digits, words or fraction; `scale` the product of its scale words (1 without); `plain` whether the
    digits carry neither separator nor fraction, as a year or a name does.
    """

    first: int
    last: int
    value: float
    step: float
    form: str
    scale: float = 1.0
    plain: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the value is a whole number."""
        return self.value == int(self.value) if abs(self.value) < 1e300 else True

    def times(self, scale: float, last: int) -> "Numeral":
        """The numeral with a scale that ends at token `last`."""
        value, step = self.value * scale, self.step * scale
        return Numeral(self.first, last, value, step, self.form, self.scale * scale)


def step_of(digits: str, decimals: int) -> float:
    """One step of the last digit written; trailing zeros of whole numbers count down to two significant digits.

    >>> step_of("140", 0), step_of("200", 0), step_of("63.1", 1)
    (10.0, 10.0, 0.1)
    """
    if decimals:
        return float(f"1e-{decimals}")
    figures = digits.lstrip("0")
    zeros = len(figures) - len(figures.rstrip("0"))
    return float(f"1e{max(0, min(zeros, len(figures) - 2))}")


def parse_figure(text: str, *, dot_groups: bool = False) -> tuple[float, float, bool] | None:
    """Value, step and whether it has separators, of a figure as written; None where it is a version or a list.

    `dot_groups` reads "3.500" as 3500, as writers of euro amounts do.

    >>> parse_figure("1,234.5")
    (1234.5, 0.1, True)
    """
    if len(text) > _LONGEST:
        return None
    text = text.replace("·", ".").replace(", ", ",")
    marks = [char for char in text if char in ".,"]
    if not marks:
        return float(text), step_of(text, 0), False
    decimal = _decimal_mark(text, marks, dot_groups=dot_groups)
    if decimal is None:
        return None
    whole, _, part = text.rpartition(decimal) if decimal else (text, "", "")
    digits = whole.replace(",", "").replace(".", "")
    return float(f"{digits or 0}.{part or 0}"), step_of(digits, len(part)), True


def _decimal_mark(text: str, marks: list[str], *, dot_groups: bool) -> str | None:
    """The mark before the decimals, empty where there are none, None where the marks make no number."""
    last = marks[-1]
    head, _, tail = text.rpartition(last)
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 and _is_grouped(head, marks[0]) else None
    if last == ",":
        return "" if _is_grouped(text, ",") else "," if len(marks) == 1 else None
    if len(marks) > 1:
        return "" if _is_grouped(text, ".") else None
    return "" if dot_groups and len(tail) == 3 and _is_grouped(text, ".") else "."


def _is_grouped(text: str, mark: str) -> bool:
    """Whether `mark` cuts the digits into thousands, or the Indian way into a thousand and hundreds."""
    head, *groups = text.split(mark)
    if not groups or len(groups[-1]) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return False
    inner = {len(group) for group in groups[:-1]}
    return inner <= {3} or (inner <= {2} and len(head) <= 2)


def read_digits(tokens: Tokens, index: int, *, dot_groups: bool) -> Numeral | None:
    """A figure of digits at token `index`, with its fraction or exponent."""
    last = _last_group(tokens, index)
    text = (
        tokens.words[index]
        if last == index
        else "".join(tokens.words[index : last + 1]).replace("'", "").replace("’", "")
    )
    first = index - has_leading_point(tokens, index)
    parsed = parse_figure("0." + text if first < index else text, dot_groups=dot_groups)
    if parsed is None:
        return None
    value, step, marked = parsed
    numeral = Numeral(first, last, value, step, "digits", plain=not marked and last == index)
    following = tokens.at[last + 1]
    if following in VULGAR:
        place = min(step, 1.0)  # "$4.23¼" is a quarter of a cent more
        value = round(value + VULGAR[following] * place, 12)
        return replace(numeral, last=last + 1, value=value, step=0.05 * place, plain=False)
    return _read_slash(tokens, numeral) or _read_power(tokens, numeral) or numeral


def has_leading_point(tokens: Tokens, index: int) -> bool:
    """Whether a point before the digits is all that is left of a nought: ".08", "p = .34"."""
    if tokens.at[index - 1] != "." or not tokens.is_glued(index) or not tokens.words[index].isdecimal():
        return False
    return not tokens.is_glued(index - 1) or tokens.at[index - 2] in _BEFORE_POINTS


def _is_spaced_out(tokens: Tokens, index: int) -> bool:
    """Whether a point or comma with a space on both sides stands in a figure: "6 . 2 %", "10 , 000"."""
    mark, after = tokens.at[index], tokens.at[index + 1]
    if mark not in {".", ","} or not after.isdecimal() or tokens.glued[index] or tokens.glued[index + 1]:
        return False
    if tokens.starts[index] - tokens.ends[index - 1] != 1 or tokens.starts[index + 1] - tokens.ends[index] != 1:
        return False
    return len(after) == 3 and tokens.at[index - 1][0] != "0" if mark == "," else len(after) <= 3


def _last_group(tokens: Tokens, index: int) -> int:
    """The last token of digits grouped by spaces or apostrophes: "600 000", "1'000"."""
    last = index
    if tokens.at[index + 1] in {".", ","} and tokens.words[index].isdecimal() and _is_spaced_out(tokens, index + 1):
        return index + 2
    if not 1 <= len(tokens.words[index]) <= 3 or not tokens.words[index].isdecimal() or tokens.words[index][0] == "0":
        return index
    while True:
        if tokens.at[last + 1] in {"'", "’"} and tokens.is_glued(last + 1) and tokens.is_glued(last + 2):
            after = last + 2
        elif last + 1 < len(tokens.words) and tokens.starts[last + 1] - tokens.ends[last] == 1:
            after = last + 1
        else:
            return last
        if not _is_group(tokens, after):
            return last
        last = after


def _is_group(tokens: Tokens, index: int) -> bool:
    word = tokens.at[index]
    head, _, tail = word.partition(".") if "." in word else word.partition(",")
    if len(head) != 3 or not head.isdecimal() or (tail and not tail.isdecimal()) or word.count(",") > 1:
        return False
    return not (tail and len(tail) == 3 and "," in word)


def _read_slash(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """A fraction of digits: "2/3", "1 1/2"."""
    at = numeral.last + 1
    at += is_hyphen_fraction(tokens, at)
    joined = at > numeral.last + 1 or not tokens.is_glued(at)
    if (numeral.plain or numeral.step == _CENT) and tokens.is_number(at) and joined and tokens.at[at + 1] in _SLASHES:
        part = _read_ratio(tokens, at)
        if part and part.value < 1:
            place = min(numeral.step, 1.0)  # "5.81 3/4" is three quarters of a cent more
            value = round(numeral.value + part.value * place, 12)
            return replace(part, first=numeral.first, value=value, step=part.step * place)
        return None
    return _read_ratio(tokens, numeral.first) if numeral.plain else None


def is_hyphen_fraction(tokens: Tokens, index: int) -> bool:
    """Whether "-1/2" follows a figure, as exchanges write: "12-1/2 cents"."""
    above, below = tokens.at[index + 1], tokens.at[index + 3]
    if tokens.at[index] not in _MINUS or tokens.at[index + 2] not in _SLASHES or below not in _EIGHTHS:
        return False
    glued = all(tokens.is_glued(at) for at in range(index, index + 4))
    return glued and above.isdecimal() and len(above) == 1 and above in "1357" and int(above) < int(below)


def _read_ratio(tokens: Tokens, index: int) -> Numeral | None:
    at = index + 1
    if tokens.at[at] not in _SLASHES or tokens.is_glued(at) != tokens.is_glued(at + 1):
        return None
    above, below = tokens.at[index], tokens.at[at + 1]
    if not tokens.is_glued(at) and (below not in _COMMON_DENOMINATORS or not tokens.is_word(at + 2)):
        return None
    if not _is_term(above) or not _is_term(below) or _goes_on(tokens, at + 2):
        return None
    if float(above) >= float(below):
        return None
    return Numeral(index, at + 1, float(above) / float(below), 0.5 / float(below), "fraction")


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a date or a number of another kind goes on behind "3/4"."""
    return tokens.at[index] in {"/", "-"} and tokens.is_glued(index) and tokens.is_number(index + 1)


def _is_term(word: str) -> bool:
    return word.isdecimal() and word[0] != "0" and len(word) <= 4 and float(word) > 0


def _read_power(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """Scientific notation: 10⁻³⁰, 10^{-30}, 10$^{-30}$, 1e6, 3 × 10^8."""
    at = numeral.last + 1
    found = _read_e(tokens, numeral)
    if found:
        return found
    if numeral.value == 10 and numeral.plain:
        power = _read_exponent(tokens, at) or _read_spoken_power(tokens, at)
        return power and _raised(numeral, 1.0, 1.0, power) or _read_broken_power(tokens, numeral)
    times = read_power_of_ten(tokens, at)
    return times and _raised(numeral, numeral.value, numeral.step, times)


def read_power_of_ten(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The exponent of "× 10^{-5}" at `index`, and its last token."""
    if tokens.at[index] == "×10":
        return _read_exponent(tokens, index + 1)
    if tokens.at[index] in _TIMES_SIGNS and tokens.at[index + 1] == "10":
        return _read_exponent(tokens, index + 2)
    return None


def _read_spoken_power(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The exponent of "10 to the 54th", "10 to the 12th power", and its last token."""
    number = tokens.at[index + 2]
    ranked = tokens.at[index + 3] in {"th", "st", "nd", "rd"} and tokens.is_glued(index + 3)
    ranked = ranked and (number > "31" or tokens.at[index + 4] in {"power", "times"})  # and no floor of a house
    if tokens.words[index : index + 2] != ["to", "the"] or not number.isdecimal() or len(number) > 2 or not ranked:
        return None
    return int(number), index + 3 + (tokens.at[index + 4] == "power")


def _read_broken_power(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "10^{44.5}": a power of ten between two whole ones."""
    at = numeral.last + 1
    sign = -1 if tokens.at[at + 1] in _MINUS else 1
    number = at + 1 + (sign < 0)
    whole, _, part = tokens.at[number].partition(".")
    if tokens.at[at] != "^" or not whole.isdecimal() or not part.isdecimal() or len(whole) > 2:
        return None
    size = 10.0 ** (sign * float(f"{whole}.{part}"))
    return Numeral(numeral.first, number, size, size / 10, "digits", scale=size)


def _raised(numeral: Numeral, value: float, step: float, power: tuple[int, int]) -> Numeral | None:
    exponent, last = power
    if abs(exponent) > _LONGEST - 10:
        return None
    size = float(f"1e{exponent}")
    return Numeral(numeral.first, last, value * size, step * size, "digits", scale=size)


def _read_e(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    at = numeral.last + 1
    word = tokens.at[at]
    if not word.startswith("e") or not tokens.is_glued(at):
        return None
    if word == "e" and tokens.at[at + 1] in {"-", "+", "−"} and tokens.at[at + 2].isdecimal():
        sign = 1 if tokens.at[at + 1] == "+" else -1
        digits, last = tokens.at[at + 2], at + 2
    elif word[1:].isdecimal():
        sign, digits, last = 1, word[1:], at
    else:
        return None
    if len(digits) > 3:
        return None
    return _raised(numeral, numeral.value, numeral.step, (sign * int(digits), last))


def _read_exponent(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """An exponent and its last token: "⁻³⁰", "^8", "$^{-30}$", "<sup>6</sup>" is left to the document reader."""
    word = tokens.at[index]
    if word and word[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻":
        digits = word.translate(_RAISED)
        return (int(digits), index) if digits.lstrip("+-").isdecimal() and len(digits) < 5 else None
    dollar = word == "$" and tokens.at[index + 1] == "^"
    at = index + dollar
    if tokens.at[at] != "^":
        return None
    at += 1
    brace = tokens.at[at] == "{"
    at += brace
    sign = -1 if tokens.at[at] in _MINUS else 1
    at += tokens.at[at] in _MINUS or tokens.at[at] == "+"
    if not tokens.at[at].isdecimal() or len(tokens.at[at]) > 3:
        return None
    exponent = sign * int(tokens.at[at])
    at += brace and tokens.at[at + 1] == "}"
    at += (dollar and tokens.at[at + 1] == "$") or tokens.at[at + 1] == "^"
    return exponent, at
