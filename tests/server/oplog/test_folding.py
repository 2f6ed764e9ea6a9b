"""The log folded on the server: snapshots by the page, digests, and what long lay in the trash goes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from server.oplog.purging import KEEP_DAYS
from server.sweeping import sweep
from sync.digest import as_text, record_digest
from sync.merge import State, apply
from sync.wire import Digest, LogPage, Snapshot, SpaceList
from tests.fakes.clock import FakeClock
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.person import Device, good, register, sign_in

SOME_EVENT = {"mistake_id": "m", "rating": 3, "reviewed_utc": "2026-11-22T12:00:00.000Z", "elapsed_s": 1.0}


def page(device: Device, after: str = "", limit: int = 2_000) -> Snapshot:
    answer = device.http.get(f"/v1/spaces/{device.space}/snapshot", params={"after": after, "limit": limit})
    return Snapshot.model_validate_json(good(answer).content)


def pages(device: Device, limit: int) -> list[Snapshot]:
    found = [page(device, limit=limit)]
    while (after := found[-1].after) is not None:
        found.append(page(device, after, limit))
    return found


def digest(device: Device, at: int = 0, **query: Any) -> Digest:
    answer = device.http.get(f"/v1/spaces/{device.space}/digest", params={"at": at, **query})
    return Digest.model_validate_json(good(answer).content)


def write_a_little(device: Device) -> None:
    device.push(device.operations(1, 5))
    device.push([device.operation(6, id="note-1", fields={"title": "后改的"}, base=5)])
    device.push([device.operation(7, type="review", kind="event", id="r1", fields=SOME_EVENT)])


def test_a_snapshot_holds_each_record_once_as_it_is_now(device: Device) -> None:
    write_a_little(device)
    whole = page(device)
    assert (whole.seq, whole.chain) == (7, device.log().chain)
    titles = {record.id: record.fields["title"][0] for record in whole.records}
    assert titles == {"note-1": "后改的", **{f"note-{n}": f"第 {n} 条" for n in range(2, 6)}}
    assert [record.seq for record in whole.records] == [6, 2, 3, 4, 5]


@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_its_pages_together_are_the_whole_however_small(device: Device, limit: int) -> None:
    write_a_little(device)
    found = pages(device, limit)
    assert [record.id for one in found for record in one.records] == [f"note-{n}" for n in range(1, 6)]
    assert [entry.id for one in found for entry in one.entries] == ["r1"]


def test_what_lost_is_in_it(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second:
        device.push([device.operation(1, fields={"title": "平板写的"}, stamp="0000000000001-000000")])
        second.push([second.operation(1, fields={"title": "手机写的"}, stamp="0000000000002-000000")])
        [lost] = [lost for one in pages(device, 10) for lost in one.lost]
        assert (lost.field, lost.value, lost.device) == ("title", "平板写的", device.session.device_id)


@pytest.mark.parametrize("after", ["x", "[]", "[1]", '["records", 1, 2]', '["entries", -1]', '["lost", "a"]'])
def test_a_place_that_is_none_is_not_valid(device: Device, after: str) -> None:
    answer = device.http.get(f"/v1/spaces/{device.space}/snapshot", params={"after": after})
    assert answer.status_code == 422


def test_a_stranger_gets_neither_snapshot_nor_digest(device: Device, stranger: Device) -> None:
    for what in ("snapshot", "digest"):
        assert stranger.http.get(f"/v1/spaces/{device.space}/{what}").status_code == 404


def folded_here(log: LogPage) -> str:
    states: dict[str, State] = {}
    for entry in log.entries:
        if entry.kind == "set":
            apply(states.setdefault(entry.id, {}), entry)
    return as_text(sum(record_digest("note", record_id, state) for record_id, state in states.items()))


def test_a_device_that_merges_the_same_log_has_the_same_digest(device: Device) -> None:
    write_a_little(device)
    fields = [{"title": "t"}, {"title": "u"}, {"deleted": True}]
    device.push([device.operation(n, id="note-9", fields=f, base=n - 1) for n, f in enumerate(fields, 8)])
    assert digest(device) == Digest(seq=10, digest=folded_here(device.log()))


def test_devices_of_another_schema_have_nothing_to_compare(device: Device) -> None:
    write_a_little(device)
    assert digest(device, schema=1).digest == ""


def test_a_space_whose_log_is_long_and_whose_records_are_few_offers_a_snapshot(device: Device) -> None:
    for first in (1, 501, 1_001):
        operations = [device.operation(n, id="note", fields={"title": str(n)}) for n in range(first, first + 500)]
        device.push(operations)
    assert [space.snapshot for space in spaces(device).spaces] == [False]
    page(device)
    assert [space.snapshot for space in spaces(device).spaces] == [True]


def spaces(device: Device) -> SpaceList:
    return SpaceList.model_validate_json(good(device.http.get("/v1/spaces")).content)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def aging(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    settings = replace(TEST_SETTINGS, access_token_s=365 * 86_400)
    with running_server_on(database_url, clock, settings) as running:
        yield running


def swept(server: RunningServer, device: Device) -> list[str]:
    sweep(server._serving._app.state.services)
    return [entry.kind for entry in device.log().entries]


def test_what_long_lay_in_the_trash_goes_once_all_devices_know(aging: RunningServer, clock: FakeClock) -> None:
    with register(aging.url, f"学生{id(clock)}") as device, sign_in(aging.url, device.session.name) as second:
        device.push([device.operation(1, id="n"), device.operation(2, id="n", fields={"deleted": True}, base=1)])
        assert digest(device, at=2).digest
        clock.advance((KEEP_DAYS + 1) * 86_400)
        assert swept(aging, device) == ["set", "set"], "the second device has not come so far"
        digest(second, at=2)
        assert swept(aging, device) == ["set", "set", "purge"]
        [*texts, purge] = device.log().entries
        assert [entry.fields for entry in texts] == [{}, {}]
        assert (purge.id, purge.device, purge.n) == ("n", "server", 3)
        assert page(device).records == []
        assert digest(device).digest == as_text(0)
        assert swept(aging, device) == ["set", "set", "purge"], "once"


def test_the_trash_keeps_for_thirty_days_and_what_was_taken_out_for_ever(
    aging: RunningServer, clock: FakeClock
) -> None:
    with register(aging.url, f"学生{id(clock)}b") as device:
        device.push([device.operation(1, id="n"), device.operation(2, id="n", fields={"deleted": True}, base=1)])
        digest(device, at=2)
        clock.advance(timedelta(days=KEEP_DAYS - 1).total_seconds())
        assert swept(aging, device) == ["set", "set"]
        device.push([device.operation(3, id="n", fields={"deleted": False}, base=2)])
        digest(device, at=3)
        clock.advance(timedelta(days=KEEP_DAYS).total_seconds())
        assert swept(aging, device) == ["set", "set", "set"]


def test_a_key_is_json(device: Device) -> None:
    write_a_little(device)
    assert json.loads(page(device, limit=1).after or "") == ["records", "note", "note-1"]
