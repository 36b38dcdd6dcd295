"""Which groups of figures come into question for each other: an index from word to group, never each with each."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from etl.extract.known import Known
from etl.extract.links.contexts import Group

_NEAREST = 12


class Nearness:
    """Groups by the words around their figures; `ranks` orders words, the rarest first."""

    def __init__(self, groups: Sequence[Group], ranks: dict[str, int]) -> None:
        self._groups, self._ranks = groups, ranks
        self._index: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            for word in group.words:
                self._index[word].append(number)
        # The groups that share most of the rare words of a group, those of a metric with it first.
        self.near: Known[int, list[int]] = Known(self._near)

    def _near(self, number: int) -> list[int]:
        rare = sorted(self._groups[number].words, key=self._ranks.__getitem__)[:_NEAREST]
        shared = Counter(itertools.chain.from_iterable([self._index[word] for word in rare]))
        metrics = self._groups[number].metrics
        ranked = [(metrics.isdisjoint(self._groups[other].metrics), -count, other) for other, count in shared.items()]
        ranked.sort()
        return [other for _, _, other in ranked[: _NEAREST + 1] if other != number][:_NEAREST]

    def outnumbers(self, number: int, other: int) -> bool:
        """Whether a group has more figures than another, or stands before it and has as many."""
        mine, theirs = len(self._groups[number].contexts), len(self._groups[other].contexts)
        return theirs < mine or (theirs == mine and other > number)
