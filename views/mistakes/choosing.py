"""Where a mistake belongs and why it was made, each in one tap: what is likeliest stands first, or is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from client.mistakes.causes import Cause, Proposal, cause_name
from client.mistakes.graphfile import Point
from client.texts import _
from views.theme import CAPTION, Icons, Role, S
from views.widgets import Chip, ident

SHOWN = 3


def PointChips(
    proposals: Sequence[tuple[Point, float]],
    chosen: str,
    choose: Callable[[str], Any],
    *,
    sure: bool,
    other: Point | None = None,
) -> ft.Control:
    """Three chips, the likeliest first; `other` is a point that was chosen by hand. Says when it is not sure."""
    points = [point for point, _score in proposals[:SHOWN]]
    if other is not None and other not in points:
        points = [other, *points[: SHOWN - 1]]
    chips: list[ft.Control] = [
        ident(
            f"point-{point.id}",
            Chip(point.name, selected=point.id == chosen, on_click=partial(choose, point.id)),
            selected=point.id == chosen,
        )
        for point in points
    ]
    rows: list[ft.Control] = []
    if not points:
        rows.append(ft.Text(_("写下题目，这里就会提议知识点。"), style=CAPTION, color=Role.QUIET))
    elif not sure and not chosen:
        rows.append(ft.Text(_("不太确定，你看是不是其中一个："), style=CAPTION, color=Role.QUIET))
    if chips:
        rows.append(ft.Row(chips, spacing=S, run_spacing=0, wrap=True))
    return ft.Column(rows, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def CauseChips(chosen: str, choose: Callable[[str], Any], proposal: Proposal | None = None) -> ft.Control:
    """All six causes; the proposed one has a sign and a sentence, and is taken, like the others, by one tap."""
    proposed = proposal.cause if proposal and not chosen else None
    chips: list[ft.Control] = [
        ident(
            f"cause-{cause}",
            Chip(
                cause_name(cause),
                selected=cause == chosen,
                on_click=partial(choose, "" if cause == chosen else str(cause)),
                icon=Icons.HINT if cause == proposed else None,
                tone="good" if cause == proposed else "",
            ),
            selected=cause == chosen,
        )
        for cause in Cause
    ]
    rows: list[ft.Control] = [ft.Row(chips, spacing=S, run_spacing=0, wrap=True)]
    if proposed and proposal:
        rows.append(
            ft.Text(
                _("可能是“{cause}”：{reason}").format(cause=cause_name(proposed), reason=proposal.reason),
                style=CAPTION,
                color=Role.QUIET,
            )
        )
    return ft.Column(rows, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
