"""The focus room and the picture of a check-in on their screens."""

from pathlib import Path

from tests.client.teams.test_focus import photograph
from tests.client.teams.test_home import equal
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import open_window
from tests.fakes.teams import found_team, school


async def test_two_in_the_room(tmp_path: Path) -> None:
    async with school(tmp_path, "小红", "小刚") as opened:
        red, strong = opened.people
        team = await found_team(red, strong)
        await red.teams.members(team)
        async with (
            open_window(red, f"/teams/{team}/focus", PHONE) as app,
            open_window(strong, f"/teams/{team}", DESKTOP) as other,
        ):
            await app.press("focus-begin")
            await app.see("还剩")
            await other.see("有人在专注，还剩 25 分钟")
            await other.press("team-focus")
            await other.see("还剩")
            await strong.teams.presence.beat()
            await red.teams.presence.beat()
            await app.see("小刚")
            opened.clock.advance(25 * 60)
            await app.see("这一轮结束了")
            await app.see("一起安静地学一会儿")
        assert not red.teams.presence.focuses, "whoever has left is not in it"


async def test_a_picture_is_chosen_and_seen(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photograph())
    async with school(tmp_path, "小红", "小刚") as opened:
        red, strong = opened.people
        team = await found_team(red, strong)
        async with (
            open_window(red, f"/teams/{team}", PHONE) as app,
            open_window(strong, f"/teams/{team}", DESKTOP) as other,
        ):
            app._answers["pick_files"] = [{"id": 1, "name": "a.jpg", "size": 9, "path": str(tmp_path / "a.jpg")}]
            await red.teams.presence.beat()
            await app.press("checkin-picture")
            await app.wait_for(lambda: app.sees("checkin-no-picture"))
            await app.press("checkin")
            await app.see("今天打过卡了")
            [checkin] = (await equal(team, red, strong)).checkins
            assert checkin.picture
            await other.wait_for(lambda: any("小红打卡的图片" in str(one) for one in labels(other)))


def labels(app) -> list[str]:
    import flet as ft

    return [image.semantics_label or "" for image in app.find_all(ft.Image)]
