"""Pieces of the wordings that links between figures share."""

# What may stand between the words of a wording and its figure: a hedge, a sign of a currency.
BEFORE_FIGURE = r"(?:about |around |nearly |almost |roughly |approximately |some |just |over |only )*[~$€£¥]*\s*$"
