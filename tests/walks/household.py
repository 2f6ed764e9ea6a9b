"""A family for the walks: a real server, the devices' folders, and a parent's second device that has no browser.

A form steps by ten minutes, and all time that passes in a walk is real: fewer are agreed on from that device.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from client.bootstrap import Client, open_client
from client.timer.limits import Limits
from client.timer.union import united_s
from tests.fakes.family import PASSWORD, found_family, soon
from tests.fakes.running import afternoon
from tests.walks.classmates import QUICK, apart

CHILD, PARENT, PHONE = "child", "parent", "parents-phone"
"""The folders of the devices."""


@dataclass
class Household:
    """Made by `settle`; `home` is the family's space, `child` the child's account."""

    folder: Path
    server: str
    home: str = ""
    child: str = ""

    @property
    def zone(self) -> str:
        """Where it is afternoon, at home and on the devices."""
        return afternoon().get("TZ", "UTC")

    @property
    def weekday(self) -> int:
        """Today's at home; 0 is Monday."""
        return datetime.now(ZoneInfo(self.zone)).weekday()

    def agree(self, minutes: int) -> None:
        """The parent agrees on so many minutes a day, from its second device."""
        apart(self._agree(minutes))

    def counted(self) -> list[tuple[float, float]]:
        """What the ledger of the child's device has charged: from, to (seconds since 1970), in order."""
        with closing(sqlite3.connect(self.folder / CHILD / "xueban.db")) as database:
            rows = database.execute("SELECT text FROM timer_entry WHERE kind IN ('own', 'held')").fetchall()
        bodies = [json.loads(text) for (text,) in rows]
        return sorted((body["at"], body["at"] + body["s"]) for body in bodies)

    def used_up_at(self, minutes: int) -> float:
        """When (seconds since 1970) so many minutes were used up."""
        left = minutes * 60.0
        for begin, end in self.counted():
            if end - begin >= left:
                return begin + left
            left -= end - begin
        raise AssertionError(f"only {united_s(self.counted())} s are in the ledger")

    async def _agree(self, minutes: int) -> None:
        async with device(self, PHONE) as phone:
            await phone.family.deciding.set_limits(self.home, self.child, Limits((minutes,) * 7, zone=self.zone))
            await soon(lambda: phone.store.standing.waiting == 0)

    async def _settle(self, minutes: int) -> None:
        async with device(self, PHONE) as phone, device(self, PARENT) as parent, device(self, CHILD) as child:
            await phone.account.register("妈妈", PASSWORD)
            await child.account.register("小明", PASSWORD)
            await phone.profile.save(role="parent", grade=0, subjects=[], goal_min=30)
            await child.profile.save(role="student", grade=9, subjects=[], goal_min=30)
            self.home = await found_family(phone, child)
            self.child = child.store.standing.device.account_id
            limits = Limits((minutes,) * 7, zone=self.zone)
            await phone.family.deciding.set_limits(self.home, self.child, limits)
            await soon(lambda: child.timer.standing.cap_s == minutes * 60)
            await child.family.tell()
            await parent.account.sign_in("妈妈", PASSWORD)
            await soon(parent.family.children)
            await soon(parent.profile.get)
            await soon(child.family.number)
            await parent.family.fetch_keys()
            for one in (phone, child, parent):
                await soon(lambda one=one: one.store.standing.waiting == 0)


def settle(folder: Path, server: str, minutes: int) -> Household:
    """A family in which so many minutes a day are agreed on, and all devices know it."""
    house = Household(folder, server)
    apart(house._settle(minutes))  # pyright: ignore[reportPrivateUsage]
    return house


@asynccontextmanager
async def device(house: Household, name: str) -> AsyncIterator[Client]:
    """A device while no browser shows it."""
    client = await open_client(house.folder / name, server_url=house.server, backoff=QUICK)
    try:
        yield client
    finally:
        await client.close()
