"""The files of a package, and which content type in it is read how, by the semantics of the content types."""

from __future__ import annotations

import json
import re
from typing import Any

from client.courses.content import Attribution, Media
from client.courses.importing.attached import Heard
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece, Unfit, gathered
from client.courses.importing.h5p import asked, gaps, told
from client.courses.importing.h5p.params import Params, listed, some_text, text, title_of
from client.courses.importing.report import Imported, ImportRefusedError, first_words
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.texts import _

_LICENCES = {"CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND", "CC0 1.0", "PD", "GNU GPL"}
_SILENT = {"H5P.Link", "H5P.Nil", "H5P.Shape", "H5P.GoToQuestion", "H5P.ContinuousText", "H5P.DocumentExportPage"}
_NAMELESS = re.compile(r"(?:Untitled|Unbenannt|Unnamed|未命名|Sans titre)")
_WATCHED = re.compile(r"https?://(?:www\.)?(?:youtu\.?be|vimeo)")
_ASKED = {**asked.ASKED, **gaps.ASKED}


def claims(source: Source) -> bool:
    """Whether this is a package, packed or not."""
    names = source.tree.names if source.tree is not None else []
    return "h5p.json" in names or "content/content.json" in names


def read(source: Source) -> Imported:
    """The content of the package. Raises `ImportRefusedError` when nothing in it can be shown."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    return Package(source.tree, source.stem).imported()


class Package:
    """A package being read; content types read what they hold with `nested`, films with `film`."""

    def __init__(self, tree: Tree, stem: str) -> None:
        self._tree, self._stem = tree, stem
        self._names = set(tree.names)
        self.draft = Draft("h5p", self._file)
        self._number = 0

    def imported(self) -> Imported:
        """The course. Raises `ImportRefusedError`."""
        about = self._json("h5p.json")
        content = self._json("content/content.json")
        if not isinstance(content, dict) or not content:
            raise ImportRefusedError(_("包里没有内容（content/content.json）"))
        about = about if isinstance(about, dict) else {}
        kind = str(about.get("mainLibrary") or _guess(content))
        title = self.draft.plain(text(about, "title")) or self._stem
        chapters = listed(content, "chapters") if kind == "H5P.InteractiveBook" else []
        if chapters:
            units = [self._chapter(chapter, number) for number, chapter in enumerate(chapters, start=1)]
        else:
            units = [Unit("content", title, self._pieces(kind, content, title))]
        for unit in units:
            for piece in unit.pieces:
                piece.quiz = [(f"{unit.key}/{key}", question) for key, question in piece.quiz]
        licence = text(about, "license")
        named = licence if licence in _LICENCES else ""
        authors = tuple(name for author in listed(about, "authors") if (name := text(author, "name")))
        attribution = Attribution(title=title, authors=authors, licence=named) if named or authors else None
        language = text(about, "language")
        head = Head(
            f"{title}\n{self._stem}", title, language="" if language == "und" else language, attribution=attribution
        )
        try:
            return self.draft.imported(course_from(units, "h5p", head))
        except ImportRefusedError as error:
            reason = self.draft.skipped[0].reason if self.draft.skipped else str(error)
            raise ImportRefusedError(_("里面没有能用的内容：{reason}").format(reason=reason)) from error

    def nested(self, action: Any) -> list[Piece]:
        """The content in an action: `{"library": "H5P.X 1.0", "params": {…}, "metadata": {"title": …}}`."""
        if not isinstance(action, dict) or not isinstance(action.get("params"), dict):
            return []
        title = title_of(action)
        kind = text(action, "library").partition(" ")[0]
        return self._pieces(kind, action["params"], "" if _NAMELESS.match(title) else title)

    def film(self, params: Params, title: str) -> Media | None:
        """A film or recording in the parameters, with its captions."""
        files = [f for name in ("sources", "files") for f in listed(params, name)]
        audio = bool(listed(params, "files"))
        listed_tracks = listed(params.get("textTracks"), "videoTrack")
        tracks = tuple((text(t.get("track"), "path"), text(t, "srcLang")) for t in listed_tracks)
        for file in files:
            path, mime = text(file, "path"), text(file, "mime")
            watched = "youtube" in mime.lower() or _WATCHED.match(path)
            kind = "page" if watched else "audio" if audio else "video"
            if path and (media := self.draft.media(Heard(kind, path, title, tracks))):
                return media
        return None

    def _chapter(self, chapter: Params, number: int) -> Unit:
        key = str(chapter.get("subContentId") or number)
        return Unit(key, title_of(chapter) or _("第 {n} 章").format(n=number), self.nested(chapter))

    def _pieces(self, kind: str, params: Params, title: str) -> list[Piece]:
        self._number += 1
        words = first_words(self.draft.plain(title or some_text(params)), 30)
        pieces: list[Piece] = []
        with self.draft.reading(_("{kind}“{words}”").format(kind=f"{self._number} {kind}", words=words)):
            if kind in told.TOLD:
                pieces = told.TOLD[kind](self, params, title)
            elif kind in told.CONTAINERS:
                within = [piece for action in told.CONTAINERS[kind](params) for piece in self.nested(action)]
                pieces = gathered(within)
                if pieces and not pieces[0].title:
                    pieces[0].title = title if kind != "H5P.Column" else ""
            elif kind in _ASKED:
                for question in _ASKED[kind](self.draft, params):
                    key = f"{self._number}-{question.text[:500]}"
                    pieces.append(Piece(quiz=[(key, question)]))
            elif kind not in _SILENT:
                raise Unfit(_("还不支持 {kind}").format(kind=kind or "?"))
        return pieces

    def _json(self, name: str) -> Any:
        try:
            return json.loads(self._tree.read(name)) if name in self._names else None
        except (ValueError, RecursionError) as error:
            raise ImportRefusedError(_("包里的 {file} 读不出来").format(file=name)) from error

    def _file(self, name: str) -> bytes | None:
        path = joined("content", name)
        return self._tree.read(path) if path and path in self._names else None


def _guess(content: Params) -> str:
    if isinstance(content.get("answers"), list):
        return "H5P.MultiChoice"
    return "H5P.TrueFalse" if "correct" in content else "H5P.Column" if "content" in content else ""
