"""The heads of a screen and of its sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from client.texts import _
from views.context import LARGE, is_wide
from views.theme import GAP, HEADING, LABEL, LEAD, TARGET, TITLE, Icons, Role, lines, text_scale
from views.widgets.buttons import IconAction

FEW = 3
"""So many signs stand beside a title even in large text."""

ARROW_PADDING = 12
"""The arrow's own: the arrow, not its edge, stands on the margin."""

SHORT = 6
"""So many Latin letters stand beside two actions on a phone."""

Back = str | Callable[[], None] | None
"""The route that an arrow leads back to, or what it does."""


def PageHeader(
    title: str,
    actions: Sequence[ft.Control] = (),
    back: Back = None,
    under: str | ft.Control = "",
    wide: bool | None = None,
) -> ft.Control:
    """The head of a screen: its name, the way back, what can be done; its words break into lines rather than be cut.

    Args:
        title: the screen's name, read as a heading; two lines at most.
        actions: small controls at the end.
        back: the route that the arrow before the title leads to, or what it does.
        under: a quiet line below the title, or what says one.
        wide: whether there is more room than on a phone; None asks the window.

    """
    if wide is None:
        wide = is_wide(ft.context.page.width)
    heading = ft.Text(
        title,
        style=TITLE if back is None or wide else LEAD,
        color=Role.TEXT,
        max_lines=lines(2),
        overflow=ft.TextOverflow.ELLIPSIS,
    )
    words: list[ft.Control] = [ft.Semantics(content=heading, header=True)]
    if under:
        words.append(ft.Text(under, style=LABEL, color=Role.QUIET) if isinstance(under, str) else under)
    strut = ft.Container(height=TARGET)  # heads with and without buttons are equally high
    # a pane beside a list is narrow, too; and two words would break a long one beside them
    beneath = not wide and (_takes_room(actions) if text_scale() > LARGE else _is_long(title) and _words(actions) > 1)
    row: list[ft.Control] = [strut, ft.Column(words, spacing=2, tight=True, expand=True)]
    if not beneath:
        row += actions
    if back is not None:
        row.insert(0, _arrow(back))
    head = ft.Row(row, spacing=0, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    if not beneath:
        return head
    keys: ft.Control = ft.Row(list(actions), spacing=0, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    if back is not None:  # words among them, as 已保存, begin where the page does, and not at the arrow's own edge
        keys = ft.Container(keys, padding=ft.Padding.only(left=ARROW_PADDING))
    return ft.Column([head, keys], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _takes_room(actions: Sequence[ft.Control]) -> bool:
    """Whether several actions, more than a few signs, would leave a title the width of a character."""
    return len(actions) > (1 if _words(actions) else FEW)


def _is_long(title: str) -> bool:
    """Whether it is a word of Latin letters that is broken where two Chinese signs stand."""
    return title.isascii() and len(title) > SHORT


def _words(actions: Sequence[ft.Control]) -> int:
    """How many of them are more than a sign."""
    bare = [action.content if isinstance(action, ft.Semantics) else action for action in actions]
    return sum(not isinstance(action, ft.IconButton) for action in bare)


def Section(title: str, *content: ft.Control, action: ft.Control | None = None) -> ft.Control:
    """Some content under a small heading; `action` stands at the heading's end."""
    heading = ft.Text(title, style=HEADING, color=Role.TEXT)
    return ft.Column(
        [
            ft.Row(
                [ft.Container(ft.Semantics(content=heading, header=True), expand=True), *([action] if action else [])],
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            *content,
        ],
        spacing=GAP,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _arrow(back: str | Callable[[], None]) -> ft.Control:
    page = ft.context.page
    return IconAction(
        Icons.BACK, _("返回"), lambda: page.navigate(back) if isinstance(back, str) else back(), color=Role.TEXT
    )
