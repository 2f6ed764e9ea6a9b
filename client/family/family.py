"""`Family`: what screens ask for, on a child's device and on a parent's."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from client.api.families import FamilyLine
from client.family.asking import Asking
from client.family.day import Day, read_day
from client.family.deciding import Deciding
from client.family.here import child_here
from client.family.homes import FamilyError, Home, Homes, sentence_of
from client.family.obeying import agreed_on, obey_families
from client.family.overview import ChildSeen, read_children
from client.family.telling import Telling
from client.store import Store
from client.texts import _
from client.timer import Limits, StudyClock
from client.timer.codes import OPENS, OPTIONS_MIN, Codes, code_for
from client.timer.pin import Pin
from client.timer.safe import Safe
from sync.ending import end
from sync.errors import SyncError
from sync.families import Link, NewLink, WeekSummary

log = logging.getLogger("xueban.family")

CODE_KEYS = "code_keys"
"""In the safe of a parent's device: the keys of the children's codes, by family and child."""

FED_BY = frozenset({"child", "day_summary", "request", "grant", "limits", "alert", "child_clock", "space", "day"})
"""Records whose change changes what parents see."""


class Family:
    """Homes and their people; `deciding` for parents, `asking` for children."""

    def __init__(
        self,
        store: Store,
        timer: StudyClock,
        pin: Pin,
        homes: Homes,
        telling: Telling,
        line: FamilyLine,
        safe: Safe,
        codes: Codes,
    ) -> None:
        """`telling`: tells how the day goes, on a child's device."""
        self._store = store
        self._timer = timer
        self._line = line
        self._safe = safe
        self._codes = codes
        self._pin = pin
        self._fetching: asyncio.Task[None] | None = None
        self._key_for = ""
        self._stops = (
            store.watch(lambda _changes: self._fetch_soon(), {"space", "child"}),
            timer.watch(lambda _standing: self._fetch_soon()),
        )
        self.homes = homes
        self.telling = telling
        self.deciding = Deciding(store)
        self.asking = Asking(store, timer, homes)
        obey_families(timer, lambda: pin.is_set)

    async def begin(self) -> None:
        """What was agreed on is lost with a ledger, and does not come again until parents change it: obey it anew."""
        if self._timer.limits is None and (agreed := await self.waiting()):
            await self.obey(agreed[0][1])

    async def tell(self) -> None:
        """Tell the family what is new at once: the app is put away, and may not come back."""
        await self.telling.tell(thinks=False)

    async def close(self) -> None:
        """Tell what is new, and stop telling."""
        for stop in self._stops:
            stop()
        await end(self._fetching)
        await self.telling.close()

    async def children(self) -> list[ChildSeen]:
        """The children of the families in which this account is a parent."""
        homes, now = [home.id for home in self.homes.as_parent()], self._store.clock.now_utc()
        return await self._store.read(lambda session: read_children(session, homes, now)) if homes else []

    # Codes for a device without a line ---------------------------------------------------------------------------

    async def code(self, home: str, child: str, number: str, day: str, minutes: int) -> str:
        """The code that gives a child so many minutes on the device that shows `number`. Raises FamilyError."""
        keys: dict[str, str] = self._safe.get(CODE_KEYS) or {}
        if f"{home} {child}" not in keys:
            try:
                await self._keep_key(home, child)
            except SyncError as error:
                raise FamilyError(_("第一次给离线码要联网一次，以后没有网也能给。")) from error
            keys = self._safe.get(CODE_KEYS)
        return code_for(bytes.fromhex(keys[f"{home} {child}"]), number, day, minutes)

    async def number(self) -> str | None:
        """The number that this child's device shows to be told to a parent; None when it could not check a code."""
        return await self._codes.number() if self._codes.is_ready else None

    async def take_code(self, typed: str) -> int:
        """The minutes that a code gives, which count from now on. Raises FamilyError for one that is not good."""
        minutes, number = await self._taken(typed, OPTIONS_MIN)
        await self._timer.grant_by_code(number, minutes)
        return minutes

    async def open_by_code(self, typed: str) -> None:
        """A parent of the family is at this device: the PIN is forgotten, and a new one may be chosen.

        Raises FamilyError for a code that is not good.
        """
        await self._taken(typed, (OPENS,))
        await self._pin.forget()

    async def _taken(self, typed: str, options: tuple[int, ...]) -> tuple[int, str]:
        found = await self._codes.take(typed, self._timer.day, options)
        if isinstance(found, tuple):
            return found
        wait_s = self._codes.wait_s()
        if found == "waiting" or (found == "wrong" and wait_s > 0):
            raise FamilyError(_("请等 {n} 秒再试。").format(n=max(1, round(wait_s))))
        raise FamilyError(_("这个码不对。看看号码有没有念对，码是不是今天的。"))

    async def fetch_keys(self) -> None:
        """Fetch the keys for codes while there is a line: they are needed when there is none. Raises SyncError."""
        account = self._store.standing.device.account_id
        obeyed = self._timer.limits.family if self._timer.limits else ""
        if obeyed != self._key_for and any(home.id == obeyed for home in self.homes.as_child()):
            await self._codes.keep_key(await self._line.code_key(obeyed, account))
            self._key_for = obeyed
        for child in await self.children():
            if f"{child.home} {child.account}" not in (self._safe.get(CODE_KEYS) or {}):
                await self._keep_key(child.home, child.account)

    async def _keep_key(self, home: str, child: str) -> None:
        key = await self._line.code_key(home, child)
        await self._safe.put(CODE_KEYS, {**(self._safe.get(CODE_KEYS) or {}), f"{home} {child}": key})

    def _fetch_soon(self) -> None:
        if self.homes.all() and (self._fetching is None or self._fetching.done()):
            self._fetching = asyncio.get_running_loop().create_task(self._fetch_quietly())

    async def _fetch_quietly(self) -> None:
        try:
            await self.fetch_keys()
        except SyncError as error:
            log.info("no keys for codes yet: %s", error)

    # A week for a teacher ----------------------------------------------------------------------------------------

    async def share(self, home: str, summary: WeekSummary, days: int) -> str:
        """The address at which a teacher sees that week for so many days. Raises FamilyError."""
        link = await self._done(self._line.new_link(home, NewLink(summary=summary, valid_s=days * 86_400)))
        return f"{self._line.server}{link.path}"

    async def links(self, home: str) -> list[Link]:
        """The links that are still good; none without a line."""
        try:
            return await self._line.links(home)
        except SyncError:
            return []

    async def take_back(self, home: str, link: str) -> None:
        """The link leads nowhere from now on. Raises FamilyError."""
        await self._done(self._line.take_back(home, link))

    async def _done(self, asked: Any) -> Any:
        try:
            return await asked
        except SyncError as error:
            raise FamilyError(sentence_of(error)) from error

    # An account for a child ---------------------------------------------------------------------------------------

    async def make_child(self, home: str, name: str, password: str) -> None:
        """Make an account for a child, in that family. Raises AccountError, FamilyError."""
        from client.family.making import make_child  # few need it, once

        await make_child(self._line.line, self.homes, home, name, password)

    # Which family this device obeys ------------------------------------------------------------------------------

    @property
    def obeyed(self) -> Home | None:
        """The family whose limits are in force here; None while none are, or those of the PIN."""
        in_force = self._timer.limits
        if in_force is None or not in_force.family:
            return None
        name = next((home.name for home in self.homes.all() if home.id == in_force.family), "")
        return Home(in_force.family, name, "child")

    async def waiting(self) -> list[tuple[Home, Limits]]:
        """Families whose limits this device does not obey, since others were set first."""
        obeyed = self._timer.limits.family if self._timer.limits else ""
        homes = [home for home in self.homes.as_child() if home.id != obeyed]
        standing = self._store.standing
        found = await self._store.read(lambda s: [(home, agreed_on(s, standing, home.id)) for home in homes])
        return [(home, limits) for home, limits in found if limits is not None and limits.is_on]

    async def obey(self, limits: Limits) -> None:
        """Obey that family from now on; whoever calls it has made sure that a parent wants it."""
        await self._timer.set_limits(limits)

    async def here(self) -> ChildSeen:
        """The weeks of whoever learns on this device, as a parent who is at it sees them."""
        return await child_here(self._store, self._timer, self.telling)

    async def today(self) -> Day:
        """What was done today on this device's account."""
        day, zone, free = self._timer.day, self._timer.zone, self._timer.standing.exempt
        return await self._store.read(lambda session: read_day(session, day, zone, free))
