"""An invitation's link, from the system or the address bar, opens the screen where its code is typed."""

import tomllib
from pathlib import Path

import flet as ft
import pytest

from client.family.linked import LinkedCode
from server.family.pages import APP
from sync.spaces import INVITE_MAX_S
from tests.fakes.app import PHONE
from tests.fakes.family import PASSWORD, household, open_member, soon
from tests.fakes.opened import open_device, open_window
from views.links import own_route

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("link", "route"),
    [
        ("xueban://open/t/ABCDEF", "/teams?code=ABCDEF"),
        ("xueban://open/j/ABCDEF", "/me/family?code=ABCDEF"),
        ("http://192.168.1.9:8000/t/ABCDEF/", "/teams?code=ABCDEF"),
        ("/t/ABCDEF", "/teams?code=ABCDEF"),
        ("/j/a%26b", "/me/family?code=a%26b"),
        ("xueban://open/me/delete", "/"),
        ("xueban://open", "/"),
        ("/notes/new?course=x", "/notes/new?course=x"),
        ("/t/", "/t/"),
        ("/", "/"),
    ],
)
def test_a_link_leads_to_its_screen(link: str, route: str):
    assert own_route(link) == route


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_phones_hand_over_what_the_servers_page_offers(platform: str):
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["flet"][platform]["deep_linking"]
    assert f"{asked['scheme']}://{asked['host']}" == APP


async def test_the_app_opens_at_an_invitation_with_the_code_typed(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "xueban://open/t/ABCDEF", PHONE) as app:
        await app.see("输入邀请码")
        await app.press("team-send")
        await app.see("邀请码 ABC DEF")


async def test_a_link_that_comes_while_the_app_is_open_is_followed_too(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/teams", PHONE) as app:
        await app.see("更容易坚持")
        await app.go("xueban://open/t/GHJKLM")
        await app.see("输入邀请码")
        assert app.find(ft.TextField).value == "GHJKLM"
        assert app.page.route == "/teams?code=GHJKLM"


async def test_a_familys_link_opens_the_familys_screen(tmp_path: Path):
    async with household(tmp_path) as house, open_window(house.parent, "/", PHONE) as app:
        await app.go("xueban://open/j/NPQRST")
        await app.see("输入邀请码")


async def test_a_familys_link_that_is_opened_signed_out_goes_on_after_signing_in(tmp_path: Path):
    async with household(tmp_path) as house, open_member(tmp_path / "new", house.server.url, house.clock) as guest:
        code = (await house.parent.family.homes.invite(house.home, "child")).code
        async with open_window(guest, f"xueban://open/j/{code}", PHONE) as app:
            await app.see("先登录")
            await app.click("登录或注册")
            await app.write("account-name", "小树")
            await app.write("account-password", PASSWORD)
            await app.press("account-submit")
            await app.see("输入邀请码")
            assert app.find(ft.TextField).value == code
            await app.press("join-send")
            await app.see("我们家")
            assert [home.id for home in guest.family.homes.all()] == [house.home]


async def test_a_familys_code_is_still_there_when_one_signs_in_another_day(tmp_path: Path):
    async with household(tmp_path) as house:
        code = (await house.parent.family.homes.invite(house.home, "child")).code
        async with (
            open_member(tmp_path / "new", house.server.url, house.clock) as guest,
            open_window(guest, f"xueban://open/j/{code}", PHONE) as app,
        ):
            await app.see(f"登录以后，就用邀请码 {code} 加入家庭")
            await soon(guest.family.homes.linked.read)
        async with open_member(tmp_path / "new", house.server.url, house.clock) as guest:
            await guest.account.register("小树", PASSWORD)
            async with open_window(guest, "/me/family", PHONE) as app:
                await app.press("join-send")
                await app.wait_for(lambda: [home.id for home in guest.family.homes.all()] == [house.home])
                await app.wait_for(lambda: app.sees("join-open"))
                assert await guest.family.homes.linked.read() == ""


async def test_a_familys_code_is_let_go_or_ends_by_itself(tmp_path: Path):
    async with household(tmp_path) as house, open_window(house.parent, "/me/family", PHONE) as app:
        linked = house.parent.family.homes.linked
        await linked.keep("NPQRST")
        await app.press("join-back")
        await app.wait_for(lambda: app.sees("join-open"))
        await soon(lambda: _is_gone(linked))
        await linked.keep("NPQRST")
        house.clock.advance(INVITE_MAX_S)
        assert await linked.read() == ""


async def _is_gone(linked: LinkedCode) -> bool:
    return not await linked.read()
