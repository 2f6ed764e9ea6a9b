"""A course leaves from its page: as a pack, for Moodle, for Anki."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest
from flet.messaging.protocol import MessageAction

from client.bootstrap import Client
from tests.client.courses.exporting.courses import COURSE
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES
from tests.fakes.opened import open_device, open_window


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=FakeClock()) as client:
        await client.courses.add_pack(COURSE, FILES)
        yield client


def saved(app: MemoryApp) -> list[str]:
    calls = [m.body for m in app.sent if m.action == MessageAction.INVOKE_METHOD]
    return [call.args["file_name"] for call in calls if call.name == "save_file"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "name", "lost"),
    [("pack", "所有题型.zip", 0), ("gift", "所有题型.gift", 2), ("apkg", "所有题型.apkg", 1)],
)
async def test_a_course_is_saved_as_a_file_and_what_stays_behind_is_said(
    client: Client, form: str, name: str, lost: int
) -> None:
    async with open_window(client, f"/courses/{COURSE.id}", PHONE) as app:
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"export-{form}"))
        await app.click(app.find(ft.OutlinedButton, within=app.ident(f"export-{form}")))
        await app.wait_for(lambda: saved(app) == [name])
        words = f"{name}：有 {lost} 处不能原样带走"
        if lost:
            await app.wait_for(lambda: words in app.texts())
