"""The field of the editor's body and what it is given from us: a text, and the cursor at its words."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

import flet as ft

from client.notes.drafts import Draft, News
from views.meanwhile import End, use_meanwhile
from views.notes.offsets import selection_in_units

PATIENCE_S = 10.0
"""A window that draws nothing, as one in the background, says never that it has shown the text."""
WIDTHS = 64
"""So many texts may be on their way to the client at once and still be told apart by what the witness says."""


class Restored(NamedTuple):
    """What belongs to the editor besides its fields."""

    frame: int
    """The number of the text that is to be shown, as `Draft.frame` gives it."""
    selection: ft.TextSelection | None
    """To be set along with the new text until the client has shown it; else None."""
    witness: ft.Control
    """A control without an extent to see that is laid out in the same frame as the new text, and tells of it."""


def use_restored(draft: Draft) -> Restored:
    """The text that the field is given, and the selection along with it; a hook.

    While there is one, the field must not report its selection: the client puts the cursor at the end of a new text
    first, and a field that reports takes that for what the person wants (Flet 1.0.5). How long a slow client takes to
    show the text is not known here, so it says so itself: the witness changes its size in that very frame. What keys
    did that come before or after it can be told by that, too (`client/notes/showing.py`).
    """
    _turn, show = ft.use_state(0)
    selection: Any = ft.use_ref(None)
    ft.use_memo(draft.appear, [])

    def turn_over() -> None:
        show(lambda turn: turn + 1)

    def quiet_is_over() -> None:
        selection.current = None
        turn_over()

    def laid_out(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        draft.drawn(_numbered(round(event.width), draft.frame))
        if selection.current is not None and not draft.is_drawing:
            quiet_is_over()

    def follow() -> End:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def told(news: News) -> None:
            nonlocal timer
            if news == "adopted":
                end()
                selection.current = ft.TextSelection(*selection_in_units(draft))
                timer = loop.call_later(PATIENCE_S, quiet_is_over)
                turn_over()

        def end() -> None:
            if timer is not None:
                timer.cancel()

        unwatch = draft.watch(told)

        def leave() -> None:
            unwatch()
            end()

        return leave

    use_meanwhile(follow)
    frame = draft.frame
    witness = ft.Container(width=_width(frame), height=0, size_change_interval=0, on_size_change=laid_out)
    return Restored(frame, selection.current, witness)


def _width(frame: int) -> int:
    return frame % WIDTHS + 1


def _numbered(width: int, last: int) -> int:
    """The number of the frame in which the witness is so wide; `last`: of the one that was given last."""
    return last - (_width(last) - width) % WIDTHS
