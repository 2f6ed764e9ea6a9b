"""Takes an archive in: what is not here yet comes, what is here already stays as it is."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from client.archive.layout import COURSES, MANIFEST, PLACES, ArchiveError, check, records_path
from client.courses.importing import ImportRefusedError
from client.courses.importing.pack import read as read_pack
from client.courses.importing.source import Source
from client.courses.importing.trees import Zip
from client.courses.library import Courses
from client.courses.shelf import Shelf
from client.files import FileError, Files
from client.mistakes.noted.following import adopt_cards
from client.store import Store, Writing
from client.texts import _
from sync.catalogue import ALL, NOTE_CARD, PROFILE, REVIEW_PLAN, may_write
from sync.records import DELETED, RecordType

PORTION = 200
_OVERRIDES = {PROFILE.name, REVIEW_PLAN.name}
"""One an account: a new device has just made its own, which nobody meant."""


@dataclass
class Counts:
    """How many came, by type; how many were here already; what could not be read, in sentences."""

    brought: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    known: int = 0
    skipped: list[str] = field(default_factory=list)


class Reader:
    """Takes in one archive."""

    def __init__(self, store: Store, files: Files, courses: Courses, shelf: Shelf) -> None:
        self._store, self._files, self._courses, self._shelf = store, files, courses, shelf
        self.counts = Counts()

    async def read(self, tree: Zip, told: Callable[[int, int], object]) -> None:
        """All of it. Raises `ArchiveError` when it is none, before anything is changed."""
        stated = await asyncio.to_thread(self._manifest, tree)
        total, done = sum(stated.values()) or 1, 0
        tables = self._store.schema.tables
        names = [name for name in stated if name in tables and may_write("personal", "owner", name)]
        # Files first: what names them must not come before them. A note's cards find their marks in its text.
        await self._read_files(tree)
        for name in sorted(names, key=lambda name: (name == NOTE_CARD.name, name)):
            for portion in await asyncio.to_thread(lambda name=name: list(self._portions(tree, name))):
                await self._store.write(lambda w, rows=portion, name=name: self._keep(w, ALL[name], rows))
                done += len(portion)
                told(min(done, total), total)
        for path in [name for name in tree.names if name.startswith(COURSES)]:
            await self._course(tree, path)
        told(total, total)

    def _manifest(self, tree: Zip) -> dict[str, int]:
        try:
            return check(json.loads(tree.read(MANIFEST)))
        except (KeyError, ValueError, RecursionError) as error:
            if isinstance(error, ArchiveError):
                raise
            return check(None)

    def _portions(self, tree: Zip, name: str) -> Iterator[list[dict[str, Any]]]:
        try:
            lines = tree.read(records_path(name)).decode("utf-8", "replace").splitlines()
        except (KeyError, ImportRefusedError) as error:
            self.counts.skipped.append(str(error))
            return
        rows: list[dict[str, Any]] = []
        for line in lines:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
                self.counts.skipped.append(_("{name} 里有一行读不懂").format(name=records_path(name)))
                continue
            rows.append(row)
            if len(rows) == PORTION:
                yield rows
                rows = []
        if rows:
            yield rows

    def _keep(self, w: Writing, record: RecordType, rows: list[dict[str, Any]]) -> None:
        table = self._store.schema.tables[record.name]
        ids = [row["id"] for row in rows]
        here = set(w.session.exec(select(table.id).where(col(table.id).in_(ids))))
        fresh = [row for row in rows if row["id"] not in here or record.name in _OVERRIDES]
        self.counts.known += len(rows) - len(fresh)
        self.counts.brought[record.name] += len(fresh)
        if record.name == NOTE_CARD.name:
            adopt_cards(w, fresh)
            return
        known = {*record.fields, DELETED} if record.kind == "record" else set(record.fields)
        blank = self._store.schema.blank(record.name)
        records = {row["id"]: {name: value for name, value in row.items() if name in known} for row in fresh}
        if record.kind == "record":
            w.save_many(record, {key: _whole(record, fields) for key, fields in records.items()})
            return
        for key, fields in records.items():
            w.add(record, id=key, **{name: fields.get(name, blank[name]) for name in record.fields})

    async def _read_files(self, tree: Zip) -> None:
        try:
            places = json.loads(await asyncio.to_thread(tree.read, PLACES))
        except (KeyError, ValueError):
            places = {}
        for sha, path in places.items() if isinstance(places, dict) else ():
            try:
                kept = await self._files.put(await asyncio.to_thread(tree.read, path))
                self.counts.brought["file"] += kept == sha
            except (KeyError, TypeError, ImportRefusedError) as error:
                self.counts.skipped.append(str(error))
            except FileError as error:
                self.counts.skipped.append(error.sentence)

    async def _course(self, tree: Zip, path: str) -> None:
        try:
            data = await asyncio.to_thread(tree.read, path)
            found = await asyncio.to_thread(lambda: read_pack(Source(path, tree=Zip(data, path))))
        except ImportRefusedError as error:
            self.counts.skipped.append(str(error))
            return
        for course in found.courses:
            if self._shelf.is_imported(course.id):
                self.counts.known += 1
            else:
                await self._courses.add_pack(course, found.files)
                self.counts.brought["course"] += 1


def _whole(record: RecordType, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields as a write takes them: texts are texts, sets are lists of words."""
    whole = dict(fields)
    for name in record.texts:
        whole[name] = value if isinstance(value := whole.get(name, ""), str) else ""
    for name in record.sets:
        value = whole.get(name)
        whole[name] = [member for member in value if isinstance(member, str)] if isinstance(value, list) else []
    return whole
