"""CNXML, the language of OpenStax's books: modules, and collections that put them in order.

A module is a lesson, its sections are segments; each exercise, also that of a worked example, asks for an open answer
to be compared with the solution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from client.courses.content import Attribution
from client.courses.importing import making
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece
from client.courses.importing.elements import XmlError, child_text, inner, parse, words
from client.courses.importing.making import Told
from client.courses.importing.report import Imported, ImportRefusedError, Skipped
from client.courses.importing.source import Source
from client.courses.importing.trees import Folder, Tree, joined
from client.texts import _

_ENDING = ".collection.xml"
_EFFECTS = {"bold": "b", "italics": "i", "underline": "u"}
_SAME = {"para": "p", "code": "code", "quote": "blockquote", "sub": "sub", "sup": "sup", "item": "li", "row": "tr",
         "entry": "td", "preformat": "pre", "title": "h3", "caption": "p"}  # fmt: skip
_OPEN = {"content", "section", "note", "example", "figure", "subfigure", "table", "tgroup", "tbody", "thead", "tfoot",
         "problem", "solution", "commentary", "exercise", "rule", "statement", "proof", "media", "definition",
         "meaning", "seealso", "injected-exercise", "div", "glossary", "abstract", "equation"}  # fmt: skip
_SILENT = {"metadata", "label", "colspec", "spanspec", "cnxn", "object", "flash", "labview", "java-applet", "download"}


def claims(source: Source) -> bool:
    """Whether this is a module or a collection, or a tree with a collection."""
    if source.tree is not None:
        return bool(_collections(source.tree))
    return source.root[0] == "collection" or (source.root[0] == "document" and b"cnxml" in source.data[:3000])


def read(source: Source) -> Imported:
    """The book or the module. Raises `ImportRefusedError` when nothing in it can be shown."""
    if source.tree is not None:
        return _books(source.tree)
    if source.root[0] == "collection":
        around = source.beside.parent if isinstance(source.beside, Folder) else None
        return _Book(around, source.name, source.data).imported()
    return gather([source], source.stem)


def gather(sources: list[Source], title: str, tree: Tree | None = None) -> Imported:
    """Modules that no collection names, as one course."""
    draft = Draft("cnxml")
    units: list[Unit] = []
    for source in sources:
        if source.root[0] == "document":
            units += _module(draft, source.data, source.place or source.name, _beside(source))
    named = units[0].title if len(units) == 1 else title
    return draft.imported(course_from(units, "cnxml", Head(title, named)))


def _collections(tree: Tree) -> list[str]:
    return [
        n for n in tree.names if (n.endswith(_ENDING) or PurePosixPath(n).name == "collection.xml") and n.count("/") < 3
    ]


def _beside(source: Source) -> Callable[[str], bytes | None]:
    def look(name: str) -> bytes | None:
        try:
            return source.beside.read(name) if source.beside is not None else None
        except KeyError:
            return None

    return look


def _books(tree: Tree) -> Imported:
    """All books of a tree; one whose modules are elsewhere is named. Raises `ImportRefusedError` when all are."""
    read: list[Imported] = []
    refused: list[tuple[str, ImportRefusedError]] = []
    for name in _collections(tree):
        try:
            read.append(_Book(tree, name).imported())
        except ImportRefusedError as error:
            refused.append((name, error))
    if not read:
        raise refused[0][1]
    return Imported(
        "cnxml",
        tuple({course.id: course for book in read for course in book.courses}.values()),
        (*(e for book in read for e in book.skipped), *(Skipped(name, str(error)) for name, error in refused)),
        tuple(dict.fromkeys(entry for book in read for entry in book.notes)),
        {path: data for book in read for path, data in book.files.items()},
    )


class _Book:
    def __init__(self, tree: Tree | None, name: str, data: bytes | None = None) -> None:
        self._tree, self._name = tree, name
        self._root = parse(data if data is not None else tree.read(name) if tree is not None else "")
        self._draft = Draft("cnxml")

    def imported(self) -> Imported:
        root = self._root
        about = root.find("metadata")
        about = about if about is not None else root
        title = child_text(about, "title") or PurePosixPath(self._name).name.removesuffix(_ENDING)
        licence = about.find("license")
        url = licence.get("url") if licence is not None else None
        attribution = (
            Attribution(
                title=title, licence=words(licence), licence_url=url if url and url.startswith("http") else None
            )
            if licence is not None
            else None
        )
        content = root.find("content")
        units = list(self._units(content if content is not None else root, ""))
        key = child_text(about, "uuid") or child_text(about, "content-id") or title
        head = Head(key, title, language=child_text(about, "language"), attribution=attribution)
        try:
            return self._draft.imported(course_from(units, "cnxml", head))
        except ImportRefusedError as error:
            if not self._draft.skipped:
                raise
            first = _("{n} 个模块都不在这里，例如 {name}。请选择整本书的文件夹")
            raise ImportRefusedError(
                first.format(n=len(self._draft.skipped), name=self._draft.skipped[0].item)
            ) from error

    def _units(self, element: ET.Element, section: str) -> Iterator[Unit]:
        for child in element:
            if child.tag == "module":
                name = child.get("document", "")
                data = self._read(f"modules/{name}/index.cnxml") or self._read(f"{name}/index.cnxml")
                if data is None:
                    self._draft.skip(_("模块的文件不在这里"), name)
                    continue
                folder = f"modules/{name}"
                yield from (
                    Unit(unit.key, unit.title, unit.pieces, section)
                    for unit in _module(self._draft, data, name, lambda src, folder=folder: self._picture(folder, src))
                )
            elif child.tag == "subcollection":
                inside = child.find("content")
                yield from self._units(inside if inside is not None else child, child_text(child, "title") or section)

    def _picture(self, folder: str, src: str) -> bytes | None:
        path = joined(folder, src)
        return self._read(path) if path else None

    def _read(self, name: str) -> bytes | None:
        if self._tree is None:
            return None
        top = PurePosixPath(self._name).parent.parent.as_posix() if not isinstance(self._tree, Folder) else ""
        for candidate in dict.fromkeys((name, f"{top}/{name}".lstrip("./"))):
            try:
                return self._tree.read(candidate)
            except KeyError:
                continue
        return None


def _module(draft: Draft, data: bytes, name: str, look: Callable[[str], bytes | None]) -> list[Unit]:
    with draft.reading(name):
        try:
            root = parse(data)
        except XmlError as error:
            draft.skip(str(error))
            return []
        draft.lookup = look
        content = root.find("content")
        title = child_text(root, "title") or child_text(root, "metadata/title") or name
        pieces = _Module(draft, name).pieces(content if content is not None else root)
        glossary = root.find("glossary")
        if glossary is not None:
            pieces += draft.pieces(inner(glossary, _html), _("术语"))
        return [Unit(child_text(root, "metadata/content-id") or name, title, pieces)]
    return []


class _Module:
    """One module: text gathers until a question ends the segment."""

    def __init__(self, draft: Draft, name: str) -> None:
        self._draft, self._name = draft, name
        self._pieces: list[Piece] = [Piece()]
        self._html: list[str] = []
        self._number = 0

    def pieces(self, content: ET.Element) -> list[Piece]:
        self._walk(content)
        self._end_text()
        return [piece for piece in self._pieces if not piece.is_empty]

    def _walk(self, element: ET.Element) -> None:
        for child in element:
            if child.tag == "section":
                self._new(words(child.find("title")))
                self._walk(child)
                self._new("")
            elif child.tag == "exercise":
                self._exercise(child)
            elif child.tag in ("example", "note") and child.find(".//exercise") is not None:
                self._walk(child)
            elif child.tag == "title" and element.tag == "section":
                continue
            else:
                self._html.append(_html(child) or "")

    def _new(self, title: str) -> None:
        self._end_text()
        if self._pieces[-1].is_empty:
            self._pieces[-1].title = title or self._pieces[-1].title
        else:
            self._pieces.append(Piece(title))

    def _end_text(self) -> None:
        html = "".join(self._html)
        self._html.clear()
        if not html.strip():
            return
        last = self._pieces[-1]
        if last.quiz:
            last = Piece()
            self._pieces.append(last)
        made = self._draft.pieces(html, last.title)
        if made and last.is_empty:
            last.body, last.media = made[0].body, made[0].media
            self._pieces += made[1:]
        else:
            self._pieces += made

    def _exercise(self, exercise: ET.Element) -> None:
        self._end_text()
        self._number += 1
        place = _("{name} 的练习 {n}").format(name=self._name, n=self._number)
        with self._draft.reading(place):
            problem = exercise.find("problem")
            text = self._draft.html(inner(problem if problem is not None else exercise, _html))
            samples = [self._draft.html(inner(solution, _html)) for solution in exercise.findall("solution")]
            more = [self._draft.html(inner(part, _html)) for part in exercise.findall("commentary")]
            question = making.essay(Told(text, making.together(*more)), making.together(*samples))
            key = exercise.get("id") or f"{self._number}-{text[:300]}"
            self._pieces[-1].quiz.append((f"{self._name}/{key}", question))


def _html(element: ET.Element) -> str | None:
    """A CNXML element as HTML; None for one that is HTML (or MathML) already."""
    tag = element.tag
    if tag in _SILENT:
        return ""
    if tag == "math":
        return None
    inside = inner(element, _html)
    if tag == "emphasis":
        mark = _EFFECTS.get(element.get("effect", "bold"), "b")
        return f"<{mark}>{inside}</{mark}>"
    if tag == "term":
        return f"<b>{inside}</b>" if element.get("class") != "no-emphasis" else inside
    if tag in _SAME:
        return f"<{_SAME[tag]}>{inside}</{_SAME[tag]}>"
    if tag == "list":
        name = "ol" if element.get("list-type") == "enumerated" else "ul"
        return f"<{name}>{inside}</{name}>"
    if tag == "image":
        return f'<img src="{element.get("src", "")}" alt="">'
    if tag == "media":
        alt = element.get("alt", "").replace('"', "&quot;").replace("<", "&lt;")
        return inside.replace('alt=""', f'alt="{alt}"', 1)
    if tag in ("video", "audio", "iframe"):
        return f'<{tag} src="{element.get("src", "")}"></{tag}>'
    if tag == "link":
        url = element.get("url", "")
        return f'<a href="{url}">{inside or url}</a>' if url else inside
    if tag == "newline":
        return "<br>"
    if tag == "space":
        return " "
    if tag == "footnote":
        return _("（注：{words}）").format(words=inside)
    if tag in _OPEN:
        name = "table" if tag == "tgroup" else "div"
        return inside if tag in ("table", "tbody", "thead", "tfoot") else f"<{name}>{inside}</{name}>"
    return f"<span>{inside}</span>"
