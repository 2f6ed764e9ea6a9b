from typing import Any

import pytest
from sqlalchemy import inspect, text

from server.db.engine import Database
from server.db.migrations import running
from server.db.migrations.running import MIGRATIONS, migrate
from server.db.tables import metadata
from server.oplog.batches import batches_after, rows_after
from tests.fakes.clock import FakeClock


def test_the_migrations_lead_to_the_tables_that_the_code_knows(database_url: str) -> None:
    database = Database(database_url)
    migrate(database, FakeClock())
    found = inspect(database.engine)
    for table in metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        expected = {column.name: column.nullable for column in table.columns}
        if database.is_sqlite:  # tells of the keys that it declares as nullable, for history's sake
            columns |= dict.fromkeys(table.primary_key.columns.keys(), False)
        assert columns == expected
        assert found.get_pk_constraint(table.name)["constrained_columns"] == table.primary_key.columns.keys()
        indexes = {index["name"] for index in found.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes
    database.close()


def test_a_database_that_is_up_to_date_is_left_alone(database_url: str) -> None:
    for _ in range(2):
        database = Database(database_url)
        migrate(database, FakeClock())
        database.close()


def test_numbers_grow_by_one() -> None:
    assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_what_a_failing_transaction_wrote_is_undone(database_url: str) -> None:
    database = Database(database_url)
    migrate(database, FakeClock())
    space = metadata.tables["space"]
    row = {"id": "s", "kind": "team", "head": 0, "created_utc": ""}

    def write_and_fail() -> None:
        with database.write() as connection:
            connection.execute(space.insert(), row)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with database.read() as connection:
        assert connection.execute(space.select()).all() == []
    database.close()


def test_sqlite_commits_are_on_the_disk(database_url: str) -> None:
    database = Database(database_url)
    if database.is_sqlite:
        with database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    database.close()


def test_a_log_of_rows_becomes_batches_with_the_same_entries(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = "space_id, seq, device_id, n, kind, type, record_id, fields, base, stamp, received_utc, chain"
    devices = [("a", 1), ("a", 2), ("b", 1), ("a", 3), ("a", 5)]  # one of a's was refused
    database = Database(database_url)
    with database.write() as connection:
        for table in inspect(connection).get_table_names():
            connection.execute(text(f"DROP TABLE {table}"))
    with monkeypatch.context() as patched:
        patched.setattr(running, "MIGRATIONS", MIGRATIONS[:10])
        migrate(database, FakeClock())
    rows = [
        ("s", seq, device, n, "set", "note", f"n{seq}", f'{{"title":"第 {seq}"}}', 0, f"{seq}", "now", f"chain{seq}")
        for seq, (device, n) in enumerate(devices, 1)
    ]
    with database.write() as connection:
        for row in rows:
            named: dict[str, Any] = dict(zip(columns.split(", "), row, strict=True))
            connection.execute(text(f"INSERT INTO log ({columns}) VALUES (:{columns.replace(', ', ', :')})"), named)
    migrate(database, FakeClock())
    with database.read() as connection:
        found = batches_after(connection, "s", 0)
        assert [(b.first_seq, b.seq, b.device_id, b.n, b.chain) for b in found] == [
            (1, 2, "a", 2, "chain2"),
            (3, 3, "b", 1, "chain3"),
            (4, 4, "a", 3, "chain4"),
            (5, 5, "a", 5, "chain5"),
        ]
        entries = [(e.seq, e.device_id, e.n, e.record_id, e.fields) for e in rows_after(connection, "s", 0)]
        assert entries == [(row[1], row[2], row[3], row[6], row[7]) for row in rows]
    database.close()
