"""A lesson that is over becomes a course of the catalogue: one lesson with film, captions and transcript."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.courses import catalogue
from server.courses.packs import Packs
from server.db.engine import Database
from server.live import timetable, transcripts
from sync.clock import Clock
from sync.courses import CatalogueCourse
from sync.live import LiveLesson, Said

_FILMS = frozenset({".mp4", ".m4v", ".webm", ".mov"})


class NoFilmError(ValueError):
    """What was named is no film; `str()` is a sentence."""


@dataclass(frozen=True)
class Film:
    """Where the recording is: a file that goes into the pack, or the address of a file or HLS stream."""

    where: str

    @property
    def file(self) -> Path | None:
        """The file; None for an address."""
        return None if self.where.startswith(("http://", "https://")) else Path(self.where)


def record(database: Database, packs: Packs, clock: Clock, lesson_id: str, film: Film) -> CatalogueCourse:
    """Offer the recording. Raises NoSuchLesson, NoFilmError, BrokenPackError, OSError."""
    lesson = timetable.find(database, lesson_id)
    if film.file is not None and (film.file.suffix.lower() not in _FILMS or not film.file.is_file()):
        raise NoFilmError(f"{film.where} 不是 {'、'.join(sorted(_FILMS))} 文件，也不是网址。")
    said = transcripts.read(database, lesson_id, 0).lines
    course_id = lesson.recording or f"live-{lesson.id}"
    known = [v.card.version for v in catalogue.versions(database) if v.card.id == course_id]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        _write(folder, lesson, said, film, course_id, max(known, default=0) + 1)
        card, _new = catalogue.add(database, packs, clock, folder)
    timetable.put(database, [lesson.model_copy(update={"recording": course_id})])
    return card


def _write(folder: Path, lesson: LiveLesson, said: list[Said], film: Film, course_id: str, version: int) -> None:
    (folder / "lessons").mkdir(parents=True)
    media: dict[str, Any] = {"kind": "video", "title": lesson.title}
    if film.file is not None:
        name = f"media/recording{film.file.suffix.lower()}"
        (folder / "media").mkdir()
        shutil.copyfile(film.file, folder / name)
        media["file"] = name
    else:
        media["url"] = film.where
    if said:
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / "captions.vtt").write_text(to_vtt(said), "utf-8")
        media["captions"] = [{"file": "media/captions.vtt"}]
        media["transcript"] = "\n\n".join(line.text for line in said)
    about = "\n\n".join(part for part in (lesson.summary, f"主讲：{lesson.teacher}" if lesson.teacher else "") if part)
    segment = {"title": lesson.title, "body": about, "media": media}
    _json(folder / "lessons" / "01.json", {"segments": [segment]})
    entry = {"id": "recording", "title": lesson.title, "minutes": lesson.minutes, "file": "lessons/01.json"}
    head = {"format": 2, "id": course_id, "title": lesson.title, "subject": lesson.subject, "grade": lesson.grade}
    head |= {"summary": lesson.summary, "version": version, "lessons": [entry]}
    if lesson.teacher:
        head["attribution"] = {"authors": [lesson.teacher]}
    _json(folder / "course.json", head)


def to_vtt(said: list[Said]) -> str:
    """The lines as WebVTT; each stays until the next one comes, ten seconds at most."""
    cues = ["WEBVTT"]
    for n, line in enumerate(said):
        following = said[n + 1].second if n + 1 < len(said) else line.second + 10
        end = max(line.second + 0.5, min(following, line.second + 10))
        text = line.text.replace("-->", "→").replace("&", "&amp;").replace("<", "&lt;")
        cues.append(f"{_time(line.second)} --> {_time(end)}\n{text}")
    return "\n\n".join(cues) + "\n"


def _time(second: float) -> str:
    ms = round(second * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
