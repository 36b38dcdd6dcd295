"""The company a release is about, which it names with where its shares are traded: "Harbour Mills, Inc. (NYSE: HBM)"."""

import re
from functools import cache

from etl.extract.language.words import word_list
from etl.extract.names.name_forms import without_form, without_role

_OPENING = 3000  # characters of a release, in which its company stands
_NAME = r"[A-Z][\w.’'-]*(?:,? (?:(?:of|the|and|de|&) ){0,2}[A-Z][\w.’'-]*){0,6}"


def find_issuer(text: str) -> str:
    """The one company with a ticker at the top of a text; empty where none or several have one.

    >>> find_issuer("Ostwick, 3 May – Marl & Sons, Inc. (NYSE: MRL) today reported its results.")
    'Marl & Sons'
    """
    if _ticker().search(text, 0, _OPENING) is None:
        return ""
    written = [name.replace(",", "").split() for name in _listed().findall(text[:_OPENING])]
    named = {without_form(" ".join(without_role(words))) for words in written}
    return named.pop() if len(named) == 1 else ""


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"({_NAME})(?:,? (?i:{_any_of('legal_forms')})\.?)? {_ticker().pattern}")


@cache
def _ticker() -> re.Pattern[str]:
    """Where shares are traded, by which a text is told sooner to have none than by a name before it."""
    return re.compile(rf"\((?:[“\"][^()“”\"]*[”\"],? )?(?i:{_any_of('exchanges')})\b[^():]{{0,24}}:[^()]{{1,60}}\)")


def _any_of(words: str) -> str:
    return "|".join(sorted(map(re.escape, word_list(words))))
