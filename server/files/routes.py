"""The endpoints of files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from server.accounts.signed_in import WhoIsSignedIn
from server.files.fetching import fetch
from server.files.uploading import Part, take_part
from server.openapi import answers
from server.sending import BINARY, DESCRIBED, Wanted
from server.services import UsesServices
from sync.files import FileState, Sha256
from sync.wire import Identifier

router = APIRouter(prefix="/v1/spaces/{space_id}/files", tags=["文件"])

_LARGEST = (1 << 63) - 1
_PART_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": BINARY}}}


async def _body(request: Request) -> bytes:
    return await request.body()


@router.put(
    "/{sha256}", responses=answers(401, 403, 404, 409, 413, 422), openapi_extra=_PART_BODY, summary="上传文件的一段"
)
def put_part(
    who: WhoIsSignedIn,
    services: UsesServices,
    space_id: Annotated[Identifier, Path()],
    sha256: Annotated[Sha256, Path()],
    size: Annotated[int, Query(ge=0, le=_LARGEST, description="整个文件的字节数")],
    data: Annotated[bytes, Depends(_body)],
    at: Annotated[int, Query(ge=0, le=_LARGEST, description="这一段从第几个字节开始")] = 0,
) -> FileState:
    """按顺序上传文件的一段。空的一段只是问已经有多少；断了以后从那里接着传。最后核对 SHA-256。"""
    return take_part(services, who, Part(space_id, sha256, size, at, data))


@router.get(
    "/{sha256}", response_class=StreamingResponse, responses=DESCRIBED | answers(401, 404, 416, 422), summary="下载文件"
)
def get_file(
    who: WhoIsSignedIn,
    services: UsesServices,
    space_id: Annotated[Identifier, Path()],
    sha256: Annotated[Sha256, Path()],
    wanted: Annotated[str | None, Header(alias="Range", description="bytes=A- 或 bytes=A-B")] = None,
) -> Response:
    """下载整个文件或其中一段；断了以后从断的地方接着下载。"""
    return fetch(services, who, space_id, sha256, Wanted(wanted))
