"""Notes by the links to them: found by their titles, and followed when a title changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, func, or_, select

from client.notes.tables import NoteRow
from client.notes.titles import heading
from client.notes.writing.links import renamed
from client.store import Writing
from sync.catalogue import NOTE, may_write

if TYPE_CHECKING:
    from sqlmodel.sql.expression import SelectOfScalar


def find_named(session: Session, title: str) -> str | None:
    """The note of that title, else one whose first line says it; the latest of several."""
    title = title.strip()
    rows = select(NoteRow.id).where(col(NoteRow.deleted).is_(False)).order_by(col(NoteRow.updated_utc).desc())
    if found := session.exec(rows.where(NoteRow.title == title)).first():
        return found
    untitled = select(NoteRow.id, NoteRow.body).where(
        col(NoteRow.deleted).is_(False), NoteRow.title == "", func.instr(func.substr(NoteRow.body, 1, 200), title) > 0
    )
    return next((i for i, body in session.exec(untitled) if heading("", body[:400])[0] == title), None)


def linking(note_id: str, title: str) -> SelectOfScalar[NoteRow]:
    """The notes whose text links to this one."""
    body = col(NoteRow.body)
    links = [func.instr(body, f"](/notes/{note_id})") > 0]
    if title := title.strip():
        links += [func.instr(body, f"[[{title}{end}") > 0 for end in ("]]", "|", "#")]
    return select(NoteRow).where(col(NoteRow.deleted).is_(False), NoteRow.id != note_id, or_(*links))


def follow_title(w: Writing, note_id: str, old: str, new: str) -> int:
    """Lead the links to `old` to `new`, unless another note has that title; the number of notes changed.

    Each is a change of some characters, so what others write in these notes meanwhile stays.
    """
    another = select(NoteRow.id).where(col(NoteRow.deleted).is_(False), NoteRow.title == old, NoteRow.id != note_id)
    if w.session.exec(another).first():
        return 0
    rows = [row for row in w.session.exec(linking(note_id, old)) if _may_change(w, row.space_id)]
    for row in rows:
        for change in renamed(row.body, old, new):
            w.splice(NOTE, row.id, "body", change.start, change.removed, change.inserted)
    return len(rows)


def _may_change(w: Writing, space: str) -> bool:
    """Whether this account may write notes in that space; the server would set the change aside."""
    followed = w.standing.followed.get(space)
    return followed is None or may_write(followed.kind, followed.role, NOTE.name)
