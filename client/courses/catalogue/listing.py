"""The catalogue as it was read last, kept on the disk for when there is no line."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Protocol

from pydantic import Field, ValidationError

from client.late import LateModel
from sync.courses import CatalogueCourse, CataloguePage

_FILE = "catalogue.json"
_PAGES_LIMIT = 500


class Line(Protocol):
    """What this needs of the line; `client.api.catalogue` fills it in."""

    async def page(self, after: str, known: str = "") -> tuple[CataloguePage | None, str]:
        """A page and its ETag; None when it is still the known one."""
        ...


class _KnownPage(LateModel):
    etag: str
    page: CataloguePage


class _Known(LateModel):
    server: str
    pages: list[_KnownPage] = Field(default=[])


class Listing:
    """The courses that `server` offers, as far as this device knows; `courses` is None before it was ever read."""

    def __init__(self, folder: Path, line: Line, server: str) -> None:
        self._file = folder / _FILE
        self._line = line
        self._known = _Known(server=server)

    @property
    def courses(self) -> list[CatalogueCourse] | None:
        """By id."""
        return [card for known in self._known.pages for card in known.page.courses] if self._known.pages else None

    async def load(self) -> None:
        """Take what is on the disk, if it is from the same server."""
        known = await asyncio.to_thread(self._read)
        if known is not None and known.server == self._known.server:
            self._known = known

    async def refresh(self) -> bool:
        """Read it anew, page by page; what has not changed is not sent again. Raises SyncError.

        Returns whether it is another than before.
        """
        old = {known.page.courses[0].id: known for known in self._known.pages if known.page.courses}
        first = self._known.pages[0] if self._known.pages else None
        pages: list[_KnownPage] = []
        after: str | None = ""
        while after is not None and len(pages) < _PAGES_LIMIT:
            known = first if after == "" else next((k for i, k in sorted(old.items()) if i > after), None)
            page, etag = await self._line.page(after, known.etag if known else "")
            if page is None and known is not None:
                page = known.page
            assert page  # noqa: S101 - only what is known is left out of an answer
            pages.append(_KnownPage(etag=etag, page=page))
            after = page.after
        changed = [known.page for known in pages] != [known.page for known in self._known.pages]
        self._known = _Known(server=self._known.server, pages=pages)
        if changed:
            await asyncio.to_thread(self._write, self._known)
        return changed

    def _read(self) -> _Known | None:
        try:
            return _Known.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return None

    def _write(self, known: _Known) -> None:
        """A copy of what can be read again: a disk that is full loses nothing."""
        new = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(known.model_dump_json().encode())
            os.replace(new, self._file)
        except OSError:
            new.unlink(missing_ok=True)
