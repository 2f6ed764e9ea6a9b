"""Tab from field to field in the order in which one writes.

Flutter goes by rows over the whole window, and so from a field to the rail beside it; Flet has no way to tell it
otherwise. So where one fills in several fields, Tab is followed here: the next field takes the focus.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import flet as ft

from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut

LATE_S = 0.3
"""A field is told that it has lost the focus before or after the key that took it away."""


class Place:
    """A field in the order: `Field(place=…)` fills it in."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.control: ft.TextField | None = None
        self._clock = clock
        self._left_s = 0.0
        self._here = False

    def came(self) -> None:
        """The field has the focus."""
        self._here = True

    def went(self) -> None:
        """The field has lost the focus."""
        self._here, self._left_s = False, self._clock()

    @property
    def is_here(self) -> bool:
        """Whether the key was pressed in this field."""
        return self._here or self._clock() - self._left_s < LATE_S

    async def focus(self) -> None:
        """Take the focus."""
        if self.control is not None:
            await self.control.focus()


def use_order(count: int) -> list[Place]:
    """Places for as many fields, from the first to the last; a hook."""
    places: list[Place] = ft.use_memo(lambda: [Place() for _number in range(count)], [count])
    latest: Any = ft.use_ref(None)

    async def move(key: str) -> None:
        here = [i for i, place in enumerate(places) if place.is_here]
        if not here:
            return
        at = latest.current if latest.current in here else here[0]
        to = at + (1 if key == "Tab" else -1)
        if 0 <= to < count:
            latest.current = to
            places[at]._left_s = 0.0
            await places[to].focus()

    use_shortcuts("", Shortcut(("Tab", "Shift+Tab"), "", move, typing=True))
    return places
