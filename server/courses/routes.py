"""The endpoints of the catalogue; nobody needs an account for them."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import StreamingResponse

from server.courses import catalogue
from server.errors import NoSuchCourse
from server.openapi import answers
from server.sending import DESCRIBED, Wanted, send
from server.services import UsesServices
from sync.courses import PAGE_LIMIT, CatalogueCourse, CataloguePage, CourseId

router = APIRouter(prefix="/v1/courses", tags=["课程"])

_LARGEST = (1 << 63) - 1
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "和上次一样（If-None-Match）"}}


@router.get("", response_model=CataloguePage, responses=_UNCHANGED | answers(422), summary="课程目录")
def list_courses(
    services: UsesServices,
    after: Annotated[str, Query(max_length=128, description="从哪个课程编号之后开始")] = "",
    limit: Annotated[int, Query(ge=1, le=PAGE_LIMIT)] = PAGE_LIMIT,
    known: Annotated[str | None, Header(alias="If-None-Match", description="上次答复的 ETag")] = None,
) -> Response:
    """每门课程的最新版本，按编号一页一页地列出。不用登录。"""
    body = catalogue.page(services.database, after, limit).model_dump_json().encode()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'  # weak: the answer may be packed
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if known == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


@router.get("/{course_id}", responses=answers(404, 422), summary="一门课程")
def get_course(services: UsesServices, course_id: Annotated[CourseId, Path()]) -> CatalogueCourse:
    """一门课程的最新版本。"""
    return catalogue.course(services.database, course_id)


@router.get(
    "/{course_id}/packs/{version}",
    response_class=StreamingResponse,
    responses=DESCRIBED | answers(404, 416, 422),
    summary="下载课程包",
)
def get_pack(
    services: UsesServices,
    course_id: Annotated[CourseId, Path()],
    version: Annotated[int, Path(ge=1, le=_LARGEST)],
    wanted: Annotated[str | None, Header(alias="Range", description="bytes=A- 或 bytes=A-B")] = None,
    if_range: Annotated[str | None, Header(alias="If-Range", description="ETag：内容变了就给整个文件")] = None,
) -> Response:
    """下载一个版本的课程包（zip）或其中一段；断了以后从断的地方接着下载。ETag 就是它的 SHA-256。"""
    sha256, size = catalogue.find_pack(services.database, course_id, version)
    path = services.packs.path(sha256)
    if not path.exists():
        raise NoSuchCourse
    return send(path, size, sha256, Wanted(wanted, if_range), "public, max-age=31536000, immutable")
