"""Numbers in words: "two hundred and five", "one-fifth", "half a million", 三分之一."""

from etl.extract.numbers.figures import Numeral
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import DENOMINATORS, PARTS, SCALES, TENS, WORDS, words_of

_HYPHENS = frozenset({"-", "‑", "‐"})
_AFTER_PARTS = words_of("phrase_ends") | words_of("comparatives") | words_of("parts_act")
_HALF_RANKS = frozenset({"first", "second", "latter", "other", "last", "this", "next", "previous", "both", "time"})
_OF_TIME = frozenset(
    {"in", "for", "over", "past", "within", "after", "consecutive", "straight", "every"}
)  # "in two quarters"
_RANKS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip
_HAN_DIGITS = {char: float(value) for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2.0}
_HAN_SCALES = frozenset({"十", "百", "千", "万", "亿", "萬", "億"})


def read_words(tokens: Tokens, index: int) -> Numeral | None:
    """Number words: "two hundred and five", "seventeen", "one-fifth", "half a million", "two and a half"."""
    word = tokens.at[index]
    if (word in SCALES and word not in _HAN_SCALES or word in PARTS) and tokens.at[index - 1] in {"a", "an"}:
        return _read_article(tokens, index)
    if word == "half":
        return _read_half(tokens, index)
    if word in _HAN_DIGITS:
        return _read_han(tokens, index)
    if word not in WORDS and word not in TENS:
        return None
    value, last = count_words(tokens, index)
    numeral = Numeral(index, last, value, 1.0, "words")
    return (
        _read_fraction(tokens, numeral)
        or _add_half(tokens, numeral)
        or (_add_decimals(tokens, numeral) if tokens.at[last + 1] == "point" else None)
        or numeral
    )


def skip_hyphen(tokens: Tokens, index: int) -> int:
    """The token behind a hyphen that joins two words; `index` where none stands there."""
    return index + (tokens.at[index] in _HYPHENS and tokens.is_glued(index) and tokens.is_glued(index + 1))


def _skip_dash(tokens: Tokens, index: int) -> int:
    """As `skip_hyphen`, also past a hyphen with a space on either side ("fifty - two")."""
    if tokens.at[index] == "-" and not tokens.is_glued(index) and not tokens.is_glued(index + 1):
        return index + 1
    return skip_hyphen(tokens, index)


def count_words(tokens: Tokens, index: int) -> tuple[float, int]:
    """The value of a run of number words below a thousand each, and its last token."""
    total, last = _below_hundred(tokens, index)
    while True:
        at = skip_hyphen(tokens, last + 1)
        if tokens.at[at] == "hundred" and total < 100:
            total, last = total * 100, at
        elif total >= 100 and tokens.at[at] == "and" and begins_number(tokens, at + 1):
            if _is_plural_part(tokens, at + 2):
                return total, last
            more, last = _below_hundred(tokens, at + 1)
            return total + more, last
        elif total >= 100 and total % 100 == 0 and begins_number(tokens, at):
            more, last = _below_hundred(tokens, at)
            return total + more, last
        else:
            return total, last


def begins_number(tokens: Tokens, index: int) -> bool:
    """Whether a number word stands at `index`."""
    return tokens.at[index] in WORDS or tokens.at[index] in TENS


def _below_hundred(tokens: Tokens, index: int) -> tuple[float, int]:
    word = tokens.at[index]
    if word in WORDS:
        return float(WORDS[word]), index
    at = _skip_dash(tokens, index + 1)
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
    at = skip_hyphen(tokens, index + 1)
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
    at = _skip_dash(tokens, numeral.last + 1)
    word = tokens.at[at]
    below = DENOMINATORS.get(word)
    if word in TENS and numeral.value <= 20:
        return _of_compound(tokens, numeral, at)
    if (
        not below
        or numeral.value == 0
        or numeral.value >= below
        and below < 5
        or numeral.value > 20
        and at == numeral.last + 2
    ):
        return None
    lead = tokens.at[numeral.first - 1]
    if lead in _HALF_RANKS or word == "quarters" and lead in _OF_TIME and tokens.at[at + 1] != "of":
        return None
    if word.endswith("s") == (numeral.value == 1) or (word == "quarters" and not _is_part(tokens, at + 1)):
        return None
    if at == numeral.last + 1 and numeral.value == 1 and not _is_part(tokens, at + 1):
        return None
    return Numeral(numeral.first, at, numeral.value / below, 0.5 / below, "fraction")


def _of_compound(tokens: Tokens, numeral: Numeral, index: int) -> Numeral | None:
    """As in "one twenty-fifth", "three thirty-seconds"."""
    last = skip_hyphen(tokens, index + 1)
    word = tokens.at[last]
    unit = _RANKS.get(word.removesuffix("s") if numeral.value > 1 else word, 0)
    if last == index + 1 or not unit or word.endswith("s") == (numeral.value == 1) or not _is_part(tokens, last + 1):
        return None
    below = TENS[tokens.words[index]] + unit
    return Numeral(numeral.first, last, numeral.value / below, 0.5 / below, "fraction")


def _is_plural_part(tokens: Tokens, index: int) -> bool:
    """Whether "thirds", "quarters" stands here, so that the word before counts parts ("a hundred and three quarters")."""
    return tokens.at[index] in DENOMINATORS and tokens.at[index].endswith("s") and _is_part(tokens, index + 1)


def _add_decimals(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "four point two", "two hundred point seventy-one": decimals as they are spoken."""
    at, digits = numeral.last + 2, ""
    while begins_number(tokens, at):
        value, last = _below_hundred(tokens, at)
        digits, at = digits + str(int(value)), last + 1
    if not digits or len(digits) > 8:
        return None
    value = float(f"{int(numeral.value)}.{digits}")
    return Numeral(numeral.first, at - 1, value, float(f"1e-{len(digits)}"), "words")


def _add_half(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "two and a half", "two-and-a-half", "three and three quarters"."""
    link = skip_hyphen(tokens, numeral.last + 1)
    at = skip_hyphen(tokens, link + 1)
    above = WORDS.get(tokens.at[at], 1 if tokens.at[at] == "a" else 0)
    if tokens.at[link] != "and" or not above:
        return None
    at = skip_hyphen(tokens, at + 1)
    below = DENOMINATORS.get(tokens.at[at])
    if not below or above >= below or tokens.at[at].endswith("s") == (above == 1):
        return None
    return Numeral(numeral.first, at, numeral.value + above / below, 0.5, "words")
