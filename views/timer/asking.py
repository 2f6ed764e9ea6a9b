"""A child asks for more time, with a reason, and sees the answer as soon as there is one."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.family.asking import Asked
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, Role, S
from views.widgets import Card, Chip, ErrorNote, Field, PrimaryButton, SecondaryButton, Sign, TextLink, ident

OPTIONS_MIN = (15, 30, 60)
FED_BY = {"request", "grant", "timer"}


@component
def AskMore(opened: bool = False) -> Any:
    """A button that becomes a short form; below it what was asked today, and what came of it."""
    app = use_app()
    asks, set_asks = ft.use_state(opened)
    minutes, set_minutes = ft.use_state(OPTIONS_MIN[1])
    reason, set_reason = ft.use_state("")
    here, set_here = ft.use_state(False)
    asked = use_query(app.client.family.asking.today, FED_BY)

    async def send() -> None:
        set_here(not await app.client.family.asking.ask(minutes, reason))
        set_reason("")
        set_asks(False)

    sending = use_command(send)

    def choose(value: int) -> Any:
        return lambda: set_minutes(value)

    rows: list[ft.Control] = [_answer(one) for one in (asked.value or [])[:3]]
    if here:
        words = _("已经记下，家长打开“家长”页就能看到。")
        rows.append(ft.Text(words, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER))
    if asks:
        chips: list[ft.Control] = [
            ident(f"ask-{n}", Chip(_("{n} 分钟").format(n=n), selected=n == minutes, on_click=choose(n)))
            for n in OPTIONS_MIN
        ]
        rows += [
            ft.Row(chips, spacing=S, wrap=True, alignment=ft.MainAxisAlignment.CENTER),
            ident("ask-reason", Field(_("为什么想多学一会儿"), reason, set_reason, on_submit=sending.run)),
            ident("ask-send", PrimaryButton(_("告诉家长"), sending.run, busy=sending.running)),
        ]
    elif not here:
        rows.append(ident("ask-more", SecondaryButton(_("想多学一会儿"), lambda: set_asks(True))))
    if sending.error:
        rows.append(ErrorNote(sending.error))
    return ft.Column(rows, spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _answer(asked: Asked) -> ft.Control:
    wants = _("想多学 {n} 分钟").format(n=asked.wanted_min)
    if asked.minutes is None:
        state, icon, color = _("家长还没有回答"), Icons.TIME, Role.QUIET
    elif asked.minutes == 0:
        state, icon, color = _("家长说今天先不加"), Icons.INFO, Role.QUIET
    elif asked.minutes >= 24 * 60:
        state, icon, color = _("家长说今天不限时"), Icons.RIGHT, Role.ACCENT
    else:
        state, icon, color = _("家长多给了 {n} 分钟").format(n=asked.minutes), Icons.RIGHT, Role.ACCENT
    words = ft.Text(f"{wants} · {state}", style=LABEL, color=Role.TEXT, expand=True)
    return ident(f"asked-{asked.id}", ft.Row([Sign(icon, size=20, color=color), words], spacing=S))


@component
def EnterCode() -> Any:
    """A code from a parent who is not here: the number to tell, and the field for the code."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    typed, set_typed = ft.use_state("")
    number = use_query(app.client.family.number, {"timer"})

    async def take() -> None:
        minutes = await app.client.family.take_code(typed)
        set_typed("")
        more = _("今天不再限时") if minutes >= 24 * 60 else _("多了 {n} 分钟").format(n=minutes)
        app.toast(more)

    taking = use_command(take)
    if number.value is None:
        return ft.Container()
    if not opened:
        return ident("code-enter", TextLink(_("家长给的码"), lambda: set_opened(True)))
    field = Field(_("家长念的六位码"), typed, set_typed, number=True, on_submit=taking.run)
    return Card(
        ft.Text(_("把这个号码告诉家长"), style=CAPTION, color=Role.QUIET),
        ident("code-number-shown", ft.Text(str(number.value), style=HEADING, color=Role.TEXT)),
        ident("code-field", field),
        *([ErrorNote(taking.error)] if taking.error else []),
        ident("code-take", PrimaryButton(_("用这个码"), taking.run, busy=taking.running)),
    )
