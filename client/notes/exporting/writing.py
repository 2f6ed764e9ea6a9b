"""A note as a Markdown file that other programs read, too."""

from __future__ import annotations

import json
import os.path
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from client.notes.importing.relinking import Link, relinked

NOTES = "/notes/"
_KEPT = "/-_.~!$'*+,;=@&:"
"""What an address may have as it is; signs beyond ASCII stay, too, since a person reads the file."""


class Leaving(NamedTuple):
    """A note on its way out; `fields` are the properties above it, `files` the names of its files."""

    id: str
    title: str
    body: str
    fields: Mapping[str, Any]
    files: frozenset[str]


class Places(NamedTuple):
    """Where the notes go that go out together: id → path; a title → the id that a link by it means."""

    paths: Mapping[str, str]
    titled: Mapping[str, str]


def written(note: Leaving, places: Places) -> str:
    """The whole file."""
    head = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in note.fields.items()]
    body = relinked(note.body, _leading(note, places))
    return "\n".join(["---", f"xueban: {json.dumps(note.id)}", *head, "---", body])


def files_folder(path: str) -> str:
    """The folder of the files of the note at `path`."""
    return f"{path.removesuffix('.md')}.files"


def _leading(note: Leaving, places: Places) -> Callable[[Link], str | None]:
    path = places.paths[note.id]
    folder = os.path.dirname(path)

    def address(target: str) -> str:
        relative = os.path.relpath(target, folder or ".").replace(os.sep, "/")
        return "".join(s if ord(s) > 127 and s.isprintable() else quote(s, safe=_KEPT) for s in relative)

    def lead(link: Link) -> str | None:
        sign = "!" if link.embed else ""
        if link.wiki:
            target = places.paths.get(places.titled.get(link.address, ""))
            stem = target and os.path.basename(target).removesuffix(".md")
            if not stem or stem == link.address:
                return None
            return f"{sign}[[{stem}{link.place}|{link.words or link.address}]]"
        target = places.paths.get(link.address.removeprefix(NOTES)) if link.address.startswith(NOTES) else None
        if target is None and link.address in note.files:
            target = f"{files_folder(path)}/{link.address}"
        return f"{sign}[{link.words}]({address(target)}{link.title})" if target else None

    return lead
