"""What stands above a Markdown note: Obsidian's properties, Joplin's, and our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from client.courses.importing.markdown import yaml
from client.notes.importing.found import moment
from client.notes.writing.links import CODE

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<head>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TAG = re.compile(r"(?<![\w#&/\\(\[])#((?:[\w-]+/)*[\w-]*[^\W\d][\w/-]*)")
_KNOWN = {
    "title", "tags", "tag", "aliases", "alias", "created", "updated", "date", "modified", "created_time",
    "updated_time", "cssclass", "cssclasses", "xueban", "notebook", "pinned", "course", "lesson", "anchor",
}  # fmt: skip


@dataclass
class Front:
    """The properties that a note knows; `rest` is those that it does not, as they were written."""

    title: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    created: datetime | None = None
    updated: datetime | None = None
    rest: str = ""
    own_id: str = ""
    notebook: str | None = None
    pinned: bool = False
    course_id: str = ""
    lesson_id: str = ""
    anchor: dict[str, Any] = field(default_factory=dict[str, Any])


def read_front(text: str) -> tuple[Front, str]:
    """The properties, and the text below them."""
    found = _FRONT.match(text)
    if not found:
        return Front(), text
    head = found["head"].replace("\r\n", "\n")
    values = {key.lower(): value for key, value in {**yaml.scalars(head), **_ours(head)}.items()}
    if not values and head.strip():
        return Front(), text  # a rule and some words, and another rule
    said = {key: _one(value) for key, value in values.items()}
    anchor = values.get("anchor")
    notebook = values.get("notebook")
    tags = tags_of([*_many(values.get("tags"), spaces=True), *_many(values.get("tag"), spaces=True)])
    if "xueban" in values and isinstance(values.get("tags"), list):
        tags = tuple(str(tag) for tag in values["tags"])  # to the letter
    front = Front(
        title=said.get("title", ""),
        tags=tags,
        aliases=tuple(_many(values.get("aliases")) + _many(values.get("alias"))),
        created=_moment(said, "created", "created_time", "date"),
        updated=_moment(said, "updated", "updated_time", "modified"),
        rest=_unknown(head),
        own_id=said.get("xueban", ""),
        notebook=notebook if isinstance(notebook, str) and "xueban" in values else None,
        pinned=values.get("pinned") in (True, "true"),
        course_id=said.get("course", ""),
        lesson_id=said.get("lesson", ""),
        anchor=anchor if isinstance(anchor, dict) else {},
    )
    return front, text[found.end() :]


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """Tags without their signs, each once."""
    return tuple(dict.fromkeys(tag for word in words if (tag := word.strip().strip("#").strip())))


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that stand in a text as `#tag`; none in code and no mere number."""
    return tags_of(tag[1].rstrip("/") for part in CODE.split(text)[::2] for tag in _TAG.finditer(part))


def _ours(head: str) -> dict[str, Any]:
    """Values written as JSON, as we write them: what stands in quotation marks or brackets is read to the letter."""
    values: dict[str, Any] = {}
    for line in head.split("\n"):
        key, colon, value = line.partition(": ")
        if colon and value[:1] in '"[{':
            try:
                values[key] = json.loads(value)
            except ValueError:
                continue
    return values


def _unknown(head: str) -> str:
    """The lines of the properties that we do not know, with what is below them."""
    kept: list[str] = []
    keeping = False
    for line in head.rstrip().split("\n"):
        if not line.startswith((" ", "\t", "-", "#")) and ":" in line:
            keeping = line.partition(":")[0].strip().strip("\"'").lower() not in _KNOWN
        if keeping and line.strip():
            kept.append(line)
    return "\n".join(kept)


def _many(value: Any, *, spaces: bool = False) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value if str(each).strip()]
    text = str(value or "").strip()
    return [part for part in re.split(r"[,\uff0c\s]+" if spaces else r"[,\uff0c]", text) if part.strip()]


def _one(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _moment(said: dict[str, str], *keys: str) -> datetime | None:
    return next((found for key in keys if (found := moment(said.get(key, "")))), None)
