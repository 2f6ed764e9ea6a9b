"""Is this pack whole, and what does it hold? Whatever is wrong with it is one sentence."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field, ValidationError

from sync.courses import PACK_FILES_LIMIT, PACK_LIMIT_BYTES, UNPACKED_LIMIT_BYTES, CourseId

MANIFEST = "course.json"

_CHUNK_BYTES = 1 << 20
_JSON_LIMIT_BYTES = 32 << 20  # a lesson's text; pictures and films are files of their own
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What `zipfile` raises about a damaged or strange archive; RuntimeError for an encrypted one."""

Text = Annotated[str, Field(min_length=1, max_length=300)]


class BrokenPackError(ValueError):
    """The pack cannot be offered; `str()` is a sentence."""


class _Lesson(BaseModel):
    id: Text
    title: Text
    file: Text
    minutes: int = Field(default=10, ge=1, le=10_000)


class _Manifest(BaseModel):
    """What the catalogue needs of `course.json`; newer keys are passed over."""

    id: CourseId
    title: Text
    subject: Annotated[str, Field(max_length=40)] = "other"
    grade: Annotated[str, Field(max_length=40)] = ""
    language: Annotated[str, Field(max_length=20)] = "zh-CN"
    summary: Annotated[str, Field(max_length=2_000)] = ""
    version: int = Field(default=1, ge=1, le=1_000_000_000)
    lessons: list[_Lesson] = Field(min_length=1, max_length=5_000)


class Checked(NamedTuple):
    """What a whole pack holds."""

    id: str
    title: str
    subject: str
    grade: str
    language: str
    summary: str
    version: int
    lessons: int
    minutes: int
    questions: int
    points: tuple[str, ...]


def check(path: Path) -> Checked:
    """Read every byte of the pack. Raises BrokenPackError, OSError when the file itself cannot be read."""
    if path.stat().st_size > PACK_LIMIT_BYTES:
        raise BrokenPackError(f"课程包太大了，最多 {PACK_LIMIT_BYTES >> 20} MB。")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_files(archive)
            manifest = _manifest(archive)
            questions = [question for lesson in manifest.lessons for question in _questions(archive, lesson)]
    except _BROKEN as error:
        if isinstance(error, BrokenPackError):
            raise
        raise BrokenPackError("这不是一个完整的 zip 文件，可能没有下载完，或者已经损坏。") from error
    _check_ids("课", (lesson.id for lesson in manifest.lessons))
    _check_ids("题", (question["id"] for question in questions))
    return Checked(
        id=manifest.id,
        title=manifest.title,
        subject=manifest.subject,
        grade=manifest.grade,
        language=manifest.language,
        summary=manifest.summary,
        version=manifest.version,
        lessons=len(manifest.lessons),
        minutes=sum(lesson.minutes for lesson in manifest.lessons),
        questions=len(questions),
        points=_points(questions),
    )


def _check_files(archive: zipfile.ZipFile) -> None:
    """Names stay inside, nothing is there twice, all of it is as large as it says and has its checksum."""
    entries = archive.infolist()
    if len(entries) > PACK_FILES_LIMIT:
        raise BrokenPackError(f"课程包里的文件太多了，最多 {PACK_FILES_LIMIT} 个。")
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT_BYTES:
        raise BrokenPackError(f"课程包解开后太大了，最多 {UNPACKED_LIMIT_BYTES >> 30} GB。")
    seen: set[str] = set()
    for entry in entries:
        name = PurePosixPath(entry.filename)
        if "\\" in entry.filename or ":" in entry.filename or name.is_absolute() or ".." in name.parts:
            raise BrokenPackError(f"课程包里有一个指到包外面的文件名：{entry.filename!r}。")
        if entry.filename.casefold() in seen:
            raise BrokenPackError(f"课程包里有两个同名的文件：{entry.filename}。")
        seen.add(entry.filename.casefold())
        with archive.open(entry) as file:  # to the end, which is where the checksum is compared
            while file.read(_CHUNK_BYTES):
                pass


def _manifest(archive: zipfile.ZipFile) -> _Manifest:
    data = _json(archive, MANIFEST)
    try:
        return _Manifest.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BrokenPackError(f"{MANIFEST} 的格式不对（{place}：{first['msg']}）。") from error


def _questions(archive: zipfile.ZipFile, lesson: _Lesson) -> list[dict[str, Any]]:
    segments = _json(archive, lesson.file).get("segments")
    if not isinstance(segments, list) or not segments or not all(isinstance(part, dict) for part in segments):
        raise BrokenPackError(f"{lesson.file}（{lesson.title}）里没有内容。")
    quizzes = [segment.get("quiz") or [] for segment in segments]
    questions = [question for quiz in quizzes if isinstance(quiz, list) for question in quiz]
    for number, question in enumerate(questions, start=1):
        if not isinstance(question, dict) or not all(isinstance(question.get(key), str) for key in ("id", "kind")):
            raise BrokenPackError(f"{lesson.file}（{lesson.title}）的第 {number} 题格式不对。")
    return questions


def _json(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    try:
        entry = archive.getinfo(name)
    except KeyError as error:
        raise BrokenPackError(f"课程包里没有 {name}。") from error
    if entry.file_size > _JSON_LIMIT_BYTES:
        raise BrokenPackError(f"{name} 太大了，最多 {_JSON_LIMIT_BYTES >> 20} MB。")
    try:
        data = json.loads(archive.read(entry))
    except (ValueError, RecursionError) as error:
        raise BrokenPackError(f"{name} 不是 JSON。") from error
    if not isinstance(data, dict):
        raise BrokenPackError(f"{name} 的格式不对。")
    return data


def _check_ids(what: str, ids: Any) -> None:
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise BrokenPackError(f"有两{what}用了同一个编号：{twice[0]}。")


def _points(questions: list[dict[str, Any]]) -> tuple[str, ...]:
    """The knowledge points of the questions, the most frequent first."""
    lists = (question.get("points") for question in questions)
    counted = Counter(
        point for points in lists if isinstance(points, list) for point in points if isinstance(point, str)
    )
    return tuple(point for point, _ in counted.most_common(100))
