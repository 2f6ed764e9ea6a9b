"""The focus room: a timer that the team shares, and who is there."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import flet as ft

from client.teams.focus import LENGTHS, Focus
from client.teams.presence import FOCUS, PRESENCE
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.meanwhile import End, use_meanwhile
from views.query import use_query
from views.theme import BODY, CAPTION, TITLE, Icons, L, M, Role
from views.widgets import (
    Card,
    Emblem,
    ErrorNote,
    ListRow,
    Page,
    PrimaryButton,
    Ring,
    Section,
    Segmented,
    Skeleton,
    ident,
)

TICK_S = 1.0
RING = 220


class Shown(NamedTuple):
    """What goes on, and the names of the others who are in the room."""

    focus: Focus | None
    there: Sequence[str]


@component
def FocusScreen(team_id: str) -> Any:
    """`/teams/:team_id/focus`. Whoever has it open is in the room."""
    app = use_app()
    teams = app.client.teams
    read = use_query(_read(app, team_id), {"focus", "members", PRESENCE, "day"}, [team_id])
    length, set_length = ft.use_state("25")
    back, title = f"/teams/{team_id}", _("专注室")

    def come() -> End:
        teams.presence.focuses = True
        app.page.run_task(teams.presence.beat)
        return go

    def go() -> None:
        teams.presence.focuses = False
        if app.session.is_open:  # nothing runs any more on the page of a window that is closed
            app.page.run_task(teams.presence.beat)

    use_meanwhile(come)

    async def begin() -> None:
        await teams.focusing.begin(team_id, int(length))

    beginning = use_command(begin)
    if read.value is None:
        return Page(title, ErrorNote(read.error, read.reload) if read.error else Skeleton(3), back=back)
    shown: Shown = read.value
    error = [ErrorNote(beginning.error)] if beginning.error else []
    there = [ListRow(name, _("在专注"), Emblem(Icons.PERSON), key=name) for name in shown.there]
    others = [Section(_("一起的人"), *there)] if there else []
    if shown.focus is not None:
        return Page(title, Left(shown.focus, read.reload, key=shown.focus.id), *others, back=back, key="focus")
    words = _("把手机放一边，写作业、看书都行。队友看得到你在，看不到你在做什么。")
    lengths = {str(n): _("{n} 分钟").format(n=n) for n in LENGTHS}
    card = Card(
        ft.Text(_("一起安静地学一会儿"), style=TITLE, color=Role.TEXT),
        ft.Text(words, style=BODY, color=Role.QUIET),
        Segmented(lengths, length, set_length, name="focus-length", label=_("多久")),
        *error,
        ident("focus-begin", PrimaryButton(_("开始"), beginning.run, Icons.START, busy=beginning.running)),
    )
    return Page(title, card, *others, back=back, key="focus")


@component
def Left(focus: Focus, over: Any) -> Any:
    """The time that is left; a screen reader is told of minutes only. `over` is called at its end."""
    app = use_app()
    left, set_left = ft.use_state(lambda: focus.left_s(app.client.clock.now_utc()))
    task: Any = ft.use_ref(None)

    async def run() -> None:
        while (now_left := focus.left_s(app.client.clock.now_utc())) > 0:
            set_left(now_left)
            await asyncio.sleep(TICK_S)
        app.toast(_("这一轮结束了。起来走走，看看远处。"))
        over()

    def begin() -> None:
        task.current = asyncio.get_running_loop().create_task(run())

    ft.use_effect(begin, [focus.id], lambda: task.current and task.current.cancel())
    whole = (focus.ends - focus.begins).total_seconds()
    minutes, seconds = divmod(int(left), 60)
    ring = Ring(1 - left / whole, f"{minutes}:{seconds:02d}", _("还剩"), size=RING)
    said = ft.Semantics(label=_("还剩 {n} 分钟").format(n=minutes_left(left)), exclude_semantics=True, content=ring)
    words = ft.Text(_("离开这一页，时间照样走，队友继续。"), style=CAPTION, color=Role.QUIET)
    return ft.Container(
        ft.Column([said, words], spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L),
    )


def minutes_left(left_s: float) -> int:
    """Minutes, of which one that has begun counts."""
    return max(1, math.ceil(left_s / 60))


def focus_words(focus: Focus | None, app: App) -> str:
    """What goes on, for the row that leads into the room."""
    if focus is None:
        return _("和队友一起安静地学一会儿")
    return _("有人在专注，还剩 {n} 分钟").format(n=minutes_left(focus.left_s(app.client.clock.now_utc())))


def _read(app: App, team: str) -> Any:
    async def read() -> Shown:
        teams, me = app.client.teams, app.client.store.standing.device.account_id
        names = {one.account_id: one.name for one in await teams.known_members(team)}
        here = teams.presence.here(team).items()
        there = sorted(names[who] for who, activity in here if activity == FOCUS and who != me and who in names)
        return Shown(await teams.focusing.now(team), there)

    return read
