"""How a process dies inside a transaction."""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import Connection

from tests.simulate.loop import KilledError


def die(connection: Connection) -> NoReturn:
    """Killed before the commit: SQLite undoes what was begun, as it does when a process is gone."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.rollback()
    raise KilledError
