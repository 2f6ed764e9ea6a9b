"""A child asks for more time, and sees the answer."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, col, select

from client.family.deciding import answer_to
from client.family.homes import Homes
from client.family.tables import RequestEvent
from client.store import Store, Writing
from client.timer import StudyClock
from sync.catalogue import REQUEST
from sync.clock import to_text


class Asked(NamedTuple):
    """A request and what became of it; `minutes` is what was given, None while nobody has answered."""

    id: str
    child: str
    home: str
    day: str
    wanted_min: int
    reason: str
    asked_utc: str
    minutes: int | None = None
    words: str = ""


class Asking:
    """The child's side of requests."""

    def __init__(self, store: Store, timer: StudyClock, homes: Homes) -> None:
        self._store = store
        self._timer = timer
        self._homes = homes

    async def ask(self, minutes: int, reason: str) -> bool:
        """Ask for so many minutes more today. False when there is no family to ask: then the parent finds it on this
        device, behind the PIN.
        """
        reason = reason.strip()[:200]
        homes = self._homes.as_child()
        if not homes:
            await self._timer.ask_more(reason)
            return False
        day, account = self._timer.day, self._store.standing.device.account_id
        obeyed = self._timer.limits.family if self._timer.limits else ""
        home = next((home.id for home in homes if home.id == obeyed), homes[0].id)

        def command(w: Writing) -> None:
            w.into(home)
            asked_utc = to_text(w.clock.now_utc())
            w.add(REQUEST, child=account, day=day, minutes=minutes, reason=reason, asked_utc=asked_utc)

        await self._store.write(command)
        return True

    async def today(self) -> list[Asked]:
        """What this child has asked for today, the latest first."""
        day, account = self._timer.day, self._store.standing.device.account_id
        return await self._store.read(lambda session: read_asked(session, account, day))


def read_asked(session: Session, child: str, day: str) -> list[Asked]:
    """The requests of a child for a day, the latest first."""
    query = select(RequestEvent).where(RequestEvent.child == child, RequestEvent.day == day)
    rows = session.exec(query.order_by(col(RequestEvent.asked_utc).desc(), col(RequestEvent.id)))
    return [asked_of(session, row) for row in rows]


def asked_of(session: Session, row: RequestEvent) -> Asked:
    """A request with its answer."""
    asked = Asked(row.id, row.child, row.space_id, row.day, row.minutes, row.reason, row.asked_utc)
    answer = answer_to(session, row.id)
    return asked if answer is None else asked._replace(minutes=answer.seconds // 60, words=answer.words)
