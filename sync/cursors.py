"""Where somebody's cursor is in a note that others have open, too: what goes over the line, and is kept nowhere.

POST /v1/spaces/{id}/cursors     Cursor → 204: tell whoever listens to the space's hints; 429 when it is too often

Among the hints (`sync.wire`) it arrives as the event `cursor`, data CursorTold; whoever does not know that one passes
it over. It is no record: it is in no log, whoever is away never hears of it, and one that is lost is made up for by
the next.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.wire import Identifier, Message

CURSORS_PER_S = 4.0
"""A device says so often where its cursor is, in the long run."""
CURSORS_BURST = 12
GONE_S = 12.0
"""A cursor of which nothing was heard for so long is not shown any more."""

Replica = Annotated[str, Field(max_length=80, pattern=r"^[A-Za-z0-9._:-]*$")]


class Cursor(Message):
    """The cursor in `note` is right behind the character `replica`, `counter` of its body (`sync.text`).

    "" is the body's beginning. `gone`: the note is not open there any more.
    """

    note: Identifier
    replica: Replica = ""
    counter: int = Field(default=0, ge=0, le=2**53)
    gone: bool = False


class CursorTold(Cursor):
    """The same as others hear it: of whose device. `name` is the member's, or among one's own devices the device's."""

    space: str
    account_id: str
    device_id: str
    name: str = ""
