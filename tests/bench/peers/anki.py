"""Anki 26.9, its sync with its own server and its search, as fast as they are on this machine in this run."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.fakes.running import free_port

PACKAGE = "anki==26.9.3"
PATIENCE_S = 900


def measure(bodies: list[str], edits: int) -> dict[str, float]:
    """Sync these bodies and so many edits; see `tests.bench.peers.anki_sync` for what comes back."""
    return _run("anki_sync.py", {"port": free_port(), "bodies": bodies, "edits": edits})


def search(texts: list[str], two: Sequence[Any], one: Sequence[Any]) -> dict[str, float]:
    """Look for these words in the texts; see `tests.bench.peers.anki_search` for what they are and what comes back."""
    return _run("anki_search.py", {"texts": texts, "two": two, "one": one})


def _run(name: str, order: dict[str, Any]) -> dict[str, float]:
    # -P: or this file would stand in the way of the package of its name
    script = Path(__file__).with_name(name)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["uv", "run", "--isolated", "--no-project", "--with", PACKAGE, "python", "-P", str(script)],
            cwd=folder,
            input=json.dumps({"folder": folder, **order}),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    if done.returncode:
        raise SystemExit(f"{PACKAGE} could not be measured:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])
