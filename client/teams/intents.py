"""What somebody wants to join or make, kept in the device's store before anything is sent."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, col, select

from client.store import Store, Writing
from client.teams.tables import IntentRow
from client.texts import told
from sync.catalogue import TEAM_WELCOME
from sync.clock import to_text
from sync.ids import stable_id
from sync.spaces import CODE_LENGTH, CODE_LETTERS
from sync.wire import Space

INTENT = "team_intent"
"""What watchers of the store are told when intents have changed."""

WAITING, PARENT, REFUSED = "waiting", "parent", "refused"


class Intent(NamedTuple):
    """One of them; see `IntentRow`."""

    request_id: str
    code: str
    name: str
    state: str
    reason: str


def code_in(typed: str) -> str:
    """The code that was typed, spoken, or is the end of a link; "" when there is none."""
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1].rsplit("=", 1)[-1]
    letters = "".join(letter for letter in last.upper() if letter in CODE_LETTERS)
    return letters if len(letters) == CODE_LENGTH else ""


class Intents:
    """Each call is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def all(self) -> list[Intent]:
        """The oldest first."""

        def query(session: Session) -> list[Intent]:
            rows = session.exec(select(IntentRow).order_by(col(IntentRow.asked_utc), col(IntentRow.request_id)))
            return [Intent(row.request_id, row.code, row.name, row.state, told(row.reason)) for row in rows]

        return await self._store.read(query)

    async def keep(self, *, code: str = "", name: str = "") -> Intent:
        """Note one. Pressed twice it is the same: the code that is waiting, or the team of that name."""

        def command(w: Writing) -> Intent:
            same = select(IntentRow).where(IntentRow.code == code, IntentRow.name == name)
            row = w.session.exec(same).first()
            if row is None:
                row = IntentRow(request_id=w.new_id(), code=code, name=name, asked_utc=to_text(w.clock.now_utc()))
            row.state, row.reason = WAITING, ""
            w.session.add(row)
            w.changed(INTENT, row.request_id)
            return Intent(row.request_id, code, name, row.state, "")

        return await self._store.write(command)

    async def note(self, request_id: str, state: str, reason: str = "") -> None:
        """How it stands now; nothing happens when it is gone."""

        def command(w: Writing) -> None:
            row = w.session.get(IntentRow, request_id)
            if row is not None and (row.state, row.reason) != (state, reason):
                row.state, row.reason = state, reason
                w.session.add(row)
                w.changed(INTENT, request_id)

        await self._store.write(command)

    async def done(self, request_id: str, space: Space) -> None:
        """The server has answered: the team is known here and the intent gone, in one transaction."""

        def command(w: Writing) -> None:
            w.standing.follow(space.id, kind=space.kind, role=space.role, name=space.name)
            w.changed("space", space.id)
            row = w.session.get(IntentRow, request_id)
            if row is not None and row.code and space.kind == "team":
                _welcome(w, space.id)
            _drop(w, request_id)

        await self._store.write(command)

    async def drop(self, request_id: str) -> None:
        """It is not wanted any more."""
        await self._store.write(lambda w: _drop(w, request_id))


def _welcome(w: Writing, team: str) -> None:
    """Tell the team that somebody came by its invitation; whoever comes back was welcome before."""
    me, now = w.standing.device.account_id, w.clock.now_utc()
    w.into(team)
    day = now.astimezone().date().isoformat()
    w.add(TEAM_WELCOME, id=stable_id("team_welcome", team, me), who=me, day=day, at_utc=to_text(now))


def _drop(w: Writing, request_id: str) -> None:
    row = w.session.get(IntentRow, request_id)
    if row is not None:
        w.session.delete(row)
        w.changed(INTENT, request_id)
