"""The published tables in a browser."""

import os

# Polars' allocator keeps freed pages for a while; a server that swaps whole versions gives them back at once.
# It reads this when it is loaded, so it is set before any module here imports polars.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
