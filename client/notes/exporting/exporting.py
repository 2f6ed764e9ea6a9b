"""The notes of the store as a zip of Markdown, with all their files."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from client.courses.importing import Skipped
from client.files import FileError, Files
from client.notes.choosing import IN_A_NOTEBOOK
from client.notes.exporting.naming import file_stem, folder_path, stems
from client.notes.exporting.writing import Leaving, Places, files_folder, written
from client.notes.importing.folder import DESCRIPTION, describe
from client.notes.pen import svg
from client.notes.pen.drawings import drawing_in
from client.notes.tables import AttachmentRow, DrawingRow, NoteRow
from client.notes.titles import heading
from client.notes.writing.links import titles
from client.store import Store
from client.texts import _
from sync.clock import from_text
from sync.files import named_in


@dataclass(frozen=True)
class ExportedNotes:
    """The zip, what to call it, and how much is in it; `missing` are files that could not be had."""

    name: str
    data: bytes
    notes: int
    attachments: int
    missing: tuple[Skipped, ...] = ()

    def keep(self, folder: Path) -> Path:
        """Write the zip into a folder, which is made if need be; where it is then. It blocks. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        path.write_bytes(self.data)
        return path


async def export_notes(store: Store, files: Files, notebook: str = "") -> ExportedNotes:
    """All notes that are not in the trash, or those of a notebook; files are brought from the server if need be."""
    rows, attached, drawn = await store.read(lambda session: read_notes(session, notebook))
    have: dict[str, Path] = {}
    missing: list[Skipped] = []
    for row in attached:
        for sha in named_in(row.file):
            try:
                have[row.id] = await files.fetch(sha)
            except FileError as error:
                missing.append(Skipped(row.name, error.sentence))
    data = await asyncio.to_thread(pack, rows, [row for row in attached if row.id in have], have, drawn)
    name = (file_stem(notebook) if notebook else _("学伴笔记")) + ".zip"
    return ExportedNotes(name, data, len(rows), len(have), tuple(missing))


def pack(
    rows: list[NoteRow], attached: list[AttachmentRow], have: dict[str, Path], drawn: list[DrawingRow] | None = None
) -> bytes:
    """The zip of these notes; `have` tells where a file is by the id of its row. It blocks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(DESCRIPTION, None), describe())
        put_notes(archive, rows, [row for row in attached if row.id in have], have, drawn or [])
    return out.getvalue()


def put_notes(
    archive: zipfile.ZipFile,
    rows: list[NoteRow],
    attached: list[AttachmentRow],
    have: dict[str, Path],
    drawn: list[DrawingRow],
    below: str = "",
) -> dict[str, str]:
    """Put notes with their files into a zip, in the folder `below`; where each file is, by its SHA-256. It blocks."""
    names: dict[str, dict[str, Path | str]] = {}
    hashes: dict[tuple[str, str], str] = {}
    for row in attached:
        if row.id in have:
            names.setdefault(row.note_id, {})[row.name] = have[row.id]
            hashes[row.note_id, row.name] = next(named_in(row.file), "")
    for row in drawn:
        names.setdefault(row.note_id, {})[row.name] = svg.written(drawing_in(row))
    named = [(row.id, row.title or heading("", row.body[:400])[0]) for row in rows]
    dangling = {title for row in rows for title in titles(row.body)} - {row.title for row in rows}
    given = stems(named, dangling)
    paths = {row.id: "/".join(filter(None, (folder_path(row.notebook), f"{given[row.id]}.md"))) for row in rows}
    titled = {title: key for key, title in reversed(named)}  # the latest of several, as in the app
    titled |= {row.title: row.id for row in reversed(rows) if row.title}
    places = Places(paths, titled)
    put: dict[str, str] = {}
    for row in rows:
        path, files = paths[row.id], names.get(row.id, {})
        note = Leaving(row.id, row.title, row.body, _fields(row), frozenset(files))
        archive.writestr(_entry(below + path, row.updated_utc), written(note, places).encode())
        for name, file in files.items():
            data = file if isinstance(file, str) else file.read_bytes()
            place = f"{below}{files_folder(path)}/{name}"
            archive.writestr(_entry(place, row.updated_utc), data)
            if sha := hashes.get((row.id, name)):
                put[sha] = place
    return put


def read_notes(
    session: Session, notebook: str = "", spaces: Collection[str] = ()
) -> tuple[list[NoteRow], list[AttachmentRow], list[DrawingRow]]:
    """The notes that are not in the trash with what belongs to them; of a notebook, or in these spaces alone."""
    found = select(NoteRow).where(col(NoteRow.deleted).is_(False))
    if spaces:
        found = found.where(col(NoteRow.space_id).in_(spaces))
    if notebook:
        found = found.where(IN_A_NOTEBOOK, NoteRow.notebook == notebook)
    rows = list(session.exec(found.order_by(col(NoteRow.updated_utc).desc(), col(NoteRow.id).desc())))
    ids = {row.id for row in rows}
    attached = session.exec(select(AttachmentRow).where(col(AttachmentRow.deleted).is_(False)).order_by("id"))
    drawn = session.exec(select(DrawingRow).where(col(DrawingRow.deleted).is_(False)).order_by("id"))
    return rows, [row for row in attached if row.note_id in ids], [row for row in drawn if row.note_id in ids]


def _fields(row: NoteRow) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": row.title, "tags": sorted(row.tags or ()), "notebook": row.notebook}
    fields |= {"created": row.created_utc, "updated": row.updated_utc}
    more = {"pinned": row.pinned, "course": row.course_id, "lesson": row.lesson_id, "anchor": row.anchor}
    return fields | {name: value for name, value in more.items() if value}


def _entry(path: str, changed_utc: str | None) -> zipfile.ZipInfo:
    try:
        moment = from_text(changed_utc or "").astimezone()
    except ValueError:
        moment = datetime(1980, 1, 1)  # noqa: DTZ001 - a zip's first moment, which says that there is none
    entry = zipfile.ZipInfo(path, (max(moment.year, 1980), *moment.timetuple()[1:6]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
