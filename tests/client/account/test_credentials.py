"""The credentials: only their owner can read them, only their server gets them, a crash leaves old or new."""

import json
import logging
import os
import stat
from pathlib import Path

import pytest

from client.account.credentials import FILE, Credentials
from tests.fakes.http_server import session

SERVER = "http://server.test"


async def signed_in(folder: Path) -> Credentials:
    credentials = await Credentials.open(folder, SERVER)
    await credentials.keep(session(), "书房")
    return credentials


async def test_nobody_is_signed_in_at_first(tmp_path: Path) -> None:
    credentials = await Credentials.open(tmp_path, SERVER)
    assert (credentials.login, credentials.access_token, credentials.refresh_token) == (None, None, None)


async def test_they_are_there_after_a_restart(tmp_path: Path) -> None:
    await signed_in(tmp_path)
    again = await Credentials.open(tmp_path, SERVER)
    assert again.access_token == "access-1"
    assert again.login
    assert again.login.device_name == "书房"


async def test_only_their_owner_can_read_them(tmp_path: Path) -> None:
    await signed_in(tmp_path / "new folder")
    file = tmp_path / "new folder" / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [FILE]


async def test_another_server_never_gets_them(tmp_path: Path) -> None:
    await signed_in(tmp_path)
    assert (await Credentials.open(tmp_path, "http://other.test")).access_token is None
    assert (await Credentials.open(tmp_path, SERVER)).access_token == "access-1"


async def test_new_tokens_replace_the_old_ones(tmp_path: Path) -> None:
    credentials = await signed_in(tmp_path)
    await credentials.renew(session("access-2", "refresh-2"))
    again = await Credentials.open(tmp_path, SERVER)
    assert (again.access_token, again.refresh_token) == ("access-2", "refresh-2")
    assert again.login
    assert again.login.device_name == "书房"


async def test_tokens_that_come_after_signing_out_do_not_sign_in_again(tmp_path: Path) -> None:
    credentials = await signed_in(tmp_path)
    await credentials.forget()
    await credentials.renew(session("access-2", "refresh-2"))
    assert credentials.access_token is None
    assert not (tmp_path / FILE).exists()


async def test_a_failed_write_leaves_the_old_tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    credentials = await signed_in(tmp_path)

    def full(*_args: object, **_options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("client.account.credentials.json.dump", full)
    with pytest.raises(OSError, match="disk full"):
        await credentials.renew(session("access-2", "refresh-2"))
    assert json.loads((tmp_path / FILE).read_text())["access_token"] == "access-1"
    assert os.listdir(tmp_path) == [FILE]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"server": "http://server.test"}', '{"unknown": 1}'])
async def test_a_damaged_file_counts_as_signed_out(tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_text(text)
    with caplog.at_level(logging.WARNING):
        assert (await Credentials.open(tmp_path, SERVER)).login is None
    assert "signed out" in caplog.text


async def test_no_log_can_show_a_token(tmp_path: Path) -> None:
    credentials = await signed_in(tmp_path)
    assert "access-1" not in f"{credentials!r} {credentials.login!r}"
