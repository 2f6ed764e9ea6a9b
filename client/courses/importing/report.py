"""What came of an import: the courses, what was left out and what was changed, each with its reason.

ImportRefusedError(ValueError)    the whole file is refused; `str()` is a sentence for the person
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from client.courses.content import Course
from client.plain import plain


class ImportRefusedError(ValueError):
    """Nothing of this file can be used; `str()` says why."""


class Skipped(NamedTuple):
    """`item` as the person finds it in the file (number, first words, line), and why it is named."""

    item: str
    reason: str


@dataclass(frozen=True)
class Imported:
    """All that was read from one file.

    `skipped` was left out; `notes` are questions that were kept, but not as the file has them (partial credit, a
    missing picture). `files` are the pictures and sounds that come along, by path in the pack.
    """

    format: str
    courses: tuple[Course, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Skipped, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])

    @property
    def questions(self) -> dict[str, int]:
        """How many questions of each kind."""
        return dict(Counter(question.kind for course in self.courses for question in course.questions))

    @property
    def lessons(self) -> int:
        """How many lessons in all courses."""
        return sum(len(course.lessons) for course in self.courses)


def first_words(text: str, length: int = 16) -> str:
    """The beginning of `text` on one line, cut to `length` signs, as a question is named in a report."""
    return plain(text, length)
