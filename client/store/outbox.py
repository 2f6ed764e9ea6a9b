"""Operations on their way out: noted while a command runs, written down with it, read back to be sent."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session

from client.store.edits import folded
from client.store.rows import execute_many, select_in, upsert_rows
from client.store.standing import Followed, Standing
from client.store.tables import Outbox
from sync.clock import Clock, HybridClock
from sync.outgoing import Outgoing
from sync.records import RecordType
from sync.wire import SET, TEXT, Operation

_FOLD = (SET, TEXT)
_SELECT = "SELECT n, space_id, kind, type, record_id, fields, base, stamp FROM outbox WHERE"
_COLUMNS = ", ".join(
    f"json_group_array({name})" for name in ("n", "space_id", "kind", "type", "record_id", "base", "stamp")
)
# As one row, for the driver lets other threads run at each; the fields as they go over the line.
_NEXT = f"""
    SELECT {_COLUMNS}, CAST(group_concat(fields, char(10)) AS BLOB)
    FROM (SELECT * FROM outbox WHERE n>? ORDER BY n LIMIT ?)
"""  # noqa: S608 - our own names


class Noting:
    """The operations of one transaction, in their order."""

    def __init__(self, session: Session, clock: Clock, standing: Standing, *, sealed: bool) -> None:
        self._session = session
        self._standing = standing
        self._stamps = HybridClock(clock, standing.device.stamp)
        self._sealed = sealed
        self._noted: dict[int, dict[str, Any]] = {}
        self._lasts: dict[tuple[str, str], int] = {}

    def note(
        self,
        kind: str,
        space: str,
        record: RecordType,
        record_id: str,
        fields: dict[str, Any],
        *,
        saw: int | None = None,
        new: bool = False,
        shown: Mapping[str, str] | None = None,
    ) -> None:
        """Append the operation, or widen the record's last one when it has never been on its way.

        Without that, a note typed for weeks before there is an account would leave an operation for every pause.
        `saw`: see `Writing.saw`. `new`: the record is, so that there is no earlier operation to look for. `shown`: its
        texts as they are after this.
        """
        base = self._base(space)
        if saw is not None:
            base = min(base, saw)
        last = self._last(record.name, record_id, new) if kind in _FOLD else None
        if last and last["kind"] in _FOLD and last["base"] == base:
            both = folded(record, last["fields"], fields, shown or {})
            if both is not None:
                edits = any(isinstance(both.get(name), list) for name in record.texts)
                self._lasts[record.name, record_id] = last["n"]
                wider = {"fields": both, "kind": TEXT if edits else SET, "stamp": self._stamps.tick()}
                self._noted[last["n"]] = {**last, **wider}
                return
        self.append(kind, space, record.name, record_id, fields, base=base)

    def append(
        self,
        kind: str,
        space: str,
        type_name: str,
        record_id: str,
        fields: dict[str, Any],
        *,
        stamp: str = "",
        base: int | None = None,
    ) -> None:
        """Append the operation as one of its own; without a `stamp` it is made now, without a `base` it saw all."""
        n = self._standing.device.last_n + 1
        self._standing.number(last_n=n)
        self._lasts[type_name, record_id] = n
        self._noted[n] = {
            "n": n,
            "space_id": space,
            "kind": kind,
            "type": type_name,
            "record_id": record_id,
            "fields": fields,
            "base": self._base(space) if base is None else base,
            "stamp": stamp or self._stamps.tick(),
        }

    def _base(self, space: str) -> int:
        return self._standing.followed.get(space, Followed()).seq

    def write(self) -> None:
        """Write down what was noted."""
        upsert_rows(self._session, Outbox, list(self._noted.values()))
        if self._noted:
            self._standing.number(stamp=max(self._standing.device.stamp, self._stamps.last))
            if self._sealed:
                self._standing.number(sent_n=self._standing.device.last_n)

    def _last(self, type_name: str, record_id: str, new: bool) -> dict[str, Any] | None:
        """The record's last operation, if it may still change."""
        n = self._lasts.get((type_name, record_id))
        if n is not None:
            return self._noted[n]
        device = self._standing.device
        if new or device.last_n <= device.sent_n:
            return None
        found = self._session.connection().exec_driver_sql(
            f"{_SELECT} record_id=? AND type=? AND n>? ORDER BY n DESC LIMIT 1",
            (record_id, type_name, device.sent_n),
        )
        row = found.mappings().first()
        if row is None:
            return None
        return {**row, "fields": json.loads(row["fields"])}


def pending(session: Session, after_n: int, limit: int) -> Outgoing:
    """The first of the device's operations above `after_n` that go into one request, at most `limit`."""
    run = session.connection().exec_driver_sql
    device_id = run("SELECT device_id FROM device").scalar_one()
    *columns, fields = run(_NEXT, (after_n, limit)).one()
    ns, spaces, kinds, types, ids, bases, stamps = map(json.loads, columns)
    lines = fields.split(b"\n") if fields else []
    return Outgoing.first_of(list(zip(ns, spaces, kinds, types, ids, lines, bases, stamps, strict=True)), device_id)


def pending_of(session: Session, type_name: str, ids: Collection[str]) -> dict[str, list[Operation]]:
    """What has not come back in the log yet, by record."""
    found: dict[str, list[Operation]] = {}
    query = f"{_SELECT} type=? AND record_id IN"
    for row in sorted(select_in(session, query, ids, type_name)):
        found.setdefault(row[4], []).append(_operation(*row))
    return found


def waiting_under(session: Session, ns: Collection[int]) -> list[Operation]:
    """What has not come back in the log yet, of these numbers."""
    return [_operation(*row) for row in sorted(select_in(session, f"{_SELECT} n IN", ns))]


def came_back(session: Session, ns: list[int]) -> None:
    """These operations are in the log that is applied here."""
    if ns and ns[-1] - ns[0] == len(ns) - 1:
        session.connection().exec_driver_sql("DELETE FROM outbox WHERE n BETWEEN ? AND ?", (ns[0], ns[-1]))
    else:
        execute_many(session, "DELETE FROM outbox WHERE n=?", [(n,) for n in ns])


def waits_as_another(session: Session, stamps: Mapping[int, str]) -> int | None:
    """The first of these numbers of this device under which something else waits here: an operation has one stamp."""
    if not stamps:
        return None
    # as one row: one by one they would take longer than all else that is done with a batch of our own
    query = "SELECT group_concat(n || ' ' || stamp, char(10)) FROM outbox WHERE n BETWEEN ? AND ?"
    waiting = session.connection().exec_driver_sql(query, (min(stamps), max(stamps))).scalar() or ""
    if waiting == "\n".join(f"{n} {stamp}" for n, stamp in stamps.items()):
        return None
    held = (line.split(" ", 1) for line in waiting.splitlines())
    return min((int(n) for n, stamp in held if stamps.get(int(n), stamp) != stamp), default=None)


def answered(session: Session, acked_n: int, last_n: int) -> int:
    """Up to which operation the logs themselves have answered, whether or not the answers were lost.

    What is still here was set aside, or is in another space's log, or was not sent: that answer is wanted. All others
    up to `last_n` are in some log, also those after the last one of this log (found by the simulator, seed 7000193, as
    a device that looked for what it had not sent for ever).
    """
    waits = session.connection().exec_driver_sql("SELECT min(n) FROM outbox WHERE n>?", (acked_n,)).scalar()
    return last_n if waits is None else waits - 1


def _operation(
    n: int, space: str, kind: str, type_name: str, record_id: str, fields: str, base: int, stamp: str
) -> Operation:
    # not validated: the column holds what was checked when it was written
    return Operation.built(
        n=n, space=space, kind=kind, type=type_name, id=record_id, fields=json.loads(fields), base=base, stamp=stamp
    )
