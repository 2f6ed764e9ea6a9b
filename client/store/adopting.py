"""What was written before there was an account, or not sent before the last sign-out, joins the account."""

from __future__ import annotations

from sqlmodel import Session

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
    go_on_as(w, device_id)


def go_on_as(w: Writing, device_id: str) -> None:
    """Number what is pending 1, 2, 3 … under another device id.

    Operations that were acknowledged but had not come back are sent a second time, which does no harm: fields are set
    to what they are, events are united by id, characters are known by theirs.
    """
    former = w.standing.device.device_id
    count = _renumber(w.session)
    w.standing.number(device_id=device_id, former_id=former, next_id="", last_n=count, sent_n=0, acked_n=0)
    w.changed("outbox", "")


def _renumber(session: Session) -> int:
    """By way of negative numbers, for two rows must never have the same; how many there are is returned."""
    run = session.connection().exec_driver_sql
    run(
        "UPDATE outbox SET n = -place FROM (SELECT n AS old, row_number() OVER (ORDER BY n) AS place FROM outbox)"
        " WHERE outbox.n = old"
    )
    run("UPDATE outbox SET n = -n")
    return run("SELECT count(*) FROM outbox").scalar_one()
