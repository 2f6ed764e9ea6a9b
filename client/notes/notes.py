"""The notes on this device: save, read, list, search, delete, restore."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from client.notes.anchors import Anchor
from client.notes.tables import NoteRow
from client.notes.titles import heading
from client.store import Store, Writing
from client.store.tables import Cursor, History
from client.store.texts import Wanted, read_text, replica_name
from sync.catalogue import NOTE
from sync.clock import from_text, to_text
from sync.ids import new_id
from sync.text import Insert, Splice, Text

if TYPE_CHECKING:
    from sqlmodel.sql.expression import SelectOfScalar

    from client.notes.drafts import Draft

BEGINNING_CHARS = 400
"""How much of a body a list reads."""


@dataclass(frozen=True)
class Note:
    """A note as it is now. `seen`: how far this device had applied its space's log when it was read.

    `text`: the body as a text that can be edited, for who opens it to write.
    """

    id: str
    title: str
    body: str
    course_id: str = ""
    lesson_id: str = ""
    created_utc: str = ""
    updated_utc: str = ""
    deleted: bool = False
    seen: int = 0
    text: Text | None = field(default=None, compare=False, repr=False)
    anchor: Anchor | None = None


@dataclass(frozen=True)
class NoteCard:
    """A note in a list; `title` is its first line when it was given none, "" when there is not a word in it."""

    id: str
    title: str
    snippet: str
    course_id: str
    lesson_id: str
    updated: datetime | None
    anchor: Anchor | None = None


@dataclass(frozen=True)
class LostText:
    """What one device wrote and a later edit elsewhere replaced; it can be brought back."""

    field: str
    value: str
    stamp: str


class Notes:
    """Notes in Markdown; `store` holds them and tells who shows them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drafts: set[Draft] = set()
        """The open editors; `flush` empties them into the store."""

    def blank(self, course_id: str = "", lesson_id: str = "") -> Note:
        """A new note to begin an editor with; it is written once there is a word in it."""
        return Note(new_id(self._store.clock, self._store.random), "", "", course_id, lesson_id, text=Text())

    def replica(self) -> str:
        """A name to edit a text under, which nobody else has."""
        return replica_name(self._store.random)

    async def save(
        self,
        note_id: str | None,
        *,
        title: str | None = None,
        body: Wanted | None = None,
        course_id: str = "",
        lesson_id: str = "",
        seen: int | None = None,
        anchor: Anchor | None = None,
    ) -> str:
        """Save a note, a new one when `note_id` is None or not there yet; its id is returned.

        Saving what is there already writes nothing; a new note without a word is not written at all. `title` and
        `body` of None leave that as it is, like "" for `course_id` and `lesson_id`, which say what the note is about,
        and `anchor`, which says where in the lesson.
        `body` is the whole of it, or an edit that was made on the text of `open`. `seen` is `Note.seen` of the state
        that the person had before the eyes: what another device wrote into a single field after it counts as
        concurrent, and is kept in the history.
        Editing a note in the trash brings it back.
        """

        def command(w: Writing) -> str:
            key, row = note_id or w.new_id(), w.session.get(NoteRow, note_id or "")
            if row is None and not ((title or "").strip() or (body and _has_words(body))):
                return key
            wanted = {name: value for name, value in (("course_id", course_id), ("lesson_id", lesson_id)) if value}
            wanted |= {} if anchor is None else {"anchor": anchor.to_json()}
            wanted |= {} if title is None else {"title": title.strip()}
            wanted |= {} if body is None or body == () else {"body": body}
            changed = wanted if row is None else {k: v for k, v in wanted.items() if getattr(row, k) != v}
            if not changed:
                return key
            now = to_text(w.clock.now_utc())
            times = {"updated_utc": now} | ({"created_utc": now} if row is None else {})
            back = {"deleted": False} if row and row.deleted else {}
            w.saw(seen)
            w.save(NOTE, key, **changed, **times, **back)
            return key

        return await self._store.write(command)

    async def get(self, note_id: str) -> Note | None:
        """A note, also from the trash; None when there is none."""
        return await self._store.read(lambda session: _note(session, note_id))

    async def open(self, note_id: str) -> Note | None:
        """A note to write in: with its `text`; None when there is none."""

        def query(session: Session) -> Note | None:
            note = _note(session, note_id)
            return note and replace(note, text=read_text(session, NOTE, note_id, "body"))

        return await self._store.read(query)

    async def list(
        self, limit: int = 50, offset: int = 0, course_id: str | None = None, search: str = ""
    ) -> list[NoteCard]:
        """Notes not in the trash, the newest first; all words of `search` are in title or body."""
        chosen = _matching(search)
        if course_id is not None:
            chosen = chosen.where(NoteRow.course_id == course_id)
        return await self._cards(chosen, limit, offset)

    async def count(self, search: str = "") -> int:
        """How many notes `list` would find."""
        counted = select(func.count()).select_from(_matching(search).subquery())
        return await self._store.read(lambda session: session.exec(counted).one())

    async def for_lesson(self, course_id: str, lesson_id: str) -> list[NoteCard]:
        """The notes on a lesson, the newest first."""
        about = _matching("").where(NoteRow.course_id == course_id, NoteRow.lesson_id == lesson_id)
        return await self._cards(about, 50, 0)

    async def delete(self, note_id: str) -> None:
        """Put a note into the trash."""
        await self._store.write(lambda w: w.delete(NOTE, note_id))

    async def restore(self, note_id: str) -> None:
        """Take a note out of the trash."""
        await self._store.write(lambda w: w.restore(NOTE, note_id))

    async def lost(self, note_id: str) -> list[LostText]:
        """What lost to a concurrent edit of this note, the latest first."""

        def query(session: Session) -> list[LostText]:
            lost = select(History).where(History.type == NOTE.name, History.record_id == note_id)
            rows = session.exec(lost.order_by(col(History.stamp).desc()))
            return [LostText(r.field, str(r.value), r.stamp) for r in rows if r.field in ("title", "body")]

        return await self._store.read(query)

    async def flush(self) -> None:
        """Save what is still in open editors; for the moment before the app closes or goes to sleep."""
        for draft in list(self.drafts):
            await draft.flush()

    async def _cards(self, chosen: SelectOfScalar[NoteRow], limit: int, offset: int) -> list[NoteCard]:
        beginning = func.substr(NoteRow.body, 1, BEGINNING_CHARS)
        names = (NoteRow.id, NoteRow.title, NoteRow.course_id, NoteRow.lesson_id, NoteRow.updated_utc, NoteRow.anchor)
        columns = chosen.with_only_columns(*(col(name) for name in names), beginning)
        ordered = columns.order_by(col(NoteRow.updated_utc).desc(), col(NoteRow.id).desc())

        def query(session: Session) -> list[NoteCard]:
            rows = session.execute(ordered.limit(limit).offset(offset))
            return [
                NoteCard(i, *heading(title, body), course, lesson, _moment(when), Anchor.from_json(anchor))
                for i, title, course, lesson, when, anchor, body in rows
            ]

        return await self._store.read(query)


def _note(session: Session, note_id: str) -> Note | None:
    row = session.get(NoteRow, note_id)
    if row is None:
        return None
    cursor = session.get(Cursor, row.space_id)
    return Note(
        row.id,
        row.title,
        row.body,
        row.course_id,
        row.lesson_id,
        row.created_utc,
        row.updated_utc,
        row.deleted,
        cursor.seq if cursor else 0,
        anchor=Anchor.from_json(row.anchor),
    )


def _has_words(body: Wanted) -> bool:
    if isinstance(body, str):
        return bool(body.strip())
    if isinstance(body, Splice):
        return bool(body.inserted.strip())
    return any(isinstance(part, Insert) and part.text.strip() for part in body)


def _moment(text: str) -> datetime | None:
    """When it was; None for a note of which only a part has come from the other device so far."""
    try:
        return from_text(text)
    except ValueError:
        return None


def _matching(search: str) -> SelectOfScalar[NoteRow]:
    chosen = select(NoteRow).where(col(NoteRow.deleted).is_(False))
    for word in search.split():
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        chosen = chosen.where(
            or_(col(NoteRow.title).like(pattern, escape="\\"), col(NoteRow.body).like(pattern, escape="\\"))
        )
    return chosen
