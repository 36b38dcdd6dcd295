"""How to mend a finding, in one sentence."""

from collections.abc import Sequence

from etl.lint.problem import Figure
from etl.model.finding import CheckType, Verdict

# What to do about a contradiction, by the code of its rule or else by its type; for all others a figure follows.
_WORDS: dict[str, str] = {
    "date-order": "Put the line where its date belongs, or correct the date.",
    "exchange-rate": "Correct {stated} or {others}: no rate of that time leads from one to the other.",
    "hundred-percent": "Correct a share, or name the part that is missing.",
    "same-amount": "Correct {stated} or {others}.",
    CheckType.RESTATEMENT: "Give one figure, or say what differs: the date, the scope or the source.",
    CheckType.ENUMERATION: "Correct {stated}, or complete the list.",
    CheckType.SELF_REFERENCE: "Correct {stated}, or the part it speaks of.",
    CheckType.PLAUSIBILITY: "Look at unit and scale of {stated}.",
}


def hint(code: str, type_: str, verdict: Verdict, figures: Sequence[Figure], implied: str) -> str:
    """What a writer may do; `figures` end with the one to mend first, `implied` is what follows, as spoken."""
    if verdict is Verdict.UPDATE:
        return "The figure has changed; say since when, if readers may know the old one."
    if verdict is not Verdict.CONTRADICTION:
        return ""
    stated = f"“{figures[-1].quote}”"
    others = " or ".join(list(dict.fromkeys(f"“{figure.quote}”" for figure in figures[:-1]))[:3])
    words = _WORDS.get(code) or _WORDS.get(type_)
    if words:
        return words.format(stated=stated, others=others or "what it stands beside")
    correct = f", or correct {others}" if others else ""
    return f"Write {implied} for {stated}{correct}." if implied else f"Correct {stated}{correct}."
