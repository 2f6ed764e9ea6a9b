"""Connections, and transactions that read or write, alike on SQLite and PostgreSQL."""

from __future__ import annotations

import contextlib
import functools
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from server.db.tables import property_

_POOL = {"pool_size": 10, "max_overflow": 30}  # 40: as many as the worker threads that serve requests
_QUIET = {"hide_parameters": True}  # an error that is logged must not carry what a person wrote
_LOCK_TIMEOUT_S = 30
_EPOCH = "epoch"


class DatabaseUnavailable(Exception):  # noqa: N818 - a state of things
    """The database cannot be had; the text is a sentence for the person who starts the server."""


class Database:
    """The server's database. Any thread may use it."""

    def __init__(self, url: str) -> None:
        """Prepare `url` (`sqlite:///FILE` or `postgresql://…`); nothing is opened before the first transaction.

        Raises DatabaseUnavailable for another kind of address.
        """
        self._engine = _engine(url)
        self._writer = self._engine.execution_options(writes=True)
        # SQLite lets one writer in at a time and lets the others sleep and poll; a lock of ours wakes the next at once.
        self._turn = threading.Lock() if self.is_sqlite else contextlib.nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite: one writer at a time, no row locks."""
        return self._engine.dialect.name == "sqlite"

    @property
    def engine(self) -> Engine:
        """For migrations and for tests that look at the schema."""
        return self._engine

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, undone when an error comes out."""
        with self._turn, self._writer.begin() as connection:
            yield connection

    @functools.cached_property
    def epoch(self) -> str:
        """The name of this database, drawn when it is first asked for: another name is another database."""
        with self.write() as connection:
            query = select(property_.c.value).where(property_.c.name == _EPOCH)
            found = connection.execute(query).scalar()
            if found is None:
                found = secrets.token_hex(8)
                connection.execute(insert(property_), {"name": _EPOCH, "value": found})
            return found

    def wipe(self) -> None:
        """Overwrite what was deleted: SQLite leaves the bytes in its file until they are needed for something else.

        PostgreSQL's own vacuum does that in its time. A gigabyte takes some seconds, in which writers wait.
        """
        if not self.is_sqlite:
            return
        with self._turn, self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def try_out(self) -> None:
        """Open a connection. Raises DatabaseUnavailable."""
        try:
            with self.read() as connection:
                connection.exec_driver_sql("SELECT 1")
        except (DBAPIError, OSError) as error:
            reason = str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0]
            raise DatabaseUnavailable(f"打不开数据库 {self._engine.url}：{reason}") from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        return _MAKERS[parsed.get_backend_name()](parsed)
    except (ArgumentError, KeyError) as error:
        raise DatabaseUnavailable("DATABASE_URL 要以 postgresql:// 或 sqlite:/// 开头。") from error


def _postgresql(url: URL) -> Engine:
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, **_POOL, **_QUIET)


def _sqlite(url: URL) -> Engine:
    # isolation_level None: the driver opens no transaction on its own, `_begin` below does
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": _LOCK_TIMEOUT_S}, **_POOL, **_QUIET)
    event.listen(engine, "do_connect", _make_folder)
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "begin", _begin)
    return engine


_MAKERS = {"sqlite": _sqlite, "postgresql": _postgresql, "postgres": _postgresql}


def _make_folder(_dialect: object, _record: object, arguments: list[Any], _parameters: object) -> None:
    Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True)


def _make_durable(connection: Any, _record: object) -> None:
    # FULL: a WAL commit is on the disk before a device is told that its operations are safe
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads first and writes later would fail when another wrote in between
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
