"""What stands under a heading by its words alone: a table of contents, references, a timeline."""

import tomllib
from functools import cache

from etl.catalog import CATALOG
from etl.documents import titles
from etl.model.document import Zone

_NOTES = "notes"  # remarks as well as references


def zone_under(text: str, start: int, end: int) -> Zone | None:
    """The zone a heading opens; None where its words leave it open."""
    return zone_of_title(titles.key(text, start, end))


def zone_of_title(key: str) -> Zone | None:
    """The same of a title as `titles.key` gives it."""
    return _zones().get(key)


def may_hold_notes(text: str, start: int, end: int) -> bool:
    """Whether a heading stands over remarks as well as over references."""
    return titles.key(text, start, end) in _titles()[_NOTES]


@cache
def _titles() -> dict[str, list[str]]:
    return tomllib.loads((CATALOG / "sections.toml").read_text(encoding="utf-8"))


@cache
def _zones() -> dict[str, Zone]:
    zones = {name: Zone.REFERENCE if name == _NOTES else Zone(name) for name in _titles()}
    return {title: zones[name] for name, entries in _titles().items() for title in entries}
