"""A backup that is made while the server runs, and put into an empty database of either kind."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.backup.__main__ import main
from server.backup.layout import MANIFEST
from server.settings import Settings, sqlite_url
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.person import Device, good, register, sign_in

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
NAME = hashlib.sha256(PICTURE).hexdigest()
NAMES = iter(range(1_000))


def settings_in(folder: Path) -> Settings:
    data = folder / "server.db"
    return replace(
        TEST_SETTINGS,
        database_url=sqlite_url(data),
        files=data.with_suffix(".files"),
        courses=data.with_suffix(".courses"),
        key_file=data.with_suffix(".key"),
    )


@pytest.fixture
def source(tmp_path: Path) -> Iterator[RunningServer]:
    settings = settings_in(tmp_path / "old")
    with running_server_on(settings.database_url, None, settings) as running:
        yield running


def write(device: Device) -> None:
    device.push(device.operations(1, 30))
    path = f"/v1/spaces/{device.space}/files/{NAME}"
    good(device.http.put(path, params={"size": len(PICTURE), "at": 0}, content=PICTURE))


def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    archive = tmp_path / "backup.zip"
    assert main(["--data", str(tmp_path / "old" / "server.db"), "make", str(archive)]) == 0
    return archive


def test_what_was_there_is_there_again(
    source: RunningServer, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with register(source.url, "小明") as device:
        write(device)
        archive = make(tmp_path, monkeypatch)
        before = device.log().model_dump()
    new = tmp_path / "new"
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert main(["--data", str(new / "server.db"), "restore", str(archive)]) == 0
    settings = replace(settings_in(new), database_url=database_url)
    with running_server_on(database_url, None, settings) as server, sign_in(server.url, "小明") as device:
        assert device.log().model_dump() == before
        assert device.http.get(f"/v1/spaces/{device.space}/files/{NAME}").content == PICTURE
        assert not device.push(device.operations(1, 3)).outcomes[0].reason
        with register(server.url, f"新同学{next(NAMES)}") as other:
            assert other.push(other.operations(1, 1)).expected_n == 2


def test_it_is_checked_before_anything_is_changed(
    source: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with register(source.url, "小明") as device:
        write(device)
    archive = make(tmp_path, monkeypatch)
    assert main(["check", str(archive)]) == 0
    assert "1 个账号" in capsys.readouterr().out
    short = tmp_path / "short.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(short, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.split(b"\n", 1)[1] if name == "tables/log.jsonl" else text)
    assert main(["check", str(short)]) == 1
    assert "log 应有" in capsys.readouterr().err
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    broken = tmp_path / "broken.zip"
    broken.write_bytes(data)
    into = ["--data", str(tmp_path / "new" / "server.db")]
    for wrong in (short, broken, tmp_path / "old" / "server.db"):
        assert main([*into, "restore", str(wrong)]) == 1
    assert main([*into, "restore", str(archive)]) == 0, "nothing of them has stayed"


def test_a_database_that_holds_somebody_is_left_alone(
    source: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with register(source.url, "小明"):
        archive = make(tmp_path, monkeypatch)
    assert main(["--data", str(tmp_path / "old" / "server.db"), "restore", str(archive)]) == 1
    assert "已经有账号了" in capsys.readouterr().err


def test_the_key_is_not_in_it(source: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with register(source.url, "小明"):
        archive = make(tmp_path, monkeypatch)
    with zipfile.ZipFile(archive) as made:
        assert MANIFEST in made.namelist()
        key = (tmp_path / "old" / "server.key").read_bytes()
        assert not any("key" in name or key.strip() in made.read(name) for name in made.namelist())
