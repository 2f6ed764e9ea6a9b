"""The facade of files: put one in, get one out, what waits, what the server refused."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncGenerator, Callable, Collection, Coroutine
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from client.api.files import FilesLine
from client.files import errors, tidying
from client.files.drawer import OWN, Drawer, Kept, TooLargeError
from client.files.fetching import fetch
from client.files.uploading import upload
from client.store import Store
from client.watchers import Watchers
from sync.backoff import Backoff
from sync.ending import end
from sync.errors import ServerBusy, SyncError

CACHE_BYTES = 512 << 20
"""What files that the server has may take on this device."""

_PIECE_BYTES = 256 << 10


class RefusedFile(NamedTuple):
    """A file that the server does not want, and why, in a sentence; it stays on this device."""

    sha256: str
    space: str
    reason: str


class Files:
    """The files of this device. A space is named by its id, the personal one by ""."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        line: FilesLine,
        backoff: Backoff | None = None,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self._drawer = Drawer(folder)
        self._store = store
        self._line = line
        self._backoff = backoff or Backoff()
        self._cache_bytes = cache_bytes
        self._busy: dict[Kept, asyncio.Task[Path | None]] = {}
        self._awake = asyncio.Event()
        self._watchers = Watchers[int]()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Clear up what a kill left, and send what waits, from now on."""
        await asyncio.to_thread(tidying.tidy, self._drawer)
        self._task = asyncio.create_task(self._send_waiting(), name="files")

    async def close(self) -> None:
        """Stop; what is under way goes on where it was the next time."""
        await end(self._task, *self._busy.values(), but=(SyncError, errors.FileError))

    def wake(self) -> None:
        """There is a line again, or somebody has signed in: do not sit out the pause."""
        self._awake.set()

    def watch(self, watcher: Callable[[int], object]) -> Callable[[], None]:
        """Call `watcher` with the number of files that wait, whenever it changes; calling what is returned ends it."""
        return self._watchers.add(watcher)

    async def put(self, source: bytes | Path, space: str = "") -> str:
        """Keep a file for a space, and send it as soon as there is a line; its SHA-256, by which to name it.

        When this returns it is on the disk. Raises FileError.
        """
        folder = await self._folder(space)
        try:
            sha256 = await asyncio.to_thread(self._drawer.put, folder, source)
        except TooLargeError as error:
            raise errors.too_large() from error
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            name = source.name if isinstance(source, Path) else ""
            raise (errors.no_room() if full or not name else errors.unreadable(name)) from error
        self._awake.set()
        await self._tell()
        return sha256

    async def fetch(self, sha256: str, space: str = "") -> Path:
        """Where the file is; it is brought from the server when it is not here. Raises FileError."""
        kept = Kept(await self._folder(space), sha256)
        if found := await asyncio.to_thread(self._drawer.find, kept):
            return found
        try:
            space = await self._space(kept)
            path = await self._once(
                kept, lambda: fetch(self._drawer, kept, lambda after: self._line.pieces(space, sha256, after))
            )
        except SyncError as error:
            raise errors.from_line(error) from error
        except OSError as error:
            raise errors.no_room() from error
        assert path  # noqa: S101 - a download ends with a file
        await asyncio.to_thread(tidying.trim, self._drawer, self._cache_bytes)
        return path

    async def pieces(self, sha256: str, space: str, after: int) -> AsyncGenerator[bytes]:
        """The bytes of a file behind the first `after`: from here when it is here, else from the server.

        Raises SyncError.
        """
        kept = Kept(await self._folder(space), sha256)
        if await asyncio.to_thread(self._drawer.find, kept):
            while piece := await asyncio.to_thread(self._drawer.read, kept, after, _PIECE_BYTES):
                after += len(piece)
                yield piece
            return
        async with aclosing(self._line.pieces(await self._space(kept), sha256, after)) as pieces:
            async for piece in pieces:
                yield piece

    async def ensure_up(self, space: str, sha256: str) -> None:
        """Before an operation names the file: the server has it, or said why not. Raises SyncError when it cannot know.

        A file that is not here was named by another device, which has seen to it.
        """
        kept = Kept(await self._folder(space), sha256)
        if await asyncio.to_thread(self._drawer.is_refused, kept):
            return
        await self._up(kept)

    async def waiting(self) -> int:
        """How many files the server may not have yet."""
        return len(await asyncio.to_thread(self._drawer.waiting))

    async def refused(self) -> list[RefusedFile]:
        """What the server does not want."""
        found = await asyncio.to_thread(self._drawer.refused)
        return [RefusedFile(kept.sha256, "" if kept.folder == OWN else kept.folder, why) for kept, why in found]

    async def forget(self, spaces: Collection[str]) -> None:
        """Remove the files of these spaces: the account has left them."""
        for space in spaces:
            await asyncio.to_thread(tidying.forget, self._drawer, space)

    async def _send_waiting(self) -> None:
        failures = 0
        while True:
            self._awake.clear()
            pause_s: float | None = None
            try:
                for kept in await asyncio.to_thread(self._drawer.waiting):
                    if await self._space(kept):
                        await self._up(kept)
                failures = 0
            except SyncError as error:
                failures += 1
                asked_s = error.retry_after_s if isinstance(error, ServerBusy) else None
                pause_s = (
                    max(self._backoff.wait_s(failures, self._store.random), asked_s or 0) if error.passes else None
                )
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), pause_s)

    async def _up(self, kept: Kept) -> None:
        async def work() -> None:
            await upload(self._drawer, self._line, kept, await self._space(kept))

        await self._once(kept, work)
        await self._tell()

    async def _once(self, kept: Kept, work: Callable[[], Coroutine[Any, Any, Path | None]]) -> Path | None:
        """All who want the same of a file at a time share one go at it, and it goes on when one of them gives up."""
        task = self._busy.get(kept)
        if task is None:
            task = self._busy[kept] = asyncio.create_task(work())
            task.add_done_callback(lambda done: self._done(kept, done))
        return await asyncio.shield(task)

    def _done(self, kept: Kept, task: asyncio.Task[Path | None]) -> None:
        del self._busy[kept]
        if not task.cancelled():
            task.exception()  # those who wait have it; if all have given up, nobody needs to know

    async def _tell(self) -> None:
        self._watchers.tell(await self.waiting())

    async def _folder(self, space: str) -> str:
        return OWN if space in ("", (await self._store.device()).personal_space) else space

    async def _space(self, kept: Kept) -> str:
        return (await self._store.device()).personal_space if kept.folder == OWN else kept.folder
