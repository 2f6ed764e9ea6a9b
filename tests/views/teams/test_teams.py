"""Teams, before there are any."""

from pathlib import Path

from tests.fakes.app import PHONE
from tests.fakes.opened import open_device, open_window


async def test_it_says_that_teams_come_later_and_what_can_be_done_now(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/teams", PHONE) as app:
        await app.wait_for(lambda: "还在建设中" in app.texts())
        assert "约同学学同一门课" in app.texts()
