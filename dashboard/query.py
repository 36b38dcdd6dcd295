"""What a URL asks for: the whole state of a page stands in its path and query, nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode


@dataclass(frozen=True)
class Query:
    """A path with its parameters; each parameter may stand several times."""

    path: str = "/"
    params: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Whether it is read on a phone: no part of the address, as a copied link opens on any screen.
    is_narrow: bool = False

    @classmethod
    def parse(cls, path: str, search: str = "", *, is_narrow: bool = False) -> "Query":
        """Read a path and a query string with or without its question mark."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in parse_qsl(search.removeprefix("?"), keep_blank_values=False, max_num_fields=200):
            if value not in found.get(name, ()):
                found[name] = (*found.get(name, ()), value)
        return cls(path, found, is_narrow)

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a parameter."""
        return self.params.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return self.many(name)[0] if self.many(name) else default

    def choice(self, name: str, allowed: Iterable[str], default: str) -> str:
        """The value of a parameter if it is one of `allowed`, else the default."""
        value = self.one(name, default)
        return value if value in set(allowed) else default

    def number(self, name: str, default: int) -> int:
        """A parameter as a whole number from 1; the default where it is none."""
        value = self.one(name)
        return max(1, int(value)) if value.isdecimal() and len(value) < 9 else default

    def url(self, **changes: str | tuple[str, ...] | None) -> str:
        """The same URL with parameters changed; None or an empty value drops one."""
        merged: dict[str, tuple[str, ...]] = dict(self.params)
        for name, value in changes.items():
            merged[name] = (value,) if isinstance(value, str) else (value or ())
        return link(self.path, **merged)


def link(path: str, **params: str | tuple[str, ...] | None) -> str:
    """A URL of ours with its parameters in a stable order."""
    pairs = [
        (name, each)
        for name, value in params.items()
        for each in ((value,) if isinstance(value, str) else value or ())
        if each
    ]
    return path + ("?" + urlencode(pairs) if pairs else "")
