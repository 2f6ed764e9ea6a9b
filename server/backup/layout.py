"""Where what stands in the zip, and how a row is written: a JSON object a line."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

MANIFEST = "xueban-server.json"
FORMAT = 1
FILES = "files/"
COURSES = "courses/"
_BYTES = "base64"


class BackupError(Exception):
    """It cannot be made or read; the text is a sentence for whoever runs the server."""


def table_path(name: str) -> str:
    """Where the rows of a table are."""
    return f"tables/{name}.jsonl"


def as_line(row: Mapping[str, Any]) -> str:
    """A row as a line; bytes are an object with their base64."""
    plain = {
        name: {_BYTES: base64.b64encode(bytes(value)).decode()} if isinstance(value, bytes | memoryview) else value
        for name, value in row.items()
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_line(line: bytes) -> dict[str, Any]:
    """The row of a line. Raises BackupError."""
    try:
        plain = json.loads(line)
        return {
            name: base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value for name, value in plain.items()
        }
    except (ValueError, KeyError, AttributeError) as error:
        raise BackupError("备份里有一行读不懂，它可能坏了。") from error
