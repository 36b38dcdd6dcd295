"""Rows of published tables as people ask for them: which, in what order of columns, in what format."""
