"""The catalogue of metrics: what a text may call them and what a figure of them may plausibly be."""

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache

from etl.catalog import CATALOG
from etl.model.record import record

_FILE = CATALOG / "metrics.toml"


@record
class Metric:
    """A line of catalog/metrics.toml. `low` and `high` bound a plausible level, in `unit` where one is named."""

    metric_id: str
    name: str
    spellings: tuple[str, ...]
    unit: str
    low: float
    high: float
    kind: str
    is_noun: bool


@cache
def metrics() -> dict[str, Metric]:
    """Every metric of the catalogue by its id."""
    with _FILE.open("rb") as file:
        entries = tomllib.load(file)
    return {
        metric_id: Metric(
            metric_id=metric_id,
            name=entry["name"],
            spellings=tuple(entry["also"]),
            unit=entry.get("unit", ""),
            low=float(entry["range"][0]),
            high=float(entry["range"][1]),
            kind=entry.get("kind", "level"),
            is_noun=entry.get("noun", False),
        )
        for metric_id, entry in entries.items()
    }


@cache
def _by_spelling() -> dict[tuple[str, ...], str]:
    spellings: dict[tuple[str, ...], str] = {}
    for metric in metrics().values():
        for spelling in (metric.name, *metric.spellings):
            spellings.setdefault(
                tuple(singular(word) for word in spelling.lower().replace("-", " ").split()), metric.metric_id
            )
    return spellings


@cache
def _sizes() -> dict[str, list[int]]:
    """How many words spellings have, the most first, by the first of them."""
    sizes: dict[str, set[int]] = {}
    for first, *rest in _by_spelling():
        sizes.setdefault(first, set()).add(1 + len(rest))
    return {first: sorted(each, reverse=True) for first, each in sizes.items()}


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """A word without the s of its plural.

    >>> singular("companies"), singular("losses"), singular("gas")
    ('company', 'loss', 'gas')
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def find_metric(words: Sequence[str]) -> tuple[Metric, int, int] | None:
    """The metric a phrase names and its words, first and behind the last; the rightmost of the longest spellings.

    >>> find_metric(["china", "memory", "bandwidth"])[0].metric_id
    'memory_bandwidth'
    """
    found = _find_metric(tuple(words))
    if found is not None and "per" in words:
        divided = words.index("per")
        if found[1] > divided:
            return _find_metric(tuple(words[:divided]))
    return found


@lru_cache(maxsize=1 << 15)
def _find_metric(words: tuple[str, ...]) -> tuple[Metric, int, int] | None:
    keys = tuple(map(singular, words))
    spellings, sizes = _by_spelling(), _sizes()
    found: tuple[Metric, int, int] | None = None
    most = 0
    for first in range(len(keys) - 1, -1, -1):
        for size in sizes.get(keys[first], ()):
            metric_id = spellings.get(keys[first : first + size]) if size > most else None
            if metric_id is not None and first + size <= len(keys):
                found, most = (metrics()[metric_id], first, first + size), size
    return found
