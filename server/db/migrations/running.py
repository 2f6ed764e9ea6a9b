"""Runs the migrations that a database lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, text

from server.db.engine import Database
from server.db.migrations import (
    m0001_accounts_spaces_and_log,
    m0002_devices_seen,
    m0003_invites_and_joins,
    m0004_files,
    m0006_departures,
    m0007_token_generations,
    m0008_courses,
    m0009_live,
    m0010_leaving,
    m0011_batches,
    m0012_links_and_consents,
    m0013_partners,
    m0014_closed,
    m0015_feedback,
    m0016_reports,
    m0017_merging,
    m0018_invited,
)
from server.db.migrations import m0005_chains_and_states as m0005
from sync.clock import Clock, to_text

_ADVISORY_LOCK = 0x78756562616E  # "xueban": two servers that start at once migrate one after the other


class Migration(NamedTuple):
    """A step: its number, what it brings, and the statements."""

    number: int
    name: str
    statements: tuple[str, ...]
    fill: Callable[[Connection], None] = lambda _: None
    """Run after the statements."""


MIGRATIONS = (
    Migration(1, "accounts_spaces_and_log", m0001_accounts_spaces_and_log.STATEMENTS),
    Migration(2, "devices_seen", m0002_devices_seen.STATEMENTS),
    Migration(3, "invites_and_joins", m0003_invites_and_joins.STATEMENTS),
    Migration(4, "files", m0004_files.STATEMENTS),
    Migration(5, "chains_and_states", m0005.STATEMENTS, m0005.fold_chains),
    Migration(6, "departures", m0006_departures.STATEMENTS),
    Migration(7, "token_generations", m0007_token_generations.STATEMENTS),
    Migration(8, "courses", m0008_courses.STATEMENTS),
    Migration(9, "live", m0009_live.STATEMENTS),
    Migration(10, "leaving", m0010_leaving.STATEMENTS),
    Migration(11, "batches", m0011_batches.STATEMENTS, m0011_batches.pack_rows),
    Migration(12, "links_and_consents", m0012_links_and_consents.STATEMENTS),
    Migration(13, "partners", m0013_partners.STATEMENTS),
    Migration(14, "closed", m0014_closed.STATEMENTS),
    Migration(15, "feedback", m0015_feedback.STATEMENTS),
    Migration(16, "reports", m0016_reports.STATEMENTS),
    Migration(17, "merging", m0017_merging.STATEMENTS),
    Migration(18, "invited", m0018_invited.STATEMENTS),
)


def migrate(database: Database, clock: Clock, last: int = MIGRATIONS[-1].number) -> None:
    """Bring the database to the step `last`, in one transaction: all the steps up to there that it lacks, or none."""
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        known = done(connection)
        for migration in MIGRATIONS:
            if migration.number not in known and migration.number <= last:
                _run(connection, migration, clock)


def done(connection: Connection) -> set[int]:
    """The numbers of the steps that the database has."""
    connection.execute(
        text(
            "CREATE TABLE IF NOT EXISTS migration"
            " (number BIGINT PRIMARY KEY, name TEXT NOT NULL, done_utc TEXT NOT NULL)"
        )
    )
    return set(connection.execute(text("SELECT number FROM migration")).scalars())


def _run(connection: Connection, migration: Migration, clock: Clock) -> None:
    blob = "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    for statement in migration.statements:
        connection.execute(text(statement.replace("{blob}", blob)))
    migration.fill(connection)
    connection.execute(
        text("INSERT INTO migration (number, name, done_utc) VALUES (:number, :name, :done_utc)"),
        {"number": migration.number, "name": migration.name, "done_utc": to_text(clock.now_utc())},
    )
