"""The way out: a course of the shelf, or any other, becomes one file."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from client.courses.content import Course
from client.courses.importing.report import Skipped
from client.courses.packs import MANIFEST, read_manifest, read_pack

Form = Literal["gift", "apkg", "pack"]

FORMATS: dict[Form, str] = {"gift": "gift", "apkg": "apkg", "pack": "zip"}
"""What a course can become, and the ending of such a file."""


@dataclass(frozen=True)
class Exported:
    """One file to be saved as `name`; `notes` say what the format could not hold."""

    name: str
    data: bytes
    notes: tuple[Skipped, ...] = ()


async def export(folder: Path, form: Form) -> Exported:
    """The course of the pack in `folder`, made in a thread. Raises `PackError`."""
    return await asyncio.to_thread(lambda: export_blocking(*read_files(folder), form))


def export_blocking(course: Course, files: Mapping[str, bytes], form: Form) -> Exported:
    """As `export`, for a course and its `files` (path in the pack → content)."""
    # Each is imported where it is wanted: of three formats a person needs one, and seldom.
    notes: list[Skipped] = []
    if form == "gift":
        from client.courses.exporting.gift import gift_of

        data = gift_of(course, notes).encode()
    elif form == "apkg":
        from client.courses.exporting.apkg import apkg_of

        data = apkg_of(course, files, notes)
    else:
        from client.courses.exporting.packed import zip_of

        data = zip_of(course, files)
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", course.title).strip(" .")[:80] or course.id
    return Exported(f"{name}.{FORMATS[form]}", data, tuple(notes))


def read_files(folder: Path) -> tuple[Course, dict[str, bytes]]:
    """The course of a pack and all files that are not its own. Raises `PackError`, OSError."""
    course = read_pack(folder)
    own = {MANIFEST, *(entry.file for entry in read_manifest(folder).lessons)}
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    hidden = {name for name in names if any(part.startswith(".") for part in name.split("/"))}
    return course, {name: path.read_bytes() for name, path in names.items() if name not in own | hidden}
