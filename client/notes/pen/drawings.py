"""The drawings of this device's notes: each stroke a member of a set, so what two devices draw at once is all there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from client.notes.pen.strokes import PAPER, Point, Stroke, key_of, read_all, simple, write
from client.notes.tables import DrawingRow, NoteRow
from client.store import Store, Writing
from sync.catalogue import DRAWING
from sync.clock import to_text
from sync.ids import stable_id

LONGER = 600
"""Units by which paper grows."""
TALLEST = 12_000


@dataclass(frozen=True)
class Drawing:
    """A drawing as it is now; `strokes` in the order in which they were drawn."""

    name: str
    width: int
    height: int
    strokes: tuple[Stroke, ...]


class Drawings:
    """Drawings by note and name; the name is what the note's text has, as of a picture."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def new_name(self) -> str:
        """A name that no drawing has."""
        return f"pen-{self._store.random.getrandbits(40):010x}.svg"

    def stroke(self, colour: str, width: int, points: Sequence[Point]) -> Stroke:
        """A stroke that was drawn now, made simple."""
        key = key_of(int(self._store.clock.now_utc().timestamp() * 1000), self._store.random.getrandbits(32))
        return Stroke(key, colour, width, tuple(simple(points)))

    async def of(self, note_id: str) -> dict[str, Drawing]:
        """The drawings of a note, by name."""
        return await self._store.read(lambda session: drawings_of(session, note_id))

    async def add(self, note_id: str, name: str, strokes: Collection[Stroke]) -> None:
        """Keep strokes; the drawing is made with the first."""
        await self._change(note_id, name, add={write(stroke) for stroke in strokes})

    async def erase(self, note_id: str, name: str, strokes: Collection[Stroke]) -> None:
        """Take strokes away; those that others drew meanwhile stay."""
        await self._change(note_id, name, remove={write(stroke) for stroke in strokes})

    async def make_longer(self, note_id: str, name: str, height: int = 0) -> None:
        """More paper below, at least so high."""

        def command(w: Writing) -> None:
            row = w.session.get(DrawingRow, id_of(note_id, name))
            wanted = max(height, (row.height if row else PAPER[1]) + (0 if height else LONGER))
            _save(w, note_id, name, row, height=min(wanted, TALLEST))

        await self._store.write(command)

    async def _change(self, note_id: str, name: str, add: Collection[str] = (), remove: Collection[str] = ()) -> None:
        def command(w: Writing) -> None:
            row = w.session.get(DrawingRow, id_of(note_id, name))
            before = set(row.strokes if row else ())
            _save(w, note_id, name, row, strokes=sorted((before | set(add)) - set(remove)))

        if add or remove:
            await self._store.write(command)


def id_of(note_id: str, name: str) -> str:
    """The record's id: two devices that begin the same drawing make one."""
    return stable_id("drawing", note_id, name)


def drawings_of(session: Session, note_id: str) -> dict[str, Drawing]:
    """The drawings of a note within a read."""
    rows = session.exec(select(DrawingRow).where(DrawingRow.note_id == note_id, col(DrawingRow.deleted).is_(False)))
    return {row.name: drawing_in(row) for row in rows}


def drawing_in(row: DrawingRow) -> Drawing:
    """A row as a drawing; paper of no size is of the usual one."""
    width = row.width if 0 < row.width <= TALLEST else PAPER[0]
    height = row.height if 0 < row.height <= TALLEST else PAPER[1]
    return Drawing(row.name, width, height, tuple(read_all(row.strokes)))


def _save(w: Writing, note_id: str, name: str, row: DrawingRow | None, **fields: object) -> None:
    if row is None:
        note = w.session.get(NoteRow, note_id)
        w.into(note.space_id if note else "")  # what belongs to a note is where the note is
        now = to_text(w.clock.now_utc())
        fields = {"note_id": note_id, "name": name, "width": PAPER[0], "height": PAPER[1], "created_utc": now} | fields
    elif row.deleted:
        fields = {**fields, "deleted": False}
    w.save(DRAWING, id_of(note_id, name), **fields)
