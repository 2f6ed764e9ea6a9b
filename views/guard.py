"""The net under the screens: a fault in one of them is a card that can be tried again, never a dead session.

Flet 1.0.5 ends a session's update loop without a word when a component raises while it renders again, and shows the
client's crash page when a handler raises. So every component of ours is made by `component` below, and a session is
watched over by `protect`.

It also draws what has nobody to belong to any more: a dialog that is opened in the same turn in which its screen goes
is added to the page one turn later, when its screen, and with it every context, is gone. `component` leaves such a
part empty. Telling it needs the names of Flet 1.0.5's own fields; the pin in pyproject.toml holds.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

import flet as ft
from flet.components.utils import current_component

from client.logs import report_of
from client.texts import _
from views.theme import CARD_RADIUS, HEADING, L, M, Role

log = logging.getLogger("xueban.views")


def component(fn: Callable[..., Any]) -> Callable[..., Any]:
    """Make `fn` a Flet component whose exceptions become a card with 重试. Takes `key=` when called, as Flet's does."""

    @functools.wraps(fn)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if _is_orphan():
            return ft.Container(visible=False)
        attempt, set_attempt = ft.use_state(0)  # the first hook, so that a fault below cannot move it
        try:
            return fn(*args, **kwargs)
        except Exception as fault:
            log.exception("drawing %s failed", fn.__name__)
            return _fault_card(lambda: set_attempt(attempt + 1), report_of(fault, fn.__name__))

    return ft.component(guarded)


def protect(page: ft.Page, on_fault: Callable[[], None]) -> None:
    """Keep the session of `page` alive whatever a handler or Flet's own drawing does; `on_fault` is told of handlers'.

    What `component` cannot catch (Flet finds fault with a control while it compares trees) ends the update loop; the
    next change of anything starts it again.
    """
    session: Any = page.session
    schedule = session.schedule_update

    def fault(message: str) -> None:
        log.error("a handler failed: %s", message)
        on_fault()

    def schedule_update(control: ft.BaseControl) -> None:
        schedule(control)
        session.start_updates_scheduler()  # does nothing while the loop lives

    session.error = fault  # Flet would replace the whole screen by a stack trace
    session.schedule_update = schedule_update


def _is_orphan() -> bool:
    """Whether a component above the one that is being drawn has left the page: then it has let go of its hooks."""
    above: Any = current_component()._parent_component
    while above is not None:
        parent = above()
        if parent is None or not parent._state.hooks:
            return True
        above = parent._parent_component
    return False


def _fault_card(retry: Callable[[], None], report: str) -> ft.Control:
    """`report` names the fault and the code, and nothing of the person."""

    async def copy() -> None:
        await ft.Clipboard().set(report)
        ft.context.page.show_dialog(ft.SnackBar(ft.Text(_("已复制，可以贴到“提建议”里"))))

    return ft.Container(
        ft.Column(
            [
                ft.Text(_("这里出了点问题"), style=HEADING, color=Role.ON_DANGER_SOFT),
                ft.Text(_("这一块暂时画不出来，你的数据都还在。"), color=Role.ON_DANGER_SOFT),
                ft.Row(
                    [
                        ft.OutlinedButton(_("重试"), icon=ft.Icons.REFRESH_ROUNDED, on_click=lambda: retry()),
                        ft.TextButton(_("复制报告"), icon=ft.Icons.CONTENT_COPY_ROUNDED, on_click=copy),
                    ],
                    wrap=True,
                ),
            ],
            spacing=M,
            tight=True,
        ),
        bgcolor=Role.DANGER_SOFT,
        border_radius=CARD_RADIUS,
        padding=L,
        margin=M,
    )
