"""A parent's consent to teams: a child under fourteen asks in its family's space, and a parent answers there."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, col, select

from client.family.homes import Homes
from client.family.tables import ChildRow
from client.store import Store, Writing
from client.teams.tables import TeamConsentRow, TeamRequestEvent
from sync.catalogue import TEAM_CONSENT, TEAM_REQUEST
from sync.clock import to_text
from sync.ids import stable_id

CONSENTS = frozenset({"team_request", "team_consent", "child", "space"})
"""Records whose change changes what parents are asked."""


class AskedConsent(NamedTuple):
    """A child that asks; `name` is the child's, `team` what it knows of the team, or ""."""

    request_id: str
    home: str
    child: str
    name: str
    team: str


class Consent:
    """Both sides of it. Each call is one transaction on this device."""

    def __init__(self, store: Store, homes: Homes) -> None:
        self._store = store
        self._homes = homes

    @property
    def has_family(self) -> bool:
        """Whether there is somebody to ask."""
        return bool(self._homes.as_child())

    async def ask(self, intent_id: str, team: str) -> None:
        """The child asks all its families, once for an intent."""
        homes, child = self._homes.as_child(), self._store.standing.device.account_id

        def command(w: Writing) -> None:
            for home in homes:
                w.into(home.id)
                asked_utc = to_text(w.clock.now_utc())
                w.add(TEAM_REQUEST, id=_id(home.id, intent_id), child=child, name=team, asked_utc=asked_utc)

        if homes:
            await self._store.write(command)

    async def answer(self, intent_id: str) -> bool | None:
        """What the parents said: a yes of one counts for all teams, a no for this intent; None while there is none."""
        homes, child = self._homes.as_child(), self._store.standing.device.account_id

        def query(session: Session) -> bool | None:
            if any(_has_yes(session, home.id, child) for home in homes):
                return True
            said = [_answer_to(session, _id(home.id, intent_id)) for home in homes]
            return False if any(row is not None for row in said) else None

        return await self._store.read(query)

    async def asked(self) -> list[AskedConsent]:
        """The children that wait for this parent's answer: each once, with what it asked for last."""
        homes = [home.id for home in self._homes.as_parent()]

        def query(session: Session) -> list[AskedConsent]:
            rows = select(TeamRequestEvent).where(col(TeamRequestEvent.space_id).in_(homes))
            latest: dict[tuple[str, str], TeamRequestEvent] = {}
            for row in session.exec(rows.order_by(col(TeamRequestEvent.asked_utc), col(TeamRequestEvent.id))):
                if _answer_to(session, row.id) is None:
                    latest[row.space_id, row.child] = row
            return [
                AskedConsent(row.id, home, child, _name(session, home, child), row.name)
                for (home, child), row in latest.items()
                if not _has_yes(session, home, child)
            ]

        return await self._store.read(query) if homes else []

    async def say(self, asked: AskedConsent, *, agrees: bool) -> None:
        """A parent answers."""

        def command(w: Writing) -> None:
            w.into(asked.home)
            record_id = stable_id("team_consent", asked.request_id)
            w.save(
                TEAM_CONSENT, record_id, child=asked.child, agrees=agrees, request_id=asked.request_id,
                given_utc=to_text(w.clock.now_utc()), deleted=False,
            )  # fmt: skip

        await self._store.write(command)


def _id(home: str, intent_id: str) -> str:
    return stable_id("team_request", home, intent_id)


def _answer_to(session: Session, request_id: str) -> TeamConsentRow | None:
    row = session.get(TeamConsentRow, stable_id("team_consent", request_id))
    return None if row is None or row.deleted else row


def _has_yes(session: Session, home: str, child: str) -> bool:
    yes = select(TeamConsentRow.id).where(
        TeamConsentRow.space_id == home,
        TeamConsentRow.child == child,
        col(TeamConsentRow.agrees).is_(True),
        col(TeamConsentRow.deleted).is_(False),
    )
    return session.exec(yes).first() is not None


def _name(session: Session, home: str, child: str) -> str:
    about = session.get(ChildRow, stable_id("child", home, child))
    return about.name if about else ""
