"""A child's days and weeks: today's ring, where the time went, four weeks, what was learned and what is weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import flet as ft

from client.dates import day_stacked, day_text, weekday_sign
from client.family.overview import ChildSeen, DaySeen
from client.subjects import subject_name
from client.texts import _
from views.context import App, is_cramped
from views.family.words import activity_name, day_words, done_words
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, M, Role, S
from views.timer.card import beside
from views.widgets import Bars, Card, HeatMap, Progress, Ring, Sign

RING = 112


def TodayRing(day: DaySeen) -> ft.Control:
    """Used of what is agreed on; without a limit, against the child's own goal."""
    used = day.used_s // 60
    whole = (day.cap_s or 0) // 60 or day.goal_min or 30
    return Ring(used / whole, str(used), _("分钟"), size=RING)


def TodayCard(app: App, child: ChildSeen) -> ft.Control:
    """How today stands."""
    day = child.now
    words: list[ft.Control] = [ft.Text(day_words(day), style=BODY, color=Role.TEXT)]
    if done := done_words(day):
        words.append(ft.Text(done, style=LABEL, color=Role.QUIET))
    if day.told is None:
        words.append(ft.Text(_("今天还没有学习，或者孩子的设备还没有连网。"), style=CAPTION, color=Role.QUIET))
    return Card(*beside(TodayRing(day), ft.Column(words, spacing=S, tight=True), wide=app.wide))


def Shares(title: str, shares: Sequence[tuple[str, int]]) -> list[ft.Control]:
    """Minutes by something, the longest first; nothing for nothing."""
    listed = [(name, seconds // 60) for name, seconds in shares if seconds >= 60]
    if not listed:
        return []
    most = max(minutes for _name, minutes in listed)
    rows: list[ft.Control] = [ft.Text(title, style=LABEL, color=Role.QUIET)]
    for name, minutes in sorted(listed, key=lambda pair: -pair[1]):
        words = _("{n} 分钟").format(n=minutes)
        line = ft.Row(
            [
                ft.Text(name, style=LABEL, color=Role.TEXT, expand=True),
                ft.Text(words, style=CAPTION, color=Role.QUIET),
            ]
        )
        rows.append(ft.Column([line, Progress(minutes / most, f"{name} {words}")], spacing=4, tight=True))
    return rows


def WhereCard(days: Sequence[DaySeen], title: str) -> ft.Control | None:
    """Where the time of some days went, by subject and by activity; None when there was none."""
    by_subject: Counter[str] = Counter()
    by_activity: Counter[str] = Counter()
    for day in days:
        by_subject.update({subject_name(subject): seconds for subject, seconds in day.by_subject.items()})
        for activity, seconds in day.by_activity.items():
            by_activity[activity_name(activity)] += seconds
    rows = [
        *Shares(_("按科目"), list(by_subject.items())),
        *Shares(_("按活动"), list(by_activity.items())),
    ]
    head = ft.Semantics(content=ft.Text(title, style=HEADING, color=Role.TEXT), header=True)
    return Card(head, *rows) if rows else None


def WeekBars(app: App, child: ChildSeen) -> ft.Control:
    """The last seven days."""
    days = child.days[-7:]
    bars = [(weekday_sign(day.day), float(day.minutes)) for day in days[:-1]]
    bars.append((_("今天"), float(days[-1].minutes)))
    total = sum(day.minutes for day in days)
    shown = Bars(bars, _("分钟"), 120 if app.wide else 96, short=weekday_sign(days[-1].day))
    return Card(_head(_("最近七天"), _("共 {n} 分钟").format(n=total)), shown)


def MonthCard(child: ChildSeen) -> ft.Control:
    """Four weeks: the sum of each, and every day."""
    weeks = [child.days[n : n + 7] for n in range(0, len(child.days), 7)]
    begins = [day_stacked(week[0].day) if is_cramped() else day_text(week[0].day, year=False) for week in weeks]
    bars = [(begin, float(sum(day.minutes for day in week))) for begin, week in zip(begins, weeks, strict=True)]
    days = [(day.day, float(day.minutes)) for day in child.days]
    return Card(_head(_("最近四周"), ""), Bars(bars, _("分钟")), HeatMap(days, _("最近四周"), most=5))


def LearnedCard(child: ChildSeen) -> ft.Control | None:
    """Lessons that were finished this week, and what is not firm yet; None when nothing is known."""
    learned = [title for day in reversed(child.days[-7:]) for title in day.learned]
    weak = next((day.weak for day in reversed(child.days) if day.weak), ())
    rows: list[ft.Control] = []
    if learned:
        rows.append(_title(_("这周学完的")))
        rows += [_line(Icons.RIGHT, Role.ACCENT, title) for title in dict.fromkeys(learned)]
    if weak:
        rows.append(_title(_("还不牢的知识点")))
        rows += [_line(Icons.INSIGHT, Role.WARM, f"{subject_name(subject)} · {name}") for name, subject in weak]
    return Card(*rows) if rows else None


def _title(words: str) -> ft.Control:
    return ft.Semantics(content=ft.Text(words, style=HEADING, color=Role.TEXT), header=True)


def _line(icon: ft.IconData, color: str, words: str) -> ft.Control:
    return ft.Row(
        [Sign(icon, color=color, size=20), ft.Text(words, style=BODY, color=Role.TEXT, expand=True)],
        spacing=M,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _head(title: str, fact: str) -> ft.Control:
    heading = ft.Semantics(content=ft.Text(title, style=HEADING, color=Role.TEXT), header=True, expand=True)
    return ft.Row([heading, ft.Text(fact, style=CAPTION, color=Role.QUIET)])
