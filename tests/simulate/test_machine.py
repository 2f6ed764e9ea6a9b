"""The same world, steered by hypothesis: it looks for the shortest story in which something is lost."""

from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.simulate.faults import FAULTS
from tests.simulate.loop import VirtualLoop, virtual_time
from tests.simulate.people import ACTS, in_words, tell
from tests.simulate.weather import KILLS, ON_THE_LINE, Weather
from tests.simulate.world import MEMORY, World

WRITERS = st.integers(0, 2)
SEEDS = st.integers(0, 1 << 16)


class Steered(Weather):
    """What goes wrong is what was ordered: each order is for the next message or commit that it fits."""

    def strikes(self, kind: str) -> bool:
        if self.calm or not self.rates.pop(kind, 0.0):
            return False
        self.count[kind] += 1
        return True


class Story(RuleBasedStateMachine):
    """People act, time goes by, things go wrong; at the end, and in between, everything must be as it should."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self._time = virtual_time()
        self.loop: VirtualLoop = self._time.__enter__()
        self.world = World(self.loop, Path(self._folder.name), 1, Steered({}, random.Random(1)))
        self.loop.run_until_complete(self.world.begin())
        self.world.weather.calm = False

    @rule(writer=WRITERS, act=st.sampled_from(sorted(ACTS)), seed=SEEDS)
    def somebody_acts(self, writer: int, act: str, seed: int) -> None:
        device = self.world.devices[writer]
        if device.off:
            return
        self.world.chance.seed(seed)
        name, told = self.loop.run_until_complete(self.world.people.act(device, act))
        self.world.report.step(self.loop.time(), f"{device.label} {in_words(name, told)}")
        if told:
            tell(self.world.oracle, device.label, told)
            self.world.oracle.sent_as(device.label, device.last_operation)

    @rule(seconds=st.sampled_from((0.001, 0.01, 0.1, 1.0, 20.0)))
    def time_goes_by(self, seconds: float) -> None:
        self.loop.run_until_complete(asyncio.sleep(seconds))

    @rule(kind=st.sampled_from((*ON_THE_LINE, *KILLS)))
    def something_will_go_wrong(self, kind: str) -> None:
        self.world.weather.rates[kind] = 1.0

    @rule(kind=st.sampled_from(sorted(FAULTS)), victim=st.integers(0, 3))
    def something_goes_wrong(self, kind: str, victim: int) -> None:
        self.loop.run_until_complete(FAULTS[kind](self.world, self.world.devices[victim]))

    @rule()
    def somebody_makes_backups(self) -> None:
        self.world.keep_copies(1.0)

    @precondition(lambda self: self.world.report.steps > 12)
    @rule()
    def all_comes_to_rest(self) -> None:
        self._check()

    def teardown(self) -> None:
        try:
            self._check()
        finally:
            self.loop.run_until_complete(self.world.end())
            self._time.__exit__(None, None, None)
            self._folder.cleanup()

    def _check(self) -> None:
        restless = self.loop.run_until_complete(self.world.quieten())
        assert not restless, restless
        found = self.loop.run_until_complete(self.world.check())
        assert not found, "\n".join([*self.world.report.trace, *found])
        self.world.weather.calm = False


TestStory = Story.TestCase
TestStory.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
)
