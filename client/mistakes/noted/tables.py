"""The rows of cards out of notes."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from client.store import Row, SyncedRow
from sync.catalogue import NOTE_CARD
from sync.clock import NEVER
from sync.records import RecordType


class NoteCardRow(SyncedRow, table=True):
    """Which mark in a note is which card: `anchor` is the id of the mark's character, as `following` writes it."""

    __tablename__ = "note_card"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (Index("note_card_by_note", "note_id"),)
    __record__: ClassVar[RecordType] = NOTE_CARD

    note_id: str = ""
    anchor: str = ""
    created_utc: str = NEVER


class NotedCard(Row, table=True):
    """What a card asks, read from its note on every device alike, never synced.

    `shown`: its mark is there, and its note is not in the trash. Of one whose mark is gone the words stay, so that it
    is known again when they come back.
    """

    __tablename__ = "noted_card"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("noted_card_by_note", "note_id", "place"),)

    card_id: str = Field(primary_key=True)
    note_id: str
    place: int
    asked: str
    answer: str
    created_utc: str
    shown: bool
