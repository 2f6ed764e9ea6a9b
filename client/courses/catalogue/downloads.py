"""The downloads of this device: some at a time, each on from where it broke off, also after a kill."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from client.courses.catalogue import errors
from client.courses.catalogue.wanted import State, Wanted, WantedList
from client.courses.packs import PackError
from client.files import FileError, arriving
from client.files.drawer import Drawer, Kept
from client.files.fetching import fetch
from client.finishing import to_the_end
from client.texts import _
from client.watchers import Watchers
from sync.backoff import Backoff
from sync.courses import CatalogueCourse
from sync.ending import end
from sync.errors import ServerBusy, SyncError
from sync.ids import Random

AT_ONCE = 2
SPARE_BYTES = 64 << 20
"""What shall be left free on the disk of this device."""

_FOLDER = "packs"
_TOLD_PARTS = 100  # so often at most a download tells how far it is
_DAMAGED_TRIES = 2

_log = logging.getLogger(__name__)

Pieces = Callable[[Wanted, int], AsyncGenerator[bytes]]
"""The bytes of a pack behind the first so many."""


@dataclass(frozen=True)
class Download:
    """A download as it stands: `received` of `card.size` bytes; `sentence` says why it failed or what it waits for."""

    card: CatalogueCourse
    space: str
    state: State
    received: int = 0
    sentence: str = ""

    @property
    def part(self) -> float:
        """How much of it is here, 0 to 1."""
        return min(1.0, self.received / self.card.size) if self.card.size else 1.0


class Downloads:
    """What is wanted, and how far it has come. Its methods are called on the event loop."""

    def __init__(
        self,
        folder: Path,
        pieces: Pieces,
        install: Callable[[Path, CatalogueCourse], Awaitable[None]],
        backoff: Backoff,
        random: Random,
        free_bytes: Callable[[Path], int] | None = None,
    ) -> None:
        """`install` puts a whole pack on the shelf; `free_bytes` tells the room left on the disk of a folder."""
        self._wanted = WantedList(folder / "wanted")
        self._drawer = Drawer(folder)
        self._pieces = pieces
        self._install = install
        self._backoff = backoff
        self._random = random
        self._free_bytes = free_bytes or _free_bytes
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._awake = asyncio.Event()
        self._now: dict[str, Download] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._watchers = Watchers[Download]()

    async def start(self) -> None:
        """Go on with what was under way."""
        await asyncio.to_thread(self._tidy)
        for wanted in await asyncio.to_thread(self._wanted.read):
            received = await asyncio.to_thread(arriving.fetched, self._drawer, self._kept(wanted.card))
            self._now[wanted.card.id] = Download(wanted.card, wanted.space, wanted.state, received, wanted.sentence)
            if wanted.state not in ("paused", "failed"):
                self._go(wanted)

    async def close(self) -> None:
        """Stop; what is under way goes on the next time."""
        await end(*self._tasks.values())

    def wake(self) -> None:
        """There is a line again: do not sit out the pause."""
        self._awake.set()

    def watch(self, watcher: Callable[[Download], object]) -> Callable[[], None]:
        """Call `watcher` with a download whenever it stands otherwise; calling what is returned ends it."""
        return self._watchers.add(watcher)

    def all(self) -> dict[str, Download]:
        """What is under way, paused or failed, by course id."""
        return dict(self._now)

    async def begin(self, card: CatalogueCourse, space: str = "") -> None:
        """Bring that version of the course here, or go on with it. Raises `CatalogueError` when that cannot be kept."""
        await self._stop(card.id)
        there = self._now.get(card.id)
        if there is not None and there.card.sha256 != card.sha256:
            await asyncio.to_thread(self._drop, there.card)
        wanted = Wanted(card=card, space=space)
        try:
            await asyncio.to_thread(self._wanted.keep, wanted)
        except OSError as error:
            raise errors.CatalogueError(errors.sentence_of(error, card.size)) from error
        received = await asyncio.to_thread(arriving.fetched, self._drawer, self._kept(card))
        self._tell(wanted, "waiting", received=received)
        self._go(wanted)

    async def pause(self, course_id: str) -> None:
        """Stop, and keep what is here."""
        await self._stop(course_id)
        if (now := self._now.get(course_id)) is not None:
            await self._settle(Wanted(card=now.card, space=now.space), "paused", "")

    async def resume(self, course_id: str) -> None:
        """Go on after a pause or a failure."""
        if (now := self._now.get(course_id)) is not None:
            await self.begin(now.card, now.space)

    async def give_up(self, course_id: str) -> None:
        """No longer wanted: what has come of it goes."""
        await self._stop(course_id)
        if (now := self._now.get(course_id)) is not None:
            await asyncio.to_thread(self._wanted.forget, course_id)
            await asyncio.to_thread(self._drop, now.card)
            self._end(course_id)

    def _go(self, wanted: Wanted) -> None:
        task = asyncio.get_running_loop().create_task(self._work(wanted), name=f"download {wanted.card.id}")
        self._tasks[wanted.card.id] = task
        task.add_done_callback(lambda done: self._tasks.get(wanted.card.id) is done and self._tasks.pop(wanted.card.id))

    async def _stop(self, course_id: str) -> None:
        await end(self._tasks.pop(course_id, None))

    async def _work(self, wanted: Wanted) -> None:
        failures = damaged = 0
        while True:
            self._awake.clear()
            try:
                async with self._turns:
                    await self._bring(wanted)
                return
            except SyncError as error:
                if not error.passes:
                    await self._settle(wanted, "failed", errors.sentence_of(error))
                    return
                failures += 1
                asked_s = error.retry_after_s if isinstance(error, ServerBusy) else None
                self._tell(wanted, "waiting", _("线路断了，连上后自动继续"))
            except FileError as error:  # what came is not what was announced, and it is gone
                damaged += 1
                if damaged >= _DAMAGED_TRIES:
                    await self._settle(wanted, "failed", error.sentence)
                    return
                self._tell(wanted, "waiting", received=0)
                continue
            except Exception as error:
                if not isinstance(error, OSError | PackError | errors.CatalogueError):
                    _log.exception("a download failed")
                await self._settle(wanted, "failed", errors.sentence_of(error, wanted.card.size))
                return
            with suppress(TimeoutError):
                pause_s = max(self._backoff.wait_s(failures, self._random), asked_s or 0)
                await asyncio.wait_for(self._awake.wait(), pause_s)

    async def _bring(self, wanted: Wanted) -> None:
        card, kept = wanted.card, self._kept(wanted.card)
        here = await asyncio.to_thread(self._drawer.find, kept)
        if here is None:
            self._tell(wanted, "running", received=await asyncio.to_thread(self._check_room, card))
            here = await fetch(self._drawer, kept, lambda after: self._counted(wanted, after))
        await to_the_end(self._open(wanted, here))

    async def _open(self, wanted: Wanted, pack: Path) -> None:
        """The whole pack becomes the course; no pause comes between."""
        card = wanted.card
        self._tell(wanted, "opening", received=card.size)
        try:
            await self._install(pack, card)
        except PackError:
            await asyncio.to_thread(self._drop, card)
            raise
        await asyncio.to_thread(self._wanted.forget, card.id)
        await asyncio.to_thread(self._drop, card)
        self._end(card.id)

    async def _counted(self, wanted: Wanted, after: int) -> AsyncGenerator[bytes]:
        received, told = after, after
        step = max(1, wanted.card.size // _TOLD_PARTS)
        pieces = self._pieces(wanted, after)
        try:
            async for piece in pieces:
                received += len(piece)
                if received > wanted.card.size:  # it can only be something else: the hash would say so much later
                    raise errors.CatalogueError(_("服务器给的文件和目录说的不一样大，没有保存。"))
                yield piece
                if received - told >= step:
                    told = received
                    self._tell(wanted, "running", received=received)
        finally:
            await pieces.aclose()

    def _check_room(self, card: CatalogueCourse) -> int:
        """How much is here already. Raises CatalogueError when the rest, and what it holds, would fill the disk."""
        received = arriving.fetched(self._drawer, self._kept(card))
        needed = card.size - received + card.size  # the pack, and about as much again when it is unpacked
        self._drawer.root.mkdir(parents=True, exist_ok=True)
        if self._free_bytes(self._drawer.root) < needed + SPARE_BYTES:
            raise errors.no_room(needed + SPARE_BYTES)
        return received

    async def _settle(self, wanted: Wanted, state: State, sentence: str) -> None:
        """It rests, also over a restart, until the person says otherwise."""
        with suppress(OSError):  # a full disk: after a restart it is tried again
            resting = wanted.model_copy(update={"state": state, "sentence": sentence})
            await asyncio.to_thread(self._wanted.keep, resting)
        received = await asyncio.to_thread(arriving.fetched, self._drawer, self._kept(wanted.card))
        self._tell(wanted, state, sentence, received=received)

    def _tell(self, wanted: Wanted, state: State, sentence: str = "", received: int | None = None) -> None:
        known = self._now.get(wanted.card.id)
        if received is None:
            received = known.received if known else 0
        now = self._now[wanted.card.id] = Download(wanted.card, wanted.space, state, received, sentence)
        self._watchers.tell(now)

    def _end(self, course_id: str) -> None:
        self._watchers.tell(self._now.pop(course_id))

    def _tidy(self) -> None:
        """Away with parts that nothing wants any more."""
        wanted = {one.card.sha256 for one in self._wanted.read()}
        for path in (self._drawer.root / _FOLDER).glob("*"):
            if path.name.split(".")[0] not in wanted:
                path.unlink(missing_ok=True)

    def _drop(self, card: CatalogueCourse) -> None:
        for path in (self._drawer.root / _FOLDER).glob(f"{card.sha256}*"):
            path.unlink(missing_ok=True)

    @staticmethod
    def _kept(card: CatalogueCourse) -> Kept:
        return Kept(_FOLDER, card.sha256)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
