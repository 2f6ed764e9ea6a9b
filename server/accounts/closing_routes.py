"""The endpoints with which an account is deleted."""

from __future__ import annotations

from fastapi import APIRouter

from server.accounts import closing
from server.accounts.signed_in import Bearer, WhoIsSignedIn, signed_in
from server.openapi import answers
from server.services import UsesServices
from sync.closing import Closing, ClosingState

router = APIRouter(prefix="/v1/accounts/closing", tags=["账号"])


@router.get("", responses=answers(401), summary="注销前要先做什么")
def state(who: WhoIsSignedIn, services: UsesServices) -> ClosingState:
    """列出这个账号自己离不开的家庭和小组；空的就是随时可以注销。"""
    return closing.hurdles_of(services, who)


@router.post("", status_code=204, responses=answers(401, 403, 409, 413, 422), summary="注销账号")
def close(asked: Closing, bearer: Bearer, services: UsesServices) -> None:
    """删除账号和它的全部数据：个人空间、文件、设备、成员身份。要再输一次密码。回答丢了可以用同一个编号再问。"""
    if closing.was_closed(services, asked.request_id):
        return
    who = signed_in(services, bearer)
    services.codes.take(f"closing {who.account_id}")  # a device that lies open is no place to guess passwords
    closing.close(services, who, asked)
