"""What is drawn of the graph: a subject's modules, a module's points, a point and its neighbours. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from client.mistakes.graphfile import Module, Point
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.mastery.standing import Standing

Edges = frozenset[tuple[str, str]]
"""(needed, needs it), by ids."""

NEEDING = 12
"""At most so many points that need one are shown: some are the ground of half a subject."""


@dataclass(frozen=True)
class ModuleStanding:
    """A module: the mean mastery of its points that are known, and how many these are."""

    module: Module
    mastery: float | None
    known: int
    points: int


def stages_of(graph: KnowledgeGraph, subject: str) -> list[str]:
    """The stages of a subject (小学数学, 初中数学, …), in the order of their school years."""
    mine = sorted((module for module in graph.modules.values() if module.subject == subject), key=lambda m: m.grade)
    return list(dict.fromkeys(module.stage for module in mine))


def modules_of(graph: KnowledgeGraph, subject: str, stage: str = "") -> tuple[list[list[Module]], Edges]:
    """A subject's modules at a stage, a layer a school year, and which needs which.

    Only from earlier to later years, and only what no way through a third module says already.
    """
    mine = [m for m in graph.modules.values() if m.subject == subject and stage in ("", m.stage)]
    places = {module.id: place for place, module in enumerate(sorted(mine, key=lambda m: m.grade))}
    edges: set[tuple[str, str]] = set()
    for point in graph.points.values():
        here = point.module.id
        for needed in point.requires:
            there = graph.points[needed].module.id
            if here in places and there in places and places[there] < places[here]:
                edges.add((there, here))
    grades = sorted({module.grade for module in mine})
    return [[module for module in mine if module.grade == grade] for grade in grades], _reduced(edges)


def points_of(graph: KnowledgeGraph, module_id: str) -> tuple[list[list[Point]], Edges]:
    """A module's points, each below all that it needs within the module."""
    mine = {point.id: point for point in graph.points.values() if point.module.id == module_id}
    depths = depths_of({i: [needed for needed in point.requires if needed in mine] for i, point in mine.items()})
    layers: list[list[Point]] = [[] for _depth in range(max(depths.values(), default=-1) + 1)]
    for point_id, point in mine.items():
        layers[depths[point_id]].append(point)
    return layers, _edges(mine.values(), mine)


def around(graph: KnowledgeGraph, point: Point) -> tuple[list[list[Point]], Edges]:
    """A point with what it needs (and what that needs) above it and what needs it below."""
    direct = [graph.points[i] for i in point.requires]
    near = {point.id, *point.requires}
    far = list(dict.fromkeys(i for needed in direct for i in needed.requires if i not in near))
    needing = [other for other in graph.points.values() if point.id in other.requires][:NEEDING]
    layers = [[graph.points[i] for i in far], direct, [point], needing]
    shown = {each.id: each for layer in layers for each in layer}
    return [layer for layer in layers if layer], _edges(shown.values(), shown)


def standing_of(graph: KnowledgeGraph, module: Module, standing: Standing) -> ModuleStanding:
    """How a module stands."""
    mine = [point.id for point in graph.points.values() if point.module.id == module.id]
    known = [mastery for point_id in mine if (mastery := standing.mastery(point_id)) is not None]
    return ModuleStanding(module, sum(known) / len(known) if known else None, len(known), len(mine))


def depths_of(requires: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How deep each stands: 0 for what needs nothing, else one more than the deepest that it needs (no cycles)."""
    depths: dict[str, int] = {}
    for start in requires:
        stack = [start]
        while stack:
            point_id = stack[-1]
            missing = [needed for needed in requires[point_id] if needed not in depths]
            if missing:
                stack += missing
            else:
                depths[stack.pop()] = max((depths[needed] + 1 for needed in requires[point_id]), default=0)
    return depths


def _reduced(edges: Collection[tuple[str, str]]) -> Edges:
    """The edges without those that a longer way says already (no cycles)."""
    following: dict[str, set[str]] = {}
    for begin, end in edges:
        following.setdefault(begin, set()).add(end)

    def reaches(start: str, goal: str) -> bool:
        waiting, seen = [n for n in following.get(start, ()) if n != goal], set[str]()
        while waiting:
            node = waiting.pop()
            if node == goal:
                return True
            if node not in seen:
                seen.add(node)
                waiting += following.get(node, ())
        return False

    return frozenset((begin, end) for begin, end in edges if not reaches(begin, end))


def _edges(points: Iterable[Point], shown: Mapping[str, Point]) -> Edges:
    return frozenset((needed, point.id) for point in points for needed in point.requires if needed in shown)
