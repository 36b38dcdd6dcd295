"""A file a page: `layout` builds it from a snapshot and a query, `results` what a control changes."""
