"""The endpoints of spaces: one's own, and those that people share."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from server.accounts.devices import expected_of
from server.accounts.signed_in import WhoIsSignedIn
from server.openapi import answers
from server.services import UsesServices
from server.spaces import founding, inviting, joining, members
from server.spaces.membership import left_by, spaces_of
from sync.spaces import Invite, InviteCard, Join, Member, MemberList, NewInvite, NewRole, NewSpace
from sync.wire import Identifier, Space, SpaceList

router = APIRouter(prefix="/v1", tags=["空间"])

SpaceId = Annotated[Identifier, Path()]
AccountId = Annotated[Identifier, Path()]


@router.get("/spaces", responses=answers(401), summary="我的空间")
def list_spaces(who: WhoIsSignedIn, services: UsesServices) -> SpaceList:
    """列出这个账号所在的空间、每个空间的最新序号、离开过的空间，以及服务器等待这台设备的哪一条操作。"""
    epoch = services.database.epoch
    services.hub.listing(who.device_id)
    with services.database.read() as connection:
        spaces, expected_n = spaces_of(connection, who.account_id), expected_of(connection, who.device_id)
        left = left_by(connection, who.account_id)
        return SpaceList(spaces=spaces, expected_n=expected_n, epoch=epoch, left=left)


@router.post("/spaces", status_code=201, responses=answers(401, 403, 409, 413, 422), summary="新建共享空间")
def found_space(who: WhoIsSignedIn, services: UsesServices, asked: NewSpace) -> Space:
    """建一个家庭或小组空间，自己是第一个成员。同一个 request_id 不管来几次，都只有一个空间。"""
    return founding.found(services, who, asked)


@router.post(
    "/spaces/{space_id}/invites", status_code=201, responses=answers(401, 403, 404, 409, 413, 422), summary="发邀请码"
)
def invite(who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId, asked: NewInvite) -> Invite:
    """发一个六个字母的邀请码，到时自动失效。"""
    return inviting.invite_to(services, who, space_id, asked)


@router.get("/invites/{code}", responses=answers(401, 404, 422, 429), summary="看邀请码")
def look_at_invite(
    who: WhoIsSignedIn, services: UsesServices, code: Annotated[str, Path(min_length=1, max_length=40)]
) -> InviteCard:
    """这个邀请码通向哪里。大小写、空格、连字符都不要紧。"""
    return inviting.card_of(services, who, code)


@router.post("/joins", responses=answers(401, 403, 404, 409, 413, 422, 429), summary="凭邀请码加入")
def join(who: WhoIsSignedIn, services: UsesServices, asked: Join) -> Space:
    """加入一个空间。同一个 request_id 不管来几次，都只加入一次。"""
    return joining.join(services, who, asked)


@router.get("/spaces/{space_id}/members", responses=answers(401, 404, 422), summary="成员")
def list_members(who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId) -> MemberList:
    """列出空间的成员。"""
    return MemberList(members=members.members_of(services, who, space_id))


@router.patch(
    "/spaces/{space_id}/members/{account_id}", responses=answers(401, 403, 404, 409, 413, 422), summary="改身份"
)
def change_role(
    who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId, account_id: AccountId, asked: NewRole
) -> Member:
    """给一个成员换身份；只有管理这个空间的人可以。"""
    return members.change_role(services, who, space_id, account_id, asked.role)


@router.delete(
    "/spaces/{space_id}/members/{account_id}",
    status_code=204,
    responses={**answers(401, 403, 404, 409, 422), 202: {"description": "记下了：孩子想离开家庭，等家长同意"}},
    summary="移出成员，或者自己离开",
)
def remove(who: WhoIsSignedIn, services: UsesServices, space_id: SpaceId, account_id: AccountId) -> Response:
    """移出一个成员；写自己的账号就是离开。写过的内容留在空间里。孩子离开家庭要双方都同意：先记下（202），家长移出时才离开。"""
    gone = members.remove(services, who, space_id, account_id)
    return Response(status_code=204 if gone else 202)
