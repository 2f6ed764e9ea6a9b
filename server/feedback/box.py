"""Feedback as whoever answers it sees it: without a name, which nobody needs to answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from server.db.engine import Database
from server.db.tables import fold, property_, space, state
from server.errors import Refusal
from server.oplog.folding import fold_log
from server.oplog.purging import append_own
from sync.batch import to_json
from sync.catalogue import FEEDBACK, FEEDBACK_ANSWER
from sync.clock import to_text
from sync.files import named_in
from sync.ids import stable_id
from sync.texts import _
from sync.wire import SET

STATES = ("received", "planned", "done")
ANSWERED = "feedback.answered"
"""The property that keeps which spaces were answered last, for servers that run beside the command."""
_REMEMBERED = 200


class NoSuchFeedback(Refusal):
    """There is none of that id, or it was taken back."""

    status, code, message = 404, "no_such_feedback", _("没有这条建议，或者已经撤回了。")


@dataclass(frozen=True)
class Told:
    """One thing that was told; `pictures` are SHA-256 of files in the space's folder, `state` is one of `STATES`."""

    id: str
    space_id: str
    words: str
    pictures: tuple[str, ...]
    version: str
    system: str
    sent_utc: str
    state: str = "received"
    answer: str = ""


def told(database: Database) -> list[Told]:
    """All of it, the oldest first. Logs that have moved on are folded first, each once."""
    with database.read() as connection:
        behind = (
            select(space.c.id)
            .outerjoin(fold, fold.c.space_id == space.c.id)
            .where(space.c.kind == "personal", space.c.head > 0, (fold.c.seq.is_(None)) | (fold.c.seq < space.c.head))
        )
        spaces = connection.execute(behind).scalars().all()
    for space_id in spaces:
        fold_log(database, space_id)
    query = select(state.c.space_id, state.c.record_id, state.c.fields).where(state.c.type == FEEDBACK.name)
    with database.read() as connection:
        rows = connection.execute(query.where(state.c.deleted_utc.is_(None))).all()
        found = [_told(connection, *row) for row in rows]
    return sorted(found, key=lambda one: (one.sent_utc, one.id))


def answer(database: Database, feedback_id: str, state_word: str, words: str, now: datetime) -> None:
    """Say what becomes of it; said again, it is what was said last. Raises NoSuchFeedback."""
    there = next((one for one in told(database) if one.id == feedback_id), None)
    if there is None:
        raise NoSuchFeedback
    fields = {
        "feedback_id": feedback_id,
        "state": state_word,
        "answer": words or there.answer,
        "answered_utc": to_text(now),
        "deleted": False,
    }
    with database.write() as connection:
        record_id = stable_id("feedback_answer", feedback_id)
        append_own(connection, there.space_id, now, SET, [FEEDBACK_ANSWER.name], [record_id], to_json(fields))
        _remember(connection, there.space_id)


def answered(connection: Connection) -> list[list[str]]:
    """The spaces that were answered, each with how often any was before it; the latest last."""
    kept = connection.execute(select(property_.c.value).where(property_.c.name == ANSWERED)).scalar()
    return json.loads(kept) if kept else []


def _remember(connection: Connection, space_id: str) -> None:
    before = answered(connection)
    number = _number(connection) + 1
    value = json.dumps([*before, [str(number), space_id]][-_REMEMBERED:])
    connection.execute(delete(property_).where(property_.c.name == ANSWERED))
    connection.execute(insert(property_), {"name": ANSWERED, "value": value})


def forget_space(connection: Connection, space_id: str) -> None:
    """The space is deleted."""
    left = [one for one in answered(connection) if one[1] != space_id]
    value = json.dumps(left or [[str(_number(connection)), ""]])
    connection.execute(update(property_).where(property_.c.name == ANSWERED).values(value=value))


def _number(connection: Connection) -> int:
    before = answered(connection)
    return int(before[-1][0]) if before else 0


def _told(connection: Connection, space_id: str, record_id: str, fields: str) -> Told:
    values = {name: value[0] for name, value in json.loads(fields).items()}
    of = (state.c.space_id == space_id, state.c.type == FEEDBACK_ANSWER.name)
    query = select(state.c.fields).where(*of, state.c.record_id == stable_id("feedback_answer", record_id))
    kept = connection.execute(query).scalar()
    said = {name: value[0] for name, value in json.loads(kept).items()} if kept else {}
    return Told(
        id=record_id,
        space_id=space_id,
        words=str(values.get("words") or ""),
        pictures=tuple(named_in(values.get("pictures") or [])),
        version=str(values.get("version") or ""),
        system=str(values.get("system") or ""),
        sent_utc=str(values.get("sent_utc") or ""),
        state=str(said.get("state") or "received"),
        answer=str(said.get("answer") or ""),
    )
