"""A pack becomes a course on the shelf: unpacked beside the old version, read as a whole, then exchanged for it.

All of it blocks; call it in a thread.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from pathlib import Path

from client.courses.content import inside
from client.courses.packs import PackDamagedError, read_pack
from client.courses.shelf import Shelf
from client.texts import _
from sync.courses import PACK_FILES_LIMIT, UNPACKED_LIMIT_BYTES, CatalogueCourse

_CHUNK_BYTES = 1 << 20


def install(pack: Path, card: CatalogueCourse, shelf: Shelf) -> None:
    """Put the course of that pack on the shelf. Raises `PackError`, with the old version untouched, and OSError."""
    folder = shelf.make_room(card.id)
    try:
        try:
            _unpack(pack, folder)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise PackDamagedError(folder, _("课程包不是完整的 zip 文件")) from error
        course = read_pack(folder)
        if (course.id, course.version) != (card.id, card.version):
            raise PackDamagedError(folder, _("课程包里是另一门课，或者另一个版本"))
        shelf.take(folder, card.id)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(pack: Path, folder: Path) -> None:
    """As `zipfile` does, but with bounds, and refusing what it would bend: names that lead out of the folder."""
    with zipfile.ZipFile(pack) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > PACK_FILES_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT_BYTES:
            raise PackDamagedError(folder, _("课程包太大了"))
        for entry in entries:
            try:
                target = folder / inside(entry.filename)
            except ValueError as error:
                raise PackDamagedError(folder, _("课程包里有指到外面的文件名")) from error
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, target.open("xb") as file:
                shutil.copyfileobj(source, file, _CHUNK_BYTES)
