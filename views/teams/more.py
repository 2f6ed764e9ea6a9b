"""What is rarer in a team: what it has earned, looking back, inviting, leaving."""

from __future__ import annotations

from typing import Any, NamedTuple

import flet as ft

from client.dates import day_text
from client.mistakes.printing.pack import make_pack
from client.mistakes.printing.sheet import Options
from client.teams.home import TeamHome
from client.teams.rewards import PACK_DAYS, Rewards
from client.teams.teams import Team
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.print import keep
from views.picker import use_picker
from views.query import use_query
from views.recap.keepsake import Figure, Keepsake, Line
from views.teams.inviting import Inviting, Leaving
from views.theme import BODY, CAPTION, HEADING, Icons, Role
from views.widgets import (
    Card,
    EmptyState,
    ErrorNote,
    ListRow,
    Page,
    PrimaryButton,
    Progress,
    Section,
    Skeleton,
    TextLink,
    ident,
)

FED_BY = frozenset({"checkin", "team_welcome", "space", "members", "day"})


class Shown(NamedTuple):
    """What the screen shows."""

    team: Team
    home: TeamHome
    rewards: Rewards
    members: int


@component
def MoreScreen(team_id: str) -> Any:
    """`/teams/:team_id/more`."""
    app = use_app()
    read = use_query(_read(app, team_id), set(FED_BY), [team_id])
    back = f"/teams/{team_id}"
    title = _("奖励和更多")
    if read.loading and read.value is None:
        return Page(title, Skeleton(3), back=back)
    if read.value is None:
        words = _("你不在这个小组里了，或者它已经不在了。")
        gone = EmptyState(Icons.TEAM, _("这个小组打不开了"), words, _("回到组队"), lambda: app.go("/teams"))
        return Page(title, ErrorNote(read.error, read.reload) if read.error else gone, back="/teams")
    shown: Shown = read.value
    recap = ListRow(_("成果回顾"), _("这七天、这学期、假期学到了什么"), Icons.DONE, on_click=lambda: app.go("/recap"))
    gift = _("请来一个同学：这周多一张休息卡，两个人都有；小组也多一个位置。")
    return Page(
        title,
        PackCard(shown.rewards, key="pack"),
        Certificate(shown.team, shown.home, shown.rewards, key="certificate"),
        ident("team-recap", recap, button=True),
        Section(
            _("邀请"),
            ft.Text(gift, style=BODY, color=Role.QUIET),
            Inviting(shown.team, shown.members, key="invite"),
        ),
        Leaving(shown.team, key="leave"),
        back=back,
        key="more",
    )


@component
def PackCard(earned: Rewards) -> Any:
    """The study pack: how far it is, or the button that makes it."""
    app = use_app()
    picker = use_picker()
    told, set_told = ft.use_state("")

    async def make() -> None:
        day = day_text(app.client.teams.today(), year=True)
        title = _("我的学习包")
        made = await make_pack(app.client, Options(title=title, day=day))
        if not made.count:
            set_told(_("错题本里还没有题。记下几道，再来做学习包。"))
            return
        where = await keep(app, picker(), made.data, f"{title}.pdf")
        words = _("做好了：{n} 道题。").format(n=made.count)
        set_told(words + (_("保存在：{path}").format(path=where) if where else ""))

    making = use_command(make)
    head = ft.Text(_("学习包"), style=HEADING, color=Role.TEXT)
    about = _("每打卡 {n} 天，得一份为你做的练习：你的薄弱点、错过的题，再加几道新题，打印出来就能做。").format(
        n=PACK_DAYS
    )
    towards = PACK_DAYS - earned.until_pack
    words = _("再打卡 {n} 天就有下一份").format(n=earned.until_pack)
    rows: list[ft.Control] = [head, ft.Text(about, style=BODY, color=Role.QUIET)]
    if making.error:
        rows.append(ErrorNote(making.error))
    if told:
        rows.append(ident("pack-told", ft.Text(told, style=BODY, color=Role.TEXT, selectable=True), live_region=True))
    if earned.packs:
        rows.append(ident("pack", PrimaryButton(_("做我的学习包"), making.run, Icons.PRINT, busy=making.running)))
    rows += [Progress(towards / PACK_DAYS, words), ft.Text(words, style=CAPTION, color=Role.QUIET)]
    return Card(*rows)


@component
def Certificate(team: Team, home: TeamHome, earned: Rewards) -> Any:
    """A picture of what was kept up, for whoever wants to show it."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    if not earned.packs:
        return ft.Container(visible=False)
    if not opened:
        link = TextLink(_("看我的证书"), lambda: set_opened(True), Icons.DONE)
        return ft.Row([ident("certificate", link)])
    name = app.client.account.state.name
    lines = [Line(Icons.TEAM, _("小组：{name}").format(name=team.name))]
    if home.streak.days:
        lines.append(Line(Icons.STREAK, _("一起学了 {n} 天").format(n=home.streak.days)))
    lines.append(Line(Icons.CALENDAR, day_text(app.client.teams.today(), year=True)))
    title = _("{name}的坚持证书").format(name=name) if name else _("我的坚持证书")
    under = _("说到做到，一天一天来")
    return Keepsake(title, under, [Figure(str(earned.days), _("天打卡"))], lines, title)


def _read(app: App, team_id: str) -> Any:
    async def read() -> Shown | None:
        teams = app.client.teams
        team = teams.team(team_id)
        if team is None:
            return None
        members = len(await teams.known_members(team_id))
        return Shown(team, await teams.home(team_id), await teams.rewards(team_id), members)

    return read
