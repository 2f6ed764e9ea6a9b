"""What a page says that needs an account, while nobody is signed in."""

from __future__ import annotations

from urllib.parse import urlencode

import flet as ft

from client.texts import _
from views.context import App
from views.theme import Icons
from views.widgets import EmptyState, Page


def SignInFirst(app: App, title: str, icon: ft.IconData, words: str, back: str) -> ft.Control:
    """`words` say what for; the way leads to signing in, and from there back to this page."""
    sign_in = "/me/account?" + urlencode({"to": app.page.route or back}, safe="/")
    way = EmptyState(icon, _("先登录"), words, _("登录或注册"), lambda: app.go(sign_in), Icons.LOGIN)
    return Page(title, way, back=back)
