"""The one place that turns an error into an answer: `{"detail": {"code", "message"}}`."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from server.errors import NotValid, Refusal
from server.field_sentences import sentence_for
from sync.texts import _

_log = logging.getLogger(__name__)

_SENTENCES = {
    404: _("没有这个地址。"),
    405: _("这个地址不支持这种请求。"),
}


def answer_errors(app: FastAPI) -> None:
    """Let `app` answer every error as `{"detail": {"code", "message"}}`."""
    app.add_exception_handler(Refusal, _refuse)
    app.add_exception_handler(RequestValidationError, _say_what_is_not_valid)
    app.add_exception_handler(HTTPException, _translate)
    app.add_exception_handler(OperationalError, _database_away)
    app.add_exception_handler(Exception, _own_fault)


def refusal_answer(refusal: Refusal) -> JSONResponse:
    """The answer to a refused request."""
    return _answer(refusal.status, refusal.detail(), refusal.headers())


def _answer(status: int, detail: dict[str, object], headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail}, status, headers=headers)


async def _refuse(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for this class
    return refusal_answer(error)


async def _say_what_is_not_valid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    return refusal_answer(NotValid(sentence_for([tuple(e["loc"]) for e in error.errors()])))


async def _translate(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    if error.status_code == HTTPStatus.BAD_REQUEST:  # FastAPI's word for a body that is not even UTF-8
        return refusal_answer(NotValid())
    code = HTTPStatus(error.status_code).name.lower()
    sentence = _SENTENCES.get(error.status_code, _("请求没有成功。"))
    return _answer(error.status_code, {"code": code, "message": sentence}, dict(error.headers or {}))


async def _database_away(_request: Request, error: Exception) -> JSONResponse:
    _log.error("the database is away: %s", error.orig if isinstance(error, OperationalError) else error)
    detail: dict[str, object] = {"code": "unavailable", "message": _("服务器暂时连不上数据库，请稍后再试。")}
    return _answer(503, detail, {"Retry-After": "5"})


async def _own_fault(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(500, {"code": "internal", "message": _("服务器出了错，请稍后再试。")})
