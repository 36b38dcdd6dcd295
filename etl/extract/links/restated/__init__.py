"""One quantity told more than once: where it is told again, and when a figure that differs can only be a slip."""
