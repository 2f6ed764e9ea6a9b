"""A study pack made for one person: its weak points, what it got wrong of them, and other questions to practise."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from client.mistakes.alike import form_of
from client.mistakes.listing import Wanted
from client.mistakes.printing.making import Made, folders_of
from client.mistakes.printing.sheet import Item, Options, gather, printed
from client.texts import _

if TYPE_CHECKING:
    from client.bootstrap import Client

POINTS, MISTAKES, MORE = 3, 3, 4
"""So many points; of each so many mistakes, and so many questions that are new."""


async def make_pack(client: Client, options: Options) -> Made:
    """The pack as PDF; of no question where nothing was ever got wrong."""
    points = await _points(client)
    graph = await client.mistakes.knowledge()
    named = [point for one in points if (point := graph.point(one))]
    items: list[Item] = []
    missing: list[str] = []
    for point in named:
        found = await client.mistakes.find(Wanted(drawer=point.id, sort="hardest"), MISTAKES)
        mistakes = await gather(found.cards, client.files, await folders_of(client, found.cards), options)
        items += mistakes.items
        missing += mistakes.missing
        known = {form_of(card.question) for card in found.cards if card.question}
        similar = await client.bank.of_point(point.id, MISTAKES + MORE)
        new = [one for one in similar if not one.mistake_id and form_of(one.question) not in known]
        items += [printed(one.question, one.folder, point.name) for one in new[:MORE]]
    about = _("薄弱点：{names}").format(names=_("、").join(point.name for point in named)) if named else ""
    if not items:
        return Made(b"", 0, tuple(missing))

    def make() -> bytes:
        from client.mistakes.printing.pdf import make_pdf
        from client.mistakes.printing.sheet import Sheet

        return make_pdf(Sheet(replace(options, about=about), tuple(items), tuple(missing)))

    return Made(await asyncio.to_thread(make), len(items), tuple(missing))


async def _points(client: Client) -> list[str]:
    """The weak points, the weakest first; where there are none yet, those of the latest mistakes."""
    standing = await client.mastery.standing()
    latest = (await client.mistakes.find(Wanted(), 20)).cards
    ids = [one.point_id for one in standing.weak] + [card.point.id for card in latest if card.point]
    return list(dict.fromkeys(ids))[:POINTS]
