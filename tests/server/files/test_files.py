import errno
import gzip
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.errors import NoRoom
from server.files.shelf import Shelf
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.files.carrying import code, get, name_of, path, put, try_put, upload
from tests.server.person import Device, good
from tests.server.spaces.people import bring_in, found, remove

PICTURE = random.Random(1).randbytes(1_000_003)
KIB = 1 << 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def server(database_url: str, folder: Path) -> Iterator[RunningServer]:
    limits = replace(TEST_SETTINGS, files=folder, file_limit_bytes=1 << 20, space_limit_bytes=3 << 20)
    with running_server_on(database_url, settings=limits) as running:
        yield running


def test_a_file_that_went_up_in_parts_comes_down_the_same(device: Device) -> None:
    state = upload(device, PICTURE)
    assert (state.complete, state.received, state.size) == (True, len(PICTURE), len(PICTURE))
    answer = get(device, name_of(PICTURE))
    assert answer.content == PICTURE
    assert answer.headers["etag"] == f'"{name_of(PICTURE)}"'
    assert "content-encoding" not in answer.headers, "pictures are packed already"
    assert upload(device, PICTURE).complete, "again is no error"


def test_an_empty_file_is_a_file(device: Device) -> None:
    assert upload(device, b"").complete
    assert get(device, name_of(b"")).content == b""


def test_an_upload_that_broke_off_goes_on_where_it_was(device: Device) -> None:
    sha256, size = name_of(PICTURE), len(PICTURE)
    assert put(device, sha256, size, 0, PICTURE[:300_000]).received == 300_000
    assert put(device, sha256, size, 0).received == 300_000, "an empty part asks how much there is"
    assert code(get(device, sha256)) == (404, "no_such_file")
    answer = try_put(device, sha256, size, 400_000, PICTURE[400_000:500_000])
    assert code(answer) == (409, "missing_part")
    assert answer.json()["detail"]["received"] == 300_000
    assert put(device, sha256, size, 200_000, PICTURE[200_000:600_000]).received == 600_000, "an overlap is cut off"
    assert put(device, sha256, size, 100_000, PICTURE[100_000:200_000]).received == 600_000, "nothing new"
    assert put(device, sha256, size, 600_000, PICTURE[600_000:]).complete
    assert get(device, sha256).content == PICTURE


def test_what_is_not_what_its_name_says_is_not_kept(device: Device, folder: Path) -> None:
    wrong = name_of(b"something else")
    assert code(try_put(device, wrong, 5, 0, b"hello")) == (422, "wrong_hash")
    assert code(get(device, wrong)) == (404, "no_such_file")
    assert not [file for file in (folder / device.space).iterdir() if file.name.startswith(wrong)]
    assert put(device, wrong, 14, 0, b"something else").complete, "and does not stand in the way of the right one"


def test_a_wrong_size_does_not_stand_in_the_way(device: Device, stranger: Device) -> None:
    space = found(device).id
    bring_in(device, stranger, space)
    put(stranger, name_of(PICTURE), 999, 0, PICTURE[:999][:500], space)
    assert upload(device, PICTURE, space).complete


@pytest.mark.parametrize(
    ("header", "status", "first", "last"),
    [
        ("bytes=0-", 200, 0, 1_000_002),
        ("bytes=500000-", 206, 500_000, 1_000_002),
        ("bytes=10-19", 206, 10, 19),
        ("bytes=999999-5000000", 206, 999_999, 1_000_002),
        ("bytes=20-10", 200, 0, 1_000_002),
        ("bytes=0-1,5-6", 200, 0, 1_000_002),
        ("bytes=-5", 200, 0, 1_000_002),
        ("nonsense", 200, 0, 1_000_002),
    ],
)
def test_a_range_goes_out(device: Device, header: str, status: int, first: int, last: int) -> None:
    upload(device, PICTURE)
    answer = get(device, name_of(PICTURE), range=header)
    assert answer.status_code == status
    assert answer.content == PICTURE[first : last + 1]
    assert answer.headers.get("content-range") == (f"bytes {first}-{last}/1000003" if status == 206 else None)


def test_a_range_behind_the_end_is_refused(device: Device) -> None:
    upload(device, PICTURE)
    answer = get(device, name_of(PICTURE), range="bytes=1000003-")
    assert code(answer) == (416, "no_such_range")
    assert answer.headers["content-range"] == "bytes */1000003"


def test_limits_are_said_in_words(device: Device) -> None:
    answer = try_put(device, name_of(b"x"), (1 << 20) + 1, 0)
    assert code(answer) == (413, "file_too_large")
    assert answer.json()["detail"]["message"] == "文件太大了，最多 1 MB。"
    for i in range(3):
        put(device, name_of(bytes([i])), 1 << 20, 0)
    answer = try_put(device, name_of(b"one more"), 8, 0, b"one more")
    assert code(answer) == (413, "space_full")
    assert code(try_put(device, name_of(b"x"), 4, 0, b"hello")) == (413, "space_full")


def test_more_than_was_announced_is_refused(device: Device) -> None:
    assert code(try_put(device, name_of(b"hello"), 4, 0, b"hello")) == (422, "not_valid")


def test_a_packed_part_is_unpacked(device: Device) -> None:
    text = "一元二次方程".encode() * 1_000
    answer = try_put(device, name_of(text), len(text), 0, gzip.compress(text), **{"content-encoding": "gzip"})
    assert good(answer).json()["complete"]


def test_only_members_get_at_the_files_and_readers_only_read(device: Device, stranger: Device) -> None:
    space = found(device).id
    upload(device, b"secret", space)
    assert code(get(stranger, name_of(b"secret"), space)) == (404, "no_such_space")
    assert code(try_put(stranger, name_of(b"mine"), 4, 0, b"mine", space)) == (404, "no_such_space")
    assert code(get(stranger, name_of(b"secret"))) == (404, "no_such_file"), "each space has files of its own"
    bring_in(device, stranger, space, "reader")
    assert get(stranger, name_of(b"secret"), space).content == b"secret"
    assert code(try_put(stranger, name_of(b"mine"), 4, 0, b"mine", space)) == (403, "no_right")
    good(remove(device, space, stranger))
    assert code(get(stranger, name_of(b"secret"), space)) == (404, "no_such_space")


@pytest.mark.parametrize("name", ["", "x" * 64, "A" * 64, "0" * 63, "..%2F..%2Fserver.db"])
def test_a_name_that_is_no_hash_is_refused(device: Device, name: str) -> None:
    answer = device.http.put(path(device, name), params={"size": 1}, content=b"x")
    assert answer.status_code in (404, 405, 422)


def test_many_who_upload_the_same_at_once_agree(device: Device) -> None:
    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(lambda _: try_upload(device), range(4)))
    assert any(states)
    assert upload(device, PICTURE).complete
    assert get(device, name_of(PICTURE)).content == PICTURE


def try_upload(device: Device) -> bool:
    size, at = len(PICTURE), 0
    for _ in range(100):
        answer = try_put(device, name_of(PICTURE), size, at, PICTURE[at : at + 100_000])
        detail = answer.json().get("detail", answer.json())
        if detail.get("complete"):
            return True
        at = detail["received"]
    return False


def test_a_file_that_the_disk_has_lost_may_come_again(device: Device, folder: Path) -> None:
    upload(device, b"lost and found")
    (folder / device.space / name_of(b"lost and found")).unlink()
    assert code(get(device, name_of(b"lost and found"))) == (404, "no_such_file")
    assert upload(device, b"lost and found").complete
    assert get(device, name_of(b"lost and found")).content == b"lost and found"


PARTS = st.lists(st.tuples(st.integers(-2, 2), st.integers(0, 40)), max_size=30)


@given(data=st.binary(max_size=200), parts=PARTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_parts_come_the_file_is_right_or_not_there(device: Device, data: bytes, parts: list) -> None:
    """Parts that overlap, repeat or leave gaps, cut anywhere: a whole file has the right bytes."""
    sha256, received = name_of(data), 0
    for shift, length in parts:
        at = max(0, received + shift)
        answer = try_put(device, sha256, len(data), at, data[at : at + length])
        detail = answer.json().get("detail", answer.json())
        assert answer.status_code == (409 if at > detail["received"] and not detail.get("complete") else 200)
        assert detail["received"] >= received
        received = detail["received"]
    assert upload(device, data, part=max(1, len(data) // 3)).complete
    assert get(device, sha256).content == data


def test_a_full_disk_is_said_and_the_upload_goes_on_when_there_is_room(
    device: Device, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256, size = name_of(PICTURE), len(PICTURE)
    put(device, sha256, size, 0, PICTURE[:300_000])

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "append", full)
        answer = try_put(device, sha256, size, 300_000, PICTURE[300_000:600_000])
    assert code(answer) == (503, "no_room")
    assert answer.headers["retry-after"] == "300"
    assert put(device, sha256, size, 0).received == 300_000
    assert upload(device, PICTURE).complete


@pytest.mark.parametrize("when", ["before the file is whole", "before that is written down"])
def test_a_crash_at_the_last_part_heals_with_the_next_try(
    device: Device, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    finish = Shelf.finish

    def crash(shelf: Shelf, space_id: str, sha256: str) -> bool:
        if when == "before that is written down":
            finish(shelf, space_id, sha256)
        raise NoRoom

    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "finish", crash)
        sha256, size = name_of(PICTURE), len(PICTURE)
        put(device, sha256, size, 0, PICTURE[:500_000])
        assert try_put(device, sha256, size, 500_000, PICTURE[500_000:]).status_code == 503
    assert code(get(device, sha256)) == (404, "no_such_file")
    assert put(device, sha256, size, 0).complete
    assert get(device, sha256).content == PICTURE
