"""Rewards on their screen: seven days open a pack made for the person; a certificate is made on the device."""

from pathlib import Path

import pytest

from tests.client.teams.test_quests import answer_wrongly
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import open_window
from tests.fakes.teams import NAME, found_team, school


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_seven_days_open_a_pack_and_a_certificate(tmp_path: Path, size: tuple[float, float]) -> None:
    async with school(tmp_path, "小红") as opened:
        [red] = opened.people
        team = await found_team(red)
        for _day in range(6):
            await red.teams.doing.check_in(team, "")
            opened.clock.advance(86_400)
        async with open_window(red, f"/teams/{team}/more", size) as app:
            app.timeout_s = 60
            app._answers |= {"save_file": str(tmp_path / "made"), "capture": b"\x89PNG picture"}
            await app.see("再打卡 1 天就有下一份")
            assert not app.sees("pack")
            assert not app.sees("certificate")
            await red.teams.doing.check_in(team, "")
            await app.press("pack")
            await app.see("错题本里还没有题")
            await answer_wrongly(red)
            await app.press("pack")
            await app.see("做好了：")
            assert (tmp_path / "made").read_bytes().startswith(b"%PDF-")
            (tmp_path / "made").unlink()
            await app.press("certificate")
            await app.see("小红的坚持证书")
            await app.see(f"小组：{NAME}")
            assert "7" in app.texts()
            await app.press("keepsake-save")
            await app.wait_for((tmp_path / "made").exists)
            assert (tmp_path / "made").read_bytes() == b"\x89PNG picture"
