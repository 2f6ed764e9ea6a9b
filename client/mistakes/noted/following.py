"""Keeps the cards in step with the texts of the notes, in the transaction that changed these, here or by a page.

A card is known by the id of its mark's character, so it stays itself while the text around it, and in it, changes. Of
what was deleted and is there again, as by an undo, the characters are new ones: then the words tell which card it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from client.mistakes.derive import derive_from_mistakes
from client.mistakes.noted.tables import NoteCardRow, NotedCard
from client.notes.tables import NoteRow
from client.notes.writing.cards import HINTS, Mark, find_marks
from client.store import Writing
from client.store.rows import chunks, upsert_rows
from client.store.texts import read_text
from sync.catalogue import NOTE, NOTE_CARD
from sync.ids import stable_id
from sync.text import CharId, Text


class _Face(NamedTuple):
    """What a card asked when its note was last looked at."""

    card_id: str
    asked: str
    answer: str
    created_utc: str
    shown: bool


def follow_notes(w: Writing, note_ids: frozenset[str]) -> None:
    """Notes changed: their marks are cards, what is no longer marked goes to the trash."""
    for chunk in chunks(sorted(note_ids)):
        for note in w.session.exec(select(NoteRow).where(col(NoteRow.id).in_(_worth_a_look(w.session, chunk)))):
            _follow(w, note, keeps=True)


def follow_cards(w: Writing, card_ids: frozenset[str]) -> None:
    """Cards came from another device, went or came back."""
    note_ids: set[str] = set()
    for chunk in chunks(sorted(card_ids)):
        note_ids.update(w.session.exec(select(NoteCardRow.note_id).where(col(NoteCardRow.id).in_(chunk))))
    for chunk in chunks(sorted(note_ids)):
        for note in w.session.exec(select(NoteRow).where(col(NoteRow.id).in_(chunk))):
            _follow(w, note, keeps=False)


def adopt_cards(w: Writing, cards: Iterable[dict[str, Any]]) -> None:
    """Cards come from another device by a file, their notes before them: the words tell which mark is which card.

    Each has what its record has, and what it asks (`asked`, `answer`); one whose words are in no text is left out.
    """
    by_note: dict[str, list[dict[str, Any]]] = {}
    for card in cards:
        by_note.setdefault(str(card.get("note_id", "")), []).append(card)
    w.into("")
    for note_id, wanted in by_note.items():
        note = w.session.get(NoteRow, note_id)
        if note is None:
            continue
        w.write_down()
        text = read_text(w.session, NOTE, note_id, "body")
        marks = find_marks(note.body)
        for card in wanted:
            mark = next((m for m in marks if (m.asked, m.answer) == (card.get("asked"), card.get("answer"))), None)
            if mark is None:
                continue
            marks.remove(mark)
            anchor = anchor_of(text, mark.at)
            made = stable_id("note_card", note_id, anchor)
            if made != card["id"] and w.session.get(NoteCardRow, made):
                w.delete(NOTE_CARD, made)  # what following the text has made meanwhile
            fields = {name: str(card.get(name, "")) for name in ("note_id", "created_utc")}
            w.save(NOTE_CARD, card["id"], **fields, anchor=anchor, deleted=bool(card.get("deleted")))


def anchor_of(text: Text, at: int) -> str:
    """The id of the character at `at`, as a card's record has it."""
    char = text.anchor(at, before=True).char
    return f"{char.replica}/{char.counter}" if char else ""


def char_of(anchor: str) -> CharId | None:
    """The character that an anchor names; None for what this version does not understand."""
    replica, _slash, counter = anchor.rpartition("/")
    return CharId(replica, int(counter)) if replica and counter.isdecimal() else None


def _worth_a_look(session: Session, note_ids: Collection[str]) -> list[str]:
    """Those of the notes that have cards, or may have marks: of ten thousand that arrive few bodies are read."""
    may = or_(*(func.instr(NoteRow.body, sign) > 0 for sign in HINTS))
    marked = session.exec(select(NoteRow.id).where(col(NoteRow.id).in_(note_ids), may)).all()
    known = session.exec(select(NoteCardRow.note_id).where(col(NoteCardRow.note_id).in_(note_ids))).all()
    return list({*marked, *known})


def _follow(w: Writing, note: NoteRow, *, keeps: bool) -> None:
    """`keeps`: the text is what changed, so the records follow it; else only what is shown follows the records."""
    session = w.session
    marks, records, faces = find_marks(note.body), _records(session, note.id), _faces(session, note.id)
    if keeps and _as_before(marks, faces.values(), deleted=note.deleted):
        return
    w.write_down()  # the text is read with what is pending, and that is this very edit
    text = read_text(session, NOTE, note.id, "body")
    marked = {anchor_of(text, mark.at): mark for mark in marks}
    if keeps and not note.deleted:
        _keep(w, note, marked, records, faces, text, makes=_made_here(w, note))
        records = _records(session, note.id)
    now = _asking(note, marked, records)
    moved = _moved(session, note.id, faces)
    gone = [
        face._replace(shown=False) for face in faces.values() if face.shown and face.card_id not in now.keys() | moved
    ]
    rows = [*now.values(), *({**face._asdict(), "note_id": note.id, "place": -1} for face in gone)]
    upsert_rows(session, NotedCard, rows)
    changed = frozenset(str(row["card_id"]) for row in rows)
    for card_id in changed:
        w.changed("noted_card", card_id)
    derive_from_mistakes(session, changed)


def _asking(note: NoteRow, marked: dict[str, Mark], records: dict[str, NoteCardRow]) -> dict[str, dict[str, Any]]:
    """What the note's cards ask now, by their ids."""
    by_anchor = {row.anchor: row for row in records.values() if not row.deleted}
    found: dict[str, dict[str, Any]] = {}
    for place, (anchor, mark) in enumerate(marked.items()):
        if row := by_anchor.get(anchor):
            found[row.id] = {
                "card_id": row.id, "note_id": note.id, "place": place, "asked": mark.asked, "answer": mark.answer,
                "created_utc": row.created_utc, "shown": not note.deleted,
            }  # fmt: skip
    return found


def _moved(session: Session, note_id: str, faces: Iterable[str]) -> set[str]:
    """Cards that are another note's by now: this one moved."""
    elsewhere = select(NoteCardRow.id).where(col(NoteCardRow.id).in_(list(faces)), NoteCardRow.note_id != note_id)
    return set(session.exec(elsewhere))


def _records(session: Session, note_id: str) -> dict[str, NoteCardRow]:
    rows = session.exec(select(NoteCardRow).where(NoteCardRow.note_id == note_id).order_by(col(NoteCardRow.id)))
    return {row.id: row for row in rows}


def _faces(session: Session, note_id: str) -> dict[str, _Face]:
    columns = (NotedCard.card_id, NotedCard.asked, NotedCard.answer, NotedCard.created_utc, NotedCard.shown)
    of_note = select(*(col(column) for column in columns)).where(NotedCard.note_id == note_id)
    return {row[0]: _Face(*row) for row in session.execute(of_note.order_by(col(NotedCard.place)))}


def _as_before(marks: list[Mark], faces: Iterable[_Face], *, deleted: bool) -> bool:
    """Whether the same is asked in the same order as when the note was last looked at."""
    shown = [(face.asked, face.answer) for face in faces if face.shown]
    return shown == ([] if deleted else [(mark.asked, mark.answer) for mark in marks])


def _keep(
    w: Writing,
    note: NoteRow,
    marks: dict[str, Mark],
    records: dict[str, NoteCardRow],
    faces: dict[str, _Face],
    text: Text,
    *,
    makes: Callable[[str], bool],
) -> None:
    """Bring the records in step with the marks; `makes`: whether a new mark at that anchor becomes a card."""
    w.into("")  # cards are one's own, also those of a note in another space
    by_anchor = {row.anchor: row for row in sorted(records.values(), key=lambda row: not row.deleted)}
    gone = [row for row in records.values() if row.anchor not in marks and _is_gone(text, row.anchor)]
    for anchor, mark in marks.items():
        known = by_anchor.get(anchor)
        if known is None:
            again = next((row for row in gone if _says(faces.get(row.id), mark)), None)
            if again is not None:
                gone.remove(again)
                w.save(NOTE_CARD, again.id, anchor=anchor, deleted=False)
            elif makes(anchor):
                fields = {"note_id": note.id, "anchor": anchor, "created_utc": note.updated_utc}
                w.save(NOTE_CARD, stable_id("note_card", note.id, anchor), **fields)
        elif known.deleted:
            w.restore(NOTE_CARD, known.id)
    for row in gone:
        if not row.deleted:
            w.delete(NOTE_CARD, row.id)


def _made_here(w: Writing, note: NoteRow) -> Callable[[str], bool]:
    """All marks of one's own notes are cards; in a note that people share, those that one makes, and nobody else's."""
    if note.space_id in ("", w.standing.device.personal_space):
        return lambda _anchor: True
    hands = w.hands(NOTE, note.id)
    return lambda anchor: (char := char_of(anchor)) is not None and char.replica in hands


def _says(face: _Face | None, mark: Mark) -> bool:
    return face is not None and (face.asked, face.answer) == (mark.asked, mark.answer)


def _is_gone(text: Text, anchor: str) -> bool:
    """Whether the mark has been deleted here, or marks nothing any more; one that has not come yet is not gone."""
    char = char_of(anchor)
    return char is not None and text.knows(char)
