"""The endpoint that reads the text in a picture."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from server.accounts.signed_in import WhoIsSignedIn
from server.mistakes.reading import read_picture
from server.openapi import answers
from sync.reading import TextRead

router = APIRouter(prefix="/v1/readings", tags=["错题"])

_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_PICTURE = {"requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}}}


async def _body(request: Request) -> bytes:
    return await request.body()


@router.post("", responses=answers(401, 404, 413, 422), openapi_extra=_PICTURE, summary="读出图片里的文字")
def read(_who: WhoIsSignedIn, data: Annotated[bytes, Depends(_body)]) -> TextRead:
    """读出图片里的文字。图片和文字都不保存。没有装识字组件的服务器回答 404。"""
    return read_picture(data)
