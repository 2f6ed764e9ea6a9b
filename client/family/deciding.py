"""What a parent decides: limits, more time, answers. Records of the family space, which only parents may write."""

from __future__ import annotations

from sqlmodel import Session, col, select

from client.family.obeying import limits_of
from client.family.tables import ChildClockRow, GrantEvent, LimitsRow, RequestEvent
from client.store import Store, Writing
from client.timer import Limits
from client.timer.limits import defaults_for
from sync.catalogue import GRANT, LIMITS
from sync.clock import to_text
from sync.ids import stable_id

DAY_MIN = 24 * 60
"""Minutes that mean the rest of the day."""


class Deciding:
    """Each call is one transaction on this device; sync brings it to the child's devices."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def limits(self, home: str, child: str) -> Limits | None:
        """What was agreed on for a child; None when nothing was yet."""

        def query(session: Session) -> Limits | None:
            row = session.get(LimitsRow, stable_id("limits", home, child))
            return limits_of(row) if row and not row.deleted else None

        return await self._store.read(query)

    async def set_limits(self, home: str, child: str, limits: Limits) -> None:
        """Agree on these. Without a device of their choice, the first of the child's is the one that may go offline."""

        def command(w: Writing) -> None:
            first = limits.first_device or _first_clock(w.session, home, child)
            told = {**limits.kept(), "first_device": first, "child": child, "exempt": sorted(limits.exempt)}
            del told["family"]
            w.into(home)
            record_id = stable_id("limits", home, child)
            w.save(LIMITS, record_id, **told, changed_utc=to_text(w.clock.now_utc()), deleted=False)

        await self._store.write(command)

    async def propose(self, home: str, child: str, tier: str) -> Limits:
        """Agree on what is usual for an age (`client.timer.limits.TIERS`)."""
        limits = defaults_for(tier)
        await self.set_limits(home, child, limits)
        return limits

    async def give(self, home: str, child: str, day: str, minutes: int) -> str:
        """More time on a day that nobody had asked for; `DAY_MIN` for the rest of it. The id of the grant."""
        return await self._store.write(lambda w: _grant(w, home, child, day, minutes, "", ""))

    async def answer(self, request_id: str, minutes: int, words: str = "") -> None:
        """Answer a request; 0 minutes is "not today". A request that was answered keeps its first answer."""

        def command(w: Writing) -> None:
            asked = w.session.get(RequestEvent, request_id)
            if asked is None or answer_to(w.session, request_id) is not None:
                return
            _grant(w, asked.space_id, asked.child, asked.day, minutes, request_id, words)

        await self._store.write(command)


def answer_to(session: Session, request_id: str) -> GrantEvent | None:
    """The first answer to a request; None while there is none."""
    query = select(GrantEvent).where(GrantEvent.request_id == request_id).order_by(col(GrantEvent.given_utc))
    return session.exec(query).first()


def _grant(w: Writing, home: str, child: str, day: str, minutes: int, request_id: str, words: str) -> str:
    """One answer to a request, also when two parents answer at once: it has the id that the request gives it."""
    w.into(home)
    return w.add(
        GRANT,
        id=stable_id("grant", request_id) if request_id else "",
        child=child,
        day=day,
        seconds=max(0, minutes) * 60,
        request_id=request_id,
        words=words.strip()[:200],
        given_utc=to_text(w.clock.now_utc()),
    )


def _first_clock(session: Session, home: str, child: str) -> str:
    query = select(ChildClockRow.device).where(ChildClockRow.space_id == home, ChildClockRow.child == child)
    return session.exec(query.order_by(col(ChildClockRow.since_utc), col(ChildClockRow.id))).first() or ""
