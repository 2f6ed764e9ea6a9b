"""Files of QTI 2.x and 3.0: items, tests that name items, and packages of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from client.courses.content import QuizRules
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece, Unfit, ruled
from client.courses.importing.elements import XmlError, inner, parse
from client.courses.importing.qti.item import Item, camel, questions_of
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.texts import _

FORM = "qti21"
_ROOTS = ("assessmentItem", "assessmentTest", "qti-assessment-item", "qti-assessment-test")
_SEGMENT_QUESTIONS, _LESSON_SEGMENTS = 5, 4

Look = Callable[[str], bytes | None]


def claims(source: Source) -> bool:
    """Whether this is an item or a test."""
    return source.root[0] in _ROOTS


def claims_tree(tree: Tree) -> bool:
    """Whether there is a manifest that names items of QTI 2.x or 3.0."""
    if "imsmanifest.xml" not in tree.names:
        return False
    data = tree.read("imsmanifest.xml")
    return b"imsqti_" in data and b"imsqti_xmlv1p2" not in data


def read(source: Source) -> Imported:
    """The item, or the items of the test."""
    beside = source.beside
    return _read([("", source.data)], source.stem, lambda name: _from(beside, name))


def gather(sources: list[Source], title: str, tree: Tree) -> Imported:
    """The items and tests of a tree as one course."""
    return _read([(source.place, source.data) for source in sources], title, lambda name: _from(tree, name))


def read_tree(source: Source) -> Imported:
    """All items of a package."""
    tree = source.tree
    assert tree is not None  # noqa: S101 - it was claimed
    files = [(name, tree.read(name)) for name in tree.names if name.lower().endswith((".xml", ".qti"))]
    files = [(name, data) for name, data in files if Source(name, data).root[0] in _ROOTS]
    if not files:
        raise ImportRefusedError(_("包里没有题目"))
    return _read(files, source.stem, lambda name: _from(tree, name))


def _from(tree: Tree | None, name: str) -> bytes | None:
    try:
        return tree.read(name) if tree is not None else None
    except KeyError:
        return None


def _read(files: list[tuple[str, bytes]], title: str, look: Look) -> Imported:
    draft = Draft(FORM)
    roots: dict[str, ET.Element] = {}
    for name, data in files:
        try:
            roots[name] = camel(parse(data))
        except XmlError as error:
            draft.skip(str(error), name)
    reader = _Reader(draft, look, roots)
    tests = [(name, root) for name, root in roots.items() if root.tag == "assessmentTest"]
    units = [unit for name, root in tests for unit in reader.test(name, root)]
    items = [(name, root) for name, root in roots.items() if root.tag != "assessmentTest" and name not in reader.used]
    pieces = [reader.piece(Item(root, name)) for name, root in items]
    units += _lessons(pieces, title)
    name = title
    if len(roots) == 1 or len(tests) == 1:
        only = tests[0][1] if tests else next(iter(roots.values()))
        name = only.get("title") or title
    first = f"{title}\n{name}"
    try:
        return draft.imported(course_from(units, FORM, Head(first, name or _("导入的题目"))))
    except ImportRefusedError as error:
        raise draft.refused(str(error)) from error


def _lessons(pieces: list[Piece], title: str) -> list[Unit]:
    """Items that no test names: some to a segment, some segments to a lesson."""
    full = [piece for piece in pieces if not piece.is_empty]
    units: list[Unit] = []
    size = _SEGMENT_QUESTIONS * _LESSON_SEGMENTS
    for at in range(0, len(full), size):
        segments: list[Piece] = []
        for piece in full[at : at + size]:
            if not segments or len(segments[-1].quiz) >= _SEGMENT_QUESTIONS:
                segments.append(Piece())
            segments[-1].quiz += piece.quiz
        name = title or _("练习")
        if len(full) > size:
            name = _("{title} {n}").format(title=name, n=len(units) + 1)
        units.append(Unit(f"items-{len(units)}", name, segments))
    return units


class _Reader:
    def __init__(self, draft: Draft, look: Look, roots: dict[str, ET.Element]) -> None:
        self._draft, self._look, self._roots = draft, look, roots
        self.used: set[str] = set()

    def piece(self, item: Item) -> Piece:
        """The questions of an item."""
        piece = Piece()
        folder = PurePosixPath(item.path).parent.as_posix()
        with self._draft.reading(_("题目“{title}”").format(title=item.title)):
            self._draft.lookup = lambda name: self._at(folder, name)
            for number, question in enumerate(questions_of(self._draft, item)):
                piece.quiz.append((f"{item.key}\x1f{number}", question))
        return piece

    def test(self, name: str, root: ET.Element) -> list[Unit]:
        """A lesson for each part of a test."""
        units: list[Unit] = []
        folder = PurePosixPath(name).parent.as_posix()
        title = root.get("title") or PurePosixPath(name).stem
        parts = list(root.iter("testPart")) or [root]
        for number, part in enumerate(parts, start=1):
            pieces: list[Piece] = []
            for section in part.iter("assessmentSection"):
                heading = section.get("title", "")
                rubric = " ".join(inner(e) for e in section.findall("rubricBlock"))
                current = Piece(heading, self._draft.html(rubric) if rubric else "")
                for ref in section.findall("assessmentItemRef"):
                    current.quiz += self._named(folder, ref).quiz
                    if len(current.quiz) >= _SEGMENT_QUESTIONS:
                        pieces.append(current)
                        current = Piece()
                pieces.append(current)
            ruled(pieces, _rules(root, part))
            named = title if len(parts) == 1 else _("{title} {n}").format(title=title, n=number)
            units.append(Unit(f"{name}\x1f{root.get('identifier', '')}\x1f{number}", named, pieces))
        return units

    def _named(self, folder: str, ref: ET.Element) -> Piece:
        href = ref.get("href", "")
        path = joined(folder, href)
        label = _("题目“{title}”").format(title=href)
        with self._draft.reading(label):
            if path is None:
                raise Unfit(_("题目文件 {name} 不在这里").format(name=href[:80]))
            if path in self.used:
                return Piece()
            if path not in self._roots:
                data = self._look(path)
                if data is None:
                    raise Unfit(_("题目文件 {name} 不在这里").format(name=href[:80]))
                self._roots[path] = _parsed(data)
            self.used.add(path)
            return self.piece(Item(self._roots[path], path))
        return Piece()

    def _at(self, folder: str, name: str) -> bytes | None:
        path = joined(folder, name)
        return self._look(path) if path else None


def _rules(test: ET.Element, part: ET.Element) -> QuizRules:
    """The time for a part, or for the whole test when it is all of it, and whether one may go back."""
    limits = [element.find("timeLimits") for element in (part, test)]
    seconds = next((limit.get("maxTime", "") for limit in limits if limit is not None), "")
    whole = re.fullmatch(r"(\d{1,5})(?:\.\d*)?", seconds)
    sequential = part.get("navigationMode") == "linear"
    return QuizRules(time_limit_s=int(whole[1]) if whole else 0, sequential=sequential)


def _parsed(data: bytes) -> ET.Element:
    try:
        return camel(parse(data))
    except XmlError as error:
        raise Unfit(str(error)) from error
