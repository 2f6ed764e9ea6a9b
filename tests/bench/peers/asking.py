"""Gives another program its order as JSON, in a folder of its own, and takes its answer."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE_S = 900


def ask(name: str, command: Sequence[str], order: dict[str, Any], within: Path | None = None) -> dict[str, float]:
    """Run `command` and return the JSON in the last line that it prints; `name`: whom to name when it fails.

    It runs `within` that folder, or in a temporary one, which is the order's `folder` in any case.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            command,
            cwd=within or folder,
            input=json.dumps({"folder": folder, **order}),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    if done.returncode:
        raise SystemExit(f"{name} could not be measured:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])
