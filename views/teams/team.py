"""A team's home: check in, what to do today, who is there."""

from __future__ import annotations

from typing import Any, NamedTuple

import flet as ft

from client.teams.focus import Focus
from client.teams.home import TeamHome
from client.teams.streak import TOGETHER
from client.teams.teams import Team
from client.texts import _
from views.battles.entry import BattleEntry, Invitations
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.teams.checking import CheckInCard
from views.teams.focus import focus_words
from views.teams.inviting import Inviting
from views.teams.members import Members
from views.teams.merging import MergeCard
from views.teams.questing import QuestCard
from views.teams.tasks import Tasks
from views.theme import Icons, L
from views.widgets import Emblem, EmptyState, ErrorNote, ListRow, Page, Skeleton, ident

FED_BY = frozenset(
    {"checkin", "quest_done", "focus", "setting", "team_welcome", "cheer", "team_task", "space", "day", "members"}
)
COLUMNS = 840


class Shown(NamedTuple):
    """What the screen shows; `team` None when the account is not in it, or no longer."""

    team: Team | None
    home: TeamHome | None
    members: int
    focus: Focus | None = None
    fourteen: bool = False


@component
def TeamScreen(team_id: str) -> Any:
    """`/teams/:team_id`."""
    app = use_app()
    read = use_query(_read(app, team_id), FED_BY, [team_id])

    def beat() -> None:
        app.page.run_task(app.client.teams.presence.beat)

    ft.use_effect(beat, [team_id])  # who opens the team sees at once who is there, and is seen
    if read.value is None:
        return Page(_("小组"), ErrorNote(read.error, read.reload) if read.error else Skeleton(4), back="/teams")
    shown: Shown = read.value
    if shown.team is None or shown.home is None:
        words = _("你不在这个小组里了，或者它已经不在了。")
        gone = EmptyState(Icons.TEAM, _("这个小组打不开了"), words, _("回到组队"), lambda: app.go("/teams"))
        return Page(_("小组"), gone, back="/teams")
    team, home = shown.team, shown.home
    left: list[ft.Control] = [
        MergeCard(team.id, key="merge"),
        QuestCard(team.id, home.quest, key="quest"),
        CheckInCard(team.id, home, key="checkin"),
        BattleEntry(team.id, key="battle"),
        Tasks(team.id, home, shown.members, key="tasks"),
    ]
    more = ListRow(
        _("奖励和更多"),
        _("学习包、证书、回顾、邀请同学"),
        Emblem(Icons.GIFT),
        on_click=lambda: app.go(f"/teams/{team.id}/more"),
    )
    focus = ListRow(
        _("专注室"),
        focus_words(shown.focus, app),
        Emblem(Icons.TIME),
        on_click=lambda: app.go(f"/teams/{team.id}/focus"),
    )
    chat = ListRow(_("聊天"), _("和队友说说话"), Emblem(Icons.ASK), on_click=lambda: app.go(f"/teams/{team.id}/chat"))
    right: list[ft.Control] = [
        Members(team, home, key="members"),
        *([ident("team-chat", chat, button=True)] if shown.fourteen else []),
        ident("team-focus", focus, button=True),
        ident("team-more", more, button=True),
    ]
    if shown.members < TOGETHER and not home.streak.days:  # somebody to study with is the next step
        left.insert(0, Inviting(team, shown.members, key="invite"))
    left.insert(0, Invitations(team.id, key="invitations"))
    if app.width < COLUMNS:
        return Page(team.name, *left, *right, back="/teams", key=team.id)
    columns = ft.Row([_column(left), _column(right)], spacing=L, vertical_alignment=ft.CrossAxisAlignment.START)
    return Page(team.name, columns, back="/teams", key=team.id)


def _column(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=L, tight=True, expand=1, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _read(app: App, team_id: str) -> Any:
    async def read() -> Shown:
        teams = app.client.teams
        team = teams.team(team_id)
        if team is None:
            return Shown(None, None, 0)
        return Shown(
            team,
            await teams.home(team_id),
            len(await teams.known_members(team_id)),
            await teams.focusing.now(team_id),
            await teams.presence.is_fourteen(),
        )

    return read
