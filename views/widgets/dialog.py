"""The one form of a dialog: a question or a small task above the screen, left by its actions, Esc, or a tap beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from client.texts import _
from views.theme import CARD_RADIUS, FORM_WIDTH, GAP, M, Role, S
from views.widgets.buttons import TextLink


def Dialog(
    title: str,
    *content: ft.Control,
    on_close: Callable[..., Any],
    actions: Sequence[ft.Control] = (),
    close: str | None = None,
    height: int | None = None,
) -> ft.AlertDialog:
    """A dialog for `ft.use_dialog`: show it while some state says so, and let `on_close` end that state.

    Args:
        title: what it is about.
        content: one below the other; it scrolls when it is longer than the window.
        on_close: called when it is left without an action: the close link, Esc, a tap beside it.
        actions: what can be done, the main one last.
        close: the word of the link that only leaves; 取消 when there are actions, 关闭 when there are none.
        height: for content that scrolls by itself (a list of results), in logical pixels.

    """
    page = ft.context.page
    width = min(FORM_WIDTH, (page.width or 1000.0) - 2 * M - 2 * 24)
    column = ft.Column(
        list(content),
        spacing=GAP,
        tight=height is None,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.AlertDialog(
        title=ft.Semantics(content=ft.Text(title), header=True),
        content=ft.Container(column, width=width, height=height),
        actions=[TextLink(close or (_("取消") if actions else _("关闭")), on_close), *actions],
        actions_padding=ft.Padding.only(left=M, right=M, bottom=M, top=S),
        actions_overflow_button_spacing=S,
        scrollable=height is None,
        inset_padding=M,
        bgcolor=Role.CARD,
        shape=ft.RoundedRectangleBorder(radius=CARD_RADIUS),
        on_dismiss=on_close,
    )
