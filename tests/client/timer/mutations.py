"""Ways to get the clock wrong, each put into the running product at one seam: the tests must find every one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from client.timer import facts, keeper, tally
from client.timer.dates import followed
from client.timer.days import day_of
from client.timer.drafts import Draft
from client.timer.elapsed import Reading
from client.timer.keeper import Keeper
from client.timer.witness import Witness


@contextmanager
def wall_clock() -> Iterator[None]:
    """The wall clock says what day it is."""

    def look_at_day(self: Keeper, now: Reading, wall_s: float) -> None:
        dated = followed(self._dated, now, wall_s)
        day = day_of(wall_s, self.zone())
        if day != self._dated.day:
            self.count.cut()
            self._collect(now)
            self.ready.append(Draft("day", {}))
        self._dated = replace(dated, day=day)

    with patch.object(Keeper, "_look_at_day", look_at_day):
        yield


@contextmanager
def no_lease() -> Iterator[None]:
    """Nothing is charged ahead: what was not written down when the app is killed was never studied."""
    right = Keeper.keep

    def keep(self: Keeper, now: Reading) -> Witness:
        witness = right(self, now)
        witness.lease = None
        return witness

    with patch.object(Keeper, "keep", keep):
        yield


@contextmanager
def summed() -> Iterator[None]:
    """Two devices at once cost twice."""
    with patch.object(tally, "united_s", lambda spans: sum(end - begin for begin, end in spans)):
        yield


@contextmanager
def no_witness() -> Iterator[None]:
    """A ledger that ends too early is taken as it is."""
    right = keeper.Keeper.__init__

    def init(self: Keeper, witness: Witness, opening: object, *rest: object) -> None:
        if getattr(opening, "found", "") == "torn":
            witness.base = {}
            opening.tally.carried.clear()  # type: ignore[attr-defined]
        right(self, witness, opening, *rest)  # type: ignore[arg-type]

    with patch.object(Keeper, "__init__", init):
        yield


@contextmanager
def offline_for_ever() -> Iterator[None]:
    """Being offline is no reason to be careful."""
    with patch.object(facts, "offline_used_s", lambda *_: None):
        yield


@contextmanager
def many_provisional_days() -> Iterator[None]:
    """Each reboot opens the day that the wall clock says."""
    right = keeper.labelled
    with patch.object(keeper, "labelled", lambda dated, now, zone, *, strict: right(dated, now, zone, strict=False)):
        yield


BY_DAYS: list[Callable[[], object]] = [wall_clock, no_lease, summed]
"""What the random days find."""

BY_ATTACK: list[tuple[Callable[[], object], str]] = [
    (no_witness, "test_13_an_old_database_is_put_back"),
    (offline_for_ever, "test_21_two_devices_offline_then_sync"),
    (many_provisional_days, "test_08_offline_reboots_with_the_clock_forward"),
]
"""What an attack finds that was thought of for it."""
