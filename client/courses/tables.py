"""The rows of course progress: where one is, what was finished, answered, taken as a quiz, and played."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field

from client.store import EventRow, SyncedRow
from sync.catalogue import ANSWER, ATTEMPT, FINISH, PLACE, PLAYBACK
from sync.clock import NEVER
from sync.records import RecordType


class Place(SyncedRow, table=True):
    """Where a person is in a course; one row a course, its id is `stable_id("place", course_id)`."""

    __tablename__ = "place"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__: ClassVar[RecordType] = PLACE

    course_id: str = Field(default="", index=True)
    lesson_id: str = ""
    segment: int = 0


class FinishEvent(EventRow, table=True):
    """A lesson was finished (perhaps not for the first time)."""

    __tablename__ = "finish"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = FINISH

    course_id: str = Field(default="", index=True)
    lesson_id: str = ""
    finished_utc: str = Field(default=NEVER, index=True)


class AnswerEvent(EventRow, table=True):
    """A question was answered in a quiz; `given` is the JSON that `client.courses.grading` tells."""

    __tablename__ = "answer"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = ANSWER

    question_id: str = ""
    course_id: str = Field(default="", index=True)
    lesson_id: str = ""
    segment: int = 0
    given: Any = Field(default=None, sa_column=Column(JSON))
    correct: bool = False
    answered_utc: str = Field(default=NEVER, index=True)
    elapsed_s: float = 0.0
    attempt_id: str = Field(default="", index=True)
    doubtful: bool = False
    hinted: bool = False


class AttemptEvent(EventRow, table=True):
    """A quiz was taken to its end; what was right in it is told by its answers."""

    __tablename__ = "attempt"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = ATTEMPT

    course_id: str = Field(default="", index=True)
    lesson_id: str = ""
    segment: int = 0
    question_ids: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    started_utc: str = NEVER
    ended_utc: str = Field(default=NEVER, index=True)
    elapsed_s: float = 0.0
    reason: str = ""


class PlaybackRow(SyncedRow, table=True):
    """How far an audio or video of a lesson was played, in seconds from its beginning."""

    __tablename__ = "playback"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = PLAYBACK

    course_id: str = Field(default="", index=True)
    lesson_id: str = ""
    media: str = ""
    second: float = 0.0
    kept_utc: str = ""
