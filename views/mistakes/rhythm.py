"""How one reviews: two buttons or four, how much a day, easy days, and the exam."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import flet as ft

from client.dates import day_text
from client.mistakes.plan import CAPS, ReviewPlan
from client.subjects import SUBJECTS, subject_name
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import CAPTION, Icons, Role, S
from views.widgets import (
    Card,
    Chip,
    ErrorNote,
    Page,
    SecondaryButton,
    Section,
    Segmented,
    Sign,
    Skeleton,
    TextLink,
    ident,
)

NEXT_WEIGHT = {1.0: 0.5, 0.5: 0.0, 0.0: 1.0}


@component
def RhythmScreen() -> Any:
    """`/mistakes/rhythm`; each press is kept at once, on all devices."""
    app = use_app()
    known = use_query(app.client.mistakes.plan, {"review_plan"})

    async def keep(plan: ReviewPlan) -> None:
        await app.client.mistakes.set_plan(plan)

    keeping = use_command(keep)

    def change(plan: ReviewPlan) -> None:
        app.page.run_task(keeping.run, plan)

    async def picked(day: date | None) -> None:
        await keeping.run(replace(plan, exam_day=day))

    if known.value is None:
        return Page(
            _("复习安排"), ErrorNote(known.error, known.reload) if known.error else Skeleton(3), back="/mistakes"
        )
    plan: ReviewPlan = known.value
    return Page(
        _("复习安排"),
        *([ErrorNote(keeping.error)] if keeping.error else []),
        Section(
            _("打分"),
            Segmented(
                {"2": _("两个按钮：忘记、记得"), "4": _("四个按钮，分得更细")},
                str(plan.buttons),
                lambda key: change(replace(plan, buttons=int(key))),
                name="buttons",
                label=_("打分的按钮"),
            ),
        ),
        Section(
            _("每天最多复习"),
            Segmented(
                {str(cap): _("{n} 题").format(n=cap) if cap else _("不限") for cap in CAPS},
                str(plan.daily_cap),
                lambda key: change(replace(plan, daily_cap=int(key))),
                name="cap",
                label=_("每天最多复习"),
            ),
            _note(_("到期的更多时，先做最要紧的，其余的顺延，不会丢。")),
        ),
        Section(
            _("轻松的日子"),
            ft.Row([_weekday(plan, day, change) for day in range(7)], spacing=S, run_spacing=S, wrap=True),
            _note(_("按一下减半，再按一下休息。复习会挪到相近的日子，正好到期的一两天里除外。")),
        ),
        Section(
            _("考试"),
            _Exam(plan, picked, key=f"exam {plan.exam_day}"),
            *([_subjects(plan, change)] if plan.exam_day else []),
            _note(_("考前一个月，复习会来得更勤，到考试那天记得更牢。")),
        ),
        back="/mistakes",
    )


def weekday_name(day: int) -> str:
    """Monday (0) to Sunday (6) in a word."""
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[day]


def _note(text: str) -> ft.Control:
    return ft.Text(text, style=CAPTION, color=Role.QUIET)


def _weekday(plan: ReviewPlan, day: int, change: Any) -> ft.Control:
    weight = plan.weekdays[day]
    state = _("照常") if weight == 1 else _("休息") if weight == 0 else _("减半")

    def press() -> None:
        weights = list(plan.weekdays)
        weights[day] = NEXT_WEIGHT.get(weight, 1.0)
        change(replace(plan, weekdays=tuple(weights) if any(weights) else (1.0,) * 7))

    return ident(f"weekday-{day}", Chip(f"{weekday_name(day)} {state}", selected=weight < 1, on_click=press))


def _subjects(plan: ReviewPlan, change: Any) -> ft.Control:
    def chip(key: str, name: str) -> ft.Control:
        chosen = plan.exam_subject == key
        return ident(f"exam-{key}", Chip(name, chosen, lambda: change(replace(plan, exam_subject=key))))

    chips = [chip("", _("所有科目")), *[chip(subject, subject_name(subject)) for subject in SUBJECTS]]
    return ft.Row(chips, spacing=S, run_spacing=0, wrap=True)


@component
def _Exam(plan: ReviewPlan, picked: Any) -> Any:
    """The day of the exam, chosen in a calendar."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    now = app.client.mistakes.now()
    today = now.astimezone(app.client.mistakes.zone)

    async def choose(event: Any) -> None:
        value = event.control.value
        set_opened(False)
        if value is not None:
            await picked(value.astimezone(app.client.mistakes.zone).date() if value.tzinfo else value.date())

    async def clear() -> None:
        await picked(None)

    picker = ft.DatePicker(
        value=datetime.combine(plan.exam_day or today.date(), datetime.min.time()),
        first_date=datetime.combine(today.date(), datetime.min.time()),
        last_date=datetime.combine(date(today.year + 3, 12, 31), datetime.min.time()),
        on_change=choose,
        on_dismiss=lambda _event: set_opened(False),
    )
    ft.use_dialog(picker if opened else None)
    if plan.exam_day is None:
        button = SecondaryButton(_("选考试日期"), lambda: set_opened(True), Icons.GOAL)
        return ft.Row([ident("choose-exam", button)])
    days = (plan.exam_day - today.date()).days
    words = day_text(plan.exam_day, year=True)
    left = _("还有 {n} 天").format(n=days) if days > 0 else _("就是今天") if days == 0 else _("已经考完")
    return Card(
        ft.Row(
            [
                Sign(Icons.GOAL, color=Role.ACCENT),
                ft.Text(f"{words} · {left}", color=Role.TEXT, expand=True),
                ident("choose-exam", TextLink(_("换一天"), lambda: set_opened(True))),
                ident("clear-exam", TextLink(_("取消考试"), clear)),
            ],
            spacing=S,
            wrap=False,
        )
    )
