"""The endpoints of families, and the pages behind their links."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse

from server.accounts.signed_in import WhoIsSignedIn
from server.family import keys, links, pages
from server.openapi import answers
from server.services import UsesServices
from sync.families import CodeKey, Link, LinkList, NewLink
from sync.wire import Identifier

router = APIRouter(tags=["家庭"])

SpaceId = Annotated[Identifier, Path()]
Told = Annotated[str, Path(min_length=1, max_length=64)]


@router.get(
    "/v1/spaces/{space_id}/children/{child}/code-key", responses=answers(401, 403, 404, 422), summary="离线码的钥匙"
)
def get_code_key(
    who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId, child: Annotated[Identifier, Path()]
) -> CodeKey:
    """孩子自己和家长都拿到同一把钥匙：家长的设备算出一次性的码，孩子的设备不联网也能核对。"""
    return CodeKey(key=keys.code_key(services, who, space_id, child))


@router.post(
    "/v1/spaces/{space_id}/links", status_code=201, responses=answers(401, 403, 404, 409, 413, 422), summary="给老师看"
)
def new_link(who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId, asked: NewLink) -> Link:
    """家长把一周的小结变成一个到期失效的链接。链接里只有发出时的内容。"""
    return links.make_link(services, who, space_id, asked)


@router.get("/v1/spaces/{space_id}/links", responses=answers(401, 403, 404, 422), summary="还有效的链接")
def list_links(who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId) -> LinkList:
    """列出这个家庭还有效的链接。"""
    return links.links_of(services, who, space_id)


@router.delete(
    "/v1/spaces/{space_id}/links/{link_id}", status_code=204, responses=answers(401, 403, 404, 422), summary="收回链接"
)
def take_back(
    who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId, link_id: Annotated[Identifier, Path()]
) -> None:
    """收回一个链接，立刻打不开。"""
    links.take_back(services, who, space_id, link_id)


@router.get("/w/{token}", response_class=HTMLResponse, include_in_schema=False)
def week(services: UsesServices, token: Told) -> HTMLResponse:
    """The week behind a link."""
    found = links.shown_by(services, token)
    return pages.week_page(*found) if found else pages.gone_page()


@router.get("/j/{code}", response_class=HTMLResponse, include_in_schema=False)
def join(code: Told) -> HTMLResponse:
    """What to do with an invite's code."""
    return pages.join_page(code)
