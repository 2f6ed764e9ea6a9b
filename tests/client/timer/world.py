"""Machines, devices and a server for the attacks: the real keeper, with a list for a ledger and a text for a safe.

Time passes a second at a time. A device beats every five seconds, as the app does; a page that is open, not covered and
not locked is being used, and `used_s` is how long that was in truth, whatever the device has counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from client.timer.chain import Entry, sealed
from client.timer.days import day_of
from client.timer.drafts import Place
from client.timer.elapsed import Reading
from client.timer.keeper import Keeper
from client.timer.limits import Limits
from client.timer.opening import examine
from client.timer.standing import Standing
from client.timer.tally import Tally
from client.timer.union import united_s
from client.timer.witness import Witness
from sync.ids import stable_id

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEAT_S = 5
CAP_S = 20 * 60
LIMITS = Limits(minutes=(CAP_S // 60,) * 7, zone="Asia/Shanghai")


class Event(NamedTuple):
    id: str
    device: str
    activity: str
    at: float
    s: int


def moment(text: str, zone: tzinfo = SHANGHAI) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


@dataclass
class Server:
    """What devices of one child meet: their events, and what the parent has said."""

    events: list[Event] = field(default_factory=list)
    limits: Limits = LIMITS
    grants: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass
class World:
    """The true time (seconds since 1970); `spans` is what was really used, by any device."""

    now: float = field(default_factory=lambda: moment("2026-11-23T16:00"))
    machines: list[Machine] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)

    def pass_s(self, seconds: float, *, asleep: Machine | None = None) -> None:
        self.now += seconds
        for machine in self.machines:
            if machine.is_on:
                machine.boot_s += seconds
                machine.awake_s += 0 if machine is asleep else seconds

    def used_s(self, day: str | None = None) -> float:
        return united_s(s for s in self.spans if day is None or day_of(s[0], SHANGHAI) == day)


class Machine:
    """A machine with a wall clock that anybody can set, and time since its boot, which nobody can."""

    def __init__(self, world: World) -> None:
        self.world, self.number, self.is_on, self.wall_apart = world, 1, True, 0.0
        self.boot_s = self.awake_s = 1_000.0
        self.honest = True
        world.machines.append(self)

    @property
    def wall_s(self) -> float:
        return self.world.now + self.wall_apart

    def set_wall(self, text: str) -> None:
        self.wall_apart = moment(text) - self.world.now

    def read(self) -> Reading:
        return Reading(f"boot-{self.number}", self.boot_s, self.awake_s, self.honest)

    def reboot(self) -> None:
        self.number, self.boot_s, self.awake_s = self.number + 1, 20.0, 20.0


class Device:
    """The app on a machine, for a child whose family has limits."""

    def __init__(
        self,
        world: World,
        name: str = "a",
        machine: Machine | None = None,
        server: Server | None = None,
        *,
        primary: bool = True,
        limits: Limits | None = LIMITS,
    ) -> None:
        self.world, self.name, self.server = world, name, server
        self.machine = machine or Machine(world)
        self.place = Place(zone=SHANGHAI, device_zone=SHANGHAI, is_shared=server is not None, is_primary=primary)
        self.ledger: list[Entry] = []
        self.safe: str | None = None
        self.keeper: Keeper | None = None
        self.is_full = False
        self.is_new = True
        self.outbox: list[Event] = []
        self.start()
        if limits:
            self.append("limits", limits.kept())
        if server:
            self.sync()

    # The process ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        witness = Witness.of(json.loads(self.safe)) if self.safe else None
        entries = [e for e in self.ledger if witness is None or e.n >= witness.check[0]]
        opening = examine(witness, entries, is_new=self.is_new)
        known = witness or Witness(stable_id(self.name, str(len(self.ledger))).replace("-", "") * 2, base=_nothing())
        if opening.found == "keyless" and entries:
            known.head = entries[-1].n
        self.is_new, self._anew = False, opening.found != "good"
        self.found = opening.found
        self.keeper = Keeper(known, opening, self.place, self.machine.read(), self.machine.wall_s)
        self.keep()

    def kill(self) -> None:
        self.keeper = None

    def close(self) -> None:
        self.on.begin("", self.machine.read(), self.machine.wall_s)
        self.on.cut(self.machine.read())
        self.keep()
        self.keeper = None

    def restart(self) -> None:
        if self.keeper is not None:
            self.close()
        self.start()

    @property
    def on(self) -> Keeper:
        assert self.keeper is not None, "the app does not run"
        return self.keeper

    def keep(self, *, die_before_safe: bool = False) -> None:
        """As `StudyClock._keep`: the ledger, then the safe."""
        keeper, now = self.on, self.machine.read()
        if self.is_full:
            keeper.fail(now)
            return
        written = False
        while drafts := keeper.due():
            n, mac = (max(self.head, keeper.witness.head), keeper.witness.mac)
            entries: list[Entry] = []
            for kind, body in drafts:
                named = {**body, "id": stable_id("study", mac, str(n + 1))} if kind in ("own", "held") else body
                entry = sealed(bytes.fromhex(keeper.witness.key), mac, n + 1, kind, named)
                n, mac = entry.n, entry.mac
                entries.append(entry)
                if kind == "own":
                    self.outbox.append(Event(named["id"], self.name, named["act"], named["at"], named["s"]))
            self.ledger = [e for e in self.ledger if e.n <= n - len(entries)] + entries
            keeper.written(drafts, entries, now)
            written = True
        if die_before_safe:
            self.kill()
        elif written or keeper.needs_lease(now):
            self.safe = json.dumps(keeper.keep(now).kept())
        keeper.recover()

    @property
    def head(self) -> int:
        return self.ledger[-1].n if self.ledger else 0

    def append(self, kind: str, body: dict[str, object]) -> None:
        """What arrives is sealed as it does."""
        keeper = self.on
        entry = sealed(bytes.fromhex(keeper.witness.key), keeper.witness.mac, keeper.witness.head + 1, kind, body)
        self.ledger.append(entry)
        keeper.take([entry])
        self.keep()
        self.safe = json.dumps(keeper.keep(self.machine.read()).kept())

    # The server ----------------------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Meet the server: the date, what others did, what the parent says."""
        assert self.server is not None
        keeper, now = self.on, self.machine.read()
        keeper.beat(now, self.machine.wall_s)
        keeper.cut(now)
        self.keep()
        self.server.events += self.outbox
        self.outbox = []
        known = {e.body.get("id") for e in self.ledger}
        zone = keeper.zone()
        for event in self.server.events:
            if event.id not in known and event.at > self.world.now - 2 * 86_400:
                body = {"id": event.id, "act": event.activity, "at": event.at, "s": event.s}
                self.append("other", {**body, "day": day_of(event.at, zone)})
        if keeper.limits != self.server.limits:
            self.append("limits", self.server.limits.kept())
        for grant_id, (day, seconds) in self.server.grants.items():
            self.append("grant", {"id": grant_id, "day": day, "s": seconds})
        keeper.anchor(now, self.world.now)
        if keeper.witness.restricted is not None:
            used = united_s((e.at, e.at + e.s) for e in self.server.events if day_of(e.at, zone) == keeper.dated.day)
            keeper.restored({keeper.dated.day: used})
        self.keep()
        self.safe = json.dumps(keeper.keep(now).kept())

    # The person ----------------------------------------------------------------------------------------------------

    @property
    def standing(self) -> Standing:
        return self.on.standing(self.machine.read())

    def study(
        self,
        seconds: float,
        activity: str = "lesson",
        *,
        touch: bool = True,
        each: Callable[[int], object] = lambda second: None,
        online: bool = False,
    ) -> int:
        """Study for so long, or until it is locked; the seconds in which it could be used are returned."""
        now = self.machine.read()
        self.on.begin(activity, now, self.machine.wall_s)
        self.beat()
        used, covered_before = 0, False
        for second in range(int(seconds)):
            standing = self.standing if second % BEAT_S == 0 else None
            if standing and standing.locks(activity):
                break
            covered = standing.is_idle if standing else covered_before
            covered_before = covered
            each(second)
            if self.keeper is None:
                return used
            began = self.world.now
            self.world.pass_s(1)
            if not covered:
                used += 1
                self.world.spans.append((began, self.world.now))
            if second % BEAT_S == BEAT_S - 1:
                if touch:
                    self.on.touch(self.machine.read(), self.machine.wall_s)
                self.beat()
                if online:
                    self.sync()
        self.on.begin("", self.machine.read(), self.machine.wall_s)
        self.beat()
        return used

    def beat(self) -> None:
        self.on.beat(self.machine.read(), self.machine.wall_s)
        self.keep()

    @property
    def alerts(self) -> list[str]:
        return [alert.what for alert in self.on.tally.alerts]


def _nothing() -> dict[str, object]:
    return Tally().snapshot("1970-01-01")


def utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
