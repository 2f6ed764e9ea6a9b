"""Anki 26.9 with its own sync server, as fast as it is on this machine in this run."""

import json
import subprocess
import tempfile
from pathlib import Path

from tests.fakes.running import free_port

PACKAGE = "anki==26.9.3"
PATIENCE_S = 900


def measure(bodies: list[str], edits: int) -> dict[str, float]:
    """Sync these bodies and so many edits; see `tests.bench.peers.anki_sync` for what comes back."""
    # -P: or this file would stand in the way of the package of its name
    script = Path(__file__).with_name("anki_sync.py")
    with tempfile.TemporaryDirectory() as folder:
        order = {"folder": folder, "port": free_port(), "bodies": bodies, "edits": edits}
        done = subprocess.run(
            ["uv", "run", "--isolated", "--no-project", "--with", PACKAGE, "python", "-P", str(script)],
            cwd=folder,
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    if done.returncode:
        raise SystemExit(f"{PACKAGE} could not be measured:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])
