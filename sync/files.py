"""Files, named by the SHA-256 of what is in them: what goes over the line, and how an operation names one.

PUT  /v1/spaces/{id}/files/{sha256}?size=BYTES&at=OFFSET   a part of the file → FileState
GET  /v1/spaces/{id}/files/{sha256}                        the file; `Range: bytes=A-` and `bytes=A-B` are honoured

A file goes up in parts of at most `PART_BYTES`, in order. The answer says how much the server has: an empty part at 0
asks just that, so an upload that broke off goes on where it was, also on another day. A part that overlaps what is
there is taken from there on; one that leaves a gap is refused (409 `missing_part`, `detail.received`). With the last
byte the server computes the hash: 422 `wrong_hash`, and it starts again from nothing. 413 `file_too_large`,
413 `space_full`.

An operation names a file by `reference(sha256)` as (part of) a value of a plain field. Running text, which goes over
the line in pieces, does not count: where a picture stands in a note, a record of its own names it. The device uploads
a file before it pushes the operation that names it. A file that no operation has named for `KEEP_DAYS` is removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, JsonValue

from sync.wire import Message

PART_BYTES = 512 << 10
FILE_LIMIT_BYTES = 32 << 20
SPACE_LIMIT_BYTES = 1 << 30
KEEP_DAYS = 30

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

_REFERENCE = re.compile(r"sha256:([0-9a-f]{64})(?![0-9a-f])")


class FileState(Message):
    """How much of a file of `size` bytes the server has; `complete`: all of it, and the hash is right."""

    sha256: str
    size: int
    received: int
    complete: bool = False


def reference(sha256: str) -> str:
    """How an operation names the file."""
    return f"sha256:{sha256}"


def named_in(value: JsonValue) -> Iterator[str]:
    """The hashes of the files that a value names, however deep inside."""
    if isinstance(value, str):
        yield from references(value)
    elif isinstance(value, list):
        for part in value:
            yield from named_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from named_in(part)


def references(text: str) -> frozenset[str]:
    """The hashes of the files that a text, e.g. an operation's fields as JSON, names."""
    return frozenset(_REFERENCE.findall(text)) if "sha256:" in text else frozenset()
