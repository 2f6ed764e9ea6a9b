"""The endpoints of the log: push and pull."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from server.accounts.signed_in import Bearer, WhoIsSignedIn, signed_in
from server.errors import NoSuchSpace
from server.openapi import LOG_PAGE, PUSH_BODY, answers
from server.oplog.folding import fold_log
from server.oplog.paging import Wanted, packed_page, page_as_json
from server.oplog.purging import note_reach
from server.oplog.pushing import Push, take_batch, take_push
from server.oplog.reading import read_batch, read_push
from server.oplog.snapshots import snapshot
from server.services import UsesServices
from server.spaces.membership import standing
from sync.batch import BATCH_MEDIA, PAGE_MEDIA
from sync.clock import to_text
from sync.wire import PAGE_LIMIT, SCHEMA, Digest, Identifier, LogPage, PushResponse, Snapshot

router = APIRouter(prefix="/v1", tags=["同步"])

_LARGEST_SEQ = (1 << 63) - 1


async def _body(request: Request) -> bytes:
    return await request.body()


@router.post(
    "/sync/push",
    response_model=PushResponse,
    responses=answers(401, 409, 413, 422),
    openapi_extra=PUSH_BODY,
    summary="上传操作",
)
def push_operations(
    bearer: Bearer, services: UsesServices, request: Request, body: Annotated[bytes, Depends(_body)]
) -> Response:
    """上传这台设备的操作，按编号 n 连续排列，最多 500 条。

    重复的得到和第一次一样的结果；不合要求或没有权限的搁置在一边并说明原因，不妨碍其余的；编号有缺口时回答 409。

    device 是这些编号所属的设备，可以不写；写的不是现在发送的设备时回答 409，一条也不收：它们是换编号以前发出的。
    """
    under_way = Push(
        services.database,
        signed_in(services, bearer),
        to_text(services.clock.now_utc()),
        services.settings.operation_limit_bytes,
        services.hub.tell,
    )
    if request.headers.get("content-type") == BATCH_MEDIA:
        response = take_batch(under_way, read_batch(body, services.settings.body_limit_bytes))
    else:
        response = take_push(under_way, read_push(body))
    return Response(response.model_dump_json(), media_type="application/json")


@router.get(
    "/spaces/{space_id}/log", response_model=LogPage, responses=LOG_PAGE | answers(401, 404, 422), summary="下载操作"
)
def read_log(
    bearer: Bearer,
    services: UsesServices,
    request: Request,
    space_id: Annotated[Identifier, Path()],
    after: Annotated[int, Query(ge=0, le=_LARGEST_SEQ)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE_LIMIT)] = PAGE_LIMIT,
) -> Response:
    """一个空间的日志里序号大于 after 的一页，按序号排列；more 为真时还有下一页。"""
    who = signed_in(services, bearer)
    wanted = Wanted(who.account_id, space_id, after, limit, services.settings.page_limit_bytes)
    if request.headers.get("accept") != PAGE_MEDIA:
        return Response(page_as_json(services.database, wanted), media_type="application/json")
    page, is_packed = packed_page(services.database, wanted)
    # what is packed is not packed again: that would take a while, and gain nothing
    return Response(page, media_type=PAGE_MEDIA, headers={"Content-Encoding": "identity"} if is_packed else None)


@router.get(
    "/spaces/{space_id}/snapshot", response_model=Snapshot, responses=answers(401, 404, 422), summary="下载合并后的内容"
)
def read_snapshot(
    who: WhoIsSignedIn,
    services: UsesServices,
    space_id: Annotated[Identifier, Path()],
    after: Annotated[str, Query(max_length=1_000)] = "",
    limit: Annotated[int, Query(ge=1, le=PAGE_LIMIT)] = PAGE_LIMIT,
) -> Response:
    """给新设备：先是每条记录合并后的样子，再是被替换的值，最后是事件；可以从 after 接着下载。"""
    page = snapshot(services.database, who.account_id, space_id, after, limit)
    return Response(page.model_dump_json(), media_type="application/json")


@router.get("/spaces/{space_id}/digest", responses=answers(401, 404, 422), summary="核对合并后的内容")
def read_digest(
    who: WhoIsSignedIn,
    services: UsesServices,
    space_id: Annotated[Identifier, Path()],
    at: Annotated[int, Query(ge=0, le=_LARGEST_SEQ)] = 0,
    schema: Annotated[int, Query(ge=0, le=1 << 31)] = SCHEMA,
) -> Digest:
    """合并后内容的摘要。at 是这台设备已经下载到的序号；声明的版本不同时摘要为空，不能比较。"""
    with services.database.write() as connection:
        stands = standing(connection, space_id, who.account_id)
        if stands is None:
            raise NoSuchSpace
        note_reach(connection, who.device_id, space_id, min(at, stands.head))
    folded = fold_log(services.database, space_id)
    return Digest(seq=folded.seq, digest=folded.digest if schema == SCHEMA else "")
