"""The endpoints of teams."""

from __future__ import annotations

from fastapi import APIRouter

from server.accounts.signed_in import WhoIsSignedIn
from server.openapi import answers
from server.services import UsesServices
from server.teams import presence
from sync.teams import Beat, Presence

router = APIRouter(prefix="/v1", tags=["小组"])


@router.post("/presence", responses=answers(401, 413, 422, 429), summary="我在")
def beat(who: WhoIsSignedIn, services: UsesServices, said: Beat) -> Presence:
    """每分钟说一次"我在"，同时知道队友谁在。只在内存里，不保存。"""
    return presence.beat(services, who, said)
