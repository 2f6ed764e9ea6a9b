"""找学伴: the wish, the wait, and the suggestion with its reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from client.profile.grades import grade_name
from client.teams.partners import GOAL_KEYS, TAG_KEYS, Looking, Suggested, to_utc, wish_of
from client.texts import _
from views.account.needed import SignInFirst
from views.account.who import use_account
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.teams.words import goal_name, reason_words, tag_name
from views.theme import BODY, CAPTION, DISPLAY, HEADING, Icons, M, Role, S
from views.widgets import (
    Card,
    Chip,
    EmptyState,
    ErrorNote,
    Field,
    Page,
    PrimaryButton,
    SecondaryButton,
    Section,
    Sign,
    Skeleton,
    TextLink,
    ident,
)

HOURS = (6, 7, 12, 16, 17, 18, 19, 20, 21)
"""Hours of the day at which children study."""
TAGS_MAX, GOALS_MAX = 8, 3
UNSAID = -1


@component
def PartnerScreen() -> Any:
    """`/teams/partner`."""
    app = use_app()
    state = use_account()
    read = use_query(app.client.teams.partners.state, {"setting"})
    grade = use_query(own_grade(app), {"profile"})

    def look() -> None:
        app.page.run_task(app.client.teams.partners.see_to_it)

    ft.use_effect(look, [])
    title = _("找学伴")
    if not state.signed_in:
        words = _("登录以后，说说想一起学什么，我们帮你找目标和时间都合适的同学。")
        return SignInFirst(app, title, Icons.TEAM, words, "/teams")
    if read.value is None or grade.value is None:
        return Page(title, ErrorNote(read.error, read.reload) if read.error else Skeleton(3), back="/teams")
    looking: Looking = read.value
    if looking.wish is None and grade.value == UNSAID:
        words = _("按年级找才合适，也才安全。选好年级再回来。")
        way = EmptyState(Icons.TEAM, _("先选年级"), words, _("选年级"), lambda: app.go("/me/profile"))
        return Page(title, way, back="/teams")
    if looking.wish is None:
        return Page(title, WishForm(grade.value, key="wish"), back="/teams")
    if looking.suggestion is not None:
        return Page(title, SuggestionCard(looking.suggestion, key=looking.suggestion.id), back="/teams")
    return Page(title, WaitingForOne(looking, key="waiting"), back="/teams")


@component
def WishForm(grade: int) -> Any:
    """What one wants, in taps; nothing of it has to be filled in."""
    app = use_app()
    goals, set_goals = ft.use_state(())
    tags, set_tags = ft.use_state(())
    hours, set_hours = ft.use_state(())
    region, set_region = ft.use_state("")

    async def send() -> None:
        here = app.client.clock.now_utc().astimezone()
        await app.client.teams.partners.look_for(wish_of(grade, tags, goals, to_utc(hours, here), region))

    sending = use_command(send)
    who = grade_name(grade) if grade else _("成年人")
    return Card(
        ft.Text(_("想找什么样的学伴"), style=HEADING, color=Role.TEXT),
        ft.Text(
            _("按“{grade}”找年级相近的人。未成年人只会遇到未成年人；两个人都愿意，才会成组。").format(grade=who),
            style=BODY,
            color=Role.QUIET,
        ),
        Section(_("想做到什么"), _chips("goal", GOAL_KEYS, goals, set_goals, goal_name, GOALS_MAX)),
        Section(_("喜欢什么"), _chips("tag", TAG_KEYS, tags, set_tags, tag_name, TAGS_MAX)),
        Section(_("平时几点学"), _chips("hour", HOURS, hours, set_hours, _hour_name, len(HOURS))),
        ident("wish-region", Field(_("城市（可以不写）"), region, set_region)),
        ft.Text(_("写得大一点就好。同一个地区满 20 人，才会告诉对方。"), style=CAPTION, color=Role.QUIET),
        *([ErrorNote(sending.error)] if sending.error else []),
        ident("wish-send", PrimaryButton(_("开始找"), sending.run, Icons.SEARCH, busy=sending.running)),
    )


@component
def WaitingForOne(looking: Looking) -> Any:
    """It is looked for, also while the app is closed."""
    app = use_app()
    stopping = use_command(app.client.teams.partners.stop)
    title, words = _("正在帮你找"), _("找到合适的同学就会出现在这里。关掉应用、断了网都不要紧，会一直等着。")
    if looking.needs_parent:
        title, words = _("等家长同意"), _("不满 14 岁要家长同意才能组队。已经告诉家庭里的家长，同意后自动开始找。")
    elif looking.refused:
        title, words = _("没有开始找"), looking.refused
    elif not looking.sent:
        title, words = _("记下了，连上网就开始找"), _("现在连不上服务器，不用再按一次。")
    return Card(
        ft.Row(
            [
                ft.ProgressRing(width=22, height=22, stroke_width=2.5, color=Role.ACCENT),
                ft.Text(title, style=HEADING, color=Role.TEXT, expand=True),
            ],
            spacing=M,
        ),
        ft.Text(words, style=BODY, color=Role.QUIET),
        *([ErrorNote(stopping.error)] if stopping.error else []),
        ft.Row([ident("wish-stop", TextLink(_("不找了"), stopping.run))]),
    )


@component
def SuggestionCard(found: Suggested) -> Any:
    """Somebody who fits, why, and the answers; never to meet somebody again takes two taps."""
    app = use_app()
    partners = app.client.teams.partners

    async def say(agrees: bool, block: bool) -> None:
        await partners.answer(agrees=agrees, block=block)
        if block:
            app.toast(_("以后不会再遇到{name}").format(name=found.name))

    saying = use_command(say)

    def run(*, agrees: bool, block: bool = False) -> Any:
        return lambda: app.page.run_task(saying.run, agrees, block)

    here = app.client.clock.now_utc().astimezone()
    why = [_reason(words) for words in reason_words(found.reasons, found.grade, here)]
    head: list[ft.Control] = [
        ft.Text(_("也许你们合得来"), style=CAPTION, color=Role.QUIET),
        ft.Text(found.name, style=DISPLAY, color=Role.TEXT),
        *why,
        *([ErrorNote(saying.error)] if saying.error else []),
    ]
    block = ident("match-block", TextLink(_("不想再遇到这个人"), run(agrees=False, block=True), color=Role.QUIET))
    if found.agreed:
        words = _("你已经答应了，等对方。三天没有回音，就继续帮你找别人。")
        other = ident("match-no", SecondaryButton(_("换一个"), run(agrees=False)))
        return Card(*head, ft.Text(words, style=BODY, color=Role.QUIET), ft.Row([other]), ft.Row([block]))
    return Card(
        *head,
        ft.Row(
            [
                ident("match-yes", PrimaryButton(_("一起学"), run(agrees=True), busy=saying.running)),
                ident("match-no", SecondaryButton(_("换一个"), run(agrees=False))),
            ],
            spacing=S,
            wrap=True,
        ),
        ft.Text(_("对方也答应了才会成组；你说了什么，成组以前对方不知道。"), style=CAPTION, color=Role.QUIET),
        ft.Row([block]),
    )


def _reason(words: str) -> ft.Control:
    said = ft.Text(words, style=BODY, color=Role.TEXT, expand=True)
    return ft.Row([Sign(Icons.RIGHT, size=20, color=Role.ACCENT), said], spacing=S)


def _chips(
    kind: str,
    keys: Sequence[Any],
    chosen: Sequence[Any],
    choose: Callable[[Any], Any],
    name: Callable[[Any], str],
    most: int,
) -> ft.Control:
    def press(key: Any) -> Any:
        without = tuple(one for one in chosen if one != key)
        return lambda: choose(without if key in chosen else (*chosen, key)[-most:])

    chips: list[ft.Control] = [
        ident(f"{kind}-{key}", Chip(name(key), selected=key in chosen, on_click=press(key))) for key in keys
    ]
    return ft.Row(chips, spacing=S, run_spacing=0, wrap=True)


def _hour_name(hour: int) -> str:
    return _("{hour} 点").format(hour=hour)


def own_grade(app: App) -> Any:
    """The grade of whoever uses this device, for a query."""

    async def read() -> int:
        """The grade, 0 for an adult, -1 for a student who has not said it."""
        profile = await app.client.profile.get()
        if profile is not None and profile.role == "parent":
            return 0
        return profile.grade if profile is not None and profile.grade else UNSAID

    return read
