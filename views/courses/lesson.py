"""Opens a lesson: reads it once, then hands it to the player."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from client.courses.library import OpenLesson
from client.courses.questions import texts_of
from client.texts import _
from views.context import use_app
from views.courses.player import Player
from views.courses.sizes import load_size
from views.guard import component
from views.query import use_query
from views.theme import Icons
from views.widgets import EmptyState, ErrorNote, Page, Skeleton
from views.widgets.rich import preload


@component
def LessonScreen(course_id: str, lesson_id: str) -> Any:
    """A lesson, at the place where one left it, or at the segment that the query names (`?at=2`)."""
    app = use_app()
    at = app.parameter("at")
    back = f"/courses/{quote(course_id)}"

    async def read() -> tuple[OpenLesson, str] | None:
        opened, size = await asyncio.gather(
            app.client.courses.open_lesson(course_id, lesson_id), load_size(app.client.store)
        )
        if opened is None:
            return None
        if at.isdecimal():
            opened = replace(opened, segment=min(int(at), len(opened.lesson.segments) - 1))
        await asyncio.to_thread(preload, _texts(opened), opened.folder)
        return opened, size

    # No record types: what changes while one is learning is this screen's own doing, and must not turn the page.
    opened = use_query(read, deps=[course_id, lesson_id, at], keep=False)
    if opened.error:
        return Page(_("课程"), ErrorNote(opened.error, opened.reload), back=back)
    if opened.loading and opened.value is None:
        return Page("", Skeleton(), back=back)
    if opened.value is None:
        missing = EmptyState(
            Icons.SEARCH,
            _("没有找到这一课"),
            _("课程可能更新过，或者还没有导入到这台设备。"),
            _("回到课程"),
            lambda: app.go(back),
        )
        return Page(_("课程"), missing, back=back)
    return Player(*opened.value, key=f"{course_id}/{lesson_id}/{at}")


def _texts(opened: OpenLesson) -> list[str]:
    """All texts of a lesson that may hold drawings."""
    return [
        text
        for segment in opened.lesson.segments
        for text in (segment.body, *(part for question in segment.quiz for part in texts_of(question)))
    ]
