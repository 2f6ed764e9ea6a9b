"""What a course is: the open pack format (`course.json` and its files), as pydantic models.

A course is a list of lessons; a lesson is a list of *segments*, each some Markdown to read, a film or a recording to
follow and, mostly, a short quiz (分段测验) on it. All texts are Markdown with LaTeX between `$…$` (inline) or `$$…$$`
(display). A line that holds nothing but `![description](file.png)` is a picture from the pack's folder (SVG, PNG, JPEG,
GIF or WebP), or, by its ending, a recording or a film. The format in words: `assets/courses/FORMAT.md`. What can be
asked: `client.courses.questions`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from client.courses.questions import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    Gap,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    Part,
    PartlyRight,
    Question,
    QuestionBase,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
    Unit,
)

__all__ = [
    "FORMAT", "Attribution", "Captions", "Chapter", "ChoiceGap", "ChoiceQuestion", "ClozeQuestion",
    "Course", "CourseHead", "EssayQuestion", "Gap", "Lesson", "MatchingPair", "MatchingQuestion", "Media",
    "NumericAnswer", "NumericGap", "NumericQuestion", "OrderingQuestion", "PackFile", "Part", "PartlyRight", "Question",
    "QuestionBase", "QuizRules", "Segment", "TextGap", "TextQuestion", "TrueFalseQuestion", "Unit", "inside",
]  # fmt: skip

FORMAT = 2
"""1 had no ordering, cloze, units, media, rules, sections and attribution; it is read as ever."""


def inside(name: str) -> str:
    """`name`, when it is the path of a file within the pack. Raises ValueError when it leads anywhere else."""
    path = PurePosixPath(name)
    if not name or "\\" in name or ":" in name or "\0" in name or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name!r} leads out of the pack")
    return name


PackFile = Annotated[str, AfterValidator(inside)]
"""The path of a file in the pack, relative to its folder."""

WebAddress = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=2000)]


class Captions(Part):
    """What is said, line by line with its time: a WebVTT file of the pack."""

    file: PackFile
    language: str = "zh-CN"
    label: str = ""


class Chapter(Part):
    """A part of a film or a recording, from second `start_s` on."""

    title: str
    start_s: float = Field(ge=0, allow_inf_nan=False)


class Media(Part):
    """A film or a recording: a `file` of the pack, the `url` of a file or HLS stream, or a `page` that shows it.

    A page (YouTube, Bilibili) is opened outside the app; there as on systems without a player the `transcript`
    (Markdown) stands in. `duration_s` is 0 when it is not known.
    """

    kind: Literal["audio", "video"]
    title: str = ""
    file: PackFile | None = None
    url: WebAddress | None = None
    page: WebAddress | None = None
    poster: PackFile | None = None
    duration_s: float = Field(default=0, ge=0, allow_inf_nan=False)
    captions: tuple[Captions, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    transcript: str = ""

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if not (self.file or self.url or self.page):
            raise ValueError("a file, a url or a page is wanted")
        return self


class QuizRules(Part):
    """How a quiz is taken: within `time_limit_s` seconds (0 for no limit), `sequential` without going back."""

    time_limit_s: int = Field(default=0, ge=0)
    sequential: bool = False


class Segment(Part):
    """Some Markdown to read, something to watch or hear, then a short quiz; each may be missing."""

    title: str = ""
    body: str = ""
    media: Media | None = None
    quiz: tuple[Question, ...] = ()
    rules: QuizRules = QuizRules()


class Lesson(Part):
    """A sitting of some `minutes`, made of segments. Neighbours of the same `section` are one module of the course."""

    id: str
    title: str
    minutes: int = Field(default=10, ge=1)
    summary: str = ""
    section: str = ""
    segments: tuple[Segment, ...] = Field(min_length=1)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the lesson, in order."""
        return tuple(question for segment in self.segments for question in segment.quiz)


class Attribution(Part):
    """Whose work a course is and under which licence it may be passed on, as the person shall read it."""

    title: str = ""  # of the work it was made from
    authors: tuple[str, ...] = ()
    licence: str = ""  # its usual name: CC BY-SA 4.0
    licence_url: WebAddress | None = None
    source_url: WebAddress | None = None


class CourseHead(Part):
    """What is said of a course as a whole; `points` and `needs` are ids of the knowledge graph: taught, wanted."""

    format: Literal[1, 2] = FORMAT
    id: str
    title: str
    subject: str = "other"  # a subject of the knowledge graph (math, physics, …), or "other"
    grade: str = ""  # in words, as shown: 九年级
    language: str = "zh-CN"
    summary: str = ""
    version: int = 1
    points: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    cover: PackFile | None = None
    attribution: Attribution | None = None


class Course(CourseHead):
    """A whole course. Ids of lessons and of questions are unique within it."""

    lessons: tuple[Lesson, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        lessons = [lesson.id for lesson in self.lessons]
        questions = [question.id for question in self.questions]
        for what, ids in (("lesson", lessons), ("question", questions)):
            twice = sorted(i for i, times in Counter(ids).items() if times > 1)
            if twice:
                raise ValueError(f"{what} id used twice: {', '.join(twice)}")
        return self

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the course, in order."""
        return tuple(question for lesson in self.lessons for question in lesson.questions)

    def lesson(self, lesson_id: str) -> Lesson | None:
        """The lesson of that id, or None."""
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)
