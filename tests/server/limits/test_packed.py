import gzip
import json
import zlib

import httpx
import pytest

from tests.server.person import Device

GZIP = {"content-encoding": "gzip", "content-type": "application/json"}
LIMIT = 1 << 20


def push(device: Device, body: bytes, headers: dict[str, str] = GZIP) -> httpx.Response:
    return device.http.post("/v1/sync/push", content=body, headers=headers)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]


def packed(device: Device, first_n: int, last_n: int) -> bytes:
    return gzip.compress(json.dumps({"operations": device.operations(first_n, last_n)}).encode())


def padded(size: int) -> bytes:
    frame = b'{"operations": [], "padding": ""}'
    return frame[:-2] + b"x" * (size - len(frame)) + frame[-2:]


def test_a_packed_push_is_taken_like_a_plain_one(device: Device) -> None:
    assert push(device, packed(device, 1, 100)).json()["expected_n"] == 101
    assert push(device, packed(device, 101, 101), GZIP | {"content-encoding": "GZIP"}).is_success
    assert len(device.log().entries) == 101


def test_a_packed_body_may_come_in_pieces(device: Device) -> None:
    body = packed(device, 1, 100)
    pieces = (body[i : i + 100] for i in range(0, len(body), 100))
    assert device.http.post("/v1/sync/push", content=pieces, headers=GZIP).json()["expected_n"] == 101


def test_a_small_bomb_stays_small(device: Device) -> None:
    bomb = gzip.compress(b"0" * (200 << 20))
    assert len(bomb) < LIMIT
    answer = push(device, bomb)
    assert code(answer) == (413, "too_large")
    assert device.push([]).expected_n == 1, "the connection goes on"


def test_the_limit_is_that_of_the_unpacked_body(device: Device) -> None:
    assert push(device, gzip.compress(padded(LIMIT))).is_success
    assert code(push(device, gzip.compress(padded(LIMIT + 1)))) == (413, "too_large")


def broken(body: bytes) -> dict[str, bytes]:
    return {
        "not packed at all": b'{"operations": []}',
        "cut off": body[:-5],
        "empty": b"",
        "something behind it": body + b"more",
        "zlib without gzip's frame": zlib.compress(b"{}"),
        "a wrong checksum": body[:-8] + bytes(8),
    }


@pytest.mark.parametrize("name", broken(b""))
def test_a_broken_body_is_refused_with_a_sentence(device: Device, name: str) -> None:
    answer = push(device, broken(packed(device, 1, 1))[name])
    assert code(answer) == (422, "not_valid")
    assert device.push([]).expected_n == 1


def test_another_packing_is_refused(device: Device) -> None:
    assert code(push(device, b"", GZIP | {"content-encoding": "br"})) == (415, "unknown_packing")
    assert push(device, b'{"operations": []}', GZIP | {"content-encoding": "identity"}).is_success


def test_answers_above_a_kilobyte_are_packed_for_who_asks(device: Device) -> None:
    device.push(device.operations(1, 20))
    path = f"/v1/spaces/{device.space}/log"
    assert device.http.get(path).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in device.http.get(path, headers={"accept-encoding": "identity"}).headers
    assert "content-encoding" not in device.http.get(path, params={"limit": 1}).headers
