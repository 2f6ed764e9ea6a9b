"""The map of knowledge: a subject's modules, a module's points, a point with its neighbours, coloured by mastery."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.packs import LessonEntry, Manifest
from client.mistakes.graphfile import Point
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.mastery.drawing import Edges, around, modules_of, points_of, stages_of, standing_of
from client.mistakes.mastery.fringe import gaps
from client.mistakes.mastery.standing import Standing
from client.subjects import subject_name, subject_rank
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.mistakes.diagram import Diagram, Node
from views.mistakes.evidence import PointCard
from views.mistakes.gathering import Gathering
from views.mistakes.shades import percent, shade, standing_words
from views.query import use_query
from views.theme import CAPTION, Icons, M, Role, S
from views.widgets import Chip, EmptyState, ErrorNote, IconAction, ListRow, Page, Section, TextLink, ident

LISTED = 8
ZOOMS = (0.75, 1.0, 1.3, 1.7)


@dataclass(frozen=True)
class Sight:
    """The graph with its standing, and what a point's card tells besides."""

    graph: KnowledgeGraph
    standing: Standing
    counts: dict[str, int]
    lessons: list[tuple[Manifest, LessonEntry]]
    subject: str
    grade: int


async def read_sight(app: App, at: str) -> Sight:
    """Read what the map shows at `at`: a subject, a module or a point; "" is the first subject."""
    client = app.client
    graph, standing, counts, profile = await asyncio.gather(
        client.mistakes.knowledge(), client.mastery.standing(), client.mistakes.counts(), client.profile.get()
    )
    lessons = await client.bank.lessons_of(at) if graph.point(at) else []
    subjects = subjects_in(graph)
    wanted = [s for s in (profile.subjects if profile else ()) if s in subjects]
    seen = [graph.points[i].subject for i in standing.points if i in graph.points]
    first = max(sorted(set(seen), key=subject_rank), key=seen.count) if seen else (wanted or subjects or [""])[0]
    return Sight(graph, standing, counts, lessons, first, profile.grade if profile else 0)


def subjects_in(graph: KnowledgeGraph) -> list[str]:
    """The subjects of the graph, in the usual order."""
    return sorted({module.subject for module in graph.modules.values()}, key=subject_rank)


@component
def MapScreen() -> Any:
    """`/mistakes/map?at=…`: a subject, a module or a point of the graph."""
    app = use_app()
    ft.use_route_location()
    at = app.parameter("at")
    zoom, set_zoom = ft.use_state(1)
    seen = use_query(lambda: read_sight(app, at), {"mistake", "review", "unreview", "answer", "course"}, [at])
    if seen.value is None:
        body = ErrorNote(seen.error, seen.reload) if seen.error else Gathering(key="gathering")
        return Page(_("知识地图"), body, back="/mistakes/progress")
    sight: Sight = seen.value
    graph = sight.graph
    if not graph.points:
        return Page(_("知识地图"), _nothing(app), back="/mistakes/progress")
    actions = [
        ident("zoom-out", IconAction(Icons.ZOOM_OUT, _("缩小"), lambda: set_zoom(zoom - 1), disabled=zoom == 0)),
        ident(
            "zoom-in", IconAction(Icons.ZOOM_IN, _("放大"), lambda: set_zoom(zoom + 1), disabled=zoom == len(ZOOMS) - 1)
        ),
    ]
    go = lambda there: app.go(map_route(there))  # noqa: E731 - the one way on from any node
    if point := graph.point(at):
        title, back, content = point.name, map_route(point.module.id), _point(app, sight, point, ZOOMS[zoom], go)
    elif at in graph.modules:
        module = graph.modules[at]
        title, back, content = (
            module.name,
            f"{map_route(module.subject)}&stage={quote(module.stage)}",
            _module(app, sight, at, ZOOMS[zoom], go),
        )
    else:
        subject = at if at in subjects_in(graph) else sight.subject
        title, back = _("知识地图"), "/mistakes/progress"
        content = _subject(app, sight, subject, app.parameter("stage"), ZOOMS[zoom], go)
    return Page(title, *content, _legend(), back=back, actions=actions, key=f"map {at}")


def stage_for(sight: Sight, subject: str) -> str:
    """The stage to open a subject at: where most was answered, else one's grade's, else the first."""
    graph = sight.graph
    seen = [graph.points[i].module.stage for i in sight.standing.points if i in graph.points]
    mine = [module for module in graph.modules.values() if module.subject == subject]
    stages = [module.stage for module in mine]
    answered = [stage for stage in seen if stage in stages]
    graded = [module.stage for module in mine if module.grade == sight.grade]
    return max(answered, key=answered.count) if answered else (graded or stages or [""])[0]


def map_route(at: str) -> str:
    """The map at a subject, a module or a point."""
    return f"/mistakes/map?at={quote(at)}"


def _subject(app: App, sight: Sight, subject: str, stage: str, zoom: float, go: Any) -> list[ft.Control]:
    stages = stages_of(sight.graph, subject)
    stage = stage if stage in stages else stage_for(sight, subject)
    layers, edges = modules_of(sight.graph, subject, stage)
    nodes: list[list[Node]] = []
    for layer in layers:
        nodes.append([])
        for module in layer:
            one = standing_of(sight.graph, module, sight.standing)
            words = _("{n} 个知识点").format(n=one.points)
            if one.mastery is not None:
                words = f"{percent(one.mastery)} · {one.known}/{one.points}"
            nodes[-1].append(Node(module.id, module.name, words, one.mastery))
    chips = [
        Chip(subject_name(s), selected=s == subject, on_click=_to(app.go, map_route(s)))
        for s in subjects_in(sight.graph)
    ]
    levels = [
        Chip(name, selected=name == stage, on_click=_to(app.go, f"{map_route(subject)}&stage={quote(name)}"))
        for name in stages
    ]
    rows = [chips, levels] if len(levels) > 1 else [chips]
    return [
        ft.Column([ft.Row(row, spacing=S, scroll=ft.ScrollMode.HIDDEN) for row in rows], spacing=0, tight=True),
        *_drawn(app, nodes, edges, go, zoom),
    ]


def _module(app: App, sight: Sight, module_id: str, zoom: float, go: Any) -> list[ft.Control]:
    layers, edges = points_of(sight.graph, module_id)
    return _drawn(app, [[_node(sight, point) for point in layer] for layer in layers], edges, go, zoom)


def _point(app: App, sight: Sight, point: Point, zoom: float, go: Any) -> list[ft.Control]:
    layers, edges = around(sight.graph, point)
    nodes = [[_node(sight, each) for each in layer] for layer in layers]
    known = sight.standing.points.get(point.id)
    weak = gaps(sight.graph, sight.standing, point)
    return [
        PointCard(app, point, known, weak, sight.counts.get(point.id, 0), sight.lessons),
        *_drawn(app, nodes, edges, go, zoom, point.id),
    ]


def _node(sight: Sight, point: Point) -> Node:
    known = sight.standing.points.get(point.id)
    return Node(point.id, point.name, standing_words(known), known.mastery if known else None)


def _drawn(app: App, nodes: list[list[Node]], edges: Edges, go: Any, zoom: float, chosen: str = "") -> list[ft.Control]:
    """The drawing, and the same as a list beside it, or below it on a phone."""
    drawing = Diagram(nodes, edges, go, zoom, chosen, key=f"diagram {zoom}")
    others = [node for layer in nodes for node in layer if node.id != chosen]
    listed = _Listed(others, go, key="listed") if others else ft.Container()
    if not app.wide:
        return [drawing, listed]
    drawing_side, listed_side = ft.Container(drawing, expand=3), ft.Container(listed, expand=2)
    return [ft.Row([drawing_side, listed_side], spacing=M, vertical_alignment=ft.CrossAxisAlignment.START)]


@component
def _Listed(nodes: Sequence[Node], go: Callable[[str], None]) -> Any:
    """The first nodes as rows, the others with one tap: the drawing shows them all, and each row costs time."""
    everything, set_everything = ft.use_state(False)
    shown = nodes if everything else nodes[:LISTED]
    rows = [
        ident(f"row-{node.id}", ListRow(node.title, node.words, on_click=_to(go, node.id)), button=True)
        for node in shown
    ]
    if len(shown) < len(nodes):
        more = _("显示其余的 {n} 个").format(n=len(nodes) - len(shown))
        rows.append(ident("listed-more", TextLink(more, lambda: set_everything(True), Icons.MORE)))
    return Section(_("列表"), *rows)


def _to(go: Callable[[str], None], there: str) -> Callable[[], None]:
    return lambda: go(there)


def _legend() -> ft.Control:
    kinds = ((None, _("还没做过")), (0.3, _("偏弱")), (0.6, _("在路上")), (0.9, _("已掌握")))
    squares: list[ft.Control] = [
        ft.Row(
            [
                ft.Container(
                    width=14, height=14, border_radius=4, bgcolor=shade(mastery)[0], border=ft.Border.all(1, Role.LINE)
                ),
                ft.Text(words, style=CAPTION, color=Role.QUIET),
            ],
            spacing=6,
            tight=True,
        )
        for mastery, words in kinds
    ]
    return ft.Row(squares, spacing=M, run_spacing=S, wrap=True)


def _nothing(app: App) -> ft.Control:
    return EmptyState(
        "path",
        _("知识图谱读不出来"),
        _("错题都还在，只是暂时画不出地图。重新打开学伴试试。"),
        _("回到错题本"),
        lambda: app.go("/mistakes"),
    )
