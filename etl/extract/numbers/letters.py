"""Letters behind a figure that stand for a scale: $5m, 744B, 300k, and the m of "1m teu", which is no metre."""

from etl.extract.numbers.quantities import match_unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import LETTERS, words_of

_MONEY_LETTERS = frozenset({"k", "K", "m", "M", "mm", "MM", "b", "B", "t", "T"})
_PLAIN_LETTERS = frozenset({"k", "K", "M", "B", "b", "T"})
_LENGTHS = words_of("lengths")
_IN_MILLIONS = words_of("counted_in_millions")
_TESLA_NOUNS = words_of("tesla_nouns")
_ENDS = words_of("phrase_ends")


def read_letter(tokens: Tokens, index: int, *, money: bool) -> float:
    """The scale a letter behind a figure stands for; 0 where it stands for none: $5m, 744B, 300k."""
    scale = LETTERS.get(tokens.at[index], 0.0)
    letter = tokens.cased(index) if scale else ""
    if not letter or (not tokens.is_glued(index) and not money and letter != "k"):
        return 0.0
    if money:
        return scale if letter in _MONEY_LETTERS else 0.0
    if letter == "T" and tokens.at[index + 1] in _TESLA_NOUNS:
        return 0.0
    if letter == "m" and (_counts_people(tokens, index + 1) or _is_people_sized(tokens, index)):
        return 1e6
    if letter == "m" and _has_unit(tokens, index + 1):
        return 1e6
    return scale if letter in _PLAIN_LETTERS else 0.0


def _counts_people(tokens: Tokens, index: int) -> bool:
    """Whether "300m" is followed by what is counted in millions."""
    word = tokens.at[index]
    if word == "of":
        return tokens.at[index + 1] in {"its", "their", "our", "his", "her"}  # "35m of its devices"
    return (
        len(word) > 3
        and word.endswith("s")
        and word not in _ENDS
        or word in {"people", "head", "monthly", "daily", "active"}
    )


def _has_unit(tokens: Tokens, index: int) -> bool:
    """Whether the letter before token `index` leaves a unit to come, which it cannot be itself: "1m teu", "3m bpd"."""
    unit = match_unit(tokens, index)
    known = unit is not None and unit.dimension not in {"ratio", "share", "time"}
    return known and len(tokens.words[index]) > 1 and tokens.words[index].isalpha()


def _is_people_sized(tokens: Tokens, index: int) -> bool:
    """Whether "38.9m" is too long and too exact for a length of something, none of which is spoken of."""
    figure = tokens.at[index - 1]
    if tokens.at[index + 1] in _LENGTHS:
        return False
    if any(tokens.at[at] == "m" and "." in tokens.at[at - 1] for at in range(max(1, index - 9), index - 1)):
        return True  # "301.6m, up 8m"
    near = tokens.words[max(0, index - 6) : index + 5]
    if not _IN_MILLIONS.isdisjoint(near[:6]) and _LENGTHS.isdisjoint(near):
        return True
    return "." in figure and len(figure.split(".")[0]) > 1 and _LENGTHS.isdisjoint(near)
