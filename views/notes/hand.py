"""What the parts of one open editor share: the draft, the field that is on the screen, and what is offered there."""

from __future__ import annotations

import contextlib
from typing import Any

from client.notes.drafts import Draft
from client.notes.writing.change import Change
from client.notes.writing.links import Typed, being_typed, complete
from client.notes.writing.marks import Command
from client.search.found import Found
from views.palette.routes import route_of


class Hand:
    """Does in the editor what is pressed beside it. `field` is the body's `ft.TextField`, None before it is shown."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.field: Any = None
        self.offered: list[Found] = []
        """What may be meant by the link that is being written, the likeliest first."""

    async def do(self, command: Command) -> None:
        """Run a command on what is selected; the field has the focus then, as before."""
        await self.put(command(self.draft.body, *sorted(self.draft.selection)))

    async def put(self, change: Change) -> None:
        """Make a change; the field has the focus then."""
        self.draft.put(change)
        await self.focus()

    async def go(self, index: int) -> None:
        """Put the cursor there."""
        self.draft.go(index)
        await self.focus()

    async def turn(self, *, back: bool) -> None:
        """Undo, or do again."""
        if self.draft.undo() if back else self.draft.redo():
            await self.focus()

    def linking(self) -> Typed | None:
        """The link that is being written."""
        base, extent = self.draft.selection
        return being_typed(self.draft.body, extent) if base == extent else None

    def choice(self, found: Found, *, entered: bool = False) -> Change | None:
        """What choosing this for the link changes; `entered`: by Enter, whose line break goes again."""
        at = self.draft.selection[1] - entered
        typed = being_typed(self.draft.body, at)
        if typed is None:
            return None
        route = "" if found.kind == "note" else route_of(found)
        change = complete(self.draft.body, typed, at, found.title, route)
        return change._replace(removed=change.removed + entered)

    async def focus(self) -> None:
        """Give the field the focus; a window that is going away has none."""
        if self.field is not None:
            with contextlib.suppress(RuntimeError, TimeoutError):
                await self.field.focus()
