"""Joplin 3.5's own search engine, as fast as it is on this machine in this run.

Its package builds SQLite for Node.js, which takes minutes, so it is installed once by hand into a folder of its own:
`npm install joplin@3.5.1 --ignore-scripts`, then `npm rebuild sqlite3 --build-from-source`.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.peers.asking import ask


def search(folder: Path, texts: list[str], two: Sequence[Any], one: Sequence[Any]) -> dict[str, float]:
    """Look for these words in the texts with the package in `folder`; `joplin_search.js` says what comes back."""
    node = shutil.which("node")
    if node is None or not (folder / "node_modules" / "@joplin" / "lib").is_dir():
        raise SystemExit(f"Joplin is not installed in {folder}: see tests/bench/peers/joplin.py")
    script = Path(__file__).with_name("joplin_search.js")
    return ask("Joplin", [node, str(script)], {"texts": texts, "two": two, "one": one}, folder)
