"""Anki 26.9, its sync with its own server and its search, as fast as they are on this machine in this run."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.peers.asking import ask
from tests.fakes.running import free_port

PACKAGE = "anki==26.9.3"


def measure(bodies: list[str], edits: int) -> dict[str, float]:
    """Sync these bodies and so many edits; see `tests.bench.peers.anki_sync` for what comes back."""
    return _run("anki_sync.py", {"port": free_port(), "bodies": bodies, "edits": edits})


def search(texts: list[str], two: Sequence[Any], one: Sequence[Any]) -> dict[str, float]:
    """Look for these words in the texts; see `tests.bench.peers.anki_search` for what they are and what comes back."""
    return _run("anki_search.py", {"texts": texts, "two": two, "one": one})


def _run(name: str, order: dict[str, Any]) -> dict[str, float]:
    # -P: or this file would stand in the way of the package of its name
    script = Path(__file__).with_name(name)
    command = ["uv", "run", "--isolated", "--no-project", "--with", PACKAGE, "python", "-P", str(script)]
    return ask(PACKAGE, command, order)
