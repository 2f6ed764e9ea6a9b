"""The ledger in the store: entries are appended in the transaction of what they are about, and read from a checkpoint.

What arrives from other devices is sealed in the very transaction that brings it, so that nothing that is put into the
database behind the app's back is ever believed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlmodel import Session

from client.store import Writing
from client.store.rows import execute_many, select_in
from client.timer.chain import Entry, sealed
from client.timer.days import day_of
from client.timer.drafts import FLUSH_S, Draft
from sync.catalogue import STUDY
from sync.clock import from_text, to_text
from sync.ids import stable_id

TIMER = "timer"
"""What watchers of the store are told when the ledger has grown."""

BLIND = 3_000
"""So many entries are read when there is no witness to say from where."""

_INSERT = "INSERT INTO timer_entry (n, kind, text, mac, event_id) VALUES (?, ?, ?, ?, ?)"


class BehindError(Exception):
    """Something was sealed meanwhile: what is to be appended must be thought over with it."""


@dataclass(frozen=True)
class Seal:
    """What the store's writer needs to seal what arrives: the key, the zone whose days count, from when on it matters.

    `anew`: the ledger goes on behind its last entry, whatever that is.
    """

    key: bytes
    head: int
    mac: str
    zone: tzinfo | None
    since_utc: str
    anew: bool = False


def entries_from(session: Session, n: int) -> list[Entry]:
    """The entries from `n` on."""
    run = session.connection().exec_driver_sql
    return [Entry(*row) for row in run("SELECT n, kind, text, mac FROM timer_entry WHERE n>=? ORDER BY n", (n,))]


def last_entries(session: Session) -> list[Entry]:
    """The end of the ledger, from a checkpoint on if there is one."""
    run = session.connection().exec_driver_sql
    check = run("SELECT max(n) FROM timer_entry WHERE kind='day'").scalar() or 0
    head = run("SELECT max(n) FROM timer_entry").scalar() or 0
    return entries_from(session, max(check, head - BLIND, 1))


def append(w: Writing, seal: Seal, drafts: Sequence[Draft]) -> list[Entry]:
    """Append these; own time becomes STUDY events of the same ids. Raises BehindError."""
    n, mac = _head(w.session)
    if seal.anew:
        n, mac = max(n, seal.head), seal.mac
    elif (n, mac) != (seal.head, seal.mac):
        raise BehindError
    entries: list[Entry] = []
    for kind, body in drafts:
        n += 1
        named = body
        if kind in ("own", "held"):
            named = {**body, "id": stable_id("study", mac, str(n))}
        entry = sealed(seal.key, mac, n, kind, named)
        if kind == "own":
            _tell_others(w, named)
        mac = entry.mac
        entries.append(entry)
    _insert(w, entries)
    return entries


def seal_study(w: Writing, seal: Seal, ids: Collection[str]) -> None:
    """Seal the seconds of other devices that have just arrived, as far as they still matter."""
    study = "SELECT id, activity, started_utc, seconds FROM study WHERE started_utc>=? AND id IN"
    arrived = {row[0]: row for row in select_in(w.session, study, ids, seal.since_utc)}
    known = {row[0] for row in select_in(w.session, "SELECT event_id FROM timer_entry WHERE event_id IN", arrived)}
    drafts: list[Draft] = []
    for id_, activity, started_utc, seconds in arrived.values():
        if id_ in known or seconds <= 0:
            continue
        try:
            at_s = from_text(started_utc).timestamp()
        except ValueError:
            continue
        body = {"id": id_, "act": activity, "at": at_s, "s": min(seconds, FLUSH_S), "day": day_of(at_s, seal.zone)}
        drafts.append(Draft("other", body))
    seal_arrived(w, seal, drafts)


def seal_arrived(w: Writing, seal: Seal, drafts: Sequence[Draft]) -> None:
    """Seal what came in this transaction, behind the last entry."""
    if not drafts:
        return
    n, mac = _head(w.session)
    entries: list[Entry] = []
    for kind, body in drafts:
        entry = sealed(seal.key, mac, n + 1, kind, body)
        n, mac = entry.n, entry.mac
        entries.append(entry)
    _insert(w, entries)


def study_since(session: Session, since_utc: str) -> list[str]:
    """The ids of the seconds studied since then, on all devices."""
    run = session.connection().exec_driver_sql
    return list(run("SELECT id FROM study WHERE started_utc>=?", (since_utc,)).scalars())


def _tell_others(w: Writing, body: dict[str, Any]) -> None:
    started = datetime.fromtimestamp(body["at"], UTC)
    about = {"activity": body["act"], "subject": body.get("subj", "")}
    w.add(STUDY, id=body["id"], started_utc=to_text(started), seconds=body["s"], **about)


def _head(session: Session) -> tuple[int, str]:
    run = session.connection().exec_driver_sql
    found = run("SELECT n, mac FROM timer_entry ORDER BY n DESC LIMIT 1").first()
    return (found[0], found[1]) if found else (0, "")


def _insert(w: Writing, entries: Sequence[Entry]) -> None:
    rows = [(*entry, entry.body.get("id", "") if entry.kind != "grant" else "") for entry in entries]
    execute_many(w.session, _INSERT, rows)
    w.changed(TIMER, "")
