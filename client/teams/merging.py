"""`Merging`: a sleeping team is offered another one. How it stood last is kept, so that the card is there at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from client.teams.errors import TeamError, sentence_of
from client.teams.meeting import Meeting
from client.teams.tables import CheckinEvent
from sync.errors import Refused, SyncError
from sync.spaces import NEEDS_PARENT
from sync.teams import ASLEEP_DAYS, MergeAnswer, MergeState, MergeWish

MERGES = "teams.merges"
"""Setting of this device: team → how it stood last."""
CONSENT = "merge"
"""What a child's request for consent is about, as an intent's id."""


class Merging(Meeting):
    """What is pressed needs a line and raises `TeamError`; nothing is asked for a team that this device saw awake."""

    async def state(self, team: str) -> MergeState:
        """How it stood last."""
        kept: dict[str, Any] = await self._store.setting(MERGES, {})
        try:
            known = MergeState.model_validate(kept.get(team) or {})
        except ValidationError:
            return MergeState()
        return known if known.team or not await self._is_awake(team) else MergeState()

    async def look(self, team: str) -> None:
        """Ask how it stands; without a line nothing happens."""
        if not self._signed_in() or await self._is_awake(team):
            return
        try:
            await self._keep(team, await self._line.merge(team))
        except SyncError:
            return

    async def ring(self) -> None:
        """Called every minute: an answer is awaited."""
        kept: dict[str, Any] = await self._store.setting(MERGES, {})
        for team in kept:
            known = await self.state(team)
            if known.willing and team in self._store.standing.followed:
                await self.look(team)

    async def come(self, team: str, grade: int) -> None:
        """Would come along; `grade` 1 to 12, 0 for an adult. Raises TeamError."""
        try:
            await self._keep(team, await self._line.come_along(team, MergeWish(grade=grade)))
        except SyncError as error:
            if isinstance(error, Refused) and error.code == NEEDS_PARENT:
                await self._consent.ask(CONSENT, "")
            raise TeamError(sentence_of(error)) from error

    async def stay(self, team: str) -> None:
        """Would not come along any more. Raises TeamError."""
        try:
            await self._line.stay(team)
            await self._keep(team, await self._line.merge(team))
        except SyncError as error:
            raise TeamError(sentence_of(error)) from error

    async def answer(self, team: str, *, agrees: bool) -> None:
        """An owner says yes or no to the offer. Raises TeamError."""
        offer = (await self.state(team)).offer
        if offer is None:
            return
        try:
            await self._keep(team, await self._line.answer_merge(team, offer.id, MergeAnswer(agrees=agrees)))
        except SyncError as error:
            await self.look(team)  # it was taken back: there may be another one
            raise TeamError(sentence_of(error)) from error

    async def _keep(self, team: str, state: MergeState) -> None:
        said = state.model_dump()
        async with self._one_at_a_time:  # two teams are kept in one setting
            kept: dict[str, Any] = await self._store.setting(MERGES, {})
            if kept.get(team, MergeState().model_dump()) == said:
                return
            await self._store.set_setting(MERGES, {**kept, team: said})
        if state.team:
            self._joined()

    async def _is_awake(self, team: str) -> bool:
        since = (self._store.clock.now_utc() - timedelta(days=ASLEEP_DAYS - 1)).date().isoformat()

        def query(session: Session) -> bool:
            lately = select(CheckinEvent.id).where(CheckinEvent.space_id == team, col(CheckinEvent.day) > since)
            return session.exec(lately).first() is not None

        return await self._store.read(query)
