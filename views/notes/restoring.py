"""The cursor of the editor's body, put back at its words when another device's edit is shown."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

import flet as ft

from client.notes.drafts import Draft, News
from views.notes.offsets import selection_in_units

PATIENCE_S = 10.0
"""A window that draws nothing, as one in the background, says never that it has shown the text."""
WIDTHS = 8
"""So many texts may be on their way to the client at once and still be told apart by what the witness says."""


class Restored(NamedTuple):
    """What belongs to the editor besides its fields."""

    selection: ft.TextSelection | None
    """To be set along with the new text until the client has shown it; else None."""
    witness: ft.Control
    """A control without an extent to see that is laid out in the same frame as the new text, and tells of it."""


def use_restored(draft: Draft) -> Restored:
    """The selection to set along with a new text; a hook.

    While there is one, the field must not report its selection: the client puts the cursor at the end of a new text
    first, and a field that reports takes that for what the person wants (Flet 1.0.5). How long a slow client takes to
    show the text is not known here, so it says so itself: the witness changes its size in that very frame.
    """
    _turn, show = ft.use_state(0)
    selection: Any = ft.use_ref(None)
    width: Any = ft.use_ref(0)
    ending: Any = ft.use_ref(None)

    def turn_over() -> None:
        show(lambda turn: turn + 1)

    def quiet_is_over() -> None:
        selection.current = None
        turn_over()

    def laid_out(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        if selection.current is not None and event.width == width.current:
            quiet_is_over()

    def follow() -> None:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def told(news: News) -> None:
            nonlocal timer
            if news == "adopted":
                end()
                selection.current = ft.TextSelection(*selection_in_units(draft))
                width.current = width.current % WIDTHS + 1
                timer = loop.call_later(PATIENCE_S, quiet_is_over)
                turn_over()

        def end() -> None:
            if timer is not None:
                timer.cancel()

        unwatch = draft.watch(told)

        def leave() -> None:
            unwatch()
            end()

        ending.current = leave

    ft.use_effect(follow, [], lambda: ending.current and ending.current())
    witness = ft.Container(width=width.current, height=0, size_change_interval=0, on_size_change=laid_out)
    return Restored(selection.current, witness)
