"""`claims refresh`: documents in, a published version of all tables out.

The names below are imported when they are asked for: a linter takes some steps of a refresh, and waits for no others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.pipeline.options import Options
    from etl.pipeline.run import Outcome, Progress, preview, refresh

__all__ = ["Options", "Outcome", "Progress", "preview", "refresh"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("etl.pipeline.options" if name == "Options" else "etl.pipeline.run"), name)
