"""Packs: a course as a folder (`course.json`, `lessons/NN.json`, drawings), read piece by piece, written whole.

    PackError(ValueError)      a sentence for the person, with the pack's `folder`
    ├── PackMissingError       there is no course.json
    └── PackDamagedError       a file is missing, is not JSON, or is not what the format says

Reading takes the manifest alone; a lesson is read when it is opened, so that a course of 500 lessons lists as fast as
one of five. All functions here touch the disk and block: call them in a worker thread.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from client.courses.content import Course, CourseHead, Lesson, PackFile, Part, inside
from client.texts import _

MANIFEST = "course.json"
_PREVIOUS = ".previous"  # suffix of the hidden folder that holds the old pack for the moment of the exchange
_NEW = ".new-"  # mark of a hidden folder that is being written


class PackError(ValueError):
    """A pack that cannot be used; `str()` is a sentence for the person."""

    def __init__(self, folder: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.folder = folder


class PackMissingError(PackError):
    """The folder holds no course."""


class PackDamagedError(PackError):
    """The folder holds something that is not the pack format."""


class LessonEntry(Part):
    """A lesson's line in the manifest; `file` is relative to the pack's folder."""

    id: str
    title: str
    minutes: int = Field(default=10, ge=1)
    summary: str = ""
    section: str = ""
    file: PackFile


class Manifest(CourseHead):
    """`course.json`: all that a list of courses needs, without the lessons' contents."""

    lessons: tuple[LessonEntry, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """Minutes that all lessons take together."""
        return sum(entry.minutes for entry in self.lessons)

    def entry(self, lesson_id: str) -> LessonEntry | None:
        """The line of that lesson, or None."""
        return next((entry for entry in self.lessons if entry.id == lesson_id), None)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the pack in `folder`. Raises `PackMissingError` or `PackDamagedError`."""
    if not (folder / MANIFEST).is_file():
        raise PackMissingError(folder, _("这里没有课程：{folder}").format(folder=folder.name))
    data = _read_json(folder, MANIFEST)
    try:
        return Manifest.model_validate(data)
    except ValidationError as error:
        raise PackDamagedError(folder, _damage(MANIFEST, error)) from error


def read_lesson(folder: Path, entry: LessonEntry) -> Lesson:
    """The lesson of that manifest line. Raises `PackDamagedError`."""
    data = _read_json(folder, entry.file)
    try:
        return Lesson.model_validate({**data, **entry.model_dump(exclude={"file"})})
    except ValidationError as error:
        raise PackDamagedError(folder, _damage(entry.file, error)) from error


def read_pack(folder: Path) -> Course:
    """The whole course, all lessons read. Raises `PackMissingError` or `PackDamagedError`."""
    manifest = read_manifest(folder)
    lessons = tuple(read_lesson(folder, entry) for entry in manifest.lessons)
    try:
        return Course(**manifest.model_dump(exclude={"lessons"}), lessons=lessons)
    except ValidationError as error:
        raise PackDamagedError(folder, _damage(MANIFEST, error)) from error


def write_pack(course: Course, files: Mapping[str, bytes], folder: Path) -> None:
    """Write the course and its `files` (path in the pack → content) as the pack `folder`, in place of an older one.

    The pack is written beside and renamed into place: after a crash there is the old one, the new one, or what
    `mend` makes whole again. Raises `ValueError` when a file's path leads out of the pack or onto the pack's own files.
    """
    contents = dict(own_files(course))
    for name, content in files.items():
        inside(name)
        if name in contents:
            raise ValueError(f"{name} is the pack's own")
        contents[name] = content
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = begin_pack(folder)
    try:
        for name, content in contents.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        exchange(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def begin_pack(folder: Path) -> Path:
    """A hidden folder beside the pack `folder` to write a new one in; after a crash `mend` clears it away."""
    return Path(tempfile.mkdtemp(prefix=f".{folder.name}{_NEW}", dir=folder.parent))


def mend(root: Path) -> None:
    """Clear up after a crash in `write_pack`: an unfinished pack goes, a pack set aside without an heir returns."""
    for leftover in list(root.glob(".*")):
        if _NEW in leftover.name:
            shutil.rmtree(leftover, ignore_errors=True)
        elif leftover.name.endswith(_PREVIOUS):
            _settle(leftover, root / leftover.name[1 : -len(_PREVIOUS)])


def _settle(previous: Path, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(previous, ignore_errors=True)
    else:
        previous.rename(folder)


def exchange(new: Path, folder: Path) -> None:
    """Rename a folder of `begin_pack` into the place of the pack `folder`."""
    previous = folder.with_name(f".{folder.name}{_PREVIOUS}")
    if previous.exists():
        _settle(previous, folder)
    if folder.exists():
        folder.rename(previous)
    try:
        new.rename(folder)
    except OSError:
        if previous.exists():
            previous.rename(folder)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def own_files(course: Course) -> list[tuple[str, bytes]]:
    """What the pack itself consists of, without pictures and films: path and content."""
    width = max(2, len(str(len(course.lessons))))
    entries: list[dict[str, Any]] = []
    files: list[tuple[str, bytes]] = []
    for number, lesson in enumerate(course.lessons, start=1):
        entry = LessonEntry(
            id=lesson.id,
            title=lesson.title,
            minutes=lesson.minutes,
            summary=lesson.summary,
            section=lesson.section,
            file=f"lessons/{number:0{width}}.json",
        )
        entries.append(entry.model_dump())
        files.append((entry.file, _json({"segments": lesson.model_dump(mode="json")["segments"]})))
    head = course.model_dump(mode="json", exclude={"lessons"})
    return [(MANIFEST, _json({**head, "lessons": entries})), *files]


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _read_json(folder: Path, name: str) -> dict[str, Any]:
    try:
        data = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackDamagedError(folder, _("课程缺少文件 {file}").format(file=name)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise PackDamagedError(folder, _("课程文件 {file} 无法读取").format(file=name)) from error
    if not isinstance(data, dict):
        raise PackDamagedError(folder, _("课程文件 {file} 的格式不对").format(file=name))
    return data


def _damage(name: str, error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"])
    return _("课程文件 {file} 的格式不对（{place}：{why}）").format(file=name, place=place, why=first["msg"])
