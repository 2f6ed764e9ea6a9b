"""Looks at a world at a quiet point, and hands what is there to the checks."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any

from tests.simulate import checks
from tests.simulate.oracle import Oracle
from tests.simulate.people import TEXTS

if TYPE_CHECKING:
    from tests.simulate.world import World

RECORDS = ("note", "place", "mistake")


async def violations(world: World) -> list[str]:
    """All that does not hold in a world that has come to rest."""
    rows = {device.name: await device.rows() for device in world.devices}
    server = world.server
    with_history = not any(device.restored for device in world.devices) and not server.restored
    readers = server.devices(world.devices[-1].name)
    found = [*(f"inside the server: {fault}" for fault in server.faults), *world.loop.complaints]
    reader = rows.pop(world.devices[-1].name)
    deletes_hold = with_history and not world.signed_anew
    found += violations_of(world.oracle, rows, server.log(), readers, with_history, deletes_hold)
    writer = _of(world.team, rows[world.devices[0].name])
    return [*found, *checks.all_equal({"writer": writer, "reader": reader}, with_history)]


def violations_of(
    oracle: Oracle,
    rows: dict[str, checks.Rows],
    log: list[tuple[Any, ...]],
    readers: Set[str],
    with_history: bool,
    deletes_hold: bool = True,
) -> list[str]:
    """All that does not hold of what the devices show (`rows` by device) and of the server's log.

    `with_history`: whether what lost must be alike on all devices too, and characters keep their order.
    `deletes_hold`: whether each delete must hold; it may yield to an edit that it saw, but that is sent once more by a
    device that has lost the answer and signed in anew. After a restore none of that need be: a device keeps what the
    log has forgotten, a delete yields to what it may not have seen, and what several devices bring back finds its
    place beside what is there.
    """
    first = next(iter(rows.values()))
    records = {(name, row["id"]): row for name in RECORDS for row in first[name]}
    history = _history(rows.values())
    return [
        *checks.all_equal(rows, with_history),
        *checks.log_is_sound(log, readers),
        *checks.events_once(oracle, first),
        *checks.no_value_lost(oracle, records, history),
        *checks.no_character_lost(oracle, records, history, TEXTS, strictly=with_history),
        *checks.deletes_as_agreed(oracle, records, history, strictly=deletes_hold),
    ]


def _of(space: str, rows: checks.Rows) -> checks.Rows:
    return {table: [row for row in found if row["space_id"] == space] for table, found in rows.items()}


def _history(rows: Any) -> dict[checks.Key, set[Any]]:
    found: dict[checks.Key, set[Any]] = {}
    for device in rows:
        for row in device["history"]:
            if isinstance(row["value"], str | int):
                found.setdefault((row["type"], row["record_id"]), set()).add(row["value"])
    return found
