"""What the OpenAPI page says about the answers to a request that cannot be done, and about the push body."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from sync.batch import BATCH_MEDIA, PAGE_MEDIA
from sync.wire import PushRequest

_REF = "#/components/schemas/{model}"

_DESCRIPTIONS = {
    401: "没有登录，登录已失效，或者用户名、密码不对",
    403: "没有这个权限",
    404: "没有找到：空间、设备、成员或邀请码不存在，或者不是你的；或者这台服务器没有安装识字组件",
    409: "与服务器上已有的内容冲突，例如用户名已被占用，或者操作编号不连续（detail.expected_n）",
    413: "请求体太大，或者解压后太大",
    415: "请求体的压缩方式不是 gzip",
    416: "文件没有这么长",
    422: "请求的格式不对",
    429: "尝试得太频繁（Retry-After 秒后再试）",
    503: "服务器暂时连不上数据库",
}


class ErrorDetail(BaseModel):
    """What went wrong: a code for programs, a sentence for the person."""

    code: str
    message: str
    expected_n: int | None = None
    received: int | None = None


class ErrorAnswer(BaseModel):
    """The body of every answer that is not a success."""

    detail: ErrorDetail


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint that may answer with these error statuses.

    429 and 503 go without saying, and 415 comes with 413: both are about a body.
    """
    every = {*statuses, 429, 503} | ({415} if 413 in statuses else set[int]())
    return {status: {"model": ErrorAnswer, "description": _DESCRIPTIONS[status]} for status in sorted(every)}


PUSH_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": _REF.format(model="PushRequest")}},
            BATCH_MEDIA: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}

LOG_PAGE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "一页操作：JSON，或者（Accept）一批批打包好的，见 sync.batch",
        "content": {PAGE_MEDIA: {"schema": {"type": "string", "format": "binary"}}},
    }
}


def describe_push_body(app: FastAPI) -> None:
    """Add the schema of `PushRequest`, which its endpoint reads by hand so that one bad operation stays one."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        document = make()
        schema = PushRequest.model_json_schema(ref_template=_REF)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(schema.pop("$defs", {}))
        schemas["PushRequest"] = schema
        return document

    app.openapi = openapi
