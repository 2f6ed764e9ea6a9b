"""The drawers of the book (subject, module, point) with how many mistakes each holds, for the list's filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from client.mistakes.knowledge import KnowledgeGraph
from client.subjects import subject_name
from client.texts import _

UNSORTED = "-"
"""The drawer of what belongs to no point. Others are named as in the graph: "" (all), `math`, a module, a point."""


@dataclass(frozen=True)
class Drawer:
    """A drawer to open. `key` is what to open on a press: the drawer itself, or the one above when it is open."""

    key: str
    name: str
    count: int
    is_open: bool


def drawers(
    counts: Mapping[str, int], graph: KnowledgeGraph, chosen: str = "", loose: Mapping[str, int] | None = None
) -> list[list[Drawer]]:
    """Rows of drawers, each row inside the open one of the row before; drawers that hold nothing are left out.

    Args:
        counts: mistakes by point id; "" is none (see `MistakeBook.counts`).
        graph: the knowledge graph.
        chosen: the key of the drawer that is open.
        loose: mistakes without a point by the subject that they were written down for.

    """
    subjects, modules = Counter[str](), Counter[str]()
    for point_id, count in counts.items():
        if point := graph.point(point_id):
            subjects[point.subject] += count
            modules[point.module.id] += count
    subjects.update(loose or {})
    first = [Drawer("", _("全部"), sum(counts.values()), chosen == "")]
    rows = [first]
    if len(subjects) > 1:
        first += [_drawer(key, subject_name(key), count, chosen, "") for key, count in subjects.most_common()]
    for subject in subjects:
        if len(subjects) > 1 and not _within(chosen, subject):
            continue
        above = subject if len(subjects) > 1 else ""
        mine = [(m, n) for m, n in modules.most_common() if graph.modules[m].subject == subject]
        row = [_drawer(key, graph.modules[key].name, count, chosen, above) for key, count in mine]
        if above:
            rows.append(row)
        else:
            first += row
    if counts.get(""):
        first.append(_drawer(UNSORTED, _("未归类"), counts[""], chosen, ""))
    for module in modules:
        mine = [(p, n) for p, n in Counter(counts).most_common() if (q := graph.point(p)) and q.module.id == module]
        if _within(chosen, module) and len(mine) > 1:
            rows.append([_drawer(key, graph.points[key].name, count, chosen, module) for key, count in mine])
    return rows


def points_in(graph: KnowledgeGraph, drawer: str) -> list[str] | None:
    """The ids of the points in a drawer; None is no bound."""
    return [point_id for point_id in graph.points if _within(point_id, drawer)] if drawer else None


def _drawer(key: str, name: str, count: int, chosen: str, above: str) -> Drawer:
    is_open = _within(chosen, key)
    return Drawer(above if chosen == key else key, name, count, is_open)


def _within(key: str, drawer: str) -> bool:
    return key == drawer or key.startswith(drawer + ".")
