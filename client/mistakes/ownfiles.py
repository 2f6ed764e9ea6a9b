"""Graph files that a person or a school adds: kept in the data folder, checked with all the others, removed again.

They are this device's own. A file that no longer fits (a newer app has taken one of its ids, say) is left out with its
reason, and the rest of the graph is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from client.mistakes.graphfile import KnowledgeError, Point, parse_graph_file, read_graph_file
from client.mistakes.knowledge import KnowledgeGraph
from client.texts import _

LARGEST = 4 << 20
"""Bytes of a file; ours have 50,000."""


@dataclass(frozen=True)
class OwnFile:
    """A file that was added: its name, what it calls itself, how many points it has, and why it cannot be used."""

    name: str
    title: str
    points: int
    problem: str = ""


def merged(base: Sequence[Point], folder: Path, models: Path | None) -> tuple[KnowledgeGraph, list[OwnFile]]:
    """Our points with those of all files of the folder that fit; it blocks."""
    graph, files = KnowledgeGraph(base, models), []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            points = read_graph_file(path)
            graph = KnowledgeGraph([*graph.points.values(), *points], models)
        except KnowledgeError as error:
            files.append(OwnFile(path.name, path.stem, 0, str(error)))
        else:
            files.append(OwnFile(path.name, points[0].module.stage if points else path.stem, len(points)))
    return graph, files


def add_file(graph: KnowledgeGraph, folder: Path, name: str, data: bytes) -> OwnFile:
    """Keep a file if it fits to the graph; it blocks. One of the same name is replaced.

    Raises `KnowledgeError`, whose text says what is wrong with it.
    """
    if len(data) > LARGEST:
        raise KnowledgeError(_("知识图谱文件 {name} 太大了，最多 4 MB").format(name=name))
    stem = re.sub(r"[^\w-]+", "-", Path(name).stem).strip("-") or "own"
    path = folder / f"{stem}.json"
    points = parse_graph_file(data, name)
    if not points:
        raise KnowledgeError(_("知识图谱文件 {name} 里没有知识点").format(name=name))
    replaced = {point.id for point in read_graph_file(path)} if path.is_file() else set()
    KnowledgeGraph([*(p for p in graph.points.values() if p.id not in replaced), *points])
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
    return OwnFile(path.name, points[0].module.stage, len(points))


def remove_file(folder: Path, name: str) -> None:
    """Take a file away; mistakes that stand in its points are unsorted until it is back."""
    (folder / Path(name).name).unlink(missing_ok=True)
