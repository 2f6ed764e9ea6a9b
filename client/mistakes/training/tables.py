"""The public sets' names for our points; our graph and the usual wordings as documents to learn from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from client.mistakes.graphfile import Point, read_graph_file
from client.mistakes.knowledge import ASSETS
from client.mistakes.training.questions import Label

TABLES = Path(__file__).with_name("tables.json")
WORDINGS = Path(__file__).with_name("wordings.json")


def read_table(subject: str) -> tuple[str, dict[Label, Label]]:
    """The kind of labels that the subject's set has, and what they are called by us: (module's id, point's id)."""
    file = json.loads(TABLES.read_text("utf-8"))[subject]
    table = {
        (module, point): (f"{subject}.{ours}".rpartition(".")[0], f"{subject}.{ours}")
        for module, points in file["points"].items()
        for point, ours in points.items()
    }
    if file["labels"] == "leaves":
        table = {(point, point): ours for (_module, point), ours in table.items()}
    return file["labels"], table


def families_of(subject: str) -> dict[Label, str]:
    """The module of ours that each flat label belongs to; none where the set's labels have modules of their own."""
    kind, table = read_table(subject)
    return {label: module for label, (module, _point) in table.items()} if kind == "leaves" else {}


def our_words(folder: Path = ASSETS) -> list[tuple[str, str]]:
    """Every name and alias of our graph with its point's id."""
    return [(word, point.id) for point in _our_points(folder) for word in (point.name, *point.aliases)]


def our_nodes(subject: str, folder: Path = ASSETS) -> dict[Label, str]:
    """Each point of our graph with its names and its module's as a text."""
    points = _our_points(folder, subject + "-")
    return {(p.module.id, p.id): " ".join([p.name, *p.aliases, p.module.name]) for p in points}


def with_our_names(nodes: Mapping[Label, str]) -> dict[Label, str]:
    """The nodes of a public set's graph, with our names and aliases of those points that a table knows."""
    known = {label: ours for subject in ("math", "physics") for label, ours in read_table(subject)[1].items()}
    ours = our_nodes("math") | our_nodes("physics")
    return {label: f"{text} {ours[known[label]]}" if label in known else text for label, text in nodes.items()}


def read_wordings(
    subjects: Iterable[str] = ("math", "physics"), table: Mapping[Label, Label] | None = None
) -> list[tuple[Label, str]]:
    """How questions of a point are usually worded: some sentences for each label, written by us, no question of a set.

    `table` renames the labels; what it does not have is left out.
    """
    file = json.loads(WORDINGS.read_text("utf-8"))
    rows = [
        ((module, point), text)
        for subject in subjects
        for module, points in file[subject].items()
        for point, texts in points.items()
        for text in texts
    ]
    return rows if table is None else [(table[label], text) for label, text in rows if label in table]


def _our_points(folder: Path, beginning: str = "") -> list[Point]:
    return [point for path in sorted(folder.glob(f"{beginning}*.json")) for point in read_graph_file(path)]
