"""Charts."""

from __future__ import annotations

import flet as ft

from client.texts import _
from views.design import samples
from views.theme import HEADING, L, M, Role
from views.widgets import Bars, Card, HeatMap, Line, Progress, Ring


def Numbers() -> ft.Control:
    """Ring and progress, bars, line, heat map."""
    ring = Card(ft.Row([Ring(0.62, "62%", _("答对"))], alignment=ft.MainAxisAlignment.CENTER), Progress(0.4, _("进度")))
    return ft.ResponsiveRow(
        [
            _cell(ring),
            _cell(_titled(_("最近七天"), Bars(samples.WEEK, _("分钟"), goal=45))),
            _cell(_titled(_("正确率"), Line(samples.RATES, "%", label=_("正确率")))),
            _cell(_titled(_("学习的日子"), HeatMap(samples.DAYS))),
        ],
        spacing=M,
        run_spacing=M,
    )


def _titled(title: str, chart: ft.Control) -> ft.Control:
    return Card(ft.Text(title, style=HEADING, color=Role.TEXT), chart, padding=L)


def _cell(card: ft.Control) -> ft.Control:
    return ft.Container(card, col={"xs": 12, "md": 6})
