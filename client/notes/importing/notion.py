"""Notion's Markdown export: a page a file, 32 hex digits behind its name; pages in a page lie in a folder so named.

Links are paths. A database is a CSV file (with all rows in `…_all.csv`) and a page a row; it becomes a table.
"""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from client.courses.importing import ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, Zip, joined
from client.notes.attachments import is_picture
from client.notes.importing.finding import ENDINGS, Places
from client.notes.importing.folder import is_hidden
from client.notes.importing.found import FoundNotes, Gathering, Page
from client.notes.importing.relinking import Link, relinked
from client.texts import _

_ID = re.compile(r"[ -]([0-9a-f]{32})(?:_all)?(?=\.(?:md|csv)$)")
_FOLDER_ID = re.compile(r"[ -][0-9a-f]{32}$")
_TITLE = re.compile(r"\A\ufeff?#[ \t]+(.*?)[ \t]*(?:\n+|\Z)")
_ASIDE = re.compile(r"<aside>\n?(.*?)\n?</aside>", re.DOTALL)
_PART = re.compile(r"(?:^|/)(?:ExportBlock-|Export-)[^/]*\.zip$")
MOST_ROWS = 1000
"""So many rows of a database go into a table; a page each has them all."""


def claims(source: Source) -> bool:
    """Whether pages with such names lie in it, or zips of them."""
    if source.tree is None:
        return False
    names = [name for name in source.tree.names if not is_hidden(name)]
    pages = [name for name in names if name.lower().endswith((*ENDINGS, ".csv"))]
    named = sum(bool(_ID.search(name)) for name in pages)
    return bool(named and named * 2 >= len(pages)) or (bool(names) and all(map(_PART.search, names)))


is_sure = claims


def read(source: Source) -> FoundNotes:
    """The notes. Raises `ImportRefusedError`."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    export = _Export()
    parts = [name for name in source.tree.names if _PART.search(name)]
    for name in parts:
        with export.gathering.reading(name):
            export.take(Zip(source.tree.read(name), name))
    if not parts:
        export.take(source.tree)
    return export.found()


class _Export:
    def __init__(self) -> None:
        self.gathering = Gathering("notion")
        self._places = Places(None, whole=True)
        self._trees: dict[str, Tree] = {}
        self._used: set[str] = set()

    def take(self, tree: Tree) -> None:
        """Take in a part of the export: its pages, and the names of its files."""
        names = [name for name in tree.names if not is_hidden(name)]
        tables = [name for name in names if name.lower().endswith(".csv") and _ID.search(name)]
        whole = {name.removesuffix("_all.csv") for name in tables if name.endswith("_all.csv")}
        for name in names:
            self._trees[name] = tree
            with self.gathering.reading(name):
                if name.lower().endswith(ENDINGS):
                    self._page(tree, name, Source(name, tree.read(name)).text)
                elif name in tables and name.removesuffix(".csv") not in whole:
                    self._table(tree, name)
        self._places.add_files(name for name in names if not name.lower().endswith((*ENDINGS, ".csv")))

    def found(self) -> FoundNotes:
        """All of it, with its links led to what they mean."""
        for page in self.gathering.pages:
            page.text = relinked(page.text, partial(self._lead, page))
        for name in self._trees:
            page = name.lower().endswith(ENDINGS) or (name.lower().endswith(".csv") and _ID.search(name))
            if not page and name not in self._used and not name.lower().endswith("index.html"):
                self.gathering.skip(name, _("没有笔记用到这个文件"))
        return self.gathering.found()

    def _page(self, tree: Tree, name: str, text: str) -> None:
        found = _TITLE.match(text)
        stem = _ID.sub("", name.rpartition("/")[2]).rpartition(".")[0]
        body = _ASIDE.sub(lambda m: "\n".join(f"> {line}".rstrip() for line in m[1].split("\n")), text)
        self._add(tree, name, (found and found[1]) or stem, body[found.end() :] if found else body)

    def _table(self, tree: Tree, name: str) -> None:
        try:
            rows = list(csv.reader(io.StringIO(Source(name, tree.read(name)).text)))
        except csv.Error as error:
            raise ImportRefusedError(_("表格读不出来：{why}").format(why=error)) from error
        rows = [row for row in rows if row]
        title = _ID.sub("", name.rpartition("/")[2]).rpartition(".")[0]
        if len(rows) > MOST_ROWS + 1:
            self.gathering.change(name, _("表格有 {n} 行，只留了前 {most} 行").format(n=len(rows) - 1, most=MOST_ROWS))
        width = max(map(len, rows), default=0)
        lines = ["| " + " | ".join(map(_cell, row + [""] * (width - len(row)))) + " |" for row in rows[: MOST_ROWS + 1]]
        lines[1:1] = ["|" + " --- |" * width] if lines else []
        self._add(tree, name, title, "\n".join(lines) + "\n")
        self.gathering.change(name, _("数据库变成了一张表格"))

    def _add(self, tree: Tree, name: str, title: str, text: str) -> None:
        found = _ID.search(name)
        above = [_FOLDER_ID.sub("", step) for step in PurePosixPath(name).parent.parts]
        place = name.replace("_all.csv", ".csv")
        key = found[1] if found else name
        page = Page(f"notion/{key}", title, text, name, "/".join(above), updated=tree.changed(name))
        self.gathering.pages.append(page)
        page.place = place
        self._places.add(page)

    def _lead(self, page: Page, link: Link) -> str | None:
        if link.wiki or re.match(r"[a-z][a-z0-9+.-]*:|//|#", link.address, re.IGNORECASE):
            return None
        folder = PurePosixPath(page.place).parent.as_posix()
        path = joined("" if folder == "." else folder, unquote(link.address)) or ""
        target = self._places.at(path) or self._at_table(path)
        if target is not None:
            return self.gathering.link(target, link.words)
        if not self._places.is_there(path):
            if link.embed:
                self.gathering.change(page.place, _("图片或附件 {name} 不在文件里").format(name=path[-60:]))
            return None
        self._used.add(path)
        name = page.keep(path, partial(self._trees[path].read, path))
        return f"{'!' if link.embed and is_picture(name) else ''}[{link.words or name}]({name}{link.title})"

    def _at_table(self, path: str) -> Page | None:
        place = path.replace("_all.csv", ".csv")
        tables = (page for page in self.gathering.pages if page.place.endswith(".csv"))
        return next((page for page in tables if page.place == place), None)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")
