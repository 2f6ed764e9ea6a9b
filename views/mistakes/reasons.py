"""Why a mistake was made: the cause in one tap, a line of reflection; and the offer to merge what looks the same."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.mistakes.bulk import change_many
from client.mistakes.causes import propose_cause
from client.mistakes.entries import MistakeDetail
from client.mistakes.mastery.overview import FED_BY
from client.mistakes.tables import Mistake
from client.plain import plain
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.mistakes.choosing import CauseChips
from views.query import use_query
from views.theme import BODY, CAPTION, Icons, M, Role
from views.widgets import Card, ErrorNote, Field, SecondaryButton, Section, ident


@component
def ReasonSection(mistake: MistakeDetail) -> Any:
    """The six causes, the likely one marked; what one wants to remember next time, kept when one leaves the field."""
    app = use_app()
    typed: Any = ft.use_ref(mistake.reflection)
    seen = use_query(lambda: app.client.mastery.circumstances(mistake.id), FED_BY, [mistake.id]).value
    proposal = propose_cause(mistake.question, mistake.given, seen) if mistake.question and not mistake.cause else None

    async def change(**fields: Any) -> None:
        await change_many(app.client.store, [mistake.id], **fields)

    async def keep() -> None:
        if typed.current.strip() != mistake.reflection:
            await change(reflection=typed.current.strip())

    choose = use_command(lambda cause: change(cause=cause))
    keeping = use_command(keep)

    def note(text: str) -> None:
        typed.current = text

    errors = [error for error in (choose.error, keeping.error) if error]
    return Section(
        _("为什么错"),
        Card(
            CauseChips(mistake.cause, lambda cause: app.page.run_task(choose.run, cause), proposal),
            ident(
                "reflection",
                Field(
                    _("一句提醒自己的话"),
                    mistake.reflection,
                    note,
                    on_blur=keeping.run,
                    on_submit=keeping.run,
                ),
            ),
            *(ErrorNote(error) for error in errors),
        ),
    )


@component
def RepeatNote(mistake: MistakeDetail) -> Any:
    """Another mistake that looks like the same question, as when two devices wrote it down: the offer to merge them."""
    app = use_app()
    capture = app.client.capture
    found = use_query(lambda: capture.repeat_of(mistake.id), {"mistake"}, [mistake.id])
    other: Mistake | None = found.value

    async def merge() -> None:
        if other is None:
            return
        before = await capture.merge(mistake.id, other.id)
        app.toast(_("合成一道了，日期都留着"), undo=lambda: capture.unmerge(before))

    merging = use_command(merge)
    if other is None:
        return ft.Container(visible=False)
    words = plain(str(other.question.get("text") or ""), 60)
    return Card(
        ft.Text(_("错题本里还有一道几乎一样的："), style=CAPTION, color=Role.QUIET),
        ft.Text(words, style=BODY, color=Role.TEXT),
        *([ErrorNote(merging.error)] if merging.error else []),
        ft.Row(
            [ident("merge", SecondaryButton(_("合成一道"), merging.run, Icons.MERGE, busy=merging.running))],
            spacing=M,
        ),
    )
