"""Numbered migrations: `NNNN_telling_name.sql` in this folder, applied in order, a backup taken first.

The number of the last one applied is SQLite's own `user_version`. A migration and its number are one transaction.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
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
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells the type checker which driver it is
        _bring_to(driver, path, max(migrations(folder), default=0), folder)


def make(path: Path, number: int = 0, folder: Path = FOLDER) -> int:
    """Make the database at `path`, or bring it, to the migration `number`, 0 for the last one; the number is returned.

    Raises NewerDatabaseError.
    """
    number = number or max(migrations(folder), default=0)
    with closing(sqlite3.connect(path, isolation_level=None)) as driver:
        _bring_to(driver, path, number, folder)
    return number


def _bring_to(driver: sqlite3.Connection, path: Path, last: int, folder: Path) -> None:
    known = migrations(folder)
    found: int = driver.execute("PRAGMA user_version").fetchone()[0]
    if max(found, last) > max(known, default=0):
        raise NewerDatabaseError(max(found, last), max(known, default=0))
    due = {number: script for number, script in known.items() if found < number <= last}
    if due and found:
        _back_up(driver, path.with_name(f"{path.name}.before-{min(due):04d}"))
    for number, script in due.items():
        text = script.read_text("utf-8")
        driver.executescript(f"BEGIN IMMEDIATE;\n{text}\nPRAGMA user_version={number};\nCOMMIT;")


def _back_up(driver: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    driver.execute("VACUUM INTO ?", (str(target),))
