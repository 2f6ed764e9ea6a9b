"""A lesson, segment by segment: read, take its quiz, go on; the place is kept at every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

import flet as ft

from client.courses.content import Question
from client.courses.library import OpenLesson
from client.courses.progress import lesson_before
from client.courses.quizzes import best_of
from client.courses.sitting import Sitting
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.courses.courses import lesson_route
from views.courses.quiz import Quiz
from views.courses.reading import Reading
from views.courses.results import Finished
from views.courses.sizes import keep_size
from views.drawn import drawn
from views.guard import component
from views.query import use_query
from views.theme import Icons
from views.widgets import IconAction, ident


@dataclass(frozen=True)
class Step:
    """Where the player is: reading a segment, in its quiz, or past the end."""

    segment: int
    mode: Literal["read", "quiz", "done"] = "read"
    sitting: Sitting | None = None
    following: str = ""  # id of the lesson that comes next, once this one is done


@component
def Player(opened: OpenLesson, reading_size: str) -> Any:
    """The lesson `opened`, from the segment where it was left, in texts of that size (`views.courses.sizes`)."""
    app = use_app()
    course, lesson = opened.manifest, opened.lesson
    step, set_step = ft.use_state(Step(opened.segment))
    right, set_right = ft.use_state({q: answer.correct for q, answer in opened.answers.items()})
    running, set_running = ft.use_state(lambda: dict(opened.running))
    courses, timer = app.client.courses, app.client.timer
    attempts = use_query(lambda: courses.attempts(course.id, lesson.id), ("attempt",)).value or opened.attempts
    watch: Any = ft.use_ref(None)
    size, set_size = ft.use_state(reading_size)

    async def resize(wanted: str) -> None:
        set_size(wanted)
        await keep_size(app.client.store, wanted)

    async def keep(segment: int = opened.segment) -> None:
        await courses.keep_place(course.id, lesson.id, segment)

    def begin() -> None:
        watch.current = timer.begin(activity, course.subject) if activity else None

    def end() -> None:
        if watch.current is not None:
            watch.current()

    ft.use_effect(keep, [])
    activity = _activity(step)
    ft.use_effect(timer.touch, [step.segment, step.mode])
    ft.use_effect(begin, [activity], end)

    async def turn_to(segment: int) -> None:
        set_step(Step(segment))
        await drawn()
        await keep(segment)  # here and not in an effect, which a window closed at once would take along

    async def finish() -> None:
        following = await courses.finish_lesson(course.id, lesson.id)
        set_step(Step(step.segment, "done", following=following.id if following else ""))

    finishing = use_command(finish)

    def start_quiz(questions: tuple[Question, ...]) -> None:
        """Take these questions, or with none go on with the quiz that was left open."""
        left = running.get(step.segment)
        if questions or left is None:
            left = courses.quizzes.begin(questions, lesson.segments[step.segment].rules)
        set_step(Step(step.segment, "quiz", left.resumed()))

    def leave_quiz(sitting: Sitting) -> None:
        others = {segment: each for segment, each in running.items() if segment != step.segment}
        set_running(others if sitting.over else {**others, step.segment: sitting})
        set_step(Step(step.segment))

    async def go_on() -> None:
        if step.segment + 1 < len(lesson.segments):
            await turn_to(step.segment + 1)
        else:
            await finishing.run()

    async def back() -> None:
        if step.segment > 0:
            await turn_to(step.segment - 1)
        elif before := lesson_before(course, lesson.id):
            app.go(lesson_route(course.id, before.id))

    note = _note_button(lambda: app.go("/notes/new?" + urlencode({"course": course.id, "lesson": lesson.id})))
    home = f"/courses/{quote(course.id)}"
    if step.mode == "done":
        return Finished(opened, right, step.following, note, home)
    if step.mode == "quiz" and step.sitting is not None:
        return Quiz(
            opened,
            step.segment,
            step.sitting,
            lambda question_id, correct: set_right(lambda old: {**old, question_id: correct}),
            leave_quiz,
            go_on,
            is_last=step.segment == len(lesson.segments) - 1,
            key=f"quiz-{step.sitting.attempt_id}",
        )
    return Reading(
        opened,
        step.segment,
        right,
        running.get(step.segment),
        best_of(attempts, step.segment, lesson.segments[step.segment].quiz),
        start_quiz,
        go_on,
        back if step.segment > 0 or lesson_before(course, lesson.id) else None,
        note,
        (size, resize),
        home,
        finishing.running,
        finishing.error,
    )


def _activity(step: Step) -> str:
    """What the study clock counts it as; "" when nothing is studied any more."""
    return {"read": "lesson", "quiz": "quiz", "done": ""}[step.mode]


def _note_button(write: Any) -> ft.Control:
    return ident(
        "take-note",
        IconAction(Icons.NOTE, _("记笔记"), write),
    )
