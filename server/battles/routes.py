"""The endpoints of battles. They run on the event loop, as the rooms do; what asks the database goes to a thread."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from server.accounts.signed_in import WhoIsSignedIn
from server.battles.admitting import check_member, name_to_admit
from server.battles.frames import frames
from server.battles.room import Room
from server.errors import NoSuchBattle, NoSuchInvite
from server.openapi import answers
from server.services import UsesServices
from sync.battles import BattleCard, BattleList, Counted, GivenAnswer, JoinBattle, NewBattle, Seen
from sync.wire import Identifier

router = APIRouter(prefix="/v1/battles", tags=["知识大作战"])

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # as in server.hints.routes
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "事件流：event: battle，data 是 BattleEvent，编号从 1 开始；每 2 秒至少一行注释",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}

Battle = Annotated[Identifier, Path()]


@router.post("", status_code=201, responses=answers(401, 403, 404, 409, 413, 422), summary="开一场")
async def make(who: WhoIsSignedIn, services: UsesServices, asked: NewBattle) -> BattleCard:
    """在小组或家庭里开一场，题目和答案由开的人的设备带来。同一个 request_id 不管来几次，都只有一场。"""
    name = await run_in_threadpool(name_to_admit, services, who, asked.space, [])
    return services.battles.make(who.account_id, name, asked).card


@router.get("", responses=answers(401, 403, 404, 422), summary="正在开的")
async def open_in(who: WhoIsSignedIn, services: UsesServices, space: Annotated[Identifier, Query()]) -> BattleList:
    """这个空间里还没结束的大作战。"""
    await run_in_threadpool(check_member, services, who, space)
    return BattleList(battles=[room.card for room in services.battles.of_space(space)])


@router.post("/joins", responses=answers(401, 403, 404, 409, 413, 422), summary="加入")
async def join(who: WhoIsSignedIn, services: UsesServices, asked: JoinBattle) -> BattleCard:
    """用六位码加入，或者作为成员直接加入。再来一次没有坏处。"""
    rooms, invited = services.battles, bool(asked.code)
    services.codes.check(who.account_id)
    room = rooms.by_code(asked.code) if invited else rooms.get(asked.battle)
    if room is None:
        services.codes.take(who.account_id)
        raise NoSuchInvite
    name = await run_in_threadpool(_admit, services, who, room, invited)
    room.join(who.account_id, name, rooms.now_s())
    rooms.moved(room)
    return room.card


def _admit(services: UsesServices, who: WhoIsSignedIn, room: Room, invited: bool) -> str:
    return name_to_admit(services, who, room.space, tuple(room.players), invited=invited)


@router.post("/{battle_id}/start", status_code=204, responses=answers(401, 403, 404, 409, 422), summary="开始")
async def start(who: WhoIsSignedIn, services: UsesServices, battle_id: Battle) -> None:
    """开的人说开始，就开始。"""
    room = services.battles.of_player(battle_id, who.account_id)
    room.start(who.account_id, services.battles.now_s())
    services.battles.moved(room)


@router.post("/{battle_id}/seen", status_code=204, responses=answers(401, 404, 413, 422), summary="看到了")
async def seen(who: WhoIsSignedIn, services: UsesServices, battle_id: Battle, said: Seen) -> None:
    """这个事件已经在屏幕上。服务器由此知道来回要多久，慢的网络不吃亏。"""
    room = services.battles.of_player(battle_id, who.account_id)
    room.seen(who.account_id, said.event, services.battles.now_s())


@router.post("/{battle_id}/answers", responses=answers(401, 404, 409, 413, 422), summary="回答")
async def answer(who: WhoIsSignedIn, services: UsesServices, battle_id: Battle, said: GivenAnswer) -> Counted:
    """每个人每道题只算一次，不管来几次。"""
    room = services.battles.of_player(battle_id, who.account_id)
    counted = room.answer(who.account_id, said, services.battles.now_s())
    services.battles.moved(room)
    return counted


@router.post("/{battle_id}/leave", status_code=204, responses=answers(401, 404, 422), summary="离开")
async def leave(who: WhoIsSignedIn, services: UsesServices, battle_id: Battle) -> None:
    """离开这一场；答过的都算。"""
    try:
        room = services.battles.of_player(battle_id, who.account_id)
    except NoSuchBattle:
        services.battles.get(battle_id)  # who is no longer in it has left: said again, it stays so
        return
    room.leave(who.account_id, services.battles.now_s())
    services.battles.moved(room)


@router.get(
    "/{battle_id}/events", response_class=StreamingResponse, responses=_STREAM | answers(401, 404, 422), summary="实况"
)
async def events(
    who: WhoIsSignedIn, services: UsesServices, battle_id: Battle, after: Annotated[int, Query(ge=0, le=1 << 31)] = 0
) -> StreamingResponse:
    """第几个事件之后的所有事件；断了线，从最后看到的那个接着来，什么都不少。"""
    room = services.battles.of_player(battle_id, who.account_id)
    stream = frames(services.battles, room, who, after)
    return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)
