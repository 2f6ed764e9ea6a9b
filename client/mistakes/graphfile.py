"""A file of the knowledge graph: a subject at a stage of school, its modules and their points."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, ValidationError

from client.late import LateModel
from client.texts import _


class KnowledgeError(ValueError):
    """A graph that cannot be used; its text is a sentence for a person, naming the file or the point."""

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        return str(self)


@dataclass(frozen=True)
class Module:
    """A chapter of a subject, such as 一元二次方程; `stage` in words, such as 初中数学."""

    id: str
    name: str
    subject: str
    stage: str
    grade: int = 0


@dataclass(frozen=True)
class Point:
    """A knowledge point (knowledge component); `requires` are the ids of its prerequisites."""

    id: str
    name: str
    module: Module
    aliases: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The subject of the module."""
        return self.module.subject


class _Part(LateModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PointEntry(_Part):
    """A point as the file has it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


class ModuleEntry(_Part):
    """A module as the file has it; `grade` is the school year, 1 to 12, in which it is met."""

    id: str
    name: str
    grade: int = Field(default=0, ge=0, le=12)
    points: tuple[PointEntry, ...]


class GraphFile(_Part):
    """One file of the graph: a subject at a stage of school."""

    format: Literal[1]
    subject: str
    stage: str
    title: str
    modules: tuple[ModuleEntry, ...]


def read_graph_file(path: Path) -> list[Point]:
    """The points of one file; raises `KnowledgeError`."""
    try:
        return parse_graph_file(path.read_bytes(), path.name)
    except OSError as error:
        raise KnowledgeError(_("知识图谱文件 {name} 读不懂").format(name=path.name)) from error


def parse_graph_file(data: bytes, name: str) -> list[Point]:
    """The points of a file's bytes; raises `KnowledgeError`, which says where the file is not as it should be."""
    try:
        file = GraphFile.model_validate(json.loads(data.decode("utf-8-sig")))
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        sentence = _("知识图谱文件 {name} 读不懂：{place} 处不对").format(name=name, place=place or "{}")
        raise KnowledgeError(sentence) from error
    except ValueError as error:
        raise KnowledgeError(_("知识图谱文件 {name} 读不懂").format(name=name)) from error
    points = []
    for entry in file.modules:
        module = Module(entry.id, entry.name, file.subject, file.title, entry.grade)
        points += [Point(p.id, p.name, module, p.aliases, p.requires) for p in entry.points]
    return points
