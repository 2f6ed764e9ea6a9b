"""The tree of an Open edX course or library: chapters are modules, sequentials lessons, components segments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from client.courses.content import Captions, Media
from client.courses.importing import making
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece, gathered
from client.courses.importing.elements import XmlError, inner, parse, words
from client.courses.importing.making import Told
from client.courses.importing.olx import dragging
from client.courses.importing.olx.problem import questions_of
from client.courses.importing.report import Imported
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree
from client.texts import _

_CONTAINERS = {"vertical", "library_content", "split_test", "conditional", "randomize", "wrapper", "sequential",
               "problemset", "itembank"}  # fmt: skip
_SILENT = {"discussion", "wiki", "show", "poll_question", "conditional_message"}
_ROOTS = ("course.xml", "library.xml")
_YOUTUBE = "https://www.youtube.com/watch?v="


def claims(source: Source) -> bool:
    """Whether this is the tree of a course or a library of Open edX."""
    tree = source.tree
    return tree is not None and any(
        Source(name, tree.read(name)).root[0] in ("course", "library") for name in _ROOTS if name in tree.names
    )


def read(source: Source) -> Imported:
    """The course. Raises `ImportRefusedError` when nothing in it can be shown."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    return _Course(source.tree, source.stem).imported()


class _Course:
    def __init__(self, tree: Tree, stem: str) -> None:
        self._tree, self._stem = tree, stem
        self._names = set(tree.names)
        self._folded = {name.casefold(): name for name in tree.names}
        self._draft = Draft("olx", self._static)
        self._policy: dict[str, Any] = {}
        self._seen: set[tuple[str, str]] = set()

    def imported(self) -> Imported:
        pointer = parse(self._tree.read(next(name for name in _ROOTS if name in self._names)))
        run = pointer.get("url_name", "")
        self._policy = self._json(f"policies/{run}/policy.json") or self._json("policies/policy.json")
        root = self._resolved(pointer)
        key = "\n".join([pointer.get("org", ""), pointer.get("course", "") or pointer.get("library", ""), run])
        title = self._name(root) or self._page("about/title.html") or pointer.get("course", "") or self._stem
        units = list(self._units(root))
        head = Head(
            key,
            title,
            language=root.get("language", ""),
            summary=self._draft.plain(self._page("about/short_description.html")),
        )
        return self._draft.imported(course_from(units, "olx", head))

    def _units(self, root: ET.Element) -> Iterator[Unit]:
        loose: list[ET.Element] = []
        for child in root:
            if child.tag == "chapter":
                chapter = self._resolved(child)
                section = self._name(chapter) or _("未命名的章")
                for sequential in chapter:
                    yield self._lesson(sequential, section)
            elif child.tag in ("sequential", "vertical", "problemset", "videosequence"):
                yield self._lesson(child, "")
            elif child.tag in ("problem", "html", "video", "openassessment"):
                loose.append(child)
        for at in range(0, len(loose), 20):
            pieces = [piece for child in loose[at : at + 20] for piece in self._component(child)]
            title = self._name(root) or _("练习")
            if len(loose) > 20:
                title = _("{title} {n}").format(title=title, n=at // 20 + 1)
            yield Unit(f"loose-{at}", title, gathered(pieces))

    def _lesson(self, pointer: ET.Element, section: str) -> Unit:
        sequential = self._resolved(pointer)
        pieces: list[Piece] = []
        for child in sequential:
            made = self._component(child)
            if child.tag == "vertical":
                made = gathered(made)
                title = self._name(self._resolved(child, again=True))
                for piece in made[:1]:
                    piece.title = title or piece.title
            pieces += made
        key = f"{pointer.tag}/{pointer.get('url_name', '')}/{section}"
        return Unit(key, self._name(sequential) or section, pieces, section=section)

    def _component(self, pointer: ET.Element) -> list[Piece]:
        element = self._resolved(pointer)
        name = self._name(element) or pointer.get("url_name", "")
        pieces: list[Piece] = []
        with self._draft.reading(_("{kind}“{words}”").format(kind=element.tag, words=name)):
            if element.tag in _CONTAINERS:
                for child in element:
                    pieces += self._component(child)
            elif element.tag == "html":
                pieces = self._draft.pieces(self._html(element))
            elif element.tag == "video":
                pieces = self._video(element, name)
            elif element.tag == "problem":
                pieces = self._problem(element, pointer, name)
            elif element.tag == "openassessment":
                pieces = self._open(element, pointer, name)
            elif element.tag == "annotatable":
                pieces = self._draft.pieces(inner(element))
            elif element.tag == "drag-and-drop-v2":
                question = dragging.question_of(self._draft, element)
                pieces = [Piece(quiz=[(f"drag/{pointer.get('url_name') or name}", question)])]
            elif element.tag not in _SILENT:
                self._draft.skip(_refusal(element.tag))
        return pieces

    def _problem(self, element: ET.Element, pointer: ET.Element, name: str) -> list[Piece]:
        quiz = Piece()
        key = pointer.get("url_name") or name
        for number, question in enumerate(questions_of(self._draft, element)):
            quiz.quiz.append((f"problem/{key}/{number}", question))
        return [quiz]

    def _open(self, element: ET.Element, pointer: ET.Element, name: str) -> list[Piece]:
        asked = [words(prompt.find("description")) or words(prompt) for prompt in element.iter("prompt")]
        stem = making.together(*(self._draft.html(text) for text in asked))
        return [Piece(quiz=[(f"open/{pointer.get('url_name') or name}", making.essay(Told(stem or name)))])]

    def _html(self, element: ET.Element) -> str:
        if file := element.get("filename"):
            name = f"html/{file.replace(':', '/')}.html"
            if name in self._names:
                return self._tree.read(name).decode("utf-8", "replace")
        return inner(element)

    def _video(self, element: ET.Element, name: str) -> list[Piece]:
        youtube = element.get("youtube_id_1_0", "") or next(
            (part.partition(":")[2] for part in element.get("youtube", "").split(",") if part.startswith("1.0")), ""
        )
        sources = [source.get("src", "") for source in element.iter("source")]
        try:
            listed = json.loads(element.get("html5_sources") or "[]")
        except ValueError:
            listed = []
        sources += [str(source) for source in listed] if isinstance(listed, list) else []
        url = next((source for source in sources if re.match(r"https?://\S+$", source)), None)
        file = next((path for source in sources if (path := self._draft.attachment(source))), None)
        captions, transcript = self._transcripts(element)
        page = f"{_YOUTUBE}{youtube}" if re.fullmatch(r"[\w-]{6,20}", youtube) else None
        if not (url or file or page):
            self._draft.skip(_("视频没有可以打开的地址"))
            return [Piece(name, transcript)] if transcript else []
        media = Media(kind="video", title=name, file=file, url=url, page=page, captions=captions, transcript=transcript)
        return [Piece(name, "", media)]

    def _transcripts(self, element: ET.Element) -> tuple[tuple[Captions, ...], str]:
        named = [(t.get("language", "und"), t.get("src", "")) for t in element.findall("transcript")]
        if sub := element.get("sub"):
            named.append(("en", f"subs_{sub}.srt.sjson"))
        captions: list[Captions] = []
        transcript = ""
        for language, src in named:
            data = self._static(src)
            if data is None:
                continue
            text = data.decode("utf-8", "replace")
            text = _from_sjson(text) if src.endswith(".sjson") else text
            if path := self._draft.keep_captions(text):
                captions.append(Captions(file=path, language=language or "und"))
                transcript = transcript or _spoken(text)
        return tuple(captions), transcript

    def _resolved(self, pointer: ET.Element, *, again: bool = False) -> ET.Element:
        """The element itself, from its file when it only points there; an endless circle ends."""
        name = pointer.get("url_name", "")
        if len(pointer) or not name or (pointer.text or "").strip():
            return pointer
        place = (pointer.tag, name)
        path = f"{pointer.tag}/{name.replace(':', '/')}.xml"
        if path not in self._names or (place in self._seen and pointer.tag in _CONTAINERS and not again):
            if path not in self._names and set(pointer.attrib) <= {"url_name", "org", "course"}:
                self._draft.skip(_("课程里缺少文件 {file}").format(file=path), path)
            return pointer
        self._seen.add(place)
        try:
            found = parse(self._tree.read(path))
        except XmlError as error:
            self._draft.skip(str(error), path)
            return ET.Element(pointer.tag if pointer.tag in _CONTAINERS else "discussion", pointer.attrib)
        known = self._policy.get(f"{pointer.tag}/{name}")
        for key, value in known.items() if isinstance(known, dict) else ():
            if isinstance(value, str):
                found.attrib.setdefault(key, value)
        return found

    def _name(self, element: ET.Element) -> str:
        return element.get("display_name", "").strip()

    def _page(self, name: str) -> str:
        return self._tree.read(name).decode("utf-8", "replace").strip() if name in self._names else ""

    def _json(self, name: str) -> dict[str, Any]:
        try:
            data = json.loads(self._tree.read(name)) if name in self._names else {}
        except (ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}

    def _static(self, src: str) -> bytes | None:
        """A file that a page names `/static/x`, `/asset-v1:…@x` or `x`; Studio writes spaces as underscores."""
        bare = unquote(src.rpartition("@")[2] if "@" in src else src).lstrip("/").removeprefix("static/")
        if not bare:
            return None
        for candidate in (
            f"static/{bare}",
            f"static/{bare.replace('_', ' ')}",
            f"static/{bare.replace('/', '_')}",
            bare,
        ):
            if name := self._folded.get(candidate.casefold()):
                return self._tree.read(name)
        return None


def _refusal(tag: str) -> str:
    """Why a component is left out."""
    if tag in ("lti", "lti_consumer", "scorm", "scormxblock", "google-document", "google-calendar"):
        return _("外部工具要联网登录，这里打不开")
    if tag in ("poll", "survey", "word_cloud"):
        return _("这是问卷，没有对错")
    return _("还不支持 {kind} 组件").format(kind=tag)


def _from_sjson(text: str) -> str:
    try:
        data = json.loads(text)
        lines = zip(data["start"], data["end"], data["text"], strict=False)
        return "WEBVTT\n\n" + "\n\n".join(f"{_clock(a)} --> {_clock(b)}\n{words}" for a, b, words in lines)
    except (ValueError, KeyError, TypeError):
        return ""


def _clock(ms: float) -> str:
    whole = int(ms)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


def _spoken(captions: str) -> str:
    lines = [line.strip() for line in re.sub(r"<[^>]*>", "", captions).splitlines()]
    kept = [line for line in lines if line and "-->" not in line and not line.isdigit() and line != "WEBVTT"]
    return making.together(*(" ".join(kept[at : at + 8]) for at in range(0, len(kept), 8)))
