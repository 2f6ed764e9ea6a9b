"""One user action at a time, its errors as sentences."""

# ruff: noqa: N802 - components are functions named like classes

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft
import pytest

from tests.fakes.app import MemoryApp
from views.command import use_command
from views.guard import component


class FullError(Exception):
    """An error with a sentence for the person."""

    sentence = "磁盘满了，请清理后再试。"


@component
def Desk(action: Callable[..., Awaitable[Any]]):
    save = use_command(action)
    words = "正在保存" if save.running else save.error or "好"
    return ft.Column([ft.Text(words), ft.Button("保存", on_click=save.run)])


def fails_with(fault: Exception) -> Callable[[], Awaitable[None]]:
    async def action() -> None:
        raise fault

    return action


async def test_a_second_press_while_the_first_runs_does_nothing():
    done, runs = asyncio.Event(), []

    async def slow() -> None:
        runs.append(1)
        await done.wait()

    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Desk, slow))
        first = asyncio.create_task(app.click("保存"))
        await app.wait_for(lambda: "正在保存" in app.texts())
        await app.click("保存")
        done.set()
        await first
        await app.wait_for(lambda: "好" in app.texts())
        assert runs == [1]


async def test_an_error_with_a_sentence_is_told_in_its_own_words():
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Desk, fails_with(FullError())))
        await app.click("保存")
        assert FullError.sentence in app.texts()


async def test_any_other_error_is_logged_and_told_in_general_words(caplog: pytest.LogCaptureFixture):
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Desk, fails_with(KeyError("secret"))))
        with caplog.at_level(logging.ERROR, "xueban.views"):
            await app.click("保存")
        assert "没有做成：程序出了点问题，请再试一次。" in app.texts()
        assert "an action failed" in caplog.text


async def test_after_an_error_it_can_be_tried_again():
    faults = [FullError()]

    async def action() -> None:
        if faults:
            raise faults.pop()

    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Desk, action))
        await app.click("保存")
        await app.click("保存")
        assert "好" in app.texts()
