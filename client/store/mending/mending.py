"""A new database out of the damaged one and the copy, and what of it is said to the person."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from client.store import Schema, Store, Writing
from client.store.mending.copies import Copies
from client.store.mending.pouring import Indexes, Poured, pour, wanted_tables
from client.store.mending.reading import read_file
from client.store.migrations import make
from client.store.tables import Setting
from sync.catalogue import ALL
from sync.clock import Clock, from_text, to_text
from sync.ids import new_id, system_random

MENDED = "mended"
"""The setting that says what was mended, until the person has read it."""

_SUFFIXES = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Mended:
    """What was done: `whole` when everything could be read; `copy_utc`: when the copy was made, "" without one.

    `rows`: what is here now, all in all. `rescued`: of these, what is newer than the copy. `kept_in`: where the damaged
    file is.
    """

    whole: bool
    copy_utc: str
    rows: int
    rescued: int
    kept_in: str

    @property
    def copied(self) -> datetime | None:
        """When the copy was made."""
        return from_text(self.copy_utc) if self.copy_utc else None

    @classmethod
    def of(cls, setting: Setting | None) -> Mended | None:
        """What the setting `MENDED` says, None when it says nothing."""
        return cls(**setting.value) if setting and isinstance(setting.value, dict) else None


def needs_mending(copies: Copies) -> bool:
    """Whether to mend before opening: it was found out last time, or the file is empty or gone where one was."""
    database = copies.database
    if copies.suspect.exists():
        return True
    return (not database.is_file() or not database.stat().st_size) and copies.newest_sound() is not None


def mend(copies: Copies, schema: Schema, indexes: Indexes, clock: Clock) -> Poured:
    """Put a new database in the place of the damaged one, which is kept in a folder `damaged` beside it.

    Blocks. Nothing is moved before the new one is whole and on the disk, so that it can be cut off at any moment.
    Raises OSError where the disk is full or read-only, NewerDatabaseError: nothing has changed then.
    """
    database = copies.database
    now = clock.now_utc()
    kept_in = database.parent / "damaged" / f"{now:%Y%m%dT%H%M%SZ}"
    with TemporaryDirectory(prefix="mending-", dir=database.parent) as folder:
        part = Path(folder) / database.name
        number = make(part, _version(database))
        with closing(sqlite3.connect(part, isolation_level=None)) as new:
            tables = wanted_tables(new, indexes)
            damaged = read_file(database, tables)
            newest = None if damaged.whole else copies.newest_sound()
            copy = read_file(_brought_to(newest, number, Path(folder)) if newest else Path(), tables)
            new.execute("BEGIN")
            poured = pour(new, schema, indexes, damaged, copy, new_id(clock, system_random()))
            made = to_text(datetime.fromtimestamp(newest.stat().st_mtime, UTC)) if newest else ""
            mended = Mended(damaged.whole, made, poured.rows, poured.rescued if newest else 0, str(kept_in))
            new.execute("DELETE FROM setting WHERE key=?", (MENDED,))
            new.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (MENDED, json.dumps(asdict(mended))))
            new.execute("COMMIT")
        _put_in_place(part, database, kept_in)
    copies.suspect.unlink(missing_ok=True)
    return poured


def _version(database: Path) -> int:
    """The number of the last migration of a damaged file, 0 when even that cannot be read."""
    if not database.is_file():
        return 0
    try:
        with closing(sqlite3.connect(database)) as db:
            return int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _brought_to(copy: Path, number: int, folder: Path) -> Path:
    """A copy that is as old as the database's last update, without touching it."""
    taken = folder / "copy.db"
    shutil.copyfile(copy, taken)
    make(taken, number)
    return taken


def _put_in_place(part: Path, database: Path, kept_in: Path) -> None:
    kept_in.mkdir(parents=True, exist_ok=True)
    for suffix in reversed(_SUFFIXES):  # the file itself last: until then it is opened, and mended, as before
        old = database.with_name(database.name + suffix)
        if old.exists():
            shutil.copyfile(old, kept_in / old.name)
    for suffix in _SUFFIXES[1:]:
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    part.replace(database)


async def settle(store: Store, poured: Poured) -> None:
    """After opening: write anew what has no operation, so that it reaches other devices once there is an account."""

    def command(w: Writing) -> None:
        for name, rows in poured.unnoted.items():
            record, blank = ALL[name], store.schema.blank(name)
            for row in rows:
                w.into(str(row["space_id"]))
                fields = {key: row.get(key, blank[key]) for key in record.fields}
                if record.kind == "event":
                    w.add(record, id=str(row["id"]), **fields)
                else:
                    w.save(record, str(row["id"]), **fields, deleted=bool(row.get("deleted")))

    if poured.unnoted:
        await store.write(command)
