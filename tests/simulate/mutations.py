"""Ways to get sync wrong, each put into the running product at one seam: the checks must find every one of them.

A check that has never failed proves nothing. These are the mistakes that others have made, or that would be easy to
make here; `test_mutations.py` runs each and wants a violation.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

from sqlalchemy import Connection

from server.oplog import pushing
from sync import merge
from sync.merge import FieldState, Loss, State
from sync.records import DELETED
from sync.text import Text
from sync.text.ops import Delete, Insert, TextOp
from sync.wire import LogEntry
from tests.simulate.loop import KilledError
from tests.simulate.server import SimulatedServer

ROOMS = ("sync", "client", "server")


@contextmanager
def everywhere(right: Callable[..., Any], wrong: Callable[..., Any]) -> Iterator[None]:
    """Put `wrong` in the place of the function `right`, under whatever name a module of ours has imported it."""
    with ExitStack() as stack:
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in ROOMS:
                for attribute in [a for a, value in vars(module).items() if value is right]:
                    stack.enter_context(patch.object(module, attribute, wrong))
        yield


@contextmanager
def no_deduplication() -> Iterator[None]:
    """The server appends whatever comes, also what it has taken before."""
    take_run, start = pushing._take_run, SimulatedServer.start

    def taken_again(push: Any, connection: Connection, space_id: str, sent: list[Any]) -> Any:
        with patch.object(pushing, "_expected_n", lambda *_: sent[0].n):
            return take_run(push, connection, space_id, sent)

    async def without_constraint(server: SimulatedServer) -> None:
        await start(server)
        _drop_unique(server.path)

    with patch.object(pushing, "_take_run", taken_again), patch.object(SimulatedServer, "start", without_constraint):
        yield


@contextmanager
def cursor_apart() -> Iterator[None]:
    """A device writes its cursor down by itself, before the page: when it dies between the two, the page is lost."""

    def die(connection: Connection) -> NoReturn:
        driver = connection.connection.driver_connection
        assert driver is not None
        cursors = driver.execute("SELECT seq, chain, space_id FROM cursor").fetchall()
        driver.rollback()
        driver.execute("BEGIN IMMEDIATE")
        driver.executemany("UPDATE cursor SET seq = ?, chain = ? WHERE space_id = ?", cursors)
        driver.commit()
        raise KilledError

    with patch("tests.simulate.device.die", die):
        yield


@contextmanager
def delete_beats_edit() -> Iterator[None]:
    """A delete takes the record, whatever others wrote in it meanwhile."""

    def apply_delete(state: State, entry: LogEntry) -> None:
        if entry.fields.get(DELETED) is True:
            state[DELETED] = FieldState(True, entry.seq, entry.stamp, entry.device)

    with patch.object(merge, "_apply_delete", apply_delete):
        yield


@contextmanager
def clock_only() -> Iterator[None]:
    """Of two values the one with the later clock stays, and the other is gone: whoever saw what."""
    right = merge.apply

    def apply(state: State, entry: LogEntry, *, but: Collection[str] = ()) -> list[Loss]:
        older = {n for n in entry.fields if n != DELETED and n in state and state[n].stamp >= entry.stamp}
        later = {n: v for n, v in entry.fields.items() if n not in older}
        right(state, entry.model_copy(update={"fields": later}), but=but)
        return []

    with everywhere(merge.apply, apply):
        yield


@contextmanager
def text_by_position() -> Iterator[None]:
    """An edit of a text says where it happened, not beside which character."""
    insert, delete, apply, at = Text.insert, Text.delete, Text.apply, "@"

    def insert_at(text: Text, index: int, inserted: str) -> TextOp:
        return tuple(p._replace(anchor=at, anchor_counter=index) for p in insert(text, index, inserted) if _types(p))

    def delete_at(text: Text, start: int, end: int) -> TextOp:
        delete(text, start, end)
        return (Delete(at, start, end - start),) if end > start else ()

    def apply_at(text: Text, op: TextOp) -> None:
        for part in op:
            if isinstance(part, Insert) and part.anchor == at:
                text.write_as(part.replica, part.counter)
                insert(text, min(part.anchor_counter, len(text)), part.text)
            elif isinstance(part, Delete) and part.replica == at:
                delete(text, min(part.counter, len(text)), min(part.counter + part.size, len(text)))
            else:
                apply(text, (part,))

    with (
        patch.object(Text, "insert", insert_at),
        patch.object(Text, "delete", delete_at),
        patch.object(Text, "apply", apply_at),
    ):
        yield


def _types(part: Any) -> bool:
    return isinstance(part, Insert)


def _drop_unique(database: Path) -> None:
    """Take the constraint from the log that would still keep an operation from coming twice."""
    with closing(sqlite3.connect(database)) as driver:
        [made] = driver.execute("SELECT sql FROM sqlite_master WHERE name = 'log'").fetchone()
        without = re.sub(r",\s*CONSTRAINT log_by_n UNIQUE \([^)]*\)", "", made)
        if without != made:
            driver.executescript(
                f"BEGIN; ALTER TABLE log RENAME TO log_was; {without}; INSERT INTO log SELECT * FROM log_was;"
                " DROP TABLE log_was; COMMIT;"
            )
