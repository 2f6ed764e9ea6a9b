"""What people do with a space that they share, in the words of the wire protocol."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import httpx

from sync.spaces import Invite, Member, MemberList
from sync.wire import Space, SpaceList
from tests.server.person import Device, good, next_hint

_requests = (f"request-{i}" for i in itertools.count())


def found(device: Device, kind: str = "team", **more: Any) -> Space:
    body = {"request_id": next(_requests), "kind": kind, "name": "晨读小组"} | more
    return Space.model_validate_json(good(device.http.post("/v1/spaces", json=body)).content)


def try_invite(device: Device, space: str, role: str, **more: Any) -> httpx.Response:
    return device.http.post(f"/v1/spaces/{space}/invites", json={"role": role} | more)


def invite(device: Device, space: str, role: str = "member", **more: Any) -> Invite:
    return Invite.model_validate_json(good(try_invite(device, space, role, **more)).content)


def try_join(device: Device, typed: str, request_id: str = "") -> httpx.Response:
    return device.http.post("/v1/joins", json={"request_id": request_id or next(_requests), "code": typed})


def join(device: Device, typed: str, request_id: str = "") -> Space:
    return Space.model_validate_json(good(try_join(device, typed, request_id)).content)


def bring_in(host: Device, guest: Device, space: str, role: str = "member") -> Space:
    return join(guest, invite(host, space, role).code)


def members(device: Device, space: str) -> dict[str, str]:
    """Account id → role, the first member first."""
    return {one.account_id: one.role for one in member_list(device, space)}


def inviters(device: Device, space: str) -> dict[str, str | None]:
    """Account id → by whose invite it came."""
    return {one.account_id: one.invited_by for one in member_list(device, space)}


def member_list(device: Device, space: str) -> list[Member]:
    return MemberList.model_validate_json(good(device.http.get(f"/v1/spaces/{space}/members")).content).members


def set_role(device: Device, space: str, of: Device, role: str) -> httpx.Response:
    return device.http.patch(f"/v1/spaces/{space}/members/{of.session.account_id}", json={"role": role})


def remove(device: Device, space: str, whom: Device) -> httpx.Response:
    return device.http.delete(f"/v1/spaces/{space}/members/{whom.session.account_id}")


def spaces(device: Device) -> dict[str, Space]:
    answer = good(device.http.get("/v1/spaces"))
    return {space.id: space for space in SpaceList.model_validate_json(answer.content).spaces}


def left(device: Device) -> list[str]:
    return SpaceList.model_validate_json(good(device.http.get("/v1/spaces")).content).left


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]


def read_starts(lines: Iterator[str], count: int) -> None:
    """The hints with which a stream of a member of `count` spaces begins."""
    for _ in range(count):
        next_hint(lines)


def next_event(lines: Iterator[str]) -> tuple[str, str]:
    """The next event's name and data."""
    name = next(line for line in lines if line.startswith("event: "))
    return name.removeprefix("event: "), next(lines).removeprefix("data: ")
