"""`claims refresh`: documents in, a published version of all tables out."""

from etl.pipeline.options import Options
from etl.pipeline.refresh import Outcome, Progress, preview, refresh

__all__ = ["Options", "Outcome", "Progress", "preview", "refresh"]
