"""Above a question: how far the quiz has come, the way to the other questions, and the time that is left."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import Any

import flet as ft

from client.courses.sitting import Sitting
from client.texts import _
from views.courses.desk import Desk
from views.guard import component
from views.theme import CAPTION, LABEL, PILL, TARGET, Icons, Role, S, text_scale
from views.widgets import Progress, Sign, ident

SHOWN = 30  # more questions than these are told by a bar alone: discs for them would fill the screen
SOON_S = 60.0
TICK_S = 1.0
SPOKEN_S = frozenset((300, 60, 10))
"""Seconds left at which a screen reader hears of the time; every second would be a torture."""


def Strip(now: Sitting, turn: Callable[[int], None]) -> ft.Control:
    """The questions as discs to go to, or as a bar where one goes in sequence."""
    done = len(now.verdicts)
    words = _("第 {n} 题，共 {m} 题").format(n=now.index + 1, m=len(now.questions))
    rows: list[ft.Control] = [Progress(done / len(now.questions), words)]
    if not now.rules.sequential and 1 < len(now.questions) <= SHOWN:
        rows = [ft.Row([_disc(now, i, turn) for i in range(len(now.questions))], spacing=0, run_spacing=0, wrap=True)]
    about = [words]
    if now.rules.sequential:
        about.append(_("按顺序作答，不能回头"))
    rows.append(ft.Text(" · ".join(about), style=CAPTION, color=Role.QUIET))
    return ft.Column(rows, spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _disc(now: Sitting, index: int, turn: Callable[[int], None]) -> ft.Control:
    """A question's number, and how it went, in colour, sign and word."""
    question = now.questions[index]
    result = now.results.get(question.id)
    here = index == now.index
    state = _("还没答") if result is None else _("答对了") if result else _("答错了")
    if question.id in now.doubted or question.id in now.hinted:
        state = _("{state}，不确定").format(state=state)
    ground = Role.SOFT if result else Role.DANGER_SOFT if result is False else Role.FIELD
    ink = Role.ON_SOFT if result else Role.ON_DANGER_SOFT if result is False else Role.QUIET
    size = 34 * min(text_scale(), 1.4)
    number: ft.Control = ft.Text(str(index + 1), style=LABEL, color=ink)
    if result is not None:
        sign = Sign(Icons.YES if result else Icons.NO, size=12, color=ink)
        number = ft.Row([number, sign], spacing=0, tight=True, alignment=ft.MainAxisAlignment.CENTER)
    face = ft.Container(
        number,
        width=size if result is None else size + 8,
        height=size,
        border_radius=PILL,
        bgcolor=ground,
        border=ft.Border.all(2, Role.ACCENT if here else Role.CLEAR),
        alignment=ft.Alignment.CENTER,
    )
    touch = ft.Container(
        face,
        width=max(TARGET, size + 8),
        height=max(TARGET, size),
        border_radius=PILL,
        alignment=ft.Alignment.CENTER,
        ink=True,
        on_click=_press(turn, index),
        tooltip=_("第 {n} 题：{state}").format(n=index + 1, state=state),
    )
    return ident(f"question-{index}", touch, button=True, selected=here)


def _press(turn: Callable[[int], None], index: int) -> Callable[[], None]:
    return lambda: turn(index)


@component
def Countdown(desk: Desk) -> Any:
    """The time that is left; when it is up the quiz ends."""
    left, set_left = ft.use_state(lambda: _whole(desk.left_s))
    task: Any = ft.use_ref(None)

    async def run() -> None:
        while not desk.sitting.over:
            await desk.tick()
            set_left(_whole(desk.left_s))
            await asyncio.sleep(TICK_S)

    def begin() -> None:
        task.current = asyncio.get_running_loop().create_task(run())

    ft.use_effect(begin, [], lambda: task.current and task.current.cancel())
    minutes, seconds = divmod(left, 60)
    soon = left <= SOON_S
    ink = Role.ON_WARM_SOFT if soon else Role.QUIET
    words = _("还剩 {m} 分 {s} 秒").format(m=minutes, s=seconds)
    face = ft.Container(
        ft.Row(
            [
                Sign(Icons.TIME, size=18, color=ink),
                ft.Text(f"{minutes}:{seconds:02d}", style=LABEL, color=ink),
            ],
            spacing=6,
            tight=True,
        ),
        bgcolor=Role.WARM_SOFT if soon else Role.FIELD,
        border_radius=PILL,
        padding=ft.Padding.symmetric(horizontal=12, vertical=6),
    )
    return ident("countdown", face, label=words, exclude_semantics=True, live_region=left in SPOKEN_S)


def _whole(seconds: float) -> int:
    return math.ceil(seconds) if math.isfinite(seconds) else 0
