"""A team's talk, from fourteen on; whoever reads something that is not right reports or blocks in two taps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import flet as ft

from client.teams.talking import Said
from client.texts import _
from views.command import use_command
from views.context import App, is_cramped, use_app
from views.guard import component
from views.query import use_query
from views.teams.guarding import Guarding
from views.theme import BODY, CAPTION, CARD_RADIUS, Icons, L, M, Role, S
from views.widgets import Bar, EmptyState, ErrorNote, Field, IconAction, Page, PrimaryButton, Skeleton, ident


class Shown(NamedTuple):
    """What the screen shows; `names` are those of the members."""

    fourteen: bool
    said: Sequence[Said]
    names: Mapping[str, str]


@component
def ChatScreen(team_id: str) -> Any:
    """`/teams/:team_id/chat`."""
    app = use_app()
    read = use_query(_read(app, team_id), {"chat", "setting", "members"}, [team_id])
    words, set_words = ft.use_state("")
    opened, set_opened = ft.use_state("")
    me = app.client.store.standing.device.account_id
    back, title = f"/teams/{team_id}", _("聊天")

    async def send() -> None:
        await app.client.teams.talking.say(team_id, words)
        set_words("")

    def open_(said: str) -> Any:
        return lambda: set_opened("" if opened == said else said)

    sending = use_command(send)
    if read.value is None:
        return Page(title, ErrorNote(read.error, read.reload) if read.error else Skeleton(3), back=back)
    shown: Shown = read.value
    if not shown.fourteen:
        about = _("14 岁以前，用小组里预设的话鼓励队友。")
        young = EmptyState(Icons.TEAM, _("满 14 岁才有聊天"), about, _("回到小组"), lambda: app.go(back))
        return Page(title, young, back=back)
    rows: list[ft.Control] = []
    for one in shown.said:
        name = shown.names.get(one.who, _("以前的队友"))
        rows.append(_bubble(one, name, one.who == me, open_(one.id)))
        if opened == one.id and one.who != me:
            rows.append(Guarding(team_id, one.who, name, one.id, one.words, key=f"guard-{one.id}"))
    if not rows:
        rows = [ft.Text(_("还没有人说话。问一道题，或者说说今天学了什么。"), style=BODY, color=Role.QUIET)]
    field = ident("chat-words", Field(_("说一句"), words, set_words, on_submit=sending.run))
    # In one row also in large text: what one answers to stays on the screen while one writes.
    send_words = _("发送")
    button = (
        IconAction(Icons.SEND, send_words, sending.run, Role.ON_ACCENT, Role.ACCENT, disabled=sending.running)
        if is_cramped()
        else PrimaryButton(send_words, sending.run, busy=sending.running)
    )
    row = ft.Row([ft.Container(field, expand=True), ident("chat-send", button)], spacing=S)
    error = [ErrorNote(sending.error)] if sending.error else []
    # Upside down, the list begins at what was said last and stays there; whoever reads further up is left in peace.
    talk = ft.ListView(rows[::-1], reverse=True, spacing=M, padding=ft.Padding.symmetric(vertical=S), expand=True)
    return Page(title, talk, footer=Bar(above=(*error, row)), back=back, scroll=False, key="chat")


def _bubble(one: Said, name: str, mine: bool, press: Any) -> ft.Control:
    words: list[ft.Control] = [ft.Text(one.words, style=BODY, color=Role.ON_SOFT if mine else Role.TEXT)]
    if not mine:
        words.insert(0, ft.Text(name, style=CAPTION, color=Role.QUIET))
    bubble = ft.Container(
        ft.Column(words, spacing=2, tight=True),
        bgcolor=Role.SOFT if mine else Role.CARD,
        border=None if mine else ft.Border.all(1, Role.LINE),
        border_radius=CARD_RADIUS,
        padding=ft.Padding.symmetric(horizontal=16, vertical=S),
        margin=ft.Margin.only(left=L * 2) if mine else ft.Margin.only(right=L * 2),
        on_click=None if mine else press,
        ink=not mine,
    )
    side = ft.MainAxisAlignment.END if mine else ft.MainAxisAlignment.START
    row = ft.Row([ft.Container(bubble, expand=True, expand_loose=True)], alignment=side, key=one.id)
    return row if mine else ident(f"said-{one.id}", row, button=True)


def _read(app: App, team: str) -> Any:
    async def read() -> Shown:
        teams = app.client.teams
        names = {one.account_id: one.name for one in await teams.known_members(team)}
        fourteen = await teams.presence.is_fourteen()
        return Shown(fourteen, await teams.talking.latest(team, await teams.safety.blocked()), names)

    return read
