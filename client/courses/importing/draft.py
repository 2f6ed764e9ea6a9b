"""What a reader gathers on its way through a file: what it left out, what it changed, the pictures that come along."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from urllib.parse import quote, unquote, unquote_to_bytes

from pydantic import ValidationError

from client.courses.content import Captions, Course, Media, Question, QuizRules
from client.courses.importing.attached import Attached, Heard
from client.courses.importing.html import to_markdown
from client.courses.importing.markup import escaped, settled
from client.courses.importing.report import Imported, ImportRefusedError, Skipped
from client.courses.media import FILMS, SOUNDS
from client.texts import _

LARGEST_MEDIA_BYTES = 300 * 1024 * 1024
"""All files that come along together."""

Lookup = Callable[[str], bytes | None]


class Unfit(ValueError):  # noqa: N818 - a reason, not a fault
    """Something that cannot become a question; `str()` says why."""


@dataclass
class Piece:
    """What becomes a segment: `quiz` holds the questions with what each is known by when the file comes again."""

    title: str = ""
    body: str = ""
    media: Media | None = None
    quiz: list[tuple[str, Question]] = field(default_factory=list[tuple[str, Question]])
    rules: QuizRules = field(default_factory=QuizRules)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.body.strip() or self.media or self.quiz)


def ruled(pieces: list[Piece], rules: QuizRules) -> None:
    """Let the quizzes of `pieces` be taken by these rules; they share the time that is given for the whole."""
    total = sum(len(piece.quiz) for piece in pieces)
    for piece in pieces:
        if piece.quiz:
            share = ceil(rules.time_limit_s * len(piece.quiz) / total)
            piece.rules = rules.model_copy(update={"time_limit_s": share})


def gathered(pieces: list[Piece]) -> list[Piece]:
    """Questions join what stands before them; a text that follows another without questions joins it."""
    together: list[Piece] = []
    for piece in pieces:
        last = together[-1] if together else None
        if last is not None and piece.quiz and not piece.body and not piece.media:
            last.quiz += piece.quiz
        elif last is not None and not (last.quiz or last.media or piece.media) and piece.body:
            last.body, last.quiz = f"{last.body}\n\n{piece.body}", last.quiz + piece.quiz
        else:
            together.append(piece)
    return together


class Draft:
    """An import under way. `place` is what is read now, as the person finds it in the file."""

    def __init__(self, form: str, lookup: Lookup = lambda name: None) -> None:
        self.form = form
        self._lookup = lookup
        self.place = ""
        self.files: dict[str, bytes] = {}
        self.skipped: list[Skipped] = []
        self.notes: list[Skipped] = []
        self._kept_bytes = 0
        self._pictures: dict[str, str | None] = {}

    @property
    def lookup(self) -> Lookup:
        """What gives the content of a file for the address in a text."""
        return self._lookup

    @lookup.setter
    def lookup(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._pictures.clear()  # the same name is another picture elsewhere

    @contextmanager
    def reading(self, place: str) -> Iterator[None]:
        """Read one thing: what is unfit is left out and named with its reason."""
        before, self.place = self.place, place
        try:
            yield
        except Unfit as error:
            self.skip(str(error))
        except ValidationError as error:
            self.skip(_("内容不完整：{why}").format(why=error.errors()[0]["msg"][:80]))
        finally:
            self.place = before

    def skip(self, reason: str, place: str = "") -> None:
        """Name what is left out."""
        self.skipped.append(Skipped(place or self.place or self.form, reason))

    def note(self, reason: str, place: str = "") -> None:
        """Name what is not as the file has it."""
        entry = Skipped(place or self.place or self.form, reason)
        if not self.notes or self.notes[-1] != entry:
            self.notes.append(entry)

    def html(self, html: str, *, keep_lines: bool = False) -> str:
        """`html` as Markdown for a question; the films and recordings in it follow, each on a line of its own."""
        text, heard = self.shown(html, keep_lines=keep_lines)
        return "\n\n".join(filter(None, [text, *map(self.clip, heard)]))

    def clip(self, film: Heard) -> str:
        """The line that a film or a recording is in a question; "", with a note, when it cannot come along."""
        media = self.media(film._replace(tracks=()))
        if media is None:
            return ""
        named = " ".join(re.sub(r"[][]", " ", media.title).split())
        if media.file:
            return f"![{named}]({media.file})"
        address = re.sub(r"[()]", lambda sign: quote(sign[0], safe=""), media.page or media.url or "")
        kind = _("录音") if media.kind == "audio" else _("视频")
        return f"[{named or kind}]({address})"

    def shown(self, html: str, *, keep_lines: bool = False, links: bool = False) -> tuple[str, list[Heard]]:
        """`html` as Markdown, and the films and recordings in it."""
        if "<" not in html and "&" not in html:
            return settled(escaped(html.strip() if keep_lines else " ".join(html.split()))), []
        attached = Attached(self.picture, links=links)
        text, missing = to_markdown(html.strip(), keep_lines=keep_lines, words=escaped, attached=attached)
        for name in missing:
            self.note(_("图片 {name} 不在文件里").format(name=name))
        return settled(text), attached.heard

    def plain(self, html: str) -> str:
        """The words of `html` as a person would type them."""
        if "<" in html or "&" in html:
            html, _missing = to_markdown(html.strip(), keep_lines=False, words=lambda words: words)
        return " ".join(html.split())

    def pieces(self, html: str, title: str = "") -> list[Piece]:
        """A page as segments: its text with its first film, and one more for each other film."""
        body, heard = self.shown(html, links=True)
        films = [media for film in heard if (media := self.media(film))]
        first = Piece(title, body, films[0] if films else None)
        return [piece for piece in [first, *(Piece(film.title, "", film) for film in films[1:])] if not piece.is_empty]

    def media(self, film: Heard) -> Media | None:
        """A film as it can come along; None, with a note, when it cannot."""
        src = f"https:{film.src}" if film.src.startswith("//") else film.src
        is_web = re.match(r"https?://\S+$", src) is not None and len(src) <= 2000
        if film.kind == "page" and is_web:
            return Media(kind="video", title=film.title, page=src)
        if film.kind == "frame":
            self.note(_("嵌入的网页 {address} 没有带进来").format(address=src[:100]))
            return None
        kind = "audio" if film.kind == "audio" or _ending(src) in SOUNDS else "video"
        captions = tuple(
            Captions(file=path, language=language or "und")
            for track, language in film.tracks
            if (path := self.captions(track))
        )
        if is_web:
            return Media(kind=kind, title=film.title, url=src, captions=captions)
        if path := self.attachment(src):
            return Media(kind=kind, title=film.title, file=path, captions=captions)
        self.note(_("音频或视频 {name} 不在文件里").format(name=src[-60:] or film.title))
        return None

    def picture(self, src: str) -> str | None:
        """The path in the pack of the picture at that address; None when it cannot come along."""
        if src not in self._pictures:
            data = _inline(src) if src.startswith("data:") else self._looked_up(src)
            self._pictures[src] = self.keep_picture(data, src) if data else None
        return self._pictures[src]

    def keep_picture(self, data: bytes, name: str) -> str | None:
        """Put a picture into the pack; None, with a note, when it is of no kind that is shown."""
        ending = picture_ending(data)
        if ending is None:
            self.note(
                _("图片 {name} 的格式显示不了").format(name=name[-60:] if not name.startswith("data:") else "data:")
            )
            return None
        return self._keep("pictures", data, ending)

    def attachment(self, src: str) -> str | None:
        """The path in the pack of the film or recording at that address; None when it cannot come along."""
        ending = _ending(src)
        if ending not in SOUNDS | FILMS or not (data := self._looked_up(src)):
            return None
        return self._keep("media", data, ending)

    def captions(self, src: str) -> str | None:
        """The path in the pack of captions, made WebVTT when they are SubRip; None when there are none."""
        data = self._looked_up(src)
        return self.keep_captions(data.decode("utf-8", "replace")) if data else None

    def keep_captions(self, text: str) -> str | None:
        """Put captions (WebVTT or SubRip) into the pack; None when there is no line in them."""
        if "-->" not in text:
            return None
        if not text.lstrip("\ufeff").startswith("WEBVTT"):
            text = "WEBVTT\n\n" + re.sub(r"(\d\d:\d\d:\d\d),(\d{3})", r"\1.\2", text.lstrip("\ufeff"))
        return self._keep("captions", text.encode("utf-8", "replace"), "vtt")

    def imported(self, *courses: Course) -> Imported:
        """All that was gathered."""
        return Imported(self.form, courses, tuple(self.skipped), tuple(self.notes), self.files)

    def refused(self, otherwise: str = "") -> ImportRefusedError:
        """What to raise when nothing of it can be used: the first reason, or `otherwise`."""
        reason = self.skipped[0].reason if self.skipped else otherwise or _("文件里没有题目")
        return ImportRefusedError(_("里面没有能用的题：{reason}").format(reason=reason))

    def _looked_up(self, src: str) -> bytes | None:
        if re.match(r"[a-z][a-z0-9+.-]+:|//", src, re.IGNORECASE):
            return None  # in the web: nothing is fetched while importing
        return self._lookup(unquote(re.split(r"[?#]", src, maxsplit=1)[0])) or self._lookup(src)

    def _keep(self, folder: str, data: bytes, ending: str) -> str | None:
        path = f"{folder}/{hashlib.sha256(data).hexdigest()[:16]}.{ending}"
        if path not in self.files:
            if self._kept_bytes + len(data) > LARGEST_MEDIA_BYTES:
                self.note(_("图片和音视频超过 {size} MB，其余的没有带进来").format(size=LARGEST_MEDIA_BYTES // 1024**2))
                return None
            self._kept_bytes += len(data)
            self.files[path] = data
        return path


def picture_ending(data: bytes) -> str | None:
    """The ending for a picture of a kind that the player shows; None for any other data."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return (
        "svg"
        if re.match(
            rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<svg\b", data[:4000], re.DOTALL
        )
        else None
    )


def _ending(src: str) -> str:
    name = re.split(r"[?#]", src, maxsplit=1)[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _inline(src: str) -> bytes | None:
    head, _comma, body = src.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote(body).encode("ascii", "ignore"), validate=False)
    except (binascii.Error, ValueError):
        return None
