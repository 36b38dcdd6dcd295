"""Bare figures, without unit or noun, that still say how many: "only 98 rose", "China (418)", "11 of these"."""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of

_COUNTED_VERBS = words_of("counted_verbs")
_FIGURE_LEADS = words_of("figure_leads")
_CHANGES = words_of("up") | words_of("down")
_MEASURES = words_of("measures")
_DESIGNATORS = words_of("designators")
_BEFORE_CODES = words_of("code_words")
_ENDS = words_of("phrase_ends")
_SMALL = 12
_OPENINGS = frozenset({";", ",", ":", "and", "while", "but", "whom", "which"})
_LABEL = 6  # tokens of a label before its value: "Context length: 131072"
_YEARS = (1000.0, 2400.0)  # plain digits of this size may be a year or a time of day
_CODES = 1e5  # plain digits from here on are a code; a number would have its separators
_YEAR_DIGITS = 4
_CLOCKS = frozenset({"at", "past", "until", "o'clock", "number", "half", "'s", "’s"})
_WHOLES = frozenset({"them", "these", "those", "which", "whom", "the", "its", "their", "our", "his", "her"})
_STARTS = frozenset({"", "(", ",", ";", ":", "—", "–", "•", '"', "“", "→"})
_LEADS = words_of("third_person") | {
    "remaining", "another", "other", "number", "numbered", "numbering", "takes", "took", "needs", "has", "to"
}  # fmt: skip
_NEVER = frozenset({"zero", "both", "dual"})


def is_told(tokens: Tokens, amount: Amount) -> bool:
    """Whether a figure without unit or noun still says how much: grouped digits, a scale, a verb or a whole beside it."""
    if amount.numeral.scale > 1 or amount.rule == "table":
        return True
    following = tokens.at[amount.last + 1]
    if following in _COUNTED_VERBS and amount.high > 1:
        return True
    if following.endswith("ed") and amount.high > _SMALL and tokens.at[amount.first - 1] in _OPENINGS:
        return True  # "; 604 received the drug"
    if amount.numeral.form == "words":
        return _is_word_told(tokens, amount)
    if tokens.at[amount.first - 1] == ":":
        return _is_labelled(tokens, amount)
    shared = following in {"(", "["} and tokens.at[amount.last + 3] == "%"
    return shared or not amount.numeral.plain or _is_led(tokens, amount) or _is_plain_told(tokens, amount)


def is_of_them(tokens: Tokens, amount: Amount) -> bool:
    """Whether a figure is a part of what was told before: "six of them"."""
    several = amount.high > 1 and tokens.at[amount.last + 1] == "of"
    return several and tokens.at[amount.last + 2] in {
        "them",
        "these",
        "those",
        "whom",
        "which",
    }


def _is_labelled(tokens: Tokens, amount: Amount) -> bool:
    label = tokens.at[amount.first - 2]
    if amount.high <= _SMALL or label in _DESIGNATORS or label in _BEFORE_CODES:
        return False
    if label.isdecimal():
        return len(label) == _YEAR_DIGITS and not amount.numeral.plain
    return amount.first < _LABEL or label.isalpha() and not _may_be_name(amount)


def _may_be_name(amount: Amount) -> bool:
    """Whether plain digits may be a year, a time of day, pages or a code."""
    if not amount.numeral.plain:
        return False
    return (
        _YEARS[0] <= amount.low <= _YEARS[1]
        or amount.high >= _CODES
        or amount.rule == "range"
        and amount.low >= _YEARS[0]
    )


def _is_plain_told(tokens: Tokens, amount: Amount) -> bool:
    """Whether the word before plain digits lets them be a number of things, not the number of one of them."""
    before, after = tokens.at[amount.first - 1], tokens.at[amount.last + 1]
    if _may_be_name(amount) or _is_numbered(tokens, amount):
        return False
    if after == "of" and tokens.at[amount.last + 2] in _WHOLES:
        return True
    if amount.high <= _SMALL and before not in _ENDS:
        return False
    if before == "(":
        return after in {")", ",", ";"} and tokens.is_word(amount.first - 2)
    return before in _ENDS or before in _LEADS or before in _CHANGES or before in _STARTS or is_plural(before)


def _is_numbered(tokens: Tokens, amount: Amount) -> bool:
    """Whether plain digits number one thing, a page or a place: "passcode 77412", "p. 118–131", "120 Moorgate"."""
    before, after = tokens.at[amount.first - 1], tokens.at[amount.last + 1]
    if amount.low < 0 or tokens.is_capital(amount.last + 1) or before in _BEFORE_CODES or before in _DESIGNATORS:
        return True
    return not before and after == "," or before in {"–", "—"} and tokens.is_glued(amount.first)


def _is_word_told(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number word alone counts: "three against and five abstained", "the remaining nine", "two of them"."""
    before, after = tokens.at[amount.first - 1], tokens.at[amount.last + 1]
    if amount.low <= 1 or tokens.at[amount.first] in _NEVER or "vague" in amount.marks or before in _CLOCKS:
        return False
    if after == "of" and tokens.at[amount.last + 2] in _WHOLES:
        return True
    if tokens.is_capital(amount.last + 1) or after in {"-", "‑"}:
        return False
    return before in _ENDS - {"the", "these", "those"} or before in _LEADS or before in _STARTS


def _is_led(tokens: Tokens, amount: Amount) -> bool:
    """Whether the words before a bare figure make it one that is told: "a fleet of", "fell to", "reached"."""
    before = tokens.words[max(0, amount.first - 6) : amount.first]
    if before[-2:] == ["n", "="]:
        return True
    if before[-1:] == ["of"]:
        return not _MEASURES.isdisjoint(before[-2:])
    if before[-1:] in (["to"], ["from"], ["by"]):
        return not _CHANGES.isdisjoint(before)
    return not _CHANGES.isdisjoint(before[-1:]) or not _FIGURE_LEADS.isdisjoint(before[-2:])
