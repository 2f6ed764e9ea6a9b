"""The endpoints of teams."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse

from server.accounts.signed_in import WhoIsSignedIn
from server.family import pages
from server.openapi import answers
from server.services import UsesServices
from server.teams import presence, reports
from server.teams.matching import answering
from server.teams.merging import answering as merging
from sync.teams import Beat, MatchAnswer, MatchState, MergeAnswer, MergeState, MergeWish, Presence, Report, Wish
from sync.wire import Identifier

router = APIRouter(tags=["小组"])


@router.post("/v1/presence", responses=answers(401, 413, 422, 429), summary="我在")
def beat(who: WhoIsSignedIn, services: UsesServices, said: Beat) -> Presence:
    """每分钟说一次"我在"，同时知道队友谁在。只在内存里，不保存。"""
    return presence.beat(services, who, said)


@router.put("/v1/match", responses=answers(401, 403, 413, 422, 429), summary="找学伴")
def look_for(who: WhoIsSignedIn, services: UsesServices, wish: Wish) -> MatchState:
    """说说自己想找什么样的学伴。请求会一直等着，断网也不丢；再来一次就是改主意。"""
    return answering.look_for(services, who, wish)


@router.get("/v1/match", responses=answers(401, 429), summary="找得怎么样了")
def state(who: WhoIsSignedIn, services: UsesServices) -> MatchState:
    """在等、有人选了、还是已经成组。"""
    return answering.state_of(services, who)


@router.delete("/v1/match", status_code=204, responses=answers(401, 429), summary="不找了")
def stop(who: WhoIsSignedIn, services: UsesServices) -> None:
    """不再等。"""
    answering.stop(services, who)


@router.post("/v1/match/{pair_id}/answer", responses=answers(401, 403, 404, 409, 413, 422, 429), summary="愿不愿意")
def answer(
    who: WhoIsSignedIn, services: UsesServices, pair_id: Annotated[Identifier, Path()], said: MatchAnswer
) -> MatchState:
    """两个人都愿意，就有了一个两人小组。对方说了什么，成了才知道。"""
    return answering.answer(services, who, pair_id, said)


@router.put(
    "/v1/blocks/{account_id}", status_code=204, responses=answers(401, 404, 409, 422, 429), summary="不想再遇到"
)
def block(who: WhoIsSignedIn, services: UsesServices, account_id: Annotated[Identifier, Path()]) -> None:
    """以后不再把这两个人推荐给对方。"""
    answering.block_person(services, who, account_id)


@router.delete("/v1/blocks/{account_id}", status_code=204, responses=answers(401, 404, 422, 429), summary="不再屏蔽")
def unblock(who: WhoIsSignedIn, services: UsesServices, account_id: Annotated[Identifier, Path()]) -> None:
    """收回屏蔽；对方如果也屏蔽了，那一边还在。"""
    answering.unblock_person(services, who, account_id)


@router.post("/v1/reports", status_code=204, responses=answers(401, 404, 409, 413, 422, 429), summary="举报")
def report(who: WhoIsSignedIn, services: UsesServices, said: Report) -> None:
    """小组里的内容不合适。同一个 request_id 不管来几次，只记一次。"""
    reports.report_person(services, who, said)


@router.put("/v1/teams/{space_id}/merge", responses=answers(401, 403, 404, 413, 422, 429), summary="愿意合并")
def come_along(
    who: WhoIsSignedIn, services: UsesServices, space_id: Annotated[Identifier, Path()], wish: MergeWish
) -> MergeState:
    """小组两周没有动静了，愿意和另一个也歇着的小组合成一个。只有自己说了愿意的人才会过去。"""
    return merging.come_along(services, who, space_id, wish)


@router.get("/v1/teams/{space_id}/merge", responses=answers(401, 404, 422, 429), summary="合并得怎么样了")
def merge_state(who: WhoIsSignedIn, services: UsesServices, space_id: Annotated[Identifier, Path()]) -> MergeState:
    """小组醒着、歇着、有合适的小组，还是已经合并。"""
    return merging.state_of(services, who, space_id)


@router.delete("/v1/teams/{space_id}/merge", status_code=204, responses=answers(401, 404, 422, 429), summary="不合并了")
def stay(who: WhoIsSignedIn, services: UsesServices, space_id: Annotated[Identifier, Path()]) -> None:
    """收回愿意。"""
    merging.stay(services, who, space_id)


@router.post(
    "/v1/teams/{space_id}/merge/{offer_id}",
    responses=answers(401, 403, 404, 413, 422, 429),
    summary="要不要和这个小组合并",
)
def answer_merge(
    who: WhoIsSignedIn,
    services: UsesServices,
    space_id: Annotated[Identifier, Path()],
    offer_id: Annotated[Identifier, Path()],
    said: MergeAnswer,
) -> MergeState:
    """两边的组长都愿意，愿意的人就有了一个新小组。旧小组和里面的内容都不动。"""
    return merging.answer(services, who, space_id, offer_id, said)


@router.get("/t/{code}", response_class=HTMLResponse, include_in_schema=False)
def join(code: Annotated[str, Path(min_length=1, max_length=64)]) -> HTMLResponse:
    """What to do with a team's code."""
    return pages.team_page(code)
