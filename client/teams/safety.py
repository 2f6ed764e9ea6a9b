"""`Safety`: block and report. Both hold here at once, and reach the server when there is a line."""

from __future__ import annotations

import asyncio
from typing import Any

from client.api.teams import TeamsLine
from client.store import Store
from sync.errors import Refused, SyncError
from sync.ids import new_id
from sync.teams import Report

SAFETY = "teams.safety"
"""Setting of this device: who is blocked, and what waits to be told to the server."""

BLOCK, UNBLOCK, REPORT = "block", "unblock", "report"


class Safety:
    """Who is blocked is not shown on this device any more, and at the server the two are never paired."""

    def __init__(self, store: Store, line: TeamsLine) -> None:
        self._store = store
        self._line = line
        self._one_at_a_time = asyncio.Lock()

    async def blocked(self) -> frozenset[str]:
        """The accounts that this member wants to see nothing of."""
        kept: dict[str, Any] = await self._store.setting(SAFETY, {})
        return frozenset(kept.get("blocked", ()))

    async def block(self, account_id: str) -> None:
        """See nothing more of somebody."""
        await self._keep({*await self.blocked(), account_id}, {"what": BLOCK, "account": account_id})

    async def unblock(self, account_id: str) -> None:
        """Take that back."""
        await self._keep({*await self.blocked()} - {account_id}, {"what": UNBLOCK, "account": account_id})

    async def report(self, team: str, account_id: str, record_id: str = "", words: str = "") -> None:
        """Say that something is not right."""
        said = Report(
            request_id=new_id(self._store.clock, self._store.random),
            space=team,
            account_id=account_id,
            record_id=record_id,
            words=words[:500],
        )
        await self._keep(set(await self.blocked()), {"what": REPORT, "report": said.model_dump()})

    async def ring(self) -> None:
        """Called every minute: tell the server what waits."""
        async with self._one_at_a_time:
            while waiting := await self._waiting():
                try:
                    await self._tell(waiting[0])
                except Refused:
                    pass  # somebody or something that is not there any more
                except SyncError:
                    return
                kept: dict[str, Any] = await self._store.setting(SAFETY, {})
                await self._store.set_setting(SAFETY, {**kept, "waiting": kept.get("waiting", [])[1:]})

    async def _tell(self, one: dict[str, Any]) -> None:
        if one["what"] == BLOCK:
            await self._line.block(one["account"])
        elif one["what"] == UNBLOCK:
            await self._line.unblock(one["account"])
        else:
            await self._line.report(Report.model_validate(one["report"]))

    async def _waiting(self) -> list[dict[str, Any]]:
        kept: dict[str, Any] = await self._store.setting(SAFETY, {})
        return list(kept.get("waiting", ()))

    async def _keep(self, blocked: set[str], told: dict[str, Any]) -> None:
        waiting = [*await self._waiting(), told]
        await self._store.set_setting(SAFETY, {"blocked": sorted(blocked), "waiting": waiting})
        await self.ring()
