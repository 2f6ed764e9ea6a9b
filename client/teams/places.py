"""How many may be in a team: six, and once a place more for a friend whom a member has invited. Pure.

The server says who came by whose invitation, and lets nobody in beyond; what is said of it here follows from the same
rule (`sync.spaces.places`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sync.spaces import Member, places

PLACES = places("team", invited=False)
"""So many may be in a team."""
PLACES_INVITED = places("team", invited=True)
"""… and so many in one that a friend comes into by an invitation."""


class Extra(NamedTuple):
    """The extra place: who brought whom. `host` is "" for somebody who is in the team no more."""

    host: str
    guest: str


def extra_place(members: Sequence[Member]) -> Extra | None:
    """Whom the team has its extra place from, the first who came so; None while it has none."""
    guest = next((one for one in members if one.invited_by is not None), None)
    if guest is None:
        return None
    return Extra(next((one.name for one in members if one.account_id == guest.invited_by), ""), guest.name)
