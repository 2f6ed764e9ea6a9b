"""What came of a week, a term, a holiday: a card to keep, and the next step."""

from __future__ import annotations

from typing import Any, NamedTuple

import flet as ft

from client.dates import day_text
from client.plan.steps import NextStep
from client.recap import Recap
from client.recap.recap import FED_BY
from client.texts import _
from views.context import App, is_cramped, use_app
from views.guard import component
from views.query import use_query
from views.recap.keepsake import Figure, Keepsake, Line
from views.theme import BODY, HEADING, Icons, Role
from views.today.step import StepCard
from views.widgets import Card, ErrorNote, Page, Segmented, Skeleton

WORTH_SAYING = 50
"""From so many percent on it is said how many answers were right: a card to keep holds nothing against anybody."""
NAMED = 3
"""So many lessons and points are named; more are counted."""


class Shown(NamedTuple):
    """What the screen shows."""

    recap: Recap
    step: NextStep


@component
def RecapScreen() -> Any:
    """`/recap`."""
    app = use_app()
    period, set_period = ft.use_state("week")
    read = use_query(_read(app, period), set(FED_BY), [period])
    title = _("成果回顾")
    names = {"week": _("最近七天"), "term": _("这学期"), "holiday": _("假期")}
    choice = Segmented(names, period, set_period, name="recap-period", label=title)
    if read.value is None:
        return Page(title, choice, ErrorNote(read.error, read.reload) if read.error else Skeleton(3), back="/")
    shown: Shown = read.value
    recap = shown.recap
    first, last = recap.span
    under = day_text(first, year=True)
    if last != first:
        to = " -\n" if is_cramped() else " - "  # a date is not broken
        under += to + day_text(last, year=first.year != last.year)
    if recap.is_empty:
        card = Card(
            ft.Text(under, style=HEADING, color=Role.TEXT),
            ft.Text(_("这段时间还没有学习记录。从下面这一步开始，下次这里就有了。"), style=BODY, color=Role.QUIET),
        )
    else:
        name = app.client.account.state.name
        head = _("{name}的回顾").format(name=name) if name else title
        card = Keepsake(head, under, _figures(recap), lines_of(recap), f"{title} {first}", key=f"keepsake-{period}")
    return Page(title, choice, card, StepCard(app, shown.step), back="/", key="recap")


def _figures(recap: Recap) -> list[Figure]:
    figures = [Figure(str(recap.minutes), _("分钟")), Figure(str(recap.days), _("天"))]
    if recap.answered:
        figures.append(Figure(str(recap.answered), _("道题")))
    return figures


def lines_of(recap: Recap) -> list[Line]:
    """What is worth remembering, what took most work first."""
    lines: list[Line] = []
    if recap.lessons:
        words = _("学完 {n} 课：{names}").format(n=len(recap.lessons), names=_names(recap.lessons))
        lines.append(Line(Icons.COURSE, words))
    if recap.mastered:
        words = _("掌握了 {n} 个知识点：{names}").format(n=len(recap.mastered), names=_names(recap.mastered))
        lines.append(Line(Icons.DONE, words))
    share = round(100 * recap.right / recap.answered) if recap.answered else 0
    if share >= WORTH_SAYING:
        lines.append(Line(Icons.RIGHT, _("答对了 {share}%").format(share=share)))
    if recap.reviewed:
        lines.append(Line(Icons.AGAIN, _("复习了 {n} 道错题").format(n=recap.reviewed)))
    if recap.best:
        day, minutes = recap.best
        words = _("学得最久的一天是{day}，{n} 分钟").format(day=day_text(day, year=False), n=minutes)
        lines.append(Line(Icons.TIME, words))
    if recap.together:
        lines.append(Line(Icons.TEAM, _("和队友一起学了 {n} 天").format(n=recap.together)))
    if recap.quests:
        lines.append(Line(Icons.START, _("做完了 {n} 次小组任务").format(n=recap.quests)))
    if recap.cheers:
        lines.append(Line(Icons.THANKS, _("收到 {n} 次鼓励").format(n=recap.cheers)))
    return lines


def _names(names: tuple[str, ...]) -> str:
    some = _("、").join(names[:NAMED])
    return _("{some}等").format(some=some) if len(names) > NAMED else some


def _read(app: App, period: Any) -> Any:
    async def read() -> Shown:
        return Shown(await app.client.recaps.of(period), (await app.client.plan.today()).next_step)

    return read
