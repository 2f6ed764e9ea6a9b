"""Strokes from elsewhere, scaled onto the paper of a drawing."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from typing import NamedTuple

from client.notes.pen.strokes import PAPER, Point

MARGIN = 40
MOST_LINES = 20_000
_THIN, _USUAL, _BROAD = 3, 4, 12
_NAMED = {
    "black": "#000000", "red": "#ff0000", "blue": "#0000ff", "green": "#008000", "yellow": "#ffff00",
    "navy": "#000080", "orange": "#ffa500", "crimson": "#dc143c", "lime": "#00ff00", "darkgreen": "#006400",
}  # fmt: skip


class Line(NamedTuple):
    """A line of a file: its colour as written there, its width in the file's units (0: not said), its points."""

    colour: str
    width: float
    points: tuple[Point, ...]


def fitted(lines: Sequence[Line], top: float = 0) -> list[Line]:
    """The lines as large as the paper is wide, from `top` on; never made more than four times as large."""
    points = [point for line in lines for point in line.points]
    if not points:
        return []
    left, high = min(x for x, _ in points), min(y for _, y in points)
    across, down = max(x for x, _ in points) - left, max(y for _, y in points) - high
    room = PAPER[0] - 2 * MARGIN
    scale = min(room / max(across, 1e-9), room * 3 / max(down, 1e-9))
    scale = min(scale, 4.0) if max(across, down) > 10 else scale  # numbers below ten are inches or millimetres
    return [
        Line(
            colour_name(line.colour),
            min(max(round(line.width * scale), _THIN), _BROAD) if line.width else _USUAL,
            tuple(((x - left) * scale + MARGIN, (y - high) * scale + MARGIN + top) for x, y in line.points),
        )
        for line in lines
    ]


def colour_name(written: str) -> str:
    """The nearest of our colours: by hue, where there is one."""
    red, green, blue = _channels(written)
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if strength < 0.25 or light < 0.15:
        return "ink"
    if hue < 1 / 9 or hue > 5 / 6:
        return "red"
    return "green" if 2 / 9 <= hue < 0.47 else "blue" if hue >= 0.47 else "marker"


def _channels(written: str) -> tuple[float, float, float]:
    text = _NAMED.get(written.strip().lower(), written.strip().lower())
    if found := re.fullmatch(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?", text):
        return tuple(int(found[1][i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[return-value]
    if found := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", text):
        return tuple(int(digit, 16) / 15 for digit in found.groups())  # type: ignore[return-value]
    if found := re.match(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", text):
        return tuple(min(int(part), 255) / 255 for part in found.groups())  # type: ignore[return-value]
    return 0, 0, 0
