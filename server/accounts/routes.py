"""The endpoints of accounts and sessions."""

from __future__ import annotations

from fastapi import APIRouter, Request

from server.accounts import refreshing, registering, signing_in, signing_out
from server.accounts.names import name_key
from server.accounts.signed_in import WhoIsSignedIn
from server.openapi import answers
from server.services import Services, UsesServices
from sync.wire import Credentials, RefreshRequest, Registration, Session

router = APIRouter(prefix="/v1", tags=["账号"])


@router.post("/accounts", status_code=201, responses=answers(409, 413, 422, 429), summary="注册")
def register(credentials: Registration, request: Request, services: UsesServices) -> Session:
    """注册一个账号：同时得到一个个人空间，并在这台设备上登录。"""
    _count_attempt(services, request, credentials)
    return registering.register(services, credentials)


@router.post("/sessions", status_code=201, responses=answers(401, 413, 422, 429), summary="登录")
def sign_in(credentials: Credentials, request: Request, services: UsesServices) -> Session:
    """在一台新设备上登录。"""
    _count_attempt(services, request, credentials)
    return signing_in.sign_in(services, credentials)


@router.post("/sessions/refresh", responses=answers(401, 413, 422), summary="换新令牌")
def refresh(asked: RefreshRequest, services: UsesServices) -> Session:
    """用刷新令牌换一对新令牌。旧的刷新令牌在新的用过之前一直有效，回答丢了可以再换一次。"""
    return refreshing.refresh(services, asked.refresh_token)


@router.delete("/sessions/current", status_code=204, responses=answers(401), summary="退出登录")
def sign_out(who: WhoIsSignedIn, services: UsesServices) -> None:
    """让这台设备退出登录：它的令牌立刻失效。"""
    signing_out.sign_out(services, who.device_id)


def _count_attempt(services: Services, request: Request, credentials: Credentials) -> None:
    services.addresses.take(request.client.host if request.client else "")
    services.names.take(name_key(credentials.name))
