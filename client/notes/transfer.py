"""Notes come in from other programs, and go out: the facade of `importing` and `exporting`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from client.store import Store

if TYPE_CHECKING:
    from client.files import Files
    from client.notes.exporting import ExportedNotes
    from client.notes.importing import FoundNotes
    from client.notes.importing.bringing import Brought


class Transfer:
    """Into this device's notes and out of them. Readers and writers are imported when they are wanted."""

    def __init__(self, store: Store, files: Files, flush: Callable[[], Awaitable[None]]) -> None:
        """`flush` saves what is in open editors."""
        self._store, self._files, self._flush = store, files, flush

    async def bring_in(self, found: FoundNotes) -> Brought:
        """Keep what was found; what is here already is updated."""
        from client.notes.importing.bringing import bring_in

        await self._flush()
        return await bring_in(self._store, self._files, found)

    async def take_out(self, notebook: str = "") -> ExportedNotes:
        """All notes, or those of a notebook, as a zip of Markdown."""
        from client.notes.exporting import export_notes

        await self._flush()
        return await export_notes(self._store, self._files, notebook)
