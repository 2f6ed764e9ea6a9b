"""An SVG's path data and transforms, as points: curves become short lines."""

from __future__ import annotations

import itertools
import math
import re

from client.notes.pen.strokes import Point

STEPS = 12
"""Lines for a curve."""
MOST_COMMANDS = 200_000
_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_WANTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f as SVG writes them: x' = ax + cy + e, y' = bx + dy + f."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def lines_of(data: str) -> list[list[Point]]:
    """The lines of path data, one a subpath; what follows a fault in it is left out, as SVG wants it."""
    tokens = [(match[1] or "", match[2] or "") for match in _TOKEN.finditer(data)][:MOST_COMMANDS]
    lines: list[list[Point]] = []
    here: Point = (0, 0)
    handle: Point | None = None  # of the curve before, for those that go on smoothly
    command, at, before = "", 0, ""
    while at < len(tokens):
        if tokens[at][0]:
            command, at = tokens[at][0], at + 1
        elif command in ("", "Z", "z"):
            break
        kind, wants = command.upper(), _WANTS[command.upper()]
        numbers = [number for sign, number in tokens[at : at + wants] if not sign]
        if len(numbers) < wants:
            break
        at += wants
        values = [float(number) for number in numbers]
        if kind == "Z":
            if lines and lines[-1]:
                here = lines[-1][0]
                lines[-1].append(here)
            before, handle = kind, None
            continue
        if command.islower():
            values = _absolute(kind, values, here)
        if kind == "M":
            lines.append([(values[0], values[1])])
            command = "l" if command == "m" else "L"
            here, handle, before = lines[-1][0], None, kind
            continue
        if not lines or before == "Z":
            lines.append([here])
        points, handle = _drawn(kind, values, here, handle if _goes_on(kind, before) else None)
        lines[-1] += points
        here, before = lines[-1][-1], kind
    return [line for line in lines if all(math.isfinite(x) and math.isfinite(y) for x, y in line)]


def matrix_of(transform: str) -> Matrix:
    """What a `transform` attribute does; what it says wrongly does nothing."""
    whole = IDENTITY
    for name, inside in _TRANSFORM.findall(transform):
        try:
            v = [float(number) for number in re.split(r"[\s,]+", inside.strip()) if number]
            whole = multiplied(whole, _one(name, v))
        except (ValueError, IndexError):
            continue
    return whole


def multiplied(outer: Matrix, inner: Matrix) -> Matrix:
    """First the inner, then the outer."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f


def moved(matrix: Matrix, point: Point) -> Point:
    """Where a point goes."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _one(name: str, v: list[float]) -> Matrix:
    match name:
        case "matrix":
            return v[0], v[1], v[2], v[3], v[4], v[5]
        case "translate":
            return 1, 0, 0, 1, v[0], v[1] if len(v) > 1 else 0
        case "scale":
            return v[0], 0, 0, v[1] if len(v) > 1 else v[0], 0, 0
        case "rotate":
            cos, sin = math.cos(math.radians(v[0])), math.sin(math.radians(v[0]))
            x, y = (v[1], v[2]) if len(v) > 2 else (0, 0)
            return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y
        case "skewX":
            return 1, 0, math.tan(math.radians(v[0])), 1, 0, 0
        case _:
            return 1, math.tan(math.radians(v[0])), 0, 1, 0, 0


def _absolute(kind: str, values: list[float], here: Point) -> list[float]:
    x, y = here
    if kind == "H":
        return [values[0] + x]
    if kind == "V":
        return [values[0] + y]
    if kind == "A":
        return [*values[:5], values[5] + x, values[6] + y]
    return [value + (y if index % 2 else x) for index, value in enumerate(values)]


def _goes_on(kind: str, before: str) -> bool:
    return (kind == "S" and before in ("C", "S")) or (kind == "T" and before in ("Q", "T"))


def _drawn(kind: str, v: list[float], here: Point, handle: Point | None) -> tuple[list[Point], Point | None]:
    """The points of one command, and the last handle of a curve."""
    x, y = here
    mirrored = (2 * x - handle[0], 2 * y - handle[1]) if handle else here
    match kind:
        case "L":
            return [(v[0], v[1])], None
        case "H":
            return [(v[0], y)], None
        case "V":
            return [(x, v[0])], None
        case "C":
            return _curve([here, (v[0], v[1]), (v[2], v[3]), (v[4], v[5])]), (v[2], v[3])
        case "S":
            return _curve([here, mirrored, (v[0], v[1]), (v[2], v[3])]), (v[0], v[1])
        case "Q":
            return _curve([here, (v[0], v[1]), (v[2], v[3])]), (v[0], v[1])
        case "T":
            return _curve([here, mirrored, (v[0], v[1])]), mirrored
        case _:
            return [(v[5], v[6])], None  # an arc as its chord: pens write none


def _curve(handles: list[Point]) -> list[Point]:
    """A Bézier curve by de Casteljau's way."""
    found: list[Point] = []
    for step in range(1, STEPS + 1):
        t, row = step / STEPS, handles
        while len(row) > 1:
            row = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in itertools.pairwise(row)]
        found.append(row[0])
    return found
