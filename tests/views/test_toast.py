"""A word at the bottom of the screen, and that it goes."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from tests.fakes.opened import open_device, open_window
from views.context import App


async def test_a_word_whose_end_the_browser_never_told_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    later: list[Callable[[], Any]] = []
    async with open_device(tmp_path) as client, open_window(client, "/me") as app:
        monkeypatch.setattr(
            asyncio.get_running_loop(), "call_later", lambda _s, work, *args: later.append(lambda: work(*args))
        )
        App(client, app.page).toast("已移除")
        monkeypatch.undo()
        await app.settle()
        assert app.find_all(ft.SnackBar)
        for work in later:
            work()
        await app.settle()
        assert app.page._dialogs.controls == []
