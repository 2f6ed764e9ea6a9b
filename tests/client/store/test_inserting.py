"""Many rows in few steps of the database."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, create_engine

from client.store.inserting import BulkInsert


@pytest.fixture
def session(tmp_path: Path):
    engine = create_engine(f"sqlite:///{tmp_path / 'rows.db'}")
    with Session(engine) as session:
        session.connection().exec_driver_sql("CREATE TABLE word (id INTEGER PRIMARY KEY, name TEXT, about TEXT)")
        yield session
    engine.dispose()


@pytest.fixture
def statements(session: Session):
    """What goes to the database."""
    seen: list[str] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", look)
    yield seen
    event.remove(session.get_bind(), "before_cursor_execute", look)


def held(session: Session) -> list[tuple[int, str, str]]:
    rows = session.connection().exec_driver_sql("SELECT id, name, about FROM word ORDER BY id").all()
    return [(row[0], row[1], row[2]) for row in rows]


WORDS = BulkInsert("word", ("id", "name", "about"))


@pytest.mark.parametrize("size", [0, 1, 3, 4, 255, 257, 2_000])
def test_all_rows_arrive_in_few_statements(session: Session, statements: list[str], size: int):
    rows = [(i, f"w{i}", "?") for i in range(size)]
    assert WORDS.run(session, rows) == size
    assert len(statements) <= 15
    assert held(session) == rows


def test_what_all_rows_have_is_said_once(session: Session):
    assert WORDS.run_columns(session, {"about": "同"}, {"id": range(70), "name": ["名"] * 70}) == 70
    assert held(session) == [(i, "名", "同") for i in range(70)]


def test_where_fewer_values_go_into_a_statement_there_are_more_of_them(session: Session, statements: list[str]):
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 20)
    rows = [(i, "w", "") for i in range(50)]
    assert WORDS.run(session, rows) == 50
    assert max(statement.count("?") for statement in statements) <= 20
    assert held(session) == rows


def test_a_row_that_is_there_stays_gives_way_or_is_a_failure(session: Session):
    WORDS.run(session, [(1, "alt", "")])
    assert BulkInsert("word", WORDS.columns, "DO NOTHING").run(session, [(1, "neu", ""), (2, "neu", "")]) == 1
    assert held(session) == [(1, "alt", ""), (2, "neu", "")]
    upsert = BulkInsert.upsert("word", WORDS.columns, ("id",))
    assert upsert.run(session, [(1, "neu", "x"), (3, "a", ""), (3, "b", "")]) == 3
    assert held(session) == [(1, "neu", "x"), (2, "neu", ""), (3, "b", "")]
    with pytest.raises(Exception, match="UNIQUE"):
        WORDS.run(session, [(9, "", ""), (1, "", "")])
