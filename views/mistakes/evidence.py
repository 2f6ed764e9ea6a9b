"""A point's card on the map: how it stands and why one thinks so, what stands before it, its mistakes and lessons."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import flet as ft

from client.courses.packs import LessonEntry, Manifest
from client.mistakes.derive import moment_or_none
from client.mistakes.graphfile import Point
from client.mistakes.mastery.standing import Evidence, PointStanding
from client.texts import _
from views.context import App
from views.mistakes.shades import standing_words
from views.theme import BODY, CAPTION, HEADING, Icons, Role, S
from views.when import when
from views.widgets import Card, ListRow, Progress, Sign, ident


def PointCard(
    app: App,
    point: Point,
    known: PointStanding | None,
    gaps: Sequence[Point],
    mistakes: int,
    lessons: Sequence[tuple[Manifest, LessonEntry]],
) -> ft.Control:
    """The card; `gaps` are weak prerequisites, `mistakes` how many the book has of the point."""
    rows: list[ft.Control] = [
        ft.Text(standing_words(known), style=HEADING, color=Role.TEXT),
        ft.Text(point.module.name, style=CAPTION, color=Role.QUIET),
    ]
    if known is not None:
        rows.append(Progress(known.mastery, _("掌握程度")))
        words = _("做对 {right} 次，做错 {wrong} 次").format(right=known.right, wrong=known.wrong)
        rows.append(ft.Text(words, style=BODY, color=Role.QUIET))
        rows.append(ft.Row([_mark(app, one) for one in known.latest], spacing=S, run_spacing=S, wrap=True))
    if gaps:
        names = _("、").join(each.name for each in gaps)
        rows.append(ft.Text(_("可能卡在：{names}").format(names=names), style=BODY, color=Role.WARM))
    ways: list[ft.Control] = []
    if mistakes:
        route = f"/mistakes?in={quote(point.id)}"
        words = _("{n} 道错题").format(n=mistakes)
        ways.append(
            ident("point-mistakes", ListRow(words, "", Icons.MISTAKE, on_click=lambda: app.go(route)), button=True)
        )
    ways += [_lesson(app, manifest, entry) for manifest, entry in lessons]
    return ft.Column([Card(*rows), *ways], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _lesson(app: App, manifest: Manifest, entry: LessonEntry) -> ft.Control:
    route = f"/courses/{quote(manifest.id)}/lessons/{quote(entry.id)}"
    row = ListRow(entry.title, manifest.title, Icons.COURSE, on_click=lambda: app.go(route))
    return ident(f"point-lesson-{entry.id}", row, button=True)


def _mark(app: App, one: Evidence) -> ft.Control:
    """An answer or a review as a sign, with its day."""
    book = app.client.mistakes
    moment = moment_or_none(one.when_utc)
    day = when(moment, book.now(), book.zone) if moment else ""
    ground, ink = (Role.SOFT, Role.ON_SOFT) if one.right else (Role.DANGER_SOFT, Role.ON_DANGER_SOFT)
    what = (_("复习想起") if one.right else _("复习忘了")) if one.is_review else (_("做对") if one.right else _("做错"))
    return ft.Container(
        ft.Row(
            [
                Sign(Icons.YES if one.right else Icons.NO, size=14, color=ink),
                ft.Text(f"{what} {day}".strip(), style=CAPTION, color=ink),
            ],
            spacing=4,
            tight=True,
        ),
        bgcolor=ground,
        border_radius=10,
        padding=ft.Padding.symmetric(horizontal=8, vertical=4),
    )
