"""A student who has kept everything for years: 10,000 mistakes with answers and reviews, and some hundred notes."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from client.bootstrap import open_client
from client.courses.content import Course, Lesson, Question
from client.store import Store, Writing
from sync.catalogue import ANSWER, MISTAKE, NOTE, REVIEW
from sync.clock import to_text
from tests.gallery.life import COURSE, OTHER_COURSE, Lived, live

AT_ONCE = 1_000
ALONE = {"attempt_id": "", "doubtful": False, "hinted": False}
REVIEWED = 3  # every third mistake has been reviewed


def pile_up(data_dir: Path, mistakes: int, notes: int) -> Lived:
    """A lived week in `data_dir`, and that many more mistakes and notes below it."""
    return asyncio.run(_pile_up(data_dir, mistakes, notes))


async def _pile_up(data_dir: Path, mistakes: int, notes: int) -> Lived:
    lived = await live(data_dir)
    client = await open_client(data_dir, server_url="http://127.0.0.1:9")
    try:
        asked = [
            (course, lesson, question)
            for name in (COURSE, OTHER_COURSE)
            if (course := await client.courses.course(name))
            for lesson in course.lessons
            for question in lesson.questions
        ]
        for first in range(0, mistakes, AT_ONCE):
            await _add_mistakes(client.store, asked, range(first, min(mistakes, first + AT_ONCE)))
        await client.store.write(lambda w: _add_notes(w, notes))
    finally:
        await client.close()
    return lived


async def _add_mistakes(store: Store, asked: list[tuple[Course, Lesson, Question]], numbers: range) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=700)

    def command(w: Writing) -> None:
        for i in numbers:
            course, lesson, question = asked[i % len(asked)]
            when = to_text(long_ago + timedelta(minutes=97 * i))
            name, given = f"{question.id}-{i}", [0]
            about = {"course_id": course.id, "lesson_id": lesson.id, "question_id": name, "given": given}
            w.add(ANSWER, segment=0, correct=False, answered_utc=when, elapsed_s=20.0, **ALONE, **about)
            key = w.new_id()
            w.save(
                MISTAKE,
                key,
                question=question.model_dump(mode="json") | {"id": name},
                source=f"{course.title} · {lesson.title}",
                point_id=question.points[0] if question.points else "",
                created_utc=when,
                **about,
            )
            if i % REVIEWED == 0:
                w.add(REVIEW, mistake_id=key, rating=1 + i % 4, reviewed_utc=when, elapsed_s=9.0)

    await store.write(command)


def _add_notes(w: Writing, notes: int) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=300)
    for i in range(notes):
        when = to_text(long_ago + timedelta(hours=i))
        body = f"第 {i} 篇。先化成一般形式，再看判别式的符号。" * 6
        w.save(NOTE, w.new_id(), title=f"笔记 {i}", body=body, created_utc=when, updated_utc=when)
