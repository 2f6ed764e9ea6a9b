"""Films and recordings of courses for the browser: `/packs/<course>/<file>`, in ranges, from the pack's own folder.

A window reads them from the disk by itself; a browser may not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from views.hosting.asgi import Application, Receive, Scope, Send

PREFIX = "/packs/"
PLAYED = frozenset(
    (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".mov", ".ogv")
)
"""What is served: nothing that a browser would run as a page of ours."""

FolderOf = Callable[[str], Path]
"""The folder of a course's files; raises KeyError when there is no such course."""


def pack_url(course_id: str, file: str) -> str:
    """The address of a file of a pack."""
    return f"{PREFIX}{quote(course_id, safe='')}/{quote(file)}"


class Packs:
    """Wraps the application; `folder_of` tells where a course lies."""

    def __init__(self, app: Application, folder_of: FolderOf) -> None:
        self._app = app
        self._folder_of = folder_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked of a pack, pass on the rest."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        from starlette.responses import FileResponse, Response  # comes with the browser's half of Flet

        file = await asyncio.to_thread(self._find, scope["path"].removeprefix(PREFIX))
        answer = Response(status_code=404) if file is None else FileResponse(file)
        await answer(scope, receive, send)

    def _find(self, path: str) -> Path | None:
        course_id, _slash, name = path.partition("/")
        try:
            folder = self._folder_of(course_id).resolve()
        except (KeyError, OSError, ValueError):
            return None
        file = (folder / name).resolve()
        is_inside = file.is_relative_to(folder) and file.suffix.lower() in PLAYED
        return file if is_inside and file.is_file() else None
