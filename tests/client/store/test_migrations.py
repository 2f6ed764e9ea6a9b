"""Migrations: what they make is what the tables say, a backup comes first, and none is skipped or run twice."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine
from sqlmodel import SQLModel

from client.schema import full_schema
from client.store import Store
from client.store.migrations import FOLDER, NewerDatabaseError, migrate, migrations

FULL_TEXT = ("bank_text", "search_text", "sqlite_sequence")
"""Virtual tables, which SQLite gives tables of their own."""


def shape(metadata: MetaData) -> dict[str, object]:
    return {
        table.name: (
            {(c.name, str(c.type).upper(), c.nullable) for c in table.columns},
            {c.name for c in table.primary_key},
            {(i.name, tuple(c.name for c in i.columns), bool(i.unique)) for i in table.indexes},
        )
        for table in metadata.sorted_tables
    }


def test_the_migrations_make_just_the_tables_that_the_code_reads(tmp_path: Path) -> None:
    full_schema()
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    migrate(engine, tmp_path / "a.db")
    made = MetaData()
    made.reflect(engine, only=lambda name, _: not name.startswith(FULL_TEXT))
    engine.dispose()
    assert shape(made) == shape(SQLModel.metadata)


def test_numbers_follow_one_another_and_none_is_given_twice() -> None:
    assert list(migrations()) == list(range(1, len(list(FOLDER.glob("*.sql"))) + 1))


def test_a_later_migration_backs_up_first_and_keeps_what_is_there(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.db", tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text("CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (7);")
    engine = create_engine(f"sqlite:///{path}")
    migrate(engine, path, folder)
    (folder / "0002_second.sql").write_text("ALTER TABLE a ADD COLUMN y INTEGER;")
    migrate(engine, path, folder)
    migrate(engine, path, folder)
    engine.dispose()
    with sqlite3.connect(path) as now, sqlite3.connect(tmp_path / "a.db.before-0002") as before:
        assert now.execute("SELECT x, y FROM a").fetchall() == [(7, None)]
        assert before.execute("SELECT * FROM a").fetchall() == [(7,)]
    now.close()
    before.close()


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.db", tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_broken.sql").write_text("CREATE TABLE a (x INTEGER); INSERT INTO nowhere VALUES (1);")
    engine = create_engine(f"sqlite:///{path}")
    with pytest.raises(sqlite3.OperationalError):
        migrate(engine, path, folder)
    engine.dispose()
    made = sqlite3.connect(path)
    assert made.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    made.close()


async def test_data_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version=9999")
    newer.commit()
    newer.close()
    with pytest.raises(NewerDatabaseError):
        await Store.open(path, full_schema())
