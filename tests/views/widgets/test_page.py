"""A screen comes back where it was left."""

from pathlib import Path

import flet as ft
from flet.messaging.protocol import MessageAction

from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window


def scrolled_to(app: MemoryApp) -> list[float]:
    calls = [message.body for message in app.sent if message.action == MessageAction.INVOKE_METHOD]
    return [call.args["offset"] for call in calls if call.name == "scroll_to"]


async def test_a_screen_comes_back_where_it_was_left(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/me", PHONE) as app:
        await app.wait_for(lambda: "未登录" in app.texts())
        column = next(c for c in app.find_all(ft.Column) if c.on_scroll)
        event = {"event_type": "update", "pixels": 240.0, "min_scroll_extent": 0.0, "max_scroll_extent": 900.0}
        await app.fire(column, "scroll", {**event, "viewport_dimension": 844.0})
        await app.go("/teams")
        await app.wait_for(lambda: "组队" in app.texts() and "未登录" not in app.texts())
        assert scrolled_to(app) == []
        await app.go("/me")
        await app.wait_for(lambda: scrolled_to(app) == [240.0])
