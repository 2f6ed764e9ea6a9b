"""The catalogue of courses: what a server offers, and how a pack comes from it.

GET /v1/courses                           ?after=ID&limit=N → CataloguePage: the newest version of each course, by id
GET /v1/courses/{id}                      CatalogueCourse: the newest version of one course
GET /v1/courses/{id}/packs/{version}      the pack, one zip (see `client.courses.content`)

Nobody needs an account for it. A page carries an `ETag`: with `If-None-Match` the answer is 304 as long as nothing has
changed. A pack's `ETag` is its SHA-256, and a version's content never changes, so a download that broke off goes on by
`Range: bytes=A-`, also on another day; its end is right when length and SHA-256 are those of the catalogue. A version
that was withdrawn is 404 `no_such_course`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.files import Sha256
from sync.wire import Message

PACK_LIMIT_BYTES = 512 << 20
"""No pack is larger than that."""
UNPACKED_LIMIT_BYTES = 2 << 30
"""Nor is what is in it."""
PACK_FILES_LIMIT = 20_000
"""Nor does it hold more files than that."""

PAGE_LIMIT = 200
"""Courses on a page at most."""

CourseId = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^\w[\w.-]*$")]
"""What names a course, and a folder wherever it is kept."""


class CatalogueCourse(Message):
    """A course that can be had: what a list shows, and what its download is checked against.

    `subject` is one of the knowledge graph's, `grade` in words as shown; `points` are the knowledge points that its
    questions carry. `size` is that of the pack in bytes, `published_utc` when this version came into the catalogue.
    """

    id: CourseId
    title: str
    version: int
    size: int
    sha256: Sha256
    subject: str = "other"
    grade: str = ""
    language: str = "zh-CN"
    summary: str = ""
    lessons: int = 0
    minutes: int = 0
    questions: int = 0
    points: tuple[str, ...] = ()
    published_utc: str = ""


class CataloguePage(Message):
    """Courses by their ids; `after` is where to go on, None at the end."""

    courses: list[CatalogueCourse]
    after: str | None = None
