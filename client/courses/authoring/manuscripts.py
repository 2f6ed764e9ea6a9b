"""What is being written, as text that syncs character by character: two people may write one course at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from client.courses.authoring.heads import read_head
from client.courses.authoring.outline import outline
from client.courses.authoring.tables import ManuscriptRow
from client.notes import Note
from client.store import Store, Writing
from client.store.tables import Cursor
from client.store.texts import Wanted, read_text, replica_name
from sync.catalogue import MANUSCRIPT
from sync.clock import from_text, to_text
from sync.ids import new_id
from sync.text import Text

if TYPE_CHECKING:
    from client.notes.drafts import Draft

BEGINNING_CHARS = 2_000
"""How much of a text a list reads: the head and the first lesson's title are in it."""


@dataclass(frozen=True)
class ManuscriptCard:
    """A manuscript in a list; `title` is "" when it does not say one yet."""

    id: str
    title: str
    updated: datetime | None


def title_of(text: str) -> str:
    """What the course is called: by its head, else by its first lesson, else by its first line."""
    parts = outline(text)
    named = str(read_head(parts.head, []).get("title", ""))
    if named:
        return named
    if titled := next((lesson.title for lesson in parts.lessons if lesson.title), ""):
        return titled
    return next((line.strip("# ").strip() for line in text.splitlines() if line.strip(" #-")), "")[:60]


class Manuscripts:
    """The manuscripts of this device. They are opened and saved as notes are, so `client.notes.drafts` serves both."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drafts: set[Draft] = set()
        """The open editors; `flush` empties them into the store."""

    def blank(self, body: str = "") -> Note:
        """A new manuscript to begin an editor with; it is written once somebody types."""
        return Note(new_id(self._store.clock, self._store.random), "", body, text=Text())

    def replica(self) -> str:
        """A name to edit a text under, which nobody else has."""
        return replica_name(self._store.random)

    async def create(self, body: str) -> str:
        """Begin with this text; the new manuscript's id."""

        def command(w: Writing) -> str:
            key, now = w.new_id(), to_text(w.clock.now_utc())
            w.save(MANUSCRIPT, key, body=body, pictures={}, created_utc=now, updated_utc=now)
            return key

        return await self._store.write(command)

    async def save(
        self,
        note_id: str,
        *,
        title: str | None = None,
        body: Wanted | None = None,
        course_id: str = "",
        lesson_id: str = "",
        seen: int | None = None,
    ) -> str:
        """Save an edit of the text (see `Notes.save`); title, course and lesson are a note's, and say nothing here.

        Editing a manuscript in the trash brings it back.
        """
        del title, course_id, lesson_id

        def command(w: Writing) -> str:
            row = w.session.get(ManuscriptRow, note_id)
            if body is None or body == () or (row and row.body == body):
                return note_id
            now = to_text(w.clock.now_utc())
            first = {"created_utc": now, "pictures": {}} if row is None else {}
            back = {"deleted": False} if row and row.deleted else {}
            w.saw(seen)
            w.save(MANUSCRIPT, note_id, body=body, updated_utc=now, **first, **back)
            return note_id

        return await self._store.write(command)

    async def open(self, note_id: str) -> Note | None:
        """A manuscript to write in; None when there is none."""

        def query(session: Session) -> Note | None:
            row = session.get(ManuscriptRow, note_id)
            if row is None:
                return None
            cursor = session.get(Cursor, row.space_id)
            return Note(
                row.id,
                "",
                row.body,
                created_utc=row.created_utc,
                updated_utc=row.updated_utc,
                deleted=row.deleted,
                seen=cursor.seq if cursor else 0,
                text=read_text(session, MANUSCRIPT, note_id, "body"),
            )

        return await self._store.read(query)

    async def list(self, limit: int = 100) -> list[ManuscriptCard]:
        """Those not in the trash, the latest first."""
        beginning = func.substr(ManuscriptRow.body, 1, BEGINNING_CHARS)
        chosen = (
            select(ManuscriptRow.id, ManuscriptRow.updated_utc, beginning)
            .where(col(ManuscriptRow.deleted).is_(False))
            .order_by(col(ManuscriptRow.updated_utc).desc())
            .limit(limit)
        )
        rows = await self._store.read(lambda session: session.exec(chosen).all())
        return [ManuscriptCard(i, title_of(body), _moment(when)) for i, when, body in rows]

    async def read(self, manuscript_id: str) -> tuple[str, Mapping[str, str]] | None:
        """The text and its pictures (name → how an operation names the file); None when there is none."""

        def query(session: Session) -> tuple[str, Mapping[str, str]] | None:
            row = session.get(ManuscriptRow, manuscript_id)
            return (row.body, dict(row.pictures)) if row else None

        return await self._store.read(query)

    async def add_picture(self, manuscript_id: str, name: str, file: str) -> None:
        """A picture may now be shown by its name."""

        def command(w: Writing) -> None:
            row = w.session.get(ManuscriptRow, manuscript_id)
            now = to_text(w.clock.now_utc())
            first = {"created_utc": now, "updated_utc": now} if row is None else {}
            pictures = {**(row.pictures if row else {}), name: file}
            w.save(MANUSCRIPT, manuscript_id, pictures=pictures, **first)

        await self._store.write(command)

    async def delete(self, manuscript_id: str) -> None:
        """Put a manuscript into the trash; what was published stays."""
        await self._store.write(lambda w: w.delete(MANUSCRIPT, manuscript_id))

    async def restore(self, manuscript_id: str) -> None:
        """Take a manuscript out of the trash."""
        await self._store.write(lambda w: w.restore(MANUSCRIPT, manuscript_id))

    async def flush(self) -> None:
        """Save what is still in open editors."""
        for draft in list(self.drafts):
            await draft.flush()


def _moment(text: str) -> datetime | None:
    try:
        return from_text(text)
    except ValueError:
        return None
