import itertools
from collections.abc import Iterator

import pytest

from sync.wire import Session
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server_on
from tests.server.person import Device, good, register

NAMES = (f"换令牌{i}" for i in itertools.count())


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def server(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server_on(database_url, clock) as running:
        yield running


def refresh(device: Device, token: str) -> Session | None:
    answer = device.http.post("/v1/sessions/refresh", json={"refresh_token": token})
    if answer.status_code == 401:
        return None
    return Session.model_validate_json(good(answer).content)


def refreshed(device: Device, token: str) -> Session:
    session = refresh(device, token)
    assert session is not None
    return session


def works(device: Device, session: Session) -> bool:
    headers = {"Authorization": f"Bearer {session.access_token}"}
    return device.http.get("/v1/spaces", headers=headers).is_success


def test_new_tokens_are_for_the_same_device(device: Device) -> None:
    second = refreshed(device, device.session.refresh_token)
    assert second.device_id == device.session.device_id
    assert second.refresh_token != device.session.refresh_token
    assert works(device, second)


def test_a_lost_answer_does_not_sign_the_device_out(device: Device) -> None:
    refreshed(device, device.session.refresh_token)  # the answer is lost on the way
    second = refreshed(device, device.session.refresh_token)
    assert works(device, second)
    assert refresh(device, second.refresh_token)


def test_any_of_several_answers_to_one_token_is_good(device: Device) -> None:
    early = refreshed(device, device.session.refresh_token)
    refreshed(device, device.session.refresh_token)  # overtaken: the device acts on the first answer
    assert refresh(device, early.refresh_token)


def test_the_old_token_and_its_other_answers_end_once_a_new_one_has_been_used(device: Device) -> None:
    first = device.session.refresh_token
    lost, second = refreshed(device, first), refreshed(device, first)
    assert refresh(device, second.refresh_token)
    assert refresh(device, first) is None
    assert refresh(device, lost.refresh_token) is None
    assert refresh(device, second.refresh_token), "its own answer may be lost too"


def test_an_access_token_ends_after_its_time_and_the_refresh_token_brings_a_new_one(
    device: Device, clock: FakeClock
) -> None:
    clock.advance(device.session.expires_in_s - 1)
    assert works(device, device.session)
    clock.advance(1)
    assert not works(device, device.session)
    assert works(device, refreshed(device, device.session.refresh_token))


def test_a_refresh_token_that_nobody_used_for_a_year_ends(server: RunningServer, clock: FakeClock) -> None:
    with register(server.url, next(NAMES)) as device:
        clock.advance(365 * 86_400)
        assert refresh(device, device.session.refresh_token) is None


def test_made_up_tokens_are_refused(device: Device) -> None:
    assert refresh(device, "") is None
    assert refresh(device, "令牌") is None
    assert refresh(device, device.session.access_token) is None
