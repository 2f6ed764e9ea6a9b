from collections.abc import Iterator

import httpx
import pytest

from sync.devices import DeviceInfo, DeviceList
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server_on
from tests.server.person import ELSEWHERE, Device, good, hints_of, next_hint, sign_in


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def server(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server_on(database_url, clock) as running:
        yield running


def devices(device: Device) -> list[DeviceInfo]:
    return DeviceList.model_validate_json(good(device.http.get("/v1/devices")).content).devices


def revoke(device: Device, device_id: str) -> httpx.Response:
    return device.http.delete(f"/v1/devices/{device_id}")


def renew(device: Device, device_id: str) -> httpx.Response:
    return device.http.post("/v1/devices/renew", json={"device_id": device_id})


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]


def test_the_devices_of_an_account_are_listed_the_latest_seen_first(
    server: RunningServer, device: Device, stranger: Device, clock: FakeClock
) -> None:
    clock.advance(600)
    with sign_in(server.url, device.session.name) as second:
        clock.advance(600)
        mine, other = devices(device)
        assert (mine.id, mine.name, mine.current) == (device.session.device_id, "测试平板", True)
        assert (other.id, other.current) == (second.session.device_id, False)
        assert mine.created_utc < other.last_seen_utc == other.created_utc < mine.last_seen_utc
        clock.advance(600)
        good(second.http.get("/v1/spaces"))
        seen = devices(second)[0].last_seen_utc
        clock.advance(600)
        assert devices(device)[1].last_seen_utc == seen, "asking for anything counts as being seen"
        with hints_of(second) as lines:
            next_hint(lines)
            clock.advance(60)
            assert len({one.last_seen_utc for one in devices(device)}) == 1, "who listens is seen now"


def test_a_revoked_device_is_told_so_and_its_stream_ends_at_once(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second, hints_of(second) as lines:
        next_hint(lines)
        assert revoke(device, second.session.device_id).status_code == 204
        assert list(lines) == [""]
        tokens = {"refresh_token": second.session.refresh_token}
        for answer in (
            second.http.get("/v1/spaces"),
            second.try_push(second.operations(1, 1)),
            second.http.get("/v1/hints"),
            second.http.post("/v1/sessions/refresh", json=tokens),
            renew(second, "another-id"),
        ):
            assert code(answer) == (401, "device_revoked")
            assert "数据都还在本机" in answer.json()["detail"]["message"]
        assert [one.id for one in devices(device)] == [device.session.device_id]
        assert revoke(device, second.session.device_id).status_code == 204, "twice does no harm"


def test_what_a_revoked_device_has_pushed_stays(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second:
        second.push(second.operations(1, 3))
        revoke(device, second.session.device_id)
    assert len(device.log().entries) == 3


def test_nobody_revokes_the_device_of_another_account(device: Device, stranger: Device) -> None:
    for device_id in (stranger.session.device_id, "no-such-device"):
        assert code(revoke(device, device_id)) == (404, "no_such_device")
    good(stranger.http.get("/v1/spaces"))


def test_a_device_may_revoke_itself(device: Device) -> None:
    good(revoke(device, device.session.device_id))
    assert code(device.http.get("/v1/spaces")) == (401, "device_revoked")


def test_a_renewed_device_starts_at_one_and_the_old_id_ends(device: Device) -> None:
    device.push(device.operations(1, 3))
    with hints_of(device) as lines:
        next_hint(lines)
        assert renew(device, f"{device.session.device_id}-2").status_code == 204
        assert list(lines) == ["", *ELSEWHERE]
    assert device.push(device.operations(1, 1)).expected_n == 2
    assert [one.id for one in devices(device)] == [f"{device.session.device_id}-2"]
    assert [entry.device for entry in device.log().entries] == [device.session.device_id] * 3 + [
        f"{device.session.device_id}-2"
    ]


def test_a_renewal_whose_answer_was_lost_can_be_repeated(device: Device) -> None:
    new_id = f"{device.session.device_id}-2"
    good(renew(device, new_id))
    device.push(device.operations(1, 1))
    assert renew(device, new_id).status_code == 204
    assert device.push([]).expected_n == 2, "nothing happened the second time"
    refreshed = device.http.post("/v1/sessions/refresh", json={"refresh_token": device.session.refresh_token})
    assert good(refreshed).json()["device_id"] == new_id


def test_a_device_cannot_go_on_under_an_id_that_was_ever_used(device: Device, stranger: Device) -> None:
    mine = device.session.device_id
    good(renew(device, f"{mine}-2"))
    for taken in (mine, stranger.session.device_id):
        assert code(renew(device, taken)) == (409, "device_taken")
    assert [one.id for one in devices(device)] == [f"{mine}-2"]
    good(stranger.http.get("/v1/spaces"))


def test_a_renewal_needs_a_token_and_a_good_id(server: RunningServer, device: Device) -> None:
    assert code(httpx.post(f"{server.url}/v1/devices/renew", json={"device_id": "new"})) == (401, "not_signed_in")
    assert code(renew(device, "不行")) == (422, "not_valid")
