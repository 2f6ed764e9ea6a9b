"""A parent's Today: what waits for an answer, then each child's day."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.family.family import FED_BY
from client.family.overview import ChildSeen
from client.teams.consent import CONSENTS, AskedConsent
from client.texts import _
from views.context import App, use_app
from views.family.giving import RequestCard
from views.family.weeks import TodayRing
from views.family.words import day_words, done_words, noticed_words
from views.guard import component
from views.query import use_query
from views.teams.consent import ConsentCard
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, L, Role, S, lines
from views.timer.card import beside
from views.widgets import Card, EmptyState, ErrorNote, Sign, Skeleton, ident


@component
def Children() -> Any:
    """The children of this parent; without any, the way to them."""
    app = use_app()
    read = use_query(app.client.family.children, FED_BY, remember="children")
    asked = use_query(app.client.teams.consent.asked, CONSENTS)
    if read.value is None:
        return ErrorNote(read.error, read.reload) if read.error else Skeleton(3)
    children: list[ChildSeen] = read.value
    wishes: list[AskedConsent] = asked.value or []
    if not children:
        has_home = bool(app.client.family.homes.as_parent())
        words = (
            _("把邀请码给孩子；孩子加入后，这里就能看到今天学了什么。")
            if has_home
            else _("建一个家庭，或者输入孩子发来的邀请码，就能在自己的设备上看到孩子今天学了什么。")
        )
        title = _("等孩子加入") if has_home else _("和孩子连在一起")
        return EmptyState(Icons.FAMILY, title, words, _("打开家庭"), lambda: app.go("/me/family"), Icons.ON)
    rows: list[ft.Control] = [RequestCard(child, asked, key=asked.id) for child in children for asked in child.open]
    rows += [ConsentCard(one, key=one.request_id) for one in wishes]
    rows += [_child(app, child) for child in children]
    return ft.Column(rows, spacing=L, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _child(app: App, child: ChildSeen) -> ft.Control:
    day = child.now
    name = ft.Text(child.name, style=HEADING, color=Role.TEXT)
    words: list[ft.Control] = [ft.Text(day_words(day), style=BODY, color=Role.TEXT)]
    if done := done_words(day):
        words.append(ft.Text(done, style=LABEL, color=Role.QUIET))
    opens = Sign(Icons.OPEN, color=Role.EDGE, size=22)
    if app.wide:
        parts = beside(TodayRing(day), ft.Column([name, *words], spacing=S, tight=True), opens, wide=True)
    else:  # the sign stands beside the name, or the words would have a third of the line
        name.expand = True
        head = ft.Row([name, opens], spacing=S)
        parts = [head, *beside(TodayRing(day), ft.Column(words, spacing=S, tight=True), wide=False)]
    if child.noticed:  # below the ring: beside it, on a phone, a sentence would be a column of few letters
        sign = Sign(Icons.INFO, size=18, color=Role.WARM)
        note = ft.Text(
            noticed_words(child.noticed[0]), style=CAPTION, color=Role.QUIET, expand=True, max_lines=lines(3),
            overflow=ft.TextOverflow.ELLIPSIS,
        )  # fmt: skip
        parts.append(ft.Row([sign, note], spacing=S, vertical_alignment=ft.CrossAxisAlignment.START))
    card = Card(*parts, on_click=partial(app.go, f"/me/family/{child.account}"), key=child.account)
    return ident(f"child-{child.account}", card, button=True)
