"""Found notes go into the store: new ones are made, those that were imported before are updated, nothing twice.

Of a note that was changed here after the file was, what is here stays. What an import replaces is a version of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from client.courses.importing import ImportRefusedError, Skipped
from client.files import FileError, Files
from client.notes import versions
from client.notes.importing.found import FoundNotes, Page
from client.notes.importing.relinking import Link, relinked
from client.notes.tables import AttachmentRow, NoteRow
from client.store import Store, Writing
from client.store.rows import chunks
from client.texts import _
from sync.catalogue import ATTACHMENT, NOTE
from sync.clock import to_text
from sync.files import reference
from sync.ids import stable_id

AT_ONCE = 100
"""Notes of one transaction: other writes wait no longer than that."""


@dataclass
class Brought:
    """What came of it: numbers of notes, and files that did not come along. `later` were changed here since."""

    new: int = 0
    updated: int = 0
    same: int = 0
    later: int = 0
    left_out: list[Skipped] = field(default_factory=list[Skipped])


async def bring_in(store: Store, files: Files, found: FoundNotes) -> Brought:
    """Keep all the notes and their files. Raises `client.files.FileError` when the disk is full."""
    brought = Brought()
    named = await store.read(lambda session: _named_elsewhere(session, found.pages))
    ids = {page.title: page.id for page in found.pages if page.title in named}
    for start in range(0, len(found.pages), AT_ONCE):
        pages = found.pages[start : start + AT_ONCE]
        kept: dict[str, dict[str, str]] = {}
        for page in pages:
            kept[page.id] = await _put(files, page, brought)
        await store.write(partial(_write, pages=pages, kept=kept, ids=ids, brought=brought))
    return brought


async def _put(files: Files, page: Page, brought: Brought) -> dict[str, str]:
    """The note's files by name: their SHA-256."""
    kept: dict[str, str] = {}
    for name, (path, load) in page.files.items():
        try:
            data = await asyncio.to_thread(load)
            kept[name] = await files.put(data)
        except KeyError:
            brought.left_out.append(Skipped(path[-120:], _("文件不在这里")))
        except ImportRefusedError as error:
            brought.left_out.append(Skipped(path[-120:], str(error)))
        except FileError as error:
            brought.left_out.append(Skipped(path[-120:], error.sentence))
    return kept


def _write(
    w: Writing, pages: Sequence[Page], kept: dict[str, dict[str, str]], ids: dict[str, str], brought: Brought
) -> None:
    now = to_text(w.clock.now_utc())
    rows = {row.id: row for row in w.session.exec(select(NoteRow).where(col(NoteRow.id).in_([p.id for p in pages])))}
    notes: dict[str, dict[str, Any]] = {}
    for page in pages:
        row = rows.get(page.id)
        fields = _fields(page, ids)
        updated = to_text(page.updated) if page.updated else ""
        if row is None:
            brought.new += 1
            made = to_text(page.created) if page.created else updated or now
            notes[page.id] = {**fields, "created_utc": made, "updated_utc": updated or now}
            continue
        differs = any(getattr(row, name) != value for name, value in fields.items())
        if not differs and not row.deleted:
            brought.same += 1
        elif differs and not row.deleted and updated and row.updated_utc > updated:
            brought.later += 1
        else:
            brought.updated += 1
            versions.keep(w, row.id, row.title, row.body)
            notes[page.id] = {**fields, "updated_utc": max(updated or now, row.updated_utc), "deleted": False}
    w.save_many(NOTE, notes)
    _attach(w, kept, now)


def _fields(page: Page, ids: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "title": page.title.strip(),
        "body": relinked(page.text, lambda link: _clear(link, ids)) if ids and not page.own_id else page.text,
        "notebook": page.notebook,
        "tags": sorted(page.tags),
    }
    if page.own_id:
        fields |= {"pinned": page.pinned, "course_id": page.course_id, "lesson_id": page.lesson_id}
        fields |= {"anchor": page.anchor}
    return fields


def _clear(link: Link, ids: dict[str, str]) -> str | None:
    """A link by a title that a note has which was here before: by the id, then."""
    if not link.wiki or link.embed or link.address not in ids:
        return None
    return f"[{link.words or link.address}](/notes/{ids[link.address]})"


def _attach(w: Writing, kept: dict[str, dict[str, str]], now: str) -> None:
    keys = {(note, name): stable_id("attachment", note, name) for note, names in kept.items() for name in names}
    there: dict[str, AttachmentRow] = {}
    for chunk in chunks(list(keys.values())):
        there |= {row.id: row for row in w.session.exec(select(AttachmentRow).where(col(AttachmentRow.id).in_(chunk)))}
    records: dict[str, dict[str, Any]] = {}
    for (note, name), key in keys.items():
        file, row = reference(kept[note][name]), there.get(key)
        if row is None or row.file != file or row.deleted:
            records[key] = {"note_id": note, "name": name, "file": file, "created_utc": now, "deleted": False}
    w.save_many(ATTACHMENT, records)


def _named_elsewhere(session: Session, pages: Sequence[Page]) -> set[str]:
    """The titles of these notes that others here have as well."""
    own = {page.id for page in pages}
    found: set[str] = set()
    for chunk in chunks(list({page.title for page in pages if page.title})):
        rows = select(NoteRow.id, NoteRow.title).where(col(NoteRow.title).in_(chunk), col(NoteRow.deleted).is_(False))
        found |= {title for key, title in session.exec(rows) if key not in own}
    return found
