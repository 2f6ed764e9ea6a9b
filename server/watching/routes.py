"""The page that a collector of metrics reads."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from server.services import UsesServices

router = APIRouter()


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, services: UsesServices) -> Response:
    """For whoever holds the token of the settings; without one in the settings there is no such page."""
    token = services.settings.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not secrets.compare_digest(given.encode(), token.encode()):
        raise HTTPException(404)
    return Response(services.metrics.text(), media_type=CONTENT_TYPE_LATEST)
