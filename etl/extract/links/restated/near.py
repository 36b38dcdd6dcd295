"""Which groups of figures come into question for each other: an index from word to group, never each with each."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from etl.extract.known import Known
from etl.extract.links.contexts import Group

_NEAREST = 12


class Nearness:
    """Groups by the words around their figures; `ranks` orders words, the rarest first."""

    def __init__(self, groups: Sequence[Group], ranks: dict[str, int]) -> None:
        self._groups = groups
        index: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            for word in group.words:
                index[word].append(number)
        # By a function, not a method of this object, which would hold itself and had to be searched for to go.
        self.near: Known[int, list[int]] = Known(lambda number: _near(number, groups, index, ranks))

    def outnumbers(self, number: int, other: int) -> bool:
        """Whether a group has more figures than another, or stands before it and has as many."""
        mine, theirs = len(self._groups[number].contexts), len(self._groups[other].contexts)
        return theirs < mine or (theirs == mine and other > number)


def _near(number: int, groups: Sequence[Group], index: Mapping[str, list[int]], ranks: Mapping[str, int]) -> list[int]:
    """The groups that share most of the rare words of a group, those of a metric with it first."""
    rare = sorted(groups[number].words, key=ranks.__getitem__)[:_NEAREST]
    shared = Counter(itertools.chain.from_iterable([index[word] for word in rare]))
    metrics = groups[number].metrics
    ranked = [(metrics.isdisjoint(groups[other].metrics), -count, other) for other, count in shared.items()]
    ranked.sort()
    return [other for _, _, other in ranked[: _NEAREST + 1] if other != number][:_NEAREST]
