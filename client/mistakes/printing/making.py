"""A sheet of chosen mistakes in one of the formats; what blocks does so in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from client.mistakes.entries import MistakeCard
from client.mistakes.listing import Wanted
from client.mistakes.printing.sheet import Options, gather, with_pictures

if TYPE_CHECKING:
    from client.bootstrap import Client

Format = Literal["pdf", "docx", "apkg"]
MOST = 100
"""Mistakes on one sheet: more is a book."""


@dataclass(frozen=True)
class Made:
    """A sheet that was made: what is in the file, how many questions, and what could not be put on it."""

    data: bytes
    count: int
    missing: tuple[str, ...]


async def chosen_cards(client: Client, wanted: Wanted, count: int) -> list[MistakeCard]:
    """The mistakes for a sheet, those named by `wanted.ids` in their order."""
    page = await client.mistakes.find(wanted, min(count, MOST))
    cards = list(page.cards)
    if wanted.ids:
        order = {mistake_id: i for i, mistake_id in enumerate(wanted.ids)}
        cards.sort(key=lambda card: order.get(card.id, len(order)))
    return cards


async def make_sheet(client: Client, cards: Sequence[MistakeCard], options: Options, form: Format) -> Made:
    """The sheet of these mistakes."""
    folders = await folders_of(client, cards)
    if form == "apkg":
        from client.mistakes.printing.deck import make_deck

        chosen, missing = await with_pictures(cards, client.files)
        data = await asyncio.to_thread(make_deck, chosen, folders, options.title)
        return Made(data, len(chosen), tuple(missing))
    sheet = await gather(cards, client.files, folders, options)

    def make() -> bytes:
        if form == "docx":
            from client.mistakes.printing.docx import make_docx

            return make_docx(sheet)
        from client.mistakes.printing.pdf import make_pdf

        return make_pdf(sheet)

    return Made(await asyncio.to_thread(make), len(sheet.items), sheet.missing)


async def folders_of(client: Client, cards: Sequence[MistakeCard]) -> dict[str, Path | None]:
    """Where the courses of these mistakes are.

    None for one that was removed: its questions are whole but for drawings.
    """
    folders: dict[str, Path | None] = {}
    for course_id in {card.course_id for card in cards if card.course_id}:
        try:
            folders[course_id] = await asyncio.to_thread(client.courses.pack_dir, course_id)
        except KeyError:
            folders[course_id] = None
    return folders
