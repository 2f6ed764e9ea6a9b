"""Checking in, and the last days of a team."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.dates import weekday_sign, weekday_text
from client.teams.home import DayTogether, TeamHome
from client.texts import _
from views.command import Command, use_command
from views.context import is_cramped, use_app
from views.guard import component
from views.mistakes.ways import from_file
from views.picker import use_picker
from views.query import use_query
from views.teams.words import checkin_words, freezes_words, streak_words
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, Role, S
from views.widgets import Card, ErrorNote, Field, PrimaryButton, SecondaryButton, Sign, TextLink, ident

DOT = 34
TALL = 160


@component
def CheckInCard(team: str, home: TeamHome) -> Any:
    """The one thing to do here today; afterwards, that it is done."""
    app = use_app()
    me = app.client.store.standing.device.account_id
    words, set_words = ft.use_state("")

    picker = use_picker()
    picture, set_picture = ft.use_state(b"")
    fourteen = use_query(app.client.teams.presence.is_fourteen, {"setting"})

    async def check_in() -> None:
        await app.client.teams.doing.check_in(team, words, picture)

    async def choose() -> None:
        set_picture(await from_file(picker(), app.page) or b"")

    checking, choosing = use_command(check_in), use_command(choose)
    mine = next((one for one in home.checkins if one.who == me), None)
    head: list[ft.Control] = [
        ft.Row(
            [
                Sign(Icons.STREAK, color=Role.WARM, size=26),
                ft.Text(streak_words(home), style=HEADING, color=Role.TEXT, expand=True),
            ],
            spacing=S,
        ),
        LastDays(home, app.client.teams.today().isoformat()),
    ]
    if home.streak.days:
        head.append(ft.Text(freezes_words(home), style=CAPTION, color=Role.QUIET))
    if mine is not None:
        said = ft.Text(
            _("今天打过卡了：{what}").format(what=checkin_words(mine)), style=BODY, color=Role.TEXT, expand=True
        )
        return Card(*head, ft.Row([Sign(Icons.RIGHT, color=Role.ACCENT, size=22), said], spacing=S))
    button = PrimaryButton if me in home.quest.done else SecondaryButton  # the quest comes first, if one has time
    return Card(
        *head,
        ident("checkin-words", Field(_("说一句今天学了什么（可以不写）"), words, set_words, on_submit=checking.run)),
        *(_picture(picture, choosing, lambda: set_picture(b"")) if fourteen.value else []),
        *(ErrorNote(error) for error in (checking.error, choosing.error) if error),
        ident("checkin", button(_("打卡"), checking.run, Icons.GOAL, busy=checking.running)),
    )


def _picture(picture: bytes, choosing: Command, drop: Callable[[], None]) -> list[ft.Control]:
    """What goes along with the check-in, and the way to choose it."""
    if not picture:
        return [ft.Row([ident("checkin-picture", TextLink(_("加一张图片"), choosing.run, Icons.PICTURE))])]
    shown = ft.Image(src=picture, height=TALL, fit=ft.BoxFit.CONTAIN, semantics_label=_("打卡的图片"))
    return [shown, ft.Row([ident("checkin-no-picture", TextLink(_("不要图片"), drop, Icons.DELETE))])]


def LastDays(home: TeamHome, today: str) -> ft.Control:
    """The last seven days, today last: together, frozen, or neither."""
    dots = [_dot(one, is_today=one.day.isoformat() == today) for one in home.days]
    return ft.Row(dots, spacing=0)


def _dot(one: DayTogether, *, is_today: bool) -> ft.Control:
    if one.counts:
        inner, ground, about = Sign(Icons.RIGHT, size=18, color=Role.ON_ACCENT), Role.ACCENT, _("一起学了")
    elif one.frozen:
        inner, ground, about = Sign(Icons.FREEZE, size=18, color=Role.ON_SOFT), Role.SOFT, _("用了休息卡")
    elif one.who:
        inner, ground, about = ft.Text(str(len(one.who)), style=LABEL, color=Role.ON_SOFT), Role.SOFT, _("一个人学了")
    else:
        inner, ground, about = ft.Container(), Role.FIELD, _("没有打卡")
    disc = ft.Container(
        inner,
        width=DOT,
        height=DOT,
        border_radius=DOT / 2,
        bgcolor=ground,
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(2, Role.ACCENT) if is_today else None,
    )
    day = _("今天") if is_today and not is_cramped() else weekday_sign(one.day)
    weight = ft.FontWeight.W_600 if is_today else None
    name = ft.Text(day, style=CAPTION, color=Role.TEXT if is_today else Role.QUIET, weight=weight, no_wrap=True)
    return ft.Semantics(
        label=f"{weekday_text(one.day)} {about}",
        exclude_semantics=True,
        expand=1,
        content=ft.Column([disc, name], spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
    )
