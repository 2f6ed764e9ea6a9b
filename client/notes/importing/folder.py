"""Markdown files as notes: one alone, a folder of them, an Obsidian vault; and what went out of this app.

Obsidian finds the note that a link names by its path, or by its name alone wherever it is; so do we. Folders become
notebooks. What a note embeds comes along as its attachment; an embedded note becomes a link.
"""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import PurePosixPath

from client.courses.importing import ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Below, Folder, Tree, joined
from client.notes.attachments import is_picture
from client.notes.importing.finding import ENDINGS, Places
from client.notes.importing.found import FoundNotes, Gathering, Load, Page
from client.notes.importing.front import Front, read_front, tags_in, tags_of
from client.notes.importing.relinking import Link, relinked
from client.notes.titles import heading
from client.texts import _

_COPY = re.compile(r"(?:\s*\(\d+\)|\.zip)+$", re.IGNORECASE)
_OWN_DESCRIPTION = "xueban-notes.json"


def is_hidden(name: str) -> bool:
    """Whether a file belongs to a program or system, not to the person."""
    return any(step.startswith(".") or step == "__MACOSX" for step in name.split("/"))


def is_sure(source: Source) -> bool:
    """Whether these are notes for certain: a vault of Obsidian, or what went out of this app."""
    names = source.tree.names if source.tree is not None else []
    if isinstance(source.tree, Folder) and (source.tree.path / ".obsidian").is_dir():
        return True
    return any(name == _OWN_DESCRIPTION or re.match(r"(?:[^/]+/)?\.obsidian/", name) for name in names)


def claims(source: Source) -> bool:
    """Whether there is Markdown in it."""
    if source.tree is None:
        return source.name.lower().endswith((*ENDINGS, ".txt"))
    return any(name.lower().endswith(ENDINGS) and not is_hidden(name) for name in source.tree.names)


def read(source: Source) -> FoundNotes:
    """The notes. Raises `ImportRefusedError`."""
    if source.tree is None:
        return _single(source)
    tree, name = rooted(source.tree, source.name)
    return _Vault(tree, name, Gathering("markdown")).found()


def rooted(tree: Tree, name: str) -> tuple[Tree, str]:
    """The tree below the one folder that all is in, if there is one; and what it is called."""
    tops = {each.partition("/")[0] for each in tree.names if not is_hidden(each)}
    inside = [each for each in tree.names if not is_hidden(each)]
    if len(tops) == 1 and all("/" in each for each in inside):
        top = tops.pop()
        return Below(tree, top), top
    return tree, _COPY.sub("", name)


def _single(source: Source) -> FoundNotes:
    gathering = Gathering("markdown")
    vault = _Vault(source.beside, "", gathering)
    vault.take(source.name, _text(source.name, source.data), Front())
    vault.lead()
    return gathering.found()


class _Vault:
    """A folder of Markdown; `found` reads it all. Of what lies beside a single file just that is looked for."""

    def __init__(self, tree: Tree | None, name: str, gathering: Gathering) -> None:
        self._tree, self._name = tree, name
        self._gathering = gathering
        self._places = Places(tree, whole=bool(name))
        self._shown: dict[str, str] = {}
        self._used: set[str] = set()

    def found(self) -> FoundNotes:
        assert self._tree is not None  # noqa: S101 - a single file is taken otherwise
        names = [name for name in self._tree.names if not is_hidden(name)]
        for name in names:
            if not name.lower().endswith(ENDINGS):
                continue
            with self._gathering.reading(name):
                data = self._tree.read(name)
                self.take(name, _text(name, data), Front(updated=self._tree.changed(name)))
        others = [name for name in names if not name.lower().endswith(ENDINGS) and name != _OWN_DESCRIPTION]
        self._places.add_files(others)
        self.lead()
        for name in others:
            if name not in self._used:
                self._gathering.skip(name, _("没有笔记用到这个文件"))
        return self._gathering.found()

    def take(self, path: str, text: str, known: Front) -> None:
        """Take in a note; what its own properties do not say is as `known`."""
        front, body = read_front(text)
        pure = PurePosixPath(path)
        own = bool(front.own_id)
        folder = "" if pure.parent.as_posix() == "." else pure.parent.as_posix()
        if front.rest and not own:
            body = f"```yaml\n{front.rest}\n```\n\n{body}"
        page = Page(
            key=f"markdown/{self._name}/{path}",
            title=front.title if own or front.title else pure.stem,
            text=body,
            place=path,
            notebook=folder if front.notebook is None else front.notebook,
            tags=front.tags if own else tags_of([*front.tags, *tags_in(body)]),
            created=front.created,
            updated=front.updated or known.updated,
            pinned=front.pinned,
            own_id=front.own_id,
            course_id=front.course_id,
            lesson_id=front.lesson_id,
            anchor=front.anchor,
        )
        self._gathering.pages.append(page)
        self._shown[page.id] = page.title or heading("", body[:400])[0]
        self._places.add(page, front.aliases)

    def lead(self) -> None:
        """Lead all links to what they mean."""
        for page in self._gathering.pages:
            way = self._own if page.own_id else self._foreign
            page.text = relinked(page.text, partial(way, page))

    def _foreign(self, page: Page, link: Link) -> str | None:
        if link.wiki:
            address = link.address.strip().removesuffix("\\")
            if not address:
                return None  # a heading of this same note
            target = self._places.note(page, address)
            name = address.rpartition("/")[2]
            words = link.words.strip() or ("" if target is None or target.title == name else name)
        else:
            if re.match(r"[a-z][a-z0-9+.-]*:|//|#|/notes/", link.address, re.IGNORECASE):
                return None
            path, _hash, place = link.address.partition("#")
            link = link._replace(address=path, place=f"#{place}" if place else "")
            target = next(
                (n for a in link.addresses if a.lower().endswith(ENDINGS) and (n := self._places.note(page, a))), None
            )
            words = link.words
        if target is not None:
            if link.embed:
                self._gathering.change(page.place, _("嵌入的笔记《{title}》变成了链接").format(title=target.title))
            return self._gathering.link(target, words, link.place, in_table=link.address.endswith("\\"))
        addresses = (link.address.strip().removesuffix("\\"),) if link.wiki else link.addresses
        file = next(filter(None, (self._places.file(page, each) for each in addresses)), None)
        if file is None:
            if link.embed:
                self._gathering.change(page.place, _("图片或附件 {name} 不在文件里").format(name=addresses[0][-60:]))
            return None
        name = page.keep(file, self._load(file))
        if link.wiki:
            words = "" if re.fullmatch(r"\d*(?:x\d+)?", link.words) else link.words  # a width in pixels
            words = words or PurePosixPath(file).stem
        sign = "!" if link.embed and is_picture(name) else ""
        return f"{sign}[{words or name}]({name}{link.title})"

    def _own(self, page: Page, link: Link) -> str | None:
        """Just the way back of `client.notes.exporting`: all else stays to the letter."""
        if link.wiki:
            named = self._places.named(link.address)
            self._gathering.links += bool(named)
            target = next((each for each in named if PurePosixPath(each.place).stem == link.address), None)
            shown = self._shown.get(target.id, "") if target else ""
            if not link.words or not shown or shown == link.address:
                return None
            words = "" if link.words == shown else f"|{link.words}"
            return f"{'!' if link.embed else ''}[[{shown}{link.place}{words}]]"
        folder = PurePosixPath(page.place).parent.as_posix()
        for address in link.addresses:
            path = joined(folder, address) or ""
            target = self._places.at(path)
            if target is not None:
                self._gathering.links += 1
                return f"{'!' if link.embed else ''}[{link.words}](/notes/{target.id}{link.title})"
            if self._places.is_there(path):
                name = page.keep(path, self._load(path), path.rpartition("/")[2])
                return f"{'!' if link.embed else ''}[{link.words}]({name}{link.title})"
        return None

    def _load(self, path: str) -> Load:
        assert self._tree is not None  # noqa: S101 - the file was found in it
        self._used.add(path)
        return partial(self._tree.read, path)


def _text(name: str, data: bytes) -> str:
    """Our own to the letter, others' as they come."""
    if data.startswith(b"---\nxueban: "):
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise ImportRefusedError(_("文件 {name} 已经损坏").format(name=name)) from error
    return Source(name, data).text


def describe() -> bytes:
    """What tells that a folder went out of this app."""
    return json.dumps({"format": "xueban.notes", "version": 1}).encode()


DESCRIPTION = _OWN_DESCRIPTION
