"""The welcome of an empty device: a few presses that can all be left out, then a lesson that shows how it works."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import flet as ft

from client.courses.tour import TOUR, TOUR_LESSON
from client.profile.telling import Telling
from client.texts import _
from views.command import use_command
from views.context import is_wide, use_app
from views.guard import component
from views.profile.choices import WIDTH, LearningChoices, RoleChoice
from views.theme import BODY, HERO_RADIUS, TITLE, Icons, L, M, Role, S, text_scale
from views.welcome.parent import ParentCard
from views.widgets import ErrorNote, PrimaryButton, TextLink, ident

if TYPE_CHECKING:
    from client.profile.profile import Profile

DRAFT = "welcome"
LARGE = 1.3  # from this text size on the picture leaves its room to the words, and the links scroll along


Tell = Callable[["Profile"], Awaitable[None]]
Leave = Callable[..., Awaitable[None]]
"""`leave(route, tell)` has `tell` keep what was told, if anything, and shows the screen at `route`."""


@component
def WelcomeScreen() -> Any:
    """The welcome of a device that is open."""
    app = use_app()

    async def leave(route: str, tell: Tell | None = None) -> None:
        if tell is not None:
            await tell(app.client.profile)
        app.go(route)

    return Welcome(leave, app.width, app.drafts)


@component
def Welcome(leave: Leave, width: float, drafts: dict[str, Any]) -> Any:
    """Who learns here; no account is asked for, nothing has to be chosen, and everything can be changed later.

    What is chosen is kept in `drafts`. `width` of the window in logical pixels.
    """
    told, set_told = ft.use_state(drafts.get(DRAFT, Telling()))

    def choose(now: Telling) -> None:
        drafts[DRAFT] = now
        set_told(now)

    async def keep(profile: Profile) -> None:
        await profile.save(role=told.role, grade=told.grade, subjects=told.subjects, goal_min=told.goal_min)

    async def begin() -> None:
        await leave(f"/courses/{TOUR}/lessons/{TOUR_LESSON}" if told.role == "student" else "/", keep)

    async def set_limits() -> None:
        await leave("/me/parent", keep)

    async def skip() -> None:
        await leave("/", lambda profile: profile.skip())

    beginning, skipping, limiting = use_command(begin), use_command(skip), use_command(set_limits)
    passing = use_command(leave)

    async def sign_in() -> None:
        await passing.run("/me/account")

    async def bring() -> None:
        await passing.run("/me/import")

    is_student = told.role == "student"
    word = _("开始：五分钟认识学伴") if is_student else _("先逛一逛")
    error = beginning.error or skipping.error or limiting.error or passing.error
    links = ft.Row(
        [
            ident("welcome-skip", TextLink(_("先跳过"), skipping.run)),
            ident("welcome-account", TextLink(_("我有账号"), sign_in)),
            ident("welcome-import", TextLink(_("导入题库"), bring)),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=S,
        run_spacing=0,
        wrap=True,
    )
    large = text_scale() >= LARGE
    content = [
        _hero(is_student=is_student),
        RoleChoice(told, choose),
        *(LearningChoices(width, told, choose) if is_student else [ParentCard(limiting.run)]),
        *([links] if large else []),
    ]
    footer = [
        *([ErrorNote(error)] if error else []),
        ident("welcome-start", PrimaryButton(word, beginning.run, Icons.ON, busy=beginning.running)),
        *([] if large else [links]),
    ]
    return ft.Column(
        [
            ft.Column([_middle(width, content, L)], scroll=ft.ScrollMode.AUTO, expand=True, key="welcome"),
            _middle(width, footer, S),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _hero(*, is_student: bool) -> ft.Control:
    """The app's green face, and what happens now."""
    about = _("都可以不选，以后也能改。第一道题马上就做。") if is_student else _("您好！先说清楚现在能做什么。")
    title = ft.Text(_("欢迎来到学伴"), style=TITLE, color=Role.ON_HERO)
    words = ft.Column(
        [ft.Semantics(content=title, header=True), ft.Text(about, style=BODY, color=Role.ON_HERO_QUIET)],
        spacing=S / 2,
        tight=True,
        expand=True,
    )
    picture = ft.Image(src="/icons/sprout.svg", width=108, height=90, exclude_from_semantics=True)
    return ft.Container(
        ft.Row([words, *([picture] if text_scale() < LARGE else [])], spacing=M),
        gradient=ft.LinearGradient(
            begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, colors=[Role.HERO_FROM, Role.HERO_TO]
        ),
        border_radius=HERO_RADIUS,
        padding=ft.Padding.only(left=L, right=M, top=M, bottom=M),
    )


def _middle(width: float, rows: list[ft.Control], spacing: int) -> ft.Control:
    """The rows in the middle, not wider than one overlooks."""
    column = ft.Column(rows, spacing=spacing, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(
        ft.Container(column, width=WIDTH),
        padding=ft.Padding.symmetric(horizontal=L if is_wide(width) else M, vertical=M if spacing == L else S),
        alignment=ft.Alignment.TOP_CENTER,
    )
