"""A manuscript becomes a pack: exported, or shared with the members of a space."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from client.courses.authoring.manuscripts import Manuscripts
from client.courses.authoring.tables import PublicationRow
from client.courses.content import Course
from client.courses.publications import card_for
from client.files import Files
from client.mistakes.book import MistakeBook
from client.store import Store, Writing
from client.store.tables import Cursor
from client.texts import _
from sync.catalogue import PUBLICATION, may_write
from sync.clock import to_text
from sync.courses import CatalogueCourse
from sync.files import FILE_LIMIT_BYTES, named_in, reference
from sync.ids import stable_id

if TYPE_CHECKING:
    from client.courses.authoring.compile import Written


class AuthoringError(Exception):
    """`sentence` says what is wrong, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Audience:
    """A space that this person may publish in; `published` is the version that is there, 0 for none."""

    space: str
    kind: str
    name: str
    published: int = 0


class Authoring:
    """Writing, trying out, exporting and publishing courses."""

    def __init__(self, store: Store, files: Files, mistakes: MistakeBook) -> None:
        self._store = store
        self._files = files
        self._mistakes = mistakes
        self.manuscripts = Manuscripts(store)
        self._tasks: set[asyncio.Task[None]] = set()

    async def compile(self, manuscript_id: str, text: str | None = None, version: int = 1) -> Written:
        """The course that the manuscript says, or that `text` in its place would."""
        kept = await self.manuscripts.read(manuscript_id)
        body, pictures = kept or ("", {})
        names = await self._names()
        return await asyncio.to_thread(
            _compile,
            body if text is None else text,
            course_id=f"written-{manuscript_id}",
            version=version,
            pictures=pictures,
            names=names,
        )

    async def pictures(self, manuscript_id: str) -> dict[str, bytes]:
        """The manuscript's pictures by their names. Raises `client.files.FileError` for one that cannot be had."""
        kept = await self.manuscripts.read(manuscript_id)
        found: dict[str, bytes] = {}
        for name, file in (kept[1] if kept else {}).items():
            for sha256 in named_in(file):
                path = await self._files.fetch(sha256)
                found[name] = await asyncio.to_thread(path.read_bytes)
        return found

    async def add_picture(self, manuscript_id: str, name: str, source: bytes | Path) -> str:
        """Keep a picture for the manuscript; what to write where it shall stand. Raises `client.files.FileError`."""
        sha256 = await self._files.put(source)
        suffix = Path(name).suffix.lower() or ".png"
        name = f"pictures/{sha256[:12]}{suffix}"
        await self.manuscripts.add_picture(manuscript_id, name, reference(sha256))
        return f"![]({name})"

    async def export(self, manuscript_id: str) -> tuple[str, bytes]:
        """The pack as a file: its name and what is in it. Raises `AuthoringError`, `client.files.FileError`."""
        course = self._whole(await self.compile(manuscript_id))
        packed = await asyncio.to_thread(_pack, course, await self.pictures(manuscript_id))
        return f"{course.title or course.id}.zip", packed

    async def audiences(self, manuscript_id: str) -> list[Audience]:
        """The families and teams that this person may publish in."""
        course_id = await self._course_id(manuscript_id)

        def query(session: Session) -> list[Audience]:
            spaces = session.exec(select(Cursor).where(Cursor.kind != "personal").order_by(col(Cursor.name))).all()
            versions = _versions(session, course_id)
            return [
                Audience(space.space_id, space.kind, space.name, versions.get(space.space_id, 0))
                for space in spaces
                if may_write(space.kind, space.role, PUBLICATION.name)
            ]

        return await self._store.read(query)

    async def publish(self, manuscript_id: str, space: str, author: str = "") -> CatalogueCourse:
        """Share the course as it is now with the members of a space; what they have learnt of an older version stays.

        Raises `AuthoringError`, `client.files.FileError`. When it returns it is on this device, and on its way.
        """
        course_id = await self._course_id(manuscript_id)
        version = 1 + max((await self._store.read(lambda s: _versions(s, course_id))).values(), default=0)
        course = self._whole(await self.compile(manuscript_id, version=version))
        packed = await asyncio.to_thread(_pack, course, await self.pictures(manuscript_id))
        if len(packed) > FILE_LIMIT_BYTES:
            limit = FILE_LIMIT_BYTES >> 20
            raise AuthoringError(_("课程连图片超过了 {n} MB，发布不了。把大的图片缩小再试。").format(n=limit))
        sha256 = await self._files.put(packed, space)

        def command(w: Writing) -> CatalogueCourse:
            now = to_text(w.clock.now_utc())
            card = card_for(course, len(packed), sha256, now)
            w.into(space)
            w.save(
                PUBLICATION,
                stable_id("publication", space, course.id),
                card=card.model_dump(mode="json"),
                pack=reference(sha256),
                author=author,
                published_utc=now,
                deleted=False,
            )
            return card

        return await self._store.write(command)

    async def withdraw(self, manuscript_id: str, space: str) -> None:
        """Share it no longer; who has it keeps it."""
        identity = stable_id("publication", space, await self._course_id(manuscript_id))
        await self._store.write(lambda w: w.delete(PUBLICATION, identity))

    async def flush(self) -> None:
        """Save what is still in open editors."""
        await self.manuscripts.flush()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this beside all else; `close` waits for it. For rehearsals, which open and close a device of their own."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Save what is still open, and wait for what was started."""
        await self.flush()
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _course_id(self, manuscript_id: str) -> str:
        written = await self.compile(manuscript_id)
        return written.course.id if written.course else f"written-{manuscript_id}"

    async def _names(self) -> dict[str, str]:
        graph = await self._mistakes.knowledge()
        points = list(graph.points.values())
        return {alias: point.id for point in points for alias in point.aliases} | {p.name: p.id for p in points}

    @staticmethod
    def _whole(written: Written) -> Course:
        if written.course is None:
            raise AuthoringError(_("还没有可以学的内容：写一个 # 开头的标题，再写几句话。"))
        return written.course


# Imported when somebody writes a course: the start of the app is not the time to wait for that. Both run in threads.
def _compile(text: str, **about: Any) -> Written:
    from client.courses.authoring.compile import compile_course

    return compile_course(text, **about)


def _pack(course: Course, files: Mapping[str, bytes]) -> bytes:
    from client.courses.exporting.packed import zip_of

    return zip_of(course, files)


def _versions(session: Session, course_id: str) -> dict[str, int]:
    """Space → the version that was last published there, also one that was withdrawn since."""
    rows = session.exec(select(PublicationRow)).all()
    return {row.space_id: int(row.card.get("version", 0)) for row in rows if row.card.get("id") == course_id}
