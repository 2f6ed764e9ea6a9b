"""A team that sleeps is offered another one: a calm card, and nothing for a team that is awake."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.profile.grades import grade_name
from client.teams.wordlist import masked
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.teams.partner import UNSAID, own_grade
from views.theme import BODY, CAPTION, HEADING, Icons, Role, S
from views.widgets import Card, ErrorNote, PrimaryButton, SecondaryButton, TextLink, ident


@component
def MergeCard(team: str) -> Any:
    """Would one come along, who was found, and where it went."""
    app = use_app()
    merging = app.client.teams.merging

    async def read() -> Any:
        return await merging.state(team)

    async def come() -> None:
        if grade.value == UNSAID:
            app.go("/me/profile")
        else:
            await merging.come(team, grade.value)

    async def say(agrees: bool) -> None:
        await merging.answer(team, agrees=agrees)

    def look() -> None:
        app.page.run_task(merging.look, team)

    kept = use_query(read, {"setting", "checkin", "day"}, [team])
    grade = use_query(own_grade(app), {"profile"})
    coming, staying, saying = use_command(come), use_command(partial(merging.stay, team)), use_command(say)
    ft.use_effect(look, [team])
    state = kept.value
    if state is None or grade.value is None or not (state.asleep or state.team):
        return ft.Container(visible=False)
    errors = [ErrorNote(one.error) for one in (coming, staying, saying) if one.error]
    stay = ident("merge-stay", TextLink(_("不合并了"), staying.run, color=Role.QUIET))
    if state.team:
        words = _("新小组已经在“组队”里了。这里的内容都还在，不用了可以离开。")
        go = ident("merge-go", PrimaryButton(_("去新小组"), lambda: app.go(f"/teams/{state.team}"), Icons.TEAM))
        return _card(_("你们合成了一个新小组"), words, ft.Row([go]))
    if not state.willing:
        title = _("小组歇了两周")
        words = _("打一次卡就醒了。也可以和另一个歇着的小组合成一个，大家一起重新开始。")
        yes = SecondaryButton(_("愿意合并"), coming.run, busy=coming.running)
        rules = _("只有说了愿意的人会过去，两边的组长都同意才合并；未成年人只会遇到年级相近的未成年人。")
        about = ft.Text(rules, style=CAPTION, color=Role.QUIET)
        return _card(title, words, *errors, ft.Row([ident("merge-come", yes)]), about)
    if state.offer is None:
        words = _("找到合适的小组，这里就会告诉你们。随时打一次卡，小组就醒了。")
        if not state.decides:
            words = _("组长也愿意了，就开始找。随时打一次卡，小组就醒了。")
        return _card(_("在找合适的小组"), words, *errors, ft.Row([stay]))
    grades = _("、").join(grade_name(one) if one else _("成年人") for one in state.offer.grades)
    found = _("“{name}”也歇着，有 {n} 个人愿意过来：{grades}。").format(
        name=masked(state.offer.name), n=len(state.offer.grades), grades=grades
    )
    title = _("找到一个合适的小组")
    if not state.decides:
        return _card(title, found + _("等组长决定。"), *errors, ft.Row([stay]))
    no = ident("merge-no", SecondaryButton(_("换一个"), lambda: app.page.run_task(saying.run, False)))
    if state.offer.agreed:
        waits = _("你已经同意了，等对方的组长。一周没有回音，就继续帮你们找。")
        return _card(title, found + waits, *errors, ft.Row([no, stay], spacing=S, wrap=True))
    yes = PrimaryButton(_("合成一个小组"), lambda: app.page.run_task(saying.run, True), busy=saying.running)
    return _card(title, found, *errors, ft.Row([ident("merge-yes", yes), no], spacing=S, wrap=True), ft.Row([stay]))


def _card(title: str, words: str, *rest: ft.Control) -> ft.Control:
    said = [ft.Text(title, style=HEADING, color=Role.TEXT), ft.Text(words, style=BODY, color=Role.QUIET)]
    return Card(*said, *rest, key="merge")
