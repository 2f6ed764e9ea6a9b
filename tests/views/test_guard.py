"""The net under the screens."""

# ruff: noqa: N802 - components are functions named like classes

import logging

import flet as ft
import pytest

from tests.fakes.app import MemoryApp
from views.context import APP, use_app
from views.guard import component, protect


class Weather:
    """What breaks a component, from outside."""

    fine = True


@component
def Fragile(weather: Weather):
    count, set_count = ft.use_state(0)
    if not weather.fine:
        raise ValueError("storm")
    return ft.Column([ft.Text(f"数到 {count}"), ft.Button("加一", on_click=lambda: set_count(count + 1))])


@component
def Beside(weather: Weather):
    return ft.Column([Fragile(weather), ft.Text("旁边的内容")])


async def test_a_fault_while_drawing_again_is_a_card_and_the_rest_stays(caplog: pytest.LogCaptureFixture):
    weather = Weather()
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Beside, weather))
        weather.fine = False
        with caplog.at_level(logging.CRITICAL, "xueban.views"):
            await app.click("加一")
        assert "这里出了点问题" in app.texts()
        assert "旁边的内容" in app.texts()


async def test_a_report_of_it_can_be_copied(caplog: pytest.LogCaptureFixture):
    weather = Weather()
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Beside, weather))
        weather.fine = False
        with caplog.at_level(logging.CRITICAL, "xueban.views"):
            await app.click("加一")
        await app.click("复制报告")
        await app.wait_for(lambda: "已复制，可以贴到“提建议”里" in app.texts())
        [said] = [m.body.args for m in app.sent if getattr(m.body, "name", "") == "set"]
        assert "Fragile: ValueError" in str(said)
        assert "storm" not in str(said)


async def test_trying_again_brings_back_what_was_there(caplog: pytest.LogCaptureFixture):
    weather = Weather()
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Beside, weather))
        weather.fine = False
        with caplog.at_level(logging.CRITICAL, "xueban.views"):
            await app.click("加一")
            await app.click("重试")
        assert "这里出了点问题" in app.texts()
        weather.fine = True
        await app.click("重试")
        assert "数到 1" in app.texts()


async def test_a_handler_that_fails_does_not_replace_the_screen(caplog: pytest.LogCaptureFixture):
    faults: list[str] = []

    def fail() -> None:
        raise RuntimeError("handler")

    def start(page: ft.Page) -> None:
        protect(page, lambda: faults.append("told"))
        page.render(component(lambda: ft.Button("按", on_click=fail)))

    async with MemoryApp() as app:
        await app.start(start)
        with caplog.at_level(logging.CRITICAL):
            await app.click("按")
        assert faults == ["told"]
        assert app.find_all(ft.Button, "按")


async def test_an_update_loop_that_died_starts_again_at_the_next_change():
    async with MemoryApp() as app:

        def start(page: ft.Page) -> None:
            protect(page, lambda: None)
            page.render(Fragile, Weather())

        await app.start(start)
        loop = getattr(app.session, "_Session__updates_task")  # noqa: B009 - the name is mangled
        loop.cancel()
        await app.settle()
        assert loop.done()
        await app.click("加一")
        assert "数到 1" in app.texts()


class Hands:
    """What moves the parts below from outside."""

    def __init__(self) -> None:
        self.open_dialog = self.leave = lambda: None
        self.drawn_with: list[object] = []


@component
def Asking(hands: Hands):
    hands.drawn_with.append(use_app())
    return ft.Text("对话框里")


@component
def WithDialog(hands: Hands):
    is_open, set_open = ft.use_state(False)
    hands.open_dialog = lambda: set_open(True)
    ft.use_dialog(ft.AlertDialog(content=ft.Column([Asking(hands)])) if is_open else None)
    return ft.Text("一屏")


@component
def Window(hands: Hands):
    is_here, set_here = ft.use_state(True)
    hands.leave = lambda: set_here(False)
    return APP("the app", lambda: ft.Column([WithDialog(hands)] if is_here else [ft.Text("别处")]))


@pytest.mark.parametrize("attempt", range(8))  # which of the two is drawn first is a set's order
async def test_a_dialog_that_opens_while_its_screen_goes_stays_empty_and_no_fault_is_said(
    attempt: int, caplog: pytest.LogCaptureFixture
):
    hands = Hands()
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Window, hands))
        hands.open_dialog()
        hands.leave()
        await app.settle()
        await app.settle()
        assert "别处" in app.texts()
        assert "use_app() outside" not in caplog.text
        assert set(hands.drawn_with) <= {"the app"}
