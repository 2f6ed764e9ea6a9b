"""The server's database is put back to an earlier one: who was signed in stays so, who was turned away stays so too."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.wire import Session
from tests.fakes.server import RunningServer, running_server
from tests.server.person import Device, good, register, sign_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "server.db"


@pytest.fixture
def server(data: Path) -> Iterator[RunningServer]:
    with running_server(data) as running:
        yield running


@pytest.fixture
def device(server: RunningServer) -> Iterator[Device]:
    with register(server.url, "小明") as registered:
        yield registered


def back_up(data: Path) -> None:
    with closing(sqlite3.connect(data)) as source, closing(sqlite3.connect(data.with_suffix(".backup"))) as copy:
        source.backup(copy)


def restore(server: RunningServer, data: Path) -> None:
    server.stop()
    for suffix in ("-wal", "-shm"):
        data.with_name(data.name + suffix).unlink(missing_ok=True)
    shutil.copy(data.with_suffix(".backup"), data)
    server.start()


def try_refresh(device: Device, token: str) -> Session | None:
    answer = device.http.post("/v1/sessions/refresh", json={"refresh_token": token})
    if answer.status_code == 401:
        return None
    return Session.model_validate_json(good(answer).content)


def refresh(device: Device, token: str) -> Session:
    session = try_refresh(device, token)
    assert session
    return session


def works(device: Device, session: Session) -> bool:
    return device.http.get("/v1/spaces", headers={"Authorization": f"Bearer {session.access_token}"}).is_success


def test_tokens_that_were_given_after_the_backup_are_still_good(
    server: RunningServer, data: Path, device: Device
) -> None:
    back_up(data)
    later = refresh(device, refresh(device, device.session.refresh_token).refresh_token)
    restore(server, data)
    assert not works(device, later)
    again = refresh(device, later.refresh_token)
    assert again.device_id == device.session.device_id
    assert works(device, again)
    assert works(device, refresh(device, again.refresh_token))


def test_a_device_that_signed_in_after_the_backup_stays_signed_in(
    server: RunningServer, data: Path, device: Device
) -> None:
    back_up(data)
    with sign_in(server.url, "小明") as late:
        restore(server, data)
        session = refresh(late, late.session.refresh_token)
        assert session.device_id == late.session.device_id
        assert works(late, session)
        late = Device(late.http, session)
        assert late.push(late.operations(1, 1)).expected_n == 2


def test_a_token_that_was_replaced_before_the_backup_stays_replaced(
    server: RunningServer, data: Path, device: Device
) -> None:
    second = refresh(device, device.session.refresh_token)
    third = refresh(device, second.refresh_token)
    back_up(data)
    refresh(device, third.refresh_token)
    restore(server, data)
    assert try_refresh(device, device.session.refresh_token) is None
    assert refresh(device, third.refresh_token)


def test_without_a_restored_database_a_replaced_token_is_no_good(device: Device) -> None:
    tokens = [device.session.refresh_token]
    for _ in range(4):
        tokens.append(refresh(device, tokens[-1]).refresh_token)
    assert [try_refresh(device, token) for token in tokens[:-2]] == [None, None, None]
    assert refresh(device, tokens[-1])


def test_a_device_that_was_taken_off_before_the_backup_stays_off(
    server: RunningServer, data: Path, device: Device
) -> None:
    with sign_in(server.url, "小明") as lost:
        later = refresh(lost, lost.session.refresh_token)
        good(device.http.delete(f"/v1/devices/{lost.session.device_id}"))
        back_up(data)
        restore(server, data)
        assert try_refresh(lost, later.refresh_token) is None


def test_who_registered_after_the_backup_is_not_known(server: RunningServer, data: Path, device: Device) -> None:
    back_up(data)
    with register(server.url, "小红") as late:
        restore(server, data)
        assert try_refresh(late, late.session.refresh_token) is None


def test_another_key_knows_nobody(server: RunningServer, data: Path, device: Device) -> None:
    back_up(data)
    later = refresh(device, device.session.refresh_token)
    data.with_suffix(".key").unlink()
    restore(server, data)
    assert try_refresh(device, later.refresh_token) is None
    assert refresh(device, device.session.refresh_token), "those that the database knows go on"
