"""Numbered migrations: `NNNN_telling_name.sql` in this folder, applied in order, a backup taken first.

The number of the last one applied is SQLite's own `user_version`. A migration and its number are one transaction.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

FOLDER = Path(__file__).resolve().parent


class NewerDatabaseError(Exception):
    """A newer version of the app wrote this database; `found` and `known` are the numbers of the migrations."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"the database is at {found}, this version knows {known}")
        self.found = found
        self.known = known


def migrations(folder: Path = FOLDER) -> dict[int, Path]:
    """All migrations by number. Raises ValueError when two have the same: one of them would never run."""
    paths = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    found = {int(path.name[:4]): path for path in paths}
    if len(found) < len(paths):
        raise ValueError(f"two migrations in {folder} have one number")
    return found


def migrate(engine: Engine, path: Path, folder: Path = FOLDER) -> None:
    """Bring the database at `path` up to date. A database that holds anything is backed up beside it first."""
    known = migrations(folder)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells the type checker which driver it is
        found: int = driver.execute("PRAGMA user_version").fetchone()[0]
        if found > max(known, default=0):
            raise NewerDatabaseError(found, max(known, default=0))
        due = {number: script for number, script in known.items() if number > found}
        if due and found:
            _back_up(driver, path.with_name(f"{path.name}.before-{min(due):04d}"))
        for number, script in due.items():
            text = script.read_text("utf-8")
            driver.executescript(f"BEGIN IMMEDIATE;\n{text}\nPRAGMA user_version={number};\nCOMMIT;")


def _back_up(driver: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    driver.execute("VACUUM INTO ?", (str(target),))
