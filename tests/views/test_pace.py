"""What changes again and again is read less and less often, and once it rests it is up to date."""

from itertools import pairwise

from tests.fakes.timers import Timers
from views.pace import APART_MOST_S, APART_S, REST_S, Pace

KEY_S = 0.15


def test_the_first_change_is_read_at_once_and_the_next_soon() -> None:
    timers, read = Timers(), list[float]()
    pace = Pace(timers.later, lambda: timers.now_s, lambda: read.append(timers.now_s))
    pace.changed()
    assert read == [0.0]
    timers.advance(0.01)
    pace.changed()
    timers.advance(APART_MOST_S)
    assert len(read) == 2
    timers.advance(REST_S)
    pace.changed()
    assert read[-1] == timers.now_s, "it had rested"


def test_who_types_for_long_is_read_seldom_and_once_more_when_the_typing_rests() -> None:
    timers, read = Timers(), list[float]()
    pace = Pace(timers.later, lambda: timers.now_s, lambda: read.append(timers.now_s))
    for _key in range(200):
        pace.changed()
        timers.advance(KEY_S)
    seconds = 200 * KEY_S
    assert len(read) < seconds / APART_MOST_S + 6, "every quarter of a second, it would be 120"
    assert max(after - before for before, after in pairwise(read)) <= APART_MOST_S + KEY_S
    last = timers.now_s - KEY_S
    timers.advance(REST_S - KEY_S)
    timers.advance(0.001)
    assert read[-1] >= last, "what was typed last is shown"


def test_nothing_is_read_once_it_is_over() -> None:
    timers, read = Timers(), list[float]()
    pace = Pace(timers.later, lambda: timers.now_s, lambda: read.append(timers.now_s))
    pace.changed()
    pace.changed()
    pace.cancel()
    timers.advance(APART_S + REST_S)
    assert len(read) == 1
