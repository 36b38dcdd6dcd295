"""How far a reading that does not fit may be trusted to accuse: signs of how its figures stand to each other, weighed.

The signs know no words of a field, only order, distance, marks between figures and whether they are of one sort. What each counts,
by the sort of reading, is learned (tests/training/trust.py) and stands in the catalogue.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from etl.extract.links.derived.bonds import is_bound
from etl.extract.links.derived.choice import Reading, by_cost
from etl.extract.links.derived.cues import in_brackets, is_base
from etl.extract.links.derived.rate_cues import each_of
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.sum_cues import divides, is_left, is_open, is_rest, is_total, points_at_parts
from etl.extract.links.items import BARE, Item
from etl.model.claim import Relation

_WEIGHTS = Path(__file__).parents[3] / "catalog" / "trust.toml"
# From here on a reading may accuse: one in twelve or so of those at the bar is wrong. Below the other, none may, whatever its words.
_BAR, _LEAST = 2.5, 0.0
# Readings of a figure that are weighed, the cheapest first.
MOST = 5
_FAR, _VERY_FAR = 2.0, 0.7
_MARKS = {
    "semicolon": re.compile(r";"),
    "stop": re.compile(r"\.\s|\n"),
    "and": re.compile(r"\band\b"),
    "new statement": re.compile(r"\b(?:while|whereas|but|although|though|when|because|with|where|whose)\b"),
    "comma": re.compile(r","),
}
_WORD = re.compile(r"[a-z]{3,}")


def trusted(readings: Sequence[Reading], scene: Scene) -> Reading | None:
    """The reading of a figure that may be trusted most, None where none may accuse; none of them fits.

    The cheapest, where its words tie the figures, needs little more than that no sign speaks against it.
    """
    ordered = sorted(readings, key=by_cost)
    weighed = [
        (trust(reading, ordered, scene), -rank, reading)
        for rank, reading in enumerate(ordered[:MOST])
        if reading.sure or not _is_loose(reading)
    ]
    surest = max(weighed, key=lambda each: each[:2], default=None)
    if surest is None or surest[0] > _BAR:
        return surest[2] if surest is not None else None
    return ordered[0] if ordered[0].sure and weighed[0][0] > _LEAST else None


def _is_loose(reading: Reading) -> bool:
    """Whether numbers of nothing in particular would add up, or things of one name be so many for each of another."""
    if reading.relation is Relation.PER_UNIT:
        (_, amount), *_, (_, rate) = reading.members
        counted = amount.claim.dimension.startswith("count")
        return counted and amount.unit not in BARE and amount.unit != rate.unit.partition("/")[0]
    return reading.relation is Relation.PARTS and all(item.unit in BARE for _, item in reading.members)


def trust(reading: Reading, ordered: Sequence[Reading], scene: Scene) -> float:
    """The sum of what the signs of a reading count."""
    weights = _weights_of(sort_of(reading))
    told = [weights[sign] * value for sign, value in signs_of(reading, ordered, scene) if sign in weights]
    return weights["base"] + sum(told)


@cache
def _weights_of(sort: str) -> Mapping[str, float]:
    """What each sign counts for readings of a sort: in any, and more or less in these."""
    known = _catalogued()
    every, own = known["any"], known.get(sort, {})
    weights = {sign: every.get(sign, 0.0) + own.get(sign, 0.0) for sign in sorted({*every, *own})}
    return weights | {"base": every["base"]}


@cache
def _catalogued() -> dict[str, dict[str, float]]:
    return tomllib.loads(_WEIGHTS.read_text("utf-8"))


def sort_of(reading: Reading) -> str:
    """The sort of a reading, as the weights know it."""
    role = reading.members[-1][0]
    if role in ("delta", "loss"):
        return "difference"
    return reading.relation.value


def signs_of(reading: Reading, ordered: Sequence[Reading], scene: Scene) -> Iterator[tuple[str, float]]:
    """The signs of a reading among those of its figure, cheapest first, that are there, each with its size."""
    found = {**_cost_signs(reading, ordered), **_place_signs(reading, scene), **_sort_signs(reading)}
    found |= _word_signs(reading) | _known_signs(reading, scene)
    found |= _mark_signs(reading) | {_form(reading): 1.0, "apart": min(off := _off(reading), _FAR)}
    found["far apart"] = off > _VERY_FAR
    return ((sign, float(value)) for sign, value in found.items() if value)


def _cost_signs(reading: Reading, ordered: Sequence[Reading]) -> dict[str, float]:
    rank = ordered.index(reading)
    ahead = ordered[1].cost - reading.cost if len(ordered) > 1 else 3.0
    return {
        "cost": min(reading.cost, 10.0),
        "cheap": reading.cost <= 1.0,
        "sure": reading.sure,
        "rank": rank,
        "ahead": min(ahead, 3.0) if rank == 0 else 0.0,
        "alone": len(ordered) == 1,
    }


def _place_signs(reading: Reading, scene: Scene) -> dict[str, float]:
    """Where the figures stand to each other."""
    items = [item for _, item in reading.members]
    places = [scene.at[item.claim_id] for item in items]
    said = places[-1]
    between = max(places) - min(places) + 1 - len(places)
    near = min(abs(place - said) for place in places[:-1])
    found: dict[str, float] = {
        "between": min(between, 8),
        "nothing between": between == 0,
        "near": min(near, 5),
        "beside": near == 1,
        "last": said == max(places),
        "one sentence": len({item.sentence.start for item in items}) == 1,
    }
    if reading.relation is not Relation.PARTS:
        for name, item, place in zip(("first", "second"), items, places[:2], strict=False):
            found[f"{name} is base"] = is_base(item)
            found[f"{name} is bound"] = is_bound(scene, said, place)
        found["first in brackets"] = in_brackets(items[0])
        found["second before"], found["second next"] = places[1] < said, places[1] == said + 1
    return found


def _sort_signs(reading: Reading) -> dict[str, float]:
    """Whether the figures are of one sort."""
    *others, said = [item.claim for _, item in reading.members]
    metrics = {claim.metric_id for claim in others}
    words = [set(_WORD.findall(claim.metric.lower())) for claim in others]
    mine = set(_WORD.findall(said.metric.lower()))
    return {
        "one subject": len({claim.subject for claim in others}) == 1,
        "one metric": len(metrics) == 1 and "" not in metrics,
        "two metrics": len(metrics - {""}) > 1,
        "metrics alike": len(set.intersection(*words)) / max(1, len(set.union(*words))),
        "its metric alike": max(len(mine & theirs) / max(1, len(mine | theirs)) for theirs in words),
        "one unit": len({claim.unit for claim in others}) == 1,
        "one period": len({claim.period.text if claim.period else "" for claim in others}) == 1,
    }


def _word_signs(reading: Reading) -> dict[str, float]:
    """What the words beside the figures say of their parts in it."""
    *others, (_, said) = reading.members
    low, high = said.interval
    found: dict[str, float] = {"coarse": min((high - low) / max(abs(said.value), 1e-9), 1.0)}
    if reading.relation is Relation.PER_UNIT:
        number = others[1][1]
        found |= {
            "each": each_of(said),
            "of several units": "/" in said.unit,
            "price": said.claim.metric_id == "price",
            "of things": number.claim.dimension.startswith("count"),
            "of time": number.is_duration,
            "scaled": reading.scale != 1.0,
        }
    elif reading.relation is Relation.PARTS:
        parts = [item for _, item in others]
        found |= {
            "total": is_total(said),
            "total first": said.claim.start < parts[0].claim.start,
            "divided": divides(parts[0], said) or points_at_parts(parts[0]),
            "rest": is_rest(parts[-1]) or is_left(parts[-1]),
            "open": is_open(parts[-1]),
            "parts": min(len(parts), 6),
            "percentages": said.is_percent,
            "less": any(role == "less" for role, _ in others),
        }
    return found


def _known_signs(reading: Reading, scene: Scene) -> dict[str, float]:
    """Whether the figures are tied to others, so that they need not be tied to each other."""
    *others, said = (item for _, item in reading.members)
    sorts = [relation for relation in Relation if (said.claim_id, relation) in scene.explained]
    known = sum((item.claim_id, reading.relation) in scene.explained for item in others)
    return {"its own ties": min(len(sorts), 2), "their own ties": known / len(others)}


def _mark_signs(reading: Reading) -> dict[str, float]:
    """What stands between a figure and the one nearest to it that it is worked out from."""
    *others, said = [item for _, item in reading.members]
    between = min((_between(item, said) for item in others), key=len)
    return {name: bool(mark.search(between)) for name, mark in _MARKS.items()} | {"gap": min(len(between), 200) / 60}


def _between(first: Item, second: Item) -> str:
    one, other = sorted((first, second), key=lambda item: item.claim.start)
    return second.sentence.text[one.claim.end : other.claim.start].lower()


def _form(reading: Reading) -> str:
    role = reading.members[-1][0]
    return f"is {role}"


def _off(reading: Reading) -> float:
    """How far what is stated lies from what follows, as a logarithm."""
    values = [item.value for _, item in reading.members]
    *_, stated = values
    role = reading.members[-1][0]
    if reading.relation is Relation.PARTS:
        implied = sum(-item.value if name == "less" else item.value for name, item in reading.members[:-1])
    elif role in ("delta", "loss"):
        implied = values[1] - values[0]
    elif reading.relation is Relation.CHANGE:
        implied = (values[1] / values[0] - 1) * 100
    else:
        quotient = values[0] / values[1]
        scale = 100.0 if reading.members[-1][1].is_percent else 1.0
        implied = {"more": quotient - 1, "less": 1 - quotient}.get(role, quotient) * scale
    return abs(math.log(max(1e-9, abs(implied)) / max(1e-9, abs(stated))))
