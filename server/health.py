"""Is the server up?"""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/v1/health", tags=["状态"])


class Health(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"


@router.get("", summary="服务器是否在运行")
async def health() -> Health:
    """不用登录。"""
    return Health()
