"""What each sign weighs, in hundredths: whole numbers, whose sums no order of adding can change."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from etl.catalog import CATALOG
from etl.extract.known import Known
from etl.extract.topics.owners import Form
from etl.extract.whose.signs import (
    lasting_signs,
    of_form,
    of_joined,
    of_part,
    of_phrase,
    of_source,
    of_whole,
    of_words,
    of_writing,
)

_WEIGHTS = CATALOG / "subject_signs.toml"
_REMEMBERED = 1 << 14  # texts
ONE = 100  # hundredths
SMALL, CAPITAL, WHOLE, PART = 0, 1, 2, 4  # columns of what a role weighs; WHOLE is added to one of the first two
MUCH = ("nothing", "some", "half", "all")  # columns of what a candidate weighs by how much of it the metric says
HOW = ("less", "more", "same", "part")  # columns of what words in common weigh


@cache
def catalogued() -> dict[str, int]:
    """The weights by the names of signs."""
    with _WEIGHTS.open("rb") as file:
        return {str(sign): round(float(weight) * ONE) for sign, weight in tomllib.load(file)["weights"].items()}


def weigh(names: Iterable[str]) -> int:
    """What signs of these names weigh together."""
    known = catalogued()
    return sum([known[name] for name in names if name in known])


@lru_cache(_REMEMBERED)
def lasting_weight(text: str) -> int:
    """What a candidate weighs in any document."""
    return weigh(lasting_signs(text))


class Weights:
    """What signs weigh, summed up (`weigh`) over their names when first asked for."""

    def __init__(
        self, weigh: Callable[[Iterable[str]], int] = weigh, lasting: Callable[[str], int] = lasting_weight
    ) -> None:
        self.weigh, self.lasting, self.nothing = weigh, lasting, weigh(())
        # A phrase by its role; by column how it is written, or the name it opens with.
        self.roles: Known[str, Sequence[int]] = Known(
            lambda role: [
                weigh(names)
                for names in (
                    of_phrase(role, "c"),
                    of_phrase(role, "C"),
                    of_phrase(role, "c") + of_whole(role),
                    of_phrase(role, "C") + of_whole(role),
                    of_part(role),
                )
            ]
        )
        self.forms: Known[Form, int] = Known(lambda form: weigh(of_form(form)))
        self.joined: Known[tuple[str, str], int] = Known(lambda key: weigh(of_joined(*key)))
        self.sources: Known[tuple[str, str], int] = Known(lambda key: weigh(of_source(*key)))
        # A candidate by how it is written and whether it stands in the sentence; by column how much of it the metric says.
        self.written: Known[tuple[str, bool], Sequence[int]] = Known(
            lambda key: [weigh(of_writing(*key, much)) for much in MUCH]
        )
        # That it has words in common with something known; by column, how.
        self.shared: Known[str, Sequence[int]] = Known(lambda which: [weigh(of_words(which, how)) for how in HOW])


@cache
def weights() -> Weights:
    """The weights of the catalogue."""
    return Weights()
