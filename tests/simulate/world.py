"""One run: some devices and a server, people who act on them, weather, and quiet points where everything is checked."""

from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path

from sync.spaces import Join, NewInvite, NewSpace
from tests.fakes.older import older_schema
from tests.simulate.checking import violations
from tests.simulate.device import NAME, Device
from tests.simulate.faults import FAULTS
from tests.simulate.loop import VirtualLoop, virtual_time
from tests.simulate.oracle import Oracle
from tests.simulate.people import IN_TEAM, People, in_words, tell
from tests.simulate.report import Report
from tests.simulate.server import SimulatedServer
from tests.simulate.weather import Weather

RUN_STEPS = 600
"""How long a run is unless somebody wants another: new weather often finds more than bad weather for long."""

PATIENCE_S = 600.0
"""Simulated time in which everything must have come to rest once nothing goes wrong any more."""

WRITERS = ("laptop", "phone", "tablet")
READER = "reader"
OLDER = "tablet"
"""The device on which an older version of the app runs in half of all runs."""
TRIES = 0.05
"""How often the reader tries to write where it may not."""
PAUSES_S = (0.0, 0.005, 0.05, 0.5, 5.0)


class World:
    """A server, three devices of one person, and another person's; everything that happens follows from the seed.

    The first person writes in its personal space and in a team's, in which the other one only reads.
    """

    def __init__(self, loop: VirtualLoop, folder: Path, seed: int, weather: Weather) -> None:
        self.loop, self.weather, self.chance = loop, weather, weather.chance
        self.report = Report(faults=weather.count)
        self.oracle = Oracle()
        self.people = People(self.chance, team=True)
        self.team = ""
        self.server = SimulatedServer(loop, folder, weather, seed)
        self.devices: list[Device] = []
        for number, name in enumerate((*WRITERS, READER), 1):
            (folder / name).mkdir()
            schema = older_schema() if name == OLDER and self.chance.random() < 0.5 else None
            here, person = (
                (loop, folder / name, self.server, weather, seed + number),
                READER if name == READER else NAME,
            )
            self.devices.append(Device(*here, self._moved, person=person, schema=schema))
        self._copies: dict[str, list[bytes]] = {}
        self._restored = False
        self.signed_anew = False
        """Whether since the last quiet point a device got another id, with something perhaps unanswered."""

    async def begin(self) -> None:
        """Everybody is there and signed in."""
        self.weather.calm = True
        await self.server.start()
        for device in self.devices:
            await device.start()
            await device.sign_in(register=device in (self.devices[0], self.devices[-1]))
        owner, reader = self.devices[0].spaces, self.devices[-1].spaces
        self.team = (await owner.found(NewSpace(request_id="team", kind="team", name="队"))).id
        code = (await owner.invite(self.team, NewInvite(role="reader"))).code
        await reader.join(Join(request_id="reader", code=code))

    async def storm(self) -> None:
        """People act and things go wrong, for a while."""
        self.weather.calm = False
        for _ in range(self.chance.randint(10, 80)):
            await self._step()
        self.keep_copies(0.3)

    async def quieten(self) -> str:
        """Nothing goes wrong any more; what has not come to rest in time, "" when all has."""
        self.weather.calm = True
        self.report.quiet_points += 1
        begin, pause_s = self.loop.time(), 0.25
        await self.server.until_up()
        while restless := await self._restless():
            if self.loop.time() - begin > PATIENCE_S:
                return restless
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, 10.0)
        return ""

    async def check(self) -> list[str]:
        """All that does not hold now that everything is quiet."""
        found = await violations(self)
        self.oracle.at_rest()
        self._restored = self.signed_anew = False
        return found

    async def end(self) -> None:
        """Switch everything off."""
        for device in self.devices:
            device.kill()
        await self.server.close()

    def take_restore(self, name: str, kind: str) -> bytes | None:
        """An old copy of this database. One between two quiet points: else what is lost need not be anywhere else."""
        copies = self._copies.get(name)
        if self._restored or not copies:
            self.weather.count[kind] -= 1
            return None
        self._restored = True
        return self.chance.choice(copies)

    async def _step(self) -> None:
        fault = next((kind for kind in FAULTS if self.weather.strikes(kind)), None)
        device = self.chance.choice(self.devices[:-1])
        if fault:
            device = self.chance.choice(self.devices)
            self.report.step(self.loop.time(), f"{fault} ({device.name})")
            await FAULTS[fault](self, device)
        elif self.chance.random() < TRIES:
            await self._try_to_write(self.devices[-1])
        elif not device.off:
            name, told = await self.people.act(device)
            self.report.step(self.loop.time(), f"{device.label} {in_words(name, told)}")
            if told:
                tell(self.oracle, device.label, told)
                self.oracle.sent_as(device.label, device.last_operation)
        for asleep in self.devices:
            if (asleep.off or asleep.needs_its_person) and self.chance.random() < 0.1:
                await self._back(asleep)
        await asyncio.sleep(self.chance.choice(PAUSES_S) * self.chance.random())

    async def _try_to_write(self, reader: Device) -> None:
        """The reader changes a note of the team: it sees it until the server says no. No oracle need know."""
        if reader.off:
            return
        self.report.step(self.loop.time(), f"{reader.name} tries to write")
        await reader.act(lambda view: view.team and view.save("note", f"{IN_TEAM}0", space=view.team, title="我的"))

    async def _restless(self) -> str:
        for device in self.devices:
            await self._back(device)
            device.carrier.cut = False
            if crash := device.crash:
                self.loop.complaints.append(crash)
        if restless := [f"{d.name}: {d.sync.status}" for d in self.devices if d.sync.status.state != "synced"]:
            return "; ".join(restless)
        heads: dict[str, int] = {}
        for space, seq, *_ in self.server.log():
            heads[space] = max(heads.get(space, 0), seq)
        team = {space: seq for space, seq in heads.items() if space == self.team}
        logs = [(device, team if device.person == READER else heads) for device in self.devices]
        return "; ".join(filter(None, [await device.restless(heads) for device, heads in logs]))

    async def _back(self, device: Device) -> None:
        if device.off:
            await device.start()
        if not device.off and device.needs_its_person:
            await device.sign_in()

    def keep_copies(self, share: float) -> None:
        """Somebody makes backups, of about this share of all databases."""
        for name, place in [("server", self.server), *((d.name, d) for d in self.devices)]:
            if self.chance.random() < share:
                self._copies.setdefault(name, []).append(place.copy())

    def _moved(self) -> None:
        self.report.steps += 1


async def live(loop: VirtualLoop, folder: Path, seed: int, steps: int, weather: Weather) -> Report:
    """A run of about so many steps, up to the first violation or stall."""
    world = World(loop, folder, seed, weather)
    report = world.report
    await world.begin()
    try:
        while report.steps < steps and not report.violations and not report.stalls:
            await world.storm()
            where = f"seed {seed}, step {report.steps}"
            if restless := await world.quieten():
                report.stalls.append(f"{where}: {restless}")
            else:
                report.violations += [f"{where}: {what}" for what in await world.check()]
    finally:
        await world.end()
    return report


def simulate(seed: int, steps: int, rates: dict[str, float] | None = None) -> Report:
    """One run on a loop and in a folder of its own; `rates` of faults, where they are not to be drawn."""
    chance = random.Random(seed)
    weather = Weather.draw(chance) if rates is None else Weather(rates, chance)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder, virtual_time() as loop:
        return loop.run_until_complete(live(loop, Path(folder), seed, steps, weather))


MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one: the disk's own time is of no interest here."""
