"""Courses as the screens see them: which there are, how far one is, and what happens when a question is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from client.courses import progress
from client.courses.captions import Cue, parse_captions
from client.courses.content import Course, Lesson, Media, Question
from client.courses.grading import Verdict
from client.courses.ladder import Ladder
from client.courses.offer import (
    CourseCard,
    NextLesson,
    Offer,
    arrange,
    card_of,
    find_next_lesson,
    keep_hidden,
    read_hidden,
    read_offer,
)
from client.courses.packs import LessonEntry, Manifest, PackError
from client.courses.playback import keep_second, name_of, note_second, read_second
from client.courses.progress import CourseStatus, LastAnswer
from client.courses.quizzes import Asked, Attempt, Mistakes, Quizzes, read_attempts, read_running
from client.courses.shelf import Origin, Pack, Shelf
from client.courses.sitting import Sitting
from client.store import Store
from client.texts import _

if TYPE_CHECKING:
    from client.courses.exporting import Exported, Form

CHANGED = "course"  # what watchers of the store are told when a pack comes or goes


@dataclass(frozen=True)
class CourseOutline:
    """A course's page: its manifest, how far one is, and the lesson to go on with.

    `removed` tells that it is a starter course which was taken off this device, and can be put back.
    """

    manifest: Manifest
    status: CourseStatus
    next_lesson: LessonEntry | None
    origin: Origin
    removed: bool = False

    @property
    def finished(self) -> int:
        """How many of its lessons are finished."""
        return sum(entry.id in self.status.finished for entry in self.manifest.lessons)


@dataclass(frozen=True)
class OpenLesson:
    """All that the lesson player needs: read in one go when a lesson is opened."""

    manifest: Manifest
    lesson: Lesson
    folder: Path
    segment: int
    finished: bool
    answers: Mapping[str, LastAnswer]
    running: Mapping[int, Sitting] = field(default_factory=dict)
    """The quizzes that were left open on this device, by segment."""
    attempts: Sequence[Attempt] = ()
    """The quizzes that were taken, the latest first."""

    def asked(self, segment: int) -> Asked:
        """Where the questions of a segment stand."""
        return Asked(self.manifest, self.lesson, segment)


class Courses:
    """The courses on this device and one's progress in them."""

    def __init__(self, store: Store, shelf: Shelf, mistakes: Mistakes) -> None:
        self._store = store
        self._shelf = shelf
        self._listed: dict[str, CourseOutline] = {}
        self.quizzes = Quizzes(store, mistakes)
        self.ladder = Ladder(store, shelf, self.quizzes)

    async def list(self) -> list[CourseCard]:
        """All courses: those in work first, the latest at the top; then the untouched, the fitting ones first."""
        packs, offer = await asyncio.gather(self.packs(), self._store.read(read_offer))
        self._listed = {pack.manifest.id: _outline(pack, offer) for pack in packs}
        return arrange(packs, offer)

    def listed(self, course_id: str) -> CourseOutline | None:
        """That course as it was last read, at once, to begin a screen with; None when it must be read."""
        return self._listed.get(course_id)

    async def removed(self) -> list[CourseCard]:
        """The starter courses that were taken off this device; `restore` puts one back."""
        packs, offer = await asyncio.gather(self.packs(), self._store.read(read_offer))
        statuses = offer.statuses
        return [card_of(p, statuses.get(p.manifest.id, CourseStatus())) for p in packs if offer.has_off(p)]

    async def packs(self) -> Sequence[Pack]:
        """The packs that can be read, without progress; also those that were taken off."""
        return (await asyncio.to_thread(self._shelf.packs))[0]

    async def faults(self) -> list[PackError]:
        """What is wrong with packs that cannot be shown; each reads as a sentence."""
        return (await asyncio.to_thread(self._shelf.packs))[1]

    async def course(self, course_id: str) -> Course | None:
        """The whole course with all its lessons. Raises `PackError` when its files are damaged."""
        return await asyncio.to_thread(self._shelf.course, course_id)

    async def export(self, course_id: str, form: Form) -> Exported:
        """The course as one file for other programs. Raises `PackError` when it is damaged or not here."""
        folder = await asyncio.to_thread(self._shelf.folder, course_id)
        if folder is None:
            raise PackError(Path(course_id), _("这台设备上没有这门课"))
        from client.courses.exporting import export  # wanted seldom, and not at the start

        return await export(folder, form)

    async def outline(self, course_id: str) -> CourseOutline | None:
        """The course without its lessons' contents, and how far one is. Raises `PackError` when it is damaged."""
        manifest, status, hidden = await asyncio.gather(
            asyncio.to_thread(self._shelf.manifest, course_id), self.status(course_id), self._store.read(read_hidden)
        )
        if manifest is None:
            return None
        origin: Origin = "imported" if self._shelf.is_imported(course_id) else "starter"
        off = origin == "starter" and course_id in hidden
        outline = CourseOutline(manifest, status, progress.next_lesson(manifest, status), origin, off)
        self._listed[course_id] = outline
        return outline

    async def open_lesson(self, course_id: str, lesson_id: str) -> OpenLesson | None:
        """A lesson with where one is in it; None when there is none. Raises `PackError` when it is damaged."""
        manifest, lesson, status, answers = await asyncio.gather(
            asyncio.to_thread(self._shelf.manifest, course_id),
            asyncio.to_thread(self._shelf.lesson, course_id, lesson_id),
            self.status(course_id),
            self._store.read(lambda session: progress.read_last_answers(session, course_id, lesson_id)),
        )
        if manifest is None or lesson is None:
            return None
        running, attempts = await self._store.read(
            lambda session: (read_running(session, course_id, lesson), read_attempts(session, course_id, lesson_id))
        )
        place = status.place
        here = place.segment if place is not None and place.lesson_id == lesson_id else 0
        segment = min(max(here, 0), len(lesson.segments) - 1)
        folder = self.pack_dir(course_id)
        return OpenLesson(manifest, lesson, folder, segment, lesson_id in status.finished, answers, running, attempts)

    def pack_dir(self, course_id: str) -> Path:
        """The folder of a course's files. Raises KeyError when there is no such course."""
        folder = self._shelf.folder(course_id)
        if folder is None:
            raise KeyError(course_id)
        return folder

    async def status(self, course_id: str) -> CourseStatus:
        """Which lessons are finished, and where one is."""
        statuses = await self._store.read(lambda session: progress.read_statuses(session, course_id))
        return statuses.get(course_id, CourseStatus())

    async def keep_place(self, course_id: str, lesson_id: str, segment: int) -> None:
        """Remember where one is in a course."""
        await self._store.write(lambda w: progress.keep_place(w, course_id, lesson_id, segment))

    async def finish_lesson(self, course_id: str, lesson_id: str) -> LessonEntry | None:
        """Note that a lesson is finished; the place moves on to the lesson after it, which is returned."""
        manifest = await asyncio.to_thread(self._shelf.manifest, course_id)
        following = progress.lesson_after(manifest, lesson_id) if manifest else None
        follower = following.id if following else None
        await self._store.write(lambda w: progress.finish_lesson(w, course_id, lesson_id, follower))
        self._listed.pop(course_id, None)
        return following

    async def answer(
        self,
        course: Course | Manifest,
        lesson: Lesson,
        segment: int,
        question: Question,
        given: Any,
        elapsed_s: float,
    ) -> Verdict:
        """Grade an answer and keep it; a wrong one goes to the mistake book in the same transaction.

        Args:
            course: the course of the question.
            lesson: the lesson of the question.
            segment: the index of its segment in the lesson.
            question: what was asked.
            given: the answer, as JSON (see `client.courses.grading`).
            elapsed_s: seconds from seeing the question to answering it.

        """
        asked = Asked(course, lesson, segment)
        return await self._store.write(lambda w: self.quizzes.write(w, asked, question, given, elapsed_s))

    async def attempts(self, course_id: str, lesson_id: str) -> Sequence[Attempt]:
        """The quizzes of a lesson that were taken, the latest first."""
        return await self._store.read(lambda session: read_attempts(session, course_id, lesson_id))

    async def played(self, course_id: str, lesson_id: str, media: Media) -> float:
        """The second from which to go on with a film or a recording."""
        return await self._store.read(lambda s: read_second(s, course_id, lesson_id, name_of(media)))

    async def keep_played(
        self, course_id: str, lesson_id: str, media: Media, second: float, *, rests: bool = True
    ) -> None:
        """Keep how far a film or a recording is; while it does not rest, on this device alone."""
        keep = keep_second if rests else note_second
        await self._store.write(lambda w: keep(w, course_id, lesson_id, name_of(media), second))

    async def captions(self, course_id: str, media: Media) -> tuple[Cue, ...]:
        """What is said in it, line by line; empty when it has no captions, or they cannot be read."""
        if not media.captions:
            return ()
        path = self.pack_dir(course_id) / media.captions[0].file
        try:
            return parse_captions(await asyncio.to_thread(path.read_text, "utf-8", "replace"))
        except OSError:
            return ()

    async def add_pack(self, course: Course, files: Mapping[str, bytes]) -> None:
        """Put an imported course on the shelf, in place of an older one of the same id; progress stays."""
        await asyncio.to_thread(self._shelf.add, course, files)
        await self.changed(course.id)

    async def remove(self, course_id: str) -> bool:
        """Take a course off the shelf; progress and mistakes stay. False when there is no such course.

        An imported one goes with its files; a starter, which came with the app, is only hidden on this device.
        """
        removed = await asyncio.to_thread(self._shelf.remove, course_id)
        if not removed and await asyncio.to_thread(self._shelf.folder, course_id) is not None:
            await self._store.write(lambda w: keep_hidden(w, course_id, hidden=True))
            removed = True
        await self.changed(course_id)
        return removed

    async def restore(self, course_id: str) -> bool:
        """Put a course back: an imported one until the app is closed, a starter at any time. False when it cannot."""
        restored = await asyncio.to_thread(self._shelf.restore, course_id)
        if not restored and course_id in await self._store.read(read_hidden):
            await self._store.write(lambda w: keep_hidden(w, course_id, hidden=False))
            restored = True
        await self.changed(course_id)
        return restored

    async def next_lesson(self) -> NextLesson | None:
        """The lesson to go on with: of the course worked on last, else of a new one; None when all is done."""
        packs, offer = await asyncio.gather(self.packs(), self._store.read(read_offer))
        return find_next_lesson(packs, offer)

    async def changed(self, course_id: str) -> None:
        """Tell watchers that a course came, went, or is another version now."""
        self._listed.pop(course_id, None)
        await self._store.write(lambda w: w.changed(CHANGED, course_id))


def _outline(pack: Pack, offer: Offer) -> CourseOutline:
    status = offer.statuses.get(pack.manifest.id, CourseStatus())
    following = progress.next_lesson(pack.manifest, status)
    return CourseOutline(pack.manifest, status, following, pack.origin, offer.has_off(pack))
