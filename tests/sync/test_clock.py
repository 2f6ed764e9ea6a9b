"""Clocks and ids."""

import random
from datetime import timedelta

from sync.clock import HybridClock, from_text, to_text
from sync.ids import new_id, stable_id
from tests.fakes.clock import FakeClock


def test_stamps_grow_even_when_the_wall_clock_is_set_back() -> None:
    clock = FakeClock()
    stamps = HybridClock(clock)
    first = stamps.tick()
    clock.set_wall(clock.now_utc() - timedelta(days=1))
    assert first < stamps.tick() < stamps.tick()


def test_a_stamp_seen_from_a_clock_that_is_ahead_is_outrun() -> None:
    stamps = HybridClock(FakeClock())
    ahead = HybridClock(FakeClock(FakeClock().now_utc() + timedelta(days=2))).tick()
    stamps.observe(ahead)
    assert stamps.tick() > ahead


def test_a_stamp_survives_being_written_down() -> None:
    stamps = HybridClock(FakeClock())
    stamps.tick()
    assert HybridClock(FakeClock(), stamps.tick()).tick() > stamps.last


def test_times_as_text_sort_and_come_back() -> None:
    moment = FakeClock().now_utc()
    assert from_text(to_text(moment)) == moment
    assert to_text(moment) < to_text(moment + timedelta(milliseconds=1))


def test_new_ids_sort_by_time_and_stable_ids_are_alike_everywhere() -> None:
    clock, chance = FakeClock(), random.Random(1)
    first = new_id(clock, chance)
    clock.advance(0.001)
    assert first < new_id(clock, chance)
    assert stable_id("place", "c") == stable_id("place", "c") != stable_id("place", "d")
    assert stable_id("a", "bc") != stable_id("ab", "c")
