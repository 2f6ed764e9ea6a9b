"""The endpoint of the study clock."""

from __future__ import annotations

from fastapi import APIRouter

from server.accounts.signed_in import WhoIsSignedIn
from server.openapi import answers
from server.services import UsesServices
from sync.anchors import Anchor, AnchorRequest

router = APIRouter(prefix="/v1/timer", tags=["学习时钟"])


@router.post("/anchor", responses=answers(401, 413, 422, 429), summary="现在几点")
def anchor(who: WhoIsSignedIn, services: UsesServices, asked: AnchorRequest) -> Anchor:
    """服务器签名的时间：设备凭它知道今天是哪一天，改本机的时钟没有用。"""
    return services.anchors.sign(who.account_id, asked)
