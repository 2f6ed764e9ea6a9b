"""The facade of live lessons."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError
from sqlmodel import Session, col, select

from client.api.live import LiveLine
from client.late import LateModel
from client.live.lessons import is_due, second_of
from client.live.noting import Notebook
from client.live.stream import Stream, read_playlist
from client.live.tables import LiveReminderRow
from client.notes import Notes
from client.store import Store
from client.texts import _, fill
from client.watchers import Watchers
from sync.catalogue import LIVE_REMINDER
from sync.errors import Refused, SyncError, Unauthorized
from sync.ids import new_id, stable_id
from sync.live import Asked, LiveLesson, NewQuestion, Timetable, Transcript

CHANGED = "live"
"""What watchers of the store are told when the timetable has become another."""

REMIND_MIN = 10
RUNG = "live.rung"
"""Setting of this device: the lessons that it has reminded of, with their beginnings."""

_RUNG_KEPT = 100


class LiveError(Exception):
    """`sentence` says what is wrong, what was kept, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _Known(LateModel):
    server: str
    timetable: Timetable


class Live:
    """Live lessons on this device."""

    def __init__(self, folder: Path, store: Store, notes: Notes, line: LiveLine, server: str) -> None:
        self._file = folder / "live.json"
        self._store = store
        self._line = line
        self._server = server
        self._book = Notebook(notes)
        self._timetable: Timetable | None = None
        self._ringing = Watchers[LiveLesson]()

    async def timetable(self) -> list[LiveLesson] | None:
        """The lessons as they were read last, the earliest first; None when they never were."""
        if self._timetable is None:
            self._timetable = await asyncio.to_thread(self._read)
        return None if self._timetable is None else list(self._timetable.lessons)

    async def lesson(self, lesson_id: str) -> LiveLesson | None:
        """A lesson of the timetable, or one that this person wanted to be reminded of."""
        found = next((one for one in await self.timetable() or [] if one.id == lesson_id), None)
        return found or next((one for one, _min in await self._reminders() if one.id == lesson_id), None)

    async def refresh(self) -> None:
        """Read the timetable anew. Raises `LiveError`; what was read before stays."""
        try:
            timetable = await self._line.timetable()
        except SyncError as error:
            raise LiveError(
                _("读不到直播课表：连不上服务器。上次读到的还在。") if error.passes else _sentence(error)
            ) from error
        if timetable != self._timetable:
            self._timetable = timetable
            await asyncio.to_thread(self._write, timetable)
            await self._store.write(lambda w: w.changed(CHANGED, ""))

    async def remind(self, lesson: LiveLesson, minutes: int = REMIND_MIN) -> None:
        """Remind of it so many minutes before it begins, on every device of this person while the app is open."""
        identity = stable_id("live_reminder", lesson.id)
        card = lesson.model_dump(mode="json")
        await self._store.write(lambda w: w.save(LIVE_REMINDER, identity, card=card, remind_min=minutes, deleted=False))

    async def forget(self, lesson_id: str) -> None:
        """Do not remind of it."""
        await self._store.write(lambda w: w.delete(LIVE_REMINDER, stable_id("live_reminder", lesson_id)))

    async def reminded(self) -> dict[str, int]:
        """Which lessons this person is reminded of, and how many minutes before."""
        return {lesson.id: minutes for lesson, minutes in await self._reminders()}

    def watch(self, watcher: Callable[[LiveLesson], object]) -> Callable[[], None]:
        """Call `watcher` with a lesson when it is time to be reminded of it; calling what is returned ends it."""
        return self._ringing.add(watcher)

    async def ring(self) -> None:
        """Remind of what is due, once; called every minute. The timetable knows better than the reminder when it is."""
        now = self._store.clock.now_utc()
        known = {lesson.id: lesson for lesson in await self.timetable() or []}
        rung: list[str] = await self._store.setting(RUNG, [])
        for reminder, minutes in await self._reminders():
            lesson = known.get(reminder.id, reminder)
            mark = f"{lesson.id} {lesson.starts_utc}"
            if mark not in rung and is_due(lesson, minutes, now):
                rung = [*rung, mark][-_RUNG_KEPT:]
                await self._store.set_setting(RUNG, rung)
                self._ringing.tell(lesson)

    async def stream(self, lesson: LiveLesson) -> Stream:
        """Whether there is something to see. Raises `LiveError` with the reason when there is not."""
        if not lesson.stream:
            raise LiveError(_("老师还没有给出直播地址，开课前会有。"))
        address = lesson.stream
        try:
            for _step in range(3):
                found = read_playlist(await self._line.playlist(address), address)
                if not found.variant:
                    break
                address = found.variant
            else:
                found = Stream("broken")
        except Refused as error:
            raise LiveError(_("直播还没有开始，稍等一下再试。")) from error
        except SyncError as error:
            if getattr(error, "status", 0) or error.passes:
                raise LiveError(_("连不上直播，检查一下网络再试；文字稿还可以看。")) from error
            raise LiveError(_("直播还没有开始，稍等一下再试。")) from error
        if found.state == "broken":
            raise LiveError(_("这个地址不是直播流，告诉老师检查一下。"))
        return found

    async def transcript(self, lesson_id: str, after: int = 0) -> Transcript:
        """What was said since the first `after` lines. Raises `LiveError`."""
        try:
            return await self._line.transcript(lesson_id, after)
        except SyncError as error:
            raise LiveError(_sentence(error)) from error

    async def note(self, lesson: LiveLesson, second: float, text: str) -> str:
        """Keep a line of what was said in the lesson's note; its id."""
        return await self._book.said(lesson, second, text)

    async def ask(self, lesson: LiveLesson, text: str) -> Asked | None:
        """Ask the teacher; the question is kept in the lesson's note before anything is sent.

        None when it stays there alone, since nobody is signed in. Raises `LiveError` when it was kept and not sent.
        """
        second = second_of(lesson, self._store.clock.now_utc())
        await self._book.asked(lesson, second, text)
        request = NewQuestion(
            request_id=new_id(self._store.clock, self._store.random), second=min(second, 86_400.0), text=text
        )
        try:
            return await self._line.ask(lesson.id, request)
        except Unauthorized:
            return None
        except SyncError as error:
            raise LiveError(_("问题记在笔记里了，但没有发给老师：{why}").format(why=_sentence(error))) from error

    async def answers(self, lesson_id: str) -> list[Asked]:
        """One's own questions with the answers so far; none without an account or a line."""
        try:
            return (await self._line.asked(lesson_id)).questions
        except SyncError:
            return []

    def note_of(self, lesson: LiveLesson) -> str:
        """The id of the lesson's note."""
        return self._book.id_of(lesson)

    async def _reminders(self) -> list[tuple[LiveLesson, int]]:
        def query(session: Session) -> list[LiveReminderRow]:
            return list(session.exec(select(LiveReminderRow).where(col(LiveReminderRow.deleted).is_(False))))

        found: list[tuple[LiveLesson, int]] = []
        for row in await self._store.read(query):
            try:
                found.append((LiveLesson.model_validate(row.card), row.remind_min))
            except ValidationError:
                continue  # written by a newer app, or only a part of it has come so far
        return found

    def _read(self) -> Timetable | None:
        try:
            known = _Known.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return None
        return known.timetable if known.server == self._server else None

    def _write(self, timetable: Timetable) -> None:
        new = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(_Known(server=self._server, timetable=timetable).model_dump_json().encode())
            os.replace(new, self._file)
        except OSError:
            new.unlink(missing_ok=True)


def _sentence(error: SyncError) -> str:
    return fill(error.template, error.values)
