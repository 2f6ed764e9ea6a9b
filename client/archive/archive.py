"""The facade: all data of a person into one file, and out of one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.store import Store
from client.texts import _

if TYPE_CHECKING:
    from client.courses.library import Courses
    from client.courses.shelf import Shelf
    from client.files import Files

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Made:
    """The file, how many there are of each type in it, and what could not be had, in sentences."""

    path: Path
    counts: Mapping[str, int]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class BroughtIn:
    """How many came by type, how many were here already, and what could not be read, in sentences."""

    counts: Mapping[str, int]
    known: int
    skipped: tuple[str, ...]


class Archive:
    """Writers and readers are imported when they are wanted."""

    def __init__(
        self,
        store: Store,
        files: Files,
        courses: Courses,
        shelf: Shelf,
        folder: Path,
        flush: Callable[[], Awaitable[None]],
    ) -> None:
        """`folder`: where archives are made. `flush` saves what is in open editors."""
        self._store, self._files, self._courses, self._shelf = store, files, courses, shelf
        self._folder, self._flush = folder, flush

    async def make(self, told: Progress) -> Made:
        """Write an archive of all there is; `told` how much of it is done. Raises OSError."""
        from client.archive.writing import Writer

        await self._flush()
        day = self._store.clock.now_utc().astimezone()
        path = self._folder / _("学伴全部数据 {day}.zip").format(day=f"{day:%Y-%m-%d}")
        part = path.with_suffix(".part")
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        writer = Writer(self._store, self._files, self._courses, self._shelf, told)
        try:
            await writer.write(part)
            await asyncio.to_thread(part.replace, path)
        finally:
            await asyncio.to_thread(part.unlink, missing_ok=True)
        return Made(path, writer.counts, tuple(writer.missing))

    async def bring_in(self, file: Path | bytes, told: Progress) -> BroughtIn:
        """Take an archive in. What is here already stays. Raises `ArchiveError`."""
        from client.archive.layout import ArchiveError
        from client.archive.reading import Reader
        from client.courses.importing import ImportRefusedError
        from client.courses.importing.trees import Zip

        await self._flush()
        try:
            tree = await asyncio.to_thread(Zip, file, file.name if isinstance(file, Path) else "archive.zip")
        except ImportRefusedError as error:
            raise ArchiveError(str(error)) from error
        reader = Reader(self._store, self._files, self._courses, self._shelf)
        await reader.read(tree, told)
        counts = reader.counts
        return BroughtIn(dict(counts.brought), counts.known, tuple(counts.skipped))
