"""The quiet way to a page of help, from where somebody is stuck."""

from __future__ import annotations

import flet as ft

from client.texts import _
from views.context import use_app
from views.theme import Icons, Role
from views.widgets.buttons import TextLink
from views.widgets.ident import ident


def HelpLink(slug: str, words: str = "") -> ft.Control:
    """Leads to the page `slug` of `/me/help`."""
    app = use_app()
    link = TextLink(words or _("怎么做？看帮助"), lambda: app.go(f"/me/help/{slug}"), Icons.DOUBT, Role.QUIET)
    return ident(f"help-{slug}", ft.Row([link], alignment=ft.MainAxisAlignment.CENTER))
