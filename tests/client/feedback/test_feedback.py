"""Told without a line, sent with one, answered on every device."""

from pathlib import Path

import pytest

from client.bootstrap import Client
from client.feedback import FeedbackError
from server.feedback.__main__ import main
from tests.fakes.family import soon
from tests.fakes.opened import open_device
from tests.fakes.server import running_server


async def stages(client: Client) -> list[tuple[str, str, str]]:
    return [(one.words, one.stage, one.answer) for one in await client.feedback.all()]


async def test_it_is_kept_without_an_account_and_can_be_taken_back(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        with pytest.raises(FeedbackError):
            await client.feedback.tell("  ")
        with pytest.raises(FeedbackError):
            await client.feedback.tell("长" * 4_001)
        told = await client.feedback.tell(" 字太小了 ", [b"a picture"])
        assert await stages(client) == [("字太小了", "kept", "")]
        [one] = await client.feedback.all()
        assert await client.feedback.picture(one.pictures[0]) == b"a picture"
        await client.feedback.take_back(told)
        assert await stages(client) == []
        await client.feedback.restore(told)
        assert len(await stages(client)) == 1


async def test_what_was_told_offline_is_answered_on_all_devices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    data = tmp_path / "server.db"
    with running_server(data) as server:
        async with open_device(tmp_path / "one", server.url) as one, open_device(tmp_path / "two", server.url) as two:
            told = await one.feedback.tell("字太小了", [b"a picture"])
            await one.account.register("小明", "correct horse")

            async def received() -> bool:
                return await stages(one) == [("字太小了", "received", "")]

            await soon(received)
            assert main(["--data", str(data), "list"]) == 0
            assert "字太小了" in capsys.readouterr().out
            assert main(["--data", str(data), "answer", told, "done", "新版有大字了"]) == 0
            await two.account.sign_in("小明", "correct horse")
            services = server._serving._app.state.services
            from server.feedback.telling import tell

            tell(services, 0)

            async def answered() -> bool:
                wanted = [("字太小了", "done", "新版有大字了")]
                return await stages(one) == wanted and await stages(two) == wanted

            await soon(answered)
            [seen] = await two.feedback.all()
            assert await two.feedback.picture(seen.pictures[0]) == b"a picture"
