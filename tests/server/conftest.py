"""A server on each kind of database, and people who register there."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from server.settings import sqlite_url
from tests.fakes.server import RunningServer, running_server_on
from tests.server.person import Device, register

POSTGRES = os.environ.get("XUEBAN_TEST_POSTGRES", "")
_without_postgres = pytest.mark.skipif(
    not POSTGRES, reason="XUEBAN_TEST_POSTGRES holds no URL of a PostgreSQL database"
)
_schemas = (f"xueban_test_{os.getpid()}_{i}" for i in itertools.count())
_names = (f"学生{i}" for i in itertools.count())


def _fresh_schema() -> Iterator[str]:
    admin = create_engine(make_url(POSTGRES).set(drivername="postgresql+psycopg"))
    schema = next(_schemas)
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(False)
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=_without_postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database, shared by the tests of a module."""
    if request.param == "sqlite":
        yield sqlite_url(Path(tmp_path_factory.mktemp("server")) / "server.db")
    else:
        yield from _fresh_schema()


@pytest.fixture(scope="module")
def server(database_url: str) -> Iterator[RunningServer]:
    """A server, shared by the tests of a module: each makes accounts of its own."""
    with running_server_on(database_url) as running:
        yield running


@pytest.fixture
def new_name() -> Callable[[], str]:
    """A name that nobody has taken."""
    return lambda: next(_names)


@pytest.fixture
def device(server: RunningServer) -> Iterator[Device]:
    """A device of a new account."""
    with register(server.url, next(_names)) as registered:
        yield registered


@pytest.fixture
def stranger(server: RunningServer) -> Iterator[Device]:
    """A device of another account."""
    with register(server.url, next(_names)) as registered:
        yield registered
