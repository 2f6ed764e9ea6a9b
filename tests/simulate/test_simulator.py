"""Short runs of the simulator; `python -m tests.bench simulate` makes long ones."""

import pytest

from tests.simulate.world import simulate

STEPS = 250


@pytest.mark.parametrize("seed", range(1, 6))
def test_nothing_is_lost_whatever_happens(seed: int) -> None:
    report = simulate(seed, STEPS)
    assert not report.failed, "\n".join([*report.trace, *report.violations, *report.stalls])
    assert report.quiet_points


def test_the_same_seed_brings_the_same_run() -> None:
    first, second = simulate(7, 150), simulate(7, 150)
    assert first.trace == second.trace
    assert first.faults == second.faults
