"""`Teams`: what screens ask for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import NamedTuple, TypeVar

from client.api.spaces import Spaces
from client.api.teams import TeamsLine
from client.files import Files
from client.mistakes.bank import Bank
from client.mistakes.mastery.overview import Mastery
from client.roster import Roster
from client.store import Store
from client.teams.consent import Consent
from client.teams.doing import Doing
from client.teams.errors import TeamError, sentence_of
from client.teams.focus import Focusing
from client.teams.home import TeamHome, read_home, read_rewards
from client.teams.joining import Joining
from client.teams.merging import Merging
from client.teams.partners import Partners
from client.teams.places import PLACES_INVITED
from client.teams.practising import Practising
from client.teams.presence import Beating
from client.teams.rewards import Rewards
from client.teams.safety import Safety
from client.teams.talking import Talking
from sync.errors import SyncError
from sync.spaces import Invite, Member, NewInvite

INVITE_S = 7 * 86_400
"""An invite to a team is good for a week, for as many as there may be in it."""

Result = TypeVar("Result")


class Team(NamedTuple):
    """A team that this account belongs to; `role` is "owner", "member" or "reader"."""

    id: str
    name: str
    role: str


class Teams:
    """The teams of this account. What needs a line raises `TeamError`; joining never does, see `joining`."""

    def __init__(
        self,
        store: Store,
        line: Spaces,
        joining: Joining,
        consent: Consent,
        beats: TeamsLine,
        files: Files,
        bank: Bank,
        mastery: Mastery,
        activity: Callable[[], str],
        signed_in: Callable[[], bool],
        wake: Callable[[], object],
    ) -> None:
        """`activity`: what is on the screen; `wake`: has sync ask which spaces there are."""
        self._store = store
        self._line = line
        self._roster = Roster(store, line)
        self._wake = wake
        self.joining = joining
        self.consent = consent
        self.practising = Practising(store, bank, mastery, self.today)
        self.doing = Doing(store, files, self.today, self.practising.weak)
        self.focusing = Focusing(store)
        self.talking = Talking(store)
        self.safety = Safety(store, beats)
        self.partners = Partners(store, beats, consent, signed_in, wake)
        self.merging = Merging(store, beats, consent, signed_in, wake)
        self.presence = Beating(store, beats, activity, lambda: bool(self.all()))

    async def close(self) -> None:
        """Stop what runs."""
        await self.presence.close()
        await self.joining.close()

    def all(self) -> list[Team]:
        """The teams of this account, as far as this device knows; the oldest first."""
        followed = self._store.standing.followed.items()
        return [Team(space, one.name, one.role) for space, one in followed if one.kind == "team"]

    def today(self) -> date:
        """The date where this device is."""
        return self._store.clock.now_utc().astimezone().date()

    async def home(self, team: str) -> TeamHome:
        """What there is today."""
        today, now = self.today(), self._store.clock.now_utc()
        return await self._store.read(lambda session: read_home(session, team, today, now))

    async def rewards(self, team: str) -> Rewards:
        """What this member has earned there."""
        me = self._store.standing.device.account_id
        return await self._store.read(lambda session: read_rewards(session, team, me))

    def team(self, team: str) -> Team | None:
        """One of them; None when it is not, or no longer."""
        return next((one for one in self.all() if one.id == team), None)

    async def invite(self, team: str) -> Invite:
        """A code of six letters that leads into the team."""
        asked = NewInvite(role="member", uses=PLACES_INVITED - 1, valid_s=INVITE_S)
        return await self._done(self._line.invite(team, asked))

    async def members(self, team: str) -> list[Member]:
        """The members, the first one first; without a line as they were read last."""
        return await self._done(self._roster.members(team))

    async def known_members(self, team: str) -> list[Member]:
        """The members as they were read last, from this device alone."""
        return await self._roster.known(team)

    async def leave(self, team: str) -> None:
        """Leave; the last who looks after a team hands it to whoever has been in it longest."""
        me, members = self._store.standing.device.account_id, await self.members(team)
        others = [one for one in members if one.account_id != me]
        if others and [one.account_id for one in members if one.role == "owner"] == [me]:
            await self._done(self._line.change_role(team, others[0].account_id, "owner"))
        await self._done(self._line.remove(team, me))
        self._wake()

    async def remove(self, team: str, account_id: str) -> None:
        """Remove a member: from now on it reads and writes nothing here."""
        await self._done(self._line.remove(team, account_id))

    async def _done(self, asked: Awaitable[Result]) -> Result:
        try:
            return await asked
        except SyncError as error:
            raise TeamError(sentence_of(error)) from error
