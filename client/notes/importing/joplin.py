"""Joplin's export: a `.jex` (a tar) or a folder of the same, an item a file, its fields below its text.

`type_` says what an item is; notes name their notebook by `parent_id` and their tags by items of their own, and lead to
other notes and to resources by `:/id`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from client.courses.importing.source import Source
from client.courses.importing.trees import Tree
from client.notes.attachments import is_picture
from client.notes.importing.folder import rooted
from client.notes.importing.found import FoundNotes, Gathering, Page, moment
from client.notes.importing.pages import from_html
from client.notes.importing.relinking import Link, relinked
from client.texts import _

_ITEM = re.compile(r"(?:^|/)[0-9a-f]{32}\.md$")
_FIELD = re.compile(r"([a-z_]+):(?: (.*))?$")
_ADDRESS = re.compile(r":/([0-9a-f]{32})(#.*)?$")
_NOTE, _FOLDER, _RESOURCE, _TAG, _TAGGED = "1", "2", "4", "5", "6"
_HTML = "2"


class _Item:
    """An item: its text, and its fields."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self.fields: dict[str, str] = {}
        while lines and (found := _FIELD.match(lines[-1])):
            self.fields[found[1]] = (found[2] or "").strip()
            lines.pop()
        while lines and not lines[-1]:
            lines.pop()
        self.title = lines[0].strip() if lines else ""
        self.body = "\n".join(lines[2:] if len(lines) > 1 and not lines[1] else lines[1:])
        self.id, self.type = self.fields.get("id", ""), self.fields.get("type_", "")


def claims(source: Source) -> bool:
    """Whether items lie in it."""
    if source.tree is None:
        return False
    first = next((name for name in source.tree.names if _ITEM.search(name)), None)
    return first is not None and b"\ntype_: " in source.tree.read(first)


is_sure = claims


def read(source: Source) -> FoundNotes:
    """The notes. Raises `ImportRefusedError`."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    tree, _name = rooted(source.tree, source.name)
    gathering = Gathering("jex")
    items: dict[str, dict[str, _Item]] = {kind: {} for kind in (_NOTE, _FOLDER, _RESOURCE, _TAG, _TAGGED)}
    for name in tree.names:
        if not _ITEM.search(name) or "/" in name:
            continue
        with gathering.reading(name):
            item = _Item(Source(name, tree.read(name)).text.rstrip("\n"))
            if item.fields.get("encryption_applied") == "1":
                gathering.skip(name, _("这一条加了密，请先在 Joplin 里解密再导出"))
            elif item.type in items:
                items[item.type][item.id] = item
    tags: dict[str, list[str]] = {}
    for item in items[_TAGGED].values():
        if tag := items[_TAG].get(item.fields.get("tag_id", "")):
            tags.setdefault(item.fields.get("note_id", ""), []).append(tag.title)
    pages: dict[str, Page] = {}
    for note in items[_NOTE].values():
        if not _is_wanted(note, gathering):
            continue
        notebook = _path(note, items[_FOLDER])
        pages[note.id] = Page(
            key=f"joplin/{note.id}",
            title=note.title,
            text=note.body,
            place="/".join(filter(None, (notebook, note.title))) or note.id,
            notebook=notebook,
            tags=tuple(tags.get(note.id, ())),
            created=moment(note.fields.get("user_created_time") or note.fields.get("created_time", "")),
            updated=moment(note.fields.get("user_updated_time") or note.fields.get("updated_time", "")),
        )
    gathering.pages = list(pages.values())
    files = _Files(tree, items[_RESOURCE])
    for key, page in pages.items():
        note = items[_NOTE][key]
        if note.fields.get("markup_language") == _HTML:
            page.text = from_html(note.body, lambda src: src if _ADDRESS.match(src) else None)
        if note.fields.get("is_todo") == "1":
            sign = "x" if note.fields.get("todo_completed", "0") not in ("", "0") else " "
            page.text = f"- [{sign}] {page.title}\n\n{page.text}".rstrip()
        page.text = relinked(page.text, partial(_lead, gathering, pages, files, page))
    for resource, item in items[_RESOURCE].items():
        if resource not in files.used:
            gathering.skip(item.title or resource, _("没有笔记用到这个文件"))
    return gathering.found()


class _Files:
    """The resources, and which of them a note has used."""

    def __init__(self, tree: Tree, items: Mapping[str, _Item]) -> None:
        self.tree, self.items = tree, items
        self.used: set[str] = set()
        folder = [name for name in tree.names if name.startswith("resources/")]
        self._paths = {name.rpartition("/")[2].partition(".")[0]: name for name in folder}

    def keep(self, page: Page, resource: str) -> str | None:
        """Attach a resource to the note; its name there, None when it is not in the export."""
        path = self._paths.get(resource)
        if path is None:
            return None
        self.used.add(resource)
        item = self.items.get(resource)
        ending = path.rpartition("/")[2].partition(".")[2]
        name = (item and (item.title or item.fields.get("filename"))) or resource
        if ending and not name.lower().endswith(f".{ending.lower()}"):
            name = f"{name}.{ending}"
        return page.keep(path, partial(self.tree.read, path), shown_as=name)


def _is_wanted(note: _Item, gathering: Gathering) -> bool:
    if note.fields.get("deleted_time", "0") not in ("", "0"):
        gathering.skip(note.title or note.id, _("在 Joplin 的回收站里"))
    elif note.fields.get("is_conflict") == "1":
        gathering.skip(note.title or note.id, _("是 Joplin 的冲突副本"))
    else:
        return True
    return False


def _path(item: _Item, folders: Mapping[str, _Item]) -> str:
    steps: list[str] = []
    parent = item.fields.get("parent_id", "")
    while (folder := folders.get(parent)) and len(steps) < 20:
        steps.insert(0, folder.title.replace("/", "-"))
        parent = folder.fields.get("parent_id", "")
    return "/".join(steps)


def _lead(gathering: Gathering, pages: Mapping[str, Page], files: _Files, page: Page, link: Link) -> str | None:
    found = None if link.wiki else _ADDRESS.match(link.address)
    if found is None:
        return None
    if target := pages.get(found[1]):
        return gathering.link(target, link.words, in_table="|" in link.words)
    name = files.keep(page, found[1])
    if name is None:
        gathering.change(page.place, _("图片或附件 {name} 不在文件里").format(name=link.words or found[1]))
        return None
    sign = "!" if link.embed and is_picture(name) else ""
    return f"{sign}[{link.words or name}]({name}{link.title})"
