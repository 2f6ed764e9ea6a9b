"""The endpoints of devices."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from server.accounts import devices
from server.accounts.signed_in import WhoIsSignedIn
from server.openapi import answers
from server.services import UsesServices
from sync.devices import DeviceList
from sync.wire import Identifier, RenewRequest

router = APIRouter(prefix="/v1/devices", tags=["设备"])


@router.get("", responses=answers(401), summary="我的设备")
def list_devices(who: WhoIsSignedIn, services: UsesServices) -> DeviceList:
    """列出这个账号已登录的设备，最近用过的在前。"""
    return DeviceList(devices=devices.devices_of(services, who))


@router.post("/renew", status_code=204, responses=answers(401, 409, 413, 422), summary="换设备编号")
def renew(who: WhoIsSignedIn, asked: RenewRequest, services: UsesServices) -> None:
    """本机的数据是恢复或复制来的，就换一个自己取的新编号：令牌照用，操作从 1 重新编号，旧编号随即失效。可以重复。"""
    devices.renew(services, who, asked.device_id)


@router.delete("/{device_id}", status_code=204, responses=answers(401, 404, 422), summary="移除设备")
def revoke(who: WhoIsSignedIn, services: UsesServices, device_id: Annotated[Identifier, Path()]) -> None:
    """让这个账号的一台设备退出登录：它的令牌和事件流立刻失效，它上传过的内容都还在。"""
    devices.revoke(services, who, device_id)
