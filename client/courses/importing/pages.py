"""HTML pages that stand alone: each a lesson."""

from __future__ import annotations

import re

from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft
from client.courses.importing.elements import text_of
from client.courses.importing.report import Imported
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>|<h1[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)


def claims(source: Source) -> bool:
    """Whether this is a page, or a piece of one by its name."""
    head = source.data[:4000].decode("utf-8", "replace").lstrip("\ufeff")
    named = source.name.lower().endswith((".html", ".htm", ".xhtml"))
    return named or bool(_HTML.match(head))


def read(source: Source) -> Imported:
    """The page. Raises `ImportRefusedError` when there is nothing to read on it."""
    return gather([source], source.stem)


def gather(sources: list[Source], title: str, tree: Tree | None = None) -> Imported:
    """The pages as one course."""
    draft = Draft("html")
    units: list[Unit] = []
    for source in sources:
        draft.lookup = lambda name, source=source: _beside(source, name)
        name = source.place or source.name
        with draft.reading(name):
            text = text_of(source.data)
            found = _TITLE.search(text)
            said = draft.plain(found[1] or found[2] or "") if found else ""
            units.append(Unit(name, said or source.stem, draft.pieces(text)))
    named = units[0].title if len(units) == 1 else title
    return draft.imported(course_from(units, "html", Head(title, named)))


def _beside(source: Source, name: str) -> bytes | None:
    path = joined("", name)
    try:
        return source.beside.read(path) if source.beside is not None and path else None
    except KeyError:
        return None
