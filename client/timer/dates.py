"""Which day it is, when nobody's word is taken for it but the server's: pure.

A date that the server has signed goes on with the machine's elapsed time, whatever is done to the wall clock. A reboot
ends that, for nobody knows how long the machine was off: from then on the date is unverified until the server is met
again. An unverified date is never before the last one known, and it opens one new day at most: who stays away from
the server and reboots with another date each time gets one day's budget from it. After 24 hours that really passed
another day may open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import tzinfo
from typing import Any, Self

from client.timer.days import DAY_S, day_of, next_day
from client.timer.elapsed import Reading

STALE_S = 5.0
"""An anchor from so long before a date that was verified is an old one, replayed."""


@dataclass(frozen=True)
class Dated:
    """At `boot_s` of `boot` it was `utc_s` (seconds since 1970).

    `verified`: by the server, and elapsed time since. `floor_s`: the last verified date. `day`: the day in force.
    `opened`: an unverified day has been opened in this stretch, at `opened_s` of `opened_boot`.
    """

    utc_s: float
    boot: str
    boot_s: float
    verified: bool = False
    floor_s: float = 0.0
    day: str = ""
    opened: bool = False
    opened_boot: str = ""
    opened_s: float = 0.0

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """As `asdict` wrote it. Raises TypeError, ValueError for something else."""
        return cls(**{field.name: kept[field.name] for field in fields(cls) if field.name in kept})

    def kept(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def now_s(self, reading: Reading) -> float:
        """The date at `reading`, which is of the same boot."""
        return self.utc_s + max(0.0, reading.boot_s - self.boot_s)

    def moved_to(self, reading: Reading) -> Self:
        """The same date, said of `reading`: what is kept is then no older than it has to be."""
        now_s = self.now_s(reading)
        floor_s = max(self.floor_s, now_s) if self.verified else self.floor_s
        return replace(self, utc_s=now_s, boot_s=reading.boot_s, floor_s=floor_s)


def is_same_boot(dated: Dated, reading: Reading) -> bool:
    """Whether the machine has been up since."""
    return dated.boot == reading.boot and reading.boot_s >= dated.boot_s


def begun(dated: Dated | None, reading: Reading, wall_s: float) -> Dated:
    """The date when the app starts: as it was kept, or, after a reboot, as the wall clock says, unverified."""
    if dated is None:
        return Dated(wall_s, reading.boot, reading.boot_s)
    if is_same_boot(dated, reading):
        return dated
    return replace(dated, utc_s=max(dated.utc_s, wall_s), boot=reading.boot, boot_s=reading.boot_s, verified=False)


def followed(dated: Dated, reading: Reading, wall_s: float) -> Dated:
    """The date by the wall clock, where nothing depends on it."""
    return replace(dated, utc_s=wall_s, boot_s=reading.boot_s)


def labelled(dated: Dated, reading: Reading, zone: tzinfo | None, *, strict: bool) -> Dated:
    """With the day in force at `reading`. `strict`: there is a server to verify it; else each boot may open one."""
    claimed = day_of(dated.now_s(reading), zone)
    if dated.verified or not dated.day:
        return dated if dated.day == claimed else replace(dated, day=claimed)
    if claimed <= dated.day:
        return dated
    if not strict:
        return replace(dated, day=claimed)
    lasted = dated.opened_boot == reading.boot and reading.boot_s - dated.opened_s >= DAY_S
    if dated.opened and not lasted:
        return dated
    day = min(claimed, next_day(dated.day)) if dated.opened else claimed
    return replace(dated, day=day, opened=True, opened_boot=reading.boot, opened_s=reading.boot_s)


def anchored(dated: Dated, reading: Reading, utc_s: float) -> Dated | None:
    """With the server's date, which was `utc_s` at `reading`; None when it is an old one. `day` is still as before."""
    if utc_s < dated.floor_s - STALE_S:
        return None
    utc_s = max(utc_s, dated.floor_s)
    return replace(
        dated, utc_s=utc_s, boot=reading.boot, boot_s=reading.boot_s, verified=True, floor_s=utc_s, opened=False
    )
