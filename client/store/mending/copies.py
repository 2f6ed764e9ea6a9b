"""A copy of the database a day, made only of a sound one; and what makes one suspect that it is damaged."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sync.clock import Clock

EVERY_S = 20 * 3600
"""Less than a day, so that somebody who opens the app at the same time every evening has one of each."""

KEPT = 2
SPACE = 3
"""A copy is made only where this many times the database's size is free."""


def is_sound(database: Path) -> bool:
    """Whether SQLite finds nothing wrong in all of the file."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok" and bool(
                db.execute("PRAGMA user_version").fetchone()[0]
            )
    except sqlite3.OperationalError:
        return True  # it cannot be looked at just now, as when it is locked
    except sqlite3.DatabaseError:
        return False


class Copies:
    """The copies of one database, in a folder of their own; `1` is the newest."""

    def __init__(self, database: Path, folder: Path, clock: Clock) -> None:
        self.database = database
        self._folder, self._clock = folder, clock
        self._looked = False

    @property
    def suspect(self) -> Path:
        """The file that says: mend the database at the next start."""
        return self._folder / "suspect"

    def path(self, which: int) -> Path:
        """Where a copy is, or would be."""
        return self._folder / f"{which}.db"

    def suspects(self) -> None:
        """Note that the database is damaged. Called in the moment in which a read or a write found that out."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self.suspect.touch()

    def newest_sound(self) -> Path | None:
        """The newest copy that can be relied on."""
        return next((path for n in range(1, KEPT + 1) if (path := self.path(n)).is_file() and is_sound(path)), None)

    async def ring(self) -> None:
        """Look once after every start whether the database is sound, and make the day's copy when it is due."""
        if not self._looked or self._is_due():
            self._looked = True
            await asyncio.to_thread(self.look)

    def look(self) -> None:
        """Check the database; make the day's copy when it is due. Blocks for about a second per 100 MB."""
        if not is_sound(self.database):
            self.suspects()
        elif self._is_due():
            self._make()

    def _is_due(self) -> bool:
        try:
            made = datetime.fromtimestamp(self.path(1).stat().st_mtime, tz=self._clock.now_utc().tzinfo)
        except OSError:
            return True
        return abs((self._clock.now_utc() - made).total_seconds()) >= EVERY_S

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < SPACE * self.database.stat().st_size:
            return
        part = self._folder / "part"
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{self.database.absolute().as_uri()}?mode=ro", uri=True)) as db:
            db.execute("VACUUM INTO ?", (str(part),))
        for n in range(KEPT, 1, -1):
            if self.path(n - 1).is_file():
                self.path(n - 1).replace(self.path(n))
        part.replace(self.path(1))
        stamp = self._clock.now_utc().timestamp()
        os.utime(self.path(1), (stamp, stamp))
