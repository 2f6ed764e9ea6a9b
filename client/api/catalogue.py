"""The calls about the catalogue of courses (protocol: `sync.courses`); nobody needs an account for them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from urllib.parse import quote

from client.api.answers import understand
from client.api.line import Line
from sync.courses import CataloguePage


class CatalogueLine:
    """Everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def page(self, after: str, known: str = "") -> tuple[CataloguePage | None, str]:
        """The courses behind the id `after`, and the page's ETag; None when it is still the one `known` by its ETag."""
        response = await self._line.send("GET", "/v1/courses", query={"after": after}, known=known)
        if response.status_code == 304:
            return None, known
        return understand(response, CataloguePage, self._line.server), response.headers.get("etag", "")

    async def pieces(self, course_id: str, version: int, after: int) -> AsyncGenerator[bytes]:
        """The bytes of a pack behind the first `after`."""
        path = f"/v1/courses/{quote(course_id, safe='')}/packs/{version}"
        async with self._line.download(path, None, after) as pieces:
            async for piece in pieces:
                yield piece
