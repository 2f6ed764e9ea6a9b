"""The endpoint of hints."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from server.accounts.signed_in import WhoIsSignedIn
from server.hints.frames import frames
from server.openapi import answers
from server.services import UsesServices

router = APIRouter(prefix="/v1/hints", tags=["同步"])

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # the second: nginx must not collect the events
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "事件流：event: moved，data 是 Hint；没有消息时每 15 秒一行注释",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("", response_class=StreamingResponse, responses=_STREAM | answers(401), summary="变动提示")
async def hints(who: WhoIsSignedIn, services: UsesServices) -> StreamingResponse:
    """空间有了新操作就提示。连上时先说每个空间的最新序号；一台设备同时只有一条，新的顶掉旧的。"""
    return StreamingResponse(frames(services, who), media_type="text/event-stream", headers=_HEADERS)
