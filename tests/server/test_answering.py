import logging

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from server.answering import answer_errors


def failing_with(error: Exception) -> httpx.AsyncClient:
    app = FastAPI()
    answer_errors(app)

    @app.get("/")
    async def fail() -> None:
        raise error

    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://server")


async def test_a_database_that_is_away_means_try_again(caplog: pytest.LogCaptureFixture) -> None:
    error = OperationalError("INSERT INTO note …", {"body": "私密的笔记"}, Exception("connection refused"))
    with caplog.at_level(logging.ERROR):
        async with failing_with(error) as http:
            answer = await http.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["detail"]["code"] == "unavailable"
    assert caplog.messages == ["the database is away: connection refused"]


async def test_a_fault_of_the_server_says_nothing_of_its_inside() -> None:
    async with failing_with(RuntimeError("秘密")) as http:
        answer = await http.get("/")
    assert answer.status_code == 500
    assert answer.json() == {"detail": {"code": "internal", "message": "服务器出了错，请稍后再试。"}}
