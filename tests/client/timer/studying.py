"""Studies in a process of its own, as the app does: `python -m tests.client.timer.studying FOLDER SECONDS [MINUTES]`.

With MINUTES, these are the limit. A JSON line every quarter of a second: what is charged, whether it is locked, what a
parent would be told. 0 SECONDS only looks. It studies by the kernel's own count, which a preloaded library cannot bend.
"""

from __future__ import annotations

import asyncio
import json
import select
import sys
from datetime import UTC, datetime
from pathlib import Path

from client.alone import Alone
from client.bootstrap import DATABASE, LOCK
from client.folders import default_safe_file
from client.schema import full_schema
from client.store import Store
from client.timer.clock import StudyClock
from client.timer.elapsed import system_elapsed
from client.timer.limits import Limits
from client.timer.safe import FileSafe, Safe
from sync.clock import SystemClock


def kernel_s() -> float:
    return float(Path("/proc/uptime").read_text().split()[0])


def noon_zone() -> str:
    """A zone in which it is noon: no day ends while a test looks on, whenever it runs."""
    west = datetime.now(UTC).hour - 12  # in these names west is plus, as in POSIX
    return f"Etc/GMT{west:+d}"


async def study(folder: Path, seconds: float, minutes: int | None) -> None:
    store, clock = await Store.open(folder / DATABASE, full_schema()), SystemClock()
    safe = await Safe.open(FileSafe(default_safe_file(folder)))
    timer = await StudyClock.open(store, clock, safe, elapsed=system_elapsed(), alone=Alone(folder / LOCK))
    timer.start()
    if minutes is not None:
        await timer.set_limits(Limits(minutes=(minutes,) * 7, zone=noon_zone()))

    def tell(what: str) -> None:
        standing = timer.standing
        alerts = [alert.what for alert in timer.alerts]
        line = json.dumps([what, kernel_s(), round(standing.used_s, 2), standing.lock, alerts])
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    tell("open")
    if seconds:
        began = kernel_s()
        timer.begin("lesson")
        await timer.beat()
        tell("begun")
        while kernel_s() - began < seconds:
            await asyncio.to_thread(select.select, [], [], [], 0.25)
            timer.touch()
            await asyncio.sleep(0)
            tell("studying")
    await timer.close()
    await store.close()
    tell("closed")


if __name__ == "__main__":
    asyncio.run(study(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None))
