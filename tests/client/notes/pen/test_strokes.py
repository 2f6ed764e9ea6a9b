"""Strokes: written and read, made simple, hit by the eraser."""

import math

import pytest

from client.notes.pen.strokes import Stroke, bounds, hit, key_of, read, read_all, simple, write


def test_a_stroke_comes_back_as_it_was_written_to_the_unit() -> None:
    stroke = Stroke(key_of(1_800_000_000_000, 0xA3F0C1D2), "red", 6, ((120.4, 80.2), (123, 78), (128.6, 79)))
    member = write(stroke)
    assert member == "0mywpiww0a3f0c1d2 red 6 120,80 3,-2 6,1"
    assert read(member) == stroke._replace(points=((120, 80), (123, 78), (129, 79)))


def test_members_sort_as_they_were_drawn() -> None:
    late, soon = (write(Stroke(key_of(when, 0), "ink", 3, ((0, 0),))) for when in (1_800_000_000_001, 999_999_999_999))
    assert [stroke.key for stroke in read_all([late, soon])] == [
        key_of(999_999_999_999, 0),
        key_of(1_800_000_000_001, 0),
    ]


@pytest.mark.parametrize(
    "member", ["", "x", "k ink 3", "k ink 3 1", "k ink 3 1,2,3", "k ink 0 1,2", "k ink 3 a,b", "k ink 3 999999,0"]
)
def test_what_is_no_stroke_is_passed_over(member: str) -> None:
    assert read(member) is None


def test_a_colour_of_a_newer_version_is_drawn_in_ink() -> None:
    stroke = read("k violet 3 1,2")
    assert stroke is not None
    assert stroke.colour == "ink"


def test_a_simple_line_is_nowhere_far_from_the_line() -> None:
    circle = [(100 * math.cos(n / 50), 100 * math.sin(n / 50)) for n in range(314)]
    few = simple(circle)
    assert 10 < len(few) < 60
    assert all(min(math.dist(point, other) for other in few) < 20 for point in circle)
    assert simple([(0, 0), (1, 0), (2, 0), (3, 0)]) == [(0, 0), (3, 0)]


def test_the_eraser_takes_what_it_touches_and_nothing_else() -> None:
    across = Stroke("a", "ink", 4, ((0, 0), (100, 0)))
    dot = Stroke("b", "ink", 4, ((50, 40),))
    assert list(hit([across, dot], (50, 10), 10)) == [across]
    assert list(hit([across, dot], (50, 33), 10)) == [dot]
    assert bounds([across, dot]) == (-2, -2, 102, 42)
