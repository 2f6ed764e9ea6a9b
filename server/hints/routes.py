"""The endpoints of hints, and of what passes among them without being kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from server.accounts.signed_in import WhoIsSignedIn
from server.hints import pointing
from server.hints.frames import frames
from server.openapi import answers
from server.services import UsesServices
from sync.cursors import Cursor
from sync.wire import Identifier

router = APIRouter(prefix="/v1", tags=["同步"])

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # the second: nginx must not collect the events
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "事件流：moved（Hint）、cursor（CursorTold）、battles（BattleList），最后可能是 elsewhere"
        "（另一处用同一次登录接上了）；没有消息时每 15 秒一行注释",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("/hints", response_class=StreamingResponse, responses=_STREAM | answers(401), summary="变动提示")
async def hints(who: WhoIsSignedIn, services: UsesServices) -> StreamingResponse:
    """空间有了新操作就提示。连上时先说每个空间的最新序号；一台设备同时只有一条，新的顶掉旧的，旧的收到 elsewhere。"""
    return StreamingResponse(frames(services, who), media_type="text/event-stream", headers=_HEADERS)


@router.post(
    "/spaces/{space_id}/cursors", status_code=204, responses=answers(401, 404, 413, 422, 429), summary="光标在哪里"
)
def point(who: WhoIsSignedIn, services: UsesServices, space_id: Annotated[Identifier, Path()], said: Cursor) -> None:
    """正在写的笔记里光标的位置，转给此刻在线的成员。只经过内存，不进日志，不保存。"""
    pointing.point(services, who, space_id, said)
