"""A drawing as SVG, and the lines of an SVG that a pen or another program has written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from client.courses.importing.elements import parse
from client.notes.pen.drawings import Drawing
from client.notes.pen.fitting import MOST_LINES, Line
from client.notes.pen.paths import IDENTITY, Matrix, lines_of, matrix_of, moved, multiplied
from client.notes.pen.strokes import Point, bounds

HEX = {"ink": "#1a211d", "red": "#c62828", "blue": "#1565c0", "green": "#2e7d32", "marker": "#ffd54f"}
"""The colours on white paper."""
MARKER_OPACITY = 0.45
MARGIN = 24
_HIDDEN = {"defs", "symbol", "clipPath", "mask", "pattern", "marker", "metadata", "title", "desc", "style", "script"}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
DEEPEST = 60


def written(drawing: Drawing) -> str:
    """The drawing as an SVG of its whole width, down to the last ink."""
    box = bounds(drawing.strokes)
    height = min(drawing.height, round(box[3]) + MARGIN) if box else drawing.height
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width} {height}"'
        f' width="{drawing.width}" height="{height}" fill="none" stroke-linecap="round" stroke-linejoin="round">'
    ]
    for stroke in drawing.strokes:
        start, *rest = stroke.points
        path = f"M{_pair(start)}" + "".join(f"L{_pair(point)}" for point in rest or [start])
        clear = f' stroke-opacity="{MARKER_OPACITY}"' if stroke.colour == "marker" else ""
        lines.append(f'<path d="{path}" stroke="{HEX[stroke.colour]}" stroke-width="{stroke.width}"{clear}/>')
    return "\n".join([*lines, "</svg>", ""])


def lines_in(data: bytes) -> list[Line]:
    """The lines of an SVG: paths, polylines, polygons, lines. Raises `client.courses.importing.ImportRefusedError`."""
    found: list[Line] = []
    _collect(parse(data), IDENTITY, {}, found, 0)
    return found[:MOST_LINES]


def _collect(element: Element, outer: Matrix, inherited: Mapping[str, str], found: list[Line], depth: int) -> None:
    if element.tag in _HIDDEN or depth > DEEPEST or len(found) >= MOST_LINES:
        return
    matrix = multiplied(outer, matrix_of(element.get("transform", "")))
    look = {**inherited, **_look(element)}
    if look.get("display") == "none":
        return
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    stroke, fill = look.get("stroke", "none"), look.get("fill", "black")
    colour = stroke if stroke != "none" else fill
    for points in _shape(element) if colour not in ("none", "transparent") else ():
        if points:
            width = _first(look.get("stroke-width", "1")) * scale if stroke != "none" else 0
            found.append(Line(colour, width, tuple(moved(matrix, point) for point in points)))
    for child in element:
        _collect(child, matrix, look, found, depth + 1)


def _shape(element: Element) -> Iterable[list[Point]]:
    match element.tag:
        case "path":
            return lines_of(element.get("d", ""))
        case "polyline" | "polygon":
            numbers = [float(number) for number in _NUMBER.findall(element.get("points", ""))]
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
            return [points + points[:1] if element.tag == "polygon" else points]
        case "line":
            x1, y1, x2, y2 = (_first(element.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
            return [[(x1, y1), (x2, y2)]]
        case _:
            return []


def _look(element: Element) -> dict[str, str]:
    """What is said of its look: by attributes, and by `style`, which counts more."""
    names = ("stroke", "fill", "stroke-width", "display")
    look = {name: value.strip() for name in names if (value := element.get(name)) is not None}
    for part in element.get("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon and name.strip() in names:
            look[name.strip()] = value.strip()
    return look


def _first(text: str) -> float:
    found = _NUMBER.search(text)
    return float(found[0]) if found else 0.0


def _pair(point: Point) -> str:
    return f"{round(point[0])} {round(point[1])}"
