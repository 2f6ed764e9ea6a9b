"""What is to be written into the ledger: entries in the making, and how a piece of study becomes some. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, NamedTuple

from client.timer.counting import Piece
from client.timer.dates import Dated
from client.timer.days import day_of, next_day, start_of
from client.timer.elapsed import Reading

FLUSH_S = 60
"""No interval is longer, and nothing counted waits longer to be written down."""


class Draft(NamedTuple):
    """An entry that is to be written. An `own` one also becomes a STUDY event, which is what other devices get."""

    kind: str
    body: dict[str, Any]

    @property
    def is_time(self) -> bool:
        """Whether it is seconds of this device."""
        return self.kind in ("own", "held")


@dataclass(frozen=True)
class Place:
    """Where the clock stands: `device_zone` None is the system's own; `is_shared`: the account is on a server, so that
    the date can be verified and other devices may be in use; `is_primary`: this device may go without the server.
    """

    zone: tzinfo | None = None
    device_zone: tzinfo | None = None
    is_shared: bool = False
    is_primary: bool = True


def drafts_of(
    piece: Piece, now: Reading, dated: Dated, zone: tzinfo | None, *, guarded: bool, lease: str
) -> list[Draft]:
    """The piece as entries of at most a minute, each of one day; `lease` is the id of the one that paid ahead."""
    end_s = dated.now_s(now) - (now.boot_s - piece.end_boot_s)
    left, at_s = int(piece.seconds), end_s - int(piece.seconds)
    drafts: list[Draft] = []
    while left > 0:
        day = _day_at(at_s, dated, zone, guarded=guarded)
        until_midnight = start_of(next_day(day), zone) - at_s if day == day_of(at_s, zone) else left
        length = min(left, FLUSH_S, max(1, int(until_midnight))) if not piece.held else left
        body = {"act": piece.activity, "at": round(at_s, 3), "s": length, "day": day, "lease": lease}
        if piece.subject:
            body["subj"] = piece.subject
        drafts.append(Draft("held" if piece.held else "own", body))
        left, at_s = left - length, at_s + length
    return drafts


def _day_at(moment_s: float, dated: Dated, zone: tzinfo | None, *, guarded: bool) -> str:
    """The day that a moment just past is charged to: the one in force, or the one before where that ended."""
    if (dated.verified or not guarded) and dated.day:
        return min(dated.day, day_of(moment_s, zone))
    return dated.day
