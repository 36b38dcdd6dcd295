"""Text in, tables out: documents, claims, series, checks and what is published of them.

For code: `etl.extract(text)`, `etl.check(text)`, `etl.load("data")`; what they need is loaded when they are first called.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.api import Claim as Claim  # noqa: TC004
    from etl.api import Extracts as Extracts  # noqa: TC004
    from etl.api import check as check  # noqa: TC004
    from etl.api import extract as extract  # noqa: TC004
    from etl.api import load as load  # noqa: TC004

__all__ = ["Claim", "Extracts", "check", "extract", "load"]


class _Steps(ModuleType):
    """The package `etl.extract`, which can be called: it holds the steps of what its name says."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as etl.api.extract is declared
        return import_module("etl.api").extract(*arguments, **options)


class _Package(ModuleType):
    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name == "extract":
            return import_module("etl.extract")
        if name in __all__:
            return getattr(import_module("etl.api"), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        if name == "extract" and type(value) is ModuleType:
            value.__class__ = _Steps
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
