"""What a person imports goes along to the person's other devices: one pack a course, by way of the personal space.

The pack is a file of `client.files`, named by its hash and uploaded before the record that names it; the other device
lists the course and fetches it when it is asked to (`client.courses.catalogue`). A small course goes by itself. One of
many pictures does not before somebody says so: the line may be one that is paid for by the megabyte.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from client.courses.authoring.tables import PublicationRow
from client.courses.content import Course
from client.courses.library import Courses
from client.courses.publications import card_for, card_in, read_publications
from client.courses.shelf import Shelf
from client.files import FileError, Files
from client.store import Store, Writing
from sync.catalogue import PUBLICATION
from sync.clock import to_text
from sync.courses import CatalogueCourse
from sync.files import FILE_LIMIT_BYTES, reference
from sync.ids import stable_id

UNASKED_BYTES = 8 << 20
"""A pack of up to so many bytes goes without being asked for: about as much as three photographs."""

LIMIT_MB = FILE_LIMIT_BYTES >> 20
"""What a pack may have."""

State = Literal["along", "asks", "too_large", "theirs"]


@dataclass(frozen=True)
class Carried:
    """How a course of this device stands; `size` in bytes: of its pack, or while there is none of its folder.

    "along": other devices can have it. "asks": they can when somebody says so. "too_large": a file may not be as large
    as its pack. "theirs": it came from a catalogue, a family or a team, and other devices can have it from there.
    """

    state: State
    size: int = 0


class Carrying:
    """The imported courses of a person, on all devices."""

    def __init__(self, store: Store, files: Files, shelf: Shelf, courses: Courses) -> None:
        self._store = store
        self._files = files
        self._shelf = shelf
        self._courses = courses

    async def bring_in(self, course: Course, files: Mapping[str, bytes]) -> Carried:
        """Put an imported course on the shelf, in place of an older one, and send it along when it is small.

        One that has changed since other devices could have it becomes a new version, so that they learn of it. Raises
        what `Courses.add_pack` does; when its pack cannot be kept on this device it stays here alone, and asks.
        """
        row = await self._row(course.id)
        course, packed = await asyncio.to_thread(_packed, course, files, row)
        await self._courses.add_pack(course, files)
        if packed is None:
            return Carried("too_large", sum(map(len, files.values())))
        was_stopped = row is not None and row.deleted
        if len(packed) > UNASKED_BYTES or was_stopped:
            return Carried("asks", len(packed))
        try:
            return await self._send(course, packed)
        except FileError:
            return Carried("asks", len(packed))

    async def send(self, course_id: str) -> Carried:
        """Let other devices have the course as it is on the shelf. Raises `PackError`, `FileError`, OSError."""
        row = await self._row(course_id)
        course, files, packed = await asyncio.to_thread(self._read, course_id, row)
        if packed is None:
            return Carried("too_large", await self._size(course_id))
        if course.version != await asyncio.to_thread(self._version, course_id):
            await self._courses.add_pack(course, files)
        return await self._send(course, packed)

    async def stop(self, course_id: str) -> None:
        """Other devices can have it no longer; those that have it keep it."""
        await self._store.write(lambda w: w.delete(PUBLICATION, _identity(course_id)))

    async def resume(self, course_id: str) -> None:
        """Take `stop` back."""
        await self._store.write(lambda w: w.restore(PUBLICATION, _identity(course_id)))

    async def state(self, course_id: str, listed: frozenset[str] = frozenset()) -> Carried:
        """How the course stands; `listed` are the ids of a catalogue that everybody can have."""
        published = [one for one in await self._store.read(read_publications) if one.card.id == course_id]
        for one in published:
            if one.own:
                return Carried("along", one.card.size)
        if published or course_id in listed:
            return Carried("theirs")
        size = await self._size(course_id)
        return Carried("too_large" if size > FILE_LIMIT_BYTES and not await self._fits(course_id) else "asks", size)

    async def _send(self, course: Course, packed: bytes) -> Carried:
        sha256 = await self._files.put(packed)

        def command(w: Writing) -> None:
            now = to_text(w.clock.now_utc())
            row = w.session.get(PublicationRow, _identity(course.id))
            if row is not None and row.pack == reference(sha256) and not row.deleted:
                return
            card = card_for(course, len(packed), sha256, now).model_dump(mode="json")
            w.save(
                PUBLICATION, _identity(course.id), card=card, pack=reference(sha256), author="", published_utc=now,
                deleted=False,
            )  # fmt: skip

        await self._store.write(command)
        return Carried("along", len(packed))

    async def _row(self, course_id: str) -> PublicationRow | None:
        def query(session: Session) -> PublicationRow | None:
            return session.get(PublicationRow, _identity(course_id))

        return await self._store.read(query)

    async def _size(self, course_id: str) -> int:
        return await asyncio.to_thread(self._folder_bytes, course_id)

    async def _fits(self, course_id: str) -> bool:
        """Whether a folder above the limit makes a pack below it: lessons are pressed, pictures are not."""
        return (await asyncio.to_thread(self._read, course_id, None))[2] is not None

    def _folder_bytes(self, course_id: str) -> int:
        folder = self._shelf.folder(course_id)
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder else 0

    def _version(self, course_id: str) -> int:
        manifest = self._shelf.manifest(course_id)
        return manifest.version if manifest else 0

    def _read(self, course_id: str, row: PublicationRow | None) -> tuple[Course, dict[str, bytes], bytes | None]:
        from client.courses.exporting.exporting import read_files  # seldom wanted

        course, files = read_files(self._courses.pack_dir(course_id))
        course, packed = _packed(course, files, row)
        return course, files, packed


def _identity(course_id: str) -> str:
    """One record a course, whichever device imports it."""
    return stable_id("publication", "own", course_id)


def _packed(course: Course, files: Mapping[str, bytes], row: PublicationRow | None) -> tuple[Course, bytes | None]:
    """The course in the version that it is now, and its pack; None when that is larger than a file may be."""
    from client.courses.exporting.packed import zip_of  # zipfile is no part of the start

    known: CatalogueCourse | None = card_in(row) if row is not None else None
    if sum(map(len, files.values())) > 2 * FILE_LIMIT_BYTES:
        return _newer(course, known), None
    if known is not None:
        same = course.model_copy(update={"version": known.version})
        packed = zip_of(same, files)
        if hashlib.sha256(packed).hexdigest() == known.sha256:
            return same, packed
        course = _newer(course, known)
    packed = zip_of(course, files)
    return course, packed if len(packed) <= FILE_LIMIT_BYTES else None


def _newer(course: Course, known: CatalogueCourse | None) -> Course:
    """A version after the known one; a pack that says a later one itself keeps that."""
    return course if known is None else course.model_copy(update={"version": max(course.version, known.version + 1)})
