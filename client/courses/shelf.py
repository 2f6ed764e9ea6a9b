"""The packs on this device: the starter courses that come with the app, and those that a person brought in.

Everything here reads or writes files and blocks: `client.courses.library` calls it in a thread.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from client.courses.content import Course, Lesson
from client.courses.packs import (
    MANIFEST,
    Manifest,
    PackDamagedError,
    PackError,
    PackMissingError,
    begin_pack,
    exchange,
    mend,
    read_lesson,
    read_manifest,
    read_pack,
    write_pack,
)
from client.texts import _

log = logging.getLogger("xueban.courses")

STARTER = Path(__file__).resolve().parents[2] / "assets" / "courses"
TRASH = ".trash"  # removed packs wait here until the next start, so that a removal can be taken back
_SAFE_ID = re.compile(r"\w[\w.-]{0,127}")

Origin = Literal["starter", "imported"]


@dataclass(frozen=True)
class Pack:
    """A pack on the shelf: its manifest, where it lies and where it came from."""

    manifest: Manifest
    folder: Path
    origin: Origin


class Shelf:
    """The packs of two folders; an imported one hides a starter of the same id."""

    def __init__(self, imported: Path, starter: Path = STARTER) -> None:
        self._imported = imported
        self._starter = starter
        self._manifests: dict[Path, tuple[int, Manifest | PackError]] = {}

    def tidy(self) -> None:
        """Clear up after a crash, and let go of what was removed; once, at the start."""
        if self._imported.is_dir():
            mend(self._imported)
            shutil.rmtree(self._imported / TRASH, ignore_errors=True)

    def packs(self) -> tuple[list[Pack], list[PackError]]:
        """All packs that can be read, starters first, each folder by title; and what is wrong with the others."""
        found: dict[str, Pack] = {}
        faults: list[PackError] = []
        shelves: tuple[tuple[Path, Origin], ...] = ((self._starter, "starter"), (self._imported, "imported"))
        for root, origin in shelves:
            for folder in sorted(path for path in _folders(root) if (path / MANIFEST).is_file()):
                match self._manifest(folder):
                    case Manifest() as manifest:
                        found[folder.name] = Pack(manifest, folder, origin)
                    case fault:
                        faults.append(fault)
        return list(found.values()), faults

    def folder(self, course_id: str) -> Path | None:
        """The folder of that course, or None when there is no such course."""
        if not _SAFE_ID.fullmatch(course_id):
            return None
        return next((root / course_id for root in (self._imported, self._starter) if (root / course_id).is_dir()), None)

    def is_imported(self, course_id: str) -> bool:
        """Whether that course was brought in, and can be removed."""
        folder = self.folder(course_id)
        return folder is not None and folder.parent == self._imported

    def manifest(self, course_id: str) -> Manifest | None:
        """The manifest of that course; None when there is no such course. Raises `PackError` when it is damaged."""
        folder = self.folder(course_id)
        if folder is None:
            return None
        manifest = self._manifest(folder)
        if isinstance(manifest, PackError):
            raise manifest
        return manifest

    def course(self, course_id: str) -> Course | None:
        """The whole course; None when there is no such course. Raises `PackError` when it is damaged."""
        folder = self.folder(course_id)
        return None if folder is None else read_pack(folder)

    def lesson(self, course_id: str, lesson_id: str) -> Lesson | None:
        """One lesson; None when there is no such one. Raises `PackError` when it is damaged."""
        folder, manifest = self.folder(course_id), self.manifest(course_id)
        entry = manifest.entry(lesson_id) if manifest else None
        return read_lesson(folder, entry) if folder and entry else None

    def add(self, course: Course, files: Mapping[str, bytes]) -> None:
        """Put an imported course on the shelf, in place of an older one of the same id.

        Raises ValueError when the id cannot be a folder's name, or a file's path leads out of the pack.
        """
        write_pack(course, files, self._imported / _safe(course.id))

    def make_room(self, course_id: str) -> Path:
        """An empty folder to unpack a course in; `take` makes it the course, a crash before that leaves no trace."""
        self._imported.mkdir(parents=True, exist_ok=True)
        return begin_pack(self._imported / _safe(course_id))

    def take(self, folder: Path, course_id: str) -> None:
        """Put the course in a folder of `make_room` on the shelf, in place of an older one of the same id."""
        exchange(folder, self._imported / _safe(course_id))

    def remove(self, course_id: str) -> bool:
        """Put an imported course into the trash; False when there is none. Starter courses stay."""
        folder = self._imported / course_id
        if not _SAFE_ID.fullmatch(course_id) or not folder.is_dir():
            return False
        target = self._imported / TRASH / course_id
        target.parent.mkdir(exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
        return True

    def restore(self, course_id: str) -> bool:
        """Take a course out of the trash; False when it is not there or has come back another way."""
        source, folder = self._imported / TRASH / course_id, self._imported / course_id
        if not _SAFE_ID.fullmatch(course_id) or not source.is_dir() or folder.exists():
            return False
        source.rename(folder)
        return True

    def _manifest(self, folder: Path) -> Manifest | PackError:
        """The manifest, from memory unless the file has changed."""
        try:
            stamp = (folder / MANIFEST).stat().st_mtime_ns
        except OSError:
            return PackMissingError(folder, _("这里没有课程：{folder}").format(folder=folder.name))
        known = self._manifests.get(folder)
        if known is None or known[0] != stamp:
            known = self._manifests[folder] = (stamp, _read(folder))
        return known[1]


def _safe(course_id: str) -> str:
    if not _SAFE_ID.fullmatch(course_id):
        raise ValueError(f"{course_id!r} cannot name a folder")
    return course_id


def _read(folder: Path) -> Manifest | PackError:
    try:
        manifest = read_manifest(folder)
    except PackError as fault:
        log.warning("a course pack cannot be read: %s", fault)
        return fault
    if manifest.id != folder.name:
        return PackDamagedError(folder, _("课程文件夹 {folder} 与课程编号不一致").format(folder=folder.name))
    return manifest


def _folders(root: Path) -> list[Path]:
    return [path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"] if root.is_dir() else []
