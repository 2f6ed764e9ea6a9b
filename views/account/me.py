"""我的: who I am, how sync stands, how the app looks and speaks, import, help, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import flet as ft

from client.search.names import Typed
from client.texts import _
from views.account.about import AboutRows
from views.account.prefer import PreferCard
from views.account.rows import ABOUT, MeRow, answers, looks, rows
from views.account.who import SyncCard, WhoCard
from views.context import App, use_app
from views.guard import component
from views.theme import Icons
from views.widgets import EmptyState, Field, ListRow, Page, Section, ident


@component
def MeScreen() -> Any:
    """Everything that is not learning, at a glance; `?find=…` is what a command has already looked for."""
    app = use_app()
    asked = app.parameter("find")
    typed, set_typed = ft.use_state(asked)
    ft.use_effect(lambda: set_typed(asked), [asked])
    search = ident(
        "me-search",
        Field(_("找设置"), typed, set_typed, hint=_("例如：字号、导出、家长密码")),
    )
    if typed.strip():
        return Page(_("我的"), search, *_found(app, Typed(typed)))
    return Page(
        _("我的"),
        WhoCard(),
        SyncCard(),
        search,
        *_sections(app, [row for row in rows() if row.icon is not Icons.DELETE]),
        Section(_("外观与语言"), PreferCard()),
        Section(_("关于"), AboutRows()),
    )


def _found(app: App, typed: Typed) -> list[ft.Control]:
    found = _sections(app, [row for row in rows() if answers(typed, row.title, row.about, row.aliases)])
    names = tuple(look.name for look in looks() if answers(typed, look.title, look.aliases))
    if names:
        found.append(Section(_("外观与语言"), PreferCard(only=names, key=" ".join(names))))
    if answers(typed, _("关于"), ABOUT):
        found.append(Section(_("关于"), AboutRows()))
    if found:
        return found
    words = _("这里没有叫这个的设置。换个词，或者到帮助里找找。")
    return [EmptyState("search", _("没有找到"), words, _("看帮助"), lambda: app.go("/me/help"))]


def _sections(app: App, shown: Sequence[MeRow]) -> list[ft.Control]:
    return [
        Section(title, *(_row(app, row) for row in some)) for title, some in groupby(shown, lambda row: row.section)
    ]


def _row(app: App, row: MeRow) -> ft.Control:
    line = ListRow(row.title, row.about, leading=row.icon, on_click=lambda: app.go(row.route))
    return ident(row.ident, line, button=True)
