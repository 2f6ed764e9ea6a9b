"""Who belongs to a team, who is there, what they did today; cheers with one tap."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.teams.home import Checkin, TeamHome
from client.teams.phrases import CHEERS, phrase
from client.teams.places import extra_place
from client.teams.presence import PRESENCE
from client.teams.teams import Team
from client.texts import _
from views.command import use_command
from views.context import is_cramped, use_app
from views.guard import component
from views.query import use_query
from views.teams.guarding import Guarding
from views.teams.words import checkin_words, extra_words, presence_words
from views.theme import CAPTION, LABEL, Icons, M, Role, S
from views.widgets import Card, Chip, Emblem, ErrorNote, Section, Sign, TextLink, ident

DOT = 12
TALL = 180


@component
def Members(team: Team, home: TeamHome) -> Any:
    """The members with what they did today; below, what can be said to all."""
    app = use_app()
    teams, me = app.client.teams, app.client.store.standing.device.account_id
    members = use_query(lambda: teams.members(team.id), {"space", "members"}, [team.id])
    here = use_query(_here(app, team.id), {PRESENCE, "day"}, [team.id])
    blocked = use_query(teams.safety.blocked, {"setting"})
    manages, set_manages = ft.use_state(False)
    opened, set_opened = ft.use_state("")

    async def remove(account: str) -> None:
        await teams.remove(team.id, account)
        members.reload()

    async def cheer(key: str, checkin: str = "") -> None:
        await teams.doing.cheer(team.id, key, checkin)

    removing, cheering = use_command(remove), use_command(cheer)

    def open_(account: str) -> Any:
        return lambda: set_opened("" if opened == account else account)

    def run(command: Any, *given: str) -> Any:
        return lambda: app.page.run_task(command.run, *given)

    people, there = members.value or [], here.value or {}
    names = {one.account_id: one.name for one in people}
    rows: list[ft.Control] = []
    for one in people:
        checkin = next((found for found in home.checkins if found.who == one.account_id), None)
        tail: ft.Control | None = None
        if manages and not one.me:
            tail = ident(f"remove-{one.account_id}", Chip(_("移出小组"), on_click=run(removing, one.account_id)))
        elif checkin and not one.me and not any(who == me for who, _key in checkin.cheers):
            tail = ident(f"cheer-{one.account_id}", Chip(phrase("clap"), on_click=run(cheering, "clap", checkin.id)))
        name = one.name + (_(" · 我") if one.me else "")
        hidden = one.account_id in (blocked.value or ())
        told = checkin._replace(words="", picture="") if checkin and hidden else checkin
        row = _member(name, there.get(one.account_id), told, names, tail, one.account_id)
        if not one.me:
            account = one.account_id
            row = ft.GestureDetector(row, on_tap=open_(account), key=account)
            row = ident(f"member-{account}", row)
        rows.append(row)
        if opened == one.account_id and not one.me:  # on a device without an account mine is "", too
            about = (checkin.id, checkin.words) if checkin else ("", "")
            rows.append(Guarding(team.id, opened, one.name, *about, key=f"guard-{opened}"))
        if checkin and checkin.picture and not hidden:
            rows.append(CheckinPicture(team.id, checkin.picture, name, key=f"picture-{checkin.id}"))
    errors = (members.error, removing.error, cheering.error)
    notes: list[ft.Control] = [ErrorNote(error) for error in errors if error]
    if team.role == "owner" and len(people) > 1:
        word = _("好了") if manages else _("管理成员")
        rows.append(ft.Row([ident("manage", TextLink(word, lambda: set_manages(not manages)))]))
    said: list[ft.Control] = [_said(names.get(who, _("以前的队友")), key) for who, key in home.said]
    mine = {key for who, key in home.said if who == me}
    chips: list[ft.Control] = [
        ident(f"say-{key}", Chip(phrase(key), selected=key in mine, on_click=run(cheering, key))) for key in CHEERS
    ]
    if extra := extra_place(people):
        words = ft.Text(extra_words(extra), style=CAPTION, color=Role.QUIET)
        notes.append(ident("team-extra", words))
    talk = Section(_("说一句"), *said, ft.Row(chips, spacing=S, run_spacing=0, wrap=True))
    return ft.Column([Section(_("队友"), *notes, Card(*rows) if rows else ft.Container()), talk], spacing=M, tight=True)


def _member(
    name: str, activity: str | None, checkin: Checkin | None, names: dict[str, str], tail: ft.Control | None, key: str
) -> ft.Control:
    there = presence_words(activity)
    lines: list[ft.Control] = [ft.Text(name, style=LABEL, color=Role.TEXT)]
    about = checkin_words(checkin) if checkin else there or _("今天还没打卡")
    lines.append(ft.Text(about, style=CAPTION, color=Role.QUIET))
    if checkin and there:
        lines.append(ft.Text(there, style=CAPTION, color=Role.ACCENT))
    if checkin and checkin.cheers:
        from_whom = _("、").join(dict.fromkeys(names[who] for who, _key in checkin.cheers if who in names))
        if from_whom:
            lines.append(ft.Text(_("{names}给了鼓励").format(names=from_whom), style=CAPTION, color=Role.ACCENT))
    dot = ft.Container(
        width=DOT, height=DOT, border_radius=DOT / 2, bgcolor=Role.ACCENT if there else Role.LINE,
        border=ft.Border.all(2, Role.CARD), right=0, bottom=0,
    )  # fmt: skip
    face = ft.Stack([Emblem(Icons.PERSON), dot], width=40, height=40)
    below = tail is not None and is_cramped()  # beside it the words would be a column of three letters
    if tail is not None and below:
        lines.append(tail)
    row: list[ft.Control] = [face, ft.Column(lines, spacing=2, tight=True, expand=True)]
    if tail is not None and not below:
        row.append(tail)
    return ft.Row(row, spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER, key=key)


@component
def CheckinPicture(team: str, file: str, name: str) -> Any:
    """What a member showed; one that is not on this device yet is fetched, or says why not."""
    app = use_app()
    read = use_query(lambda: app.client.teams.doing.picture(team, file), deps=[file])
    if read.value is None:
        return ErrorNote(read.error, read.reload) if read.error else ft.Container(visible=False)
    label = _("{name}打卡的图片").format(name=name)
    return ft.Row(
        [
            ft.Container(
                ft.Image(src=read.value, height=TALL, fit=ft.BoxFit.CONTAIN, semantics_label=label),
                border_radius=S,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            )
        ]
    )


def _said(name: str, key: str) -> ft.Control:
    words = ft.Text(
        _("{name}：{words}").format(name=name, words=phrase(key)), style=LABEL, color=Role.TEXT, expand=True
    )
    return ft.Row([Sign(Icons.THANKS, size=18, color=Role.ACCENT), words], spacing=S)


def _here(app: Any, team: str) -> Any:
    async def read() -> dict[str, str]:
        return app.client.teams.presence.here(team)

    return read
