"""`Family`: what screens ask for, on a child's device and on a parent's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.family.asking import Asking
from client.family.deciding import Deciding
from client.family.homes import Homes
from client.family.obeying import agreed_on, obey_families
from client.family.overview import ChildSeen, read_children
from client.store import Store
from client.timer import Limits, StudyClock
from client.timer.pin import Pin

if TYPE_CHECKING:
    from client.family.telling import Telling

FED_BY = frozenset({"child", "day_summary", "request", "grant", "limits", "alert", "child_clock", "space", "day"})
"""Records whose change changes what parents see."""


class Family:
    """Homes and their people; `deciding` for parents, `asking` for children."""

    def __init__(self, store: Store, timer: StudyClock, pin: Pin, homes: Homes, telling: Telling | None = None) -> None:
        """`telling`: tells how the day goes, on a child's device."""
        self._store = store
        self._timer = timer
        self.homes = homes
        self.telling = telling
        self.deciding = Deciding(store)
        self.asking = Asking(store, timer, homes)
        obey_families(timer, lambda: pin.is_set)

    async def tell(self) -> None:
        """Tell the family what is new at once: the app is put away, and may not come back."""
        if self.telling is not None:
            await self.telling.tell(thinks=False)

    async def close(self) -> None:
        """Tell what is new, and stop telling."""
        if self.telling is not None:
            await self.telling.close()

    async def children(self) -> list[ChildSeen]:
        """The children of the families in which this account is a parent."""
        homes, now = [home.id for home in self.homes.as_parent()], self._store.clock.now_utc()
        return await self._store.read(lambda session: read_children(session, homes, now)) if homes else []

    async def waiting(self) -> list[tuple[str, Limits]]:
        """Families whose limits this device does not obey, since others were set first: id and limits."""
        in_force = self._timer.limits
        homes = [home for home in self.homes.as_child() if in_force and home.id != in_force.family]
        if not homes:
            return []
        standing = self._store.standing
        found = await self._store.read(lambda s: [(home.id, agreed_on(s, standing, home.id)) for home in homes])
        return [(home, limits) for home, limits in found if limits is not None]

    async def obey(self, limits: Limits) -> None:
        """Obey that family from now on; whoever calls it has made sure that a parent wants it."""
        await self._timer.set_limits(limits)
