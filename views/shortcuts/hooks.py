"""How screens and text fields take part in the keyboard."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Protocol, cast

import flet as ft

from views.context import APP, App, use_app
from views.shortcuts.keys import PART, Layer, Shortcut


def use_shortcuts(title: str, *shortcuts: Shortcut, height: int = PART, modal: bool = False) -> None:
    """Listen to these keys while the component is on the screen; a hook.

    Args:
        title: the heading of these keys on the sheet.
        shortcuts: what is listened to; may change with every drawing.
        height: see `views.shortcuts.keys`.
        modal: keep keys from what lies below.

    """
    keys = use_app().keys
    layer = cast("Layer", ft.use_ref(lambda: Layer(height, title, modal=modal)).current)
    layer.title, layer.shortcuts = title, shortcuts
    ending: Any = ft.use_ref(None)

    def listen() -> None:
        ending.current = keys.open(layer)

    ft.use_effect(listen, [], lambda: ending.current and ending.current())


class Follower(Protocol):
    """Who wants to know where the focus is."""

    def came(self) -> None:
        """The field has the focus."""
        ...

    def went(self) -> None:
        """The field has lost it."""
        ...


def use_typing(on_blur: Callable[..., Any] | None = None, follower: Follower | None = None) -> dict[str, Any]:
    """`on_focus` and `on_blur` for the `ft.TextField` of a component: plain keys rest while it has the focus; a hook.

    `on_blur` is what else happens when the focus goes, an event handler as Flet takes it; `follower` is told of both.
    """
    app: App | None = ft.use_context(APP)
    field: object = ft.use_ref(object).current

    def rest() -> None:
        if app is not None:
            app.keys.rests(field)

    def focused() -> None:
        if app is not None:
            app.keys.types(field)
        if follower is not None:
            follower.came()

    async def blurred(event: Any) -> None:
        rest()
        if follower is not None:
            follower.went()
        if on_blur is not None:
            result = on_blur(event) if inspect.signature(on_blur).parameters else on_blur()
            if inspect.isawaitable(result):
                await result

    ft.use_effect(lambda: None, [], rest)  # a field that goes with its screen is never said to lose the focus
    return {"on_focus": focused, "on_blur": blurred}
