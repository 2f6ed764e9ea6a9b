"""Uploads and downloads, in the words of the wire protocol."""

from __future__ import annotations

import hashlib

import httpx

from sync.files import FileState
from tests.server.person import Device, good


def name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def path(device: Device, sha256: str, space: str = "") -> str:
    return f"/v1/spaces/{space or device.space}/files/{sha256}"


def try_put(
    device: Device, sha256: str, size: int, at: int, data: bytes = b"", space: str = "", **headers: str
) -> httpx.Response:
    url = path(device, sha256, space)
    return device.http.put(url, params={"size": size, "at": at}, content=data, headers=headers)


def put(device: Device, sha256: str, size: int, at: int, data: bytes = b"", space: str = "") -> FileState:
    return FileState.model_validate_json(good(try_put(device, sha256, size, at, data, space)).content)


def upload(device: Device, data: bytes, space: str = "", part: int = 400_000) -> FileState:
    sha256 = name_of(data)
    state = put(device, sha256, len(data), 0, data[:part], space)
    for at in range(part, len(data), part):
        state = put(device, sha256, len(data), at, data[at : at + part], space)
    return state


def get(device: Device, sha256: str, space: str = "", **headers: str) -> httpx.Response:
    return device.http.get(path(device, sha256, space), headers=headers)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]
