"""Who published a text, where its head says so in a line of its own."""

import re

_HEAD = 3_000
_PUBLISHER = re.compile(
    r"^\W{0,3}(?:publisher|published by|issued by|issuer|organi[sz]ation)\W{0,4}[:=]\s*[\"']?(.{2,120}?)[\"'*]*\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def find_publisher(text: str) -> str:
    r"""The publisher of a text; empty where its head names none.

    >>> find_publisher("---\ntitle: Mills\npublisher: Harbour Press\n---\n")
    'Harbour Press'
    """
    match = _PUBLISHER.search(text[:_HEAD])
    return match[1].strip() if match else ""
