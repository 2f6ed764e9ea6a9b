"""A page of the list of notes as it was read, with the one after it: who turns to that waits for no reading."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

from client.notes import NoteCard, Notes
from client.notes.choosing import Chosen, Shelves

PAGE_SIZE = 20


@dataclass(frozen=True)
class Found:
    """What is shown: `page` and `search` are those that it was read for; `ahead`: the notes of the page after it."""

    cards: list[NoteCard]
    total: int
    all: int
    shelves: Shelves
    page: int
    search: str
    ahead: list[NoteCard] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the last page, from 0."""
        return max(0, (self.total - 1) // PAGE_SIZE)

    def turned(self, page: int) -> Found:
        """What of `page` is known until it has been read: the page after this one on the way to those further down."""
        if page <= self.page or not self.ahead:
            return self
        return replace(self, page=self.page + 1, cards=self.ahead, ahead=[])


async def find(notes: Notes, search: str, page: int, chosen: Chosen) -> Found:
    """Read a page, the last one if there are fewer; a search is read without the page after it, at every key."""
    size = PAGE_SIZE if search.strip() else 2 * PAGE_SIZE
    narrowed = bool(search.strip()) or not chosen.everything

    async def count() -> int | None:
        return await notes.count(search, chosen) if narrowed else None

    # side by side: one waits for this at every key of the search
    cards, shelves, every, found = await asyncio.gather(
        notes.list(size, page * PAGE_SIZE, search=search, chosen=chosen),
        notes.shelves(),
        notes.count(),
        count(),
    )
    known = Found(cards[:PAGE_SIZE], every if found is None else found, every, shelves, page, search, cards[PAGE_SIZE:])
    if page <= known.last:
        return known
    cards = await notes.list(PAGE_SIZE, known.last * PAGE_SIZE, search=search, chosen=chosen)  # notes have gone since
    return replace(known, cards=cards, page=known.last)
