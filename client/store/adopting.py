"""What was written before there was an account, or not sent before the last sign-out, joins the account."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Session

from client.store.applying import Ground, load_shadows, show
from client.store.schema import Schema
from client.store.standing import Followed
from client.store.writing import Writing


class ForeignDeviceError(Exception):
    """The data on this device belongs to another account."""


def adopt(w: Writing, schema: Schema, account_id: str, device_id: str, personal_space: str) -> None:
    """Make this device the account's `device_id`; what is pending becomes its first operations.

    Raises ForeignDeviceError when the data here belongs to another account.
    """
    device = w.standing.device
    if device.account_id not in ("", account_id):
        raise ForeignDeviceError
    if personal_space not in w.standing.followed:
        w.standing.followed[personal_space] = Followed()
    w.session.flush()
    run = w.session.connection().exec_driver_sql
    for table in (*(table.__tablename__ for table in schema.tables.values()), "outbox"):
        run(f"UPDATE {table} SET space_id=? WHERE space_id=''", (personal_space,))  # noqa: S608 - our own names
    w.standing.number(account_id=account_id, personal_space=personal_space)
    go_on_as(w, schema, device_id)


def go_on_as(w: Writing, schema: Schema, device_id: str) -> None:
    """Number what is pending 1, 2, 3 … under another device id.

    Operations that were acknowledged but had not come back are sent a second time, which does no harm: fields are set
    to what they are, events are united by id, characters are known by theirs.
    """
    former = w.standing.device.device_id
    count = _renumber(w.session)
    w.standing.number(device_id=device_id, former_id=former, next_id="", last_n=count, sent_n=0, acked_n=0)
    w.changed("outbox", "")
    _show_anew(w, schema, device_id)


def _show_anew(w: Writing, schema: Schema, device_id: str) -> None:
    """Lay what is pending on top once more: between two with the same stamp the devices' ids decide, and one is new.

    Found by the simulator (seed 800041), as a value that this device alone did not show.
    """
    known = "JOIN shadow s ON s.type=o.type AND s.record_id=o.record_id"
    found = w.session.connection().exec_driver_sql(
        f"SELECT DISTINCT s.space_id, s.type, s.record_id FROM outbox o {known}"  # noqa: S608 - our own names
    )
    by_table: dict[tuple[str, str], list[str]] = defaultdict(list)
    for space, name, record_id in found.all():
        by_table[space, name].append(record_id)
    for (space, name), ids in by_table.items():
        ground = Ground(w.session, schema, space, device_id)
        show(ground, name, load_shadows(ground, name, ids))
        w.changes |= {(name, record_id) for record_id in ids}


def _renumber(session: Session) -> int:
    """By way of negative numbers, for two rows must never have the same; how many there are is returned."""
    run = session.connection().exec_driver_sql
    run(
        "UPDATE outbox SET n = -place FROM (SELECT n AS old, row_number() OVER (ORDER BY n) AS place FROM outbox)"
        " WHERE outbox.n = old"
    )
    run("UPDATE outbox SET n = -n")
    return run("SELECT count(*) FROM outbox").scalar_one()
