"""Help is read and searched in the app, and reached from where somebody is stuck."""

from pathlib import Path

import pytest

from client.bootstrap import Client
from client.texts import use_language
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.keyboard import press
from tests.fakes.opened import open_device, open_window


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client
    use_language("zh_CN")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_a_page_is_found_and_read(client: Client, size: tuple[float, float]) -> None:
    async with open_window(client, "/me/help", size) as app:
        await app.see("上完一课")
        await app.write("help-search", "恢复码")
        await app.wait_for(lambda: not app.sees("help-lesson") and app.sees("help-limits"))
        await app.press("help-limits")
        await app.wait_for(lambda: app.page.route == "/me/help/limits" and app.sees("help-page-limits"))
        await app.see("请孩子加入")


async def test_what_is_not_found_leads_on(client: Client) -> None:
    async with open_window(client, "/me/help") as app:
        await app.write("help-search", "没有这样的词组")
        await app.see("没有找到")
        await app.click("提建议")
        await app.wait_for(lambda: app.page.route == "/me/feedback" and app.sees("feedback-words"))
        await app.go("/me/help/nonsense")
        await app.see("没有这一页")
        await app.click("看全部帮助")
        await app.press("feedback-open")
        await app.wait_for(lambda: app.page.route == "/me/feedback")


async def test_help_is_in_english_too(client: Client) -> None:
    await client.store.set_setting("look.language", "en")
    async with open_window(client, "/me/help/privacy") as app:
        await app.see("Xueban has no advertising")


async def test_the_palette_finds_a_page_of_help_and_a_setting(client: Client) -> None:
    async with open_window(client, "/", DESKTOP) as app:
        for typed, line, route in (
            ("忘了密码", "help-password", "/me/help/password"),
            ("字号", "set-text-scale", "/me?find=%E5%AD%97%E5%8F%B7"),
        ):
            await press(app, "K", ctrl=True)
            await app.write("palette-field", typed)
            await app.press(f"palette-{line}")
            await app.wait_for(lambda route=route: app.page.route == route)
        await app.wait_for(lambda: app.sees("text-scale-1.5") and not app.sees("account-open"))


@pytest.mark.parametrize(("route", "slug"), [("/mistakes", "mistake"), ("/me/account", "password")])
async def test_from_where_one_is_stuck_there_is_a_way_to_help(client: Client, route: str, slug: str) -> None:
    async with open_window(client, route, PHONE) as app:
        if route == "/me/account":
            await app.press("account-choice-sign-in")
        await app.press(f"help-{slug}")
        await app.wait_for(lambda: app.page.route == f"/me/help/{slug}")
