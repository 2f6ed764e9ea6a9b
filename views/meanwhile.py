"""What goes on while a component is on the screen: it ends with the component, or with the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.context import use_app

End = Callable[[], Any]


def use_meanwhile(begin: Callable[[], End]) -> None:
    """Call `begin` once the component is there, and what it returned, once, when it goes; a hook.

    A window that is closed runs no effects, so the end is told to the session as well.
    """
    app = use_app()
    ending: Any = ft.use_ref(None)

    def start() -> None:
        end = begin()

        def finish() -> None:
            ending.current = None
            end()

        ending.current = finish
        app.closers.append(finish)

    def leave() -> None:
        finish = ending.current
        if finish is not None:
            if finish in app.closers:
                app.closers.remove(finish)
            finish()

    ft.use_effect(start, [], leave)


def use_followed(watch: Callable[[Callable[..., None]], End]) -> None:
    """Draw the component anew whenever `watch` calls what it is given; `watch` returns how to stop. A hook."""
    _turn, set_turn = ft.use_state(0)
    use_meanwhile(lambda: watch(lambda *_news: set_turn(lambda turn: turn + 1)))
