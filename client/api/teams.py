"""The calls about teams beside their records."""

from __future__ import annotations

from urllib.parse import quote

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.teams import Beat, MatchAnswer, MatchState, MergeAnswer, MergeState, MergeWish, Presence, Report, Wish


class TeamsLine:
    """Everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def beat(self, activity: str) -> Presence:
        """Say that this member is there; who else is."""
        return await self._signed.ask(Presence, "POST", "/v1/presence", Beat(activity=activity))

    async def look_for(self, wish: Wish) -> MatchState:
        """Look for a partner; repeated it does no harm."""
        return await self._signed.ask(MatchState, "PUT", "/v1/match", wish)

    async def match(self) -> MatchState:
        """How it stands."""
        return await self._signed.ask(MatchState, "GET", "/v1/match")

    async def stop_looking(self) -> None:
        """Do not look any more."""
        await self._signed.tell("DELETE", "/v1/match")

    async def answer(self, pair: str, said: MatchAnswer) -> MatchState:
        """Say yes or no to a suggestion; repeated it does no harm."""
        return await self._signed.ask(MatchState, "POST", f"/v1/match/{quote(pair, safe='')}/answer", said)

    async def block(self, account_id: str) -> None:
        """Never be suggested to each other; repeated it does no harm."""
        await self._signed.tell("PUT", f"/v1/blocks/{quote(account_id, safe='')}")

    async def unblock(self, account_id: str) -> None:
        """Take that back."""
        await self._signed.tell("DELETE", f"/v1/blocks/{quote(account_id, safe='')}")

    async def report(self, said: Report) -> None:
        """Say that something in a team is not right; repeated it is one."""
        await self._signed.tell("POST", "/v1/reports", said)

    async def merge(self, team: str) -> MergeState:
        """How it stands with merging a sleeping team."""
        return await self._signed.ask(MergeState, "GET", _merge(team))

    async def come_along(self, team: str, wish: MergeWish) -> MergeState:
        """Would come along into another team; repeated it does no harm."""
        return await self._signed.ask(MergeState, "PUT", _merge(team), wish)

    async def stay(self, team: str) -> None:
        """Would not come along any more."""
        await self._signed.tell("DELETE", _merge(team))

    async def answer_merge(self, team: str, offer: str, said: MergeAnswer) -> MergeState:
        """Say yes or no for the team; repeated it does no harm."""
        return await self._signed.ask(MergeState, "POST", f"{_merge(team)}/{quote(offer, safe='')}", said)


def _merge(team: str) -> str:
    return f"/v1/teams/{quote(team, safe='')}/merge"
