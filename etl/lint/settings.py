"""What a run is asked to report: options of the command over the table [tool.claimed-metrics] of pyproject.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from etl.errors import CatalogError, UsageError
from etl.lint.problem import Problem
from etl.model.finding import Severity, Verdict

TABLE = "claimed-metrics"
PYPROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An entry [[tool.claimed-metrics.suppress]]: findings of a rule in a file (a glob), there where `quote` stands."""

    file: str
    code: str
    reason: str
    quote: str
    line: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which findings are shown. Codes may be globs; `select` empty stands for every rule."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO
    show_implied: bool = False
    show_consistent: bool = False
    show_updates: bool = False
    against: Path | None = None
    suppress: tuple[Suppression, ...] = ()

    def shows(self, problem: Problem) -> bool:
        """Whether a finding is to be reported.

        What changes within one document is what it tells; it becomes news where another document knows the old figure.
        """
        across = len({figure.document_id for figure in problem.figures}) > 1
        hidden = {
            Verdict.IMPLIED: not self.show_implied,
            Verdict.CONSISTENT: not self.show_consistent,
            Verdict.UPDATE: not (self.show_updates or across),
        }
        if problem.verdict and hidden.get(problem.verdict):
            return False
        order = list(Severity)
        return self.selects(problem.code) and order.index(problem.severity) <= order.index(self.min_severity)

    def selects(self, code: str) -> bool:
        """Whether a rule is to be applied."""
        return (not self.select or fits(code, self.select)) and not fits(code, self.ignore)


def fits(code: str, patterns: Sequence[str]) -> bool:
    """Whether one of the patterns names a code.

    >>> fits("growth-rate", ["growth-*"])
    True
    """
    return any(fnmatchcase(code, pattern) for pattern in patterns)


def check_codes(patterns: Sequence[str], known: Sequence[str], option: str) -> None:
    """Raise UsageError where a pattern names no rule there is."""
    for pattern in patterns:
        if not any(fnmatchcase(code, pattern) for code in known):
            near = get_close_matches(pattern, known, 1)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise UsageError(f"{option} {pattern}: there is no such rule. {hint}`claims rule` lists them.")


def load_settings(folder: Path) -> Settings:
    """Settings of the nearest pyproject.toml at or above a folder that has the table; else the defaults."""
    for parent in (folder, *folder.parents):
        path = parent / PYPROJECT
        table = _table(path) if path.is_file() else None
        if table is not None:
            return from_table(path, table)
    return Settings()


def override(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """Settings with the options given: lists add to what is there, `select` and single values replace it."""
    changes: dict[str, Any] = {}
    for name, value in options.items():
        if value is None or value is False or value == ():
            continue
        adds = name in ("ignore", "exclude")
        changes[name] = (*getattr(settings, name), *value) if adds else value
    return replace(settings, **changes)


def _table(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            found = tomllib.load(file).get("tool", {}).get(TABLE)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(path, 1, f"cannot be read: {error}", "Correct it.") from None
    return found if found is None or isinstance(found, dict) else {}


def from_table(path: Path, table: Mapping[str, Any]) -> Settings:
    """Settings as a table of `path` gives them; raise CatalogError where an entry is none."""
    known = {field.name.replace("_", "-"): field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise CatalogError(path, _line(path, key), f"{key} is no setting", f"Use one of {', '.join(known)}.")
        values[known[key]] = _value(path, key, value)
    return Settings(**values)


def _value(path: Path, key: str, value: object) -> object:
    line = _line(path, key)
    if key == "suppress":
        entries = value if isinstance(value, list) else []
        return tuple(_suppression(path, entry) for entry in entries)
    if key == "against":
        return path.parent / str(value)
    if key == "min-severity":
        if value not in list(Severity):
            raise CatalogError(path, line, f"min-severity = {value!r}", f"Use one of {', '.join(Severity)}.")
        return Severity(str(value))
    if key in ("show-implied", "show-consistent", "show-updates"):
        return bool(value)
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise CatalogError(path, line, f"{key} is no list of strings", f'Write {key} = ["…"].')
    return tuple(value)


def _suppression(path: Path, entry: Mapping[str, Any]) -> Suppression:
    texts = {key: str(entry.get(key, "")) for key in ("file", "code", "reason", "quote")}
    line = _line(path, texts["quote"] or texts["code"])
    unknown = sorted(set(entry) - set(texts))
    if unknown or not texts["code"]:
        problem = f"{unknown[0]} is no key of suppress" if unknown else "an entry of suppress names no code"
        raise CatalogError(path, line, problem, "Give file, code, reason and, if wanted, quote.")
    near = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return Suppression(**texts | {"file": texts["file"] or "*"}, line=line, path=str(near))


def _line(path: Path, word: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)
