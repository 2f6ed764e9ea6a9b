from collections.abc import Callable

import httpx
import pytest

from server.db.engine import Database
from server.db.tables import metadata
from tests.fakes.server import RunningServer
from tests.server.person import PASSWORD, Device, credentials, good, register, sign_in

NewName = Callable[[], str]


def code(answer: httpx.Response) -> str:
    return answer.json()["detail"]["code"]


def test_who_registers_is_signed_in_and_owns_a_personal_space(device: Device) -> None:
    [space] = good(device.http.get("/v1/spaces")).json()["spaces"]
    assert space | {"id": device.session.personal_space, "kind": "personal", "role": "owner", "head": 0} == space


def test_a_second_device_has_the_same_space_and_its_own_id(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second:
        assert second.space == device.space
        assert second.session.account_id == device.session.account_id
        assert second.session.device_id != device.session.device_id


@pytest.mark.parametrize("spelling", [str, str.upper, lambda name: name.replace("a", "ａ")])
def test_a_taken_name_is_refused_in_any_spelling(
    server: RunningServer, new_name: NewName, spelling: Callable[[str], str]
) -> None:
    name = f"anna{new_name()}"
    with register(server.url, name):
        answer = httpx.post(f"{server.url}/v1/accounts", json=credentials(spelling(name)))
    assert answer.status_code == 409
    assert answer.json()["detail"] == {"code": "name_taken", "message": "这个用户名已经有人用了，换一个吧。"}


def test_a_wrong_password_and_an_unknown_name_look_alike(
    server: RunningServer, device: Device, new_name: NewName
) -> None:
    wrong = httpx.post(f"{server.url}/v1/sessions", json=credentials(device.session.name, "别人的密码猜猜看"))
    unknown = httpx.post(f"{server.url}/v1/sessions", json=credentials(new_name()))
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert code(wrong) == "wrong_credentials"


@pytest.mark.parametrize(
    ("name", "password", "word"),
    [("我", PASSWORD, "用户名"), ("有 空格", PASSWORD, "用户名"), ("小明", "1234567", "密码")],
)
def test_credentials_of_the_wrong_form_get_a_sentence(
    server: RunningServer, name: str, password: str, word: str
) -> None:
    answer = httpx.post(f"{server.url}/v1/accounts", json=credentials(name, password))
    assert answer.status_code == 422
    assert word in answer.json()["detail"]["message"]
    assert password not in answer.text


def test_a_device_name_that_no_database_can_hold_does_no_harm(server: RunningServer, new_name: NewName) -> None:
    answer = httpx.post(f"{server.url}/v1/accounts", json=credentials(new_name()) | {"device_name": "a\0b"})
    assert answer.status_code == 201
    halves = b'{"name": "xiaoming", "password": "12345678", "device_name": "\\ud800"}'
    answer = httpx.post(f"{server.url}/v1/accounts", content=halves, headers={"content-type": "application/json"})
    assert answer.status_code == 422


def test_without_a_token_nothing_is_shown(server: RunningServer, device: Device) -> None:
    for path in ("/v1/spaces", f"/v1/spaces/{device.space}/log", "/v1/hints"):
        for headers in ({}, {"Authorization": "Bearer guessed"}, {"Authorization": "Basic YTpi"}):
            answer = httpx.get(f"{server.url}{path}", headers=headers)
            assert (answer.status_code, code(answer)) == (401, "not_signed_in")
            assert answer.headers["www-authenticate"] == "Bearer"


def test_a_refresh_token_does_not_open_what_an_access_token_opens(server: RunningServer, device: Device) -> None:
    answer = httpx.get(f"{server.url}/v1/spaces", headers={"Authorization": f"Bearer {device.session.refresh_token}"})
    assert answer.status_code == 401


def test_signing_out_ends_this_device_and_no_other(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second:
        assert good(device.http.delete("/v1/sessions/current")).status_code == 204
        assert device.http.get("/v1/spaces").status_code == 401
        again = device.http.post("/v1/sessions/refresh", json={"refresh_token": device.session.refresh_token})
        assert again.status_code == 401
        good(second.http.get("/v1/spaces"))


def test_the_server_keeps_no_token_and_no_password(server: RunningServer, device: Device, database_url: str) -> None:
    database = Database(database_url)
    with database.read() as connection:
        kept = "".join(str(row) for table in metadata.sorted_tables for row in connection.execute(table.select()))
    database.close()
    assert device.session.account_id in kept
    for secret in (device.session.access_token, device.session.refresh_token, PASSWORD):
        assert secret not in kept
