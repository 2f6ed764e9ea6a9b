"""How the day stands: the ring of minutes, and the streak beside it."""

from __future__ import annotations

from datetime import timedelta

import flet as ft

from client.plan import Streak, Today
from client.texts import _
from views.context import App
from views.theme import CAPTION, HEADING, LABEL, Icons, L, M, Role, S, text_scale
from views.widgets import Card, Ring, Sign, ident

BESIDE = 1.4  # up to this text size the words find room beside the ring
RING = 120


def DayCard(app: App, today: Today) -> ft.Control:
    """Minutes against one's own goal, and the days in a row."""
    ring = Ring(today.minutes_today / today.goal_min, str(today.minutes_today), _("分钟"), size=RING)
    words = ft.Column(
        [
            ft.Text(
                goal_words(today.minutes_today, today.goal_min, resting=_rests(today)), style=LABEL, color=Role.QUIET
            ),
            _streak(today),
        ],
        spacing=M,
        tight=True,
        expand=True,
    )
    if text_scale() > BESIDE and not app.wide:
        words.expand = None
        return Card(ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER), words)
    return Card(ft.Row([ring, words], spacing=L, vertical_alignment=ft.CrossAxisAlignment.CENTER))


def goal_words(minutes: int, goal_min: int, *, resting: bool = False) -> str:
    """How far the goal is, in a sentence; `resting`: it is time to rest, and nothing is asked for."""
    if resting and minutes < goal_min:
        return _("今天学了 {n} 分钟。").format(n=minutes) if minutes else _("今天就到这里。")
    if minutes == 0:
        return _("今天的目标是 {goal} 分钟。").format(goal=goal_min)
    if minutes < goal_min:
        return _("再学 {left} 分钟，就到今天的目标。").format(left=goal_min - minutes)
    return _("今天的 {goal} 分钟目标达成了，真不错。").format(goal=goal_min)


def _streak(today: Today) -> ft.Control:
    streak, now = today.streak, today.streak.days > 0
    rested = today.day - timedelta(days=1) in streak.rested
    title, text = streak_words(streak, rested_yesterday=rested, resting=_rests(today))
    mark = Sign(Icons.STREAK, color=Role.WARM if now else Role.EDGE, size=26)
    words = ft.Column(
        [ft.Text(title, style=HEADING, color=Role.TEXT), ft.Text(text, style=CAPTION, color=Role.QUIET)],
        spacing=2,
        tight=True,
        expand=True,
    )
    return ident("streak", ft.Row([mark, words], spacing=S, vertical_alignment=ft.CrossAxisAlignment.START))


def _rests(today: Today) -> bool:
    return today.next_step.kind == "rest"


def streak_words(streak: Streak, *, rested_yesterday: bool = False, resting: bool = False) -> tuple[str, str]:
    """How the streak stands: a title and a sentence. Never what was lost: the best, and how to begin.

    `rested_yesterday`: a rest day was used for yesterday. `resting`: it is time to rest, and nothing is asked for.
    """
    if not streak.days:
        if resting:
            return _("明天就是第 1 天"), _("答一道题，连续学习就开始了。")
        if streak.best < 2:
            return _("今天就是第 1 天"), _("答一道题，连续学习就开始了。")
        return _("最长连续 {n} 天").format(n=streak.best), _("答一道题，今天又是第 1 天。")
    title = _("连续 {n} 天").format(n=streak.days)
    if streak.best > streak.days:
        title = _("连续 {n} 天，最长 {best} 天").format(n=streak.days, best=streak.best)
    if not streak.today:
        if resting:
            return title, _("今天不学也不会断，有休息日垫着。") if streak.rests else _(
                "睡醒了再来，最长的一次一直记着。"
            )
        if rested_yesterday:
            return title, _("昨天用了一个休息日，没有断。今天答一道题就接上。")
        if streak.rests:
            return title, _("今天答一道题就加一天；没空也不会断，有休息日垫着。")
        return title, _("今天答一道题，就加一天。")
    if streak.rests:
        return title, _("攒着 {n} 个休息日，没空的那天自动用上。").format(n=streak.rests)
    return title, _("再学 {n} 天，就攒下一个休息日。").format(n=streak.until_rest)
