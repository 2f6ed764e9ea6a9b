"""Files of notes: kept by their names in the text, found by their SHA-256, one record each."""

from __future__ import annotations

import asyncio
import re
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from client.notes.tables import AttachmentRow, space_of
from client.store import Store, Writing
from sync.catalogue import ATTACHMENT
from sync.clock import to_text
from sync.files import named_in, reference
from sync.ids import stable_id

if TYPE_CHECKING:
    from sqlmodel.sql.expression import SelectOfScalar

    from client.files import Files

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_ODD = re.compile(r"[\\/:*?\"<>|()\[\]#^%&\s\x00-\x1f\x7f]+")


def file_name(name: str, data: bytes) -> str:
    """A name for a file that Markdown and file systems take; a pasted one is told from others by what is in it."""
    stem, ending = _parts(name)
    if stem.lower() in ("", "image", "screenshot", "clipboard", "blob"):
        stem = f"{stem or 'image'}-{sha256(data).hexdigest()[:8]}"
    return stem + ending


def plain_name(name: str) -> str:
    """A name that Markdown and file systems take, without a look into the file."""
    stem, ending = _parts(name)
    return (stem or "file") + ending


def _parts(name: str) -> tuple[str, str]:
    path = PurePosixPath(name.replace("\\", "/"))
    ending = _ODD.sub("", path.suffix).lower()
    return _ODD.sub("-", path.stem).strip("-.")[:60], ending if len(ending) > 1 else ""


def is_picture(name: str) -> bool:
    """Whether a file of that name is shown, and not only named."""
    return name.lower().endswith(PICTURES)


class Attachments:
    """The files of this device's notes."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    async def add(self, note_id: str, name: str, data: bytes) -> str:
        """Keep a file for a note; what to write where it shall stand. Raises `client.files.FileError`.

        Another file of that name in the same note keeps its own: this one gets a number.
        """
        space = await self._store.read(lambda session: space_of(session, note_id))
        sha = await self._files.put(data, space)
        name = file_name(name, data)

        def command(w: Writing) -> str:
            taken = {row.name: row.file for row in w.session.exec(_of(note_id))}
            chosen, number = name, 1
            while taken.get(chosen, reference(sha)) != reference(sha):
                number += 1
                stem, dot, ending = name.rpartition(".")
                chosen = f"{stem}-{number}{dot}{ending}" if dot else f"{name}-{number}"
            w.into(space)  # what belongs to a note is where the note is
            keep(w, note_id, chosen, sha)
            return chosen

        name = await self._store.write(command)
        return f"![{PurePosixPath(name).stem}]({name})" if is_picture(name) else f"[{name}]({name})"

    async def names(self, note_id: str) -> dict[str, str]:
        """The files of a note: name → SHA-256."""

        def query(session: Session) -> dict[str, str]:
            rows = session.exec(_of(note_id))
            return {row.name: sha for row in rows for sha in named_in(row.file)}

        return await self._store.read(query)

    async def path(self, sha: str, note_id: str = "") -> Path:
        """Where a note's file is; it is brought from the server when it is not here.

        Raises `client.files.FileError`.
        """
        space = await self._store.read(lambda session: space_of(session, note_id))
        return await self._files.fetch(sha, space)

    async def read(self, sha: str, note_id: str = "") -> bytes:
        """What is in a note's file. Raises `client.files.FileError`."""
        return await asyncio.to_thread((await self.path(sha, note_id)).read_bytes)


def keep(w: Writing, note_id: str, name: str, sha: str) -> None:
    """Note that this file belongs to the note."""
    fields = {"note_id": note_id, "name": name, "file": reference(sha), "created_utc": to_text(w.clock.now_utc())}
    w.save(ATTACHMENT, stable_id("attachment", note_id, name), **fields)


def _of(note_id: str) -> SelectOfScalar[AttachmentRow]:
    return select(AttachmentRow).where(AttachmentRow.note_id == note_id, col(AttachmentRow.deleted).is_(False))
