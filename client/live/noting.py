"""Lines that were said, and questions, become the lesson's note: one note a lesson, which its recording finds again."""

from __future__ import annotations

import asyncio

from client.live.lessons import COURSE_OF_LESSON, clock_words, course_of
from client.notes import Notes
from client.texts import _
from sync.ids import stable_id
from sync.live import LiveLesson


class Notebook:
    """Adds to the notes of live lessons, one line after the other."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._turn = asyncio.Lock()

    async def said(self, lesson: LiveLesson, second: float, text: str) -> str:
        """Note a line of the transcript; the note's id."""
        return await self._add(lesson, f"> `{clock_words(second)}` {text}")

    async def asked(self, lesson: LiveLesson, second: float, text: str) -> str:
        """Note a question of one's own; the note's id."""
        return await self._add(lesson, f"- `{clock_words(second)}` " + _("我问：{text}").format(text=text))

    @staticmethod
    def id_of(lesson: LiveLesson) -> str:
        """The id of the lesson's note, on every device the same."""
        return stable_id("note", "live", lesson.id)

    async def _add(self, lesson: LiveLesson, line: str) -> str:
        key = self.id_of(lesson)
        async with self._turn:  # two lines at once shall both be there
            await self._notes.flush()
            known = await self._notes.get(key)
            body = f"{known.body.rstrip()}\n\n{line}" if known and known.body.strip() else line
            if line in (known.body if known else "").split("\n"):
                return key  # pressed twice
            return await self._notes.save(
                key,
                title=None if known else lesson.title,
                body=body,
                course_id=course_of(lesson),
                lesson_id=COURSE_OF_LESSON,
            )
