"""The system's dialogs for files, for every screen that opens or saves one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft


def use_picker() -> Callable[[], ft.FilePicker]:
    """What gives the system's dialogs for files; a hook.

    They are made when they are first asked for: the client is told of each by a word of its own, and draws a frame
    before it looks at the next, which may be the screen.
    """
    made: Any = ft.use_ref(None)

    def picker() -> ft.FilePicker:
        made.current = made.current or ft.FilePicker()
        return made.current

    return picker
