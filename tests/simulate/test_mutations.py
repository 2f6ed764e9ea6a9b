"""Each way to get sync wrong is found by the simulator, and by the right one of its checks."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.simulate import mutations
from tests.simulate.world import simulate

SEEDS = range(1, 13)
STEPS = 400

APART = {"offline": 0.1, "delay": 0.1}
"""Weather in which people write at the same time without seeing one another."""

CASES = [
    (mutations.no_deduplication, {"drop_answer": 0.2, "duplicate": 0.2}, "times"),
    (mutations.cursor_apart, {"kill_before_commit": 0.1}, "differ"),
    (mutations.delete_beats_edit, APART, "is in the trash"),
    (mutations.clock_only, APART | {"skew": 0.1}, "neither current nor in the history"),
    (mutations.text_by_position, APART, "is lost"),
]


@pytest.mark.parametrize(("mutation", "rates", "complaint"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_the_simulator_finds(
    mutation: Callable[[], AbstractContextManager[None]], rates: dict[str, float], complaint: str
) -> None:
    with mutation():
        all_found = (violation for seed in SEEDS for violation in simulate(seed, STEPS, dict(rates)).violations)
        found = next((violation for violation in all_found if complaint in violation), None)
    assert found
    assert not simulate(SEEDS[0], STEPS, dict(rates)).violations  # the weather alone does no harm
