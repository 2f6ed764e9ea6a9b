"""What outlives a screen: what is half typed, which page of a list was open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.context import use_app


def use_kept(name: str, usual: Any) -> tuple[Any, Callable[[Any], None]]:
    """As `ft.use_state`, but the value is there again when the screen comes back in this session; a hook.

    Args:
        name: names the value among all of the session, e.g. "notes.search".
        usual: the value at first; setting it again forgets the kept one.

    """
    drafts = use_app().drafts
    value, show = ft.use_state(lambda: drafts.get(name, usual))

    def keep(new: Any) -> None:
        if new == usual:
            drafts.pop(name, None)
        else:
            drafts[name] = new
        show(lambda _old: new)

    return value, keep
