"""The study clock: random days, 100 kills, the start-up check after a year, the heartbeat's wakes."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from client.timer.book import WITNESS
from client.timer.chain import Entry, sealed
from client.timer.clock import StudyClock
from client.timer.days import next_day
from client.timer.drafts import Place
from client.timer.elapsed import system_elapsed
from client.timer.limits import Limits
from client.timer.safe import Safe
from client.timer.tally import Tally
from client.timer.witness import Witness
from sync.clock import SystemClock
from tests.client.timer.random_days import run as run_days
from tests.client.timer.test_attacks_for_real import look, studying
from tests.client.timer.world import moment
from tests.fakes.clock import FakeClock
from tests.fakes.elapsed import FakeElapsed
from tests.fakes.safe import MemorySafe
from tests.fakes.store import open_store

A_DAY = 90
"""Entries a day of somebody who studies an hour and a half."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=100, help="runs of the random days")
    parser.add_argument("--steps", type=int, default=60, help="steps of each")
    parser.add_argument("--seed", type=int, help="other random days than the usual ones")
    parser.add_argument("--kills", type=int, default=100, help="real processes that are killed")
    parser.add_argument("--days", type=int, default=365, help="days of use before the start-up check")


def run(options: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {}
    begin = time.perf_counter()
    if options.runs:
        run_days(options.runs, options.steps, options.seed)  # raises when anything is gained
        found |= {"runs": options.runs, "steps": options.steps, "violations": 0}
        found["runs_s"] = round(time.perf_counter() - begin, 1)
    found |= asyncio.run(_check(options.days))
    found |= asyncio.run(_wakes())
    if options.kills:
        found |= _kill(options.kills)
    return found


async def _check(days: int) -> dict[str, Any]:
    """How long opening the ledger takes after `days` of use, and on the fullest day."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder)) as store:
            witness, entries = _year(days)
            rows = [(*entry, "") for entry in entries]

            def fill(w: Any) -> None:
                insert = "INSERT INTO timer_entry (n, kind, text, mac, event_id) VALUES (?, ?, ?, ?, ?)"
                w.session.connection().exec_driver_sql(insert, rows)

            await store.write(fill)
            place = MemorySafe()
            safe = await Safe.open(place)
            await safe.put(WITNESS, witness.kept())
            took = []
            for _try in range(9):
                begin = time.perf_counter()
                clock = await StudyClock.open(store, SystemClock(), safe, elapsed=system_elapsed())
                took.append((time.perf_counter() - begin) * 1000)
                assert not [alert for alert in clock.alerts if alert.what == "ledger_torn"]
            return {"entries": len(entries), "check_ms": round(statistics.median(took), 1)}


def _year(days: int) -> tuple[Witness, list[Entry]]:
    key, mac, n, day = b"k" * 32, "", 0, "2025-11-23"
    entries: list[Entry] = []
    check, tally = (1, ""), Tally()
    for _day in range(days):
        day, count = next_day(day), A_DAY
        check = (n + 1, mac)
        for number in range(count + 1):
            n += 1
            at_s = moment(f"{day}T09:00") + 60 * number
            body = {"id": f"{n}", "act": "lesson", "at": at_s, "s": 60, "day": day, "lease": ""}
            entry = sealed(key, mac, n, "day", tally.snapshot(day)) if number == 0 else sealed(key, mac, n, "own", body)
            mac = entry.mac
            entries.append(entry)
    return Witness(key.hex(), n, mac, check, Tally().snapshot(day)), entries


async def _wakes() -> dict[str, Any]:
    """Beats of ten seconds in the background and in front, on a loop whose clock is real."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder)) as store:
            clock = FakeClock()
            elapsed = FakeElapsed(clock)
            safe = await Safe.open(MemorySafe())
            timer = await StudyClock.open(store, clock, safe, elapsed=elapsed, place=Place())
            await timer.set_limits(Limits(minutes=(60,) * 7))
            timer.start()
            timer.begin("lesson")
            await asyncio.sleep(0.5)
            before = timer.beats
            await asyncio.sleep(10.2)
            front = timer.beats - before
            timer.show(in_front=False)
            await asyncio.sleep(0.5)
            before = timer.beats
            await asyncio.sleep(10.2)
            behind = timer.beats - before
            await timer.close()
            return {"wakes_10s_in_front": front, "wakes_10s_behind": behind}


def _kill(kills: int) -> dict[str, Any]:
    """Kill a real process so often, each time after another while; what is charged must never be less than was real."""
    with tempfile.TemporaryDirectory() as folder:
        real_s, short = 0.0, 0
        for kill in range(kills):
            with studying(Path(folder), 60, 600 if kill == 0 else None) as process:
                short += process.until("open").used_s < real_s
                begun = process.until("begun")
                for _line in range(1 + kill % 9):
                    process.until("studying")
                process.kill()
                real_s += process.lines[-1].kernel_s - begun.kernel_s
        charged_s = look(Path(folder)).used_s
        return {
            "kills": kills,
            "kills_charged_too_little": short + (charged_s < real_s),
            "real_s": round(real_s, 1),
            "charged_s": charged_s,
        }
