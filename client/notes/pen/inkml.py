"""Strokes out of InkML, as smart pens and tablets write it.

W3C, "Ink Markup Language (InkML)", Recommendation of 2011: a trace's points are parted by commas; each has a value for
every channel of the trace format (X, Y, often F for force and T for time). A value may be a difference to the one
before (`'`), or to the difference before (`"`); `!` says that it is neither, `*` that it is the same again.
"""

from __future__ import annotations

import re
from statistics import fmean
from xml.etree.ElementTree import Element

from client.courses.importing.elements import parse
from client.notes.pen.fitting import MOST_LINES, Line
from client.notes.pen.strokes import Point

_VALUE = re.compile(r"([!'\"]?)\s*(?:(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([*TF?]))")
MOST_POINTS = 100_000


def is_inkml(data: bytes) -> bool:
    """Whether it looks like InkML."""
    return b"<ink" in data[:4_000] and b"<svg" not in data[:4_000]


def lines_in(data: bytes) -> list[Line]:
    """The traces, the harder pressed the broader. Raises `client.courses.importing.ImportRefusedError`."""
    root = parse(data)
    formats = {_name(element): _channels(element) for element in root.iter("traceFormat")}
    usual = next(iter(formats.values()), ["X", "Y"])
    contexts = {_name(element): element for element in root.iter("context")}
    brushes = {_name(element): _brush(element) for element in root.iter("brush")}
    plain = next(iter(brushes.values()), ("", 0.0))
    found: list[tuple[tuple[str, float], list[dict[str, float]]]] = []
    for trace in root.iter("trace"):
        if trace.get("type") == "penUp":
            continue
        context = contexts.get(_reference(trace, "contextRef"))
        channels, brush = usual, brushes.get(_reference(trace, "brushRef"), plain)
        if context is not None:
            own = next(iter(context.iter("traceFormat")), None)
            channels = _channels(own) if own is not None else formats.get(_reference(context, "traceFormatRef"), usual)
            brush = brushes.get(_reference(trace, "brushRef") or _reference(context, "brushRef"), brush)
        if points := _points(trace.text or "", channels):
            found.append((brush, points))
        if len(found) == MOST_LINES:
            break
    hardest = max((point["F"] for _, points in found for point in points if "F" in point), default=0.0)
    return [Line(colour, _width(width, points, hardest), _places(points)) for (colour, width), points in found]


def _points(text: str, channels: list[str]) -> list[dict[str, float]]:
    """The points of a trace, each by channel; a point without X or Y ends it."""
    modes, values, steps = ["!"] * len(channels), [0.0] * len(channels), [0.0] * len(channels)
    points: list[dict[str, float]] = []
    for written in text.split(",")[:MOST_POINTS]:
        found = _VALUE.findall(written)[: len(channels)]
        for n, (mode, number, sign) in enumerate(found):
            modes[n] = mode or modes[n]
            value = float(number) if number else 0.0
            match modes[n]:
                case "'":
                    steps[n] = steps[n] if sign else value
                    values[n] += steps[n]
                case '"':
                    steps[n] += value
                    values[n] += steps[n]
                case _:
                    values[n] = values[n] if sign else value
        here = {name: values[n] for n, name in enumerate(channels[: len(found)])}
        if not {"X", "Y"} <= here.keys():
            break
        points.append(here)
    return points


def _places(points: list[dict[str, float]]) -> tuple[Point, ...]:
    return tuple((point["X"], point["Y"]) for point in points)


def _width(width: float, points: list[dict[str, float]], hardest: float) -> float:
    if not hardest:
        return width
    force = fmean(point.get("F", 0.0) for point in points) / hardest
    return (width or 1.0) * (0.5 + force)


def _channels(element: Element) -> list[str]:
    return [channel.get("name", "") for channel in element.iter("channel")] or ["X", "Y"]


def _brush(element: Element) -> tuple[str, float]:
    said = {prop.get("name", ""): prop.get("value", "") for prop in element.iter("brushProperty")}
    try:
        return said.get("color", ""), float(said.get("width", "0"))
    except ValueError:
        return said.get("color", ""), 0.0


def _name(element: Element) -> str:
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == "id"), "")


def _reference(element: Element, name: str) -> str:
    return element.get(name, "").removeprefix("#")
