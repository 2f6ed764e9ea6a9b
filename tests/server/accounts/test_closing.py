"""An account is deleted: afterwards the server's database and folder are read, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import inspect, text

from server.services import Services
from sync.batch import unpack
from sync.files import reference
from tests.fakes.clock import FakeClock
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.files.carrying import get, name_of, upload
from tests.server.person import PASSWORD, Device, credentials, good, hints_of, register, sign_in
from tests.server.spaces.people import (
    bring_in,
    code,
    found,
    inviters,
    left,
    member_list,
    next_event,
    read_starts,
    remove,
    set_role,
)

NAME = "林小树"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(database_url: str, tmp_path: Path, clock: FakeClock) -> Iterator[RunningServer]:
    files = replace(TEST_SETTINGS, files=tmp_path / "files", key_file=tmp_path / "server.key")
    with running_server_on(database_url, clock, files) as running:
        yield running


@pytest.fixture
def person(server: RunningServer, new_name) -> Iterator[Device]:
    with register(server.url, f"{NAME}{new_name()}") as registered:
        yield registered


def close(device: Device, password: str = PASSWORD, request_id: str = "") -> httpx.Response:
    """The same id for the same device, unless another is given: one that says nothing of it."""
    request_id = request_id or name_of(device.session.device_id.encode())[:16]
    return device.http.post("/v1/accounts/closing", json={"request_id": request_id, "password": password})


def hurdles(device: Device) -> list[tuple[str, str]]:
    answer = good(device.http.get("/v1/accounts/closing")).json()
    return [(one["space_id"], one["reason"]) for one in answer["hurdles"]]


def everything(server: RunningServer) -> str:
    """All rows of all tables, batches unpacked; and on SQLite the bytes of its files, too."""
    services: Services = server._serving._app.state.services
    database = services.database
    with database.read() as connection:
        tables = inspect(database.engine).get_table_names()
        rows = [row for name in tables for row in connection.execute(text(f"SELECT * FROM {name}"))]
    said = "\n".join(str(row) for row in rows)
    packed = [cell for row in rows for cell in row if isinstance(cell, bytes | memoryview)]
    said += "\n".join(line for batch in packed for line in unpack(bytes(batch)).fields)
    if database.is_sqlite:
        file = Path(database.engine.url.database or "")
        for beside in file.parent.glob(f"{file.name}*"):
            raw = beside.read_bytes()
            said += raw.decode("utf-8", "ignore") + raw.decode("latin-1")
    for path in services.settings.files.rglob("*"):
        said += str(path) + (path.read_bytes().decode("utf-8", "ignore") if path.is_file() else "")
    return said


def words_of(person: Device) -> str:
    """What nobody else writes."""
    return f"{person.session.name}写的判别式"


def write_a_lot(person: Device) -> None:
    """Notes, long enough to be packed and to be moved about in the database's pages, and a file."""
    words = words_of(person)
    upload(person, words.encode())
    fields = {"title": words, "body": f"{words} {reference(name_of(words.encode()))}" * 40}
    person.push([person.operation(n, fields=fields) for n in range(1, 60)])
    good(person.http.get(f"/v1/spaces/{person.space}/snapshot"))  # which folds it


def test_no_word_of_the_person_is_left(server: RunningServer, person: Device) -> None:
    write_a_lot(person)
    name, account_id = person.session.name, person.session.account_id
    with sign_in(server.url, name) as phone:
        before = everything(server)
        assert words_of(person) in before
        assert name in before
        assert account_id in before
        assert close(person).status_code == 204
        assert code(phone.http.get("/v1/spaces")) == (401, "not_signed_in")
        again = phone.http.post("/v1/sessions/refresh", json={"refresh_token": phone.session.refresh_token})
        assert code(again) == (401, "not_signed_in")
        assert phone.http.post("/v1/sessions", json=credentials(name)).status_code == 401
        after = everything(server)
        for word in (
            words_of(person),
            name,
            account_id,
            person.space,
            person.session.device_id,
            phone.session.device_id,
        ):
            assert word not in after
    with register(server.url, name) as anew:  # the name is free, and leads to nothing of before
        assert anew.log().entries == []


def test_a_lost_answer_is_told_again(server: RunningServer, person: Device) -> None:
    assert close(person).status_code == 204
    assert close(person).status_code == 204
    assert code(close(person, request_id="another")) == (401, "not_signed_in")


def test_the_password_is_asked_again(server: RunningServer, person: Device) -> None:
    write_a_lot(person)
    assert code(close(person, "somebody else's")) == (403, "wrong_password")
    assert len(person.log().entries) == 59
    assert get(person, name_of(words_of(person).encode())).is_success


def test_a_team_keeps_what_was_made_for_it_without_the_name(
    server: RunningServer, person: Device, stranger: Device
) -> None:
    team = found(stranger).id
    bring_in(stranger, person, team)
    card = {"id": "course", "title": "一起学"}
    published = {"card": card, "pack": "x", "author": person.session.name, "published_utc": ""}
    person.push(
        [
            person.operation(1, space=team, fields={"title": "给大家", "body": "一起看"}),
            person.operation(2, space=team, type="publication", id="p", fields=published),
        ]
    )
    good(stranger.http.get(f"/v1/spaces/{team}/snapshot"))
    with hints_of(stranger) as lines:
        read_starts(lines, 2)
        assert close(person).status_code == 204
        assert {next_event(lines)[0], next_event(lines)[0]} == {"moved", "spaces"}
    kept = good(stranger.http.get(f"/v1/spaces/{team}/log", params={"after": 0, "limit": 99})).json()
    assert kept["entries"][0]["fields"] == {"title": "给大家", "body": "一起看"}
    assert [entry["fields"].get("author") for entry in kept["entries"][1:]] == ["", ""]
    state = good(stranger.http.get(f"/v1/spaces/{team}/snapshot")).json()
    assert {one["type"]: one["fields"].get("author", [""])[0] for one in state["records"]} == {
        "note": "",
        "publication": "",
    }
    assert kept["chain"] == state["chain"], "the places in the log are what they were"
    assert [one.name for one in member_list(stranger, team)] == [stranger.session.name]
    assert person.session.name not in everything(server)


def test_whom_it_invited_came_by_an_invitation_all_the_same(
    server: RunningServer, person: Device, stranger: Device, new_name
) -> None:
    team, account_id = found(stranger).id, person.session.account_id
    bring_in(stranger, person, team)
    with register(server.url, new_name()) as friend:
        bring_in(person, friend, team)
        assert inviters(stranger, team)[friend.session.account_id] == account_id
        assert remove(person, team, person).status_code == 204, "also where it had left before"
        assert close(person).status_code == 204
        assert inviters(stranger, team) == {stranger.session.account_id: None, friend.session.account_id: ""}
        assert account_id not in everything(server)


def test_who_manages_alone_hands_over_first(server: RunningServer, person: Device, stranger: Device) -> None:
    team, alone = found(person).id, found(person).id
    bring_in(person, stranger, team)
    assert hurdles(person) == [(team, "last_manager")]
    assert code(close(person)) == (409, "not_yet_closable")
    assert {one.name for one in member_list(person, alone)} == {person.session.name}, "nothing has changed"
    assert set_role(person, team, stranger, "owner").is_success
    assert hurdles(person) == []
    assert close(person).status_code == 204
    assert alone not in everything(server), "nobody is left in it"


def test_a_child_needs_a_parent_and_leaves_nothing_about_itself(
    server: RunningServer, person: Device, stranger: Device
) -> None:
    home = found(stranger, "family").id
    bring_in(stranger, person, home, "child")
    me, name = person.session.account_id, person.session.name
    person.push(
        [
            person.operation(1, space=home, type="child", id="c", fields={"child": me, "name": name, "grade": 3}),
            person.operation(
                2,
                space=home,
                kind="event",
                type="request",
                id="r",
                fields={"child": me, "minutes": 5, "reason": words_of(person)},
            ),
        ]
    )
    link = {"summary": {"title": name, "name": name, "days": []}, "valid_s": 3600}
    stranger.http.post(f"/v1/families/{home}/links", json=link)
    assert hurdles(person) == [(home, "needs_parent")]
    assert code(close(person)) == (409, "not_yet_closable")
    assert remove(person, home, person).status_code == 202
    assert hurdles(person) == [(home, "needs_parent")], "the parent has to agree"
    assert remove(stranger, home, person).is_success
    assert hurdles(person) == []
    assert close(person).status_code == 204
    assert left(stranger) == []
    assert person.session.name not in everything(server)
    assert me not in everything(server).replace(f'"child":"{me}"', ""), "an id without a name is all that is left"


def test_requests_are_forgotten_after_a_while(server: RunningServer, person: Device, clock: FakeClock) -> None:
    from server.sweeping import sweep

    assert close(person).status_code == 204
    clock.advance(31 * 86_400)
    sweep(server._serving._app.state.services)
    assert code(close(person)) == (401, "not_signed_in")
