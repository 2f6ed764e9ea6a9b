"""Several questions on one picture: draw a box around each, or part the page into rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from client.mistakes.capture.pictures import WHOLE, Box, PagePicture, side_by_side
from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import BODY, CAPTION, LABEL, Icons, L, M, Role, S
from views.widgets import Chip, IconAction, Page, PrimaryButton, ident

CHROME = 330
"""What the screen needs beside the picture, in logical pixels of height."""

TICK_MS = 33
"""How often a box that is being drawn is shown anew."""


@component
def Marking(page: PagePicture, done: Callable[[Sequence[Box]], Any], cancel: Callable[[], Any], busy: bool) -> Any:
    """The page with boxes on it; `done` gets them in the order in which they were drawn, the whole when none was."""
    app = use_app()
    boxes, set_boxes = ft.use_state(_none)
    start: Any = ft.use_ref(None)
    drawn: Any
    drawn, set_drawn = ft.use_state(None)
    margin = L if app.wide else M
    scale = min((app.width - 2 * margin) / page.width, max(240.0, (app.page.height or 800.0) - CHROME) / page.height, 2)
    width, height = page.width * scale, page.height * scale

    def at(event: Any) -> tuple[float, float]:
        return event.local_position.x / width, event.local_position.y / height

    def begin(event: ft.DragStartEvent) -> None:
        start.current = at(event)

    def draw(event: ft.DragUpdateEvent) -> None:
        if start.current is not None:
            left, top = start.current
            right, bottom = at(event)
            box: Any = Box(left, top, right, bottom).tidy()
            set_drawn(box)

    def end(_event: ft.DragEndEvent) -> None:
        if drawn is not None and not drawn.is_tap:
            set_boxes((*boxes, drawn))
        start.current = None
        set_drawn(None)

    def part(rows: int) -> None:
        set_boxes(tuple(side_by_side(page, rows)))

    def remove(index: int) -> None:
        set_boxes(tuple(box for i, box in enumerate(boxes) if i != index))

    layers: list[ft.Control] = [
        ft.Image(
            src=page.data,
            width=width,
            height=height,
            fit=ft.BoxFit.FILL,
            gapless_playback=True,
            semantics_label=_("拍下的整页"),
        ),
        *(_framed(box, str(i + 1), width, height) for i, box in enumerate(boxes)),
        *([_framed(drawn, "", width, height)] if drawn is not None else []),
    ]
    sheet = ft.GestureDetector(
        ft.Stack(layers, width=width, height=height, clip_behavior=ft.ClipBehavior.HARD_EDGE),
        on_pan_start=begin,
        on_pan_update=draw,
        on_pan_end=end,
        drag_interval=TICK_MS,
        mouse_cursor=ft.MouseCursor.PRECISE,
    )
    hint = (
        _("在图上拖动，把每道题框起来；框一道，就记一道。")
        if not boxes
        else _("框好了 {n} 道；还可以接着框。").format(n=len(boxes))
    )
    tools: list[ft.Control] = [
        ident(f"part-{rows}", Chip(_("上下分成 {n} 份").format(n=rows), on_click=partial(part, rows)))
        for rows in (2, 3, 4)
    ]
    made: list[ft.Control] = [
        ft.Row(
            [
                ft.Text(_("第 {number} 题").format(number=i + 1), style=LABEL, color=Role.TEXT),
                ident(
                    f"unmark-{i}",
                    IconAction(Icons.CLOSE, _("去掉第 {number} 个框").format(number=i + 1), partial(remove, i)),
                ),
            ],
            spacing=0,
            tight=True,
        )
        for i in range(len(boxes))
    ]
    words = _("做成 {n} 道错题").format(n=len(boxes)) if boxes else _("整张就是一道题")
    return Page(
        _("框出题目"),
        ft.Text(hint, style=BODY, color=Role.QUIET),
        ft.Container(ident("marking", sheet, label=hint), alignment=ft.Alignment.CENTER),
        ft.Row([*tools, *made], spacing=S, run_spacing=0, wrap=True),
        ft.Text(_("不方便拖动时，可以按份数来分。"), style=CAPTION, color=Role.QUIET),
        footer=ident("marked", PrimaryButton(words, lambda: done(boxes or (WHOLE,)), busy=busy)),
        back=cancel,
        scroll=False,
        key="marking",
    )


def _none() -> tuple[Box, ...]:
    return ()


def _framed(box: Box, number: str, width: float, height: float) -> ft.Control:
    words = ft.Container(
        ft.Text(number, size=14, weight=ft.FontWeight.W_600, color=Role.ON_ACCENT),
        bgcolor=Role.ACCENT,
        padding=ft.Padding.symmetric(horizontal=8, vertical=2),
        border_radius=ft.BorderRadius.only(bottom_right=10),
    )
    return ft.Container(
        words if number else None,
        alignment=ft.Alignment.TOP_LEFT,
        left=box.left * width,
        top=box.top * height,
        width=max(2.0, (box.right - box.left) * width),
        height=max(2.0, (box.bottom - box.top) * height),
        border=ft.Border.all(2.5, Role.ACCENT),
        bgcolor=ft.Colors.with_opacity(0.12, Role.ACCENT),
        border_radius=4,
    )
