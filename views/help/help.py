"""`/me/help`: all pages, those that answer what is typed, and one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from client.help import REGION, HelpPage, find, read_page, read_pages
from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, Icons, Role
from views.widgets import Card, EmptyState, Field, ListRow, Page, RichText, Section, Skeleton, ident

LAST = ("trouble", "feedback")
"""What somebody may want to read next whom a page did not help."""


def use_region() -> str:
    """In whose words help speaks; a hook."""
    app = use_app()
    return str(use_query(lambda: app.client.store.setting(REGION, ""), {"setting"}).value or "")


def _use_read(read: Callable[[], Any], *deps: str) -> Any:
    """What `read` finds in the pages' files, in a thread; None until then; a hook."""
    return use_query(lambda: asyncio.to_thread(read), deps=list(deps)).value


@component
def HelpScreen() -> Any:
    """The list; whoever searched in vain has something to say."""
    app, region = use_app(), use_region()
    typed, set_typed = ft.use_state("")
    pages = _use_read(lambda: read_pages(app.language, region), app.language, region)
    if pages is None:
        return Page(_("帮助"), Skeleton(3), back="/me")
    found = find(pages, typed)
    feedback = ListRow(
        _("提建议"),
        _("哪里不好用、想要什么，写下来就能看到回答"),
        leading=Icons.ASK,
        on_click=lambda: app.go("/me/feedback"),
    )
    rows: list[ft.Control] = [_row(page.slug, page.title, page.about) for page in found]
    if not found:
        rows.append(
            EmptyState(
                "search",
                _("没有找到"),
                _("换个词试试，例如“密码”“复习”。还是没有的话，告诉我们。"),
                _("提建议"),
                lambda: app.go("/me/feedback"),
            )
        )
    return Page(
        _("帮助"),
        ident("help-search", Field(_("想做什么？"), typed, set_typed, hint=_("例如：忘了密码"))),
        *rows,
        *([Section(_("没有帮上忙？"), ident("feedback-open", feedback, button=True))] if found else []),
        back="/me",
    )


@component
def HelpPageScreen(slug: str) -> Any:
    """`/me/help/<slug>`: one page, and where to go on."""
    app, region = use_app(), use_region()

    def read() -> list[HelpPage | None]:
        return [read_page(name, app.language, region) for name in (slug, *LAST)]

    pages = _use_read(read, slug, app.language, region)
    if pages is None:
        return Page(_("帮助"), Skeleton(3), back="/me/help")
    page, *others = pages
    if page is None:
        words = _("这一页帮助已经移走，从列表里找找看。")
        lost = EmptyState("search", _("没有这一页"), words, _("看全部帮助"), lambda: app.go("/me/help"))
        return Page(_("帮助"), lost, back="/me/help")
    more = [other for other in others if other is not None and other.slug != slug]
    return Page(
        page.title,
        ident(
            f"help-page-{slug}",
            Card(ft.Text(page.about, style=BODY, color=Role.QUIET), RichText(page.body)),
        ),
        Section(_("还想看"), *(_row(other.slug, other.title, other.about) for other in more)),
        back="/me" if slug == "privacy" else "/me/help",
        key=slug,
    )


def _row(slug: str, title: str, about: str) -> ft.Control:
    app = use_app()
    row = ListRow(title, about, on_click=lambda: app.go(f"/me/help/{slug}"))
    return ident(f"help-{slug}", row, button=True)
