"""Which seconds count."""

import pytest

from client.timer.counting import IDLE_AFTER_S, ActiveTime, Piece
from client.timer.elapsed import Reading


def at(boot_s: float, slept_s: float = 0.0) -> Reading:
    return Reading("boot", boot_s, boot_s - slept_s)


def beats(count: ActiveTime, start_s: float, end_s: float, step_s: float = 5, slept_s: float = 0.0) -> None:
    """The heartbeat of the app, from `start_s` (exclusive) to `end_s`."""
    now_s = start_s
    while now_s < end_s:
        now_s = min(now_s + step_s, end_s)
        count.beat(at(now_s, slept_s))


def taken(count: ActiveTime) -> list[Piece]:
    count.cut()
    pieces, count.pieces = count.pieces, []
    return pieces


def seconds(count: ActiveTime) -> float:
    return sum(piece.seconds for piece in taken(count))


@pytest.fixture
def lesson() -> ActiveTime:
    count = ActiveTime()
    count.beat(at(1000))
    count.begin("lesson", at(1000))
    return count


def test_seconds_with_a_lesson_on_the_screen_count(lesson: ActiveTime):
    beats(lesson, 1000, 1090)
    assert taken(lesson) == [Piece("lesson", 1090, 90)]


def test_after_two_minutes_without_a_touch_the_clock_stands_still(lesson: ActiveTime):
    beats(lesson, 1000, 1600)
    assert lesson.is_idle
    assert taken(lesson) == [Piece("lesson", 1000 + IDLE_AFTER_S, IDLE_AFTER_S)]


def test_a_touch_starts_the_clock_again_but_does_not_pay_for_the_idle_time(lesson: ActiveTime):
    beats(lesson, 1000, 1600)
    lesson.touch(at(1600))
    beats(lesson, 1600, 1630)
    assert seconds(lesson) == IDLE_AFTER_S + 30


def test_a_heart_that_rested_while_nobody_did_anything_was_not_held(lesson: ActiveTime):
    beats(lesson, 1000, 1130)
    lesson.touch(at(9000))
    beats(lesson, 9000, 9010)
    assert taken(lesson) == [Piece("lesson", 1120, 120), Piece("lesson", 9010, 10)]


def test_time_behind_another_window_does_not_count(lesson: ActiveTime):
    beats(lesson, 1000, 1010)
    lesson.show(at(1010), in_front=False)
    beats(lesson, 1010, 1050)
    lesson.show(at(1050), in_front=True)
    beats(lesson, 1050, 1060)
    assert taken(lesson) == [Piece("lesson", 1010, 10), Piece("lesson", 1060, 10)]


def test_a_machine_that_slept_did_not_study(lesson: ActiveTime):
    beats(lesson, 1000, 1010)
    night_s = 8 * 3600
    lesson.beat(at(1010 + night_s + 3, night_s))
    beats(lesson, 1013 + night_s, 1018 + night_s, slept_s=night_s)
    assert taken(lesson) == [Piece("lesson", 1010, 10), Piece("lesson", 1018 + night_s, 8)]


def test_a_process_that_was_stopped_on_an_awake_machine_is_charged_in_full(lesson: ActiveTime):
    beats(lesson, 1000, 1010)
    lesson.beat(at(1600))
    assert taken(lesson) == [Piece("lesson", 1120, 120), Piece("lesson", 1600, 480, held=True)]


def test_a_page_counts_until_the_beat_that_covers_it(lesson: ActiveTime):
    beats(lesson, 1000, 1118)
    lesson.beat(at(1123))
    assert lesson.is_idle
    assert taken(lesson) == [Piece("lesson", 1123, 123)]


def test_without_an_activity_nothing_counts(lesson: ActiveTime):
    lesson.pause(at(1007))
    beats(lesson, 1007, 1100)
    assert seconds(lesson) == 7


def test_a_clock_that_goes_back_takes_nothing_away(lesson: ActiveTime):
    beats(lesson, 1000, 1010)
    lesson.beat(at(900))
    assert seconds(lesson) == 10


def test_the_rest_of_a_second_is_kept_for_the_next_time(lesson: ActiveTime):
    lesson.beat(at(1000.6))
    assert taken(lesson) == []
    lesson.beat(at(1001.2))
    assert seconds(lesson) == 1


def test_a_hundred_short_looks_lose_no_second():
    count = ActiveTime()
    for look in range(100):
        count.begin("note", at(look * 10))
        count.pause(at(look * 10 + 1.5))
    assert seconds(count) == 150
