"""The attacks of a clever fourteen-year-old, each by its number: none of them may pay.

What may be gained: `GAIN_S` in general, one day's budget by an offline reboot, fifteen minutes for each further device
that is offline. Most are played on `tests.client.timer.world`, which runs the product's keeper with a list for a ledger
and a text for a safe; `test_attacks_for_real.py` does to real processes and files what can be done to them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from client.alone import Alone
from client.profile.profile import Profile
from client.timer import StudyClock
from client.timer.anchors import RefusedError, ask_anchor
from client.timer.chain import sealed
from client.timer.limits import defaults_for, tier_of
from client.timer.pin import Pin
from client.timer.safe import Safe
from client.timer.standing import OFFLINE_S
from server.accounts.sealing import Sealing
from server.timer.anchors import Anchors
from sync.anchors import Anchor, AnchorRequest
from tests.client.timer.world import CAP_S, LIMITS, Device, Server, World, moment
from tests.fakes.clock import FakeClock
from tests.fakes.elapsed import FakeElapsed
from tests.fakes.safe import MemorySafe
from tests.fakes.store import open_store

GAIN_S = 15
LONG_S = 3 * CAP_S


@pytest.fixture
def world() -> World:
    return World()


def exhaust(device: Device, tries: int = 4) -> None:
    """Study as long as it lets one, closing and opening it in between."""
    for _try in range(tries):
        device.study(LONG_S)
        device.restart()


def test_an_honest_day_is_a_full_day(world: World):
    device = Device(world)
    device.study(LONG_S)
    assert CAP_S - 5 <= world.used_s() <= CAP_S + 5
    assert device.standing.lock == "limit"
    world.pass_s(moment("2026-11-24T00:00:05") - world.now)
    device.beat()
    assert device.standing.left_s == CAP_S


def test_01_clock_back_one_hour(world: World):
    device = Device(world)
    device.study(600)
    device.machine.wall_apart = -3600
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "clock_set" in device.alerts


def test_02_clock_one_day_ahead_and_back(world: World):
    device = Device(world)
    device.study(600)
    device.machine.wall_apart = 86_400
    exhaust(device)
    device.machine.wall_apart = 0
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


def test_03_clock_nudged_back_again_and_again(world: World):
    device = Device(world)

    def nudge(second: int) -> None:
        device.machine.wall_apart -= 3 if second % 5 == 0 else 0

    device.study(LONG_S, each=nudge)
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


def test_04_jump_to_2080(world: World):
    device = Device(world)
    device.study(600)
    device.machine.set_wall("2080-01-01T12:00")
    exhaust(device)
    device.machine.set_wall("2026-11-23T12:00")
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert device.on.dated.day == "2026-11-23"


def test_05_zone_west_at_ten_to_midnight(world: World):
    world.now = moment("2026-11-23T23:50")
    device = Device(world)
    device.study(300)
    device.place = device.on.place = replace(device.place, device_zone=ZoneInfo("America/Los_Angeles"))
    exhaust(device)
    world.pass_s(moment("2026-11-24T12:00") - world.now)
    device.beat()
    exhaust(device)
    assert world.used_s("2026-11-23") <= CAP_S + GAIN_S
    assert world.used_s("2026-11-24") <= CAP_S + GAIN_S


def test_06_zone_east_to_leave_the_curfew(world: World):
    device = Device(world, limits=replace(LIMITS, closed_from="22:00", closed_until="06:00"))
    world.pass_s(moment("2026-11-23T22:30") - world.now)
    device.place = device.on.place = replace(device.place, device_zone=ZoneInfo("Pacific/Auckland"))  # 03:30 there
    assert device.study(600) == 0
    device.place = device.on.place = replace(device.place, device_zone=ZoneInfo("America/New_York"))  # 09:30 there
    assert device.study(600) == 0
    world.pass_s(moment("2026-11-24T15:00") - world.now)
    device.place = device.on.place = replace(device.place, device_zone=ZoneInfo("America/New_York"))  # 02:00 there
    assert device.study(600) == 0
    assert device.standing.lock == "curfew"


@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29"], ids=["fold", "gap"])
def test_07_daylight_saving_fold_and_gap(day: str):
    berlin = ZoneInfo("Europe/Berlin")
    world = World(now=moment(f"{day}T00:30", berlin))
    limits = replace(LIMITS, zone="Europe/Berlin", closed_from="02:00", closed_until="03:00")
    device = Device(world, limits=limits)
    end = world.now + 25 * 3600
    while world.now < end:
        if device.study(300) < 300:
            world.pass_s(300)
            device.beat()
        if datetime.fromtimestamp(world.now, berlin).date().isoformat() != day:
            break
    assert world.used_s() <= CAP_S + GAIN_S
    closed = [begin for begin, _end in world.spans if _hour(begin, berlin) == 2]
    assert not closed, "the hour that is closed is closed both times that it comes"


def _hour(at: float, zone: ZoneInfo) -> int:
    return datetime.fromtimestamp(at, zone).hour


def test_08_offline_reboots_with_the_clock_forward(world: World):
    device = Device(world, server=Server())
    device.study(LONG_S)
    for days in (1, 2, 3, 30):
        device.close()
        device.machine.reboot()
        device.machine.wall_apart = days * 86_400
        device.start()
        exhaust(device)
    assert world.used_s() <= 2 * CAP_S + GAIN_S  # one day's budget more, once
    device.sync()
    device.machine.wall_apart = 0
    exhaust(device)
    assert world.used_s() <= 2 * CAP_S + GAIN_S


def test_09_suspend_in_a_session():
    world = World(now=moment("2026-11-23T08:00"))
    device = Device(world)
    night_s = 8 * 3600

    def sleep(second: int) -> None:
        if second == 302:
            world.pass_s(night_s, asleep=device.machine)

    used_s = device.study(600, each=sleep)
    assert abs(device.standing.used_s - used_s) <= 5  # eight hours of sleep are none of study
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


def test_10_stopping_and_going_on_under_the_gap(world: World):
    device = Device(world)
    seen_s = 0
    while not device.standing.locks("lesson") and seen_s < LONG_S:
        device.on.begin("lesson", device.machine.read(), device.machine.wall_s)
        device.beat()
        world.pass_s(25)  # SIGSTOP: the page stands still, and can be read
        seen_s += 25
        device.beat()
    assert seen_s <= CAP_S + 25 + GAIN_S
    assert device.standing.used_s >= seen_s - GAIN_S


def test_11_a_hundred_kills_before_anything_is_written(world: World):
    device = Device(world, limits=replace(LIMITS, minutes=(120,) * 7))
    for number in range(100):
        seconds = number % 13 + 1
        device.on.begin("lesson", device.machine.read(), device.machine.wall_s)
        device.keep()
        for _second in range(seconds):
            world.pass_s(1)
            if _second % 5 == 4:
                device.beat()
        before_s = world.used_s()
        world.spans.append((world.now - seconds, world.now))
        device.kill()
        world.pass_s(60)
        device.start()
        assert device.standing.used_s >= world.used_s(), f"kill {number} gained {world.used_s() - before_s} s"
        assert device.standing.used_s <= world.used_s() + (number + 1) * 15


@pytest.mark.parametrize("when", range(1, 140, 7))
def test_11_a_kill_between_the_ledger_and_the_safe_gains_nothing(world: World, when: int):
    device = Device(world)

    def die(second: int) -> None:
        if second >= when:
            device.beat() if device.keeper else None
            device.on.cut(device.machine.read())
            device.keep(die_before_safe=True)

    device.study(200, each=die)
    device.start()
    assert world.used_s() <= device.standing.used_s <= world.used_s() + 15


def test_12_the_database_is_deleted(world: World):
    device = Device(world)
    device.study(900)
    device.close()
    device.ledger = []
    device.start()
    assert device.found == "torn"
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "ledger_torn" in device.alerts


def test_13_an_old_database_is_put_back(world: World):
    device = Device(world)
    device.study(120)
    old = device.ledger[:]
    device.study(900)
    device.close()
    device.ledger = old
    device.start()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "ledger_torn" in device.alerts


@pytest.mark.parametrize("change", [{"s": 1}, {"day": "2026-11-01"}, {"act": "review"}], ids=str)
def test_14_a_row_is_edited(world: World, change: dict[str, object]):
    device = Device(world, limits=replace(LIMITS, exempt=frozenset({"review"})))
    device.study(900)
    device.close()
    number = next(i for i, entry in enumerate(device.ledger) if entry.kind == "own")
    entry = device.ledger[number]
    device.ledger[number] = entry._replace(text=json.dumps({**entry.body, **change}))
    device.start()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "ledger_torn" in device.alerts


@pytest.mark.parametrize("rows", [1, 5, 14])
def test_15_the_tail_is_cut(world: World, rows: int):
    device = Device(world)
    device.study(900)
    device.close()
    del device.ledger[-rows:]
    device.start()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "ledger_torn" in device.alerts


def test_16_the_key_alone_is_deleted(world: World):
    offline = Device(world, server=Server())
    offline.study(600)
    offline.close()
    offline.safe = None
    offline.start()
    assert offline.found == "keyless"
    exhaust(offline)
    assert world.used_s() <= 600 + min(15 * 60, CAP_S / 4) + GAIN_S
    assert "key_gone" in offline.alerts
    offline.sync()  # what the server knows makes it good
    exhaust(offline)
    assert world.used_s() <= CAP_S + GAIN_S


def test_16_deleting_the_key_again_and_again_gains_no_more(world: World):
    device = Device(world, server=Server())
    device.study(600)
    for _time in range(6):
        device.close()
        device.safe = None
        device.start()
        exhaust(device, 2)
    assert world.used_s() <= CAP_S + GAIN_S


def test_16_deleting_the_key_with_another_date_each_time_gains_no_more(world: World):
    device = Device(world, server=Server())
    device.study(LONG_S)
    for days in range(1, 6):
        device.close()
        device.safe = None
        device.machine.wall_apart = -days * 86_400
        device.start()
        device.study(LONG_S)
    assert world.used_s() <= CAP_S + min(15 * 60, CAP_S / 4) + GAIN_S


def test_16_deleting_the_key_with_a_later_date_each_time_opens_one_day_with_little_in_it(world: World):
    device = Device(world, server=Server())
    device.study(LONG_S)
    for days in range(1, 6):
        device.close()
        device.safe = None
        device.machine.wall_apart = days * 86_400
        device.start()
        exhaust(device, 2)
        if days % 2:
            device.close()
            device.machine.reboot()
            device.start()
            exhaust(device, 2)
    assert world.used_s() <= CAP_S + min(15 * 60, CAP_S / 4) + GAIN_S


def test_16_a_key_that_is_gone_again_does_not_set_the_date_back(world: World):
    device = Device(world, server=Server())
    for _time in range(2):
        device.close()
        device.safe = None
        device.start()
    world.pass_s(moment("2026-11-24T00:00:05") - world.now)
    device.beat()
    assert device.on.now_s(device.machine.read()) == world.now


def test_16_the_key_may_be_lost_once_more_after_the_server_made_it_good(world: World):
    device = Device(world, server=Server())
    for _time in range(2):
        device.close()
        device.safe = None
        device.start()
        assert device.standing.left_s == min(15 * 60, CAP_S / 4)
        device.sync()
        assert device.standing.left_s == CAP_S


def test_16_the_key_and_all_of_the_ledger_are_deleted(world: World):
    device = Device(world, server=Server())
    device.study(LONG_S)
    for days in range(1, 4):
        device.close()
        device.safe, device.ledger = None, []
        device.machine.wall_apart = days * 86_400
        device.start()
        assert device.found == "keyless"
        assert "key_gone" in device.alerts
    device.sync()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


def test_17_the_database_of_another_account_or_device(world: World):
    other = Device(world, "b")
    device = Device(world, "a")
    device.study(900)
    device.close()
    device.ledger = other.ledger[:]
    device.start()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "ledger_torn" in device.alerts


def test_18_reinstalled_and_signed_in_again(world: World):
    server = Server()
    device = Device(world, "a", server=server)
    device.study(900)
    device.sync()
    device.close()
    again = Device(world, "a2", device.machine, server, limits=None)
    exhaust(again)
    assert world.used_s() <= CAP_S + GAIN_S


def test_19_the_data_folder_is_cloned_to_a_second_device(world: World):
    server = Server()
    device = Device(world, "a", server=server)
    device.study(300)
    clone = Device(world, "b", server=server, primary=False)
    clone.close()
    clone.ledger, clone.safe = device.ledger[:], None  # the safe is not in the folder
    clone.start()
    exhaust(clone, 2)
    exhaust(device, 2)
    assert world.used_s() <= CAP_S + OFFLINE_S + GAIN_S
    device.sync()
    clone.sync()
    device.sync()
    exhaust(clone, 2)
    exhaust(device, 2)
    assert world.used_s() <= CAP_S + OFFLINE_S + GAIN_S


def test_20_two_devices_online_share_one_budget(world: World):
    server = Server()
    one, two = Device(world, "a", server=server), Device(world, "b", server=server, primary=False)
    for _turn in range(20):
        one.study(120, online=True)
        two.sync()
        two.study(120, online=True)
        one.sync()
    assert world.used_s() <= CAP_S + GAIN_S


def test_21_two_devices_offline_then_sync(world: World):
    server = Server()
    one, two = Device(world, "a", server=server), Device(world, "b", server=server, primary=False)
    world.pass_s(3600)
    exhaust(one, 2)
    exhaust(two, 2)
    assert two.standing.lock == "offline"
    assert world.used_s() <= CAP_S + OFFLINE_S + GAIN_S
    one.sync()
    two.sync()
    one.sync()
    assert one.standing.used_s == pytest.approx(world.used_s(), abs=GAIN_S)
    exhaust(one, 2)
    exhaust(two, 2)
    assert world.used_s() <= CAP_S + OFFLINE_S + GAIN_S


class AnchorServer:
    """A server that answers as a test wants it to."""

    def __init__(self, elapsed: FakeElapsed, clock: FakeClock) -> None:
        self.anchors = Anchors(Sealing(b"k" * 32), clock)
        self.elapsed, self.delay_s, self.is_signed_in = elapsed, 0.0, True
        self.replayed: Anchor | None = None

    async def anchor(self, asked: AnchorRequest) -> Anchor:
        answer = self.replayed or self.anchors.sign("account", asked)
        self.elapsed.advance(self.delay_s)
        return answer


async def test_22_a_replayed_or_stale_anchor_is_refused(world: World):
    clock = FakeClock()
    elapsed = FakeElapsed(clock)
    server = AnchorServer(elapsed, clock)
    utc_s, key, _at = await ask_anchor(server, elapsed, "account", "")
    assert utc_s == pytest.approx(clock.now_utc().timestamp())
    server.replayed = server.anchors.sign("account", AnchorRequest(nonce="old", boot="boot", boot_ms=5))
    with pytest.raises(RefusedError):
        await ask_anchor(server, elapsed, "account", key)
    server.replayed = None
    server.anchors = Anchors(Sealing(b"x" * 32), clock)  # another server, with a key of its own
    with pytest.raises(RefusedError):
        await ask_anchor(server, elapsed, "account", key)
    device = Device(world, server=Server())
    device.study(60)
    assert not device.on.anchor(device.machine.read(), world.now - 3600), "a date from before one that was verified"


async def test_23_a_delayed_anchor_is_refused():
    clock = FakeClock()
    elapsed = FakeElapsed(clock)
    server = AnchorServer(elapsed, clock)
    server.delay_s = 6.0
    with pytest.raises(RefusedError):
        await ask_anchor(server, elapsed, "account", "")
    server.delay_s = 4.0
    utc_s, _key, at_s = await ask_anchor(server, elapsed, "account", "")
    assert abs(clock.now_utc().timestamp() - elapsed.read().boot_s - (utc_s - at_s)) <= 2.0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("limits", {**LIMITS.kept(), "minutes": [-1] * 7}),
        ("grant", {"id": "mine", "day": "2026-11-23", "s": 86_400}),
        ("moved", {"from": "2026-11-23", "to": "2026-01-01"}),
    ],
    ids=["limits", "grant", "moved"],
)
@pytest.mark.parametrize("key", [b"guess", b""], ids=["sealed by a guess", "sealed by nothing"])
def test_24_a_forged_limit_or_grant(world: World, kind: str, body: dict[str, object], key: bytes):
    device = Device(world)
    device.study(600)
    device.close()
    last = device.ledger[-1]
    device.ledger.append(sealed(key, last.mac, last.n + 1, kind, body))
    device.start()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "ledger_torn" in device.alerts


def test_25_a_grant_is_given_once(world: World):
    server = Server(grants={"g1": ("2026-11-23", 15 * 60)})
    device = Device(world, server=server)
    for _time in range(5):
        device.sync()
        device.restart()
        device.append("grant", {"id": "g1", "day": "2026-11-23", "s": 15 * 60})
    exhaust(device)
    assert world.used_s() <= CAP_S + 15 * 60 + GAIN_S
    assert world.used_s() >= CAP_S + 15 * 60 - 5


async def open_pin(place: MemorySafe, elapsed: FakeElapsed) -> Pin:
    return Pin(await Safe.open(place), elapsed)


async def test_26_a_thousand_guesses_over_restarts(monkeypatch: pytest.MonkeyPatch):
    clock, place = FakeClock(), MemorySafe()
    elapsed = FakeElapsed(clock)
    pin = await open_pin(place, elapsed)
    await pin.set("271828")
    looked: list[str] = []

    def hashed(_kind: str, tried: str, _salt: bytes, _pepper: bytes) -> str:
        looked.append(tried)
        return "not it"

    monkeypatch.setattr("client.timer.pin._hashed", hashed)
    for guess in range(1000):
        if guess % 3 == 0:
            pin = await open_pin(place, elapsed)  # the app is killed and started
        if guess % 50 == 0:
            elapsed.reboot()
        await pin.check(f"{guess:06d}")
    assert len(looked) <= 10
    assert await pin.check("271828") != "right"


async def test_26_after_ten_only_the_account_or_the_recovery_code():
    clock, place = FakeClock(), MemorySafe()
    elapsed = FakeElapsed(clock)
    pin = await open_pin(place, elapsed)
    recovery = await pin.set("271828")
    waits = []
    for _try in range(10):
        elapsed.advance(pin.wait_s())
        await pin.check("000001")
        waits.append(pin.wait_s())
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:9] == [30, 60, 300, 900, 3600]
    elapsed.advance(100_000)
    assert await pin.check("271828") == "closed"
    assert not await pin.recover("A" * 20)
    assert await pin.recover(recovery.lower())
    assert not pin.is_set


async def test_27_the_clock_forward_ends_no_lockout():
    clock, place = FakeClock(), MemorySafe()
    elapsed = FakeElapsed(clock)
    pin = await open_pin(place, elapsed)
    await pin.set("271828")
    for _try in range(5):
        await pin.check("000001")
    clock.set_wall(clock.now_utc().replace(year=2040))
    pin = await open_pin(place, elapsed)
    assert await pin.check("271828") == "waiting"
    elapsed.reboot()
    assert await pin.check("271828") == "waiting"
    elapsed.advance(30)
    assert await pin.check("271828") == "right"


def test_28_a_short_sleep_is_no_rest(world: World):
    device = Device(world, limits=replace(LIMITS, minutes=(120,) * 7, rest_after_min=10))
    device.study(660)
    assert device.standing.needs_rest
    device.machine.wall_apart = 3600  # an hour of rest, by the wall clock
    device.beat()
    assert device.standing.needs_rest
    world.pass_s(60, asleep=device.machine)
    device.restart()
    device.study(30)
    assert device.standing.needs_rest
    world.pass_s(5 * 60, asleep=device.machine)  # asleep, and away: that is a rest
    device.study(30)
    assert not device.standing.needs_rest


def test_29_signing_out_changes_nothing(world: World):
    server = Server()
    device = Device(world, server=server)
    device.study(600)
    device.close()
    device.server = None
    device.place = replace(device.place, is_primary=True)
    device.start()
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


async def test_29_a_second_profile_has_nothing_of_the_first(tmp_path: Path):
    async with open_store(tmp_path / "one") as store:
        clock = await StudyClock.open(store, store.clock, await Safe.open(MemorySafe()))
        await clock.set_limits(LIMITS)
        await Profile(store).save(role="student", grade=9, subjects=[], goal_min=30)
        await clock.close()
    async with open_store(tmp_path / "two") as store:
        assert await Profile(store).get() is None


def test_30_a_mouse_jiggler_costs_and_idle_reading_is_covered(world: World):
    jiggling = Device(world)
    jiggling.study(LONG_S)
    assert jiggling.standing.lock == "limit"
    reading = Device(World())
    seen_s = reading.study(LONG_S, touch=False)
    assert seen_s <= 120 + 5  # then the page is covered until somebody does something
    assert reading.standing.used_s == pytest.approx(120, abs=1)
    assert reading.world.used_s() - reading.standing.used_s <= GAIN_S


async def test_31_a_second_instance_does_not_run(tmp_path: Path):
    place = MemorySafe()
    async with open_store(tmp_path) as store:
        one = await StudyClock.open(store, store.clock, await Safe.open(place), alone=Alone(tmp_path / "lock"))
        await one.set_limits(LIMITS)
        two = await StudyClock.open(store, store.clock, await Safe.open(place), alone=Alone(tmp_path / "lock"))
        assert two.standing.lock == "second"
        assert two.standing.locks("review")
        two.begin("lesson")
        await two.beat()
        await one.close()
        three = await StudyClock.open(store, store.clock, await Safe.open(place), alone=Alone(tmp_path / "lock"))
        assert three.standing.lock == ""
        await two.close()
        await three.close()


def test_32_a_full_disk_does_not_stop_the_clock(world: World):
    device = Device(world)
    device.study(300)
    device.is_full = True
    used_s = device.study(LONG_S)
    assert used_s <= GAIN_S + 5
    assert device.standing.lock == "disk"
    device.kill()
    device.is_full = False
    device.start()
    assert device.standing.used_s >= world.used_s() - GAIN_S
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


def test_33_the_event_loop_is_held_by_a_debugger(world: World):
    device = Device(world)
    device.on.begin("lesson", device.machine.read(), device.machine.wall_s)
    device.beat()
    world.pass_s(600)
    world.spans.append((world.now - 600, world.now))
    device.beat()
    assert device.standing.used_s >= 600 - GAIN_S
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S


def test_34_a_library_that_slows_the_clocks(world: World):
    device = Device(world)
    machine = device.machine
    machine.honest = False  # what `LinuxElapsed` says then, and all that passes counts as awake: see test_elapsed.py
    device.machine.wall_apart = -7200
    exhaust(device)
    assert world.used_s() <= CAP_S + GAIN_S
    assert "clock_faked" in device.alerts


async def test_35_another_birthday_changes_no_limit(tmp_path: Path):
    assert [tier_of(f"{year}-05-01", "2026-11-23") for year in (2020, 2014, 2009, 2001)] == [
        "under8", "under16", "under18", "adult",
    ]  # fmt: skip
    assert defaults_for("adult").is_on is False
    async with open_store(tmp_path) as store:
        clock = await StudyClock.open(store, store.clock, await Safe.open(MemorySafe()))
        await clock.set_limits(LIMITS)
        await Profile(store).save(role="student", grade=12, subjects=[], goal_min=240)
        await Profile(store).save(role="parent", grade=0, subjects=[], goal_min=240)
        assert clock.limits == LIMITS
        await clock.close()


def test_36_only_the_sync_host_is_blocked(world: World):
    server = Server()
    one, two = Device(world, "a", server=server), Device(world, "b", server=server, primary=False)
    one.study(LONG_S, online=True)
    two.sync()
    for _day in range(3):  # the second device is kept from the server, in the same boot
        exhaust(two)
        world.pass_s(86_400 - 3600)
        two.beat()
    assert world.used_s("2026-11-23") <= CAP_S + GAIN_S
    for day in ("2026-11-24", "2026-11-25"):
        assert world.used_s(day) <= OFFLINE_S + GAIN_S


def test_devices_of_one_child_count_each_second_once(world: World):
    server = Server()
    one, two = Device(world, "a", server=server), Device(world, "b", server=server)
    one.on.begin("lesson", one.machine.read(), one.machine.wall_s)
    two.on.begin("lesson", two.machine.read(), two.machine.wall_s)
    for _beat in range(60):
        world.pass_s(5)
        for device in (one, two):
            device.on.touch(device.machine.read(), device.machine.wall_s)
            device.beat()
    one.sync()
    two.sync()
    one.sync()
    assert one.standing.used_s == pytest.approx(300, abs=2)
