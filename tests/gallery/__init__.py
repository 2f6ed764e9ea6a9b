"""A PNG of every screen from the real running app: `uv run python -m tests.gallery --out DIR`."""
