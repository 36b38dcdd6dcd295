"""Whether a figure claims something, or only counts the parts of a thought."""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.bare_figures import is_told
from etl.extract.numbers.nouns import COMPARED, Noun
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.model.claim import Salience
from etl.model.document import Zone
from etl.model.quantity import Kind

_ABSTRACT = words_of("abstract_nouns")
_VAGUE_LEADS = words_of("vague_leads")
_DURATION_TAILS = words_of("incidental_durations") | {"ended", "ending"}
_IDLE = frozenset({"vague", "age_band"})
_SMALL = 12
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
        return not is_told(tokens, amount)
    if amount.numeral.form == "words" and (amount.high <= 1 or small and tokens.at[amount.last + 1] in COMPARED):
        return True  # "the two lower bids"
    if small and noun.unit.rpartition("_")[2] in _ABSTRACT:
        return True
    return (
        amount.numeral.form == "words"
        and small
        and (_is_named(tokens, amount) or tokens.at[amount.last + 1] in {"-", "‑"})
    )


def _is_named(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number word opens a name: the "Four Little Dragons"."""
    if not tokens.is_capital(amount.first) or not tokens.is_capital(amount.last + 1):
        return tokens.at[amount.first - 1] in _QUOTES
    return amount.first > 0 or tokens.at[amount.first - 1] in _QUOTES
