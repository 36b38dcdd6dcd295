"""Text in, tables out: documents, claims, series, checks and what is published of them."""
