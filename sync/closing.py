"""What goes over the line when a person deletes an account with everything that is in it.

GET    /v1/accounts/closing   ClosingState: what has to be done first, if anything
POST   /v1/accounts/closing   Closing → 204: the account is gone, and with it its personal space, its files, its devices
                              and its memberships; 403 `wrong_password`, 409 `not_yet_closable`

The request carries a `request_id` that the device draws and keeps until it has the answer: whoever asks again after the
answer was lost has no account any more to sign in to, and is told by it that all is done.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sync.wire import Identifier, Message

KEYS_DAYS = 30
"""So long the server knows which requests it has carried out: random ids, which say nothing of anybody."""

NOT_YET = "not_yet_closable"
WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the code of an error

Reason = Literal["last_manager", "needs_parent"]


class Hurdle(Message):
    """A shared space that the account cannot leave by itself.

    `last_manager`: others are in it, and nobody else manages it. `needs_parent`: it is a child's family, and a parent
    has to agree.
    """

    space_id: str
    kind: str
    name: str
    reason: Reason


class ClosingState(Message):
    """What stands in the way; nothing when the list is empty."""

    hurdles: list[Hurdle]


class Closing(Message):
    """Delete the account; its password is asked again, since a device may lie open on a table."""

    request_id: Identifier
    password: Annotated[str, Field(min_length=1, max_length=200)]
