"""What a battle is to ask: a course of this device or weak points, how many, and whether sides play."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.offer import CourseCard
from client.texts import _
from views.battles.homes import home_of
from views.battles.parts import Rules
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.theme import CAPTION, Icons, Role, S
from views.widgets import (
    Bar,
    Card,
    Chip,
    ErrorNote,
    Field,
    ListRow,
    Page,
    PrimaryButton,
    SecondaryButton,
    Section,
    Segmented,
    Skeleton,
    TextLink,
    ident,
)

COUNTS = ("5", "8", "10")
FIRST = 8
WEAK = ""


@component
def MakeScreen(team_id: str) -> Any:
    """`/teams/:team_id/battle`: one press is enough, the rest has sensible beginnings."""
    app = use_app()
    read = use_query(app.client.courses.list, {"course", "place"}, remember="battle-courses")
    chosen, choose = ft.use_state(_usual(read.value))
    count, set_count = ft.use_state(COUNTS[0])
    sides, set_sides = ft.use_state("each")
    shows_all, set_shows_all = ft.use_state(False)

    async def make() -> None:
        course = _usual(read.value) if chosen is None else chosen
        battle = await app.client.battles.make(team_id, course or "", int(count), sides=sides == "sides")
        app.go(f"/teams/battles/{battle.card.id}")

    making = use_command(make)
    title, home = _("来一场知识大作战"), home_of(app, team_id)
    if read.value is None:
        return Page(title, ErrorNote(read.error, read.reload) if read.error else Skeleton(3), back=home)
    courses: list[CourseCard] = read.value
    picked = _usual(courses) if chosen is None else chosen
    listed = courses if shows_all else courses[:FIRST]
    chips = [_chip(WEAK, _("薄弱点"), picked, choose), *(_chip(one.id, one.title, picked, choose) for one in listed)]
    if len(courses) > len(listed):
        more = _("还有 {n} 门课").format(n=len(courses) - len(listed))
        chips.append(ident("battle-more", TextLink(more, lambda: set_shows_all(True))))
    about = _("从队友打卡时说难的和你自己容易错的知识点里出题") if picked == WEAK else _("从这门课的小测里随机出题")
    counts = {one: _("{n} 题").format(n=one) for one in COUNTS}
    ways = {"each": _("各自为战"), "sides": _("分两队")}
    what = [ft.Row([*chips], spacing=S, run_spacing=0, wrap=True), ft.Text(about, style=CAPTION, color=Role.QUIET)]
    return Page(
        title,
        Section(_("考什么"), *what),
        Section(_("几道题"), Segmented(counts, count, set_count, name="battle-count", label=_("几道题"))),
        Section(_("怎么比"), Segmented(ways, sides, set_sides, name="battle-sides", label=_("怎么比"))),
        Rules(),
        *_alone(app, picked),
        ByCode(key="by-code"),
        back=home,
        footer=Bar(
            ident("battle-make", PrimaryButton(_("开一场"), making.run, busy=making.running)),
            above=(ErrorNote(making.error),) if making.error else (),
        ),
        key="make",
    )


def _alone(app: App, picked: str | None) -> list[ft.Control]:
    """Where nobody is there to play with: the ladder of the same course."""
    if not picked:
        return []
    route = f"/courses/{quote(picked)}/ladder"
    row = ListRow(_("一个人也能玩：闯关"), _("一课一关，没有网也能玩"), Icons.LADDER, on_click=partial(app.go, route))
    return [ident("battle-alone", row, button=True)]


def _usual(courses: list[CourseCard] | None) -> str | None:
    """The course in work: the list begins with it."""
    return courses[0].id if courses else None


def _chip(key: str, name: str, picked: str | None, choose: Any) -> ft.Control:
    return ident(f"battle-from-{key or 'weak'}", Chip(name, selected=picked == key, on_click=lambda: choose(key)))


@component
def ByCode() -> Any:
    """Into another team's battle."""
    app = use_app()
    typed, set_typed = ft.use_state("")

    async def join() -> None:
        battle = await app.client.battles.join(code=typed)
        app.go(f"/teams/battles/{battle.card.id}")

    joining = use_command(join)
    return Section(
        _("别的小组邀请你？"),
        Card(
            ident("battle-code-field", Field(_("六个字母"), typed, set_typed, on_submit=joining.run)),
            *([ErrorNote(joining.error)] if joining.error else []),
            ft.Row([ident("battle-by-code", SecondaryButton(_("加入"), joining.run, busy=joining.running))]),
        ),
    )
