"""A stroke: a line of some colour and width, in the units of its drawing.

It is a member of a set, so what is written down never changes: `0m8x2k1pa3f0c1d2 ink 4 120,80 3,-2 5,1` is when it
was drawn (milliseconds in base 36) and 32 random bits, so that members sort as they were drawn and no two are alike;
its colour; its width; where it begins; and the steps from there.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

COLOURS = ("ink", "red", "blue", "green", "marker")
"""Names that the theme gives colours to; a marker is broad and lets through what is below it."""
WIDTHS = (3, 6, 12)
MARKER_WIDTH = 36

PAPER = (1000, 1200)
"""The units of new paper, across and down."""
MOST_POINTS = 4_000
MOST_UNITS = 100_000
_WHEN_DIGITS = 9
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Point = tuple[float, float]


class Stroke(NamedTuple):
    """A line. `key` tells when it was drawn, and it from all others."""

    key: str
    colour: str
    width: int
    points: tuple[Point, ...]


def key_of(when_ms: int, bits: int) -> str:
    """The key of a stroke that is drawn now; `bits`: 32 random ones."""
    digits = ""
    for _place in range(_WHEN_DIGITS):
        when_ms, digit = divmod(when_ms, 36)
        digits = _DIGITS[digit] + digits
    return f"{digits}{bits & 0xFFFFFFFF:08x}"


def write(stroke: Stroke) -> str:
    """The stroke as the drawing's record has it."""
    places = [(round(x), round(y)) for x, y in stroke.points[:MOST_POINTS]]
    steps = [f"{x - a},{y - b}" for (a, b), (x, y) in itertools.pairwise(places)]
    return " ".join([stroke.key, stroke.colour, str(stroke.width), "{},{}".format(*places[0]), *steps])


def read(member: str) -> Stroke | None:
    """The stroke that `write` wrote; None for what this version does not understand."""
    key, *rest = member.split(" ")
    if len(rest) < 3 or len(rest) > MOST_POINTS + 2:
        return None
    colour, width, *places = rest
    points: list[Point] = []
    x = y = 0
    try:
        size = int(width)
        for place in places:
            dx, dy = map(int, place.split(","))
            x, y = x + dx, y + dy
            points.append((x, y))
    except ValueError:
        return None
    if not 0 < size <= 1000:
        return None
    if any(abs(a) > MOST_UNITS or abs(b) > MOST_UNITS for a, b in points):
        return None
    return Stroke(key, colour if colour in COLOURS else COLOURS[0], size, tuple(points))


def read_all(members: Iterable[str]) -> list[Stroke]:
    """The strokes of a record, as they were drawn one after the other."""
    return [stroke for member in sorted(members) if (stroke := read(member))]


def simple(points: Sequence[Point], tolerance: float = 0.8) -> list[Point]:
    """The line with fewer points, none of which was further off than that (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return list(points)
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = 0.0, first
        for index in range(first + 1, last):
            off = _distance(points[index], points[first], points[last])
            if off > far:
                far, at = off, index
        if far > tolerance:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [points[index] for index in sorted(kept)]


def hit(strokes: Iterable[Stroke], place: Point, reach: float) -> Iterator[Stroke]:
    """The strokes that an eraser of that reach touches at a place."""
    for stroke in strokes:
        near = reach + stroke.width / 2
        ends = zip(stroke.points, stroke.points[1:] or stroke.points, strict=False)
        if any(_distance(place, start, end) <= near for start, end in ends):
            yield stroke


def bounds(strokes: Iterable[Stroke]) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of all ink; None for none."""
    boxes = [
        (x - stroke.width / 2, y - stroke.width / 2, x + stroke.width / 2, y + stroke.width / 2)
        for stroke in strokes
        for x, y in stroke.points
    ]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (a, b), (c, d) = point, start, end
    length = (c - a) ** 2 + (d - b) ** 2
    share = 0.0 if not length else min(1.0, max(0.0, ((x - a) * (c - a) + (y - b) * (d - b)) / length))
    return math.hypot(x - a - share * (c - a), y - b - share * (d - b))
