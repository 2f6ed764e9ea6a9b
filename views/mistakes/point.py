"""Where a mistake belongs: its knowledge point with module and prerequisites in words, and the way to correct it."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.mistakes.entries import MistakeDetail
from client.mistakes.graphfile import Point
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.mistakes.search import use_point_search
from views.theme import BODY, CAPTION, HEADING, Icons, Role, S
from views.widgets import Card, Chip, ErrorNote, Section, TextLink, ident

SHOWN = 3


@component
def PointSection(mistake: MistakeDetail) -> Any:
    """The point in words; chips for what it might be instead, and a search for all the rest."""
    app = use_app()
    choose = use_command(lambda point_id: app.client.mistakes.set_point(mistake.id, point_id))
    search = use_point_search(choose.run)
    others = [point for point, _score in mistake.proposals if point.id != mistake.point_id][:SHOWN]
    chips: list[ft.Control] = [
        ident(f"point-{point.id}", Chip(point.name, on_click=partial(app.page.run_task, choose.run, point.id)))
        for point in others
    ]
    rows = _described(mistake.point, mistake.prerequisites) if mistake.point else [_unsorted(bool(others))]
    if chips:
        if mistake.point:
            rows.append(ft.Text(_("不是这个？也可能是："), style=CAPTION, color=Role.QUIET))
        rows.append(ft.Row(chips, spacing=S, run_spacing=0, wrap=True))
    rows += [ErrorNote(choose.error)] if choose.error else []
    link = TextLink(_("换一个") if mistake.point else _("选一个"), search.open, Icons.SEARCH)
    return Section(_("知识点"), Card(*rows), action=ident("search-point", link))


def _described(point: Point, prerequisites: tuple[Point, ...]) -> list[ft.Control]:
    rows: list[ft.Control] = [
        ft.Column(
            [
                ft.Text(point.name, style=HEADING, color=Role.TEXT),
                ft.Text(place_of(point), style=BODY, color=Role.QUIET),
            ],
            spacing=2,
            tight=True,
        )
    ]
    if prerequisites:
        names = _("、").join(p.name for p in prerequisites)
        rows.append(ft.Text(_("要先会：{names}").format(names=names), style=BODY, color=Role.TEXT))
    return rows


def place_of(point: Point) -> str:
    """Stage, module and grade of a point in words."""
    module = point.module
    if not module.grade:
        return f"{module.stage} · {module.name}"
    return f"{module.stage} · {module.name} · {_grade(module.grade)}"


def _grade(year: int) -> str:
    names = (
        _("一年级"), _("二年级"), _("三年级"), _("四年级"), _("五年级"), _("六年级"),
        _("七年级"), _("八年级"), _("九年级"), _("高一"), _("高二"), _("高三"),
    )  # fmt: skip
    return names[year - 1]


def _unsorted(has_others: bool) -> ft.Control:
    text = (
        _("还没有归类。看看是不是其中一个：") if has_others else _("还没有归类。没有特别像的知识点，可以自己选一个。")
    )
    return ft.Text(text, style=BODY, color=Role.TEXT)
