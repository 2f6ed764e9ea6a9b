"""A Moodle backup (.mbz): its sections are modules, its activities lessons, its quizzes and its bank the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from client.courses.content import QuizRules
from client.courses.importing.attached import Heard
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece, ruled
from client.courses.importing.elements import child_text, parse
from client.courses.importing.moodle.bank import Banked, in_quiz, questions_of
from client.courses.importing.moodle.exported import place
from client.courses.importing.moodle.kinds import question_of, shown
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree
from client.texts import _

_SEGMENT_QUESTIONS = 10
_QUIET = {"forum", "chat", "feedback", "choice", "survey", "attendance", "label"}


def claims(source: Source) -> bool:
    """Whether this is the tree of a backup."""
    return source.tree is not None and "moodle_backup.xml" in source.tree.names


def read(source: Source) -> Imported:
    """The course. Raises `ImportRefusedError` when nothing in it can be shown."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    return _Backup(source.tree, source.stem).imported()


class _Backup:
    def __init__(self, tree: Tree, stem: str) -> None:
        self._tree, self._stem = tree, stem
        self._names = set(tree.names)
        self._draft = Draft("mbz")
        self._info = parse(tree.read("moodle_backup.xml"))
        bank = self._xml("questions.xml")
        older: list[str] = []
        self._bank: dict[str, Banked] = questions_of(bank, older) if bank is not None else {}
        for name in older:
            self._draft.skip(_("题库里有这道题更新的版本"), name or _("题库"))
        self._used: set[str] = set()
        self._files = self._listed_files()
        self._number = 0

    def imported(self) -> Imported:
        info = self._info.find("information")
        title = child_text(info, "original_course_fullname") if info is not None else ""
        units = [*self._activities(), *self._rest_of_bank()]
        short = child_text(info, "original_course_shortname") if info is not None else ""
        activities = [child_text(a, "title") for a in self._info.findall("information/contents/activities/activity")]
        if len(activities) == 1 and activities[0]:
            title = activities[0]
        site = child_text(info, "original_site_identifier_hash") if info is not None else ""
        head = Head("\n".join([site, short, *activities[:1]]), title or self._stem)
        try:
            return self._draft.imported(course_from(units, "mbz", head))
        except ImportRefusedError as error:
            raise _with_reason(error, self._draft) from error

    def _xml(self, name: str) -> ET.Element | None:
        return parse(self._tree.read(name)) if name in self._names else None

    def _activities(self) -> Iterator[Unit]:
        sections = {}
        for number, section in enumerate(self._info.findall("information/contents/sections/section")):
            found = self._xml(f"{child_text(section, 'directory')}/section.xml")
            key = child_text(section, "sectionid")
            title = child_text(found, "name") if found is not None else ""
            if title in ("", "$@NULL@$"):
                title = child_text(section, "title")
            sections[key] = "" if title.isdigit() else title
            summary = child_text(found, "summary") if found is not None else ""
            if summary not in ("", "$@NULL@$"):
                with self._draft.reading(title or _("第 {n} 节").format(n=number)):
                    self._draft.lookup = lambda name: self._file("", name)
                    pieces = self._draft.pieces(summary)
                    if pieces:
                        yield Unit(f"section-{key}", sections[key] or _("简介"), pieces, section=sections[key])
            for activity in self._info.findall("information/contents/activities/activity"):
                if child_text(activity, "sectionid") == key:
                    yield from self._activity(activity, sections[key])
        for activity in self._info.findall("information/contents/activities/activity"):
            if child_text(activity, "sectionid") not in sections:
                yield from self._activity(activity, "")

    def _activity(self, activity: ET.Element, section: str) -> Iterator[Unit]:
        kind, title = child_text(activity, "modulename"), child_text(activity, "title")
        label = _("活动“{title}”").format(title=title)
        root = self._xml(f"{child_text(activity, 'directory')}/{kind}.xml")
        if root is None:
            self._draft.skip(_("备份里没有这个活动的内容"), label)
            return
        with self._draft.reading(label):
            self._draft.lookup = _lookup(self._file, root.get("contextid", ""))
            pieces = self._pieces(kind, root, title)
            if pieces:
                yield Unit(f"activity-{child_text(activity, 'moduleid')}", title, pieces, section=section)

    def _pieces(self, kind: str, root: ET.Element, title: str) -> list[Piece]:
        body = root.find(kind)
        body = body if body is not None else root
        intro = self._draft.pieces(_words(body, "intro"))
        if kind == "quiz":
            return self._quiz(body, intro)
        if kind == "page":
            return [*intro, *self._draft.pieces(_words(body, "content"))]
        if kind == "book":
            return [
                *intro,
                *(
                    p
                    for c in body.iter("chapter")
                    for p in self._draft.pieces(_words(c, "content"), _words(c, "title"))
                ),
            ]
        if kind == "lesson":
            return [
                *intro,
                *(p for c in body.iter("page") for p in self._draft.pieces(_words(c, "contents"), _words(c, "title"))),
            ]
        if kind == "glossary":
            entries = [f"<p><b>{_words(e, 'concept')}</b></p>{_words(e, 'definition')}" for e in body.iter("entry")]
            return [*intro, *self._draft.pieces("\n".join(entries))]
        if kind == "url":
            address = _words(body, "externalurl")
            return [*intro, *self._draft.pieces(f'<p><a href="{address}">{address}</a></p>')]
        if kind == "assign":
            return intro
        if kind == "resource":
            return [*intro, *self._resource(root.get("contextid", ""))]
        if kind not in _QUIET or not intro:
            self._draft.skip(_("还不支持 {kind} 活动").format(kind=kind))
        return intro

    def _resource(self, context: str) -> list[Piece]:
        pieces: list[Piece] = []
        for name in [name for (where, name) in self._files if where == context]:
            if path := self._draft.attachment(name):
                kind = "audio" if path.rpartition(".")[2] in ("mp3", "m4a", "ogg", "wav") else "video"
                if media := self._draft.media(Heard(kind, name, name)):
                    pieces.append(Piece(name, "", media))
            elif name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")):
                pieces += self._draft.pieces(f'<img src="{name}" alt="{name}">')
            elif name.lower().endswith((".html", ".htm")) and (data := self._file(context, name)):
                pieces += self._draft.pieces(data.decode("utf-8", "replace"))
            else:
                self._draft.skip(_("附件 {name} 在这里显示不了").format(name=name))
        return pieces

    def _quiz(self, quiz: ET.Element, intro: list[Piece]) -> list[Piece]:
        limit = child_text(quiz, "timelimit")
        rules = QuizRules(
            time_limit_s=int(limit) if limit.isdigit() else 0, sequential=child_text(quiz, "navmethod") == "sequential"
        )
        keys = [key for key in in_quiz(quiz, self._bank) if key not in self._used]
        self._used.update(keys)
        pieces = self._asked(keys)
        ruled(pieces, rules)
        return [*intro, *pieces]

    def _asked(self, keys: list[str]) -> list[Piece]:
        pieces: list[Piece] = [Piece()]
        for key in keys:
            banked = self._bank[key]
            asked = banked.asked
            context = self._draft.lookup
            if asked.kind == "description":
                with self._draft.reading(asked.name):
                    self._draft.lookup = _lookup(self._file, "")
                    pieces.append(Piece("", shown(self._draft, asked.text)))
                continue
            self._number += 1
            with self._draft.reading(place(self._number, asked)):
                asked.files = _Files(lambda name: self._file("", name))
                question = question_of(self._draft, asked)
                if len(pieces[-1].quiz) >= _SEGMENT_QUESTIONS:
                    pieces.append(Piece())
                pieces[-1].quiz.append((f"question-{key}", question))
            self._draft.lookup = context
        return [piece for piece in pieces if not piece.is_empty]

    def _rest_of_bank(self) -> Iterator[Unit]:
        groups: dict[str, list[str]] = {}
        for key, banked in self._bank.items():
            if key not in self._used:
                groups.setdefault(banked.category, []).append(key)
        for category, keys in groups.items():
            for at in range(0, len(keys), 2 * _SEGMENT_QUESTIONS):
                if pieces := self._asked(keys[at : at + 2 * _SEGMENT_QUESTIONS]):
                    yield Unit(f"bank-{category}-{at}", category or _("题库"), pieces, section=_("题库"))

    def _listed_files(self) -> dict[tuple[str, str], str]:
        """(context, file name) → where it is in the backup."""
        listed: dict[tuple[str, str], str] = {}
        root = self._xml("files.xml")
        for file in root.iter("file") if root is not None else ():
            name, content = child_text(file, "filename"), child_text(file, "contenthash")
            path = f"files/{content[:2]}/{content}"
            if name not in ("", ".") and path in self._names:
                listed.setdefault((child_text(file, "contextid"), name), path)
        return listed

    def _file(self, context: str, name: str) -> bytes | None:
        bare = name.replace("@@PLUGINFILE@@", "").rpartition("/")[2]
        path = self._files.get((context, bare))
        path = path or next((p for (_context, known), p in self._files.items() if known == bare), None)
        return self._tree.read(path) if path else None


class _Files(dict[str, bytes]):
    """The files of a question, looked up when they are wanted."""

    def __init__(self, look: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._look = look

    def get(self, key: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        return self._look(key) or default


def _lookup(look: Callable[[str, str], bytes | None], context: str) -> Callable[[str], bytes | None]:
    return lambda name: look(context, name)


def _words(element: ET.Element, name: str) -> str:
    words = child_text(element, name)
    return "" if words == "$@NULL@$" else words


def _with_reason(error: ImportRefusedError, draft: Draft) -> ImportRefusedError:
    """The refusal with the first reason and how many there are."""
    if not draft.skipped:
        return error
    first = _("{item}：{reason}").format(item=draft.skipped[0].item, reason=draft.skipped[0].reason)
    return ImportRefusedError(_("{n} 项都不能用。{first}").format(n=len(draft.skipped), first=first))
