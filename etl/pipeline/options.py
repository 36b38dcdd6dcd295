"""What an operator asks of a refresh."""

from dataclasses import dataclass, field
from pathlib import Path

from etl.documents.discovery import Selection
from etl.documents.limits import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """Folders in, folder out, and how to go about it. `jobs` 0 stands for as many as there are processors."""

    seeds: tuple[Path, ...] = (Path("seeds"),)
    data: Path = Path("data")
    jobs: int = 0
    engine: str = ""
    force: bool = False
    only: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    limits: Limits = field(default_factory=Limits)
    keep: int = 10
