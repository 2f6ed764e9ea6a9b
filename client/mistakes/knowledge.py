"""The knowledge graph: all points of all files, checked, and how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from client.mistakes.graphfile import KnowledgeError, Module, Point, read_graph_file
from client.mistakes.names import Classifier
from client.mistakes.proposing import Proposer
from client.texts import _

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets" / "knowledge"


class KnowledgeGraph:
    """All points and modules by id, checked: no dangling id, no id twice, no point that needs itself."""

    def __init__(self, points: Iterable[Point] = (), models: Path | None = None) -> None:
        self._models = models
        self.points: dict[str, Point] = {}
        self.modules: dict[str, Module] = {}
        for point in points:
            if point.id in self.points:
                raise KnowledgeError(_("知识点编号重复：{id}").format(id=point.id))
            self.points[point.id] = point
            self.modules.setdefault(point.module.id, point.module)
        self._refuse_dangling()
        self._refuse_cycles()

    @classmethod
    def load(cls, folder: Path = ASSETS) -> KnowledgeGraph:
        """Read all files of the folder. It blocks: call it in a thread.

        Raises `KnowledgeError` on a file that is not a graph, an unknown id and a cycle.
        """
        points = (point for path in sorted(folder.glob("*.json")) for point in read_graph_file(path))
        return cls(points, folder / "models")

    def point(self, point_id: str) -> Point | None:
        """The point of that id, or None (a newer app may know more points than this one)."""
        return self.points.get(point_id)

    def prerequisites(self, point: Point) -> list[Point]:
        """The points that are needed first, in the file's order."""
        return [self.points[i] for i in point.requires]

    def search(self, text: str, limit: int = 30, subject: str = "") -> list[Point]:
        """Points by name, alias or module: an equal name first, then a beginning, then a part; all words must occur."""
        words = _fold(text).split()
        if not words:
            return []
        found = []
        for order, point in enumerate(self.points.values()):
            if subject and point.subject != subject:
                continue
            names = [_fold(name) for name in (point.name, *point.aliases)]
            everything = " ".join([*names, _fold(point.module.name)])
            if all(word in everything for word in words):
                found.append((_rank(words, names), order, point))
        return [point for _rank_, _order, point in sorted(found, key=lambda row: row[:2])[:limit]]

    def propose(
        self, text: str, options: Iterable[str] = (), subject: str = "", limit: int = 3
    ) -> list[tuple[Point, float]]:
        """The likeliest points of a question with their scores in 0..1, best first; none when all are too unlike."""
        found = self.proposer.propose(text, options, subject=subject, limit=limit)
        return [(self.points[label], score) for label, score in found]

    @cached_property
    def proposer(self) -> Proposer:
        """What proposes points; its first use weighs all names."""
        names = Classifier()
        for point in self.points.values():
            module = point.module
            names.add(point.id, names=(point.name, *point.aliases), context=module.name, subject=module.subject)
        return Proposer(names, self.points, self._models)

    def _refuse_dangling(self) -> None:
        for point in self.points.values():
            for needed in point.requires:
                if needed not in self.points:
                    raise KnowledgeError(
                        _("知识点“{name}”要求先学的“{needed}”不存在").format(name=point.name, needed=needed)
                    )

    def _refuse_cycles(self) -> None:
        cycle = find_cycle({point.id: point.requires for point in self.points.values()})
        if cycle:
            names = " → ".join(self.points[i].name for i in cycle)
            raise KnowledgeError(_("知识点互为前提，绕成了一圈：{names}").format(names=names))


def find_cycle(requires: Mapping[str, Iterable[str]]) -> list[str]:
    """A cycle of the prerequisites, its first id repeated at its end; empty when there is none."""
    done: set[str] = set()
    for start in requires:
        path: list[str] = []
        stack = [(start, iter(requires[start]))] if start not in done else []
        while stack:
            node, rest = stack[-1]
            if len(path) < len(stack):
                path.append(node)
            following = next(rest, None)
            if following is None:
                done.add(node)
                stack.pop()
                path.pop()
            elif following in path:
                return [*path[path.index(following) :], following]
            elif following not in done:
                stack.append((following, iter(requires.get(following, ()))))
    return []


def _fold(text: str) -> str:
    """For comparing names: lower case, and no marks but letters, digits and blanks."""
    return re.sub(r"[^\w\s]", "", text.lower())


def _rank(words: list[str], names: list[str]) -> int:
    whole = " ".join(words)
    if whole == names[0]:
        return 0
    if whole in names:
        return 1
    if names[0].startswith(words[0]):
        return 2
    return 3 if any(word in name for word in words for name in names) else 4
