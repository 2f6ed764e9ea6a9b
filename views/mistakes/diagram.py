"""Nodes in layers with lines from what is needed to what needs it: the graph as one can read it on a phone.

It is as wide as the screen: a layer with many nodes takes several rows. The nodes are buttons, so fingers, the tab key
and screen readers reach them; only the lines are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft
import flet.canvas as cv

from views.guard import component
from views.mistakes.shades import shade
from views.theme import CAPTION, LABEL, ROW_RADIUS, Role, grown, text_scale
from views.widgets import ident

NODE_WIDTH, NODE_HEIGHT = 140, 78
GAP, BETWEEN_ROWS, BETWEEN_LAYERS = 12, 12, 40


@dataclass(frozen=True)
class Node:
    """A module or a point: `mastery` 0..1 colours it, `words` say the same."""

    id: str
    title: str
    words: str
    mastery: float | None = None


@component
def Diagram(
    layers: Sequence[Sequence[Node]],
    edges: Collection[tuple[str, str]],
    on_press: Callable[[str], Any],
    zoom: float = 1.0,
    chosen: str = "",
) -> Any:
    """The layers from the top down; `edges` are (needed, needs it)."""
    width, set_width = ft.use_state(0.0)

    def measured(event: cv.CanvasResizeEvent) -> None:
        set_width(event.width)

    scale = grown(zoom)
    size = (NODE_WIDTH * scale, NODE_HEIGHT * zoom * text_scale())  # no wider than a phone, as high as its words
    places, height = place(layers, width, size)
    lines = cv.Canvas(_lines(places, edges, size, chosen), height=height, width=None, on_resize=measured, expand=True)
    nodes = [
        ft.Container(
            _face(node, on_press, size, zoom, chosen=node.id == chosen),
            left=places[node.id][0],
            top=places[node.id][1],
            width=size[0],
            height=size[1],
            key=node.id,
        )
        for layer in layers
        for node in layer
        if node.id in places
    ]
    return ft.Stack([ft.Container(lines, left=0, right=0, top=0, height=height), *nodes], height=max(height, 1))


def place(
    layers: Sequence[Sequence[Node]], width: float, size: tuple[float, float]
) -> tuple[dict[str, tuple[float, float]], float]:
    """The upper left corner of each node within `width`, each row in the middle, and the height of all."""
    wide, high = size
    if width <= 0:
        return {}, high
    a_row = max(1, int((width + GAP) // (wide + GAP)))
    places: dict[str, tuple[float, float]] = {}
    y = 0.0
    for layer in layers:
        rows = [layer[start : start + a_row] for start in range(0, len(layer), a_row)]
        for row in rows:
            x = max(0.0, (width - len(row) * wide - (len(row) - 1) * GAP) / 2)
            for node in row:
                places[node.id] = (x, y)
                x += wide + GAP
            y += high + BETWEEN_ROWS
        if rows:
            y += BETWEEN_LAYERS - BETWEEN_ROWS
    return places, max(high, y - BETWEEN_LAYERS)


def _lines(
    places: dict[str, tuple[float, float]],
    edges: Collection[tuple[str, str]],
    size: tuple[float, float],
    chosen: str,
) -> list[cv.Shape]:
    """Two paths: the lines of what is chosen, and all others, quieter."""
    wide, high = size
    strong: list[Any] = []
    quiet: list[Any] = []
    for needed, needs in edges:
        if needed in places and needs in places:
            (ax, ay), (bx, by) = places[needed], places[needs]
            begin, end = (ax + wide / 2, ay + high), (bx + wide / 2, by)
            bend = max(16.0, abs(end[1] - begin[1]) / 2)
            path = strong if chosen in (needed, needs) else quiet
            path += [cv.Path.MoveTo(*begin), cv.Path.CubicTo(
                begin[0], begin[1] + bend, end[0], end[1] - bend, *end)]  # fmt: skip
    shapes: list[cv.Shape] = []
    for path, color, stroke in ((quiet, Role.EDGE, 1.5), (strong, Role.ACCENT, 2.5)):
        if path:
            paint = ft.Paint(color=color, stroke_width=stroke, style=ft.PaintingStyle.STROKE)
            shapes.append(cv.Path(path, paint=paint))
    return shapes


def _face(
    node: Node, on_press: Callable[[str], Any], size: tuple[float, float], zoom: float, *, chosen: bool
) -> ft.Control:
    ground, ink = shade(node.mastery)
    face = ft.Container(
        ft.Column(
            [
                ft.Text(
                    node.title,
                    style=LABEL,
                    color=ink,
                    max_lines=2 if zoom >= 1 else 1,
                    overflow=ft.TextOverflow.ELLIPSIS,
                    text_align=ft.TextAlign.CENTER,
                ),
                *(
                    [ft.Text(node.words, style=CAPTION, color=ink, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)]
                    if zoom >= 1
                    else []
                ),
            ],
            spacing=0,
            tight=True,
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        width=size[0],
        height=size[1],
        bgcolor=ground,
        border=ft.Border.all(2.5 if chosen else 1, Role.ACCENT if chosen else Role.LINE),
        border_radius=ROW_RADIUS,
        padding=ft.Padding.symmetric(horizontal=6, vertical=2),
        alignment=ft.Alignment.CENTER,
        ink=True,
        on_click=lambda: on_press(node.id),
        tooltip=f"{node.title} · {node.words}",
    )
    return ident(f"node-{node.id}", face, button=True, selected=chosen)
