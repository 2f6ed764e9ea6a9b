"""Evernote's export: a `.enex` file, notes with their text as ENML and their files in it.

A text names a file by the MD5 of what is in it. The file's name is the notebook. Notes have no ids: one is known by
its title and by when it was made.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import mimetypes
from collections import Counter
from functools import partial
from xml.etree import ElementTree as ET

from client.courses.importing import ImportRefusedError
from client.courses.importing.elements import child_text, inner, parse
from client.courses.importing.source import Source
from client.notes.attachments import is_picture
from client.notes.importing.found import FoundNotes, Gathering, Load, Page, moment
from client.notes.importing.pages import DONE_BOX, OPEN_BOX, from_html
from client.notes.importing.relinking import Link, relinked
from client.texts import _

_INSIDE = "evernote:"


def claims(source: Source) -> bool:
    """Whether this is one."""
    return source.tree is None and source.root[0] == "en-export"


is_sure = claims


def read(source: Source) -> FoundNotes:
    """The notes. Raises `ImportRefusedError`."""
    gathering = Gathering("enex")
    seen: Counter[tuple[str, str]] = Counter()
    notebook = source.stem.removesuffix(".enex")
    for number, note in enumerate(parse(source.data).iter("note"), 1):
        title, created = child_text(note, "title"), child_text(note, "created")
        with gathering.reading(title or f"#{number}"):
            seen[title, created] += 1
            page = Page(
                key="\x1f".join(("enex", title, created or notebook, str(seen[title, created]))),
                title=title,
                text="",
                place=title or f"#{number}",
                notebook=notebook,
                tags=tuple(dict.fromkeys((tag.text or "").strip() for tag in note.findall("tag"))),
                created=moment(created),
                updated=moment(child_text(note, "updated")) or moment(created),
            )
            page.text = _Enml(page, _resources(note), gathering).markdown(child_text(note, "content"))
            gathering.pages.append(page)
    titled: dict[str, list[Page]] = {}
    for page in gathering.pages:
        titled.setdefault(page.title, []).append(page)
    for page in gathering.pages:
        page.text = relinked(page.text, partial(_lead, gathering, titled, page))
    return gathering.found()


def _lead(gathering: Gathering, titled: dict[str, list[Page]], page: Page, link: Link) -> str | None:
    """A link inside of Evernote names a note that the file does not tell; its words are that note's title."""
    if link.wiki or not link.address.startswith(_INSIDE):
        return None
    found = titled.get(link.words.strip(), [])
    if len(found) == 1:
        return gathering.link(found[0])
    gathering.change(
        page.place, _("Evernote 内部的链接“{words}”找不到对应的笔记，只留下了文字").format(words=link.words)
    )
    return link.words


def _resources(note: ET.Element) -> dict[str, tuple[str, Load]]:
    """The files of a note by the MD5 of what is in them: what to call one, and how to read it."""
    found: dict[str, tuple[str, Load]] = {}
    for resource in note.findall("resource"):
        try:
            data = base64.b64decode("".join((child_text(resource, "data")).split()), validate=True)
        except (binascii.Error, ValueError):
            continue
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        ending = mimetypes.guess_extension(child_text(resource, "mime")) or ""
        name = child_text(resource, "resource-attributes/file-name") or f"{md5[:8]}{ending}"
        found[md5] = (name if "." in name else f"{name}{ending}", partial(bytes, data))
    return found


class _Enml:
    """The text of one note."""

    def __init__(self, page: Page, files: dict[str, tuple[str, Load]], gathering: Gathering) -> None:
        self._page, self._files, self._gathering = page, files, gathering
        self._links: dict[str, str] = {}
        self._kept: set[str] = set()

    def markdown(self, enml: str) -> str:
        """ENML as Markdown."""
        if not enml:
            return self._rest()
        try:
            root = parse(enml)
        except ImportRefusedError as error:
            raise ImportRefusedError(_("正文的写法有误：{why}").format(why=error)) from error
        text = from_html(inner(root, self._special), lambda src: src if src in self._page.files else None)
        for mark, shown in self._links.items():
            text = text.replace(mark, shown)
        return "\n\n".join(filter(None, (text, self._rest())))

    def _special(self, element: ET.Element) -> str | None:
        if element.tag == "en-todo":
            return DONE_BOX if element.get("checked") == "true" else OPEN_BOX
        if element.tag == "li" and "--en-checked" in element.get("style", ""):
            done = "--en-checked:true" in element.get("style", "").replace(" ", "")
            return f"<li>{DONE_BOX if done else OPEN_BOX}{inner(element, self._special)}</li>"
        if element.tag == "en-media":
            return self._media(element.get("hash", "").lower())
        if element.tag == "en-crypt":
            self._gathering.change(self._page.place, _("加密的一段没有带进来"))
            return _("（加密的一段）")
        if "-en-codeblock" in element.get("style", ""):
            lines = "\n".join("".join(line.itertext()) for line in element) or "".join(element.itertext())
            return f"<pre>{lines.replace('&', '&amp;').replace('<', '&lt;')}</pre>"
        if element.tag == "a" and element.get("href", "").startswith(_INSIDE):
            return self._marked(f"[{' '.join(''.join(element.itertext()).split())}]({element.get('href')})")
        return None

    def _media(self, md5: str) -> str:
        name = self._keep(md5)
        if name is None:
            self._gathering.change(self._page.place, _("图片或附件 {name} 不在文件里").format(name=md5[:8]))
            return ""
        return f'<img src="{name}" alt="{name}">' if is_picture(name) else self._marked(f"[{name}]({name})")

    def _keep(self, md5: str) -> str | None:
        if md5 not in self._files:
            return None
        self._kept.add(md5)
        name, load = self._files[md5]
        return self._page.keep(md5, load, shown_as=name)

    def _rest(self) -> str:
        """Files that the text does not show."""
        return "\n".join(
            f"[{name}]({name})" for md5 in self._files if md5 not in self._kept and (name := self._keep(md5))
        )

    def _marked(self, shown: str) -> str:
        """A sign that stays one on the way to Markdown, and then becomes what is `shown`."""
        mark = f"\ue020{len(self._links)}\ue021"
        self._links[mark] = shown
        return mark
