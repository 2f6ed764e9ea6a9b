"""Live lessons (名师直播): what goes over the line.

GET  /v1/live                          ?since=UTC → Timetable: lessons that end after then, the earliest first
GET  /v1/live/{id}                     LiveLesson
GET  /v1/live/{id}/transcript          ?after=N → Transcript: the lines behind the first N, as they come
POST /v1/live/{id}/questions           NewQuestion → 201 Asked
GET  /v1/live/{id}/questions           AskedList: one's own questions, with the answers so far

The timetable and what is said need no account. A question does: it goes to the teacher alone, and nobody else sees it.
The stream is HLS at the address that the lesson names; what plays it is no matter of ours. A recording is a course of
the catalogue: `recording` is its id.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.wire import Identifier, Message

QUESTION_CHARS = 300
QUESTIONS_A_LESSON = 30
"""So many questions one person may ask in a lesson."""
LINES_LIMIT = 1_000
TIMETABLE_LIMIT = 500

LiveId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$")]
"""A moment in UTC as `sync.clock.to_text` writes it."""


class LiveLesson(Message):
    """A lesson at a time. `stream` is the address of its HLS playlist, "" while it is not known."""

    id: LiveId
    title: Annotated[str, Field(min_length=1, max_length=200)]
    starts_utc: Moment
    minutes: Annotated[int, Field(ge=1, le=600)] = 45
    teacher: Annotated[str, Field(max_length=80)] = ""
    subject: Annotated[str, Field(max_length=40)] = "other"
    grade: Annotated[str, Field(max_length=40)] = ""
    summary: Annotated[str, Field(max_length=2_000)] = ""
    stream: Annotated[str, Field(max_length=2_000, pattern=r"^(https?://\S+)?$")] = ""
    recording: Annotated[str, Field(max_length=128)] = ""
    cancelled: bool = False


class Timetable(Message):
    """Lessons, the earliest first."""

    lessons: list[LiveLesson]


class Said(Message):
    """A line of what is said, `second` seconds after the beginning."""

    second: float
    text: str


class Transcript(Message):
    """Lines in their order; `count` is how many there are in all: where to go on."""

    lines: list[Said]
    count: int


class NewQuestion(Message):
    """A question for the teacher; repeat it with the same `request_id` until there is an answer."""

    request_id: Identifier
    second: float = Field(default=0, ge=0, le=86_400)
    text: Annotated[str, Field(min_length=1, max_length=QUESTION_CHARS)]


class Asked(Message):
    """A question that has arrived; `answer` is "" until the teacher has written one."""

    request_id: str
    second: float
    text: str
    answer: str = ""
    asked_utc: str = ""


class AskedList(Message):
    """One's own questions, in the order they were asked."""

    questions: list[Asked]
