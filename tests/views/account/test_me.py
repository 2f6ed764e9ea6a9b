"""我的: the account and sync in words, theme and language, licences."""

import gettext
from datetime import UTC, datetime
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.texts import use_language
from client.version import VERSION
from sync.status import State, Status
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window
from views.account.who import sync_words
from views.preferences import load_preferences
from views.theme import reduce_motion, scale_text

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SINCE = datetime(2026, 11, 22, 11, 58, tzinfo=UTC)


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client
    use_language("zh_CN")
    scale_text(1)
    reduce_motion(False)


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_signed_out_there_is_one_clear_way_on(client: Client, size: tuple[float, float], tmp_path: Path) -> None:
    async with open_window(client, "/me", size) as app:
        await app.wait_for(lambda: "未登录" in app.texts())
        assert "未开启同步" in app.texts()
        assert str(tmp_path) in app.texts()
        assert f"版本 {VERSION}" in app.texts()
        await app.click("登录或注册")
        await app.wait_for(lambda: app.page.route == "/me/account")


@pytest.mark.parametrize(
    ("state", "waiting", "since", "words"),
    [
        ("off", 3, None, "内容都在这台设备上，登录后才会同步"),
        ("synced", 0, None, "这台设备上的内容和服务器一致"),
        ("syncing", 3, None, "还有 3 项改动在路上"),
        ("syncing", 0, None, "正在和服务器核对"),
        ("offline", 2, SINCE, "从 11:58 起连不上服务器，会自动重试。2 项改动等着上传，都已存在本机。"),
        ("offline", 0, None, "连不上服务器，会自动重试。已写的都在本机。"),
        ("attention", 0, None, "登录已失效"),
    ],
)
def test_sync_is_said_in_a_sentence(state: State, waiting: int, since: datetime | None, words: str) -> None:
    assert sync_words(Status(state, reason="登录已失效"), waiting, since, NOW, UTC) == words


async def test_changes_made_offline_are_counted_at_once(client: Client) -> None:
    async with open_window(client, "/me") as app:
        await app.wait_for(lambda: "未登录" in app.texts())
        client.sync._tell(Status("offline"))
        await app.wait_for(lambda: "连不上服务器，会自动重试。已写的都在本机。" in app.texts())
        await client.notes.save(None, title="离线也能写", body="")
        await app.wait_for(lambda: any("1 项改动等着上传" in text for text in app.texts()))


class Shouting(gettext.NullTranslations):
    """A language in which everything is said with an exclamation mark."""

    def gettext(self, message: str) -> str:
        return f"{message}!"


async def test_every_text_on_the_screen_follows_the_language(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gettext.translation", lambda *_args, **_options: Shouting())
    async with open_window(client, "/me") as app:
        await app.wait_for(lambda: "未登录" in app.texts())
        await choose(app, "language", "en")
        await app.wait_for(lambda: "未登录!" in app.texts())
        words = [text for text in app.texts() if text not in ("简体中文", "English")]
        assert [text for text in words if text[0] > "\u4e00" and "!" not in text] == []
        rail = app.find(ft.NavigationRail)
        assert rail.destinations[0].label == "今天!"


async def choose(app: MemoryApp, name: str, value: str) -> None:
    segment = await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"{name}-{value}"))
    await app.click(next(c for c in app.walk(segment) if getattr(c, "on_click", None)))


async def test_the_theme_is_kept_and_followed_by_every_window(client: Client) -> None:
    async with open_window(client, "/me") as app, open_window(client, "/notes") as other:
        await app.wait_for(lambda: "未登录" in app.texts())
        await choose(app, "theme", "dark")
        await app.wait_for(lambda: app.page.theme_mode == ft.ThemeMode.DARK)
        await other.wait_for(lambda: other.page.theme_mode == ft.ThemeMode.DARK)
    async with open_window(client, "/me") as again:
        await again.wait_for(lambda: again.page.theme_mode == ft.ThemeMode.DARK)


async def test_the_language_changes_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = list[str]()
    monkeypatch.setattr("views.preferences.use_language", spoken.append)
    async with open_window(client, "/me") as app:
        await app.wait_for(lambda: "未登录" in app.texts())
        await choose(app, "language", "en")
        await app.wait_for(lambda: "en" in spoken)
        assert await client.store.setting("look.language") == "en"


async def test_the_open_works_are_named_with_their_licences(client: Client) -> None:
    async with open_window(client, "/me") as app:
        await app.wait_for(lambda: "未登录" in app.texts())
        row = app.ident("licences")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: "SIL OFL 1.1" in app.texts())
        assert any(text.startswith("SQLAlchemy 2.") for text in app.texts())
        await app.press("licence-sqlmodel")
        await app.see("Permission is hereby granted")
        await app.press("licence-sqlmodel")
        await app.wait_for(lambda: not any("Permission is hereby granted" in text for text in app.texts()))


async def test_a_single_setting_is_found_and_set_where_it_is_found(client: Client) -> None:
    async with open_window(client, "/me", PHONE) as app:
        await app.write("me-search", "字号")
        await app.wait_for(lambda: not app.sees("account-open") and app.sees("text-scale-1.5"))
        assert not app.sees("theme-dark")
        await choose(app, "text-scale", "1.5")
        await app.wait_for(lambda: (app.find(ft.Text, "外观与语言").style or ft.TextStyle()).size == 27)
        await app.write("me-search", "注销")
        await app.wait_for(lambda: app.sees("erase-row"))
        await app.write("me-search", "没有这种东西")
        await app.see("这里没有叫这个的设置")
        await app.write("me-search", "")
        await app.wait_for(lambda: app.sees("account-open"))


async def test_help_speaks_in_the_words_of_a_region(client: Client) -> None:
    async with open_window(client, "/me") as app:
        await choose(app, "region", "yue")
        await app.wait_for(lambda: app.sees("help-open"))
        await app.press("help-open")
        await app.see("记低一条错题")
    assert await client.store.setting("help.region") == "yue"


async def test_text_size_contrast_and_motion_are_kept(client: Client) -> None:
    async with open_window(client, "/me") as app:
        await choose(app, "text-scale", "1.5")
        await choose(app, "contrast", "high")
        await choose(app, "motion", "reduced")
        await app.wait_for(lambda: (app.find(ft.Text, "外观与语言").style or ft.TextStyle()).size == 27)
    kept = await load_preferences(client.store)
    assert (kept.text_scale, kept.contrast, kept.motion) == (1.5, "high", "reduced")


async def test_the_graph_says_what_it_is_made_from_and_lists_added_files(client: Client) -> None:
    await client.mistakes.graphs.add(
        "club.json",
        b'{"format":1,"subject":"math","stage":"club","title":"\xe6\x95\xb0\xe5\xad\xa6\xe7\xa4\xbe","modules":[{"id":'
        b'"math.club","name":"c","points":[{"id":"math.club.one","name":"p"}]}]}',
    )
    async with open_window(client, "/me", DESKTOP) as app:
        await app.wait_for(lambda: app.ident("graph-open"))
        await app.click(next(c for c in app.walk(app.ident("graph-open")) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: any("道题训练" in text for text in app.texts()))
        assert any("TAL-SCQ5K" in text for text in app.texts())
        assert "数学社" in app.texts()
        await app.click("移除 club.json")
        await app.wait_for(lambda: "数学社" not in app.texts())
        assert await client.mistakes.graphs.own_files() == []
