"""A card out of a note as the review shows it, and its place in the note."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from client.courses.content import EssayQuestion
from client.mistakes.derive import memory_of, moment_or_none
from client.mistakes.entries import MistakeCard
from client.mistakes.noted.following import char_of
from client.mistakes.noted.tables import NoteCardRow, NotedCard
from client.mistakes.plan import read_plan
from client.mistakes.queue import Moment, asked_utc
from client.mistakes.tables import Card
from client.notes.tables import NoteRow
from client.notes.titles import heading
from client.plain import plain
from client.store.rows import chunks
from client.store.texts import read_text
from sync.catalogue import NOTE
from sync.text import Anchor


@dataclass(frozen=True)
class NotedInNote:
    """A card as its note lists it: what is asked, in one line; when it comes; how often it was reviewed."""

    id: str
    words: str
    asked_utc: datetime
    reviews: int


def read_noted(session: Session, moment: Moment, ids: Collection[str]) -> list[MistakeCard]:
    """Those of these cards that are out of notes; the question is open, its answer what the note has."""
    plan = read_plan(session)
    found: list[MistakeCard] = []
    for chunk in chunks(list(ids)):
        rows = session.exec(
            select(NotedCard, Card, NoteRow)
            .join(Card, col(Card.mistake_id) == col(NotedCard.card_id))
            .join(NoteRow, col(NoteRow.id) == col(NotedCard.note_id))
            .where(col(NotedCard.card_id).in_(chunk))
        )
        for face, card, note in rows:
            memory, asked = memory_of(card), asked_utc(card, moment, plan)
            found.append(
                MistakeCard(
                    id=face.card_id,
                    question=EssayQuestion(id=face.card_id, text=face.asked, sample=face.answer),
                    words=plain(face.asked),
                    given=None,
                    course_id="",
                    lesson_id="",
                    source=heading(note.title, note.body[:400])[0],
                    point_id="",
                    point=None,
                    times_wrong=0,
                    created_utc=moment_or_none(face.created_utc) or memory.due_utc,
                    memory=memory,
                    is_due=moment.has_come(asked, memory),
                    asked_utc=asked,
                    plan=plan,
                    note_id=face.note_id,
                )
            )
    return found


def cards_in(session: Session, moment: Moment, note_id: str) -> list[NotedInNote]:
    """The cards of a note, in its order."""
    plan = read_plan(session)
    rows = session.exec(
        select(NotedCard, Card)
        .join(Card, col(Card.mistake_id) == col(NotedCard.card_id))
        .where(NotedCard.note_id == note_id, col(NotedCard.shown).is_(True))
        .order_by(col(NotedCard.place))
    )
    return [
        NotedInNote(face.card_id, plain(face.asked), asked_utc(card, moment, plan), card.reviews) for face, card in rows
    ]


def is_noted(session: Session, card_id: str) -> bool:
    """Whether this is a card out of a note, whose mark is there."""
    face = session.get(NotedCard, card_id)
    return face is not None and face.shown


def place_of(session: Session, card_id: str) -> int | None:
    """Where in its note the card's mark is; None when it is not there."""
    row = session.get(NoteCardRow, card_id)
    char = char_of(row.anchor) if row else None
    if row is None or char is None:
        return None
    text = read_text(session, NOTE, row.note_id, "body")
    return text.index(Anchor(char, before=True)) if text.shows(char) else None
