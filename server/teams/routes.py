"""The endpoints of teams."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse

from server.accounts.signed_in import WhoIsSignedIn
from server.family import pages
from server.openapi import answers
from server.services import UsesServices
from server.teams import presence
from sync.teams import Beat, Presence

router = APIRouter(tags=["小组"])


@router.post("/v1/presence", responses=answers(401, 413, 422, 429), summary="我在")
def beat(who: WhoIsSignedIn, services: UsesServices, said: Beat) -> Presence:
    """每分钟说一次"我在"，同时知道队友谁在。只在内存里，不保存。"""
    return presence.beat(services, who, said)


@router.get("/t/{code}", response_class=HTMLResponse, include_in_schema=False)
def join(code: Annotated[str, Path(min_length=1, max_length=64)]) -> HTMLResponse:
    """What to do with a team's code."""
    return pages.team_page(code)
