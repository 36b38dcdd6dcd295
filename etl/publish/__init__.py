"""Tables to files: snapshots that appear whole, extracts anyone can open, and what describes them."""
