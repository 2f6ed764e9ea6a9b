"""Which answer of the server means which error; what came back well is handed out as the wire's models."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from sync.errors import (
    DeviceRevoked,
    Diverged,
    Gap,
    ProtocolError,
    Refused,
    ServerBusy,
    SyncError,
    Unauthorized,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

Answer = TypeVar("Answer", bound=BaseModel)


def understand(response: httpx.Response, model: type[Answer], server: str) -> Answer:
    """The body of a good answer as `model`; raises `ProtocolError` when it is something else."""
    try:
        return model.model_validate_json(response.content)
    except ValidationError as error:
        raise ProtocolError(f"{model.__name__}: {error.error_count()} errors", server) from error


def error_of(response: httpx.Response, server: str) -> SyncError | None:
    """The error that an answer means, None for a good one; its body must have been read."""
    status = response.status_code
    if 200 <= status < 300:
        return None
    if status == 429 or status >= 500:
        return ServerBusy(status, _seconds(response.headers.get("retry-after", "")))
    if status < 400:
        return ProtocolError(f"redirected ({status})", server)
    detail = _detail(response)
    code, message = str(detail.get("code", "")), str(detail.get("message", ""))
    if status == 401 and code == "device_revoked":
        return DeviceRevoked(code, message)
    if status == 401:
        return Unauthorized(code, message)
    if status == 409 and code == "reused":
        return Diverged(message)
    if status == 409 and isinstance(expected_n := detail.get("expected_n"), int):
        return Gap(expected_n, message)
    if not code:  # not in our form: some other server, or a proxy on the way
        return ProtocolError(f"status {status}", server)
    return Refused(status, code, message)


@contextmanager
def line_errors(server: str) -> Iterator[None]:
    """Turn what httpx raises about the line into `Unreachable`, and about the answer into `ProtocolError`."""
    import httpx

    try:
        yield
    except (httpx.TransportError, OSError) as error:
        raise Unreachable(server, type(error).__name__) from error
    except (httpx.DecodingError, httpx.InvalidURL) as error:
        raise ProtocolError(type(error).__name__, server) from error


def _detail(response: httpx.Response) -> dict[str, Any]:
    try:
        detail = json.loads(response.content)["detail"]
    except (ValueError, KeyError, TypeError):
        return {}
    if isinstance(detail, list):  # FastAPI's own answer to a request that does not fit the model
        return {"code": "invalid"}
    return detail if isinstance(detail, dict) else {}


def _seconds(header: str) -> float | None:
    """`Retry-After` in its form of seconds; its form of a date is left to the engine's own patience."""
    return float(header) if header.strip().isdecimal() else None
