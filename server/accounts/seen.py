"""When a device was last seen: written down once a minute at most, so that asking does not turn into writing."""

from __future__ import annotations

import threading

from sqlalchemy import update

from server.db.engine import Database
from server.db.tables import device
from sync.clock import Clock, to_text

_EVERY_S = 60.0
_SWEEP_ABOVE = 10_000


class Seen:
    """Any thread may use it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._written: dict[str, float] = {}
        self._lock = threading.Lock()

    def note(self, device_id: str) -> None:
        """The device has asked for something just now."""
        if self._due(device_id):
            now = to_text(self._clock.now_utc())
            with self._database.write() as connection:
                connection.execute(update(device).where(device.c.id == device_id).values(last_seen_utc=now))

    def _due(self, device_id: str) -> bool:
        now = self._clock.monotonic_s()
        with self._lock:
            if now - self._written.get(device_id, -_EVERY_S) < _EVERY_S:
                return False
            if len(self._written) > _SWEEP_ABOVE:
                self._written = {id_: at for id_, at in self._written.items() if now - at < _EVERY_S}
            self._written[device_id] = now
            return True
