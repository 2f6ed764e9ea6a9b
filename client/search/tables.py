"""The rows of the index: derived from what they name, rebuilt at will, never synced.

Beside them stands the virtual table `search_text` (FTS5): row `doc` holds the grams of that doc and no text.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class SearchDoc(SQLModel, table=True):
    """Something that can be found. A later `doc` is the newer one: a thing that changed becomes a new doc.

    `parent`: a lesson's course, a question's `course/lesson`; `about`: a quiet word on where it belongs; `text`: what
    was indexed of things that are in no table of ours.
    """

    __tablename__ = "search_doc"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (Index("search_doc_by_id", "kind", "id", "parent"),)

    doc: int | None = Field(default=None, primary_key=True)
    kind: str = ""
    id: str = ""
    parent: str = ""
    title: str = ""
    about: str = ""
    text: str = ""


class SearchDue(SQLModel, table=True):
    """A thing that has changed and is not in the index yet."""

    __tablename__ = "search_due"  # pyright: ignore[reportAssignmentType]
    __table_args__ = {"sqlite_with_rowid": False}

    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)


class SearchCourse(SQLModel, table=True):
    """A course that was taken in, with the stamp of its files then."""

    __tablename__ = "search_course"  # pyright: ignore[reportAssignmentType]

    course_id: str = Field(primary_key=True)
    stamp: str = ""
