"""The facade of the catalogue: what there is, and what comes here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from client.api.catalogue import CatalogueLine
from client.courses.catalogue.downloads import Download, Downloads
from client.courses.catalogue.errors import CatalogueError
from client.courses.catalogue.listing import Listing
from client.courses.catalogue.offers import Offer, combine
from client.courses.catalogue.unpacking import install
from client.courses.catalogue.wanted import Wanted
from client.courses.library import Courses
from client.courses.publications import OWN, Published, read_publications
from client.courses.shelf import Shelf
from client.files import Files
from client.store import Store
from client.texts import _
from sync.backoff import Backoff
from sync.courses import CatalogueCourse
from sync.errors import SyncError

CHANGED = "catalogue"
"""What watchers of the store are told when the catalogue has become another, or a download begins or ends."""


class Catalogue:
    """Courses that can be had; what is here already the shelf knows."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        courses: Courses,
        shelf: Shelf,
        line: CatalogueLine,
        files: Files,
        server: str,
        backoff: Backoff | None = None,
        free_bytes: Callable[[Path], int] | None = None,
    ) -> None:
        """`folder`: for what is under way; `free_bytes`: the room on a folder's disk, the system's own by default."""
        self._store = store
        self._courses = courses
        self._shelf = shelf
        self._line = line
        self._files = files
        self._listing = Listing(folder, line, server)
        self._downloads = Downloads(folder, self._pieces, self._take, backoff or Backoff(), store.random, free_bytes)

    async def start(self) -> None:
        """Go on with what was under way."""
        await self._listing.load()
        await self._downloads.start()

    async def close(self) -> None:
        """Stop; what is under way goes on the next time."""
        await self._downloads.close()

    def wake(self) -> None:
        """There is a line again."""
        self._downloads.wake()

    def watch(self, watcher: Callable[[Download], object]) -> Callable[[], None]:
        """Call `watcher` with a download whenever it stands otherwise; calling what is returned ends it."""
        return self._downloads.watch(watcher)

    def downloads(self) -> dict[str, Download]:
        """What is under way, paused or failed, by course id."""
        return self._downloads.all()

    async def offers(self) -> list[Offer] | None:
        """All courses that can be had, beside what is here; None when the catalogue was never read."""
        packs, shared = await asyncio.gather(self._courses.packs(), self._store.read(read_publications))
        here = {pack.manifest.id: pack.manifest.version for pack in packs}
        listed = self._listing.courses
        offers = combine([*map(Published, listed or []), *shared], here, self.downloads())
        return None if listed is None and not offers else offers

    async def elsewhere(self) -> list[Offer]:
        """What this person imported, and is not on this device, or in an older version."""
        return [offer for offer in await self.offers() or [] if offer.own]

    def listed(self) -> frozenset[str]:
        """The ids of the courses in the server's catalogue, as it was read last."""
        return frozenset(card.id for card in self._listing.courses or ())

    async def refresh(self) -> None:
        """Read the catalogue anew. Raises `CatalogueError`; what was read before stays."""
        try:
            changed = await self._listing.refresh()
        except SyncError as error:
            raise CatalogueError(
                _("读不到课程目录：连不上服务器。上次读到的还在；已下载的课程不用联网。")
                if error.passes
                else error.sentence
            ) from error
        if changed:
            await self._tell()

    async def begin(self, card: CatalogueCourse, space: str = "") -> None:
        """Download that version, or go on with it. Raises `CatalogueError`."""
        await self._downloads.begin(card, space)
        await self._tell()

    async def pause(self, course_id: str) -> None:
        """Stop, and keep what is here."""
        await self._downloads.pause(course_id)

    async def resume(self, course_id: str) -> None:
        """Go on after a pause or a failure. Raises `CatalogueError`."""
        await self._downloads.resume(course_id)

    async def give_up(self, course_id: str) -> None:
        """No longer wanted: what has come of it goes."""
        await self._downloads.give_up(course_id)
        await self._tell()

    def _pieces(self, wanted: Wanted, after: int) -> AsyncGenerator[bytes]:
        if wanted.space:
            space = "" if wanted.space == OWN else wanted.space
            return self._files.pieces(wanted.card.sha256, space, after)
        return self._line.pieces(wanted.card.id, wanted.card.version, after)

    async def _take(self, pack: Path, card: CatalogueCourse) -> None:
        await asyncio.to_thread(install, pack, card, self._shelf)
        await self._courses.changed(card.id)

    async def _tell(self) -> None:
        await self._store.write(lambda w: w.changed(CHANGED, ""))
