"""Which notes a list shows, and in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import String, func, literal_column, type_coerce
from sqlmodel import Session, col, or_, select

from client.notes.tables import NoteRow
from client.store.rows import to_json

if TYPE_CHECKING:
    from sqlmodel.sql.expression import SelectOfScalar

Order = Literal["updated", "created", "title"]


@dataclass(frozen=True)
class Chosen:
    """What to show: a notebook's notes ("" for all), those with a tag, those about a lesson; and their order."""

    notebook: str = ""
    tag: str = ""
    about_lessons: bool = False
    order: Order = "updated"

    @property
    def everything(self) -> bool:
        """Whether no note is left out."""
        return not (self.notebook or self.tag or self.about_lessons)


ALL_NOTES = Chosen()
# In the words of the indexes, which have these notes alone: SQLite takes one where it finds its condition.
IN_A_NOTEBOOK = col(NoteRow.notebook) != literal_column("''")
ABOUT_A_LESSON = col(NoteRow.course_id) != literal_column("''")


@dataclass(frozen=True)
class Shelves:
    """Notebooks and tags by name, with the number of notes in each."""

    notebooks: dict[str, int]
    tags: dict[str, int]


def choose(search: str = "", chosen: Chosen = ALL_NOTES) -> SelectOfScalar[NoteRow]:
    """The notes not in the trash that are chosen; all words of `search` are in title or body."""
    found = select(NoteRow).where(col(NoteRow.deleted).is_(False))
    if chosen.notebook:
        found = found.where(IN_A_NOTEBOOK, NoteRow.notebook == chosen.notebook)
    if chosen.tag:
        kept = type_coerce(col(NoteRow.tags), String)  # JSON as it is stored: the tag with its quotation marks
        found = found.where(func.instr(kept, to_json(chosen.tag)) > 0)
    if chosen.about_lessons:
        found = found.where(ABOUT_A_LESSON)
    for word in search.split():
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        found = found.where(
            or_(col(NoteRow.title).like(pattern, escape="\\"), col(NoteRow.body).like(pattern, escape="\\"))
        )
    return found


def ordering(order: Order) -> list[Any]:
    """Pinned notes first, then by what is asked for."""
    by = {
        "updated": [col(NoteRow.updated_utc).desc()],
        "created": [col(NoteRow.created_utc).desc()],
        "title": [col(NoteRow.title) == "", col(NoteRow.title)],
    }[order]
    return [col(NoteRow.pinned).desc(), *by, col(NoteRow.id).desc()]


def read_shelves(session: Session) -> Shelves:
    """What there is to choose from, the fullest first."""
    there = col(NoteRow.deleted).is_(False)
    kept = select(NoteRow.notebook, func.count()).where(there, IN_A_NOTEBOOK).group_by(NoteRow.notebook)
    notebooks = dict(session.execute(kept).all())
    tags: Counter[str] = Counter()
    # as `note_tagged` has it, so that no note is read
    tagged = select(NoteRow.tags).where(there, type_coerce(col(NoteRow.tags), String) != literal_column("'[]'"))
    for (names,) in session.execute(tagged):
        tags.update(str(name) for name in names or ())
    return Shelves(dict(sorted(notebooks.items(), key=lambda pair: (-pair[1], pair[0]))), dict(tags.most_common()))
