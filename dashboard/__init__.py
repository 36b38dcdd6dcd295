"""The published tables in a browser."""
