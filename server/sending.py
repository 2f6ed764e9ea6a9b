"""A file on the disk, or a range of it, as an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fastapi.responses import Response, StreamingResponse

from server.errors import NoSuchRange

_CHUNK_BYTES = 256 << 10
_ONE_RANGE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})")

BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {"description": "整个文件", "content": {"application/octet-stream": BINARY}},
    206: {"description": "文件的一段", "content": {"application/octet-stream": BINARY}},
}
"""The `responses` of an endpoint that answers so."""


class Wanted(NamedTuple):
    """What the request says about the part that it wants: its headers `Range` and `If-Range`."""

    range: str | None = None
    if_range: str | None = None


def send(path: Path, size: int, sha256: str, wanted: Wanted, cache: str) -> Response:
    """The file of `size` bytes, or the range of it that is `wanted`; `cache` is the header `Cache-Control`.

    Raises NoSuchRange. A range of a form other than `bytes=A-` and `bytes=A-B` is passed over, as RFC 9110, section
    14.2, has it, and so is one of another content (`If-Range`, section 13.1.5).
    """
    etag = f'"{sha256}"'
    first, last = _range(wanted.range if wanted.if_range in (None, etag) else None, size)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": cache,
        "Content-Disposition": "attachment",  # a browser that is led here shows nothing that somebody uploaded
        "Content-Length": str(last - first + 1),
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    whole_file = (first, last) == (0, size - 1)
    if not whole_file:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    body = _bytes(path, first, last - first + 1)
    return StreamingResponse(body, 200 if whole_file else 206, headers, "application/octet-stream")


def _range(wanted: str | None, size: int) -> tuple[int, int]:
    """The first and the last byte to send."""
    match = _ONE_RANGE.fullmatch(wanted or "")
    if match is None:
        return 0, size - 1
    first, last = int(match[1]), int(match[2] or size - 1)
    if last < first and match[2]:
        return 0, size - 1
    if first >= size:
        raise NoSuchRange(size)
    return first, min(last, size - 1)


def _bytes(path: Path, first: int, count: int) -> Iterator[bytes]:
    with path.open("rb") as opened:
        opened.seek(first)
        while count and (chunk := opened.read(min(count, _CHUNK_BYTES))):
            count -= len(chunk)
            yield chunk
