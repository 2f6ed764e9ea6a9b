"""What is ready to be learned, and which gaps stand before a point. Pure.

The outer fringe of what is mastered (Doignon, Falmagne, "Knowledge spaces", 1999): points that are not, but whose
prerequisites all are. Prerequisites explain and plan; they add next to nothing to foretelling answers.
"""

from __future__ import annotations

from collections.abc import Collection

from client.mistakes.graphfile import Point
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.mastery.standing import Standing

FRINGE = 5


def built_upon(graph: KnowledgeGraph, standing: Standing) -> frozenset[str]:
    """The points that can be built upon: mastered, or needed for one that is, unless they are known to be weak."""
    solid: set[str] = set()
    waiting = [point_id for point_id in standing.mastered if point_id in graph.points]
    while waiting:
        point_id = waiting.pop()
        known = standing.points.get(point_id)
        if point_id in solid or (known is not None and known.is_weak):
            continue
        solid.add(point_id)
        waiting += graph.points[point_id].requires
    return frozenset(solid)


def ready(
    graph: KnowledgeGraph, standing: Standing, subjects: Collection[str] = (), grade: int = 0, limit: int = FRINGE
) -> list[Point]:
    """What to learn next, the best first: begun before untouched, of modules at work before others, near one's grade.

    Args:
        graph: the knowledge graph.
        standing: how the points stand.
        subjects: only these; all when empty.
        grade: one's school year, 1 to 12; later years are left out. 0 when not said.
        limit: at most so many.

    """
    solid = built_upon(graph, standing)
    at_work = {graph.points[i].module.id for i in standing.points if i in graph.points}
    ranked: list[tuple[tuple[bool, bool, int, float, int], Point]] = []
    for place, point in enumerate(graph.points.values()):
        module = point.module
        if point.id in solid or not solid.issuperset(point.requires):
            continue
        if (subjects and module.subject not in subjects) or (grade and module.grade > grade):
            continue
        known = standing.points.get(point.id)
        away = grade - module.grade if grade and module.grade else 0
        rank = (known is None, module.id not in at_work, away, known.mastery if known else 0.0, place)
        ranked.append((rank, point))
    return [point for _rank, point in sorted(ranked, key=lambda pair: pair[0])[:limit]]


def gaps(graph: KnowledgeGraph, standing: Standing, point: Point, limit: int = 3) -> list[Point]:
    """Prerequisites of a point, near ones first, that are known to be weak: why it may be hard."""
    found: list[Point] = []
    seen, level = {point.id}, list(point.requires)
    while level and len(found) < limit:
        following: list[str] = []
        for point_id in level:
            if point_id in seen or point_id not in graph.points:
                continue
            seen.add(point_id)
            known = standing.points.get(point_id)
            if known is not None and known.is_weak:
                found.append(graph.points[point_id])
            following += graph.points[point_id].requires
        level = following
    return found[:limit]
