"""组队: the teams of this account, what it is about to join, and the ways into one."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import flet as ft

from client.teams.home import TeamHome
from client.teams.intents import INTENT, Intent
from client.teams.teams import Team
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.teams.beginning import Beginning
from views.teams.waiting import WaitingCard
from views.teams.words import streak_words
from views.theme import Icons
from views.widgets import Badge, Emblem, ErrorNote, ListRow, Page, Section, Skeleton, ident

FED_BY = frozenset({INTENT, "space", "checkin", "day"})


class Shown(NamedTuple):
    """What the screen shows."""

    teams: list[tuple[Team, TeamHome]]
    intents: list[Intent]


@component
def TeamsScreen() -> Any:
    """Without an account, too: what one wants is kept until there is one."""
    app = use_app()
    read = use_query(_read(app), FED_BY, remember="teams")
    title = _("组队")
    if read.value is None:
        return Page(title, ErrorNote(read.error, read.reload) if read.error else Skeleton(3))
    shown: Shown = read.value
    waiting: list[ft.Control] = [WaitingCard(intent, key=intent.request_id) for intent in shown.intents]
    rows: list[ft.Control] = [_row(app, team, home) for team, home in shown.teams]
    teams = [Section(_("我的小组"), *rows)] if rows else []
    beginning = Beginning(has_team=bool(rows or waiting), key=f"beginning-{app.parameter('code')}")
    return Page(title, *waiting, *teams, beginning)


def _row(app: App, team: Team, home: TeamHome) -> ft.Control:
    me = app.client.store.standing.device.account_id
    is_done = any(checkin.who == me for checkin in home.checkins)
    mark = None if is_done else Badge(_("今天还没打卡"))
    row = ListRow(
        team.name,
        streak_words(home),
        Emblem(Icons.TEAM),
        mark,
        on_click=partial(app.go, f"/teams/{team.id}"),
        key=team.id,
    )
    return ident(f"team-{team.id}", row, button=True)


def _read(app: App) -> Any:
    async def read() -> Shown:
        teams = app.client.teams
        return Shown([(team, await teams.home(team.id)) for team in teams.all()], await teams.joining.intents.all())

    return read
