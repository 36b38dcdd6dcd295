"""Whether a figure claims something, or only counts the parts of a thought."""

from etl.extract.amounts import Amount
from etl.extract.nouns import Noun
from etl.extract.tokens import Tokens
from etl.extract.vocabulary import words_of
from etl.model.claim import Salience
from etl.model.document import Zone
from etl.model.quantity import Kind

_ABSTRACT = words_of("abstract_nouns")
_VAGUE_LEADS = words_of("vague_leads")
_DURATION_TAILS = words_of("incidental_durations") | {"ended", "ending"}
_COUNTED_VERBS = words_of("counted_verbs")
_FIGURE_LEADS = words_of("figure_leads")
_CHANGES = words_of("up") | words_of("down")
_MEASURES = words_of("measures")
_IDLE = frozenset({"vague", "age_band"})
_SMALL = 12
_OPENINGS = frozenset({";", ",", ":", "and", "while", "but", "whom", "which"})
_DESIGNATORS = words_of("designators")
_LABEL = 6  # tokens of a label before its value: "Context length: 131072"
_QUOTES = frozenset("\"'“‘«")


def judge(tokens: Tokens, amount: Amount, noun: Noun | None, kind: Kind, zone: Zone) -> Salience:
    """Claim, or incidental: small number words, durations in passing, references, vague amounts."""
    if zone is Zone.REFERENCE or not _IDLE.isdisjoint(amount.marks):
        return Salience.INCIDENTAL
    if kind is Kind.DURATION:
        return Salience.INCIDENTAL if _is_passing(tokens, amount) else Salience.CLAIM
    if tokens.at[amount.last + 1] in {"ci", "confidence", "credible"}:
        return Salience.INCIDENTAL
    if amount.low == 0 and amount.rule == "range" and amount.unit is not None and amount.unit.name.endswith("/hour"):
        return Salience.INCIDENTAL
    if amount.unit is None or amount.unit.dimension == "count":
        return Salience.INCIDENTAL if _is_small_talk(tokens, amount, noun) else Salience.CLAIM
    return Salience.CLAIM


def _is_passing(tokens: Tokens, amount: Amount) -> bool:
    """Durations that frame and claim nothing: "in the next five years", "two years ago", "a three-year roadmap"."""
    before = tokens.words[max(0, amount.first - 3) : amount.first]
    if not _VAGUE_LEADS.isdisjoint(before):
        return True
    if not _DURATION_TAILS.isdisjoint(tokens.words[amount.last + 1 : amount.last + 3]):
        return True
    if tokens.at[amount.last + 1] == "earlier" and tokens.at[amount.last + 2] != "than":
        return True
    return amount.unit is not None and tokens.at[amount.unit.last - 1] in {"-", "‑"} and amount.numeral.form == "words"


def _is_small_talk(tokens: Tokens, amount: Amount, noun: Noun | None) -> bool:
    if tokens.at[amount.first - 1] == "per":
        return True  # the base of a rate: "visits per 1,000 residents"
    small = amount.high <= _SMALL and amount.numeral.is_whole and amount.numeral.scale == 1
    if noun is None:
        return not _is_figure(tokens, amount)
    if amount.numeral.form == "words" and amount.high <= 1:
        return True
    if small and noun.unit.rpartition("_")[2] in _ABSTRACT:
        return True
    return (
        amount.numeral.form == "words"
        and small
        and (_is_named(tokens, amount) or tokens.at[amount.last + 1] in {"-", "‑"})
    )


def _is_figure(tokens: Tokens, amount: Amount) -> bool:
    """Whether a figure without unit or noun still says how much: grouped digits, a scale, a verb beside it."""
    if amount.numeral.scale > 1 or amount.rule == "table":
        return True
    following = tokens.at[amount.last + 1]
    if following in _COUNTED_VERBS and amount.high > 1:
        return True
    if following.endswith("ed") and amount.high > _SMALL and tokens.at[amount.first - 1] in _OPENINGS:
        return True  # "; 604 received the drug"
    if amount.numeral.form == "words":
        return False
    if tokens.at[amount.first - 1] == ":":
        return amount.high > _SMALL and amount.first < _LABEL and tokens.at[amount.first - 2] not in _DESIGNATORS
    shared = tokens.at[amount.last + 1] in {"(", "["} and tokens.at[amount.last + 3] == "%"
    return shared or not amount.numeral.plain or _is_led(tokens.words[max(0, amount.first - 6) : amount.first])


def _is_led(before: list[str]) -> bool:
    """Whether the words before a bare figure make it one that is told: "a fleet of", "fell to", "reached"."""
    if before[-2:] == ["n", "="]:
        return True
    if before[-1:] == ["of"]:
        return not _MEASURES.isdisjoint(before[-2:])
    if before[-1:] in (["to"], ["from"], ["by"]):
        return not _CHANGES.isdisjoint(before)
    return not _CHANGES.isdisjoint(before[-1:]) or not _FIGURE_LEADS.isdisjoint(before[-2:])


def _is_named(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number word opens a name: the "Four Little Dragons"."""
    if not tokens.is_capital(amount.first) or not tokens.is_capital(amount.last + 1):
        return tokens.at[amount.first - 1] in _QUOTES
    return amount.first > 0 or tokens.at[amount.first - 1] in _QUOTES
