"""What checking in opens: after every seven days a study pack made for the person. Pure.

Nothing can be lost again, nothing is drawn by lot, and there is nothing to buy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from client.teams.streak import Checked, day_told

PACK_DAYS = 7
"""Days of check-ins, in a row or not, that open a pack."""


class Rewards(NamedTuple):
    """`days` were checked in on in all; `packs` were opened, and the next one wants `until_pack` more days."""

    days: int = 0
    packs: int = 0
    until_pack: int = PACK_DAYS


def rewards(checkins: Iterable[Checked], who: str) -> Rewards:
    """What a member has in a team."""
    days = len({day for one in checkins if one.who == who and (day := day_told(one)) is not None})
    return Rewards(days, days // PACK_DAYS, PACK_DAYS - days % PACK_DAYS)
