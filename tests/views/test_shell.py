"""The frame: bar or rail, and the way to every screen."""

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from sync.status import State, Status
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import open_device, open_window
from views.routes import SCREENS

PLACES = ["今天", "课程", "错题本", "笔记", "组队", "我的"]


async def test_a_phone_has_a_bar_with_all_six_places(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", PHONE) as app:
        bar = app.find(ft.NavigationBar)
        assert [destination.label for destination in bar.destinations] == PLACES
        assert not app.find_all(ft.NavigationRail)


async def test_a_desktop_has_a_rail_with_the_state_of_sync(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", DESKTOP) as app:
        rail = app.find(ft.NavigationRail)
        assert [destination.label for destination in rail.destinations] == PLACES
        assert "仅存本机" in app.texts()
        assert not app.find_all(ft.NavigationBar)


async def test_the_chosen_place_follows_the_screen(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", DESKTOP) as app:
        for route, place in (("/mistakes", 2), ("/me/account", 5), ("/", 0)):
            await app.go(route)
            assert app.find(ft.NavigationRail).selected_index == place


async def test_pressing_a_place_goes_there(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", PHONE) as app:
        await app.fire(app.find(ft.NavigationBar), "change", 4, selected_index=4)
        await app.wait_for(lambda: app.page.route == "/teams")
        assert "组队" in app.texts()


@pytest.mark.parametrize("size", [PHONE, (820.0, 1180.0), DESKTOP], ids=["phone", "tablet", "desktop"])
async def test_the_search_is_one_touch_away(tmp_path: Path, size: tuple[float, float]):
    async with open_device(tmp_path) as client, open_window(client, "/notes", size) as app:
        await app.wait_for(lambda: not app.find_all(ft.Shimmer))
        search = app.ident("search")
        await app.click(next(c for c in app.walk(search) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="palette-field"))


async def test_the_mark_of_sync_leads_to_all_about_it(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", DESKTOP) as app:
        await app.click(next(c for c in app.walk(app.ident("sync-mark")) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.page.route == "/me/sync")


async def test_what_is_sent_at_once_is_no_news_to_the_one_who_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("views.shell.syncstate.LATE_S", 0.0)
    watchers: list[Any] = []
    async with open_device(tmp_path) as client:
        monkeypatch.setattr(client.sync, "status", Status("synced"))
        monkeypatch.setattr(client.sync, "watch", lambda told: watchers.append(told) or (lambda: None))
        async with open_window(client, "/", DESKTOP) as app:

            def now(state: State) -> None:
                client.sync.status = Status(state)
                for told in watchers:
                    told(client.sync.status)

            await app.wait_for(lambda: "已同步" in app.texts() and "最近七天" in app.texts())  # all of Today is read
            await app.settle()
            said = app.texts()
            sent = len(app.sent)
            now("syncing")
            now("synced")
            await app.settle()
            assert not [message for message in app.sent[sent:] if "同步" in str(message.body)]
            assert app.texts() == said
            now("syncing")
            await app.wait_for(lambda: "同步中" in app.texts())
            now("offline")
            await app.wait_for(lambda: "离线" in app.texts())


async def test_the_bar_steps_aside_for_a_task(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/mistakes/review", PHONE) as app:
        assert not app.find_all(ft.NavigationBar)


async def test_a_window_made_narrow_trades_the_rail_for_the_bar(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", DESKTOP) as app:
        await app.resize(420, 800)
        assert app.find_all(ft.NavigationBar)
        assert not app.find_all(ft.NavigationRail)


async def test_a_path_without_a_screen_leads_home(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/nowhere", PHONE) as app:
        assert "没有这一页" in app.texts()
        await app.click("回到今天")
        await app.wait_for(lambda: app.page.route == "/")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_every_screen_opens(tmp_path: Path, size: tuple[float, float]):
    known = {":course_id": "math-quadratic-equations", ":lesson_id": "01", ":mistake_id": "none", ":note_id": "new"}
    async with open_device(tmp_path) as client, open_window(client, "/", size) as app:
        for screen in SCREENS:
            await app.go("/".join(known.get(part, part) for part in screen.path.split("/")))
            if screen.path != "/design":  # which shows what is shown while one waits
                await app.wait_for(lambda: not app.find_all(ft.Shimmer))
            assert "这里出了点问题" not in app.texts(), screen.path


async def test_closing_a_window_ends_its_watching(tmp_path: Path):
    async with open_device(tmp_path) as client:
        watchers = client.store._watches._watchers
        before = len(watchers)
        async with open_window(client, "/", DESKTOP) as app:
            await app.wait_for(lambda: not app.find_all(ft.Shimmer))
            assert len(watchers) > before
        assert len(watchers) == before
