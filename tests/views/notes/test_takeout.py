"""Notes leave from their list."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest
from flet.messaging.protocol import MessageAction

from client.bootstrap import Client
from client.notes.importing.formats import read_blocking
from tests.fakes.app import MemoryApp
from tests.fakes.opened import open_device, open_window


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path) as client:
        await client.notes.save(None, title="判别式", body="一")
        yield client


def saved(app: MemoryApp) -> list[bytes]:
    calls = [m.body for m in app.sent if m.action == MessageAction.INVOKE_METHOD]
    return [call.args["src_bytes"] for call in calls if call.name == "save_file"]  # type: ignore[union-attr]


async def test_all_notes_are_saved_as_a_zip(client: Client) -> None:
    async with open_window(client, "/notes") as app:
        app._answers["save_file"] = "/x/学伴笔记.zip"
        await app.wait_for(lambda: "判别式" in app.texts())
        await app.click(app.find(ft.IconButton, within=app.ident("notes-export")))
        await app.wait_for(lambda: "1 篇笔记已经存到 /x/学伴笔记.zip" in app.texts())
        assert [page.title for page in read_blocking(saved(app)[0], "一.zip").pages] == ["判别式"]
