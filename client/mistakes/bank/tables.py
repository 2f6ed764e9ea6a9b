"""The rows of the bank: derived from mistakes and courses, rebuilt at will, never synced.

Beside them stands the virtual table `bank_text` (FTS5): row `doc` holds the grams of that question and no text.
"""

from __future__ import annotations

from sqlmodel import Field

from client.store import Row


class BankEntry(Row, table=True):
    """A question of this device: a mistake (its `mistake_id` is said) or one of a course.

    `form` is the hash of its `client.mistakes.alike.form`, `difficulty` 0 (easy) to 4 (hard).
    """

    __tablename__ = "bank"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute

    doc: int | None = Field(default=None, primary_key=True)
    mistake_id: str = Field(default="", index=True)
    course_id: str = Field(default="", index=True)
    lesson_id: str = ""
    question_id: str = ""
    text: str = ""
    form: str = Field(default="", index=True)
    point_id: str = Field(default="", index=True)
    difficulty: int = 1


class BankGram(Row, table=True):
    """How many questions have a gram: the rarer it is, the more it says."""

    __tablename__ = "bank_gram"  # pyright: ignore[reportAssignmentType]

    gram: str = Field(primary_key=True)
    questions: int = 0


class BankDue(Row, table=True):
    """A mistake that changed and is to be taken in anew."""

    __tablename__ = "bank_due"  # pyright: ignore[reportAssignmentType]

    mistake_id: str = Field(primary_key=True)


class BankCourse(Row, table=True):
    """A course that was taken in, with the stamp of its files then."""

    __tablename__ = "bank_course"  # pyright: ignore[reportAssignmentType]

    course_id: str = Field(primary_key=True)
    stamp: str = ""
