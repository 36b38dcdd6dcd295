"""How fast, how large, how far: `python -m tests.bench` (or `make bench`) measures and prints."""
