"""More time from a parent: one tap for what was asked, one for a gift, and a code for a device without a line."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.family.asking import Asked
from client.family.overview import ChildSeen
from client.texts import _
from client.timer.codes import NUMBER_DIGITS, OPENS, OPTIONS_MIN, digits
from views.command import use_command
from views.context import use_app
from views.family.words import asked_words, minutes_words
from views.guard import component
from views.theme import BODY, CAPTION, DISPLAY, HEADING, Role, S
from views.widgets import Card, Chip, ErrorNote, Field, PrimaryButton, TextLink, ident


@component
def RequestCard(child: ChildSeen, asked: Asked) -> Any:
    """What a child asks for, and the answers, one tap each."""
    app = use_app()
    deciding = app.client.family.deciding

    async def answer(minutes: int) -> None:
        await deciding.answer(asked.id, minutes)
        words = _("已经告诉{name}：今天先不加") if not minutes else _("多给了{name} {more}")
        app.toast(words.format(name=child.name, more=minutes_words(minutes)))

    answering = use_command(answer)

    def press(minutes: int) -> Any:
        return lambda: app.page.run_task(answering.run, minutes)

    wanted = [asked.wanted_min] if asked.wanted_min in OPTIONS_MIN else []
    options = [*wanted, *(n for n in OPTIONS_MIN if n not in wanted)]
    chips: list[ft.Control] = [
        ident(f"answer-{n}", Chip(minutes_words(n), selected=n in wanted, on_click=press(n))) for n in options
    ]
    chips.append(ident("answer-0", Chip(_("今天不行"), on_click=press(0))))
    return Card(
        ft.Text(_("{name}在等你回答").format(name=child.name), style=HEADING, color=Role.ON_WARM_SOFT),
        ft.Text(asked_words(asked.wanted_min, asked.reason), style=BODY, color=Role.ON_WARM_SOFT),
        *([ErrorNote(answering.error)] if answering.error else []),
        ft.Row(chips, spacing=S, run_spacing=0, wrap=True),
        color=Role.WARM_SOFT,
        key=f"request-{asked.id}",
    )


@component
def Gifts(child: ChildSeen) -> Any:
    """More time that nobody asked for, and a code for when the child has no line."""
    app = use_app()
    deciding = app.client.family.deciding
    by_code, set_by_code = ft.use_state(False)

    async def give(minutes: int) -> None:
        await deciding.give(child.home, child.account, child.today, minutes)
        app.toast(_("多给了{name} {more}").format(name=child.name, more=minutes_words(minutes)))

    giving = use_command(give)

    def press(minutes: int) -> Any:
        return lambda: app.page.run_task(giving.run, minutes)

    chips: list[ft.Control] = [ident(f"gift-{n}", Chip(minutes_words(n), on_click=press(n))) for n in OPTIONS_MIN]
    rows: list[ft.Control] = [ft.Row(chips, spacing=S, run_spacing=0, wrap=True)]
    if child.given_min:
        given = _("今天已经多给了 {n} 分钟。").format(n=min(child.given_min, 24 * 60))
        rows.append(ft.Text(given, style=CAPTION, color=Role.QUIET))
    if giving.error:
        rows.append(ErrorNote(giving.error))
    if by_code:
        rows.append(CodeCard(child))
    else:
        rows.append(
            ft.Row(
                [ident("code-open", TextLink(_("孩子的设备没有网？给一个离线码"), lambda: set_by_code(True)))],
                wrap=True,
            )
        )
    return ft.Column(rows, spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@component
def CodeCard(child: ChildSeen) -> Any:
    """The parent types the number that the child's locked page shows, and reads the code out."""
    app = use_app()
    number, set_number = ft.use_state("")
    minutes, set_minutes = ft.use_state(OPTIONS_MIN[1])
    code, set_code = ft.use_state("")

    async def make() -> None:
        set_code(await app.client.family.code(child.home, child.account, digits(number), child.today, minutes))

    making = use_command(make)

    def choose(value: int) -> Any:
        def press() -> None:
            set_minutes(value)
            set_code("")

        return press

    chips: list[ft.Control] = [
        ident(f"code-{n}", Chip(minutes_words(n), selected=n == minutes, on_click=choose(n)))
        for n in (*OPTIONS_MIN, OPENS)
    ]
    ready = len(digits(number)) == NUMBER_DIGITS
    field = Field(_("孩子屏幕上的四位号码"), number, set_number, number=True, on_submit=making.run)
    how = (
        _("在孩子设备的“我的 → 家长”页输入，就能设密码。只对这台设备、今天、用一次。")
        if minutes == OPENS
        else _("念给孩子，在锁住的页面点“家长给的码”输入。只对这台设备、今天、用一次。")
    )
    shown = [
        ident("code-shown", ft.Text(f"{code[:3]} {code[3:]}", style=DISPLAY, color=Role.TEXT)),
        ft.Text(how, style=CAPTION, color=Role.QUIET),
    ]
    return Card(
        ft.Text(_("离线码"), style=HEADING, color=Role.TEXT),
        ident("code-number", field),
        ft.Row(chips, spacing=S, run_spacing=0, wrap=True),
        *([ErrorNote(making.error)] if making.error else []),
        ident("code-make", PrimaryButton(_("算出码"), making.run, busy=making.running, disabled=not ready)),
        *(shown if code else []),
    )
