"""Is the server up, and can it serve?"""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from server.openapi import answers
from server.services import UsesServices

router = APIRouter(prefix="/v1/health", tags=["状态"])


class Health(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"


@router.get("", summary="服务器是否在运行")
async def health() -> Health:
    """不用登录。"""
    return Health()


@router.get("/ready", responses=answers(503), summary="服务器能不能干活")
def ready(services: UsesServices) -> Health:
    """不用登录。连得上数据库才是 200；容器和负载均衡用这个。"""
    with services.database.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    return Health()
