"""Course packs for the catalogue, whole and broken."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from server.courses import catalogue
from server.courses.packs import Packs
from server.db.engine import Database
from server.db.migrations.running import migrate
from sync.courses import CatalogueCourse
from tests.fakes.clock import FakeClock

QUIZ = [{"id": "q1", "kind": "true_false", "text": "对吗？", "correct": True, "points": ["math.equation"]}]


def files_of(course_id: str = "quadratics", version: int = 1, **more: Any) -> dict[str, bytes]:
    """The files of a small pack."""
    manifest = {
        "format": 1,
        "id": course_id,
        "title": "一元二次方程",
        "subject": "math",
        "grade": "九年级",
        "summary": "从平方根到求根公式。",
        "version": version,
        "lessons": [
            {"id": "l1", "title": "认识方程", "minutes": 12, "file": "lessons/01.json"},
            {"id": "l2", "title": "解方程", "file": "lessons/02.json"},
        ],
    } | more
    return {
        "course.json": json.dumps(manifest).encode(),
        "lessons/01.json": json.dumps({"segments": [{"title": "看", "body": "正文", "quiz": QUIZ}]}).encode(),
        "lessons/02.json": json.dumps({"segments": [{"body": "正文"}]}).encode(),
    }


def write(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return path


def a_pack(
    folder: Path, course_id: str = "quadratics", version: int = 1, extra: dict[str, bytes] | None = None, **more: Any
) -> Path:
    """A pack as a zip; `extra` are files beside the course's own."""
    return write(folder / f"{course_id}-{version}.zip", files_of(course_id, version, **more) | (extra or {}))


def offer(database_url: str, courses: Path, pack: Path) -> CatalogueCourse:
    """What the command does."""
    database = Database(database_url)
    try:
        migrate(database, FakeClock())
        return catalogue.add(database, Packs(courses), FakeClock(), pack)[0]
    finally:
        database.close()


def withdraw(database_url: str, course_id: str, version: int | None = None) -> int:
    database = Database(database_url)
    try:
        return catalogue.withdraw(database, FakeClock(), course_id, version)
    finally:
        database.close()
