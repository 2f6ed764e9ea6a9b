"""A note in a space that people share: moved there and back with its files, drawings and cards.

A record stays in its space for ever, so a note that moves is a new one there, and the old one is in the trash. Who may
write it is what the catalogue says of the space and of one's role in it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from client.files import Files
from client.mistakes.noted.following import adopt_cards
from client.mistakes.noted.tables import NotedCard
from client.notes.attachments import keep
from client.notes.pen.drawings import id_of
from client.notes.tables import AttachmentRow, DrawingRow, NoteRow, space_of
from client.store import Store, Writing
from client.store.standing import Standing
from sync.catalogue import DRAWING, NOTE, may_write
from sync.clock import to_text
from sync.files import named_in

SHARED = ("team", "family")


class Place(NamedTuple):
    """A space that people share: its kind, its name, and whether this account may write notes in it."""

    id: str
    kind: str
    name: str
    writes: bool


class Moved(NamedTuple):
    """A note that moved: where it was, and what it is now."""

    before: str
    now: str


class Sharing:
    """Notes in spaces that people share."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store, self._files = store, files

    def places(self) -> list[Place]:
        """The spaces of this account that may hold notes, as far as this device knows; the oldest first."""
        return [place for space in self._store.standing.followed if (place := place_of(self._store.standing, space))]

    async def place(self, note_id: str) -> Place | None:
        """Where a note is; None for one of one's own."""
        space = await self._store.read(lambda session: space_of(session, note_id))
        return place_of(self._store.standing, space)

    async def move(self, note_id: str, space: str) -> Moved | None:
        """Move a note into a space, "" for one's own; None when there is none. Raises `client.files.FileError`.

        Its files are there before it is. What others had written into it until now comes along.
        """
        here = await self._store.read(lambda session: space_of(session, note_id))
        for sha in await self._store.read(lambda session: _files_of(session, note_id)):
            await self._files.put(await self._files.fetch(sha, here), space)
        return await self._store.write(lambda w: _move(w, note_id, space))

    async def move_back(self, moved: Moved) -> None:
        """As if it had not moved."""

        def command(w: Writing) -> None:
            w.restore(NOTE, moved.before)
            cards = _cards_of(w.session, moved.now, moved.before)
            w.delete(NOTE, moved.now)
            adopt_cards(w, cards)

        await self._store.write(command)


def place_of(standing: Standing, space: str) -> Place | None:
    """What is known of a space that people share; None for the personal one, and for one that was left."""
    followed = standing.followed.get(space)
    if followed is None or followed.kind not in SHARED:
        return None
    return Place(space, followed.kind, followed.name, may_write(followed.kind, followed.role, NOTE.name))


def _move(w: Writing, note_id: str, space: str) -> Moved | None:
    row = w.session.get(NoteRow, note_id)
    if row is None or row.deleted:
        return None
    new = w.new_id()
    fields: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("title", "body", "course_id", "lesson_id", "anchor", "tags", "created_utc")
    }
    attached, drawn = _attached(w.session, note_id), _drawn(w.session, note_id)
    cards = _cards_of(w.session, note_id, new)
    w.into(space)
    w.save(NOTE, new, **fields, updated_utc=to_text(w.clock.now_utc()))
    for file in attached:
        for sha in named_in(file.file):
            keep(w, new, file.name, sha)
    for drawing in drawn:
        size = {"width": drawing.width, "height": drawing.height, "strokes": list(drawing.strokes)}
        about = {"note_id": new, "name": drawing.name, "created_utc": drawing.created_utc}
        w.save(DRAWING, id_of(new, drawing.name), **about, **size)
    w.into("")
    adopt_cards(w, cards)
    w.delete(NOTE, note_id)
    return Moved(note_id, new)


def _attached(session: Session, note_id: str) -> list[AttachmentRow]:
    mine = select(AttachmentRow).where(AttachmentRow.note_id == note_id, col(AttachmentRow.deleted).is_(False))
    return list(session.exec(mine))


def _drawn(session: Session, note_id: str) -> list[DrawingRow]:
    return list(
        session.exec(select(DrawingRow).where(DrawingRow.note_id == note_id, col(DrawingRow.deleted).is_(False)))
    )


def _files_of(session: Session, note_id: str) -> list[str]:
    return sorted({sha for row in _attached(session, note_id) for sha in named_in(row.file)})


def _cards_of(session: Session, note_id: str, new: str) -> list[dict[str, Any]]:
    """The note's cards, as of the note that it becomes."""
    rows = session.exec(select(NotedCard).where(NotedCard.note_id == note_id, col(NotedCard.shown).is_(True))).all()
    return [
        {"id": row.card_id, "note_id": new, "asked": row.asked, "answer": row.answer, "created_utc": row.created_utc}
        for row in rows
    ]
