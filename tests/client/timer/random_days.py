"""Days at random, with all that a child, a machine and a network do: the machine that `test_random_days.py` runs.

Two things must hold. What was used of a true day is never more than its budget, and what the rules give for being
offline and for an offline reboot. And the clock is fair: once all devices have met the server, what it charges is what
was used, each second once.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from client.timer.days import day_of
from client.timer.facts import RESTRICTED_S
from client.timer.standing import OFFLINE_S
from tests.client.timer.world import CAP_S, SHANGHAI, Device, Server, World

GAIN_S = 15

which = st.integers(0, 2)
stretch = st.integers(1, 600)


class RandomDays(RuleBasedStateMachine):
    """One to three devices of a child; where there are several, none of them may go without the server for long."""

    @initialize(devices=st.integers(1, 3))
    def set_out(self, devices: int) -> None:
        self.world, self.server = World(), Server()
        self.devices = [Device(self.world, name, server=self.server, primary=devices == 1) for name in "abc"[:devices]]
        self.rebooted = [False] * devices
        self.astray = [False] * devices
        self.keyless = [False] * devices
        self.extra_s = 0.0
        self.kills = 0
        self.slack_s = 0.0
        self.inexact: set[str] = set()
        self.claimed: set[str] = set()
        self.olds: list[list[object]] = [[] for _ in range(devices)]

    def device(self, i: int) -> Device:
        return self.devices[i % len(self.devices)]

    def day(self) -> str:
        return day_of(self.world.now, SHANGHAI)

    def granted_s(self, day: str) -> int:
        return sum(seconds for granted, seconds in self.server.grants.values() if granted == day)

    @rule(i=which, seconds=stretch, touch=st.booleans(), online=st.booleans())
    def study(self, i: int, seconds: int, touch: bool, online: bool) -> None:
        if online:
            self.sync(i)
        self.slack_s += 2
        self.device(i).study(seconds, touch=touch)

    @rule(i=which, seconds=st.integers(5, 400))
    def study_on_two_at_once(self, i: int, seconds: int) -> None:
        pair = list({id(device): device for device in (self.device(i), self.device(i + 1))}.values())
        using = [d for d in pair if not d.standing.locks("lesson")]
        self.slack_s += 2 * len(using)
        if any(self.astray):  # by two clocks that differ it was not at once, and is charged twice
            self.claimed.add(self.day())
        for device in using:
            device.on.begin("lesson", device.machine.read(), device.machine.wall_s)
            device.beat()
        for _beat in range(seconds // 5):
            began = self.world.now
            using = [d for d in using if not d.standing.locks("lesson")]
            self.world.pass_s(5)
            if using:
                self.world.spans.append((began, self.world.now))
            for device in pair:
                if device not in using:
                    device.on.begin("", device.machine.read(), device.machine.wall_s)
                else:
                    device.on.touch(device.machine.read(), device.machine.wall_s)
                device.beat()
        for device in pair:
            device.on.begin("", device.machine.read(), device.machine.wall_s)
            device.beat()

    @rule(i=which, seconds=st.integers(1, 90))
    def study_and_be_killed(self, i: int, seconds: int) -> None:
        device = self.device(i)
        self.slack_s += 2
        self.kills += 1

        def die(second: int) -> None:
            if second == seconds:
                device.kill()

        device.study(seconds + 1, each=die)
        if device.keeper is not None:
            device.kill()
        self.world.pass_s(3)
        device.start()

    @rule(i=which, apart=st.sampled_from([-86_400, -3600, -3, 3, 3600, 86_400, 40 * 86_400]))
    def set_clock(self, i: int, apart: int) -> None:
        self.device(i).machine.wall_apart += apart

    @rule(i=which, seconds=st.integers(1, 8 * 3600))
    def suspend(self, i: int, seconds: int) -> None:
        self.world.pass_s(seconds, asleep=self.device(i).machine)
        self.device(i).beat()

    @rule(i=which, kill=st.booleans())
    def reboot(self, i: int, kill: bool) -> None:
        device = self.device(i)
        device.kill() if kill else device.close()
        device.machine.reboot()
        self.astray[i % len(self.devices)] = True
        if not self.rebooted[i % len(self.devices)]:
            self.rebooted[i % len(self.devices)] = True
            self.extra_s += CAP_S + max((self.granted_s(d) for d, _ in self.server.grants.values()), default=0)
        device.start()

    @rule(i=which)
    def restart(self, i: int) -> None:
        self.device(i).restart()

    @rule(i=which)
    def sync(self, i: int) -> None:
        i %= len(self.devices)
        if self.astray[i] and self.device(i).on.dated.day > self.day():  # what was claimed is charged to this day
            self.claimed.add(self.day())
        self.device(i).sync()
        self.rebooted[i] = self.astray[i] = self.keyless[i] = False

    @rule()
    def sync_all(self) -> None:
        for i in (*range(len(self.devices)), *range(len(self.devices))):
            self.sync(i)
        used_s, day = self.world.used_s(self.day()), self.day()
        if day in self.inexact:
            return
        for device in self.devices:
            charged_s = device.standing.used_s
            assert device.on.dated.day == day
            assert charged_s >= used_s - self.slack_s, f"{used_s} s were used, {charged_s} s are charged"
            if day in self.claimed:
                continue
            assert charged_s <= used_s + 16 * self.kills + self.slack_s, f"charged {charged_s} s for {used_s} s"

    @rule(minutes=st.sampled_from([15, 30]))
    def parent_gives(self, minutes: int) -> None:
        if len(self.server.grants) < 3:
            self.server.grants[f"g{len(self.server.grants)}"] = (self.day(), minutes * 60)

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours: int) -> None:
        for device in self.devices:
            self.world.pass_s(hours * 1200)
            device.beat()

    @rule(i=which)
    def copy_the_database(self, i: int) -> None:
        self.olds[i % len(self.devices)] = list(self.device(i).ledger)

    @precondition(lambda self: any(getattr(self, "olds", ())))
    @rule(i=which)
    def put_the_copy_back(self, i: int) -> None:
        device = self.device(i)
        device.close()
        device.ledger = list(self.olds[i % len(self.devices)])  # type: ignore[arg-type]
        self.inexact.add(self.day())
        device.start()

    @rule(i=which)
    def delete_the_key(self, i: int) -> None:
        device = self.device(i)
        device.close()
        device.safe = None
        self.inexact.add(self.day())
        i %= len(self.devices)
        self.astray[i] = True
        if not self.keyless[i]:  # what a device without its key may be used on, whatever day it says that it is
            self.keyless[i] = True
            self.extra_s += min(RESTRICTED_S, CAP_S / 4)
        device.start()

    @invariant()
    def nothing_is_gained(self) -> None:
        if any(self.rebooted) or any(self.keyless):
            self.inexact.add(self.day())
        # Who deletes the key or reboots with another date is charged on the day that the device then claims. Where that
        # day comes before the server is met, the seconds stay there: never too little is charged, but too much may be.
        self.claimed |= {d.on.dated.day for d, astray in zip(self.devices, self.astray, strict=True) if astray}
        over_s = 0.0
        for day in {day_of(begin, SHANGHAI) for begin, _end in self.world.spans}:
            fair_s = CAP_S + self.granted_s(day) + (OFFLINE_S + GAIN_S) * (len(self.devices) - 1) + GAIN_S
            over_s += max(0.0, self.world.used_s(day) - fair_s)
        assert over_s <= self.extra_s, f"{over_s} s more than is fair, where {self.extra_s} s may be"


def run(runs: int, steps: int, seed_with: int | None = None) -> None:
    """Raises AssertionError when a rule is broken. The days are the same each time; `seed_with`: others."""
    chosen = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        phases=(Phase.generate,),  # a counterexample is wanted, not the smallest one
    )
    machine = RandomDays
    if seed_with is not None:
        machine = seed(seed_with)(type("RandomDays", (RandomDays,), {}))
    run_state_machine_as_test(machine, settings=chosen)
