"""What the classifier is trained on: questions with their labels, and the names of the labels as small documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Label = tuple[str, str]
"""A module and a point of it; where labels are flat both are the same."""


@dataclass(frozen=True)
class Example:
    """A question for training: `labels` is empty when nobody has sorted it; `group` holds near-duplicates together."""

    text: str
    options: tuple[str, ...]
    labels: tuple[Label, ...]
    group: str
    solution: str = ""


def read_examples(
    paths: Iterable[Path], kind: str = "canon", table: Mapping[Label, Label] | None = None
) -> list[Example]:
    """The questions of JSON lines files; `kind` is "canon" (pairs) or "leaves" (flat), `table` renames labels.

    A label that a table does not have is left out: there is no such point for us.
    """
    found = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            labels = labels_in(row, kind)
            if table is not None:
                labels = tuple(dict.fromkeys(table[label] for label in labels if label in table))
            group = f"{path.name}/{row.get('group', row.get('id'))}"
            found.append(Example(row["text"], options_in(row), labels, group, row.get("analysis") or ""))
    return found


def options_in(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The options of a question, whether they are a list or have letters."""
    options = row.get("options") or ()
    return tuple(map(str, options.values() if isinstance(options, dict) else options))


def labels_in(row: Mapping[str, Any], kind: str) -> tuple[Label, ...]:
    """The labels of a line."""
    if kind == "leaves":
        return tuple((leaf, leaf) for leaf in row.get("leaves") or ())
    return tuple((module, point) for module, point in row.get("canon") or ())


def read_nodes(path: Path) -> dict[Label, str]:
    """The points of a graph file in the data's format, each with its names and the names of its routes as a text."""
    nodes = {}
    for node in json.loads(path.read_text("utf-8"))["points"]:
        routes = {part.removesuffix("模块") for route in node["raw_routes"] for part in route.split("->")}
        nodes[node["module"], node["point"]] = " ".join([node["point"], *sorted(routes), node["module"]])
    return nodes
