"""Writes the zip a portion at a time: at no moment is all of it in memory."""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from client.archive.layout import COURSES, FILES, FORMAT, MANIFEST, NOTES, PLACES, records_path
from client.courses.library import Courses
from client.courses.shelf import Shelf
from client.files import FileError, Files
from client.mistakes.noted.tables import NotedCard
from client.notes.exporting.exporting import put_notes, read_notes
from client.store import Store
from client.store.rows import core_table
from client.store.tables import Device
from sync.catalogue import NOTE_CARD
from sync.clock import to_text
from sync.files import references

PORTION = 500

Progress = Callable[[int, int], object]
"""How much is done, of how much."""


class Writer:
    """Writes one archive. `missing`: files that could not be had, in sentences."""

    def __init__(self, store: Store, files: Files, courses: Courses, shelf: Shelf, told: Progress) -> None:
        self._store, self._files, self._courses, self._shelf = store, files, courses, shelf
        self._told = told
        self._done = self._all = 0
        self.counts: dict[str, int] = {}
        self.missing: list[str] = []

    async def write(self, path: Path) -> None:
        """Into a new file at `path`. Raises OSError."""
        tables = self._store.schema.tables
        sizes = await self._store.read(lambda session: {name: _count(session, tables[name]) for name in tables})
        packs = [pack for pack in await self._courses.packs() if self._shelf.is_imported(pack.manifest.id)]
        self._all = sum(sizes.values()) + len(packs) + 1
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            named = set[str]()
            for name in sorted(tables):
                if sizes[name]:
                    named |= await self._records(archive, name)
            places = await self._notes(archive)
            await self._put_files(archive, named, places)
            for pack in packs:
                made = await self._courses.export(pack.manifest.id, "pack")
                await asyncio.to_thread(archive.writestr, f"{COURSES}{pack.manifest.id}.zip", made.data)
                self._tell(1)
            self.counts["course"] = len(packs)
            made_utc = to_text(self._store.clock.now_utc())
            head = {"xueban": "archive", "format": FORMAT, "made_utc": made_utc, "counts": self.counts}
            archive.writestr(PLACES, json.dumps(places))
            archive.writestr(MANIFEST, json.dumps(head, ensure_ascii=False, indent=1))
        self._tell(1)

    async def _records(self, archive: zipfile.ZipFile, name: str) -> set[str]:
        """All records of a type; the files that they name are returned."""
        named: set[str] = set()
        count = 0
        with archive.open(records_path(name), "w", force_zip64=True) as stream:
            async for rows in self._portions(name):
                text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
                await asyncio.to_thread(stream.write, text.encode("utf-8", "replace"))
                named |= references(text)
                count += len(rows)
                self._tell(len(rows))
        self.counts[name] = count
        return named

    async def _portions(self, name: str) -> AsyncIterator[list[dict[str, Any]]]:
        after = ""
        while rows := await self._store.read(partial(self._rows, name=name, after=after)):
            yield rows
            after = str(rows[-1]["id"])

    def _rows(self, session: Session, *, name: str, after: str) -> list[dict[str, Any]]:
        core = core_table(self._store.schema.tables[name])
        query = select(core).where(core.c.id > after, core.c.space_id.in_(_own(session))).order_by(core.c.id)
        found = [dict(row) for row in session.execute(query.limit(PORTION)).mappings()]
        for row in found:
            row.pop("space_id")
        if name == NOTE_CARD.name:
            _say_what_they_ask(session, found)
        return found

    async def _notes(self, archive: zipfile.ZipFile) -> dict[str, str]:
        """The notes as Markdown; SHA-256 → where in the zip their files are."""
        rows, attached, drawn = await self._store.read(lambda s: read_notes(s, spaces=_own(s)))
        have: dict[str, Path] = {}
        for row in attached:
            for sha in references(row.file):
                if path := await self._fetch(sha, row.name):
                    have[row.id] = path
        return await asyncio.to_thread(put_notes, archive, rows, attached, have, drawn, NOTES)

    async def _put_files(self, archive: zipfile.ZipFile, named: Iterable[str], places: dict[str, str]) -> None:
        for sha in sorted(set(named) - places.keys()):
            if path := await self._fetch(sha, ""):
                places[sha] = f"{FILES}{sha}"
                await asyncio.to_thread(archive.write, path, places[sha], zipfile.ZIP_STORED)
        self.counts["file"] = len(places)

    async def _fetch(self, sha: str, name: str) -> Path | None:
        try:
            return await self._files.fetch(sha)
        except FileError as error:
            self.missing.append(f"{name or sha[:8]}: {error.sentence}")
            return None

    def _tell(self, more: int) -> None:
        self._done += more
        self._told(min(self._done, self._all), self._all)


def _own(session: Session) -> list[str]:
    """The personal space; "" before there is an account."""
    return ["", session.get_one(Device, 1).personal_space]


def _count(session: Session, table: type[Any]) -> int:
    core = core_table(table)
    return session.execute(select(func.count()).where(core.c.space_id.in_(_own(session)))).scalar_one()


def _say_what_they_ask(session: Session, cards: list[dict[str, Any]]) -> None:
    """Characters have other ids where the archive goes: there the words tell which mark a card is."""
    for card in cards:
        face = session.get(NotedCard, card["id"])
        card |= {"asked": face.asked, "answer": face.answer} if face else {}
