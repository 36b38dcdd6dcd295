"""Documents to claims: every numeric expression with what the text says about it. Pure: a document in, claims out."""

from etl.extract.claims import extract

__all__ = ["extract"]
