"""IMS Common Cartridge (.imscc, from Canvas, Moodle, Blackboard and others) and plain IMS content packages.

The manifest's organization gives modules and order; pages, quizzes of QTI 1.2, web links and discussion topics are
lessons. Canvas keeps its own, fuller form of a quiz beside the cartridge's: that one is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from client.courses.content import Attribution, QuizRules
from client.courses.importing.attached import Heard
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece
from client.courses.importing.elements import XmlError, child_text, parse, words
from client.courses.importing.qti import oldfiles
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.courses.media import FILMS, SOUNDS
from client.texts import _

MANIFEST = "imsmanifest.xml"
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_PICTURES = {"png", "jpg", "jpeg", "gif", "svg", "webp"}
_SILENT = {"xml", "txt", "css", "js", "vtt", "srt", "xsd", "dtd", "woff", "woff2", "ttf"}


def claims(source: Source) -> bool:
    """Whether there is a manifest."""
    return source.tree is not None and MANIFEST in source.tree.names


def read(source: Source) -> Imported:
    """The course of the cartridge. Raises `ImportRefusedError` when nothing in it can be shown."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    return _Cartridge(source.tree, source.stem).imported()


class _Cartridge:
    def __init__(self, tree: Tree, stem: str) -> None:
        self._tree, self._stem = tree, stem
        self._names = {name.casefold(): name for name in tree.names}
        self._manifest = parse(tree.read(MANIFEST))
        is_cartridge = "common cartridge" in child_text(self._manifest, "metadata/schema").lower()
        self._draft = Draft("imscc" if is_cartridge or self._has_quiz() else "imscp")
        self._resources = {r.get("identifier", ""): r for r in self._manifest.iter("resource")}
        self._used: set[str] = set()
        self._looked: set[str] = set()

    def imported(self) -> Imported:
        units = [unit for top in self._manifest.iter("organization") for unit in self._below(top, "")]
        for key, resource in self._resources.items():
            if key not in self._used:
                units += self._unit(key, resource, "", "")
        self._name_leftovers()
        title = words(self._manifest.find("metadata//title")) or self._course_title() or self._stem
        identity = f"{self._manifest.get('identifier', '')}\n{title}"
        head = Head(identity, title, attribution=self._attribution(title))
        try:
            return self._draft.imported(course_from(units, self._draft.form, head))
        except ImportRefusedError as error:
            if not self._draft.skipped:
                raise
            first = self._draft.skipped[0]
            reason = _("{item}：{reason}").format(item=first.item, reason=first.reason)
            raise ImportRefusedError(
                _("{n} 项都不能用。{first}").format(n=len(self._draft.skipped), first=reason)
            ) from error

    def _has_quiz(self) -> bool:
        return any("imsqti_xmlv1p2" in r.get("type", "") for r in self._manifest.iter("resource"))

    def _below(self, element: ET.Element, section: str) -> Iterator[Unit]:
        for item in element.findall("item"):
            title = words(item.find("title"))
            key = item.get("identifierref", "")
            if key in self._resources:
                yield from self._unit(key, self._resources[key], title, section)
                yield from self._below(item, section)
            else:
                if key:
                    self._draft.skip(_("包里没有这一项的内容"), title or key)
                yield from self._below(item, title or section)

    def _unit(self, key: str, resource: ET.Element, title: str, section: str) -> Iterator[Unit]:
        if key in self._used:
            return
        self._used.add(key)
        kind = resource.get("type", "").lower()
        names = [resource.get("href", ""), *(f.get("href", "") for f in resource.findall("file"))]
        files = list(dict.fromkeys(found for name in names if name and (found := self._real(name))))
        label = title or (files[0] if files else key)
        with self._draft.reading(label):
            if not files and not kind.startswith("imsbasiclti"):
                self._draft.skip(_("包里没有这一项的内容"))
                return
            yield from (
                Unit(f"{key}\x1f{unit.key}", unit.title, unit.pieces, section)
                for unit in self._made(kind, files, title)
            )

    def _made(self, kind: str, files: list[str], title: str) -> list[Unit]:
        if "imsqti" in kind:
            return self._quiz(files, title)
        if "imsbasiclti" in kind:
            self._draft.skip(_("外部工具（LTI）要联网登录，这里打不开"))
            return []
        if "imswl" in kind:
            return self._link(files[0], title)
        if "imsdt" in kind or kind.startswith("assignment_xml"):
            return self._topic(files[0], title)
        if (
            not kind.startswith(("webcontent", "associatedcontent", "imscp", "learning-application"))
            and all(name.lower().endswith(".xml") for name in files)
            and not any(map(self._is_quiz, files))
        ):
            self._draft.skip(_("还不支持 {kind} 这种内容").format(kind=kind.partition("/")[0] or "?"))
            return []
        units: list[Unit] = []
        for name in files:
            ending = name.rpartition(".")[2].lower()
            if ending in ("html", "htm", "xhtml"):
                units += self._page(name, title)
            elif title and ending in SOUNDS | FILMS | _PICTURES:
                units += self._film(name, title)
            elif ending == "xml" and kind.startswith("webcontent") and self._is_quiz(name):
                units += self._quiz([name], title)  # where others than Canvas keep theirs
        return units

    def _page(self, name: str, title: str) -> list[Unit]:
        self._looked.add(name)
        html = self._text(name)
        found = _TITLE.search(html)
        self._look_from(name)
        pieces = self._draft.pieces(html)
        named = title or (self._draft.plain(found[1]) if found else "") or PurePosixPath(name).stem
        return [Unit(name, named, pieces)] if pieces else []

    def _film(self, name: str, title: str) -> list[Unit]:
        self._look_from("")
        self._looked.add(name)
        if name.rpartition(".")[2].lower() in _PICTURES:
            return [Unit(name, title, self._draft.pieces(f'<img src="{name}" alt="{title}">'))]
        kind = "audio" if name.rpartition(".")[2].lower() in SOUNDS else "video"
        media = self._draft.media(Heard(kind, name, title))
        return [Unit(name, title, [Piece(title, "", media)])] if media else []

    def _link(self, name: str, title: str) -> list[Unit]:
        self._looked.add(name)
        root = self._xml(name)
        if root is None:
            return []
        url = root.find(".//url")
        address = url.get("href", "") if url is not None else ""
        named = title or child_text(root, "title") or address
        return [Unit(name, named, self._draft.pieces(f'<p>{named}</p><p><a href="{address}">{address}</a></p>'))]

    def _topic(self, name: str, title: str) -> list[Unit]:
        self._looked.add(name)
        root = self._xml(name)
        if root is None:
            return []
        self._look_from("")
        return [Unit(name, title or child_text(root, "title"), self._draft.pieces(child_text(root, "text")))]

    def _quiz(self, files: list[str], title: str) -> list[Unit]:
        name = next((name for name in files if name.lower().endswith((".xml", ".qti"))), "")
        if not name:
            self._draft.skip(_("包里没有这一项的内容"))
            return []
        folder = PurePosixPath(name).parent.name
        fuller = self._real(f"non_cc_assessments/{folder}.xml.qti") if folder else None
        chosen = fuller or name
        self._looked.update({name, chosen})
        root = self._xml(chosen)
        if root is None:
            return []
        meta = self._real(f"{PurePosixPath(name).parent.as_posix()}/assessment_meta.xml") if folder else None
        about = self._xml(meta) if meta else None
        self._look_from(chosen)
        units = oldfiles.units_of(self._draft, root, title or PurePosixPath(name).stem, rules=_rules(about))
        for unit in units:
            unit.title = title or unit.title
            if about is not None and (intro := child_text(about, "description")):
                unit.pieces[:0] = self._draft.pieces(intro)
        return units

    def _name_leftovers(self) -> None:
        """Files that no page shows: named, unless they only serve."""
        for name in self._tree.names:
            ending = name.rpartition(".")[2].lower()
            quiz = name.lower().endswith(".qti") and name not in self._looked
            if quiz:
                self._draft.skip(_("题目文件没有列在目录里"), name)
            elif name not in self._looked and ending not in _SILENT | {"html", "htm", "xhtml", "qti"} and "." in name:
                self._draft.skip(_("附件在这里显示不了，或没有课文用到它"), name)

    def _look_from(self, name: str) -> None:
        folder = PurePosixPath(name).parent.as_posix() if name else ""
        self._draft.lookup = lambda src: self._at(folder, src)

    def _at(self, folder: str, src: str) -> bytes | None:
        bare = re.sub(r"^(?:\$|%24)IMS[-_]CC[-_]FILEBASE(?:\$|%24)/?", "", src)
        based = [f"web_resources/{bare}", bare] if bare != src else [joined(folder, src) or "", src]
        for candidate in based:
            path = joined("", candidate)
            if path and (name := self._real(path)):
                self._looked.add(name)
                return self._tree.read(name)
        return None

    def _real(self, name: str) -> str | None:
        path = joined("", unquote(name))
        return self._names.get(path.casefold()) if path else None

    def _text(self, name: str) -> str:
        try:
            return Source(name, self._tree.read(name)).text
        except ImportRefusedError:
            return self._tree.read(name).decode("utf-8", "replace")

    def _xml(self, name: str) -> ET.Element | None:
        try:
            return parse(self._tree.read(name))
        except XmlError as error:
            self._draft.skip(str(error), name)
            return None

    def _is_quiz(self, name: str) -> bool:
        return Source(name, self._tree.read(name)).root[0] == "questestinterop"

    def _course_title(self) -> str:
        name = self._real("course_settings/course_settings.xml")
        root = self._xml(name) if name else None
        return child_text(root, "title") if root is not None else ""

    def _attribution(self, title: str) -> Attribution | None:
        rights = words(self._manifest.find("metadata//rights/description"))
        return Attribution(title=title, licence=rights[:200]) if rights else None


def _rules(about: ET.Element | None) -> QuizRules | None:
    if about is None:
        return None
    minutes = child_text(about, "time_limit")
    return QuizRules(
        time_limit_s=int(minutes) * 60 if minutes.isdigit() and len(minutes) < 5 else 0,
        sequential=child_text(about, "cant_go_back") == "true",
    )
