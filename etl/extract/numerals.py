"""Numerals: digits with separators, number words, fractions, exponents and scale words, to a value and its step."""

from dataclasses import dataclass, replace

from etl.extract.tokens import Tokens
from etl.extract.vocabulary import DENOMINATORS, PARTS, SCALES, TENS, WORDS, words_of

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_VULGAR = {
    "¼": 0.25, "½": 0.5, "¾": 0.75, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 0.1, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅖": 0.4,
    "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}  # fmt: skip
_HYPHENS = frozenset({"-", "‑", "‐"})
_TIMES_SIGNS = frozenset({"×", "x", "·", "*"})
_SLASHES = frozenset({"/", "⁄"})
_MINUS = frozenset({"-", "−", "–", "‑"})
_LONGEST = 300  # digits a float can hold


_AFTER_PARTS = words_of("phrase_ends") | words_of("comparatives")
_HALF_RANKS = frozenset({"first", "second", "latter", "other", "last", "this", "next", "previous", "both", "time"})
_HAN_DIGITS = {char: float(value) for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2.0}
_HAN_SCALES = frozenset({"十", "百", "千", "万", "亿", "萬", "億"})


@dataclass(frozen=True, slots=True)
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
    text = text.replace("·", ".")
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


def read_numeral(tokens: Tokens, index: int, *, dot_groups: bool = False) -> Numeral | None:
    """The numeral that begins at token `index`, with the scale words behind it."""
    word = tokens.at[index]
    if not word:
        return None
    if word[0].isdecimal():
        numeral = _read_digits(tokens, index, dot_groups=dot_groups)
    elif word in _VULGAR:
        numeral = Numeral(index, index, _VULGAR[word], 0.05, "fraction")
    else:
        numeral = _read_words(tokens, index) or _read_bare_scale(tokens, index)
    return numeral and read_scales(tokens, numeral)


def _read_bare_scale(tokens: Tokens, index: int) -> Numeral | None:
    """As in "trillion-parameter", "million-token": a scale word that stands for one of it."""
    size = SCALES.get(tokens.at[index], 0.0)
    if size < 1e3 or not tokens.words[index].isascii() or tokens.words[index].endswith("s"):
        return None
    if _skip_hyphen(tokens, index + 1) == index + 1 or tokens.at[index - 1] in _HYPHENS:
        return None
    return Numeral(index, index, size, size, "words", scale=size)


def _read_digits(tokens: Tokens, index: int, *, dot_groups: bool) -> Numeral | None:
    last = _last_group(tokens, index)
    text = (
        tokens.words[index]
        if last == index
        else "".join(tokens.words[index : last + 1]).replace("'", "").replace("’", "")
    )
    parsed = parse_figure(text, dot_groups=dot_groups)
    if parsed is None:
        return None
    value, step, marked = parsed
    numeral = Numeral(index, last, value, step, "digits", plain=not marked and last == index)
    following = tokens.at[last + 1]
    if following in _VULGAR:
        return replace(numeral, last=last + 1, value=value + _VULGAR[following], step=0.05, plain=False)
    return _read_slash(tokens, numeral) or _read_power(tokens, numeral) or numeral


def _last_group(tokens: Tokens, index: int) -> int:
    """The last token of digits grouped by spaces or apostrophes: "600 000", "1'000"."""
    last = index
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
    if numeral.plain and tokens.is_number(at) and not tokens.is_glued(at) and tokens.at[at + 1] in _SLASHES:
        part = _read_ratio(tokens, at)
        if part and part.value < 1:
            return replace(part, first=numeral.first, value=numeral.value + part.value)
        return None
    return _read_ratio(tokens, numeral.first) if numeral.plain else None


def _read_ratio(tokens: Tokens, index: int) -> Numeral | None:
    at = index + 1
    if tokens.at[at] not in _SLASHES or not tokens.is_glued(at) or not tokens.is_glued(at + 1):
        return None
    above, below = tokens.at[index], tokens.at[at + 1]
    if not _is_term(above) or not _is_term(below) or _goes_on(tokens, at + 2):
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
        power = _read_exponent(tokens, at)
        return power and _raised(numeral, 1.0, 1.0, power)
    if tokens.at[at] == "×10" or tokens.at[at] in _TIMES_SIGNS and tokens.at[at + 1] == "10":
        power = _read_exponent(tokens, at + 1 + (tokens.at[at] != "×10"))
        return power and _raised(numeral, numeral.value, numeral.step, power)
    return None


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


def _read_words(tokens: Tokens, index: int) -> Numeral | None:
    """Number words: "two hundred and five", "seventeen", "one-fifth", "half a million", "two and a half"."""
    word = tokens.at[index]
    if (word in SCALES or word in PARTS) and tokens.at[index - 1] in {"a", "an"}:
        return _read_article(tokens, index)
    if word == "half":
        return _read_half(tokens, index)
    if word in _HAN_DIGITS:
        return _read_han(tokens, index)
    if word not in WORDS and word not in TENS:
        return None
    value, last = _count(tokens, index)
    numeral = Numeral(index, last, value, 1.0, "words")
    return _read_fraction(tokens, numeral) or _add_half(tokens, numeral) or numeral


def _skip_hyphen(tokens: Tokens, index: int) -> int:
    return index + (tokens.at[index] in _HYPHENS and tokens.is_glued(index) and tokens.is_glued(index + 1))


def _count(tokens: Tokens, index: int) -> tuple[float, int]:
    """The value of a run of number words below a thousand each, and its last token."""
    total, last = _below_hundred(tokens, index)
    while True:
        at = _skip_hyphen(tokens, last + 1)
        if tokens.at[at] == "hundred" and total < 100:
            total, last = total * 100, at
        elif total >= 100 and tokens.at[at] == "and" and _begins(tokens, at + 1):
            more, last = _below_hundred(tokens, at + 1)
            return total + more, last
        elif total >= 100 and total % 100 == 0 and _begins(tokens, at):
            more, last = _below_hundred(tokens, at)
            return total + more, last
        else:
            return total, last


def _begins(tokens: Tokens, index: int) -> bool:
    return tokens.at[index] in WORDS or tokens.at[index] in TENS


def _below_hundred(tokens: Tokens, index: int) -> tuple[float, int]:
    word = tokens.at[index]
    if word in WORDS:
        return float(WORDS[word]), index
    at = _skip_hyphen(tokens, index + 1)
    unit = WORDS.get(tokens.at[at], 0)
    if 0 < unit < 10:
        return TENS[word] + unit, at
    return float(TENS[word]), index


def _read_article(tokens: Tokens, index: int) -> Numeral | None:
    """As in "a hundred", "a million", "a dozen", "a third", "a quarter": the word behind the article."""
    word = tokens.words[index]
    if word in SCALES:
        return Numeral(index, index, SCALES[word], SCALES[word], "words", scale=SCALES[word])
    if _names(tokens, index + 1):
        return None
    below = DENOMINATORS[word]
    return Numeral(index, index, 1 / below, 0.5 / below, "fraction")


def _names(tokens: Tokens, index: int) -> bool:
    """Whether a noun follows, which makes a rank of a denominator: "a third plant", "a quarter earlier"."""
    word = tokens.at[index]
    return word in {"-", "‑", "ago", "earlier", "later"} or word.isalpha() and word not in _AFTER_PARTS


def _is_part(tokens: Tokens, index: int) -> bool:
    """Whether a denominator before `index` is a share and not a rank or a stretch of three months."""
    word = tokens.at[index]
    return word in _AFTER_PARTS or not word.isalpha()


def _read_half(tokens: Tokens, index: int) -> Numeral | None:
    if tokens.at[index - 1] in _HALF_RANKS:
        return None
    at = _skip_hyphen(tokens, index + 1)
    if tokens.at[at] in {"a", "an"}:
        at += 1
    scale = SCALES.get(tokens.at[at], 0.0)
    if scale:
        return Numeral(index, at, scale / 2, scale / 4, "words", scale=scale)
    return (
        None if at == index + 2 and tokens.at[index + 1] in _HYPHENS else Numeral(index, index, 0.5, 0.25, "fraction")
    )


def _read_han(tokens: Tokens, index: int) -> Numeral | None:
    """Chinese numerals where they can be nothing else: 三分之一, 三倍, 十万."""
    value = _HAN_DIGITS[tokens.words[index]]
    after = tokens.at[index + 1]
    if after == "分" and tokens.at[index + 2] == "之" and tokens.at[index + 3] in _HAN_DIGITS:
        above = _HAN_DIGITS[tokens.words[index + 3]]
        return Numeral(index, index + 3, above / value, 0.5 / value, "fraction") if value else None
    if after == "倍" or after in _HAN_SCALES:
        return Numeral(index, index, value, 1.0, "words")
    return None


def _read_fraction(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "one-fifth", "two-thirds", "three quarters"."""
    at = _skip_hyphen(tokens, numeral.last + 1)
    word = tokens.at[at]
    below = DENOMINATORS.get(word)
    if not below or not 0 < numeral.value < below or numeral.value > 20:
        return None
    if tokens.at[numeral.first - 1] in _HALF_RANKS:
        return None
    if word.endswith("s") == (numeral.value == 1) or (word == "quarters" and not _is_part(tokens, at + 1)):
        return None
    if at == numeral.last + 1 and numeral.value == 1 and not _is_part(tokens, at + 1):
        return None
    return Numeral(numeral.first, at, numeral.value / below, 0.5 / below, "fraction")


def _add_half(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "two and a half", "three and three quarters"."""
    at = numeral.last + 1
    if tokens.at[at] != "and" or tokens.at[at + 1] not in {"a", "one", "three", "two"}:
        return None
    below = DENOMINATORS.get(tokens.at[at + 2])
    above = {"a": 1, "one": 1, "two": 2, "three": 3}[tokens.at[at + 1]]
    if not below or above >= below:
        return None
    return Numeral(numeral.first, at + 2, numeral.value + above / below, 0.5, "words")


def read_scales(tokens: Tokens, numeral: Numeral) -> Numeral:
    """The numeral with the scale words behind it: "65,000 crore", "1.5 lakh crore", "70-billion", "2 hundred thousand"."""
    while True:
        at = _skip_hyphen(tokens, numeral.last + 1)
        word = tokens.at[at]
        scale = SCALES.get(word)
        if scale is None or (numeral.form == "fraction" and numeral.value < 1 and word != "million"):
            return numeral
        if word == "cr" and tokens.is_capital(at) and not tokens.is_glued(at):
            return numeral
        numeral = replace(
            numeral,
            last=at,
            value=numeral.value * scale,
            step=numeral.step * scale,
            scale=numeral.scale * scale,
            plain=False,
        )
        numeral = _add_rest(tokens, numeral)


def _add_rest(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Smaller scales that follow a greater one in words: "three million two hundred thousand"."""
    if numeral.form != "words" or numeral.scale < 1e3:
        return numeral
    at = numeral.last + 1
    at += tokens.at[at] == "and"
    at += tokens.at[at] == ","
    if not _begins(tokens, at) or tokens.at[at] in {"a", "an"}:
        return numeral
    value, last = _count(tokens, at)
    after = _skip_hyphen(tokens, last + 1)
    scale = SCALES.get(tokens.at[after], 1.0)
    if scale >= numeral.scale or scale == 12:
        return numeral
    last = after if scale > 1 else last
    return replace(numeral, last=last, value=numeral.value + value * scale, step=scale)
