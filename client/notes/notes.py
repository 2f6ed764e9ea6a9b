"""The notes on this device: save, read, list, delete, restore; where they are kept, and what links to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, case, func, literal
from sqlmodel import Session, col, select

from client.notes import versions
from client.notes.anchors import Anchor
from client.notes.choosing import ABOUT_A_LESSON, ALL_NOTES, Chosen, Order, Shelves, choose, ordering, read_shelves
from client.notes.linked import find_named, follow_title, linking
from client.notes.tables import NoteRow
from client.notes.titles import SNIPPET_CHARS, heading
from client.plain import plain
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
BEFORE_CHARS = 20
"""How much of it is shown before a hit."""


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
    notebook: str = ""
    tags: tuple[str, ...] = ()
    pinned: bool = False
    space_id: str = ""


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
    notebook: str = ""
    tags: tuple[str, ...] = ()
    pinned: bool = False
    space_id: str = ""
    """Where it is; `client.notes.sharing.place_of` knows what that is."""


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
            if row and (body is not None or title is not None):
                versions.keep(w, key, row.title, row.body)
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
        self,
        limit: int = 50,
        offset: int = 0,
        course_id: str | None = None,
        search: str = "",
        chosen: Chosen = ALL_NOTES,
    ) -> list[NoteCard]:
        """Notes as they are chosen, pinned ones first; all words of `search` are in title or body."""
        matching = choose(search, chosen)
        if course_id is not None:
            matching = matching.where(NoteRow.course_id == course_id)
        if course_id:
            matching = matching.where(ABOUT_A_LESSON)
        return await self._cards(matching, limit, offset, chosen.order, search.split()[:1])

    async def count(self, search: str = "", chosen: Chosen = ALL_NOTES) -> int:
        """How many notes `list` would find."""
        counted = choose(search, chosen).with_only_columns(func.count())
        return await self._store.read(lambda session: session.execute(counted).scalar_one())

    async def shelves(self) -> Shelves:
        """The notebooks and tags that there are, and how many notes are in each."""
        return await self._store.read(read_shelves)

    async def sort(
        self,
        note_id: str,
        *,
        notebook: str | None = None,
        tags: Iterable[str] | None = None,
        pinned: bool | None = None,
    ) -> None:
        """Say where a note is kept; None leaves that as it is. It is no change of the note itself."""
        wanted: dict[str, object] = {} if notebook is None else {"notebook": notebook.strip()}
        wanted |= {} if tags is None else {"tags": sorted({tag.strip(" #") for tag in tags} - {""})}
        wanted |= {} if pinned is None else {"pinned": pinned}

        def command(w: Writing) -> None:
            new = w.session.get(NoteRow, note_id) is None
            now = to_text(w.clock.now_utc())
            w.save(NOTE, note_id, **wanted, **({"created_utc": now, "updated_utc": now} if new else {}))

        if wanted:
            await self._store.write(command)

    async def named(self, title: str) -> str | None:
        """The id of the note of that title, the latest of several; None when there is none."""
        return await self._store.read(lambda session: find_named(session, title))

    async def backlinks(self, note_id: str, title: str) -> list[NoteCard]:
        """The notes that link to this one, the latest first."""
        return await self._cards(linking(note_id, title), 50, 0)

    async def rename_links(self, note_id: str, old: str, new: str) -> int:
        """The note has another title now: links to the old one follow. How many notes were changed."""
        old, new = old.strip(), new.strip()
        if not old or not new or old == new:
            return 0
        return await self._store.write(lambda w: follow_title(w, note_id, old, new))

    async def versions(self, note_id: str) -> list[versions.Version]:
        """How the note was before, the latest first."""
        return await self._store.read(lambda session: versions.read(session, note_id))

    async def trash(self) -> list[NoteCard]:
        """The notes in the trash, the latest first."""
        return await self._cards(select(NoteRow).where(col(NoteRow.deleted).is_(True)), 500, 0)

    async def for_lesson(self, course_id: str, lesson_id: str) -> list[NoteCard]:
        """The notes on a lesson, the newest first."""
        about = choose("").where(ABOUT_A_LESSON, NoteRow.course_id == course_id, NoteRow.lesson_id == lesson_id)
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

    async def _cards(
        self,
        chosen: SelectOfScalar[NoteRow],
        limit: int,
        offset: int,
        order: Order = "updated",
        sought: Sequence[str] = (),
    ) -> list[NoteCard]:
        beginning = func.substr(NoteRow.body, 1, BEGINNING_CHARS)
        there = _around(sought[0]) if sought else literal("")
        names = (
            NoteRow.id, NoteRow.title, NoteRow.course_id, NoteRow.lesson_id, NoteRow.updated_utc, NoteRow.anchor,
            NoteRow.notebook, NoteRow.tags, NoteRow.pinned, NoteRow.space_id,
        )  # fmt: skip
        columns = chosen.with_only_columns(*(col(name) for name in names), beginning, there).order_by(*ordering(order))

        def query(session: Session) -> list[NoteCard]:
            rows = session.execute(columns.limit(limit).offset(offset))
            return [
                NoteCard(
                    i, *_shown(title, body, place), course, lesson, _moment(when), Anchor.from_json(anchor), notebook,
                    tuple(tags or ()), bool(pinned), space,
                )
                for i, title, course, lesson, when, anchor, notebook, tags, pinned, space, body, place in rows
            ]  # fmt: skip

        return await self._store.read(query)


def _around(word: str) -> ColumnElement[str]:
    """The words around the first hit in the body, "" when it is at its beginning or not there."""
    at = func.instr(func.lower(NoteRow.body), word.lower())
    return case((at > BEGINNING_CHARS // 4, func.substr(NoteRow.body, at - BEFORE_CHARS, SNIPPET_CHARS)), else_="")


def _shown(title: str, body: str, place: str) -> tuple[str, str]:
    """The title, and what stands below it: the beginning, or the words around a hit further down."""
    name, snippet = heading(title, body)
    return name, f"…{plain(place, SNIPPET_CHARS)}" if place else snippet


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
        notebook=row.notebook,
        tags=tuple(row.tags or ()),
        pinned=row.pinned,
        space_id=row.space_id,
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
